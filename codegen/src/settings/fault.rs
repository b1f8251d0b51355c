//! What single texts of the settings have to look like. Each answers what is wrong, if anything is.

use std::net::IpAddr;

use watershed_grammar::trigger::http::METHODS;
use watershed_grammar::value::Arn;
use watershed_grammar::value::name::{is_label, is_subdomain};

/// How regions of partitions begin whose ARNs, domains and principals are not the ones that are written here: AWS's
/// European Sovereign Cloud and the isolated ones (the partitions of botocore 1.43 and AWS's general reference, 2026-11).
const OTHER_PARTITIONS: &[&str] = &["eusc-", "us-iso-", "us-isob-", "us-isof-", "eu-isoe-"];

/// A region of AWS.
pub fn region(text: &str) -> Option<&'static str> {
    if OTHER_PARTITIONS.iter().any(|start| text.starts_with(start)) {
        return Some("it is of a partition with other ARNs: only `aws`, `aws-cn` and `aws-us-gov` are written");
    }
    let parts: Vec<&str> = text.split('-').collect();
    let letters = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    let good = parts.len() >= 3
        && parts[0].len() == 2
        && parts[..parts.len() - 1].iter().all(letters)
        && parts[parts.len() - 1].chars().all(|c| c.is_ascii_digit())
        && !parts[parts.len() - 1].is_empty();
    (!good).then_some("write it like `eu-west-1`")
}

/// The name of a host.
pub fn host(text: &str) -> Option<&'static str> {
    let good = is_subdomain(text) && text.contains('.');
    (!good).then_some("write lower-case labels with dots, such as `api.shop.example.com`")
}

/// The name of a host of routes, or of all below one: a star stands in the place of the first label (custom domain names of
/// HTTP APIs in API Gateway, Gateway API and Ingress, 2026-11).
pub fn route_host(text: &str) -> Option<&'static str> {
    host(text.strip_prefix("*.").unwrap_or(text))
}

/// A name of Kubernetes that is a DNS label.
pub fn label(text: &str) -> Option<&'static str> {
    (!is_label(text)).then_some("lower-case letters, digits and inner hyphens, at most 63 characters")
}

/// The end of the name of an endpoint, such as `ecr.api`.
pub fn endpoint(text: &str) -> Option<&'static str> {
    let good = text.split('.').all(is_label);
    (!good).then_some("lower-case letters, digits and inner hyphens, with points between, such as `sqs` or `ecr.api`")
}

/// A namespace that can belong to an application.
pub fn namespace(text: &str) -> Option<&'static str> {
    match text {
        "default" => {
            Some("name one of the application's own: in this one stands what names none, and it would be closed")
        }
        _ if text.starts_with("kube-") => Some("Kubernetes keeps names that begin with `kube-` for itself"),
        _ => label(text),
    }
}

/// A name of Kubernetes that is a DNS subdomain.
pub fn subdomain(text: &str) -> Option<&'static str> {
    (!is_subdomain(text)).then_some("lower-case letters, digits, inner hyphens and dots, at most 253 characters")
}

/// Where requests come from: a namespace, or addresses.
pub fn source(text: &str) -> Option<&'static str> {
    let good = match text.split_once('/') {
        Some((address, bits)) => bits.parse().is_ok_and(|bits| is_network(address, bits)),
        None => is_label(text),
    };
    (!good).then_some("write the name of a namespace, or addresses such as `10.0.0.0/16`")
}

/// Whether an address is a network's of so many bits: what is behind them is zero.
fn is_network(address: &str, bits: u32) -> bool {
    match address.parse() {
        Ok(IpAddr::V4(address)) => bits <= 32 && address.to_bits().checked_shl(bits).unwrap_or_default() == 0,
        Ok(IpAddr::V6(address)) => bits <= 128 && address.to_bits().checked_shl(bits).unwrap_or_default() == 0,
        Err(_) => false,
    }
}

/// The repository of an image, without tag and digest.
pub fn image(text: &str) -> Option<&'static str> {
    let mut parts = text.split('/');
    let first = parts.next().unwrap_or_default();
    let (name, port) = first.split_once(':').map_or((first, None), |(name, port)| (name, Some(port)));
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c))
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    let port_is_good = port.is_none_or(|port| port.parse::<u16>().is_ok() && text.contains('/'));
    if text.contains('@') || text.rsplit('/').next().is_some_and(|last| last.contains(':')) {
        return Some("write the repository alone: the tag is set by `images:` of `kustomization.yaml`");
    }
    (!(is_part(name) && port_is_good && parts.all(is_part))).then_some("write it like `registry.example.com/shop`")
}

/// What an ARN says of a region that is in another partition.
const PARTITION: &str = "regions of China are in `aws-cn`, those of GovCloud in `aws-us-gov`, all others in `aws`";

fn partition(text: &str) -> Option<&'static str> {
    Arn::parse(text).is_some_and(|arn| !arn.is_consistent()).then_some(PARTITION)
}

