//! Positions in a table of DynamoDB: one item for a stream.

use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Notes, Positions};
use crate::Result;
use crate::aws::{Clients, fault};

/// The field that items are found by.
const STREAM: &str = "stream";
/// The field with the positions, as JSON.
const POSITIONS: &str = "positions";

/// The table.
pub struct Table {
    /// The clients of AWS.
    pub clients: Arc<Clients>,
    /// Its name.
    pub name: String,
}

impl Notes for Table {
    async fn load(&self, stream: &str) -> Result<Option<Positions>> {
        let request = self.clients.dynamodb().await.get_item().table_name(&self.name).consistent_read(true);
        let request = request.key(STREAM, AttributeValue::S(stream.to_owned()));
        let answer = request.send().await.map_err(|error| fault("the positions cannot be read", error))?;
        let Some(AttributeValue::S(noted)) = answer.item.and_then(|mut item| item.remove(POSITIONS)) else {
            return Ok(None);
        };
        Ok(Some(serde_json::from_str(&noted)?))
    }

    async fn save(&self, stream: &str, positions: &Positions) -> Result<()> {
        let noted = serde_json::to_string(positions)?;
        let request = self.clients.dynamodb().await.put_item().table_name(&self.name);
        let request = request.item(STREAM, AttributeValue::S(stream.to_owned()));
        let saved = request.item(POSITIONS, AttributeValue::S(noted)).send().await;
        saved.map(drop).map_err(|error| fault("the positions cannot be written", error))
    }
}
