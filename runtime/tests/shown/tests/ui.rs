//! What rustc shows for a mistake, and that a good program compiles.

#[test]
fn rustc_shows_every_mistake_at_its_token() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass.rs");
    cases.compile_fail("tests/ui/fail/*.rs");
}
