//! Names of the network: labels, subdomains, HTTPS addresses.

use crate::limits;

/// Whether Kubernetes and DNS take it as one part of a name.
pub fn is_label(text: &str) -> bool {
    limits::LABEL.takes(text)
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Whether it is labels with dots between them, as the names of hosts are.
pub fn is_subdomain(text: &str) -> bool {
    limits::SUBDOMAIN.takes(text) && text.split('.').all(is_label)
}
