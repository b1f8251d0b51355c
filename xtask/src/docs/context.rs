//! What the templates of the reference may name, collected from the tables.

use serde::Serialize;
use watershed_codegen::model::grant::possible;
use watershed_codegen::model::{Capability, READER, WRITER};
use watershed_codegen::settings::keys::MAPS;
use watershed_grammar::codes::{Explanation, TABLE};
use watershed_grammar::key::{Key, Kind};
use watershed_grammar::limit::Unit;
use watershed_grammar::limits::{LIMITS, QUOTAS};
use watershed_grammar::{Limit, Severity, accept, allow, function, resource, scale, service, trigger};

use super::examples::Examples;

/// Everything.
#[derive(Serialize)]
pub struct Context {
    triggers: Vec<Row>,
    knobs: Vec<KeyRow>,
    nested: Vec<Row>,
    service: Row,
    service_http: Vec<KeyRow>,
    resources: Vec<Row>,
    index: Vec<KeyRow>,
    common: Vec<KeyRow>,
    reader: String,
    writer: String,
    settings: Vec<MapRow>,
    commands: Vec<Command>,
    codes: Vec<CodeRow>,
    limits: Vec<LimitRow>,
    quotas: Vec<QuotaRow>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    form: String,
    doc: String,
    keys: Vec<KeyRow>,
    capabilities: String,
}

#[derive(Serialize)]
struct KeyRow {
    name: String,
    form: String,
    default: String,
    doc: String,
}

#[derive(Serialize)]
struct MapRow {
    path: String,
    doc: String,
    keys: Vec<KeyRow>,
}

#[derive(Serialize)]
struct Command {
    name: String,
    help: String,
}

#[derive(Serialize)]
struct CodeRow {
    code: String,
    title: String,
    text: String,
    level: &'static str,
    source: &'static str,
    example: String,
}

#[derive(Serialize)]
struct LimitRow {
    what: &'static str,
    low: String,
    high: String,
    source: &'static str,
}

#[derive(Serialize)]
struct QuotaRow {
    name: &'static str,
    what: &'static str,
    default: u32,
    raised: &'static str,
    source: &'static str,
}

/// Collects it.
pub fn context(examples: &Examples) -> Context {
    // The bus has no key of its own.
    let common = resource::bus::KIND.keys;
    let is_own = |key: &Key| !common.iter().any(|other| other.name == key.name);
    let nested = |name: &str, doc: &str, keys| Row { keys: rows(keys), ..row(name, "", doc) };
    Context {
        triggers: trigger::KINDS.iter().map(kind).collect(),
        knobs: rows(function::KEYS),
        nested: vec![
            nested("scale(…)", "How many at once; of services too.", scale::KEYS),
            nested("expect(…)", "What is expected of a function.", function::EXPECT_KEYS),
            nested("allow(…)", "Permissions that no handle gives; of services too.", allow::KEYS),
            nested(
                "accept(…)",
                "A finding that is wanted; of services and resources too. The code stands first.",
                accept::KEYS,
            ),
            nested("auth = jwt(…)", "Tokens, at a route.", trigger::http::JWT_KEYS),
        ],
        service: kind(&service::KIND),
        service_http: rows(service::HTTP_KEYS),
        resources: resource::KINDS
            .iter()
            .map(|it| Row {
                keys: it.keys.iter().filter(|key| is_own(key)).map(key).collect(),
                capabilities: capabilities(it.name),
                ..kind(it)
            })
            .collect(),
        index: rows(resource::table::INDEX_KEYS),
        common: rows(common),
        reader: names(READER),
        writer: names(WRITER),
        settings: MAPS
            .iter()
            .map(|it| MapRow { path: setting_path(it.path), doc: upper(it.doc), keys: rows(it.keys) })
            .collect(),
        commands: commands(),
        codes: TABLE
            .iter()
            .map(|it| CodeRow {
                code: it.code.to_string(),
                title: it.title.to_owned(),
                text: it.text.to_owned(),
                level: level(it),
                source: it.source,
                example: examples.get(it.code.as_str()).cloned().unwrap_or_default(),
            })
            .collect(),
        limits: LIMITS.iter().map(limit).collect(),
        quotas: QUOTAS
            .iter()
            .map(|it| QuotaRow {
                name: it.name,
                what: it.what,
                default: it.default,
                raised: if it.is_raised { "yes" } else { "no" },
                source: it.source,
            })
            .collect(),
    }
}

fn level(row: &Explanation) -> &'static str {
    match (row.severity, row.is_accepted) {
        (Severity::Warning, false) => "A warning; `warnings:` in `watershed.yaml` silences it.",
        (Severity::Warning, true) => "A warning; `accept(…)` or `warnings:` in `watershed.yaml` silences it.",
        (Severity::Error, true) => "An error; `accept(…)` silences it where it is wanted.",
        (Severity::Error, false) => "An error.",
    }
}

fn limit(limit: &Limit) -> LimitRow {
    let show = |value: u64| match limit.unit {
        Unit::Count => grouped(value),
        Unit::Megabytes => format!("{} MB", grouped(value)),
        Unit::Seconds => format!("{} s", grouped(value)),
        Unit::Bytes => format!("{} bytes", grouped(value)),
        Unit::Millicores => format!("{}m", grouped(value)),
        Unit::Characters if value == 1 => "1 character".to_owned(),
        Unit::Characters => format!("{} characters", grouped(value)),
    };
    LimitRow { what: limit.what, low: show(limit.low), high: show(limit.high), source: limit.source }
}

/// `10,240`
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn kind(kind: &Kind) -> Row {
    Row { keys: rows(kind.keys), ..row(kind.name, kind.form, kind.doc) }
}

fn row(name: &str, form: &str, doc: &str) -> Row {
    let (form, capabilities) = (cell(form), String::new());
    Row { name: name.to_owned(), form, doc: doc.to_owned(), keys: Vec::new(), capabilities }
}

fn rows(keys: &[Key]) -> Vec<KeyRow> {
    keys.iter().map(key).collect()
}

fn key(key: &Key) -> KeyRow {
    KeyRow {
        name: key.name.to_owned(),
        form: cell(key.shape),
        default: cell(key.default),
        doc: if key.many { format!("{}; may stand more than once", cell(key.doc)) } else { cell(key.doc) },
    }
}

/// A text that stays in its cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), characters.as_str()))
}

fn setting_path(path: &str) -> String {
    if path.contains(' ') { upper(path).trim_end_matches('.').to_owned() } else { format!("`{path}`") }
}

fn capabilities(kind: &str) -> String {
    names(possible(kind))
}

fn names(capabilities: &[Capability]) -> String {
    capabilities.iter().map(|it| it.name()).collect::<Vec<_>>().join(", ")
}

fn commands() -> Vec<Command> {
    let mut whole = watershed_cli::command();
    whole.build();
    let names: Vec<String> = whole.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let mut help = |name: String| {
        let command = whole.find_subcommand_mut(&name)?;
        let text = command.render_help().to_string();
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
        Some(Command { name: format!("watershed {name}"), help: lines.join("\n") })
    };
    names.into_iter().filter_map(&mut help).collect()
}
