//! Annotated items to declarations: only attributes and headers are parsed, each at its own place.

mod doubts;

use std::str::FromStr as _;

use proc_macro2::{LineColumn, Span as TokenSpan, TokenStream, TokenTree};
use watershed_grammar::function::{self, Function, Lost};
use watershed_grammar::item::{Header, TypeNode};
use watershed_grammar::resource::{self, Resource};
use watershed_grammar::service::{self, Service};
use watershed_grammar::{Diagnostic, Diagnostics, Locate, Span, args, codes, normal};

pub use doubts::Doubts;

use crate::parallel;
use crate::resolve::{Crate, ItemPlace};
use crate::source::files::Files;
use crate::source::find::Annotated;
use crate::source::scanner::{Item, Range};
use crate::source::sources::Sources;

/// An annotated item and what its attribute says.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The item.
    pub place: ItemPlace,
    /// The module's path, such as `crate::orders`.
    pub module: String,
    /// Its name.
    pub name: Span,
    /// The attribute's path.
    pub at: Span,
    /// From its attribute to the end of its header.
    pub range: Span,
    /// Whether it is of another package than the binary, which other binaries may have too.
    pub is_shared: bool,
    /// Whether its body calls a function without waiting for the answer.
    pub calls_later: bool,
    /// The first paragraph of its documentation.
    pub summary: String,
    /// What it says.
    pub kind: Declared,
    /// Whether all of it could be read. What a mistake left out has a default, of which nothing may be concluded.
    pub is_whole: bool,
    /// What is not known of it.
    pub doubts: Doubts,
}

/// What an item is.
#[derive(Clone, Debug)]
pub enum Declared {
    /// `#[function]`
    Function(Box<Function>),
    /// `#[service]`
    Service(Box<Service>),
    /// `#[queue]`, `#[table]`, …
    Resource(Box<Resource>),
    /// A function or service that cannot be read, and what is left of a function.
    Lost(Option<Box<Lost>>),
}

/// Reads every annotated item; a resource that cannot be read is missing from the answer.
pub fn parse(sources: &Sources, files: &Files, diagnostics: &mut Diagnostics) -> Vec<Declaration> {
    let read = |annotated: &Annotated| {
        let mut mistakes = Diagnostics::new();
        let declaration = declaration(annotated, &sources.crates, files, &mut mistakes);
        // Every place is a number by now; proc-macro2 would keep a copy of each text that it read.
        proc_macro2::extra::invalidate_current_thread_spans();
        (declaration, mistakes)
    };
    let read = parallel::map(sources.annotated.iter().collect(), read);
    let mut declarations = Vec::with_capacity(read.len());
    for (declaration, mistakes) in read {
        diagnostics.extend(mistakes);
        declarations.extend(declaration);
    }
    // Where they are written, whatever the order in which files were found: modules are declared in any order.
    declarations.sort_by_key(|it| (files.path(it.at.file), it.at.start));
    declarations
}

