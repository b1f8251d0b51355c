//! The name and the value that serde writes for a field.

use proc_macro2::Span;
use syn::Attribute;
use syn::spanned::Spanned as _;

use super::{said, text, words};

/// How serde writes a field.
#[derive(Clone, Debug)]
pub struct Written<S = Span> {
    /// Its name; where it is written that it has none, or none that is known.
    pub name: Result<String, S>,
    /// The function that writes its value, where it has one of its own.
    pub by: Option<By<S>>,
}

/// `with` or `serialize_with`.
#[derive(Clone, Debug)]
pub struct By<S = Span> {
    /// Where it is written.
    pub at: S,
    /// The path of the function.
    pub function: String,
}

/// What a function of a known library writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Seconds since 1970.
    Seconds,
    /// A number of something finer: milliseconds, microseconds, nanoseconds.
    Finer,
    /// A text.
    Text,
    /// A list of bytes.
    List,
}

impl Written {
    /// With places in another form.
    pub fn map<S>(self, place: impl Fn(Span) -> S) -> Written<S> {
        let by = self.by.map(|it| By { at: place(it.at), function: it.function });
        Written { name: self.name.map_err(&place), by }
    }
}

/// How serde writes a field, by its own attributes and those of its struct.
pub fn written(field: &str, own: &[Attribute], container: &[Attribute]) -> Written {
    let (own, container) = (words(own), words(container));
    let by = own.iter().find_map(|word| {
        let is_module = word.path().is_ident("with");
        let function = text(word).filter(|_| is_module || word.path().is_ident("serialize_with"))?;
        Some(By { at: word.span(), function: if is_module { function + "::serialize" } else { function } })
    });
    let none = ["flatten", "skip", "skip_serializing"];
    if let Some(word) = own.iter().find(|word| none.iter().any(|it| word.path().is_ident(it))) {
        return Written { name: Err(word.span()), by };
    }
    let at =
        |words: &[syn::Meta], key: &str| words.iter().rev().find(|it| it.path().is_ident(key)).map(syn::Meta::span);
    let name = match (one(&own, "rename"), one(&container, "rename_all")) {
        (Ok(Some(name)), _) if !name.is_empty() => Ok(name),
        (Ok(None), Ok(None)) => Ok(field.to_owned()),
        (Ok(None), Ok(Some(rule))) => super::renamed(field, &rule).ok_or_else(|| at(&container, "rename_all")),
        (Ok(None), Err(())) => Err(at(&container, "rename_all")),
        (Ok(Some(_)) | Err(()), _) => Err(at(&own, "rename")),
    };
    Written { name: name.map_err(|at| at.unwrap_or_else(Span::call_site)), by }
}

/// What `rename` or `rename_all` says where it says the same for writing and reading: items are read again.
fn one(words: &[syn::Meta], key: &str) -> Result<Option<String>, ()> {
    let (written, read) = (said(words, key, "serialize")?, said(words, key, "deserialize")?);
    if written == read { Ok(written) } else { Err(()) }
}

impl<S> By<S> {
    /// What the function writes, where it is one of a known library (the crates' own documentation, 2026-11).
    pub fn made(&self) -> Option<Made> {
        let path: String = self.function.chars().filter(|it| !it.is_whitespace()).collect();
        let path = path.trim_start_matches("::");
        let module = path.strip_suffix("::serialize")?;
        let module =
            ["::option", "::required", "::optional"].iter().find_map(|it| module.strip_suffix(it)).unwrap_or(module);
        Some(match module.trim_end_matches("_option") {
            "time::serde::timestamp" => Made::Seconds,
            "uuid::serde::simple" | "uuid::serde::urn" | "uuid::serde::braced" => Made::Text,
            "uuid::serde::compact" => Made::List,
            it => match it.rsplit_once("::").unwrap_or(("chrono::serde", it)) {
                ("chrono::serde", "ts_seconds") | ("jiff::fmt::serde::timestamp", "second") => Made::Seconds,
                ("chrono::serde", "ts_milliseconds" | "ts_microseconds" | "ts_nanoseconds")
                | ("jiff::fmt::serde::timestamp", "millisecond" | "microsecond" | "nanosecond")
                | ("time::serde::timestamp", "milliseconds" | "microseconds" | "nanoseconds") => Made::Finer,
                ("time::serde", "rfc3339" | "rfc2822" | "iso8601") => Made::Text,
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, Written, written};

    fn of(text: &str) -> Written {
        let item: syn::ItemStruct = syn::parse_str(text).unwrap();
        let field = item.fields.iter().next().unwrap();
        written(&field.ident.as_ref().unwrap().to_string(), &field.attrs, &item.attrs)
    }

    #[test]
    fn a_field_has_the_name_that_is_written_and_read() {
        for (container, own, expected) in [
            ("", "", Some("made_at")),
            ("rename_all = \"camelCase\"", "", Some("madeAt")),
            ("rename_all = \"camelCase\"", "rename = \"at\"", Some("at")),
            ("rename_all = \"none such\"", "", None),
            ("", "rename(serialize = \"a\", deserialize = \"b\")", None),
            ("", "rename(serialize = \"a\", deserialize = \"a\")", Some("a")),
            ("", "rename(serialize = \"a\")", None),
            ("", "rename = \"\"", None),
            ("", "flatten", None),
            ("", "skip", None),
            ("", "with = \"somewhere\"", Some("made_at")),
        ] {
            let text = format!("#[serde({container})] struct A {{ #[serde({own})] made_at: B }}");
            assert_eq!(of(&text).name.ok().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_a_known_function_writes_is_known() {
        for (function, expected) in [
            ("with = \"chrono::serde::ts_seconds\"", Some(Made::Seconds)),
            ("with = \"ts_seconds_option\"", Some(Made::Seconds)),
            ("serialize_with = \"::chrono::serde::ts_seconds::serialize\"", Some(Made::Seconds)),
            ("with = \"chrono::serde::ts_milliseconds_option\"", Some(Made::Finer)),
            ("with = \"time::serde::timestamp\"", Some(Made::Seconds)),
            ("with = \"time::serde::timestamp::option\"", Some(Made::Seconds)),
            ("with = \"time::serde::timestamp::milliseconds::option\"", Some(Made::Finer)),
            ("with = \"time::serde::rfc3339\"", Some(Made::Text)),
            ("with = \"jiff::fmt::serde::timestamp::second::required\"", Some(Made::Seconds)),
            ("with = \"jiff::fmt::serde::timestamp::nanosecond::optional\"", Some(Made::Finer)),
            ("with = \"uuid::serde::simple\"", Some(Made::Text)),
            ("with = \"uuid::serde::compact\"", Some(Made::List)),
            ("with = \"my::serde::ts_seconds\"", None),
            ("serialize_with = \"as_text\"", None),
        ] {
            let by = of(&format!("struct A {{ #[serde({function})] a: B }}")).by.unwrap();
            assert_eq!(by.made(), expected, "{function}");
        }
    }
}
