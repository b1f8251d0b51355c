//! Hostile texts through whole applications: Terraform and manifests say what was written, or the text was refused at
//! its token.

mod application;
mod dockerfile;
mod init;
mod keys;
mod kubernetes;
mod literal;
mod places;
mod read;
mod strings;
mod terraform;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use watershed_codegen::compile::{FileSet, Outcome, compile};
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::{Diagnostic, normal};
use watershed_tests::fuzz::Random;
use watershed_tests::judges::judged;

use application::{Application, application};
use places::{PLACES, Place, Written};
use strings::{FIXED, LENGTHS};
use together::Whole;

/// Random texts for each place.
const RANDOM: usize = 8;

/// Every text for a place, always the same.
fn texts(place: &Place) -> Vec<String> {
    let mut random = Random::new(PLACES.iter().position(|it| it.name == place.name).unwrap_or_default() as u64 + 1);
    let fixed = FIXED.iter().map(|text| (*text).to_owned());
    let long = LENGTHS.iter().map(|length| "a".repeat(*length));
    let composed: Vec<String> = (0..RANDOM).map(|_| strings::composed(&mut random)).collect();
    // A key of YAML has at most 1,024 characters.
    let is_key = place.name.ends_with("key") || place.name == "environments:name";
    let fits = |text: &String| !(place.written == Written::Yaml && is_key && text.len() > 1_000);
    fixed.chain(long).chain(composed).filter(fits).collect()
}

/// What a place makes of a text.
fn expected(place: &Place, text: &str) -> String {
    match place.name {
        "terraform.backend:text" | "terraform.backend:inner" => return text.replace("{environment}", "dev"),
        _ if place.written != Written::Doc => return text.to_owned(),
        _ => {}
    }
    let text = text.replace('\r', "");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first = lines.iter().skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    // AWS takes so many characters for the description of a secret, and of a function.
    let most = if place.name == "doc:secret" { 2048 } else { 256 };
    let joined = first.copied().collect::<Vec<_>>().join(" ");
    normal::other_form(&joined).unwrap_or(joined).chars().take(most).collect()
}

/// What is wrong with an accepted text in what a reader of Terraform or of manifests found.
fn lost(place: &Place, text: &str, target: char, root: &Value) -> Option<String> {
    let wanted = expected(place, text);
    let is_there = |path: &str| {
        let Some(path) = path.strip_prefix(target) else { return false };
        let (path, before) = path.trim_start().split_once(" ^").unwrap_or((path.trim(), ""));
        read::texts(root, path.trim()).contains(&format!("{before}{wanted}"))
    };
    let own = place.found.iter().filter(|paths| paths.starts_with(target));
    let missing = own.filter(|paths| !paths.split(" | ").any(is_there)).copied().collect::<Vec<_>>();
    let is_nothing = wanted.is_empty() && place.written == Written::Doc;
    (!missing.is_empty() && !is_nothing).then(|| format!("{}: {text:?} is not at {missing:?}", place.name))
}

/// Which texts are accepted, how many are refused, and what was wrong.
#[derive(Default)]
struct Tried {
    accepted: Vec<String>,
    refused: usize,
    wrong: Vec<String>,
}

/// Every text in one place, and what is usual in all others.
fn tried(number: usize, place: &'static Place) -> Tried {
    let mut tried = Tried::default();
    // Half of the texts, and the other half in the next place; where nearly everything is refused, some show how.
    let step = if place.is_narrow { 6 } else { 2 };
    for (index, text) in texts(place).into_iter().enumerate().skip(number % step).step_by(step) {
        let mut random = Random::new((number * 1000 + index) as u64);
        let application = application(&BTreeMap::from([(place.name, text.clone())]), &mut random);
        let outcome = compiled(&application);
        if let Some(files) = &outcome.files {
            tried.wrong.extend(lost(place, &text, 't', &read::terraform(with_the_text(place, files))));
            tried.accepted.push(text);
        } else {
            tried.refused += 1;
            tried.wrong.extend(misplaced(place.name, &text, &application, &outcome));
        }
    }
    tried
}

