//! Endpoints of a VPC that AWS does not have.

use watershed_grammar::{Diagnostic, Spanned, codes, suggest};

use super::fault;
use super::section::Section;

/// The names, a line each, as AWS's CDK 2.276 has them (`InterfaceVpcEndpointAwsService`), with what "AWS services that
/// integrate with AWS PrivateLink" and moto have beyond it (2026-11); put together by `tests/judges/endpoints.py`. It is
/// never whole, since AWS adds to it all the time.
const ENDPOINTS: &str = include_str!("endpoints.txt");

/// Endpoints by the last part of their names. One that is newer than the list is taken, so a warning is enough.
pub fn endpoints(section: &mut Section<'_>) -> Vec<Spanned<String>> {
    let written = section.all_good("endpoints", fault::endpoint);
    for endpoint in &written {
        section.diagnostics.extend_some(unknown(endpoint));
    }
    written
}

/// Whether AWS has an endpoint of a name.
pub fn is_known(name: &str) -> bool {
    ENDPOINTS.lines().any(|it| it == name)
}

fn unknown(endpoint: &Spanned<String>) -> Option<Diagnostic> {
    let name = endpoint.value.strip_suffix("-fips").unwrap_or(&endpoint.value);
    if fault::endpoint(&endpoint.value).is_some() || is_known(name) {
        return None;
    }
    let message = format!("no endpoint of AWS is known as `{}`", endpoint.value);
    let wrong = Diagnostic::warning(codes::UNKNOWN_ENDPOINT, endpoint.span, message);
    let near = suggest::nearest(name, ENDPOINTS.lines());
    let wrong = wrong.maybe_help(near.map(|near| format!("did you mean `{near}`?")));
    let wrong = wrong.maybe_fix(endpoint.span, suggest::sure(&endpoint.value, ENDPOINTS.lines()).map(str::to_owned));
    Some(wrong.help(format!("or write `warnings: {{ {}: ignore }}` where AWS has it newly", codes::UNKNOWN_ENDPOINT)))
}

#[cfg(test)]
mod tests {
    use super::ENDPOINTS;

    #[test]
    fn the_list_has_each_name_once_and_what_is_asked_for() {
        let all: Vec<&str> = ENDPOINTS.lines().collect();
        assert!(all.len() > 330 && all.windows(2).all(|pair| pair[0] < pair[1]));
        for name in ["dynamodb", "events", "kinesis-streams", "lambda", "s3", "secretsmanager", "sns", "sqs"] {
            assert!(all.contains(&name), "`check::network` asks for {name}");
        }
    }
}
