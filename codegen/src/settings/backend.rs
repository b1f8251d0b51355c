//! `terraform.backend`: where Terraform keeps its state.

use watershed_grammar::{Diagnostic, Spanned, codes, suggest};

use super::section::Section;
use super::yaml::Content;
use super::{keys, regions};

/// Where Terraform keeps its state.
#[derive(Clone, Debug)]
pub struct Backend {
    /// `s3`, `gcs`, `http`, …
    pub kind: Spanned<String>,
    /// Its arguments, with `{environment}` to be filled in.
    pub arguments: Vec<(String, Content)>,
}

/// The kinds and the names of their arguments and blocks, a line each: all that a version of Terraform from 1.11 to 1.15
/// has, by its source (2026-11); put together by `tests/judges/backends.py`.
const BACKENDS: &str = include_str!("backends.txt");

/// Every kind of backend.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    BACKENDS.lines().filter_map(|line| line.split_once(": ")).map(|(kind, _)| kind)
}

/// The arguments and blocks of a kind of backend; none of one that there is not.
pub fn arguments(kind: &str) -> impl Iterator<Item = &'static str> {
    let of_kind = BACKENDS.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": "));
    of_kind.unwrap_or_default().split_whitespace()
}

impl Backend {
    /// Reads `terraform.backend`.
    pub fn read(section: &mut Section<'_>) -> Option<Self> {
        section.section("backend", &[keys::BACKEND], backend).flatten()
    }

    /// An argument.
    pub fn argument(&self, name: &str) -> Option<&Content> {
        self.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Whether its region is one of AWS: other stores that speak S3 have regions of their own.
    fn is_of_aws(&self) -> bool {
        let other = ["endpoint", "endpoints", "skip_region_validation"];
        self.kind.value == "s3" && other.iter().all(|name| self.argument(name).is_none())
    }

    /// Whether each environment gets a state of its own.
    pub fn tells_apart(&self) -> bool {
        fn says(content: &Content) -> bool {
            match content {
                Content::Text(text) => text.contains("{environment}"),
                Content::List(items) => items.iter().any(|item| says(&item.value)),
                Content::Map(entries) => entries.iter().any(|(_, node)| says(&node.value)),
                Content::Empty | Content::Flag(_) | Content::Number(_) => false,
            }
        }
        self.arguments.iter().any(|(_, content)| says(content))
    }
}

fn backend(section: &mut Section<'_>) -> Option<Backend> {
    let kind = section.text("kind");
    match &kind {
        None => section.missing("kind"),
        Some(kind) if !kinds().any(|known| known == kind.value) => {
            let message = format!("Terraform has no backend `{}`", kind.value.escape_debug());
            let wrong = Diagnostic::error(codes::BAD_SETTINGS, kind.span, message);
            section.diagnostics.push(wrong.help(suggest::help(&kind.value, &kinds().collect::<Vec<_>>())));
        }
        Some(_) => {}
    }
    let (mut arguments, mut region) = (Vec::new(), None);
    let is_of_kind = |name: &str| kind.as_ref().is_some_and(|kind| is_block(&kind.value, name));
    for (key, node) in section.rest() {
        let is_argument = argument(&key, section);
        if let Content::Map(entries) = &node.value
            && is_of_kind(&key.value)
        {
            for (inner, _) in entries {
                argument(inner, section);
            }
        }
        if let Some(kind) = kind.as_ref().filter(|_| is_argument) {
            section.diagnostics.extend_some(unknown(&kind.value, &key));
        }
        if node.value == Content::Empty {
            section.wrong(node.span, &format!("`{}` is a value", key.value.escape_debug()), &node.value);
        } else if is_argument {
            if let ("region", Content::Text(text)) = (key.value.as_str(), &node.value) {
                region = Some(Spanned::new(text.clone(), node.span));
            }
            arguments.push((key.value, node.value));
        }
    }
    let backend = Backend { kind: kind?, arguments };
    section.diagnostics.extend_some(region.filter(|_| backend.is_of_aws()).as_ref().and_then(regions::unknown));
    Some(backend)
}

/// An argument that no version of Terraform knows. One that is newer is written, so a warning is enough.
fn unknown(kind: &str, argument: &Spanned<String>) -> Option<Diagnostic> {
    let known: Vec<&str> = arguments(kind).collect();
    if known.is_empty() || known.contains(&argument.value.as_str()) {
        return None;
    }
    let message = format!("Terraform's backend `{kind}` has no argument `{}`", argument.value);
    let wrong = Diagnostic::warning(codes::UNKNOWN_ARGUMENT, argument.span, message);
    let wrong =
        wrong.maybe_help(suggest::nearest(&argument.value, known).map(|near| format!("did you mean `{near}`?")));
    let ignore = format!("or write `warnings: {{ {}: ignore }}` where your Terraform has it", codes::UNKNOWN_ARGUMENT);
    Some(wrong.help(ignore))
}

/// Arguments of backends that are blocks (Terraform 1.9 to 1.15); maps of all others are values.
const BLOCKS: &[(&str, &str)] =
    &[("remote", "workspaces"), ("kubernetes", "exec"), ("cos", "assume_role"), ("oss", "assume_role")];

/// Whether an argument of a kind of backend is a block.
pub fn is_block(kind: &str, argument: &str) -> bool {
    BLOCKS.contains(&(kind, argument))
}

/// Whether a key is an argument's name, as it stands before `=`; reports one that is not.
fn argument(key: &Spanned<String>, section: &mut Section<'_>) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = key.value.chars().all(good) && key.value.starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_name {
        let message = format!("`{}` is not an argument of Terraform", key.value.escape_debug());
        section.diagnostics.push(Diagnostic::error(codes::BAD_SETTINGS, key.span, message));
    }
    is_name
}
