//! Regions that AWS does not have.

use watershed_grammar::{Diagnostic, Spanned, codes, suggest};

use super::fault;

/// Every region of the partitions that are written here (`endpoints.json` of botocore 1.43.106, 2026-11). AWS adds one or
/// two a year.
const REGIONS: &[&str] = &[
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];

/// What is said of a region that no list has; one that is newer is taken, so a warning is enough.
pub fn unknown(region: &Spanned<String>) -> Option<Diagnostic> {
    // What is no region at all has been told.
    if fault::region(&region.value).is_some() || REGIONS.contains(&region.value.as_str()) {
        return None;
    }
    let message = format!("no region of AWS is known as `{}`", region.value);
    let wrong = Diagnostic::warning(codes::UNKNOWN_REGION, region.span, message);
    let near = suggest::nearest(&region.value, REGIONS.iter().copied());
    let wrong = wrong.maybe_help(near.map(|near| format!("did you mean `{near}`?")));
    Some(wrong.help(format!("or write `warnings: {{ {}: ignore }}` where AWS has it newly", codes::UNKNOWN_REGION)))
}
