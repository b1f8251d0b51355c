//! What people do between two runs.

use std::fs;

use watershed_tests::tree;

use super::workspace::{APP, INNER, LIBRARY, MAIN, ROOT, SETTINGS, Workspace};

/// One edit.
pub struct Edit {
    pub name: &'static str,
    pub make: fn(&Workspace),
}

/// Each changes what a whole run would look at.
pub const ALL: &[Edit] = &[
    Edit { name: "an edited source", make: |it| it.write("area_one/src/inner.rs", &INNER.replace("5s", "6s")) },
    Edit { name: "a comment in a source", make: |it| it.write("area_one/src/lib.rs", "mod inner; // here\n") },
    Edit { name: "a removed source", make: |it| it.remove("area_one/src/inner.rs") },
    Edit { name: "a source that is a folder", make: source_is_folder },
    Edit { name: "a second file for a module", make: |it| it.write("area_one/src/inner/mod.rs", INNER) },
    Edit { name: "a module in another place", make: moved },
    Edit { name: "a new module", make: new_module },
    Edit { name: "a new member under a glob", make: new_member },
    Edit { name: "a new folder under a glob", make: |it| it.write("area_two/readme.txt", "") },
    Edit { name: "a new binary", make: |it| it.write("app/src/bin/other.rs", MAIN) },
    Edit { name: "another default feature", make: |it| it.write("app/Cargo.toml", &more()) },
    Edit { name: "a member that is excluded", make: excluded },
    Edit { name: "a manifest that cannot be read", make: |it| it.write("app/Cargo.toml", "[") },
    Edit { name: "a workspace above", make: |it| it.write("Cargo.toml", &format!("{ROOT}resolver = \"3\"\n")) },
    Edit { name: "other settings", make: |it| it.write("watershed.yaml", &SETTINGS.replace("eu-west-1", "eu-west-2")) },
    Edit { name: "no settings", make: |it| it.remove("watershed.yaml") },
    Edit { name: "an application of its own", make: |it| it.write("area_one/watershed.yaml", SETTINGS) },
    Edit { name: "an edited output", make: |it| it.write(OUTPUT, "edited") },
    Edit { name: "an output with one byte more", make: one_more },
    Edit { name: "a removed output", make: |it| it.remove(OUTPUT) },
    Edit { name: "an output that is a link", make: linked },
    Edit { name: "a folder of outputs that is a link", make: linked_folder },
    Edit { name: "no outputs", make: |it| it.remove("infra") },
    Edit { name: "no list", make: |it| it.remove("infra/.watershed") },
    Edit { name: "a list with a line less", make: shorter_list },
    Edit { name: "a conflict in the list", make: |it| it.write("infra/.watershed", "<<<<<<< HEAD\n") },
    Edit { name: "an interrupted run", make: |it| it.write("infra/.watershed.new/tree/a", "") },
    Edit { name: "a file instead of the folder", make: file_instead },
];

const OUTPUT: &str = "infra/dev/terraform/queue_charges.tf";

fn more() -> String {
    APP.replace("default = []", "default = [\"more\"]")
}

fn source_is_folder(it: &Workspace) {
    it.remove("area_one/src/inner.rs");
    it.write("area_one/src/inner.rs/file", "");
}

fn moved(it: &Workspace) {
    it.remove("area_one/src/inner.rs");
    it.write("area_one/src/inner/mod.rs", &INNER.replace("5s", "7s"));
}

fn new_module(it: &Workspace) {
    it.write("area_one/src/lib.rs", &format!("{LIBRARY}mod other;\n"));
    it.write("area_one/src/other.rs", "#[watershed::queue] pub struct Others(u8);\n");
}

fn new_member(it: &Workspace) {
    it.write("area_two/Cargo.toml", "[package]\nname = \"area_two\"\n[dependencies]\nwatershed = { version = \"0.1\", features = [\"dynamodb\", \"eventbridge\", \"invoke\", \"kinesis\", \"s3\", \"secretsmanager\", \"sns\", \"sqs\"] }\n");
    it.write("area_two/src/lib.rs", "#[watershed::queue] pub struct Others(u8);\n");
}

