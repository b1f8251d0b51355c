//! rustc and the compiler agree on what may stand in a signature: which trigger brings what, and who may return what.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use watershed::signature::{Parameter, Returned};
use watershed::{prelude::*, trigger};
use watershed_codegen::model::inputs;
use watershed_grammar::trigger::KINDS;

#[table(key = "id")]
#[derive(Serialize, Deserialize)]
struct Order {
    id: String,
}

#[queue]
struct Charges(u8);

#[topic]
struct Paid(u8);

#[bucket]
struct Receipts;

#[bus]
struct Events;

#[stream]
struct Clicks(u8);

/// `FITS` of the type itself where the trait is there, and of [`Otherwise`] where it is not.
struct Stands<T, K>(PhantomData<(T, K)>);

impl<T: Parameter<K>, K> Stands<T, K> {
    const FITS: bool = true;
}

struct Returns<T, K>(PhantomData<(T, K)>);

impl<T: Returned<K>, K> Returns<T, K> {
    const FITS: bool = true;
}

trait Otherwise {
    const FITS: bool = false;
}

impl<T, K> Otherwise for Stands<T, K> {}
impl<T, K> Otherwise for Returns<T, K> {}

macro_rules! fitting {
    ($probe:ident: $trigger:ty => $($name:ident: $type:ty),+ $(,)?) => {{
        let all = [$((stringify!($name), $probe::<$type, $trigger>::FITS)),+];
        all.into_iter().filter(|(_, fits)| *fits).map(|(name, _)| name).collect::<BTreeSet<&str>>()
    }};
}

/// The names of inputs that rustc takes for a trigger.
macro_rules! brought {
    ($trigger:ty) => {
        fitting!(Stands: $trigger =>
            Path: Path<u8>, Query: Query<u8>, Json: Json<u8>, Headers: Headers, Body: Body, Claims: Claims,
            Message: Message<u8>, Tick: Tick, Change: Change<Order>, Object: Object, Event: Event<u8>,
            Record: Record<u8>, Input: Input<u8>,
        )
    };
}

#[test]
fn a_trigger_brings_to_rustc_what_it_brings_to_the_compiler() {
    let brought = [
        ("http", brought!(trigger::Http)),
        ("url", brought!(trigger::Url)),
        ("queue", brought!(trigger::Queue<Charges>)),
        ("topic", brought!(trigger::Topic<Paid>)),
        ("schedule", brought!(trigger::Schedule)),
        ("table", brought!(trigger::Table<Order>)),
        ("bucket", brought!(trigger::Bucket<Receipts>)),
        ("event", brought!(trigger::Event<Events>)),
        ("stream", brought!(trigger::Stream<Clicks>)),
        ("call", brought!(trigger::Call)),
    ];
    for (kind, brought) in &brought {
        assert_eq!(*brought, inputs(Some(kind)).iter().copied().collect(), "{kind}");
    }
    assert_eq!(brought!(trigger::Service), BTreeSet::new());
    assert_eq!(brought.map(|(kind, _)| kind), KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().as_slice());
}

/// The names of return values that rustc takes for a trigger.
macro_rules! returned {
    ($trigger:ty) => {
        fitting!(Returns: $trigger =>
            Nothing: (), Delivery: SendTo<Charges>, Result: Result<PublishTo<Paid>>, Response: Json<u8>,
        )
    };
}

#[test]
fn only_who_waits_gets_a_response() {
    let everything = BTreeSet::from(["Delivery", "Nothing", "Response", "Result"]);
    let delivered = BTreeSet::from(["Delivery", "Nothing", "Result"]);
    assert_eq!(vec![everything; 2], [returned!(trigger::Http), returned!(trigger::Url)]);
    let unattended = [
        returned!(trigger::Queue<Charges>),
        returned!(trigger::Topic<Paid>),
        returned!(trigger::Schedule),
        returned!(trigger::Table<Order>),
        returned!(trigger::Bucket<Receipts>),
        returned!(trigger::Event<Events>),
        returned!(trigger::Stream<Clicks>),
    ];
    assert_eq!(vec![delivered; 7], unattended);
}
