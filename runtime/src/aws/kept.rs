//! What is made once for a resource and shared by all handles on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Result;

/// By the resource's id.
#[derive(Debug)]
pub struct Kept<T>(Mutex<BTreeMap<&'static str, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// What was made before, or is made now.
    pub fn or_make(&self, id: &'static str, make: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = kept.get(id) {
            return Ok(Arc::clone(there));
        }
        let new = Arc::new(make()?);
        kept.insert(id, Arc::clone(&new));
        Ok(new)
    }
}
