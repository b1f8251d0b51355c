//! What serde's derive reads a struct from.

use syn::{Fields, ItemEnum, ItemStruct, Meta};

use super::{derives, is_plain, renamed, said, words};

/// What serde's derive reads a struct from.
#[derive(Clone, Debug)]
pub enum Taken {
    /// An object.
    Fields {
        /// The fields that are read, each with its place among all.
        fields: Vec<(usize, Field)>,
        /// Whether nothing else may be in it.
        denies: bool,
    },
    /// What its only field is read from.
    Inner,
    /// A list of so many.
    List(usize),
}

/// A field that is read.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name, and others that do as well.
    pub names: Vec<String>,
    /// Whether it has to be there.
    pub needed: Needed,
    /// Where it is written.
    pub at: proc_macro2::Span,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Whatever its type is.
    Always,
    /// Unless its type is an option.
    ByType,
    /// A default takes its place.
    Never,
}

/// What serde reads a struct from; nothing where its attributes do not say.
pub fn taken(item: &ItemStruct) -> Option<Taken> {
    let container = words(&item.attrs);
    let known =
        ["rename", "rename_all", "deny_unknown_fields", "default", "crate", "bound", "transparent", "expecting"];
    if !derives(&item.attrs, "Deserialize") || !container.iter().all(|word| is(word, &known)) {
        return None;
    }
    if container.iter().any(|word| is(word, &["transparent"])) {
        return (item.fields.len() == 1).then_some(Taken::Inner);
    }
    let rule = said(&container, "rename_all", "deserialize").ok()?;
    let has_default = container.iter().any(|word| is(word, &["default"]));
    match &item.fields {
        Fields::Named(written) => {
            let mut fields = Vec::new();
            for (index, field) in written.named.iter().enumerate() {
                let field = field_of(field, rule.as_deref(), has_default)?;
                fields.extend(field.map(|field| (index, field)));
            }
            let denies = container.iter().any(|word| is(word, &["deny_unknown_fields"]));
            Some(Taken::Fields { fields, denies })
        }
        Fields::Unnamed(fields) => {
            let is_bare = fields.unnamed.iter().all(|it| it.attrs.is_empty()) && !has_default;
            let count = fields.unnamed.len();
            is_bare.then_some(if count == 1 { Taken::Inner } else { Taken::List(count) })
        }
        Fields::Unit => None,
    }
}

/// Whether serde reads an enum from one value; where that is not known, it does not.
pub fn takes_one(item: &ItemEnum) -> bool {
    let known = ["rename", "rename_all", "deny_unknown_fields", "crate", "expecting"];
    let is_plain = item.generics.params.is_empty() && derives(&item.attrs, "Deserialize");
    is_plain && words(&item.attrs).iter().all(|word| is(word, &known))
}

/// Whether serde reads a struct as it reads its only field, with nothing around it.
pub fn is_transparent(item: &ItemStruct) -> bool {
    words(&item.attrs).iter().any(|word| is(word, &["transparent"]))
}

fn is(word: &Meta, names: &[&str]) -> bool {
    names.iter().any(|it| word.path().is_ident(it))
}

/// How a field is read; nothing inside for one that is left out, nothing at all where it is not known.
#[expect(clippy::option_option, reason = "a field that is left out is known")]
fn field_of(field: &syn::Field, rule: Option<&str>, has_default: bool) -> Option<Option<Field>> {
    let own = words(&field.attrs);
    let any = |names: &[&str]| own.iter().any(|word| is(word, names));
    if !is_plain(&field.attrs) {
        return None;
    }
    if any(&["skip", "skip_deserializing"]) {
        return Some(None);
    }
    let readers = ["with", "deserialize_with"];
    let others =
        ["rename", "alias", "default", "skip_serializing", "skip_serializing_if", "serialize_with", "bound", "borrow"];
    if !own.iter().all(|word| is(word, &others) || is(word, &readers)) {
        return None;
    }
    let ident = field.ident.as_ref()?;
    let written = ident.to_string();
    let written = written.trim_start_matches("r#");
    let name = match (said(&own, "rename", "deserialize").ok()?, rule) {
        (Some(name), _) => name,
        (None, Some(rule)) => renamed(written, rule)?,
        (None, None) => written.to_owned(),
    };
    let aliases = own.iter().filter(|word| is(word, &["alias"])).map(super::text);
    let names = std::iter::once(Some(name)).chain(aliases).collect::<Option<Vec<String>>>()?;
    let needed = match (has_default || any(&["default"]), any(&readers)) {
        (true, _) => Needed::Never,
        (false, true) => Needed::Always,
        (false, false) => Needed::ByType,
    };
    Some(Some(Field { names, needed, at: ident.span() }))
}

