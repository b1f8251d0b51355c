//! The shop after a change of nearly all that changes in place, deployed over what is there.

use std::fs;
use std::path::Path;

use watershed_codegen::compile::compile;
use watershed_codegen::disk::DiskWorld;
use watershed_codegen::front::Request;
use watershed_codegen::world::{Entry, ReadError, World};
use watershed_tests::judges::terraform::{self, Module};
use watershed_tests::program::project;
use watershed_tests::tree::{self, Tree};

/// What changes: the file, what it says, and what it says then. Every component and every resource gets another tag.
const EDITS: &[(&str, &str, &str)] = &[
    ("watershed.yaml", "tags: { team: checkout }", "tags: { squad: checkout }"),
    ("watershed.yaml", "methods: [GET, POST, DELETE]", "methods: [GET, POST, PUT, DELETE]"),
    ("src/orders.rs", "stream)]", r#"stream, ttl = "placed_at")]"#),
    ("src/orders.rs", r#"timeout = "5s", scale(max = 200)"#, r#"timeout = "6s""#),
    ("src/orders.rs", "cron(0 3 * * ? *)", "cron(0 4 * * ? *)"),
    ("src/orders.rs", r#"timeout = "5m")"#, r#"timeout = "6m", retries = 1)"#),
    ("src/orders.rs", "for the shop's own people", "for the people of the shop"),
    ("src/payments.rs", "queue(retries = 5)", "queue(retries = 6)"),
    (
        "src/payments.rs",
        r#"batch = 10, window = "2s", concurrency = 20"#,
        r#"batch = 9, window = "3s", concurrency = 15"#,
    ),
    ("src/payments.rs", "The key of the payment provider.", "The key of who takes the money."),
    ("src/parcels.rs", r#"expire = "30d""#, r#"expire = "40d""#),
    ("src/parcels.rs", "topic(OrderPaid)", r#"topic(OrderPaid, filter(reference = "paid"))"#),
    ("src/receipts.rs", r#"suffix = ".txt""#, r#"suffix = ".text""#),
    ("src/search.rs", "batch = 100)", "batch = 90), retries = 5"),
];

/// The shop's folder with the edits.
struct Edited(DiskWorld);

impl World for Edited {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let bytes = self.0.read(path)?;
        let edits: Vec<_> = EDITS.iter().filter(|(file, ..)| *file == path).collect();
        if edits.is_empty() {
            return Ok(bytes);
        }
        let mut text = String::from_utf8(bytes).expect("the shop is text");
        for (file, before, after) in edits {
            assert!(text.contains(before), "{file} does not say {before}");
            text = text.replace(before, after);
        }
        Ok(text.into_bytes())
    }

    fn is_file(&self, path: &str) -> bool {
        self.0.is_file(path)
    }

    fn list(&self, folder: &str) -> Vec<Entry> {
        self.0.list(folder)
    }

    fn fitting(&self, folder: &str, pattern: &str) -> Vec<Entry> {
        self.0.fitting(folder, pattern)
    }
}

/// Applies the changed shop over the one that is there, program included; a second plan finds nothing.
///
/// # Errors
/// What Terraform says.
pub fn deploy(environment: &str, module: &Module, place: &Path) -> Result<String, String> {
    let (files, changed) = changed(environment);
    tree::write(&place.join("terraform"), &files);
    let [provider, tagged] = untagged(environment, &files);
    for (name, text) in [("before.tf", provider), ("before_override.tf", tagged)] {
        fs::write(place.join("terraform").join(name), text).map_err(|wrong| wrong.to_string())?;
    }
    // A zip without entries and with a comment.
    let package = [&terraform::EMPTY_ZIP[..20], &[1, 0, b'2']].concat();
    fs::write(place.join("package.zip"), package).map_err(|wrong| wrong.to_string())?;
    let said = module.run(&["apply", "-auto-approve"])?;
    let plan = module.run(&["plan", "-detailed-exitcode"]);
    plan.map_err(|wrong| format!("a plan after the change finds more of them\n{wrong}"))?;
    let complete = said.lines().find(|line| line.starts_with("Apply complete!")).ok_or("nothing was applied")?;
    let number = |what: &str| complete.split(&[' ', ',', '.'][..]).rev().skip_while(|it| *it != what).nth(1);
    let [added, updated, gone] = ["added", "changed", "destroyed"].map(|what| number(what).unwrap_or("?").to_owned());
    Ok(format!("{changed} files changed: {updated} changed in place, {added} added, {gone} destroyed"))
}

/// Kinds whose tags the server does not know how to change.
const UNTAGGED: &[&str] = &["aws_apigatewayv2_api", "aws_apigatewayv2_stage", "aws_eks_pod_identity_association"];

/// They keep their tags, by a provider that has the ones before.
fn untagged(environment: &str, files: &Tree) -> [String; 2] {
    let texts = files.values().map(|text| String::from_utf8_lossy(text));
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let is_one = |line: &&String| UNTAGGED.iter().any(|kind| line.starts_with(&format!("resource \"{kind}\"")));
    let own = |text: String, line: &String| format!("{text}{line}\n  provider = aws.before\n}}\n");
    let own = lines.iter().filter(is_one).fold(String::new(), own);
    assert!(!own.is_empty(), "the shop has an API");
    let main = files_before(environment).remove("main.tf").expect("there are settings of Terraform");
    let main = String::from_utf8_lossy(&main).into_owned();
    let start = main.find("provider \"aws\" {").expect("there is a provider");
    let end = main[start..].find("\n}\n").expect("its block ends") + start;
    let lenient = "  alias = \"before\"\n  skip_credentials_validation = true\n  skip_region_validation = true\n";
    [format!("{}\n{lenient}}}\n", &main[start..end]), own]
}

/// The files of the changed shop, and how many of them are others than those that the repository has.
fn changed(environment: &str) -> (Tree, usize) {
    let (before, after) = (files_before(environment), files(environment));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "all of it is changed in place");
    let changed = before.iter().filter(|(name, text)| after[*name] != **text).count();
    (after, changed)
}

fn files_before(environment: &str) -> Tree {
    tree::read(&project().join("examples/shop/infra").join(environment).join("terraform"))
}

fn files(environment: &str) -> Tree {
    let outcome = compile(&Edited(DiskWorld::new(&project().join("examples/shop"))), &Request::default());
    let files = outcome.files.unwrap_or_else(|| panic!("the changed shop has mistakes: {:?}", outcome.diagnostics));
    let folder = format!("{environment}/terraform/");
    let inside =
        files.into_iter().filter_map(|(path, text)| Some((path.strip_prefix(&folder)?.to_owned(), text.into_bytes())));
    inside.collect()
}

#[test]
fn the_change_is_one_in_place() {
    for environment in ["dev", "prod"] {
        let (files, changed) = changed(environment);
        assert!(changed >= 12, "{environment}: {changed} of {} files changed", files.len());
    }
}
