//! What the templates of the reference may name, collected from the tables.

use serde::Serialize;
use watershed_codegen::model::grant::possible;
use watershed_codegen::model::{Capability, READER, WRITER};
use watershed_codegen::settings::keys::MAPS;
use watershed_grammar::codes::TABLE;
use watershed_grammar::key::{Key, Kind};
use watershed_grammar::{function, resource, scale, service, trigger};

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
}

/// Collects it.
pub fn context() -> Context {
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
            nested("allow(…)", "Permissions that no handle gives; of services too.", function::ALLOW_KEYS),
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
            .map(|it| CodeRow { code: it.code.to_string(), title: it.title.to_owned(), text: it.text.to_owned() })
            .collect(),
    }
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
