//! ARNs in `allow(…)` that nothing has.

use watershed_grammar::{Diagnostic, Spanned, codes};

use super::resources::accepted;
use crate::model::Identity;

/// An ARN that nothing has (the services' "Actions, resources, and condition keys", 2026-11).
pub fn nowhere(identity: &Identity, resource: &Spanned<String>) -> Option<Diagnostic> {
    let parts: Vec<&str> = resource.value.splitn(6, ':').collect();
    let ["arn", _, service, _, account, after] = *parts.as_slice() else { return None };
    let is_exact = !resource.value.contains(['*', '?', '$']);
    let is_number = !account.is_empty() && account.chars().all(|c| c.is_ascii_digit());
    let (message, help) = if is_number && account.len() != ACCOUNT {
        let message = format!("an account has {ACCOUNT} digits, and `{account}` has {}", account.len());
        (message, "write the id of the account".to_owned())
    } else if let Some(name) = after.strip_prefix("secret:").filter(|_| service == "secretsmanager" && is_exact)
        && !ends_as_secret(name)
    {
        let message = format!("the ARN of the secret `{name}` ends in `-` and six characters that AWS chooses");
        (message, format!("write `{}-??????`", resource.value))
    } else if after.starts_with("parameter//") && service == "ssm" {
        let message = "the ARN of a parameter has one `/` before its name, also where that begins with one".to_owned();
        (message, format!("write `{}`", resource.value.replacen("parameter//", "parameter/", 1)))
    } else {
        return None;
    };
    let wrong = Diagnostic::warning(codes::FOREIGN_RESOURCE, resource.span, message);
    let wrong = wrong.also(identity.name, "whose call is denied when it is made");
    Some(wrong.help(help).help(accepted()))
}

/// Digits of an account's id.
const ACCOUNT: usize = 12;

/// Whether a name ends in what AWS puts behind the names of secrets.
fn ends_as_secret(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, end)| end.len() == 6 && end.chars().all(|c| c.is_ascii_alphanumeric()))
}
