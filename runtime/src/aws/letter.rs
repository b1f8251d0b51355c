//! A message for a queue or topic, with what FIFO asks for.

use super::backoff::random;
use super::trace;
use crate::backend::Outgoing;

/// The group of a message that names none, in a FIFO queue or topic: all of them in one order.
const GROUP: &str = "watershed";
/// The type of an attribute that is a text.
pub const TYPE: &str = "String";

/// Whether a queue or topic with this URL, name or ARN keeps the order: AWS wants the ending, in small letters.
pub fn is_fifo(place: &str) -> bool {
    place.rsplit_once('.').is_some_and(|(_, ending)| ending == "fifo")
}

/// A message that keeps its identity however often it is sent.
#[derive(Debug)]
pub struct Letter {
    /// What is sent.
    pub message: Outgoing,
    /// The id by which a FIFO queue or topic knows it when it comes twice.
    ///
    /// It is random: two messages of one text are two messages, and the same message sent again, because an answer
    /// was lost, is one. An id made of the text would drop the second of two equal orders.
    pub deduplication: Option<String>,
    /// Names and values of what W3C Trace Context wants to be passed on: two of the ten attributes that a message of SQS
    /// may have.
    pub context: Vec<(&'static str, String)>,
}

impl Letter {
    /// A message of this invocation for a queue or topic that keeps the order, or for one that does not. A message may
    /// have so many bytes; what it knows of its trace stays behind where there is no room for it.
    pub fn new(mut message: Outgoing, fifo: bool, bytes: usize) -> Self {
        if fifo {
            message.group.get_or_insert_with(|| GROUP.to_owned());
        }
        let context = trace::current().context().map(|(name, value)| (name, value.to_owned())).collect();
        let deduplication = fifo.then(|| format!("{:016x}{:016x}", random(), random()));
        let mut letter = Self { message, deduplication, context };
        if letter.bytes() > bytes {
            letter.context.clear();
        }
        letter
    }

    /// Its bytes, as SQS and SNS count them: names, types and values of attributes too.
    pub fn bytes(&self) -> usize {
        let attribute = |(name, value): &(&str, String)| name.len() + TYPE.len() + value.len();
        self.message.body.len() + self.context.iter().map(attribute).sum::<usize>()
    }

    /// What keeps its order; nothing where the place that it goes to does not.
    pub fn lane(&self) -> Option<&str> {
        self.deduplication.as_ref().and(self.message.group.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, Outgoing};
    use crate::invoke::{About, Trace, within};

    const W3C: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[tokio::test]
    async fn a_message_has_its_trace_where_there_is_room() {
        let trace = Trace::new(None, Some(W3C), Some("vendor=1"));
        let letter = |bytes| {
            let message = Outgoing { body: "12345".to_owned(), group: None, delay: None };
            within(
                About { trace: trace.clone(), ..About::default() },
                async move { Letter::new(message, false, bytes) },
            )
        };
        let context = [("traceparent", W3C.to_owned()), ("tracestate", "vendor=1".to_owned())];
        let with = letter(5 + 11 + 6 + 55 + 10 + 6 + 8).await;
        assert_eq!((with.context.as_slice(), with.bytes()), (context.as_slice(), 101));
        let without = letter(100).await;
        assert_eq!((without.context.as_slice(), without.bytes()), ([].as_slice(), 5));
    }
}
