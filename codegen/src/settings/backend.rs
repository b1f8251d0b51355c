//! `terraform.backend`: where Terraform keeps its state.

use watershed_grammar::{Diagnostic, Spanned, codes, suggest};

use super::keys;
use super::section::Section;
use super::yaml::Content;

/// Where Terraform keeps its state.
#[derive(Clone, Debug)]
pub struct Backend {
    /// `s3`, `gcs`, `http`, …
    pub kind: Spanned<String>,
    /// Its arguments, with `{environment}` to be filled in.
    pub arguments: Vec<(String, Content)>,
}

/// What Terraform 1.11 has.
const KINDS: &[&str] = &["azurerm", "consul", "cos", "gcs", "http", "kubernetes", "local", "oss", "pg", "remote", "s3"];

impl Backend {
    /// Reads `terraform.backend`.
    pub fn read(section: &mut Section<'_>) -> Option<Self> {
        section.section("backend", &[keys::BACKEND], backend).flatten()
    }

    /// An argument.
    pub fn argument(&self, name: &str) -> Option<&Content> {
        self.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value)
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
        Some(kind) if !KINDS.contains(&kind.value.as_str()) => {
            let message = format!("Terraform has no backend `{}`", kind.value.escape_debug());
            let wrong = Diagnostic::error(codes::BAD_SETTINGS, kind.span, message);
            section.diagnostics.push(wrong.help(suggest::help(&kind.value, KINDS)));
        }
        Some(_) => {}
    }
    let mut arguments = Vec::new();
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
        if node.value == Content::Empty {
            section.wrong(node.span, &format!("`{}` is a value", key.value.escape_debug()), &node.value);
        } else if is_argument {
            arguments.push((key.value, node.value));
        }
    }
    Some(Backend { kind: kind?, arguments })
}

/// Arguments of backends that are blocks (Terraform 1.9 to 1.13); maps of all others are values.
const BLOCKS: &[(&str, &str)] = &[("remote", "workspaces"), ("kubernetes", "exec"), ("cos", "assume_role")];

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
