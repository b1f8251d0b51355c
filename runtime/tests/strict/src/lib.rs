//! An application with every lint on: what the attributes put beside an item must not warn, whatever the item is.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused, nonstandard_style)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]

pub mod inner;
mod one;

pub use one::one;

/// Nothing of this module is named anywhere else, as in a binary.
mod private {
    use serde::{Deserialize, Serialize};
    use ws::{
        Bucket, Bus, Caller, Change, Event, Json, Message, Object, PublishTo, Record, Result, Secret, Sender, Tick, can,
    };

    use crate::inner::score;

    #[ws::table(key = "id", stream)]
    #[derive(Serialize, Deserialize)]
    struct Row {
        id: String,
    }

    #[ws::queue]
    struct Work(u8);

    #[ws::queue(fifo)]
    struct Ordered(u8);

    #[ws::topic]
    struct News(u8);

    #[ws::bucket]
    struct Files;

    #[ws::bucket]
    struct Untouched;

    #[ws::secret]
    struct Key;

    #[ws::bus]
    struct Events;

    #[ws::stream]
    struct Clicks(u8);

    #[ws::function(http(GET, "/"), id = "root")]
    async fn r#match() -> Json<u8> {
        Json(1)
    }

    #[ws::function(url(auth = iam))]
    async fn url() -> &'static str {
        "hello"
    }

    #[ws::function(queue(Work))]
    async fn work(Message(_): Message<u8>, scores: Caller<score>, key: Secret<Key>) -> Result<PublishTo<News>> {
        let _ = key.get().await?;
        Ok(PublishTo(scores.call(&1).await?))
    }

    #[ws::function(topic(News))]
    async fn news(Message(news): Message<u8>, ordered: Sender<Ordered>) -> Result<()> {
        ordered.send_in_group("all", &news).await
    }

    #[ws::function(schedule("rate(1 hour)"))]
    async fn tick(_: Tick, events: Bus<Events, can::Put>) -> Result<()> {
        events.put("strict", "Ticked", &()).await
    }

    #[ws::function(table(Row))]
    async fn change(change: Change<Row>) {
        let _ = change.after().map(|row| &row.id);
    }

    #[ws::function(bucket(Files))]
    async fn object(_: Object, files: Bucket<Files, can::Get>) -> Result<()> {
        files.get("a").await.map(drop)
    }

    #[ws::function(event(self::Events, source = "strict"))]
    async fn event(_: Event<()>) {}

    #[ws::function(stream(Clicks))]
    async fn click(_: Record<u8>) {}

    #[cfg(not(feature = "extra"))]
    #[ws::function(call)]
    async fn there() {}

    #[ws::function(call)]
    #[cfg(feature = "extra")]
    async fn not_there() {}

    #[ws::service(worker)]
    async fn steady() {}
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_is_registered_under_its_own_path() {
        let found: Vec<String> =
            ws::registry::items().iter().map(|it| format!("{} {} {}", it.kind, it.id, it.path)).collect();
        let private = |kind: &str, id: &str, name: &str| format!("{kind} {id} watershed_strict::private::{name}");
        let expected = [
            private("bucket", "files", "Files"),
            private("bucket", "untouched", "Untouched"),
            private("bus", "events", "Events"),
            private("function", "change", "change"),
            private("function", "click", "click"),
            private("function", "event", "event"),
            private("function", "news", "news"),
            private("function", "object", "object"),
            "function one watershed_strict::one::one".to_owned(),
            private("function", "root", "match"),
            "function score watershed_strict::inner::score".to_owned(),
            private("function", "there", "there"),
            private("function", "tick", "tick"),
            private("function", "url", "url"),
            private("function", "work", "work"),
            private("queue", "ordered", "Ordered"),
            private("queue", "work", "Work"),
            private("secret", "key", "Key"),
            private("service", "steady", "steady"),
            private("stream", "clicks", "Clicks"),
            private("table", "row", "Row"),
            private("topic", "news", "News"),
        ];
        assert_eq!(found, expected);
    }
}