fn excluded(it: &Workspace) {
    it.write("Cargo.toml", &format!("{ROOT}exclude = [\"area_one\"]\n"));
}

fn one_more(it: &Workspace) {
    let text = fs::read_to_string(it.folder().join(OUTPUT)).expect("it can be read");
    it.write(OUTPUT, &(text + "\n"));
}

fn linked(it: &Workspace) {
    let output = it.folder().join(OUTPUT);
    let elsewhere = output.with_file_name("elsewhere");
    fs::rename(&output, &elsewhere).expect("it can be moved");
    #[cfg(unix)]
    std::os::unix::fs::symlink("elsewhere", &output).expect("a link can be made");
}

fn linked_folder(it: &Workspace) {
    let folder = it.folder().join("infra/prod/terraform");
    fs::rename(&folder, folder.with_file_name("elsewhere")).expect("it can be moved");
    #[cfg(unix)]
    std::os::unix::fs::symlink("elsewhere", &folder).expect("a link can be made");
}

fn shorter_list(it: &Workspace) {
    let text = fs::read_to_string(it.folder().join("infra/.watershed")).expect("it can be read");
    let lines: Vec<&str> = text.lines().collect();
    it.write("infra/.watershed", &(lines[..lines.len() - 1].join("\n") + "\n"));
}

fn file_instead(it: &Workspace) {
    it.remove("infra");
    it.write("infra", "");
}

/// Numbers that are the same in every run of the test.
pub struct Dice(pub u64);

impl Dice {
    /// A number below another one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }
}

/// Gives one file another of its texts, or removes it, or does something to an output. Answers what was done.
pub fn random(workspace: &Workspace, dice: &mut Dice) -> String {
    let texts: [(&str, Vec<String>); 7] = [
        ("area_one/src/inner.rs", vec![INNER.into(), INNER.replace("5s", "6s"), INNER.replace("Charges", "Others")]),
        ("area_one/src/inner/mod.rs", vec![String::new(), String::new(), INNER.into()]),
        ("area_one/src/lib.rs", vec![LIBRARY.into(), LIBRARY.into(), format!("// more\n{LIBRARY}"), "mod x {}".into()]),
        (
            "app/src/main.rs",
            vec![MAIN.into(), MAIN.into(), MAIN.replace("/hello", "/{name}"), "fn main() { watershed::run(); }".into()],
        ),
        ("app/Cargo.toml", vec![APP.into(), more(), APP.replace("[features]", "# here\n[features]")]),
        (
            "watershed.yaml",
            vec![SETTINGS.into(), SETTINGS.into(), SETTINGS.replace("dev: {}", "dev: { protected: true }")],
        ),
        ("area_two/Cargo.toml", vec![String::new(), "[package]\nname = \"area_two\"\n".into()]),
    ];
    if dice.below(3) > 0 {
        let (path, texts) = &texts[dice.below(texts.len())];
        let text = &texts[dice.below(texts.len())];
        if text.is_empty() {
            workspace.remove(path);
        } else {
            workspace.write(path, text);
        }
        return format!("{path}: {text:?}, ");
    }
    let outputs: Vec<String> = tree::read(&workspace.folder().join("infra")).into_keys().collect();
    let Some(output) = (!outputs.is_empty()).then(|| &outputs[dice.below(outputs.len())]) else {
        return String::new();
    };
    let path = format!("infra/{output}");
    match dice.below(3) {
        // Whoever edits the list must know what they do, and the next run says so forever.
        0 if output != ".watershed" => workspace.write(&path, "edited"),
        1 => workspace.write("infra/dev/terraform/mine.tf", "mine"),
        _ => workspace.remove(&path),
    }
    format!("{path}, ")
}
