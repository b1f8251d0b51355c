//! Actions of `allow(…)` on a bucket that are on its objects, and the other way round: two ARNs that look alike.

use watershed_grammar::allow::Allow;
use watershed_grammar::{Diagnostic, Diagnostics, Spanned, codes};

use super::resources::accepted;
use crate::model::Identity;

/// Which actions are on buckets alone, and which on objects alone, a line each. It comes from AWS's Service Authorization
/// Reference by the same way as the list of actions.
const ACTIONS: &str = include_str!("s3.txt");

/// Every action of S3 beside the buckets and objects that it stands with.
pub fn check(identity: &Identity, allow: &Allow, diagnostics: &mut Diagnostics) {
    if allow.resources.iter().any(|it| it.value == "*") {
        return;
    }
    let things: Vec<(&Spanned<String>, Thing)> =
        allow.resources.iter().filter_map(|it| Some((it, Thing::of(&it.value)?))).collect();
    let Some((first, _)) = things.first() else { return };
    for action in &allow.actions {
        let Some(name) = action.value.strip_prefix("s3:") else { continue };
        let (label, help) = if is_on("object", name) && !things.iter().any(|(_, it)| it.may_be_object) {
            ("a bucket, and none of its objects", format!("write `{}/*` for all of its objects", first.value))
        } else if is_on("bucket", name) && !things.iter().any(|(_, it)| it.may_be_bucket) {
            let bucket = first.value.split('/').next().unwrap_or_default();
            ("objects, and not their bucket", format!("write `{bucket}` for the bucket"))
        } else {
            continue;
        };
        let message = format!("`{}` is on nothing that stands here", action.value);
        let wrong = Diagnostic::warning(codes::FOREIGN_RESOURCE, action.span, message).also(first.span, label);
        let wrong = wrong.also(identity.name, "whose call is denied when it is made");
        diagnostics.push(wrong.help(help).help(accepted()));
    }
}

/// What an ARN of S3 can be.
#[derive(Debug, PartialEq, Eq)]
struct Thing {
    may_be_bucket: bool,
    may_be_object: bool,
}

impl Thing {
    /// Of an ARN of S3. Those of access points and of what S3 manages besides are long, and may be anything.
    fn of(arn: &str) -> Option<Self> {
        let mut parts = arn.splitn(6, ':').skip(2);
        if parts.next() != Some("s3") {
            return None;
        }
        let (region, account, name) = (parts.next(), parts.next(), parts.next());
        // What IAM fills in may have a `/` too.
        let is_plain = |name: &&str| region == Some("") && account == Some("") && !name.contains("${");
        let Some(name) = name.filter(is_plain) else {
            return Some(Self { may_be_bucket: true, may_be_object: true });
        };
        // A wildcard stands for `/` too.
        let is_inside = name.contains('/');
        Some(Self { may_be_bucket: !is_inside, may_be_object: is_inside || name.contains(['*', '?']) })
    }
}

/// Whether an action is on things of this word alone.
fn is_on(word: &str, action: &str) -> bool {
    let of = |line: &'static str| line.strip_prefix(word)?.strip_prefix(' ');
    let known = ACTIONS.lines().find_map(of).unwrap_or_default();
    known.split(' ').any(|it| it.eq_ignore_ascii_case(action))
}

#[cfg(test)]
mod tests {
    use super::{Thing, is_on};

    #[test]
    fn actions_are_on_one_kind_or_on_several() {
        for (word, action) in [("object", "GetObject"), ("object", "putobject"), ("bucket", "ListBucket")] {
            assert!(is_on(word, action), "{word} {action}");
        }
        for action in ["ListAllMyBuckets", "TagResource", "GetObjec", "Get*", "CreateAccessPoint"] {
            assert!(!is_on("object", action) && !is_on("bucket", action), "{action}");
        }
    }

    #[test]
    fn what_an_arn_can_be() {
        let of = |arn: &str| Thing::of(arn).map(|it| (it.may_be_bucket, it.may_be_object));
        for (arn, can_be) in [
            ("arn:aws:s3:::files", Some((true, false))),
            ("arn:aws:s3:::files/*", Some((false, true))),
            ("arn:aws:s3:::files/in/a.pdf", Some((false, true))),
            ("arn:aws:s3:::files*", Some((true, true))),
            ("arn:aws:s3:::*", Some((true, true))),
            ("arn:aws:s3:::${aws:PrincipalTag/files}", Some((true, true))),
            ("arn:aws:s3:eu-west-1:123456789012:accesspoint/a/object/*", Some((true, true))),
            ("arn:aws:s3", Some((true, true))),
            ("arn:aws:sqs:eu-west-1:123456789012:s3", None),
        ] {
            assert_eq!(of(arn), can_be, "{arn}");
        }
    }
}
