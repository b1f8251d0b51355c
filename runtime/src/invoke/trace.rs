//! The trace that an invocation belongs to, in the two forms in which it travels: AWS's header, and W3C Trace Context,
//! which OpenTelemetry and everybody else write.
//!
//! One that came as W3C Trace Context is written for AWS too: both hold the same three things, the whole trace, the
//! part that called, and whether it is recorded.

/// The header of AWS.
pub const AMAZON: &str = "x-amzn-trace-id";
/// The header, and the attribute of a message, of W3C Trace Context.
pub const PARENT: &str = "traceparent";
/// What the systems on the way have to say beside it.
pub const STATE: &str = "tracestate";

/// The longest such text that everybody passes on. Characters.
const LONGEST_STATE: usize = 512;

/// The trace that an invocation belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    amazon: Option<String>,
    parent: Option<String>,
    state: Option<String>,
}

impl Trace {
    /// A trace as it came: `X-Amzn-Trace-Id`, `traceparent` and `tracestate`, where they were there. What is not
    /// written as it should be is left out.
    pub fn new(amazon: Option<&str>, parent: Option<&str>, state: Option<&str>) -> Self {
        let parent = parent.map(str::trim).filter(|it| parts(it).is_some());
        let amazon = amazon.map(str::to_owned).or_else(|| parent.and_then(for_amazon));
        let state = state.map(str::trim).filter(|it| parent.is_some() && is_state(it));
        Self { amazon, parent: parent.map(str::to_owned), state: state.map(str::to_owned) }
    }

    /// As `X-Amzn-Trace-Id` writes it.
    pub fn amazon(&self) -> Option<&str> {
        self.amazon.as_deref()
    }

    /// As `traceparent` writes it, where it came so.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    /// What `tracestate` says.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// The id of the whole trace, as the log has it: 32 digits of W3C Trace Context, or `1-…` of AWS.
    pub fn id(&self) -> Option<&str> {
        self.parent().and_then(parts).map(|it| it.trace).or_else(|| self.amazon().map(root))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.amazon.is_none()
    }

    /// This, or the other where this is none.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_empty() { other } else { self }
    }

    /// Names and values of what W3C Trace Context wants to be passed on beside a message or a request.
    pub fn context(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let parent = self.parent().map(|value| (PARENT, value));
        parent.into_iter().chain(self.state().map(|value| (STATE, value)))
    }
}

/// The parts of `00-{trace}-{parent}-{flags}`.
struct Parts<'a> {
    trace: &'a str,
    parent: &'a str,
    is_sampled: bool,
}

fn parts(written: &str) -> Option<Parts<'_>> {
    let mut all = written.split('-');
    let (version, trace, parent, flags) = (all.next()?, all.next()?, all.next()?, all.next()?);
    let is_hex = |it: &str, length| it.len() == length && it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    let is_id = |it: &str, length| is_hex(it, length) && it.bytes().any(|digit| digit != b'0');
    // A later version may have more behind it.
    let is_version = is_hex(version, 2) && version != "ff" && (version != "00" || all.next().is_none());
    let fits = is_version && is_id(trace, 32) && is_id(parent, 16) && is_hex(flags, 2);
    let is_sampled = u8::from_str_radix(flags, 16).is_ok_and(|flags| flags & 1 == 1);
    fits.then_some(Parts { trace, parent, is_sampled })
}

/// The first eight digits of a trace are its time in AWS, and random elsewhere.
fn for_amazon(written: &str) -> Option<String> {
    let Parts { trace, parent, is_sampled } = parts(written)?;
    let (time, rest) = trace.split_at(8);
    Some(format!("Root=1-{time}-{rest};Parent={parent};Sampled={}", u8::from(is_sampled)))
}

fn is_state(written: &str) -> bool {
    let fits = |it: u8| matches!(it, b' '..=b'~');
    !written.is_empty() && written.len() <= LONGEST_STATE && written.bytes().all(fits)
}

/// The id of the whole trace in `X-Amzn-Trace-Id`.
fn root(header: &str) -> &str {
    let parts = header.split(';').filter_map(|part| part.trim().strip_prefix("Root="));
    parts.into_iter().next().unwrap_or(header)
}

#[cfg(test)]
mod tests {
    use super::Trace;

    const W3C: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const AMAZON: &str = "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1";

    #[test]
    fn one_of_everybody_is_one_of_aws_too() {
        let trace = Trace::new(None, Some(W3C), Some("vendor=1, other=2"));
        assert_eq!(trace.amazon(), Some(AMAZON));
        assert_eq!(trace.id(), Some("0af7651916cd43dd8448eb211c80319c"));
        assert_eq!(trace.context().collect::<Vec<_>>(), [("traceparent", W3C), ("tracestate", "vendor=1, other=2")]);
    }

    #[test]
    fn one_of_aws_stays_what_it_is() {
        let trace = Trace::new(Some("Self=1-a;Root=1-5759e988-bd86"), None, Some("vendor=1"));
        assert_eq!((trace.id(), trace.parent(), trace.state()), (Some("1-5759e988-bd86"), None, None));
        let both = Trace::new(Some("Root=1-2-3"), Some(W3C), None);
        assert_eq!((both.amazon(), both.parent()), (Some("Root=1-2-3"), Some(W3C)));
        assert_eq!(Trace::default().or(both.clone()), both);
        assert_eq!(trace.clone().or(both), trace);
    }

    #[test]
    fn what_is_not_written_as_it_should_be_is_none() {
        for wrong in [
            "",
            "00-ä-b-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        ] {
            assert!(Trace::new(None, Some(wrong), Some("vendor=1")).is_empty(), "{wrong}");
        }
        assert!(!Trace::new(None, Some(&W3C.replace("00-0", "01-0").replace("-01", "-01-more")), None).is_empty());
        for wrong in ["", "a\nb", &"a".repeat(513)] {
            assert_eq!(Trace::new(None, Some(W3C), Some(wrong)).state(), None);
        }
    }
}
