//! Buckets, and the queues that hear of their objects.

use std::sync::Arc;

use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_sdk_s3::types::{
    BucketLocationConstraint, CreateBucketConfiguration, Event, FilterRule, FilterRuleName, NotificationConfiguration,
    NotificationConfigurationFilter, QueueConfiguration, S3KeyFilter,
};

#[cfg(feature = "sqs")]
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Maker;
use crate::aws::{Clients, fault};
use crate::input::bucket::Happening;
use crate::{Error, Result};

/// The longest name (S3 quotas, 2026-11).
const LONGEST: usize = 63;
/// The one region that is not named where a bucket is made.
const UNNAMED: &str = "us-east-1";

/// How often a bucket is emptied that something is still written into.
const TRIES: u32 = 3;

/// Makes a bucket.
///
/// # Errors
/// AWS refuses.
pub async fn make(maker: &Arc<Maker>, id: &'static str) -> Result<()> {
    let name = maker.names.of(id, "", LONGEST);
    let region = maker.clients.config().await.region().map(ToString::to_string);
    let place = region.filter(|region| region != UNNAMED).map(|region| {
        let place = BucketLocationConstraint::from(region.as_str());
        CreateBucketConfiguration::builder().location_constraint(place).build()
    });
    let request = maker.clients.s3().await.create_bucket().bucket(&name).set_create_bucket_configuration(place);
    request.send().await.map_err(|error| fault(&format!("the bucket `{name}` cannot be made"), error))?;
    let (clients, place) = (Arc::clone(&maker.clients), name.clone());
    maker.undo.add(format!("the bucket {name}"), async move { remove(&clients, &place).await });
    maker.made("bucket", id, name);
    Ok(())
}

/// Removes a bucket with all that is in it.
async fn remove(clients: &Clients, name: &str) -> Result<()> {
    let client = clients.s3().await;
    for _ in 0..TRIES {
        empty(client, name).await?;
        match client.delete_bucket().bucket(name).send().await {
            Ok(_) => return Ok(()),
            // What was cut off has written a last object.
            Err(error) if error.code() == Some("BucketNotEmpty") => {}
            Err(error) => return Err(fault("it cannot be removed", error)),
        }
    }
    Err(Error::new("it does not stay empty"))
}

async fn empty(client: &aws_sdk_s3::Client, name: &str) -> Result<()> {
    loop {
        let page = client.list_objects_v2().bucket(name).send().await;
        let page = page.map_err(|error| fault("it cannot be listed", error))?;
        let keys: Vec<String> = page.contents.unwrap_or_default().into_iter().filter_map(|it| it.key).collect();
        if keys.is_empty() {
            return Ok(());
        }
        for key in keys {
            let gone = client.delete_object().bucket(name).key(key).send().await;
            gone.map_err(|error| fault("an object of it cannot be removed", error))?;
        }
    }
}

/// What a queue hears of.
#[derive(Clone, Debug)]
pub struct Listener {
    /// Its ARN.
    pub queue: String,
    /// What happened.
    pub on: &'static [Happening],
    /// Only keys that begin so.
    pub prefix: &'static str,
    /// Only keys that end so.
    pub suffix: &'static str,
}

/// The ARN of a bucket, made from its name: in AWS's own regions, since others are not for tests.
#[cfg(feature = "sqs")]
pub fn arn(name: &str) -> String {
    format!("arn:aws:s3:::{name}")
}

/// Lets queues hear of the objects of a bucket; those that heard of them before do not any more.
///
/// # Errors
/// AWS refuses.
#[cfg(feature = "sqs")]
pub async fn notify(maker: &Maker, name: &str, listeners: &[Listener]) -> Result<()> {
    let queues = listeners.iter().map(configuration).collect::<Result<Vec<_>>>()?;
    let all = NotificationConfiguration::builder().set_queue_configurations(Some(queues)).build();
    let request = maker.clients.s3().await.put_bucket_notification_configuration().bucket(name);
    let done = request.notification_configuration(all).send().await;
    done.map(drop).map_err(|error| fault(&format!("nobody can be told of the objects of `{name}`"), error))
}

#[cfg(feature = "sqs")]
fn configuration(listener: &Listener) -> Result<QueueConfiguration> {
    let event = |happening: &Happening| match happening {
        Happening::Created => Event::from("s3:ObjectCreated:*"),
        Happening::Removed => Event::from("s3:ObjectRemoved:*"),
    };
    let rules = [(FilterRuleName::Prefix, listener.prefix), (FilterRuleName::Suffix, listener.suffix)];
    let rules = rules.into_iter().filter(|(_, value)| !value.is_empty());
    let rules: Vec<FilterRule> =
        rules.map(|(name, value)| FilterRule::builder().name(name).value(encoded(value)).build()).collect();
    let key = S3KeyFilter::builder().set_filter_rules(Some(rules)).build();
    let built = QueueConfiguration::builder().queue_arn(&listener.queue);
    let built = built.set_events(Some(listener.on.iter().map(event).collect()));
    let built = built.filter(NotificationConfigurationFilter::builder().key(key).build()).build();
    built.map_err(Error::from)
}

/// What stays in a filter as it is.
#[cfg(feature = "sqs")]
const SPECIAL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'/');

/// A filter as S3 compares it with encoded keys, in which a space is `+` (Amazon S3 user guide, event notifications
/// filtered by object key names, 2026-11); the compiler writes it so too.
#[cfg(feature = "sqs")]
fn encoded(filter: &str) -> String {
    utf8_percent_encode(filter, SPECIAL).to_string().replace("%20", "+")
}

#[cfg(all(test, feature = "sqs"))]
mod tests {
    use super::encoded;

    #[test]
    fn a_filter_is_what_the_compiler_writes() {
        for (text, sent) in [
            ("in/a-b_c.d!'()", "in/a-b_c.d!'()"),
            ("my files/", "my+files/"),
            ("a+b%20", "a%2Bb%2520"),
            ("gr\u{f6}\u{df}e/", "gr%C3%B6%C3%9Fe/"),
            ("~@:=\"", "%7E%40%3A%3D%22"),
        ] {
            assert_eq!(encoded(text), sent);
        }
    }
}
