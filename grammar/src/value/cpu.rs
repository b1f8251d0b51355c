//! Processor time, in thousandths of a core as Kubernetes counts them.

use super::number_and_unit;

/// Reads `"250m"` or `"2"` (cores) into thousandths; the error says what is accepted.
pub fn parse(text: &str) -> Result<u32, String> {
    let accepted = || "write thousandths of a core such as `\"250m\"`, or whole cores such as `\"2\"`".to_owned();
    let (number, unit) = number_and_unit(text).ok_or_else(accepted)?;
    let factor = match unit {
        "m" => 1,
        "" => 1000,
        _ => return Err(accepted()),
    };
    number.checked_mul(factor).and_then(|value| u32::try_from(value).ok()).ok_or_else(accepted)
}
