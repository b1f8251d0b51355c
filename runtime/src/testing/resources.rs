//! What a test does with the resources of an application.

use std::marker::PhantomData;

use bytes::Bytes;
use serde::Serialize;

use super::place::{Of, Place};
use crate::handle::table::{fields, read};
use crate::handle::{json, select};
use crate::resource;
use crate::{Result, backend};

macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident<$parameter:ident>;)+) => {$(
        $(#[$doc])*
        pub struct $name<'a, $parameter> {
            place: &'a dyn Place,
            of: PhantomData<fn() -> $parameter>,
        }

        impl<'a, $parameter> $name<'a, $parameter> {
            pub(super) fn of(place: &'a dyn Place) -> Self {
                Self { place, of: PhantomData }
            }
        }

        impl<$parameter> std::fmt::Debug for $name<'_, $parameter> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

resources! {
    /// A queue of the application.
    Queue<Q>;
    /// A topic of the application.
    Topic<T>;
    /// A table of the application.
    Table<T>;
    /// A bucket of the application.
    Bucket<B>;
    /// A secret of the application.
    Secret<S>;
    /// A bus of the application.
    Bus<B>;
    /// A stream of the application.
    Stream<S>;
}

fn outgoing(message: &impl Serialize, group: Option<&str>) -> Result<Vec<backend::Outgoing>> {
    Ok(vec![backend::Outgoing { body: json(message)?, group: group.map(str::to_owned), delay: None }])
}

impl<Q: resource::Queue> Queue<'_, Q> {
    /// Sends a message; in a FIFO queue, of the one group without a name.
    ///
    /// # Errors
    /// The queue does not take it.
    pub async fn send(&self, message: &Q::Message) -> Result<()> {
        self.place.backends()?.queue(Q::ID)?.send(outgoing(message, None)?).await
    }

    /// Sends a message of a group.
    ///
    /// # Errors
    /// The queue does not take it.
    pub async fn send_in_group(&self, group: &str, message: &Q::Message) -> Result<()> {
        self.place.backends()?.queue(Q::ID)?.send(outgoing(message, Some(group))?).await
    }

    /// The messages that could not be handled, the first that was given up first. They stay where they are.
    ///
    /// # Errors
    /// One of them is none of this queue.
    pub async fn dead_letters(&self) -> Result<Vec<Q::Message>> {
        let dead = self.place.dead_letters(Of::Queue(Q::ID)).await?;
        dead.into_iter().map(|message| Ok(serde_json::from_value(message)?)).collect()
    }
}

impl<T: resource::Topic> Topic<'_, T> {
    /// Publishes a message.
    ///
    /// # Errors
    /// The topic does not take it.
    pub async fn publish(&self, message: &T::Message) -> Result<()> {
        self.place.backends()?.topic(T::ID)?.publish(outgoing(message, None)?).await
    }

    /// Publishes a message of a group.
    ///
    /// # Errors
    /// The topic does not take it.
    pub async fn publish_in_group(&self, group: &str, message: &T::Message) -> Result<()> {
        self.place.backends()?.topic(T::ID)?.publish(outgoing(message, Some(group))?).await
    }
}

impl<T: resource::Table> Table<'_, T> {
    /// Every item, in any order.
    ///
    /// # Errors
    /// One of them is no `T`.
    pub async fn items(&self) -> Result<Vec<T>> {
        let table = self.place.backends()?.table(T::ID, T::KEY, T::INDEXES)?;
        let mut selection = select::Selection::default();
        let mut all = Vec::new();
        loop {
            let (items, next) = table.select(selection.clone()).await?;
            for item in items {
                all.push(read(item)?);
            }
            if next.is_none() {
                return Ok(all);
            }
            selection.after = next;
        }
    }

    /// Writes an item; whoever follows the table hears of it.
    ///
    /// # Errors
    /// The table does not take it.
    pub async fn put(&self, item: &T) -> Result<()> {
        let table = self.place.backends()?.table(T::ID, T::KEY, T::INDEXES)?;
        table.put(fields(item)?, false).await.map(drop)
    }
}

impl<B: resource::Bucket> Bucket<'_, B> {
    /// Writes an object; whoever waits for objects hears of it.
    ///
    /// # Errors
    /// The bucket does not take it.
    pub async fn put(&self, key: &str, content: impl Into<Bytes>) -> Result<()> {
        self.place.backends()?.bucket(B::ID)?.put(key.to_owned(), content.into(), None).await
    }

    /// The contents of an object.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub async fn get(&self, key: &str) -> Result<Option<Bytes>> {
        self.place.backends()?.bucket(B::ID)?.get(key.to_owned()).await
    }

    /// All keys, in order.
    ///
    /// # Errors
    /// The bucket cannot be reached.
    pub async fn keys(&self) -> Result<Vec<String>> {
        let bucket = self.place.backends()?.bucket(B::ID)?;
        let mut all: Vec<String> = Vec::new();
        loop {
            let (keys, more) = bucket.list(String::new(), all.last().cloned()).await?;
            all.extend(keys);
            if !more {
                return Ok(all);
            }
        }
    }
}

impl<S: resource::Secret> Secret<'_, S> {
    /// Gives it a value.
    ///
    /// # Errors
    /// It cannot be reached.
    pub async fn set(&self, value: impl Into<String>) -> Result<()> {
        self.place.set_secret(S::ID, value.into()).await
    }
}

impl<B: resource::Bus> Bus<'_, B> {
    /// Puts an event onto the bus.
    ///
    /// # Errors
    /// The bus does not take it.
    pub async fn put(&self, source: &str, detail_type: &str, detail: &impl Serialize) -> Result<()> {
        let (source, detail_type, detail) = (source.to_owned(), detail_type.to_owned(), json(detail)?);
        self.place.backends()?.bus(B::ID)?.put(vec![backend::BusEvent { source, detail_type, detail }]).await
    }
}

impl<S: resource::Stream> Stream<'_, S> {
    /// Puts a record into the stream.
    ///
    /// # Errors
    /// The stream does not take it.
    pub async fn put(&self, partition_key: &str, record: &S::Record) -> Result<()> {
        let record = backend::StreamRecord { partition_key: partition_key.to_owned(), data: json(record)? };
        self.place.backends()?.stream(S::ID)?.put(vec![record]).await
    }
}