/// The ARN of a certificate.
pub fn certificate(text: &str) -> Option<&'static str> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let good = matches!(parts.as_slice(), ["arn", partition, "acm", place, account, id]
        if partition.starts_with("aws") && region(place).is_none()
            && account.len() == 12 && account.chars().all(|c| c.is_ascii_digit())
            && id.strip_prefix("certificate/").is_some_and(|id| !id.is_empty()));
    (!good)
        .then_some("write it like `arn:aws:acm:eu-west-1:123456789012:certificate/…`, in the API's region")
        .or_else(|| partition(text))
}

/// The ARN of a key.
pub fn key(text: &str) -> Option<&'static str> {
    let id = |id: &str| {
        let id = id.strip_prefix("mrk-").unwrap_or(id);
        (id.len() == 36 || id.len() == 32) && id.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f' | '-'))
    };
    let good = Arn::parse(text).is_some_and(|arn| {
        let is_key = arn.resource.strip_prefix("key/").is_some_and(id);
        arn.service == "kms" && region(arn.region).is_none() && !arn.account.is_empty() && is_key
    });
    (!good)
        .then_some("write the ARN of the key itself, not of an alias: `arn:aws:kms:eu-west-1:123456789012:key/…`")
        .or_else(|| partition(text))
}

/// The ARN of a version of a signing profile (`signer:SigningProfileVersionArn`, 2026-11).
pub fn signing_profile(text: &str) -> Option<&'static str> {
    let good = Arn::parse(text).is_some_and(|arn| {
        let mut parts = arn.resource.split('/');
        let mut part = || parts.next().unwrap_or_default();
        let (start, kind, name, version) = (part(), part(), part(), part());
        let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let good = start.is_empty() && kind == "signing-profiles" && name.len() >= 2 && version.len() == 10;
        good && parts.next().is_none()
            && is_word(name)
            && version.chars().all(|c| c.is_ascii_alphanumeric())
            && arn.service == "signer"
            && region(arn.region).is_none()
            && !arn.account.is_empty()
    });
    (!good)
        .then_some("write the ARN of a version: `arn:aws:signer:eu-west-1:123456789012:/signing-profiles/NAME/VERSION`")
        .or_else(|| partition(text))
}

/// A site that may send requests.
pub fn origin(text: &str) -> Option<&'static str> {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = address.is_some_and(|address| {
        let (host, port) = address.split_once(':').map_or((address, None), |(host, port)| (host, Some(port)));
        address == "*" || is_subdomain(host) && port.is_none_or(|port| port.parse::<u16>().is_ok())
    });
    let help = "write the scheme and the host alone, such as `https://shop.example.com`: a star stands for all sites, \
                in `*`, `https://*` and `http://*`";
    (!good && text != "*").then_some(help)
}

/// A method of requests.
pub fn method(text: &str) -> Option<&'static str> {
    let known = METHODS.iter().any(|method| *method == text && text != "ANY");
    (!known && text != "*").then_some("write `GET`, `POST`, … in capitals, or `*`")
}

/// The name of a header.
pub fn header(text: &str) -> Option<&'static str> {
    let good = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'+-.^_`|~".contains(c));
    (!good && text != "*").then_some("write the name of a header, or `*`")
}

/// The id of a subnet.
pub fn subnet(text: &str) -> Option<&'static str> {
    is_id(text, "subnet-").then_some("write it like `subnet-0a1b2c3d`")
}

/// The id of a security group.
pub fn security_group(text: &str) -> Option<&'static str> {
    is_id(text, "sg-").then_some("write it like `sg-0a1b2c3d`")
}

fn is_id(text: &str, prefix: &str) -> bool {
    !text.strip_prefix(prefix).is_some_and(|id| id.len() >= 8 && id.chars().all(|c| c.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{key, signing_profile};

    #[test]
    fn a_key_goes_by_its_own_arn() {
        for good in [
            "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        ] {
            assert_eq!(key(good), None, "{good}");
        }
        for bad in [
            "arn:aws:kms:eu-west-1:123456789012:alias/shop",
            "arn:aws:kms:eu-west-1:123456789012:key/shop",
            "arn:aws:kms:eu-west-1::key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws:kms::123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws:s3:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws-cn:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "arn:aws-us-gov:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "1234abcd-12ab-34cd-56ef-1234567890ab",
        ] {
            assert!(key(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_profile_goes_by_the_arn_of_its_version() {
        let start = "arn:aws:signer:eu-west-1:123456789012:";
        assert_eq!(signing_profile(&format!("{start}/signing-profiles/shop_2/a1b2c3d4e5")), None);
        for bad in [
            "/signing-profiles/shop",
            "/signing-profiles/shop/a1b2c3d4e",
            "/signing-profiles/shop/a1b2c3d4_5",
            "/signing-profiles/s/a1b2c3d4e5",
            "/signing-profiles/shop-2/a1b2c3d4e5",
            "/signing-profiles/shop/a1b2c3d4e5/more",
            "signing-profiles/shop/a1b2c3d4e5",
        ] {
            assert!(signing_profile(&format!("{start}{bad}")).is_some(), "{bad}");
        }
        assert!(signing_profile("arn:aws:kms:eu-west-1:123456789012:/signing-profiles/shop/a1b2c3d4e5").is_some());
    }
}
