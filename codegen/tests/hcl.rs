//! The printer against independent readers: `terraform fmt` changes nothing, and texts come back as they went in.

use std::process::Command;

use hcl_edit::expr::Expression as Read;
use watershed_codegen::terraform::hcl::{Body, Expression, Part, print};

/// A small generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const NAMES: &[&str] = &["a", "name", "visibility_timeout_seconds", "tags", "x1", "policy"];
const KEYS: &[&str] = &["Version", "aws:SourceArn", "a b", "for", "null", "cost-center", "${x}", "é", "1st"];
const TEXTS: &[&str] = &[
    "",
    "plain",
    "\"quoted\"",
    "${danger}",
    "%{ if true }",
    "$${x}",
    "$",
    "%",
    "$$",
    "back\\slash",
    "two\nlines",
    "tab\there",
    "cr\r\n",
    "\u{0}\u{1}\u{7f}",
    "\u{202e}right to left",
    "ünï 漢字 🎉",
    "<<EOT",
    "# no comment",
    "// /* */",
    "no",
    "~",
    "1:30",
    "{",
    "}",
    "\\u0041",
    "trailing \\",
    "a long text that goes on and on until the list it stands in can no longer be kept on one single line",
];

fn expression(random: &mut Random, depth: usize) -> Expression {
    let kinds = if depth == 0 { 6 } else { 9 };
    match random.below(kinds) {
        0 | 1 => random.pick(TEXTS).into(),
        2 => Expression::Number(i64::try_from(random.below(100_000)).unwrap()),
        3 => Expression::Bool(random.below(2) == 0),
        4 => Expression::reference("aws_sqs_queue.charges.arn"),
        5 => Expression::Template(vec![Part::Text(random.pick(TEXTS).to_owned()), Part::Reference("var.name".into())]),
        6 => Expression::List((0..random.below(5)).map(|_| expression(random, depth - 1)).collect()),
        7 => Expression::Call("jsonencode", vec![object(random, depth)]),
        _ => object(random, depth),
    }
}

fn object(random: &mut Random, depth: usize) -> Expression {
    let mut keys: Vec<&str> = (0..random.below(5)).map(|_| random.pick(KEYS)).collect();
    keys.sort_unstable();
    keys.dedup();
    Expression::object(keys.into_iter().map(|key| (key, expression(random, depth - 1))).collect::<Vec<_>>())
}

fn body(random: &mut Random, depth: usize) -> Body {
    let mut body = Body::new();
    for index in 0..random.below(9) {
        body = match random.below(8) {
            0 => body.comment(random.pick(TEXTS)),
            1 => body.blank(),
            2 if depth > 0 => {
                let inner = self::body(random, depth - 1);
                body.block("dynamic", &[random.pick(NAMES)], inner)
            }
            _ => body.attribute(format!("{}_{index}", random.pick(NAMES)), expression(random, 3)),
        };
    }
    // An empty line before a closing brace is not what a person would write.
    while matches!(body.items.last(), Some(watershed_codegen::terraform::hcl::Item::Blank)) {
        body.items.pop();
    }
    body
}

#[test]
fn terraform_fmt_changes_nothing() {
    if !has_terraform() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut lines = 0;
    for number in 0..300 {
        let text = print(&body(&mut Random(number), 3));
        lines += text.lines().count();
        std::fs::write(folder.path().join(format!("{number}.tf")), text).unwrap();
    }
    assert!(lines > 3_000, "only {lines} lines were judged");
    let judged =
        Command::new("terraform").args(["fmt", "-check", "-diff", "-no-color"]).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&judged.stdout).into_owned() + &String::from_utf8_lossy(&judged.stderr);
    let shown: String = said.lines().take(60).collect::<Vec<_>>().join("\n");
    assert!(judged.status.success(), "{shown}");
}

#[test]
fn every_text_comes_back_as_it_went_in() {
    for text in TEXTS {
        let printed = print(&Body::new().attribute("value", *text));
        let read: hcl_edit::structure::Body = printed.parse().unwrap_or_else(|error| panic!("{printed}: {error}"));
        let value = &read.get_attribute("value").unwrap().value;
        let back = match value {
            Read::String(back) => back.as_str().to_owned(),
            // The reader takes an escaped `$${` for a template of one literal.
            Read::StringTemplate(template) => {
                template.iter().map(|part| part.as_literal().expect("no interpolation").as_str()).collect()
            }
            other => panic!("{printed}: {other:?}"),
        };
        assert_eq!(&back, text, "{printed}");
    }
}

#[test]
fn terraform_itself_reads_every_text_as_it_went_in() {
    if !has_terraform() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let outputs = TEXTS.iter().enumerate().fold(Body::new(), |body, (index, text)| {
        body.block("output", &[&format!("text_{index}")], Body::new().attribute("value", *text))
    });
    std::fs::write(folder.path().join("main.tf"), print(&outputs)).unwrap();
    for arguments in [["apply", "-auto-approve", "-no-color"].as_slice(), &["output", "-json"]] {
        let ran = Command::new("terraform").args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        if arguments.contains(&"-json") {
            let values: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
            for (index, text) in TEXTS.iter().enumerate() {
                assert_eq!(values[format!("text_{index}")]["value"].as_str(), Some(*text));
            }
        }
    }
}

/// A plain run goes on without Terraform and says so; CI does not.
fn has_terraform() -> bool {
    let found = Command::new("terraform").arg("version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "CI needs terraform on its PATH");
    if !found {
        eprintln!("skipped: terraform is not on the PATH");
    }
    found
}
