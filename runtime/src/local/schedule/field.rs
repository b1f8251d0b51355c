//! One field of a cron: numbers, words, `*`, lists, ranges and steps.

use std::collections::BTreeSet;

/// What a field may hold.
pub struct Field {
    /// The lowest number.
    pub low: i16,
    /// The highest.
    pub high: i16,
    /// Words for numbers, from the lowest on.
    pub words: &'static [&'static str],
}

impl Field {
    /// The numbers that a part without `L`, `W` and `#` stands for. A range that ends before it begins goes on at the
    /// lowest number.
    pub fn numbers(&self, part: &str) -> Option<BTreeSet<i16>> {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let step = step.map_or(Some(1), |step| step.parse::<usize>().ok().filter(|step| *step > 0))?;
        let (from, to) = match range.split_once('-') {
            Some((from, to)) => (self.number(from)?, self.number(to)?),
            None if range == "*" => (self.low, self.high),
            None if part.contains('/') => (self.number(range)?, self.high),
            None => (self.number(range)?, self.number(range)?),
        };
        let all: Vec<i16> =
            if from <= to { (from..=to).collect() } else { (from..=self.high).chain(self.low..=to).collect() };
        Some(all.into_iter().step_by(step).collect())
    }

    /// The number of a word or of digits.
    pub fn number(&self, text: &str) -> Option<i16> {
        let word = self.words.iter().position(|word| *word == text).and_then(|place| i16::try_from(place).ok());
        let number = word.map(|place| place + self.low).or_else(|| text.parse().ok())?;
        (self.low..=self.high).contains(&number).then_some(number)
    }

    /// The numbers of a list.
    ///
    /// # Errors
    /// A part of it is none of the field's.
    pub fn list(&self, text: &str) -> Result<BTreeSet<i16>, String> {
        let parts = text.split(',').map(|part| self.numbers(part).ok_or_else(|| format!("`{part}` is none")));
        Ok(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }
}
