//! Names of `Cargo.toml` through the Dockerfile: a parser that is not ours reads it, and a shell runs what stands in it.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use watershed_codegen::compile::Outcome;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::codes;
use watershed_tests::fuzz::Random;
use watershed_tests::judges::{docker, judged, or_skip, run};
use watershed_tests::program::project;

use crate::literal;
use crate::places::Written;
use crate::strings::{FIXED, LENGTHS, composed};

/// Texts that are composed at random for each place.
const RANDOM: usize = 60;

/// Names that Cargo takes, and some of which a shell or a person's eye makes something else.
const NAMES: &[&str] =
    &["_", "a-", "a--b", "größe", "日本", "\u{41f}\u{440}", "fn", "test", "con", "a\u{aa}", "A", "no"];

/// What is given a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Package,
    Binary,
    /// A binary that is called like its file.
    File,
    Feature,
    /// A feature that is an optional dependency.
    Dependency,
}

const PLACES: &[Place] = &[Place::Package, Place::Binary, Place::File, Place::Feature, Place::Dependency];

/// The names of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Names {
    package: String,
    binary: String,
    features: String,
    repository: String,
}

impl Names {
    fn usual() -> Self {
        let [package, binary, features, repository] =
            ["shop", "shop-bin", "fast", "registry.example.com:5000/a_b/shop"].map(str::to_owned);
        Self { package, binary, features, repository }
    }

