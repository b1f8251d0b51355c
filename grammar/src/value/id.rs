//! Ids: the part of a name that the source decides.

/// The longest id, so that `{app}-{environment}-{id}` has room on every platform.
pub const LONGEST: usize = 50;

/// `place_order` and `OrderPaid` in kebab case.
pub fn kebab(name: &str) -> String {
    let mut id = String::with_capacity(name.len() + 4);
    let characters: Vec<char> = name.chars().collect();
    for (index, &character) in characters.iter().enumerate() {
        let starts_word = character.is_uppercase()
            && index > 0
            && (characters[index - 1].is_lowercase()
                || characters[index - 1].is_ascii_digit()
                || (characters[index - 1].is_uppercase()
                    && characters.get(index + 1).is_some_and(|c| c.is_lowercase())));
        if starts_word || character == '_' {
            if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
            if character == '_' {
                continue;
            }
        }
        id.extend(character.to_lowercase());
    }
    id.trim_matches('-').to_owned()
}

/// Why a text cannot be an id, if it cannot.
pub fn fault(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        return Some("an id is not empty");
    }
    if id.len() > LONGEST {
        return Some("an id has at most 50 characters");
    }
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some("an id begins with a lower-case letter");
    }
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Some("an id has lower-case letters, digits and hyphens");
    }
    if id.ends_with('-') || id.contains("--") {
        return Some("hyphens of an id stand alone and inside");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn kebab_case_of_functions_and_types() {
        let cases = [
            ("place_order", "place-order"),
            ("OrderPaid", "order-paid"),
            ("HTTPProbe", "http-probe"),
            ("Sha256Sum", "sha256-sum"),
            ("_x", "x"),
            ("A", "a"),
        ];
        for (name, id) in cases {
            assert_eq!(kebab(name), id);
        }
    }
}
