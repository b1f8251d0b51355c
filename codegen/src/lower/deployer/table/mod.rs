//! What Terraform does to each kind of resource, in AWS's words: one row a kind, one file a service.
//!
//! Actions and the form of their ARNs are those of AWS's service authorization reference (2026-11). Which of them are
//! needed is what the provider calls (5.100, and 6 where it differs) to make, read, change, tag and destroy what is
//! written here; the judge of the deployer compares them with the calls of a run.

mod apigateway;
mod cloudformation;
mod cloudwatch;
mod dynamodb;
mod eks;
mod events;
mod iam;
mod kinesis;
mod kms;
mod lambda;
mod logs;
mod s3;
mod scheduler;
mod secretsmanager;
mod sns;
mod sqs;

/// A kind of resource, or of what is looked up.
pub struct Row {
    /// Its type in Terraform; a data source has `data.` before it.
    pub kind: &'static str,
    /// What a reference to it stands for where the attribute is none of its arguments, such as `{name}`.
    pub name: &'static str,
    /// What Terraform does.
    pub needs: &'static [Need],
}

/// Actions on something.
///
/// In texts `{argument}` is an argument of the resource, followed to the name that it refers to; with `/` behind or `:`
/// before it, the character goes where there is no such argument. `{partition}`, `{domain}`, `{region}` and `{account}` are
/// those of the environment, and of an ARN that stands in an argument.
pub struct Need {
    /// What is called.
    pub actions: &'static [&'static str],
    /// On what.
    pub on: &'static [&'static str],
    /// Only where these hold.
    pub only: &'static [Only],
    /// Only for resources that have this argument.
    pub when: Option<&'static str>,
    /// Why it is wider than one resource.
    pub why: Option<&'static str>,
}

/// A condition: its operator, its key and its value.
pub type Only = (&'static str, &'static str, &'static str);

impl Need {
    const fn new(actions: &'static [&'static str], on: &'static [&'static str]) -> Self {
        Self { actions, on, only: &[], when: None, why: None }
    }

    const fn only(self, only: &'static [Only]) -> Self {
        Self { only, ..self }
    }

    const fn when(self, argument: &'static str) -> Self {
        Self { when: Some(argument), ..self }
    }

    const fn why(self, why: &'static str) -> Self {
        Self { why: Some(why), ..self }
    }
}

/// What was made here, where AWS does not let the name be chosen.
const TAGGED: &[Only] = &[
    ("StringEquals", "aws:ResourceTag/application", "{tags.application}"),
    ("StringEquals", "aws:ResourceTag/environment", "{tags.environment}"),
];

/// What is being made here.
const TAGGING: &[Only] = &[
    ("StringEquals", "aws:RequestTag/application", "{tags.application}"),
    ("StringEquals", "aws:RequestTag/environment", "{tags.environment}"),
];

const ROWS: &[&[Row]] = &[
    apigateway::ROWS,
    cloudformation::ROWS,
    cloudwatch::ROWS,
    dynamodb::ROWS,
    eks::ROWS,
    events::ROWS,
    iam::ROWS,
    kinesis::ROWS,
    kms::ROWS,
    lambda::ROWS,
    logs::ROWS,
    s3::ROWS,
    scheduler::ROWS,
    secretsmanager::ROWS,
    sns::ROWS,
    sqs::ROWS,
];

/// The row of a kind.
pub fn of(kind: &str) -> Option<&'static Row> {
    ROWS.iter().copied().flatten().find(|row| row.kind == kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ROWS, of};
    use crate::terraform::resource::KINDS;

    /// What the deployer's own root is made of: an administrator applies it, and it deploys nothing.
    const OWN: &[&str] = &["aws_iam_policy", "aws_iam_role_policy_attachment"];

    #[test]
    fn every_kind_of_resource_has_its_row() {
        let missing: Vec<&str> = KINDS.iter().copied().filter(|kind| of(kind).is_none()).collect();
        assert_eq!(missing, OWN, "write a row for it in `lower/deployer/table/`");
        let known: BTreeSet<&str> = ROWS.iter().copied().flatten().map(|row| row.kind).collect();
        assert_eq!(known.len(), ROWS.iter().map(|rows| rows.len()).sum::<usize>(), "a kind has one row");
        let unknown: Vec<&&str> = known.iter().filter(|it| !it.starts_with("data.") && !KINDS.contains(it)).collect();
        assert!(unknown.is_empty(), "nothing writes {unknown:?}");
    }

    #[test]
    fn what_is_wide_says_why() {
        for need in ROWS.iter().copied().flatten().flat_map(|row| row.needs) {
            assert!(need.actions.iter().all(|it| !it.contains('*')), "{:?} is a pattern", need.actions);
            // The streams of a log group, and the characters that AWS puts behind the name of a secret, belong to it.
            let is_wide = |on: &&&str| (on.contains('*') && !on.ends_with("{name}:*")) || on.contains(":key/{");
            assert_eq!(need.on.iter().any(|on| is_wide(&on)), need.why.is_some(), "{:?}", need.on);
        }
    }
}