#[test]
fn each_text_comes_out_or_is_refused_at_its_token() {
    let places: Vec<(usize, &'static Place)> = PLACES.iter().enumerate().collect();
    let all: Vec<(&'static Place, Tried)> = std::thread::scope(|scope| {
        let half = |parity: usize| {
            let own: Vec<_> = places.iter().filter(|(number, _)| number % 2 == parity).collect();
            scope.spawn(move || {
                own.into_iter().map(|(number, place)| (*place, tried(*number, place))).collect::<Vec<_>>()
            })
        };
        let halves = [half(0), half(1)];
        halves.into_iter().flat_map(|half| half.join().expect("nothing makes the compiler fall over")).collect()
    });
    let wrong: Vec<&str> = all.iter().flat_map(|(_, it)| &it.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    let accepted = all.iter().map(|(_, it)| it.accepted.len()).sum::<usize>();
    let refused = all.iter().map(|(_, it)| it.refused).sum::<usize>();
    assert!(accepted > 1_000 && refused > 1_000, "{accepted} accepted, {refused} refused");
    judged("hostile texts", &format!("{} places: {accepted} accepted, {refused} refused at their token", all.len()));
    let whole = together::applications(&all.into_iter().map(|(place, it)| (place.name, it.accepted)).collect());
    come_out_of_terraform(&whole);
    come_out_of_manifests(&whole);
}

/// No key of a table is left out: it is a place above, or it takes no text at all.
#[test]
fn every_key_is_a_place_or_takes_no_text() {
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for table in keys::tables() {
        for key in table.keys.iter().filter(|key| !table.is_place(key)) {
            let mut random = Random::new(key.name.len() as u64);
            for text in FIXED.iter().step_by(5).filter(|text| !text.is_empty()) {
                let literal = literal::written(table.written, text, &mut random);
                for value in [format!("[{literal}]"), literal.clone()] {
                    let (files, path, range) = table.with(key, &value);
                    let application = Application { files, at: BTreeMap::from([("tried", (path, range))]) };
                    let outcome = compiled(&application);
                    refused += 1;
                    match outcome.files {
                        Some(_) => wrong.push(format!("{}:{} takes {value}", table.name, key.name)),
                        None => wrong.extend(misplaced("tried", &value, &application, &outcome)),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(refused > 1_000, "{refused} refused");
    judged("hostile texts in other keys", &format!("{refused} refused at their token"));
}

/// Terraform itself finds every text in its place.
fn come_out_of_terraform(all: &[Whole]) {
    // Every second application has each text in half of the places; Terraform takes long for each.
    let all: Vec<&Whole> = all.iter().step_by(2).collect();
    let Some(read) = terraform::read(&all) else { return };
    let (count, wrong) = looked_up(&all, 't', |at| vec![&read[at]]);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    judged("hostile texts in Terraform", &format!("{count} found in the plan of {} applications", all.len()));
}

/// So does Kubernetes' own parser, before and after kustomize.
fn come_out_of_manifests(all: &[Whole]) {
    let Some(read) = kubernetes::read(all) else { return };
    let (count, wrong) = looked_up(&all.iter().collect::<Vec<_>>(), 'k', |at| read[at].iter().collect());
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    judged("hostile texts in manifests", &format!("{count} found by kubectl in {} applications", all.len()));
}

/// How many texts were looked up in what a reader found, and which are not there.
fn looked_up<'a>(all: &[&Whole], target: char, read: impl Fn(usize) -> Vec<&'a Value>) -> (usize, Vec<String>) {
    let (mut count, mut wrong) = (0, Vec::new());
    for (at, whole) in all.iter().enumerate() {
        let texts = whole
            .texts
            .iter()
            .map(|(name, text)| (PLACES.iter().find(|it| it.name == *name).expect("it has a place"), text));
        for (place, text) in texts.filter(|(place, _)| place.found.iter().any(|paths| paths.starts_with(target))) {
            count += 1;
            wrong.extend(read(at).into_iter().filter_map(|root| lost(place, text, target, root)));
        }
    }
    (count, wrong)
}

fn compiled(application: &Application) -> Outcome {
    let mut world = MemoryWorld::default();
    for (path, text) in &application.files {
        world.insert(path, text);
    }
    outcome(&world)
}

fn outcome(world: &MemoryWorld) -> Outcome {
    compile(world, &Request::default())
}

/// The files of Terraform in which a place comes out; to read them all takes long.
fn with_the_text<'a>(place: &Place, files: &'a FileSet) -> impl Iterator<Item = &'a String> {
    let of =
        |path: &str| path.strip_prefix("t ").and_then(|path| path.split(['.', '/', ' ']).next().map(str::to_owned));
    let kinds: Vec<String> = place.found.iter().flat_map(|paths| paths.split(" | ")).filter_map(of).collect();
    let has = move |text: &str| kinds.iter().any(|kind| text.contains(kind));
    files.iter().filter(move |(path, text)| path.contains("/terraform/") && has(text)).map(|(_, text)| text)
}

/// What is wrong with a refusal: every error lies on the text that is refused.
fn misplaced(place: &str, text: &str, application: &Application, outcome: &Outcome) -> Option<String> {
    let (file, range) = &application.at[place];
    let is_there = |diagnostic: &Diagnostic| {
        let Some(label) = &diagnostic.primary else { return false };
        let (path, _) = outcome.texts.get(label.span.file);
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        path == *file && start < range.end && end > range.start
    };
    let errors = outcome.diagnostics.iter().filter(|it| it.is_error());
    let others: BTreeSet<String> =
        errors.clone().filter(|it| !is_there(it)).map(|it| format!("{} {}", it.code, it.message)).collect();
    let short: String = text.chars().take(40).collect();
    (!errors.clone().any(is_there)).then(|| format!("{place}: {short:?} is refused elsewhere: {others:?}"))
}
