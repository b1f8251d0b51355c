//! The macro and the compiler say the same about the same mistake: code, message, way out and place.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use watershed_grammar::codes::TABLE;
use watershed_tests::case::{self, Case};
use watershed_tests::seen::{self, Seen};
use watershed_tests::source;

/// What only the compiler can say, with a code that both have: the code, the beginning of the message or what
/// is underlined, and why.
const ONLY_COMPILER: &[(&str, &str, &str)] = &[
    ("WS0014", "no bucket's name ends with `", "the name in the cloud is the compiler's"),
    ("WS0014", "`kube-dev` cannot be the namespace", "the application's name is in the settings"),
    ("WS0015", "an item is one thing: `queue` and `topic` are two", "one macro sees one attribute"),
    ("WS0015", "13 run at once where all comes as expected", "an environment may set another `max`"),
    ("WS0005", "the type of `", NAMED),
    ("WS0005", "`digest` holds bytes behind another name", NAMED),
    ("WS0005", "DynamoDB cannot find items by the type of `address`", NAMED),
    ("WS0005", "DynamoDB cannot find items by the type of `id`", NAMED),
    ("WS0005", "`until` is not a number of seconds", NAMED),
    (
        "WS0011",
        "`#[function]` stands on a free async function",
        "a method is told from a function by what is around it",
    ),
    ("WS0007", "the name of the variable has 255 bytes, and a container takes 253", PLACED),
    ("WS0016", "`KUBERNETES_SERVICE_HOST` is set by the cluster", PLACED),
    ("WS0020", "Queues", "an alias of `Raw` is resolved by the compiler alone"),
    ("WS0024", "there is no WS", "what an exception silences shows only when everything is known"),
    ("WS0207", "`Tick` is not what `queue` brings", TYPES),
    ("WS0207", "the input stands before the handles", TYPES),
    ("WS0207", "this is no capability", TYPES),
    ("WS0207", "`Path` takes ", TYPES),
    ("WS0207", "the route has no parameters", TYPES),
    ("WS0207", "no parameter of the route fills", NAMED),
    ("WS0207", "no field takes the parameter", NAMED),
    ("WS0207", "`String` is neither an input nor a handle", TYPES),
    ("WS0207", "`Vec` is neither an input nor a handle", TYPES),
    ("WS0207", "nobody checks a token here", "the application's default for `auth` is in the settings"),
    ("WS0408", "the ARN of a table does not say the ARN of its stream", "the trigger is another attribute"),
    ("WS0408", "this queue is in us-east-1", "the region is in the settings"),
    ("WS0408", "this is in the partition `aws-cn`", "the region is in the settings"),
];

/// Why the macro says nothing of a type that it sees the name of.
const NAMED: &str = "what stands behind a name is found by the compiler alone";

/// Why the macro leaves a variable of a container to the compiler.
const PLACED: &str = "the rules of a place are for the variables of the settings too";

/// Why the macro leaves a parameter to others.
const TYPES: &str = "rustc says this itself, by the traits that the macro asks of the types";

#[test]
fn macro_and_compiler_say_the_same() {
    let local = local();
    let (mut seen_by_both, mut excuses) = (BTreeSet::new(), BTreeSet::new());
    for case in case::all("cases-err") {
        let Some((by_macro, by_compiler)) = both(&case) else { continue };
        let missing: Vec<&Seen> = by_macro.difference(&by_compiler).collect();
        assert!(missing.is_empty(), "{}: the compiler does not say {missing:#?}\nbut {by_compiler:#?}", case.name);
        let only = by_compiler.iter().filter(|it| local.contains(it.code.as_str()) && !by_macro.contains(*it));
        let (known, only): (Vec<&Seen>, Vec<&Seen>) = only.partition(|it| excuse(it).is_some());
        assert!(only.is_empty(), "{}: the macro does not say {only:#?}\nbut {by_macro:#?}", case.name);
        excuses.extend(known.into_iter().filter_map(excuse));
        seen_by_both.extend(by_macro.into_iter().map(|it| it.code));
    }
    let unseen: Vec<&&str> = local.iter().filter(|code| !seen_by_both.contains(**code)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?} to the macro");
    let needless: Vec<_> = (0..ONLY_COMPILER.len()).filter(|index| !excuses.contains(index)).collect();
    assert!(
        needless.is_empty(),
        "no case needs {:?}",
        needless.iter().map(|it| ONLY_COMPILER[*it]).collect::<Vec<_>>()
    );
}

/// Which of [`ONLY_COMPILER`] a finding is.
fn excuse(seen: &Seen) -> Option<usize> {
    let is = |start: &str| seen.text.starts_with(start) || seen.place == start;
    ONLY_COMPILER.iter().position(|(code, start, _)| seen.code == *code && is(start))
}

/// Codes that one attribute alone gives away, so that both report them: those that the grammar names, which macro and
/// compiler share.
fn local() -> BTreeSet<&'static str> {
    let constants = constants();
    let grammar = source::all().into_iter().filter(|file| file.krate == "grammar" && file.path != "codes.rs");
    let named = grammar.flat_map(|file| names(file.text.parse().expect("a source lexes")));
    named.filter_map(|name| constants.get(&name).copied()).collect()
}

/// The codes by the names of their constants.
fn constants() -> BTreeMap<String, &'static str> {
    let file = source::all().into_iter().find(|file| file.krate == "grammar" && file.path == "codes.rs");
    let text = file.expect("the table of codes has its file").text;
    let constant = |line: &str| {
        let (name, rest) = line.trim().split_once(" = \"WS")?;
        let code = TABLE.iter().find(|row| row.code.as_str()[2..] == rest[..4])?;
        Some((name.to_owned(), code.code.as_str()))
    };
    let constants: BTreeMap<_, _> = text.lines().filter_map(constant).collect();
    assert_eq!(constants.len(), TABLE.len(), "each code has a line");
    constants
}

/// What stands behind `codes::` in a source.
fn names(source: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = source.into_iter().collect();
    let is = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(it) if it == word);
    let mut names = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => names.extend(self::names(group.stream())),
            TokenTree::Ident(name) if index > 2 && is(&tokens[index - 3], "codes") => names.push(name.to_string()),
            _ => {}
        }
    }
    names
}

/// What the macro and what the compiler say about a case; nothing where rustc would not come to expanding macros.
fn both(case: &Case) -> Option<(BTreeSet<Seen>, BTreeSet<Seen>)> {
    let files = case.input();
    let source = String::from_utf8(files.get("src/main.rs")?.clone()).ok()?;
    // The settings are no macro's business.
    let by_compiler = seen::by_compiler(&files).into_iter().filter(|it| !it.is_of_settings).map(|it| it.seen);
    Some((seen::by_macro(&source)?, by_compiler.collect()))
}
