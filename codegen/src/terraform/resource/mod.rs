//! Resources of the AWS provider as types: what is required cannot be forgotten, and no argument can be misspelled.
//!
//! Arguments are written in the order in which they are set.

mod kinds;
mod nested;

use std::borrow::Cow;

use super::hcl::{Body, Expression, Item};
pub use kinds::*;
pub use nested::*;

/// An argument that may be left out.
pub struct Optional(Option<Expression>);

macro_rules! optional {
    ($($from:ty),*) => { $(
        impl From<$from> for Optional {
            fn from(value: $from) -> Self {
                Self(Some(value.into()))
            }
        }
        impl From<Option<$from>> for Optional {
            fn from(value: Option<$from>) -> Self {
                Self(value.map(Into::into))
            }
        }
    )* };
}
optional!(Expression, String, &str, bool, u32, i64, Vec<Expression>, Vec<String>);

/// A block inside of a resource.
pub trait Nested {
    /// Its name, such as `lifecycle`.
    const NAME: &'static str;

    /// Its arguments and blocks.
    fn body(self) -> Body;
}

/// A resource with its arguments.
pub trait Resource: Sized {
    /// Its type, such as `aws_sqs_queue`.
    const TYPE: &'static str;

    /// Its arguments and blocks.
    fn body(self) -> Body;

    /// The same resource with other arguments and blocks.
    #[must_use]
    fn change(self, change: impl FnOnce(Body) -> Body) -> Self;

    /// Waits for other resources that it does not mention.
    #[must_use]
    fn depends_on(self, why: &str, addresses: impl IntoIterator<Item = String>) -> Self {
        let addresses = addresses.into_iter().map(Expression::reference).collect();
        self.change(|body| body.blank().comment(why).attribute("depends_on", Expression::List(addresses)))
    }

    /// The path of an attribute of the resource of this name.
    fn path(local: &str, attribute: &str) -> String {
        [Self::TYPE, ".", local, ".", attribute].concat()
    }

    /// A reference to an attribute of the resource of this name.
    fn at(local: &str, attribute: &str) -> Expression {
        Expression::reference(Self::path(local, attribute))
    }

    /// The address of the resource of this name.
    fn address(local: &str) -> String {
        [Self::TYPE, ".", local].concat()
    }

    /// Adds the resource to a file.
    fn add(self, local: &str, file: &mut Body) {
        let body = std::mem::take(file).blank();
        *file = body.block("resource", &[Self::TYPE, local], self.body());
    }

    /// Adds the resource to a file; it exists where the condition holds, which is ours and never a user's text.
    fn add_where(self, condition: &str, local: &str, file: &mut Body) {
        let count = Body::new().attribute("count", Expression::reference(format!("{condition} ? 1 : 0")));
        self.change(|body| count.blank().then(body)).add(local, file);
    }

    /// Adds the resource to a file, with what Terraform is told about its life.
    fn add_protected(self, local: &str, protected: bool, file: &mut Body) {
        self.change(|body| if protected { nest(body, Lifecycle::new(true)) } else { body }).add(local, file);
    }
}

/// Adds an argument, where there is one.
fn set(body: Body, name: &'static str, value: impl Into<Optional>) -> Body {
    body.maybe(Cow::Borrowed(name.strip_prefix("r#").unwrap_or(name)), value.into().0)
}

/// Adds a block.
fn nest<N: Nested>(body: Body, nested: N) -> Body {
    body.blank().block(N::NAME, &[], nested.body())
}

/// Puts a comment above the last argument.
fn explain(mut body: Body, text: &str) -> Body {
    let last = body.items.len().saturating_sub(1);
    if !text.is_empty() {
        body.items.insert(last, Item::Comment(text.to_owned()));
    }
    body
}

macro_rules! arguments {
    ($($(#[$doc:meta])* $name:ident = $type:literal ($($required:ident),*) $([$($optional:ident),*])?;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name($crate::terraform::hcl::Body);

        impl $name {
            /// With everything that the provider requires.
            #[allow(clippy::new_without_default)]
            pub fn new($($required: impl Into<$crate::terraform::hcl::Expression>),*) -> Self {
                let body = $crate::terraform::hcl::Body::new();
                $(let body = $crate::terraform::resource::set(body, stringify!($required), $required.into());)*
                Self(body)
            }

            $($(
                /// The provider's argument of this name.
                #[must_use]
                pub fn $optional(self, value: impl Into<$crate::terraform::resource::Optional>) -> Self {
                    Self($crate::terraform::resource::set(self.0, stringify!($optional), value))
                }
            )*)?

            /// A nested block.
            #[must_use]
            pub fn nested(self, block: impl $crate::terraform::resource::Nested) -> Self {
                Self($crate::terraform::resource::nest(self.0, block))
            }

            /// A comment above the last argument; an empty text is none.
            #[must_use]
            pub fn comment(self, text: &str) -> Self {
                Self($crate::terraform::resource::explain(self.0, text))
            }
        }
    )* };
}
use arguments;

macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident = $type:literal ($($required:ident),*) $([$($optional:ident),*])?;)*) => {
        $crate::terraform::resource::arguments! { $($(#[$doc])* $name = $type ($($required),*) $([$($optional),*])?;)* }
        /// The type of every resource.
        pub const KINDS: &[&str] = &[$($type),*];
        $(impl $crate::terraform::resource::Resource for $name {
            const TYPE: &'static str = $type;

            fn body(self) -> $crate::terraform::hcl::Body {
                self.0
            }

            fn change(self, change: impl FnOnce($crate::terraform::hcl::Body) -> $crate::terraform::hcl::Body) -> Self {
                Self(change(self.0))
            }
        })*
    };
}
use resources;

macro_rules! blocks {
    ($($(#[$doc:meta])* $name:ident = $type:literal ($($required:ident),*) $([$($optional:ident),*])?;)*) => {
        $crate::terraform::resource::arguments! { $($(#[$doc])* $name = $type ($($required),*) $([$($optional),*])?;)* }
        $(impl $crate::terraform::resource::Nested for $name {
            const NAME: &'static str = $type;

            fn body(self) -> $crate::terraform::hcl::Body {
                self.0
            }
        })*
    };
}
use blocks;
