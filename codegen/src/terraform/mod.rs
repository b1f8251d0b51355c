//! Terraform as values. Nothing here knows a trigger or an attribute.

pub mod hcl;
