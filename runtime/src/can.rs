//! Capabilities: what a handle may do, as types. A handle has the methods that its capabilities allow and no others.
//!
//! One capability stands alone, several are a tuple of up to eight: `Table<Order, (can::Get, can::Put)>`.

/// The kinds of resources that handles with a choice of capabilities reach.
pub mod kind {
    /// A DynamoDB table.
    #[derive(Clone, Copy, Debug)]
    pub enum Table {}
    /// An S3 bucket.
    #[derive(Clone, Copy, Debug)]
    pub enum Bucket {}
    /// An EventBridge bus.
    #[derive(Clone, Copy, Debug)]
    pub enum Bus {}
    /// A Kinesis stream.
    #[derive(Clone, Copy, Debug)]
    pub enum Stream {}
}

/// A capability.
pub trait Capability {
    /// Its name, as it is written behind `can::`.
    const NAME: &'static str;
}

/// A capability that a kind of resource has.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no capability of this kind of handle",
    label = "a capability that this handle cannot have",
    note = "tables: `BatchGet`, `BatchWrite`, `Delete`, `Get`, `Put`, `Query`, `Scan`, `Update`; buckets: `Delete`, `Get`, `List`, `Presign`, `Put`; buses and streams: `Put`"
)]
pub trait On<Kind>: Capability {}

/// The capabilities of a handle: one, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no capability and no tuple of capabilities",
    label = "a handle says here what it may do",
    note = "such as `can::Get` or `(can::Get, can::Put)`"
)]
pub trait Set<Kind> {
    /// Their names, in the order of the type.
    fn names() -> Vec<&'static str>;
}

/// Says that a set of capabilities has `Cap` in it.
///
/// `Index` is its place in the tuple. It is always inferred; without it two members of a tuple would be two
/// implementations of one trait.
#[diagnostic::on_unimplemented(
    message = "this handle may not `{Cap}`",
    label = "its type does not declare `{Cap}`",
    note = "the handle's capabilities are `{Self}`; add `{Cap}` to them, and the role gets the permission"
)]
pub trait Allows<Cap, Index> {}

/// The index of a capability that stands alone.
#[derive(Clone, Copy, Debug)]
pub enum Alone {}

/// The index of a capability in a tuple.
#[derive(Clone, Copy, Debug)]
pub enum At<const INDEX: usize> {}

impl<Cap: Capability> Allows<Cap, Alone> for Cap {}

macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident: $($kind:ident)+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Capability for $name {
            const NAME: &'static str = stringify!($name);
        }

        $(impl On<kind::$kind> for $name {})+

        impl<K> Set<K> for $name
        where
            $name: On<K>,
        {
            fn names() -> Vec<&'static str> {
                vec![Self::NAME]
            }
        }
    )+

    /// Every capability, with the kinds of resources that have it.
    pub const ALL: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($kind)),+])),+];
    };
}

capabilities! {
    /// Read several items by their keys.
    BatchGet: Table;
    /// Write and remove several items.
    BatchWrite: Table;
    /// Remove one.
    Delete: Table Bucket;
    /// Read one.
    Get: Table Bucket;
    /// List the keys of a bucket.
    List: Bucket;
    /// Make URLs that others can use for a while; together with [`Get`] or [`Put`], which the URL stands for.
    Presign: Bucket;
    /// Write one.
    Put: Table Bucket Bus Stream;
    /// Read the items of a key, in a table or in an index.
    Query: Table;
    /// Read all items.
    Scan: Table;
    /// Change fields of one item.
    Update: Table;
}

macro_rules! tuples {
    ($(($($name:ident $index:literal),+))+) => {$(
        impl<K, $($name: On<K>),+> Set<K> for ($($name,)+) {
            fn names() -> Vec<&'static str> {
                vec![$($name::NAME),+]
            }
        }
        tuples!(@each ($($name),+) $($name $index),+);
    )+};
    (@each $all:tt $($name:ident $index:literal),+) => {
        $(tuples!(@one $all $name $index);)+
    };
    (@one ($($all:ident),+) $name:ident $index:literal) => {
        impl<$($all),+> Allows<$name, At<$index>> for ($($all,)+) {}
    };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}
