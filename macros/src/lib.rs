//! The attribute macros: they check what is written with the shared grammar and leave the item as it is.

mod expand;

use proc_macro::TokenStream;

/// An event-driven task: the trigger first, then the knobs.
#[proc_macro_attribute]
pub fn function(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::function(arguments.into(), item.into()).into()
}

/// A long-running part of the system, in containers.
#[proc_macro_attribute]
pub fn service(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::service(arguments.into(), item.into()).into()
}

macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $($(#[$doc])*
        #[proc_macro_attribute]
        pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
            expand::resource(&watershed_grammar::resource::$name::KIND, arguments.into(), item.into()).into()
        })*
    };
}

resources! {
    /// An SQS queue, always with a dead-letter queue; the message type is inside.
    queue,
    /// An SNS topic; the message type is inside.
    topic,
    /// A DynamoDB table; the struct is its item.
    table,
    /// An S3 bucket.
    bucket,
    /// A Secrets Manager secret.
    secret,
    /// A Kinesis stream; the record type is inside.
    stream,
    /// An EventBridge bus.
    bus,
}
