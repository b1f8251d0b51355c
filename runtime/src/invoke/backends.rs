//! Where handles come from.

use std::sync::Arc;

use crate::Result;
use crate::backend::{Bucket, Bus, Call, Queue, Secret, Stream, Table, Topic};
use crate::resource::{Index, KeyFields};

/// What an adapter has behind its handles, by the resources' ids.
///
/// A call makes no connection: that happens when the handle is first used.
///
/// # Errors
/// The resource is unknown here, for example because the environment does not say what it is called.
pub trait Backends: Send + Sync {
    /// A table.
    fn table(&self, id: &'static str, key: KeyFields, indexes: &'static [Index]) -> Result<Arc<dyn Table>>;
    /// A queue.
    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>>;
    /// A topic.
    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>>;
    /// A bucket.
    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>>;
    /// A secret.
    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>>;
    /// A bus; `default` is the account's own.
    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>>;
    /// A stream.
    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>>;
    /// A function that others call.
    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>>;

    /// The clients of AWS, for [`Raw`](crate::Raw).
    #[cfg(feature = "aws")]
    fn clients(&self) -> Result<Arc<crate::aws::Clients>> {
        Err(crate::Error::new(
            "a raw client speaks to AWS, and this is not run there: hand one to the function in a test",
        ))
    }
}