    fn with(place: Place, name: &str) -> Self {
        let (name, usual) = (name.to_owned(), Self::usual());
        match place {
            Place::Package => Self { package: name, ..usual },
            Place::Binary | Place::File => Self { binary: name, ..usual },
            Place::Feature | Place::Dependency => Self { features: name, ..usual },
        }
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let hides = |c: char| c.is_control() || matches!(c, '"' | '\\');
    let one = |c: char| if hides(c) { format!("\\u{:04X}", u32::from(c)) } else { c.to_string() };
    format!("\"{}\"", text.chars().map(one).collect::<String>())
}

/// The manifest with a name in a place, and where the name is in it, if it is.
fn manifest(place: Place, names: &Names) -> (String, Range<usize>) {
    let name = match place {
        Place::Package => &names.package,
        Place::Binary | Place::File => &names.binary,
        Place::Feature | Place::Dependency => &names.features,
    };
    let [package, binary, feature] = [&names.package, &names.binary, &names.features].map(|text| quoted(text));
    let package = format!("[package]\nname = {package}\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let binary = format!("\n[[bin]]\nname = {binary}\npath = \"src/main.rs\"\n");
    let other = format!("{feature} = {{ path = \"other\", package = \"other\", optional = true }}\n");
    let features = format!("\n[features]\n{feature} = []\n");
    let text = [
        package.as_str(),
        if place == Place::File { "" } else { &binary },
        if place == Place::Dependency { "" } else { &features },
        "\n[dependencies]\nwatershed = \"0.1\"\n",
        if place == Place::Dependency { &other } else { "" },
    ]
    .concat();
    let literal = quoted(name);
    let start = text.find(&literal).unwrap_or_default();
    (text, start..start + literal.len())
}

const SOURCE: &str = "use watershed::prelude::*;\n#[function(call, place = container)]\nasync fn work(Input(it): Input<u32>) -> Result<()> {}\nfn main() {\n    watershed::run();\n}\n";

fn compiled(place: Place, names: &Names) -> Outcome {
    let mut world = MemoryWorld::default();
    let scalar = |text: &str| literal::written(Written::Yaml, text, &mut Random::new(1));
    let settings = format!(
        "app: shop\nregion: eu-west-1\nfeatures: [{}]\nkubernetes: {{ image: {}, internal: true }}\nenvironments: {{ dev: {{}} }}\n",
        scalar(&names.features),
        scalar(&names.repository)
    );
    let path = if place == Place::File { format!("src/bin/{}.rs", names.binary) } else { "src/main.rs".to_owned() };
    let other = "[package]\nname = \"other\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let files = [
        ("Cargo.toml", manifest(place, names).0.as_str()),
        ("watershed.yaml", &settings),
        (&path, SOURCE),
        ("other/Cargo.toml", other),
        ("other/src/lib.rs", ""),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    for (path, text) in files {
        world.insert(&path, text.as_bytes());
    }
    crate::outcome(&world)
}

/// Names for a place: hostile ones, good ones, long ones and random ones.
fn names(place: Place) -> Vec<String> {
    let mut random = Random::new(PLACES.iter().position(|it| *it == place).unwrap_or_default() as u64 + 7);
    let fixed = FIXED.iter().chain(NAMES).map(|text| (*text).to_owned());
    let long = LENGTHS.iter().map(|length| "a".repeat(*length));
    let composed: Vec<String> = (0..RANDOM).map(|_| composed(&mut random)).collect();
    let good: Vec<String> = (0..RANDOM).map(|_| (0..=random.below(3)).map(|_| *random.pick(NAMES)).collect()).collect();
    // What no folder has as a file of Rust is no file of a program.
    let is_file = |name: &String| !name.is_empty() && !name.contains(['/', '\0']);
    let all = fixed.chain(long).chain(composed).chain(good);
    all.filter(|name| place != Place::File || is_file(name)).collect()
}

/// What is wrong with a refusal: there is one code for it, at the name.
fn misplaced(place: Place, names: &Names, outcome: &Outcome) -> Option<String> {
    let at = manifest(place, names).1;
    let is_told = outcome.diagnostics.iter().filter(|it| it.code == codes::BAD_MANIFEST).any(|it| match &it.primary {
        None => place == Place::File,
        Some(label) => {
            let (path, _) = outcome.texts.get(label.span.file);
            path == "Cargo.toml" && label.span.start as usize == at.start && label.span.end as usize == at.end
        }
    });
    (!is_told).then(|| format!("{place:?} {names:?}: {:?}", outcome.diagnostics))
}

/// A Dockerfile, and the names that are in it.
struct Dockerfile {
    names: Names,
    text: String,
}

#[test]
fn every_name_is_in_the_dockerfile_or_is_refused() {
    let (mut accepted, mut refused, mut wrong) = (Vec::new(), 0, Vec::new());
    for &place in PLACES {
        for name in names(place) {
            let names = Names::with(place, &name);
            let outcome = compiled(place, &names);
            match outcome.files {
                Some(files) => accepted.push(Dockerfile { names, text: files["Dockerfile"].clone() }),
                None => {
                    refused += 1;
                    wrong.extend(misplaced(place, &names, &outcome));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(accepted.len() > 300 && refused > 300, "{} accepted, {refused} refused", accepted.len());
    judged("hostile names", &format!("{} accepted, {refused} refused at their place", accepted.len()));
    let Some(read) = read(&accepted) else { return };
    let wrong: Vec<String> = accepted.iter().zip(&read).filter_map(|(it, read)| lost(it, read)).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    judged("dockerfile-parse and sh", &format!("{} Dockerfiles", accepted.len()));
}

/// What a parser that is not ours reads in each file.
fn read(all: &[Dockerfile]) -> Option<Vec<Vec<(String, String)>>> {
    let python = or_skip("dockerfile-parse", docker::parser())?;
    let root = tempfile::tempdir().expect("a folder can be made");
    let place = |at: usize| root.path().join(at.to_string());
    let places: Vec<PathBuf> = (0..all.len()).map(place).collect();
    for (place, it) in places.iter().zip(all) {
        std::fs::write(place, &it.text).expect("a file can be written");
    }
    let said = run(Command::new(python).arg(project().join("tests/judges/dockerfile.py")).args(&places));
    let said = said.unwrap_or_else(|wrong| panic!("{wrong}"));
    Some(
        said.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|wrong| panic!("{wrong}: {line}"))).collect(),
    )
}

/// What is not in a Dockerfile as it should be.
fn lost(it: &Dockerfile, read: &[(String, String)]) -> Option<String> {
    let names = &it.names;
    let of =
        |kind: &str| read.iter().filter(|(name, _)| name == kind).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let instructions: Vec<&str> =
        read.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "COMMENT").collect();
    let fixed = ["FROM", "WORKDIR", "COPY", "RUN", "FROM", "COPY", "USER", "ENTRYPOINT"];
    let build = ["cargo", "build", "--locked", "--release", "--package", &names.package, "--bin", &names.binary];
    let build = build.into_iter().chain(["--features", &names.features]);
    let copy = ["cp", &format!("target/release/{}", names.binary), "/program"].map(str::to_owned);
    let image = ["docker", "build", "--file", "infra/Dockerfile", "--platform", "linux/arm64", "--tag"];
    let tag = format!("{}:TAG", names.repository);
    let image: Vec<String> = image.into_iter().chain([tag.as_str(), "."]).map(str::to_owned).collect();
    let called = calls(&shell_of_run(of("RUN").first()?));
    let comment = of("COMMENT").into_iter().find(|it| it.starts_with("docker build"))?;
    let wanted = vec![build.map(str::to_owned).collect(), copy.to_vec()];
    let has_directive = it.text.lines().next().is_none_or(|line| line.contains('='));
    let is_right = instructions == fixed && called == wanted && calls(comment) == [image] && !has_directive;
    (!is_right).then(|| format!("{names:?}: {instructions:?} {called:?} {comment}"))
}

/// The command line of a `RUN`, without the options that the builder takes.
fn shell_of_run(value: &str) -> String {
    let mut rest = value.trim_start();
    while rest.starts_with("--") {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    rest.to_owned()
}

/// What programs a shell calls, and with what.
fn calls(line: &str) -> Vec<Vec<String>> {
    let root = tempfile::tempdir().expect("a folder can be made");
    let log = root.path().join("log");
    for name in ["cargo", "cp", "docker"] {
        program(&root.path().join(name), &log);
    }
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", line]).env_clear().env("PATH", root.path()).current_dir(root.path());
    run(&mut shell).unwrap_or_else(|wrong| panic!("{wrong}"));
    let log = std::fs::read_to_string(&log).unwrap_or_default();
    let calls = log.split_terminator("\u{1}\0");
    calls.map(|call| call.split_terminator('\0').map(str::to_owned).collect()).collect()
}

/// A program that writes down how it was called.
fn program(place: &Path, log: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let text = format!(
        "#!/bin/sh\nprintf '%s\\0' \"${{0##*/}}\" \"$@\" >> '{log}'\nprintf '\\001\\0' >> '{log}'\n",
        log = log.display()
    );
    std::fs::write(place, text).expect("a file can be written");
    std::fs::set_permissions(place, std::fs::Permissions::from_mode(0o755)).expect("it can be made a program");
}

/// Cargo itself refuses what is refused here, and takes what is taken.
#[test]
fn cargo_has_the_same_rules() {
    let root = tempfile::tempdir().expect("a folder can be made");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for place in [Place::Package, Place::Binary, Place::Feature, Place::Dependency] {
        for (index, name) in FIXED.iter().chain(NAMES).enumerate() {
            // What rustc says of a binary takes long; a third shows it.
            if place == Place::Binary && index % 3 != 0 {
                continue;
            }
            let names = Names::with(place, name);
            let is_taken = compiled(place, &names).diagnostics.iter().all(|it| it.code != codes::BAD_MANIFEST);
            count += 1;
            if is_taken != cargo_takes(root.path(), place, &names) {
                wrong.push(format!("{place:?} {name:?} is {}", if is_taken { "taken" } else { "refused" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    judged("cargo", &format!("{count} names of packages, binaries, features and dependencies"));
}

fn cargo_takes(root: &Path, place: Place, names: &Names) -> bool {
    let (text, _) = manifest(place, names);
    let text = text.replace("watershed = \"0.1\"\n", "");
    let other = "[package]\nname = \"other\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let files = [
        ("Cargo.toml", text.as_str()),
        ("src/main.rs", "fn main() {}\n"),
        ("other/Cargo.toml", other),
        ("other/src/lib.rs", ""),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    watershed_tests::tree::write(root, &files.into_iter().collect());
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root).env("CARGO_TARGET_DIR", root.join("target"));
    match place {
        Place::Binary => cargo.args(["check", "--offline", "--quiet", "--package", "shop", "--bin", &names.binary]),
        _ => cargo.args(["metadata", "--offline", "--format-version", "1"]),
    };
    cargo.output().is_ok_and(|output| output.status.success())
}
