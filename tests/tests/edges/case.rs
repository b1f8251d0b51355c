//! A limit, and an application with a number in it.

use watershed_grammar::Limit;
use watershed_tests::seen;

use super::application::Application;

/// An end of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The least.
    Low,
    /// The most.
    High,
}

/// Who sees a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The macro and the compiler: one attribute says it.
    Both,
    /// The compiler alone.
    Compiler,
}

/// How the number of a limit gets into an application, and what is said beyond its ends.
pub struct Case {
    /// The row.
    pub limit: Limit,
    application: fn(u64) -> Application,
    token: fn(u64) -> String,
    code: &'static str,
    by: By,
    only: Option<End>,
    step: u64,
}

impl Case {
    /// Both ends, refused with WS0007, by macro and compiler.
    pub fn new(limit: Limit, application: fn(u64) -> Application, token: fn(u64) -> String) -> Self {
        Self { limit, application, token, code: "WS0007", by: By::Both, only: None, step: 1 }
    }

    /// Refused with another code.
    pub fn code(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// Seen by the compiler alone.
    pub fn by_compiler(self) -> Self {
        Self { by: By::Compiler, ..self }
    }

    /// One end alone.
    pub fn only(self, end: End) -> Self {
        Self { only: Some(end), ..self }
    }

    /// The next number is so far away.
    pub fn step(self, step: u64) -> Self {
        Self { step, ..self }
    }

    /// The ends that it shows.
    pub fn ends(&self) -> Vec<End> {
        let ends = self.only.map_or(vec![End::Low, End::High], |end| vec![end]);
        ends.into_iter().filter(|end| *end == End::High || self.limit.low > 0).collect()
    }

    /// What is not as it should be.
    pub fn faults(&self) -> Vec<String> {
        let each = self.ends().into_iter().filter_map(|end| {
            let (last, next) = match end {
                End::Low => (self.limit.low, self.limit.low.checked_sub(self.step)?),
                End::High => (self.limit.high, self.limit.high + self.step),
            };
            Some(self.passes(last).into_iter().chain(self.is_refused(next)).collect::<Vec<_>>())
        });
        each.flatten().map(|fault| format!("{}: {fault}", self.limit.what)).collect()
    }

    /// What is said about a number that is allowed.
    fn passes(&self, number: u64) -> Option<String> {
        let application = (self.application)(number);
        let found = seen::by_compiler(&application.files());
        let wrong: Vec<_> = found.iter().filter(|it| it.is_error || it.seen.code == self.code).collect();
        let by_macro = application.by_macro();
        (!wrong.is_empty() || !by_macro.is_empty()).then(|| {
            format!("{number} is allowed, and {wrong:#?} {by_macro:#?} is said of\n{}", application.beginning())
        })
    }

    /// Whether a number beyond the end is refused, with the code and at the token.
    fn is_refused(&self, number: u64) -> Option<String> {
        let application = (self.application)(number);
        let (code, token) = (self.code, (self.token)(number));
        let found = seen::by_compiler(&application.files());
        let found: Vec<_> = found.into_iter().map(|it| it.seen).collect();
        let is = |it: &&seen::Seen| it.code == code && it.place == token;
        let Some(said) = found.iter().find(is) else {
            let said: Vec<_> = found.iter().map(|it| (&it.code, cut(&it.place), &it.text)).collect();
            return Some(format!(
                "{number} has no {code} at {} but {said:#?} in\n{}",
                cut(&token),
                application.beginning()
            ));
        };
        let by_macro = application.by_macro();
        let is_right = match self.by {
            By::Both => by_macro.contains(said),
            By::Compiler => !by_macro.iter().any(|it| it.code == code),
        };
        (!is_right).then(|| format!("{number}: of {code} the macro says {by_macro:#?}"))
    }
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    text.chars().take(80).collect()
}
