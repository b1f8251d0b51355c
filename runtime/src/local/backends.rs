//! What handles are made from.
//!
//! Nothing here looks at permissions: rustc has. A handle has only the methods that its type allows, and a function
//! gets only the handles of its signature. What is brought to a function comes from its trigger alone.

use std::sync::Arc;

use super::application::{Application, ById};
use crate::backend::{Bucket, Bus, Call, Queue, Secret, Stream, Table, Topic};
use crate::invoke::Backends;
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

impl Application {
    /// What the handles of its functions are made from.
    ///
    /// # Errors
    /// The application has ended.
    pub fn backends(&self) -> Result<Arc<dyn Backends>> {
        let me = self.shared().ok_or_else(|| Error::new("the application has ended"))?;
        let Some(elsewhere) = &self.elsewhere else { return Ok(me) };
        Ok(Arc::new(Elsewhere { there: Arc::clone(elsewhere), here: me }))
    }
}

/// Resources that are elsewhere, and calls that stay here.
struct Elsewhere {
    there: Arc<dyn Backends>,
    here: Arc<Application>,
}

impl Backends for Elsewhere {
    fn table(&self, id: &'static str, key: KeyFields, indexes: &'static [Index]) -> Result<Arc<dyn Table>> {
        self.there.table(id, key, indexes)
    }

    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>> {
        self.there.queue(id)
    }

    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>> {
        self.there.topic(id)
    }

    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>> {
        self.there.bucket(id)
    }

    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>> {
        self.there.secret(id)
    }

    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>> {
        self.there.bus(id)
    }

    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>> {
        self.there.stream(id)
    }

    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>> {
        self.here.call(id)
    }

    #[cfg(feature = "aws")]
    fn clients(&self) -> Result<Arc<crate::aws::Clients>> {
        self.there.clients()
    }
}

fn find<T>(kind: &str, id: &str, all: &ById<Arc<T>>) -> Result<Arc<T>> {
    let found = all.get(id).map(Arc::clone);
    found.ok_or_else(|| Error::new(format!("no {kind} `{id}` is linked into this program")))
}

impl Backends for Application {
    fn table(&self, id: &'static str, _: KeyFields, _: &'static [Index]) -> Result<Arc<dyn Table>> {
        Ok(find("table", id, &self.tables)?)
    }

    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>> {
        Ok(find("queue", id, &self.queues)?)
    }

    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>> {
        Ok(find("topic", id, &self.topics)?)
    }

    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>> {
        Ok(find("bucket", id, &self.buckets)?)
    }

    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>> {
        Ok(find("secret", id, &self.secrets)?)
    }

    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>> {
        Ok(find("bus", id, &self.buses)?)
    }

    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>> {
        Ok(find("stream", id, &self.streams)?)
    }

    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>> {
        Ok(find("function", id, &self.calls)?)
    }
}
