//! Processor time, in thousandths of a core as Kubernetes counts them.

use super::number_and_unit;

/// Reads `"250m"`, or `"2"` and `"0.5"` (cores), into thousandths; the error says what is accepted.
pub fn parse(text: &str) -> Result<u32, String> {
    let accepted =
        || "write thousandths of a core such as `\"250m\"`, or cores such as `\"2\"` or `\"0.5\"`".to_owned();
    let read = match text.split_once('.') {
        Some((whole, part)) => parts(whole, part),
        None => number_and_unit(text).and_then(|(number, unit)| match unit {
            "m" => Some(number),
            "" => number.checked_mul(1000),
            _ => None,
        }),
    };
    read.and_then(|value| u32::try_from(value).ok()).ok_or_else(accepted)
}

/// Cores with a point, as Kubernetes takes them: nothing is finer than a thousandth.
fn parts(whole: &str, part: &str) -> Option<u64> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || part.len() > 3 {
        return None;
    }
    let thousandths: u64 = format!("{part:0<3}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(thousandths)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn cores_may_have_a_point() {
        for (text, thousandths) in [
            ("250m", 250),
            ("2", 2000),
            ("0.5", 500),
            ("1.0", 1000),
            ("1.25", 1250),
            ("0.001", 1),
            ("0.100", 100),
            ("0.0", 0),
            ("4294967.295", u32::MAX),
        ] {
            assert_eq!(parse(text), Ok(thousandths), "{text}");
        }
        let others = ["0.5m", ".5", "5.", "1.2.3", "0.0005", "1e3", "-1.0", "0,5", "1.5 ", "", ".", "4294967.296"];
        for text in others.into_iter().chain(["18446744073709551615.0", "0.5cores"]) {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
