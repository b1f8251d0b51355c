//! A message for a queue or topic, with what FIFO asks for.

use super::backoff::random;
use crate::backend::Outgoing;

/// The group of a message that names none, in a FIFO queue or topic: all of them in one order.
const GROUP: &str = "watershed";

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
}

impl Letter {
    /// A message for a queue or topic that keeps the order, or for one that does not.
    pub fn new(mut message: Outgoing, fifo: bool) -> Self {
        if fifo {
            message.group.get_or_insert_with(|| GROUP.to_owned());
        }
        Self { message, deduplication: fifo.then(|| format!("{:016x}{:016x}", random(), random())) }
    }

    /// What keeps its order; nothing where the place that it goes to does not.
    pub fn lane(&self) -> Option<&str> {
        self.deduplication.as_ref().and(self.message.group.as_deref())
    }
}
