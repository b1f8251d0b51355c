//! Resources: structs that stand for something in the cloud. One file a kind; [`KINDS`] is the one list.

pub mod bucket;
pub mod bus;
pub mod external;
pub mod field;
pub mod queue;
pub mod secret;
pub mod stream;
pub mod table;
pub mod topic;

use proc_macro2::TokenStream;
use syn::ItemStruct;

use crate::accept::{self, Accept};
use crate::args::{self, Reader};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::function::{check_name, name};
use crate::item::{self, Struct};
use crate::key::{Key, Kind};
use crate::span::{Locate, Span, Spanned};
use crate::tags;

/// An annotated struct.
#[derive(Clone, Debug)]
pub struct Resource {
    /// What it stands for.
    pub shape: Shape,
    /// What every kind takes.
    pub common: Common,
    /// The struct itself.
    pub item: Struct,
}

/// What a struct stands for.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An SQS queue.
    Queue(queue::Queue),
    /// An SNS topic.
    Topic(topic::Topic),
    /// A DynamoDB table.
    Table(table::Table),
    /// An S3 bucket.
    Bucket(bucket::Bucket),
    /// A Secrets Manager secret.
    Secret(secret::Secret),
    /// A Kinesis stream.
    Stream(stream::Stream),
    /// An EventBridge bus.
    Bus(bus::Bus),
}

/// What every kind takes.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// The name or ARN of one that exists already.
    pub external: Option<Spanned<String>>,
    /// Its id.
    pub id: Option<Spanned<String>>,
    /// Its id before.
    pub renamed_from: Option<Spanned<String>>,
    /// Its tags.
    pub tags: Vec<(Spanned<String>, Spanned<String>)>,
    /// Findings that are wanted.
    pub accept: Vec<Accept>,
}

/// Every kind of resource.
pub const KINDS: &[Kind] =
    &[queue::KIND, topic::KIND, table::KIND, bucket::KIND, secret::KIND, stream::KIND, bus::KIND];

const EXTERNAL: Key = Key::new(
    "external",
    "external = \"name-or-arn\"",
    "",
    "it exists already; Watershed reads it and never manages it",
);
const ID: Key = Key::new("id", "id = \"charges\"", "the name in kebab case", "its identity in the cloud");
const RENAMED: Key = Key::new(
    "renamed_from",
    "renamed_from = \"old-name\"",
    "",
    "its id before: Terraform moves what exists, which keeps its name in the cloud; stays for as long as it lives",
);
const TAGS: Key = Key::new("tags", "tags(team = \"checkout\")", "", "its tags");

macro_rules! keys {
    ($($key:expr),* $(,)?) => { &[$($key,)* crate::resource::EXTERNAL, crate::resource::ID, crate::resource::RENAMED, crate::resource::TAGS, crate::accept::KEY] };
}
use keys;

impl Shape {
    /// The word that names the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Queue(_) => queue::KIND.name,
            Self::Topic(_) => topic::KIND.name,
            Self::Table(_) => table::KIND.name,
            Self::Bucket(_) => bucket::KIND.name,
            Self::Secret(_) => secret::KIND.name,
            Self::Stream(_) => stream::KIND.name,
            Self::Bus(_) => bus::KIND.name,
        }
    }

    /// Whether it keeps an order; nothing where the kind knows no order.
    pub fn fifo(&self) -> Option<bool> {
        match self {
            Self::Queue(queue) => Some(queue.fifo),
            Self::Topic(topic) => Some(topic.fifo),
            Self::Table(_) | Self::Bucket(_) | Self::Secret(_) | Self::Stream(_) | Self::Bus(_) => None,
        }
    }
}

/// Reads the attribute `kind` and the struct under it.
pub fn parse(
    kind: &Kind,
    arguments: TokenStream,
    at: Span,
    item: &ItemStruct,
    locate: &dyn Locate,
    diagnostics: &mut Diagnostics,
) -> Option<Resource> {
    let arguments = args::parse(arguments, locate, diagnostics);
    let item = item::structure(kind.name, item, locate, diagnostics);
    let mut reader = Reader::new("this attribute", kind.keys, at, arguments, diagnostics);
    let written = reader.written();
    let shape = match kind.name {
        "queue" => Shape::Queue(queue::parse(&mut reader, &item)),
        "topic" => Shape::Topic(topic::parse(&mut reader, &item)),
        "table" => Shape::Table(table::parse(&mut reader, &item)?),
        "bucket" => Shape::Bucket(bucket::parse(&mut reader)),
        "secret" => Shape::Secret(secret::Secret),
        "stream" => Shape::Stream(stream::parse(&mut reader, &item)),
        _ => Shape::Bus(bus::Bus),
    };
    let common = Common {
        external: reader.text("external"),
        id: name(&mut reader, "id"),
        renamed_from: name(&mut reader, "renamed_from"),
        tags: tags::parse(&mut reader),
        accept: accept::parse(&mut reader),
    };
    if let Some(external) = &common.external {
        external::check(kind.name, external, &written, shape.fifo(), &mut reader);
    }
    reader.finish();
    check_name(&item.name, common.id.as_ref(), diagnostics);
    Some(Resource { shape, common, item })
}

/// Reports a struct that does not hold exactly one message type.
fn check_one_inside(what: &str, item: &Struct, diagnostics: &mut Diagnostics) {
    if item.inside.len() != 1 {
        let message = format!("a {what} holds the type that it carries");
        let wrong = Diagnostic::error(codes::BAD_ITEM, item.name.span, message);
        diagnostics.push(wrong.help(format!("write `struct {}(Message);`", item.name.value)));
    }
}
