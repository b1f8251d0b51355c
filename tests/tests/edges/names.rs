//! Names in the cloud: as long as the platform takes, and one character more.

use watershed_codegen::physical::{self, SPACES, Space};
use watershed_tests::seen;

use super::application::{Application, letters};

/// Whether an application can have too long a name of a space.
enum Named {
    /// What stands behind an id, and an application with that id.
    At(&'static str, fn(&str) -> String),
    /// No application can: the longest that stands behind an id.
    Never(&'static str),
}
use Named::{At, Never};

const SCHEDULED: fn(&str) -> String =
    |id| format!("#[function(schedule(\"rate(1 day)\"), id = \"{id}\")] async fn f() {{}}");
const HEARS: fn(&str) -> String =
    |id| format!("#[function(event(source = \"s\"), id = \"{id}\")] async fn f(e: Event<u8>) {{}}");

/// Every space of names, the characters that AWS documents, and whether capital letters make no other name.
const DOCUMENTED: &[(Space, usize, bool, Named)] = &[
    (physical::FUNCTION, 64, false, At("", |id| format!("#[function(call, id = \"{id}\")] async fn f() {{}}"))),
    (physical::ROLE, 64, true, At("-schedule", SCHEDULED)),
    (physical::QUEUE, 80, false, At("-dead", |id| format!("#[queue(id = \"{id}\")] struct Q(u8);"))),
    (physical::TOPIC, 256, false, Never(".fifo")),
    (physical::TABLE, 255, false, Never("-positions")),
    (physical::BUCKET, 63, false, At("", |id| format!("#[bucket(id = \"{id}\")] struct B;"))),
    (physical::SECRET, 512, false, Never("")),
    (physical::STREAM, 128, false, Never("")),
    (physical::BUS, 256, false, Never("")),
    (physical::RULE, 64, false, At("", HEARS)),
    (physical::SCHEDULE, 64, false, At("", SCHEDULED)),
    (physical::ALARM, 255, false, Never("-inbox-dead-letters")),
    (physical::API, 128, false, Never("")),
    (physical::STACK, 128, false, Never("-public")),
];

/// The longest ids, and names of applications and of environments.
const LONGEST: (usize, usize, usize) = (50, 30, 30);

fn of(length: usize) -> String {
    letters(length as u64)
}

#[test]
fn the_spaces_are_as_documented() {
    let documented: Vec<_> = DOCUMENTED.iter().map(|(space, longest, case, _)| (space.what, *longest, *case)).collect();
    let table: Vec<_> = SPACES.iter().map(|it| (it.what, it.longest, it.ignores_case)).collect();
    assert_eq!(table, documented);
}

#[test]
fn names_are_whole_up_to_the_edge_and_cut_beyond_it() {
    let (id, app, environment) = LONGEST;
    for (space, longest, _, named) in DOCUMENTED {
        let (suffix, source) = match named {
            At(suffix, source) => (suffix, source),
            Never(suffix) => {
                assert!(id + app + environment + 2 + suffix.len() <= *longest, "a {} can be too long", space.what);
                continue;
            }
        };
        let is_cut = |length: usize| {
            // Half of it is the id, so that neither it nor the names before it are too long.
            let base = length - suffix.len() - 2;
            let (app, environment) = (of(10), of(base - 10 - base / 2));
            let id = of(base / 2);
            let application = Application::of(source(&id)).named(&app, &environment);
            let found = seen::by_compiler(&application.files());
            let cut = format!("the {} is called `", space.what);
            found
                .iter()
                .any(|it| it.seen.code == "WS0205" && it.seen.text.contains(&cut) && it.seen.place.contains(&id))
        };
        assert!(!is_cut(*longest), "a {} takes {longest} characters", space.what);
        assert!(is_cut(longest + 1), "a {} takes no more than {longest} characters", space.what);
    }
}

#[test]
fn ids_and_the_names_before_them_have_room() {
    let (id, app, environment) = LONGEST;
    let says = |application: Application| {
        let found = seen::by_compiler(&application.files());
        found.into_iter().filter(|it| it.seen.code == "WS0014").map(|it| it.seen.place).collect::<Vec<_>>()
    };
    let function = |id: usize| Application::of(format!("#[function(call, id = \"{}\")] async fn f() {{}}", of(id)));
    assert_eq!(says(function(id)), Vec::<String>::new());
    assert_eq!(says(function(id + 1)), [format!("\"{}\"", of(id + 1))]);
    assert!(function(id + 1).by_macro().iter().any(|it| it.code == "WS0014"));
    assert_eq!(says(function(1).named(&of(app), &of(environment))), Vec::<String>::new());
    assert_eq!(says(function(1).named(&of(app + 1), "dev")), [of(app + 1)]);
    assert_eq!(says(function(1).named("shop", &of(environment + 1))), [of(environment + 1)]);
}