fn declaration(
    annotated: &Annotated,
    crates: &[Crate],
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Declaration> {
    let module = &crates[annotated.place.module.krate].modules[annotated.place.module.module];
    let item = &module.items[annotated.place.item];
    let text = files.text(annotated.file);
    let name = crate::source::files::span(annotated.file, item.name?);
    let is_code = matches!(annotated.kind, "function" | "service");
    let kind = declared(annotated, item, text, diagnostics).or(is_code.then_some(Declared::Lost(None)));
    let is_right = !diagnostics.has_errors();
    let mut doubts = if is_right { Doubts::default() } else { doubts(annotated, text, diagnostics) };
    doubts.may_be_absent = !annotated.is_certain;
    Some(Declaration {
        place: annotated.place,
        module: module.path.clone(),
        is_shared: crates[annotated.place.module.krate].is_shared,
        name,
        at: annotated.at,
        range: annotated.at.to(crate::source::files::span(annotated.file, item.header)),
        calls_later: item.header.of(text).contains("Caller") && item.whole.of(text).contains(".call_later("),
        summary: summary(text, &item.docs),
        kind: kind?,
        is_whole: is_right && annotated.is_certain,
        doubts,
    })
}

/// The keys that mistakes may be about.
fn doubts(annotated: &Annotated, text: &str, mistakes: &Diagnostics) -> Doubts {
    let (arguments, nothing) = (annotated.arguments, Range { start: 0, end: 0 });
    let mut slices = Slices { file: annotated.file, arguments, below: nothing, lines: Vec::new() };
    let Some((arguments, _)) = slices.tokens(text) else { return Doubts::default() };
    let places = mistakes.iter().filter_map(|it| Some(it.primary.as_ref()?.span));
    Doubts::of(arguments, places.filter(|it| it.file == annotated.file).collect(), &slices)
}

fn declared(annotated: &Annotated, item: &Item, text: &str, diagnostics: &mut Diagnostics) -> Option<Declared> {
    let is_code = matches!(annotated.kind, "function" | "service");
    let below = if is_code { item.header } else { from_serde(text, item) };
    let mut slices = Slices { file: annotated.file, arguments: annotated.arguments, below, lines: Vec::new() };
    let wrong = |message: String| Diagnostic::error(codes::BAD_ITEM, annotated.at, message);
    let Some((arguments, below)) = slices.tokens(text) else {
        diagnostics.push(wrong(format!("what follows `#[{}]` cannot be read", annotated.kind)));
        return None;
    };
    let (at, kind) = (annotated.at, annotated.kind);
    if is_code {
        let Ok(header) = syn::parse2::<Header>(below) else {
            diagnostics.push(wrong(format!("`#[{kind}]` stands on a free async function")));
            return None;
        };
        return match kind {
            "function" => Some(match function::parse(arguments, at, &header, &slices, diagnostics) {
                Ok(function) => Declared::Function(Box::new(function)),
                Err(lost) => Declared::Lost(Some(lost)),
            }),
            _ => {
                let service = service::parse(arguments, at, &header, &slices, diagnostics)?;
                Some(Declared::Service(Box::new(service)))
            }
        };
    }
    let Ok(structure) = syn::parse2::<syn::ItemStruct>(below) else {
        diagnostics.push(wrong(format!("`#[{kind}]` stands on a struct")));
        return None;
    };
    let kind = resource::KINDS.iter().find(|known| known.name == kind)?;
    let resource = resource::parse(kind, arguments, at, &structure, &slices, diagnostics)?;
    Some(Declared::Resource(Box::new(resource)))
}

/// A struct from the first `#[serde(…)]` above it: serde may store its fields under other names.
fn from_serde(text: &str, item: &Item) -> Range {
    let serde = item.attributes.iter().find(|attribute| attribute.path.of(text) == "serde");
    let start = serde.and_then(|serde| text[..serde.path.start].rfind('#'));
    Range { start: start.unwrap_or(item.whole.start), ..item.whole }
}

/// Nesting beyond this is refused: types are read by recursion, and a deep one would end the stack.
const DEEPEST: usize = 64;

/// Whether a text has enough brackets to be nested that deeply. Looking at all tokens would copy them.
fn may_be_deeper(text: &str) -> bool {
    text.bytes().filter(|byte| matches!(byte, b'(' | b'[' | b'{' | b'<')).count() >= DEEPEST
}

/// Whether brackets, angle brackets among them, are nested deeper than this.
fn is_deeper(tokens: TokenStream, left: usize) -> bool {
    let (mut angles, mut arrow) = (0_usize, false);
    tokens.into_iter().any(|token| {
        let before = std::mem::take(&mut arrow);
        match token {
            TokenTree::Group(group) => {
                return left <= angles + 1 || is_deeper(group.stream(), left - angles - 1);
            }
            TokenTree::Punct(mark) => match mark.as_char() {
                '<' => angles += 1,
                '>' if !before => angles = angles.saturating_sub(1),
                '-' | '=' => arrow = true,
                _ => {}
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
        angles >= left
    })
}

/// The two pieces of a file that are parsed, as one text: `(arguments)` and what stands below.
struct Slices {
    file: u32,
    arguments: Range,
    below: Range,
    /// Where the lines of that text begin; nothing where it has other characters than those of ASCII.
    lines: Vec<usize>,
}

impl Slices {
    fn tokens(&mut self, text: &str) -> Option<(TokenStream, TokenStream)> {
        let (arguments, below) = (self.arguments.of(text), self.below.of(text));
        // A comment may end the arguments, so the bracket goes to a line of its own.
        let text = format!("({arguments}\n){below}");
        if text.is_ascii() {
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            self.lines = [0].into_iter().chain(ends.map(|(at, _)| at + 1)).collect();
        }
        let tokens = TokenStream::from_str(&text).ok()?;
        if may_be_deeper(&text) && is_deeper(tokens.clone(), DEEPEST) {
            return None;
        }
        let mut tokens = tokens.into_iter();
        let Some(TokenTree::Group(group)) = tokens.next() else { return None };
        Some((group.stream(), tokens.collect()))
    }

    /// The bytes of a token in that text. A column counts characters, and asking for bytes instead takes a search for
    /// each token.
    fn bytes(&self, span: TokenSpan) -> std::ops::Range<usize> {
        let byte = |at: LineColumn| Some(self.lines.get(at.line.checked_sub(1)?)? + at.column);
        match (byte(span.start()), byte(span.end())) {
            (Some(start), Some(end)) => start..end,
            _ => span.byte_range(),
        }
    }
}

impl Locate for Slices {
    fn locate(&self, span: TokenSpan) -> Span {
        let range = self.bytes(span);
        // `(` before the arguments, `\n)` behind them.
        let split = 1 + (self.arguments.end - self.arguments.start) + 2;
        let place = |byte: usize| match byte.checked_sub(split) {
            Some(byte) => (self.below.start + byte).min(self.below.end),
            None => (self.arguments.start + byte.saturating_sub(1)).min(self.arguments.end),
        };
        let (start, end) = (place(range.start), place(range.end));
        crate::source::files::span(self.file, Range { start, end: end.max(start) })
    }
}

/// A `type Name<…> = …;`.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The types that it takes, and what they are where nobody says so.
    pub parameters: Vec<(String, Option<TypeNode>)>,
    /// What it stands for.
    pub target: TypeNode,
}

/// Reads an alias that stands at a place of a file.
pub fn parse_alias(file: u32, text: &str, whole: Range) -> Option<Alias> {
    let nothing = Range { start: whole.start, end: whole.start };
    let mut slices = Slices { file, arguments: nothing, below: whole, lines: Vec::new() };
    let alias: syn::ItemType = syn::parse2(slices.tokens(text)?.1).ok()?;
    let parameters = alias.generics.type_params().map(|parameter| {
        let default = parameter.default.as_ref().map(|(_, ty)| TypeNode::of(ty, &slices));
        (args::plain(&parameter.ident), default)
    });
    Some(Alias { parameters: parameters.collect(), target: TypeNode::of(&alias.ty, &slices) })
}

/// A struct that is not annotated, with its attributes, and the types of its fields in their order; nothing where it is
/// generic.
pub fn parse_struct(file: u32, text: &str, item: &Item) -> Option<(syn::ItemStruct, Vec<TypeNode>)> {
    parse_fields(file, text, item).map(|(structure, types, _)| (structure, types))
}

/// Such a struct, and where its tokens stand.
pub fn parse_fields(file: u32, text: &str, item: &Item) -> Option<(syn::ItemStruct, Vec<TypeNode>, impl Locate)> {
    let (structure, slices) = parse_whole::<syn::ItemStruct>(file, text, item)?;
    let types = structure.fields.iter().map(|field| TypeNode::of(&field.ty, &slices)).collect();
    structure.generics.params.is_empty().then_some((structure, types, slices))
}

/// An item that is not annotated, with its attributes.
pub fn parse_whole<T: syn::parse::Parse>(file: u32, text: &str, item: &Item) -> Option<(T, impl Locate)> {
    let first = item.attributes.iter().map(|attribute| attribute.path.start).min();
    let start = first.and_then(|at| text.get(..at)?.rfind('#')).unwrap_or(item.whole.start);
    let nothing = Range { start, end: start };
    let mut slices = Slices { file, arguments: nothing, below: Range { start, ..item.whole }, lines: Vec::new() };
    let parsed = syn::parse2(slices.tokens(text)?.1).ok()?;
    Some((parsed, slices))
}

/// The type that serde writes in place of an item: `#[serde(into = "String")]`.
pub fn parse_into(file: u32, text: &str, item: &Item) -> Option<TypeNode> {
    let (whole, locate) = parse_whole::<syn::DeriveInput>(file, text, item)?;
    watershed_grammar::serde::into(&whole.attrs).map(|ty| TypeNode::of(&ty, &locate))
}

/// The first paragraph of doc comments, in one line and in the normal form of Terraform.
fn summary(text: &str, docs: &[Range]) -> String {
    // Only the lines of a block may begin with a star that is none of the text.
    let lines = docs.iter().flat_map(|doc| {
        let doc = doc.of(text);
        let is_block = doc.contains('\n');
        doc.lines().map(move |line| if is_block { line.trim().trim_start_matches('*').trim() } else { line.trim() })
    });
    let lines: Vec<&str> = lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    let summary = lines.join(" ");
    normal::other_form(&summary).unwrap_or(summary)
}
