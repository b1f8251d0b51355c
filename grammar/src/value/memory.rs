//! Memory and disk sizes, in MB as AWS Lambda counts them (1 GB = 1,024 MB).

use super::number_and_unit;

/// Reads `"256MB"` or `"1GB"` into MB; the error says what is accepted.
pub fn parse(text: &str) -> Result<u32, String> {
    let accepted = || "write a number and `MB` or `GB`, such as `\"256MB\"`".to_owned();
    let (number, unit) = number_and_unit(text).ok_or_else(accepted)?;
    let factor = match unit {
        "MB" => 1,
        "GB" => 1024,
        _ => return Err(accepted()),
    };
    number.checked_mul(factor).and_then(|size| u32::try_from(size).ok()).ok_or_else(accepted)
}
