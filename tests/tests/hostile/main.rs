//! Hostile texts through whole applications: Terraform and manifests say what was written, or the text was refused at
//! its token.

mod application;
mod literal;
mod manifests;
mod places;
mod read;
mod strings;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use watershed_codegen::compile::{FileSet, Outcome, compile};
use watershed_codegen::front::Request;
use watershed_codegen::world::MemoryWorld;
use watershed_grammar::Diagnostic;
use watershed_tests::fuzz::Random;
use watershed_tests::judges::judged;

use application::{Application, application};
use manifests::Accepted;
use places::{PLACES, Place, Written};
use strings::{FIXED, LENGTHS};

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
    first.copied().collect::<Vec<_>>().join(" ").chars().take(most).collect()
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

/// How many texts are in Terraform, only accepted, and refused, those for manifests, and what was wrong.
#[derive(Default)]
struct Count {
    found: usize,
    accepted: usize,
    refused: usize,
    in_manifests: Vec<Accepted>,
    wrong: Vec<String>,
}

/// Whether a text of a place is looked up in Terraform.
fn is_looked_up(place: &Place) -> bool {
    place.found.iter().any(|paths| paths.starts_with('t'))
}

/// Every text in one place, and what is usual in all others.
fn tried(number: usize, place: &'static Place) -> Count {
    let mut count = Count::default();
    // Half of the texts, and the other half in the next place; where nearly everything is refused, some show how.
    let step = if place.is_narrow { 6 } else { 2 };
    for (index, text) in texts(place).iter().enumerate().skip(number % step).step_by(step) {
        let mut random = Random::new((number * 1000 + index) as u64);
        let application = application(&BTreeMap::from([(place.name, text.clone())]), false, &mut random);
        let outcome = compiled(&application);
        if let Some(files) = &outcome.files {
            if is_looked_up(place) {
                count.found += 1;
            } else if !manifests::is_looked_up(place) {
                count.accepted += 1;
            }
            if manifests::is_looked_up(place) {
                let manifests = manifests::with_the_text(place, files);
                count.in_manifests.push(Accepted { place, text: text.clone(), manifests });
            }
            count.wrong.extend(lost(place, text, 't', &read::terraform(with_the_text(place, files))));
        } else {
            count.refused += 1;
            count.wrong.extend(misplaced(place, text, &application, &outcome));
        }
    }
    count
}

#[test]
fn each_text_comes_out_or_is_refused_at_its_token() {
    let places: Vec<(usize, &'static Place)> = PLACES.iter().enumerate().collect();
    let mut all: Vec<Count> = std::thread::scope(|scope| {
        let half = |parity: usize| {
            let own: Vec<_> = places.iter().filter(|(number, _)| number % 2 == parity).collect();
            scope.spawn(move || own.into_iter().map(|(number, place)| tried(*number, place)).collect::<Vec<_>>())
        };
        let halves = [half(0), half(1)];
        halves.into_iter().flat_map(|half| half.join().expect("nothing makes the compiler fall over")).collect()
    });
    let wrong: Vec<&str> = all.iter().flat_map(|it| &it.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    let sum = |of: fn(&Count) -> usize| all.iter().map(of).sum::<usize>();
    let (found, accepted, refused) = (sum(|it| it.found), sum(|it| it.accepted), sum(|it| it.refused));
    assert!(found > 1_000 && refused > 1_000, "{found} found, {accepted} accepted, {refused} refused");
    let looked_up = PLACES.iter().filter(|place| is_looked_up(place)).count();
    let in_manifests = all.iter_mut().flat_map(|it| std::mem::take(&mut it.in_manifests)).collect::<Vec<_>>();
    are_in_manifests(&in_manifests);
    judged(
        "hostile texts",
        &format!(
            "{looked_up} of {} places are looked up in Terraform: {found} texts found there; {accepted} only \
             accepted in places that are looked up nowhere; {refused} refused at their token in all",
            PLACES.len()
        ),
    );
}

/// Every accepted text comes out in the manifests too, as another reader of YAML finds them.
fn are_in_manifests(all: &[Accepted]) {
    let Some(read) = manifests::read(all) else { return };
    let wrong: Vec<String> =
        all.iter().zip(&read).filter_map(|(it, root)| lost(it.place, &it.text, 'k', root)).collect();
    assert!(wrong.is_empty() && read.len() == all.len(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    let places = PLACES.iter().filter(|place| manifests::is_looked_up(place)).count();
    assert!(all.len() > 100, "{} texts", all.len());
    judged("hostile texts in manifests", &format!("{} texts of {places} places are found by PyYAML", all.len()));
}

fn compiled(application: &Application) -> Outcome {
    let mut world = MemoryWorld::default();
    for (path, text) in &application.files {
        world.insert(path, text);
    }
    compile(&world, &Request::default())
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
fn misplaced(place: &Place, text: &str, application: &Application, outcome: &Outcome) -> Option<String> {
    let (file, range) = &application.at[place.name];
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
    (!errors.clone().any(is_there)).then(|| format!("{}: {short:?} is refused elsewhere: {others:?}", place.name))
}
