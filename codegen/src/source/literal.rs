//! Texts of the source, as rustc reads them.

/// What a literal says, in quotes or raw; nothing where it is another expression.
pub fn text(written: &str) -> Option<String> {
    syn::parse_str::<syn::LitStr>(written).ok().filter(|it| it.suffix().is_empty()).map(|it| it.value())
}

/// A path that a literal says, with `/` between its parts.
pub fn path(written: &str) -> Option<String> {
    text(written).map(|path| if cfg!(windows) { path.replace('\\', "/") } else { path })
}
