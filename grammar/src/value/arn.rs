//! ARNs: the names that AWS gives across services, regions and accounts.

/// `arn:aws:sqs:eu-west-1:123456789012:charges`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, …
    pub partition: &'a str,
    /// `sqs`
    pub service: &'a str,
    /// Empty where names are global.
    pub region: &'a str,
    /// Empty where names are global.
    pub account: &'a str,
    /// Everything behind the account.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Reads an ARN; nothing where a part is missing.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        if parts.next()? != "arn" {
            return None;
        }
        let mut part = || parts.next();
        let arn = Self { partition: part()?, service: part()?, region: part()?, account: part()?, resource: part()? };
        let is_account = arn.account.len() == 12 && arn.account.chars().all(|c| c.is_ascii_digit());
        let good = arn.partition.starts_with("aws") && (arn.account.is_empty() || is_account);
        (good && !arn.service.is_empty() && !arn.resource.is_empty()).then_some(arn)
    }

    /// The name at the end, behind the last colon or slash.
    pub fn name(&self) -> &'a str {
        self.resource.rsplit([':', '/']).next().unwrap_or(self.resource)
    }

    /// Whether its region is one of its partition.
    pub fn is_consistent(&self) -> bool {
        self.region.is_empty() || partition(self.region) == self.partition
    }

    /// The domain of the service's endpoints in this partition.
    pub fn domain(&self) -> &'static str {
        if self.partition == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
    }
}

/// The partition of a region (AWS general reference, 2026-11).
pub fn partition(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("cn") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}
