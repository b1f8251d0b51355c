//! Terraform as values. Nothing here knows a trigger or an attribute.

pub mod hcl;
pub mod policy;
pub mod resource;
