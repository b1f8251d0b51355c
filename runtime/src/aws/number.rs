//! Numbers of DynamoDB, which come as texts.

use serde_json::Number;

use crate::{Error, Result};

/// A number as DynamoDB writes it, up to 38 digits.
///
/// Whole numbers of 64 bits and everything that an `f64` holds keep all their digits. A fraction is the nearest
/// `f64`, as in JSON; a whole number that would lose digits is refused, since it counts or names something.
pub fn number(text: &str) -> Result<Number> {
    let whole = text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from));
    if let Ok(whole) = whole {
        return Ok(whole);
    }
    let wrong = || Error::new(format!("the number {text} of a table has more digits than 64 bits hold"));
    let float: f64 = text.parse().map_err(|_| wrong())?;
    let is_whole = text.trim_start_matches('-').bytes().all(|it| it.is_ascii_digit());
    if is_whole && format!("{float}") != text {
        return Err(wrong());
    }
    Number::from_f64(float).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_keep_their_digits_or_are_refused() {
        for same in ["0", "-9223372036854775808", "18446744073709551615"] {
            assert_eq!(number(same).expect("64 bits").to_string(), same);
        }
        assert_eq!(number("100000000000000000000").expect("a float").as_f64(), Some(1e20));
        assert_eq!(number("0.1").expect("a fraction").as_f64(), Some(0.1));
        assert!(number("12345678901234567890123").is_err());
        assert!(number("many").is_err());
    }
}
