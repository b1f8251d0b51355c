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

/// Why API Gateway cannot take the keys of an issuer from this address, if it cannot.
pub fn issuer_fault(text: &str) -> Option<&'static str> {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', ':']).next());
    let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(c);
    let good = host.is_some_and(|host| is_subdomain(&host.to_ascii_lowercase())) && text.chars().all(in_path);
    // OpenID Connect Discovery 1.0, section 4: the path is put behind the issuer, and is no part of it.
    if text.trim_end_matches('/').ends_with("/.well-known/openid-configuration") {
        return Some("API Gateway puts `/.well-known/openid-configuration` behind it itself; write what is before");
    }
    (!good).then_some("API Gateway reads the keys from it; write it like `https://id.example.com`")
}
