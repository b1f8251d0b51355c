//! Where a test's application has its resources: the environment says it.

use std::collections::BTreeMap;

use http::Uri;

use crate::{Error, Result};

/// The switch.
const SWITCH: &str = "WATERSHED_TEST";
/// Where AWS's API is; with a service's name behind it, that service's.
const ENDPOINT: &str = "AWS_ENDPOINT_URL";
/// Makes the SDK forget every endpoint that is written.
const IGNORED: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
/// Says that a test may reach beyond this machine.
const REMOTE: &str = "WATERSHED_TEST_REMOTE";

/// Where resources are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// In this process.
    Here,
    /// Behind AWS's API.
    Aws(Distance),
}

/// How far a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// On this machine.
    Loopback,
    /// Elsewhere, and perhaps AWS itself.
    Remote,
}

/// What the environment wants.
///
/// # Errors
/// It says something that has no meaning, or would reach beyond this machine and nobody says that this is meant.
pub fn wanted(variables: &BTreeMap<String, String>) -> Result<Wanted> {
    let get = |name: &str| variables.get(name).map(String::as_str).filter(|value| !value.is_empty());
    match get(SWITCH) {
        None | Some("local") => return Ok(Wanted::Here),
        Some("aws") => {}
        Some(other) => return Err(Error::new(format!("`{SWITCH}` is `local` or `aws`, not `{other}`"))),
    }
    let is_meant = match get(REMOTE) {
        None => false,
        Some("yes") => true,
        Some(other) => return Err(Error::new(format!("`{REMOTE}` has a meaning as `yes` alone, not as `{other}`"))),
    };
    let Some(far) = far(variables) else { return Ok(Wanted::Aws(Distance::Loopback)) };
    if is_meant {
        return Ok(Wanted::Aws(Distance::Remote));
    }
    Err(Error::new(format!(
        "{far}: the test would make and remove resources in the account behind it, which may cost money and be \
         somebody else's; where that is meant, `{REMOTE}=yes` says so"
    )))
}

/// Why the SDK would reach beyond this machine; nothing where it would not.
fn far(variables: &BTreeMap<String, String>) -> Option<String> {
    if variables.get(IGNORED).is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Some(format!("`{IGNORED}` is set, so `{SWITCH}=aws` reaches AWS itself"));
    }
    if variables.get(ENDPOINT).is_none_or(String::is_empty) {
        return Some(format!("`{ENDPOINT}` is not set, so `{SWITCH}=aws` reaches AWS itself"));
    }
    // These come before what a profile says.
    let all = variables.iter().filter(|(name, _)| name.starts_with(ENDPOINT));
    let mut far = all.filter(|(_, url)| !url.is_empty() && !is_loopback(url));
    far.next().map(|(name, url)| format!("`{name}` is `{url}`, which is not this machine"))
}

fn is_loopback(url: &str) -> bool {
    let uri = url.parse::<Uri>().ok();
    uri.and_then(|uri| uri.host().map(str::to_ascii_lowercase)).is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
        address.map_or_else(|_| host == "localhost" || host.ends_with(".localhost"), |it| it.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(variables: &[(&str, &str)]) -> Result<Wanted, String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        wanted(&variables.collect()).map_err(|error| error.to_string())
    }

    #[test]
    fn it_runs_here_unless_the_switch_says_otherwise() {
        assert_eq!(asked(&[]), Ok(Wanted::Here));
        assert_eq!(asked(&[(SWITCH, "local"), (ENDPOINT, "https://far.example")]), Ok(Wanted::Here));
        assert_eq!(asked(&[(SWITCH, "AWS")]), Err("`WATERSHED_TEST` is `local` or `aws`, not `AWS`".to_owned()));
    }

    #[test]
    fn a_server_on_this_machine_needs_no_second_word() {
        let urls = ["http://127.0.0.1:4566", "http://LOCALHOST:4566/", "https://[::1]:1", "http://s3.localhost:4566"];
        for url in urls {
            let per_service = ("AWS_ENDPOINT_URL_SQS", url);
            assert_eq!(asked(&[(SWITCH, "aws"), (ENDPOINT, url), per_service]), Ok(Wanted::Aws(Distance::Loopback)));
        }
    }

    #[test]
    fn nothing_else_is_reached_unless_it_is_meant() {
        let near = (ENDPOINT, "http://127.0.0.1:4566");
        let far: [&[(&str, &str)]; 7] = [
            &[],
            &[(ENDPOINT, "")],
            &[(ENDPOINT, "https://sqs.eu-west-1.amazonaws.com")],
            &[(ENDPOINT, "http://127.0.0.1:4566@far.example")],
            &[(ENDPOINT, "http://localhost.far.example")],
            &[near, ("AWS_ENDPOINT_URL_S3", "https://far.example")],
            &[near, (IGNORED, "true")],
        ];
        for variables in far {
            let mut variables = [&[(SWITCH, "aws")], variables].concat();
            let refused = asked(&variables).unwrap_err();
            assert!(refused.contains("cost money") && refused.contains("`WATERSHED_TEST_REMOTE=yes`"), "{refused}");
            variables.push((REMOTE, "1"));
            assert!(asked(&variables).unwrap_err().contains("as `yes` alone"), "{variables:?}");
            variables.pop();
            variables.push((REMOTE, "yes"));
            assert_eq!(asked(&variables), Ok(Wanted::Aws(Distance::Remote)), "{variables:?}");
        }
    }
}
