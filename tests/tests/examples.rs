//! What the examples have committed is what their source says.

use watershed_tests::generated;
use watershed_tests::program::{project, watershed};

#[test]
fn every_example_is_current() {
    let examples = generated::examples();
    assert!(examples.len() >= 2, "{examples:?}");
    for example in examples {
        let path = format!("examples/{}", example.name);
        let ended = watershed(&project(), &["check", &path]);
        let help = format!("`cargo run -- generate {path}` writes them");
        assert_eq!(ended.code, 0, "{path}\n{}{}\n{help}", ended.out, ended.error);
    }
}