#[cfg(test)]
mod tests {
    use super::{Needed, Taken, taken};

    fn read(text: &str) -> Option<(Vec<String>, bool)> {
        match taken(&syn::parse_str(text).unwrap())? {
            Taken::Fields { fields, denies } => {
                let shown = |field: &super::Field| match field.needed {
                    Needed::Always => format!("{}!", field.names.join("|")),
                    Needed::ByType => field.names.join("|"),
                    Needed::Never => format!("{}?", field.names.join("|")),
                };
                Some((fields.iter().map(|(_, field)| shown(field)).collect(), denies))
            }
            Taken::Inner => Some((vec!["inner".to_owned()], false)),
            Taken::List(count) => Some((vec![count.to_string()], false)),
        }
    }

    #[test]
    fn fields_are_read_under_the_names_that_serde_takes() {
        let derive = "#[derive(serde::Deserialize)]";
        for (attribute, fields, expected) in [
            ("", "a_b: u8, r#type: u8", "a_b type"),
            ("#[serde(rename_all = \"camelCase\")]", "a_b: u8", "aB"),
            ("#[serde(rename_all(deserialize = \"camelCase\"))]", "a_b: u8", "aB"),
            ("#[serde(rename_all(serialize = \"camelCase\"))]", "a_b: u8", "a_b"),
            ("", "#[serde(rename = \"c\")] a: u8", "c"),
            ("", "#[serde(rename(serialize = \"c\"))] a: u8", "a"),
            ("", "#[serde(rename(serialize = \"c\", deserialize = \"d\"))] a: u8", "d"),
            ("", "#[serde(alias = \"b\", alias = \"c\")] a: u8", "a|b|c"),
            ("", "#[serde(default)] a: u8, #[serde(default = \"f\")] b: u8", "a? b?"),
            ("#[serde(default)]", "a: u8", "a?"),
            ("", "#[serde(with = \"f\")] a: u8, #[serde(serialize_with = \"f\")] b: u8", "a! b"),
            ("", "#[serde(skip)] a: u8, b: u8, #[serde(skip_deserializing)] c: u8", "b"),
        ] {
            let text = format!("{derive} {attribute} struct A {{ {fields} }}");
            assert_eq!(read(&text).unwrap().0.join(" "), expected, "{text}");
        }
        let denies = format!("{derive} #[serde(deny_unknown_fields)] struct A {{ a: u8 }}");
        assert!(read(&denies).unwrap().1);
        assert_eq!(read("#[derive(Deserialize)] struct A(u8);").unwrap().0, ["inner"]);
        assert_eq!(read("#[derive(Deserialize)] struct A(u8, u8);").unwrap().0, ["2"]);
    }

    #[test]
    fn what_is_not_known_is_not_claimed() {
        for text in [
            "#[derive(Serialize)] struct A { a: u8 }",
            "#[derive(Deserialize)] struct A;",
            "#[derive(Deserialize)] struct A { #[serde(flatten)] a: B }",
            "#[derive(Deserialize)] #[serde(from = \"B\")] struct A { a: u8 }",
            "#[derive(Deserialize)] #[serde(rename_all = \"odd\")] struct A { a: u8 }",
            "#[derive(Deserialize)] struct A { #[cfg(test)] a: B }",
            "#[derive(Deserialize)] struct A(#[serde(skip)] u8, u8);",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
