//! What a program reaches that was built without any service of AWS.

use std::sync::Arc;

use crate::backend::{Bucket, Bus, Call, Queue, Secret, Stream, Table, Topic};
use crate::invoke::Backends;
use crate::resource::{Index, KeyFields};
use crate::{Error, Result};

/// Nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

fn missing<T>(kind: &str, id: &str) -> Result<T> {
    Err(Error::new(format!("the {kind} `{id}` cannot be reached: this program was built without AWS")))
}

impl Backends for Nothing {
    fn table(&self, id: &'static str, _: KeyFields, _: &'static [Index]) -> Result<Arc<dyn Table>> {
        missing("table", id)
    }

    fn queue(&self, id: &'static str) -> Result<Arc<dyn Queue>> {
        missing("queue", id)
    }

    fn topic(&self, id: &'static str) -> Result<Arc<dyn Topic>> {
        missing("topic", id)
    }

    fn bucket(&self, id: &'static str) -> Result<Arc<dyn Bucket>> {
        missing("bucket", id)
    }

    fn secret(&self, id: &'static str) -> Result<Arc<dyn Secret>> {
        missing("secret", id)
    }

    fn bus(&self, id: &'static str) -> Result<Arc<dyn Bus>> {
        missing("bus", id)
    }

    fn stream(&self, id: &'static str) -> Result<Arc<dyn Stream>> {
        missing("stream", id)
    }

    fn call(&self, id: &'static str) -> Result<Arc<dyn Call>> {
        missing("function", id)
    }
}
