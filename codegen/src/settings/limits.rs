//! `limits:` and `warnings:`: what the account may have, and how bad findings are.

use std::collections::BTreeMap;

use watershed_grammar::codes::{Code, TABLE};
use watershed_grammar::limits::{QUOTA_KEYS, QUOTAS, Quota};
use watershed_grammar::{Diagnostic, Severity, Spanned, codes, suggest};

use super::section::Section;
use super::yaml::{Content, Node};

/// Quotas of the account, by name.
pub type Limits = BTreeMap<&'static str, Spanned<u32>>;

/// How bad findings are, by code.
pub type Warnings = BTreeMap<Code, Level>;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is not told.
    Ignore,
    /// Files are written all the same.
    Warning,
    /// No file is written.
    Error,
}

const LEVELS: &[(&str, Level)] = &[("ignore", Level::Ignore), ("warning", Level::Warning), ("error", Level::Error)];

/// Words of other tools for them.
const OTHER_WORDS: &[(&str, &str)] = &[("off", "ignore"), ("allow", "ignore"), ("deny", "error")];

/// How much of something the account has.
pub fn of(limits: &Limits, quota: &Quota) -> u32 {
    limits.get(quota.name).map_or(quota.default, |it| it.value)
}

/// Reads `limits`.
pub fn limits(section: &mut Section<'_>) -> Limits {
    let read = |section: &mut Section<'_>| {
        let number = |quota: &Quota, section: &mut Section<'_>| Some((quota.name, section.number(quota.name)?));
        QUOTAS.iter().filter_map(|quota| number(quota, section)).collect()
    };
    section.section("limits", &[QUOTA_KEYS], read).unwrap_or_default()
}

/// Reads `warnings`.
pub fn warnings(section: &mut Section<'_>) -> Warnings {
    let mut warnings = Warnings::new();
    for (key, node) in section.maps("warnings") {
        let Some(text) = level(&key.value, node, section) else { continue };
        let row = TABLE.iter().find(|row| row.code.as_str() == key.value);
        let level = LEVELS.iter().find(|(word, _)| *word == text.value);
        match (row, level) {
            (Some(row), Some((_, level))) if row.severity == Severity::Warning => {
                warnings.insert(row.code, *level);
            }
            (Some(row), _) if row.severity == Severity::Error => {
                let message = format!("`{}` is always an error: {}", key.value, row.title);
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, key.span, message);
                section.diagnostics.push(wrong.help("only warnings are made more or less of"));
            }
            (None, _) => {
                let known: Vec<&str> =
                    TABLE.iter().filter(|row| row.severity == Severity::Warning).map(|row| row.code.as_str()).collect();
                let message = format!("there is no warning `{}`", key.value.escape_debug());
                let wrong = Diagnostic::error(codes::UNKNOWN_SETTING, key.span, message);
                section.diagnostics.push(wrong.help(suggest::help(&key.value, &known)));
            }
            (Some(_), _) => {
                let words: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
                let message = format!("a warning cannot be `{}`", text.value.escape_debug());
                let wrong = Diagnostic::error(codes::BAD_SETTINGS, text.span, message);
                let other = OTHER_WORDS.iter().find(|(word, _)| *word == text.value);
                let help = other.map(|(_, right)| format!("write `{right}`"));
                let help = help.unwrap_or_else(|| suggest::help(&text.value, &words));
                section.diagnostics.push(wrong.help(help));
            }
        }
    }
    warnings
}

/// The word for how bad a finding is. YAML reads some of those that are usual elsewhere as no texts.
fn level(key: &str, node: Node, section: &mut Section<'_>) -> Option<Spanned<String>> {
    let Content::Flag(flag) = node.value else { return section.as_text(key, node) };
    let right = if flag { "warning" } else { "ignore" };
    let words: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
    let message = format!("a warning is one of {}, and YAML reads this as true or false", suggest::list(&words));
    let wrong = Diagnostic::error(codes::BAD_SETTINGS, node.span, message).help(format!("write `{right}`"));
    section.diagnostics.push(wrong.maybe_fix(node.span, Some(right.to_owned())));
    None
}

/// The environment's word over the application's.
pub fn over<K: Ord + Clone, V: Clone>(environment: &BTreeMap<K, V>, application: &BTreeMap<K, V>) -> BTreeMap<K, V> {
    let mut all = application.clone();
    all.extend(environment.clone());
    all
}
