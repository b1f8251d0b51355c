//! Texts that look like secrets: by what they are called, by a form that only secrets have, or by their disorder.

/// Ends of names that secrets have.
const NAMES: &[&str] =
    &["PASSWORD", "PASSWD", "PASSPHRASE", "PASS", "PGPASSWORD", "SECRET", "TOKEN", "CREDENTIAL", "CREDENTIALS"];

/// What stands somewhere in the name of what everybody may know.
const PUBLIC: &[&str] = &["PUBLIC", "PUBLISHABLE"];

/// What stands before `KEY` in the name of a secret one.
const KEYS: &[&str] = &["API", "ACCESS", "SECRET", "PRIVATE", "SIGNING", "ENCRYPTION", "AUTH", "MASTER"];

/// Beginnings that only secrets have, and whose they are (the issuers' own documentation, 2026-11).
const BEGINNINGS: &[(&str, &str)] = &[
    ("AKIA", "an access key of AWS"),
    ("ASIA", "an access key of AWS"),
    ("ghp_", "a token of GitHub"),
    ("gho_", "a token of GitHub"),
    ("ghs_", "a token of GitHub"),
    ("github_pat_", "a token of GitHub"),
    ("glpat-", "a token of GitLab"),
    ("sk_live_", "a key of Stripe"),
    ("rk_live_", "a key of Stripe"),
    ("xoxb-", "a token of Slack"),
    ("xoxp-", "a token of Slack"),
    ("https://hooks.slack.com/services/", "a webhook of Slack"),
    ("SG.", "a key of SendGrid"),
    ("npm_", "a token of npm"),
    ("AIza", "a key of Google"),
    ("sk-ant-", "a key of Anthropic"),
    ("sk-proj-", "a key of OpenAI"),
    ("hvs.", "a token of Vault"),
    ("dckr_pat_", "a token of Docker"),
    ("eyJ", "a signed token"),
];

/// Beginnings of what is like a key and is shown to every browser (Stripe, API keys, 2026-11).
const SHOWN: &[&str] = &["pk_live_", "pk_test_"];

/// What stands before the key in a connection string (Azure Storage and Service Bus, 2026-11).
const IN_CONNECTIONS: &[&str] = &["AccountKey=", "SharedAccessKey="];

/// How keys and certificates in text begin (RFC 7468); what says nothing of a private key is for everybody.
const PEM: &str = "-----BEGIN ";

/// Characters from which on a text without spaces may be a key.
const LONG: usize = 32;
/// Bits of each character from which on a long text is no name and no path.
const DISORDER: f64 = 4.2;

/// Why a variable looks like a secret, if it does.
pub fn looks_like(name: &str, value: &str) -> Option<String> {
    if let Some((_, what)) = BEGINNINGS.iter().find(|(start, _)| value.len() >= 16 && value.starts_with(start)) {
        return Some(format!("it begins like {what}"));
    }
    if value.starts_with(PEM) && value.contains("PRIVATE KEY") {
        return Some("it begins like a private key".to_owned());
    }
    if has_password(value) {
        return Some("it has a password before the host".to_owned());
    }
    if IN_CONNECTIONS.iter().any(|key| value.contains(key)) {
        return Some("it has a key of Azure".to_owned());
    }
    if is_public(name) || SHOWN.iter().any(|start| value.starts_with(start)) {
        return None;
    }
    if is_named(name) && !says_where(value) {
        return Some(format!("its name is `{name}`"));
    }
    is_disorder(value).then(|| "no word has this many different characters".to_owned())
}

/// Whether the name ends as those of secrets do.
fn is_named(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let mut words = name.rsplit('_');
    let (last, before) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    NAMES.contains(&last) || last == "APIKEY" || (last == "KEY" && KEYS.contains(&before))
}

/// Whether the name says that everybody may know it.
fn is_public(name: &str) -> bool {
    name.to_ascii_uppercase().split('_').any(|word| PUBLIC.contains(&word))
}

/// A value that names the place of a secret, or is too plain to be one.
fn says_where(value: &str) -> bool {
    let is_plain = value.len() < 4 || value.chars().all(|c| c.is_ascii_digit());
    let words = ["true", "false", "none", "null", "disabled", "enabled", "optional", "required"];
    let is_place = value.starts_with("arn:") || value.starts_with('/') || value.contains("://");
    let is_public = value.starts_with(PEM);
    is_plain || is_place || is_public || words.contains(&value.to_ascii_lowercase().as_str())
}

/// `postgres://user:password@host`
fn has_password(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map(|(user, _)| user);
    user.and_then(|user| user.split_once(':')).is_some_and(|(_, password)| !password.is_empty())
}

/// Whether a long text of one piece is without any order, as keys are.
fn is_disorder(value: &str) -> bool {
    let of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-');
    let has = |test: fn(&char) -> bool| value.chars().any(|c| test(&c));
    let is_mixed = has(char::is_ascii_digit) && has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    value.len() >= LONG && value.chars().all(of_key) && !value.starts_with('/') && is_mixed && entropy(value) > DISORDER
}

/// Bits of each character.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in text.bytes() {
        counts[usize::from(byte & 127)] += 1;
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let share = |count: &u32| f64::from(*count) / length;
    counts.iter().filter(|count| **count > 0).map(share).map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn secrets_are_known_by_name_form_or_disorder() {
        let secrets = [
            ("DB_PASSWORD", "hunter2!"),
            ("STRIPE_API_KEY", "test-key"),
            ("github_token", "abcd"),
            ("DATABASE", "postgres://shop:hunter2@db.example.com/shop"),
            ("ID", "AKIAIOSFODNN7EXAMPLE"),
            ("PEM", "-----BEGIN RSA PRIVATE KEY-----"),
            ("BUNDLE", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----"),
            ("ALERTS", "https://hooks.slack.com/services/T00000000/B00000000/abc"),
            ("PGPASSWORD", "hunter2!"),
            ("SMTP_PASS", "hunter2!"),
            ("MODEL", "sk-ant-api03-abcdefghij"),
            ("STORE", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0"),
            ("VALUE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY"),
        ];
        for (name, value) in secrets {
            assert!(looks_like(name, value).is_some(), "{name} {value}");
        }
        let others = [
            ("TOKEN_TTL", "300"),
            ("SECRET", "no"),
            ("PASSWORD_MIN_LENGTH", "12"),
            ("API_KEY", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-a1B2c3"),
            ("TOKEN", "https://login.example.com/token"),
            ("AUTH_TOKEN", "required"),
            ("DATABASE", "postgres://shop@db.example.com/shop"),
            ("TABLE", "shop-production-orders-by-customer-and-date"),
            ("CHECKSUM", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
            ("IMAGE", "registry.example.com/shop/checkout-service:2026-11-25"),
            ("PARTITION_KEY", "customer"),
            ("STRIPE_KEY", "pk_live_51H8xYzABCdefGHIjklMNOpqrSTUvwxYZ0123456789"),
            ("JWT_PUBLIC_KEY", "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE"),
            (
                "SIGNING_KEY",
                "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----",
            ),
            ("CA", "-----BEGIN CERTIFICATE-----\nMIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn\n-----END CERTIFICATE-----"),
        ];
        for (name, value) in others {
            assert_eq!(looks_like(name, value), None, "{name} {value}");
        }
    }
}
