//! Keys of a trigger that stand among the knobs of its function.

use super::{KINDS, named};
use crate::args::{Argument, Node};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::key::Kind;
use crate::span::Spanned;

/// Reports them, and moves those of the function's own trigger into it, so that nothing else is said of them.
pub fn gather(arguments: &mut Vec<Argument>, diagnostics: &mut Diagnostics) {
    let Some(index) = arguments.iter().position(|it| named(it).is_some()) else { return };
    let mut trigger = arguments.remove(index);
    let Some((kind, _)) = named(&trigger) else { return };
    let (misplaced, kept) = std::mem::take(arguments).into_iter().partition(|it| key(it, kind).is_some());
    *arguments = kept;
    for argument in misplaced {
        diagnostics.extend_some(take_in(&mut trigger, argument, kind));
    }
    arguments.insert(index.min(arguments.len()), trigger);
}

fn take_in(trigger: &mut Argument, argument: Argument, kind: &Kind) -> Option<Diagnostic> {
    let key = key(&argument, kind)?;
    let mut inside = match &trigger.node.value {
        Node::Call(_, inside) => inside.clone(),
        _ => Vec::new(),
    };
    let wrong = Diagnostic::error(codes::UNKNOWN_KEY, key.span, format!("`#[function]` has no key `{}`", key.value));
    if inside.iter().any(|it| self::key(it, kind).is_some_and(|it| it.value == key.value)) {
        return Some(wrong.help(format!("remove it: `{}(…)` has one, where it belongs", kind.name)));
    }
    inside.push(argument);
    let name = Spanned::new(kind.name.to_owned(), trigger.node.span);
    trigger.node.value = Node::Call(name, inside);
    let right = trigger.node.value.written();
    Some(wrong.help(format!("it belongs into `{}(…)`: write `{right}`", kind.name)))
}

/// The key of a kind that an argument is for.
fn key(argument: &Argument, kind: &Kind) -> Option<Spanned<String>> {
    let (word, is_bare) = match (&argument.key, &argument.node.value) {
        (Some(key), _) => (key.clone(), false),
        (None, Node::Call(name, _)) => (name.clone(), false),
        (None, Node::Path(path)) => (Spanned::new(path.word()?.to_owned(), path.span()), true),
        _ => return None,
    };
    let is_key = kind.keys.iter().any(|key| key.name == word.value && (key.flag || !is_bare));
    is_key.then_some(word)
}

/// What is said of a key that only triggers of other kinds have.
pub fn of_another(argument: &Argument) -> Option<Diagnostic> {
    let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| key(argument, kind).is_some()).collect();
    let key = key(argument, kinds.first()?)?;
    let names: Vec<String> = kinds.iter().map(|kind| format!("`{}(…)`", kind.name)).collect();
    let wrong = Diagnostic::error(codes::UNKNOWN_KEY, key.span, format!("`#[function]` has no key `{}`", key.value));
    Some(wrong.help(format!("it is a key of {}, which starts functions in another way", names.join(", "))))
}
