//! From where an item can be seen. Only globs ask: what a path names and may not, rustc refuses.

/// From where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// `pub`
    Everywhere,
    /// `pub(crate)`, and `pub(in …)`, which is never more.
    InCrate,
    /// From this module and those inside of it.
    Below(usize),
}

/// Reads the visibility at the beginning of an item in a module of this number.
pub fn visibility(header: &str, module: usize, parent: Option<usize>) -> Seen {
    let Some(rest) =
        header.strip_prefix("pub").filter(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    else {
        return Seen::Below(module);
    };
    let Some(limit) = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split(')').next()) else {
        return Seen::Everywhere;
    };
    match limit.trim() {
        "self" => Seen::Below(module),
        "super" => Seen::Below(parent.unwrap_or(module)),
        _ => Seen::InCrate,
    }
}
