//! Secrets.

use std::sync::Arc;

use super::Maker;
use crate::aws::fault;
use crate::local::secret::find;
use crate::{Error, Result};

/// The longest name (Secrets Manager quotas, 2026-11).
const LONGEST: usize = 512;

/// Makes a secret: without a value, unless the environment or the file has one for it, as on the laptop.
///
/// # Errors
/// AWS refuses.
pub async fn make(maker: &Arc<Maker>, id: &'static str) -> Result<()> {
    let name = maker.names.of(id, "", LONGEST);
    let request = maker.clients.secretsmanager().await.create_secret().name(&name).set_secret_string(find(id));
    let answer = request.send().await.map_err(|error| fault(&format!("the secret `{name}` cannot be made"), error))?;
    let arn = answer.arn.ok_or_else(|| Error::new(format!("the secret `{name}` has no ARN")))?;
    let (clients, place) = (Arc::clone(&maker.clients), arn.clone());
    maker.undo.add(format!("the secret {name}"), async move {
        let request = clients.secretsmanager().await.delete_secret().secret_id(place);
        let gone = request.force_delete_without_recovery(true).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    maker.made("secret", id, arn);
    Ok(())
}

/// Gives it a value.
///
/// # Errors
/// AWS refuses.
pub async fn put(maker: &Maker, id: &str, value: String) -> Result<()> {
    let place = maker.place("secret", id)?;
    let request = maker.clients.secretsmanager().await.put_secret_value().secret_id(place).secret_string(value);
    request.send().await.map(drop).map_err(|error| fault(&format!("the secret `{id}` cannot be set"), error))
}
