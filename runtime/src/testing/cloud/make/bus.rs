//! Buses, and the queues that hear of their events.

use std::sync::Arc;

#[cfg(feature = "sqs")]
use serde_json::{Value, json};

use super::Maker;
use crate::Result;
use crate::aws::fault;

/// The longest name of a bus (EventBridge quotas, 2026-11).
const LONGEST: usize = 256;
/// The longest name of a rule (EventBridge quotas, 2026-11).
#[cfg(feature = "sqs")]
const LONGEST_RULE: usize = 64;
/// What a rule's one target is called.
#[cfg(feature = "sqs")]
const TARGET: &str = "inbox";

/// Makes a bus. The account's own is one of the test's own too: nobody else hears of a test.
///
/// # Errors
/// AWS refuses.
pub async fn make(maker: &Arc<Maker>, id: &'static str) -> Result<()> {
    let name = maker.names.of(id, "", LONGEST);
    let made = maker.clients.eventbridge().await.create_event_bus().name(&name).send().await;
    made.map_err(|error| fault(&format!("the bus `{name}` cannot be made"), error))?;
    let (clients, place) = (Arc::clone(&maker.clients), name.clone());
    maker.undo.add(format!("the bus {name}"), async move {
        let gone = clients.eventbridge().await.delete_event_bus().name(place).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    maker.made("bus", id, name);
    Ok(())
}

/// A rule of a bus.
#[cfg(feature = "sqs")]
pub struct Rule {
    bus: String,
    name: String,
    /// Its ARN.
    pub arn: String,
}

/// Makes a rule that picks events out.
///
/// # Errors
/// AWS refuses.
#[cfg(feature = "sqs")]
pub async fn rule(maker: &Arc<Maker>, id: &str, bus: String, source: &[&str], detail_type: &[&str]) -> Result<Rule> {
    let name = maker.names.of(id, "", LONGEST_RULE);
    let pattern = pattern(source, detail_type).to_string();
    let request = maker.clients.eventbridge().await.put_rule().name(&name).event_bus_name(&bus).event_pattern(pattern);
    let made = request.send().await.map_err(|error| fault(&format!("the rule `{name}` cannot be made"), error))?;
    let (clients, place, of) = (Arc::clone(&maker.clients), name.clone(), bus.clone());
    maker.undo.add(format!("the rule {name}"), async move {
        let client = clients.eventbridge().await;
        // A rule that has targets cannot go.
        let targets = client.remove_targets().rule(&place).event_bus_name(&of).ids(TARGET).send().await;
        targets.map_err(|error| fault("its target cannot be removed", error))?;
        let gone = client.delete_rule().name(place).event_bus_name(of).send().await;
        gone.map(drop).map_err(|error| fault("it cannot be removed", error))
    });
    Ok(Rule { bus, name, arn: made.rule_arn.unwrap_or_default() })
}

/// Lets a queue hear of what a rule picks out.
///
/// # Errors
/// AWS refuses.
#[cfg(feature = "sqs")]
pub async fn listen(maker: &Maker, rule: &Rule, queue: &str) -> Result<()> {
    let target = aws_sdk_eventbridge::types::Target::builder().id(TARGET).arn(queue).build()?;
    let request = maker.clients.eventbridge().await.put_targets().rule(&rule.name).event_bus_name(&rule.bus);
    let done = request.targets(target).send().await;
    done.map(drop).map_err(|error| fault("nobody can be told of a bus's events", error))
}

/// Which events; every event has a source.
#[cfg(feature = "sqs")]
fn pattern(source: &[&str], detail_type: &[&str]) -> Value {
    match (source, detail_type) {
        ([], []) => json!({ "source": [{ "prefix": "" }] }),
        (source, []) => json!({ "source": source }),
        ([], detail_type) => json!({ "detail-type": detail_type }),
        (source, detail_type) => json!({ "source": source, "detail-type": detail_type }),
    }
}
