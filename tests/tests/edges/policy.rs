//! The policy of a role, whose length the compiler counts over all handles.

use watershed_grammar::limits::ROLE_POLICY;
use watershed_tests::seen;

use super::application::{Application, letters, many};

/// A function with many permissions, one of them on a bucket whose name has so many characters.
fn allowing(length: u64) -> Application {
    let one = |n: u64, resource: &str| {
        format!("allow(reason = \"r{n}\", actions = [\"ses:SendEmail\"], resources = [\"{resource}\"]),")
    };
    let others = many(11, |n| one(n, &format!("arn:aws:ses:eu-west-1:123456789012:identity/i{n}.example.com")));
    let last = one(11, &format!("arn:aws:s3:::{}", letters(length)));
    Application::of(format!("#[function(call, {others}{last})] async fn f() {{}}"))
}

/// The characters that are said, where they are too many.
fn said(length: u64) -> Option<u64> {
    let found = seen::by_compiler(&allowing(length).files()).into_iter().find(|it| it.seen.code == "WS0224")?;
    assert_eq!(found.seen.place, "f");
    let numbers = found.seen.text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
    numbers.into_iter().next()
}

#[test]
fn a_policy_takes_as_much_as_a_role_does() {
    let (mut fits, mut beyond) = (0, ROLE_POLICY.high);
    assert_eq!(said(fits), None);
    while fits + 1 < beyond {
        let middle = fits.midpoint(beyond);
        if said(middle).is_some() { beyond = middle } else { fits = middle }
    }
    assert_eq!(said(beyond), Some(10_241), "one character more than fits");
}

#[test]
fn a_policy_grows_with_the_handles() {
    let source = |count| {
        let tables = many(count, |n| format!("#[table(key = \"id\")] struct Table{n} {{ id: String }}"));
        let handles: Vec<String> = (0..count).map(|n| format!("t{n}: Writer<Table{n}>")).collect();
        Application::of(format!("{tables} #[function(call)] async fn f({}) {{}}", handles.join(", ")))
    };
    let is_refused = |count| seen::by_compiler(&source(count).files()).iter().any(|it| it.seen.code == "WS0224");
    assert!(!is_refused(20) && is_refused(60));
}
