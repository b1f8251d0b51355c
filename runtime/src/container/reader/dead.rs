//! A queue for records that could not be handled.

use super::{Dead, Entry};
use crate::Result;
use crate::container::consume::Sqs;

impl Dead for Sqs {
    async fn bury(&self, _: &Entry, description: String) -> Result<()> {
        self.send(description).await
    }
}
