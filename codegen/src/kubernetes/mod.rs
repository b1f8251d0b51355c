//! Kubernetes objects as values, one file a kind. Nothing here knows a trigger or an attribute.

pub mod autoscaler;
pub mod config_map;
pub mod cron_job;
pub mod custom;
pub mod deployment;
pub mod disruption_budget;
pub mod http_route;
pub mod ingress;
pub mod kustomization;
pub mod metadata;
pub mod namespace;
pub mod network_policy;
pub mod pod;
pub mod pod_monitor;
pub mod scaled_job;
pub mod scaled_object;
pub mod service;
pub mod service_account;
pub mod size;
pub mod tags;
pub mod trigger_authentication;
pub mod yaml;

pub use metadata::Meta;
pub use yaml::{Document, Manifest, print};
