//! Which crates rustc links: a dependency that no line names is left out, and all its functions with it.

use std::collections::BTreeSet;

use watershed_grammar::{Diagnostic, Diagnostics, codes};

use super::files::Files;
use super::find::Annotated;
use super::modules::Module;
use super::scanner::lexer::{Lexer, Token};
use super::scanner::{Item, ItemKind, Range};
use crate::resolve::{Crate, Entity, Extern, ModulePlace, Namespace, Resolver, imports_inside};

/// Refuses crates with annotated items that the binary does not name, neither itself nor through others.
pub fn check(
    crates: &[Crate],
    annotated: &[Annotated],
    resolver: &Resolver<'_>,
    files: &Files,
    diagnostics: &mut Diagnostics,
) {
    let mut linked = BTreeSet::from([0]);
    let mut waiting = vec![0];
    while let Some(krate) = waiting.pop() {
        for (name, other) in &crates[krate].externs {
            if let Extern::Read(other) = other
                && !linked.contains(other)
                && (is_unread(&crates[krate]) || names(krate, &crates[krate].modules, name, *other, resolver, files))
            {
                linked.insert(*other);
                waiting.push(*other);
            }
        }
    }
    let mut said = BTreeSet::new();
    for item in annotated.iter().filter(|item| !linked.contains(&item.place.module.krate)) {
        let krate = item.place.module.krate;
        if said.insert(krate) {
            let named = crates.iter().flat_map(|it| &it.externs).find(|(_, it)| **it == Extern::Read(krate));
            let name = named.map_or("the crate", |(name, _)| name.as_str());
            let message = format!("`{name}` is a dependency that no line names, so rustc leaves it out");
            let root = crates[0].modules.first().map_or("", |root| files.path(root.file));
            let wrong = Diagnostic::error(codes::NOT_LINKED, item.at, message);
            let line = format!("use {name} as _;");
            let wrong = wrong.help(format!("write `{line}` in `{root}`"));
            let place = named.and_then(|_| before_imports(crates));
            diagnostics.push(place.map_or(wrong.clone(), |place| wrong.maybe_fix(place, Some(line + "\n"))));
        }
    }
}

/// Whether a line that names another crate may stand where nothing could be read, which has been said.
fn is_unread(krate: &Crate) -> bool {
    krate.modules.is_empty() || krate.modules.iter().any(|it| it.is_unread)
}

/// Before the first plain import of the binary's root: a line there changes nothing else.
fn before_imports(crates: &[Crate]) -> Option<watershed_grammar::Span> {
    let root = crates.first()?.modules.first()?;
    let is_plain = |item: &&Item| item.kind == ItemKind::Use && item.attributes.is_empty() && item.docs.is_empty();
    let import = root.items.iter().find(is_plain)?;
    Some(super::files::span(root.file, Range { start: import.whole.start, end: import.whole.start }))
}

/// Whether a crate names another one: in a `use`, in an `extern crate`, or at the beginning of a path.
fn names(krate: usize, modules: &[Module], name: &str, other: usize, resolver: &Resolver<'_>, files: &Files) -> bool {
    let mut seen = BTreeSet::new();
    modules.iter().enumerate().any(|(module, it)| {
        let text = files.text(it.file);
        seen.insert(it.file)
            && text.contains(name)
            && match mention(text, name) {
                Mention::Nowhere => false,
                Mention::Global => true,
                // A module of that name would be meant instead.
                Mention::Path => {
                    let place = ModulePlace { krate, module };
                    let root = Entity::Module(ModulePlace { krate: other, module: 0 });
                    resolver.resolve(place, false, &[name], Namespace::Type) == Ok(root)
                }
            }
    })
}

/// How a text names a crate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mention {
    /// Not at all.
    Nowhere,
    /// At the beginning of a path.
    Path,
    /// As `::name` or `extern crate name`, which can be nothing else.
    Global,
}

fn mention(text: &str, name: &str) -> Mention {
    let imports = imports_inside(text);
    let imports = imports.iter().filter(|import| import.path.first().is_some_and(|first| first == name));
    let mut found = Mention::Nowhere;
    for import in imports {
        found = found.max(if import.global { Mention::Global } else { Mention::Path });
    }
    let mut lexer = Lexer::new(text);
    let (mut before, mut end) = (Before::Other, 0);
    while let Ok(Some(token)) = lexer.next() {
        before = match token {
            Token::Word(word) if word.of(text) == name => {
                found = found.max(match before {
                    Before::Crate | Before::Colons => Mention::Global,
                    Before::Word | Before::Other if colons(lexer.clone()) => Mention::Path,
                    Before::Path | Before::Word | Before::Other => Mention::Nowhere,
                });
                Before::Word
            }
            Token::Word(word) if word.of(text) == "crate" => Before::Crate,
            Token::Word(_) | Token::Mark(b'>', _) => Before::Word,
            Token::Mark(b':', colon) if text[lexer.position()..].starts_with(':') => {
                let _second = lexer.next();
                match before {
                    // `as ::name` and `-> ::name` begin a path; `a::name` does not.
                    Before::Word | Before::Crate if end == colon.start => Before::Path,
                    Before::Word | Before::Crate | Before::Path | Before::Other | Before::Colons => Before::Colons,
                }
            }
            _ => Before::Other,
        };
        end = lexer.position();
    }
    found
}

/// What stands before a word.
#[derive(Clone, Copy)]
enum Before {
    /// `crate`
    Crate,
    /// Another word, or the end of `<…>`.
    Word,
    /// `a::`
    Path,
    /// `::` at the beginning of a path.
    Colons,
    /// Anything else.
    Other,
}

fn colons(mut lexer: Lexer<'_>) -> bool {
    let mut colon = || matches!(lexer.next(), Ok(Some(Token::Mark(b':', _))));
    colon() && colon()
}
