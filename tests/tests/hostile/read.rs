//! Values by their path, in what an independent reader made of an output.

use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{BlockLabel, Body, Structure};
use serde_json::{Map, Value};

/// The body of a file as the provider's schema would have it: nested blocks are lists of objects, resources stand by
/// their type and name.
pub fn terraform(texts: impl Iterator<Item = impl AsRef<str>>) -> Value {
    let mut all = Map::new();
    for text in texts {
        let body: Body = text.as_ref().parse().expect("generated Terraform is HCL");
        for block in body.iter().filter_map(Structure::as_block) {
            let labels: Vec<&str> = block.labels.iter().map(BlockLabel::as_str).collect();
            let ident = block.ident.as_str();
            let address: Vec<&str> = if ident == "resource" { labels } else { [&[ident], labels.as_slice()].concat() };
            all.insert(address.join("."), self::body(&block.body));
        }
    }
    Value::Object(all)
}

fn body(body: &Body) -> Value {
    let mut object = Map::new();
    for structure in body {
        match structure {
            Structure::Attribute(attribute) => {
                object.insert(attribute.key.to_string().trim().to_owned(), expression(&attribute.value));
            }
            Structure::Block(block) => {
                let list = object.entry(block.ident.as_str()).or_insert_with(|| Value::Array(Vec::new()));
                list.as_array_mut().expect("a block is no attribute").push(self::body(&block.body));
            }
        }
    }
    Value::Object(object)
}

fn expression(it: &Expression) -> Value {
    match it {
        Expression::String(text) => text.as_str().into(),
        Expression::StringTemplate(template) => {
            // A reference is no text of a user's.
            template.iter().map(|part| part.as_literal().map_or("\0", |it| it.as_str())).collect::<String>().into()
        }
        Expression::Array(items) => items.iter().map(expression).collect(),
        Expression::Object(entries) => {
            let key = |key: &ObjectKey| match key {
                ObjectKey::Ident(ident) => ident.as_str().to_owned(),
                ObjectKey::Expression(it) => expression(it).as_str().unwrap_or_default().to_owned(),
            };
            entries.iter().map(|(name, value)| (key(name), expression(value.expr()))).collect::<Map<_, _>>().into()
        }
        Expression::FuncCall(call) if call.name.name.as_str() == "jsonencode" => {
            call.args.iter().next().map(|it| expression(it).to_string()).into()
        }
        Expression::Number(number) => number.value().to_string().into(),
        Expression::Bool(flag) => (*flag.value()).into(),
        _ => Value::Null,
    }
}

/// Every text at a path. `/` stands between steps, `*` for every entry, `@keys` for the keys of an object, `!` for the
/// JSON in a text, `%` for a text that is encoded as in a form, `~` for a `/` in a key.
pub fn texts(root: &Value, path: &str) -> Vec<String> {
    let mut values = vec![root.clone()];
    for step in path.split('/') {
        values = values.iter().flat_map(|value| one(value, &step.replace('~', "/"))).collect();
    }
    values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// A text of a form: `+` is a space, `%2B` a plus.
fn form(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().replace('+', " ").into_bytes();
    for piece in pieces {
        let (code, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two digits stand behind a `%`"));
        bytes.extend(rest.replace('+', " ").into_bytes());
    }
    String::from_utf8(bytes).expect("what is encoded is UTF-8")
}

fn one(value: &Value, step: &str) -> Vec<Value> {
    match (step, value) {
        ("!", Value::String(text)) => serde_json::from_str(text).into_iter().collect(),
        ("%", Value::String(text)) => vec![form(text).into()],
        ("@keys", Value::Object(entries)) => entries.keys().map(|key| key.as_str().into()).collect(),
        ("*", Value::Object(entries)) => entries.values().cloned().collect(),
        ("*", Value::Array(items)) => items.clone(),
        // One where a list of one would do, as in policies.
        ("*", single) => vec![single.clone()],
        (key, Value::Object(entries)) => match key.strip_suffix('*') {
            Some(start) => entries.iter().filter(|(key, _)| key.starts_with(start)).map(|(_, it)| it.clone()).collect(),
            None => entries.get(key).cloned().into_iter().collect(),
        },
        (index, Value::Array(items)) => {
            index.parse().ok().and_then(|at: usize| items.get(at)).cloned().into_iter().collect()
        }
        _ => Vec::new(),
    }
}
