//! Resources of the AWS provider as types: what is required cannot be forgotten, and no argument can be misspelled.
//!
//! Arguments are written in the order in which they are set.

mod kinds;

use std::borrow::Cow;

use super::hcl::{Body, Expression};
pub use kinds::*;

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

/// A resource with its arguments.
pub trait Resource: Sized {
    /// Its type, such as `aws_sqs_queue`.
    const TYPE: &'static str;

    /// Its arguments and blocks.
    fn body(self) -> Body;

    /// A reference to an attribute of the resource of this name.
    fn at(local: &str, attribute: &str) -> Expression {
        Expression::reference(format!("{}.{local}.{attribute}", Self::TYPE))
    }

    /// Adds the resource to a file.
    fn add(self, local: &str, file: &mut Body) {
        let body = std::mem::take(file).blank();
        *file = body.block("resource", &[Self::TYPE, local], self.body());
    }

    /// Adds the resource to a file, with what Terraform is told about its life.
    fn add_protected(self, local: &str, protected: bool, file: &mut Body) {
        let mut body = self.body();
        if protected {
            body = body.blank().block("lifecycle", &[], Body::new().attribute("prevent_destroy", true));
        }
        let whole = std::mem::take(file).blank();
        *file = whole.block("resource", &[Self::TYPE, local], body);
    }
}

/// Adds an argument, where there is one.
fn set(body: Body, name: &'static str, value: Optional) -> Body {
    body.maybe(Cow::Borrowed(name.strip_prefix("r#").unwrap_or(name)), value.0)
}

macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident = $type:literal ($($required:ident),*) $([$($optional:ident),*])?;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name($crate::terraform::hcl::Body);

        impl $name {
            /// With everything that the provider requires.
            #[allow(clippy::new_without_default)]
            pub fn new($($required: impl Into<$crate::terraform::resource::Optional>),*) -> Self {
                let body = $crate::terraform::hcl::Body::new();
                $(let body = $crate::terraform::resource::set(body, stringify!($required), $required.into());)*
                Self(body)
            }

            $($(
                /// The provider's argument of this name.
                #[must_use]
                pub fn $optional(self, value: impl Into<$crate::terraform::resource::Optional>) -> Self {
                    Self($crate::terraform::resource::set(self.0, stringify!($optional), value.into()))
                }
            )*)?

            /// A nested block.
            #[must_use]
            pub fn nested(self, name: &'static str, body: $crate::terraform::hcl::Body) -> Self {
                Self(self.0.blank().block(name, &[], body))
            }

            /// A comment above the next argument.
            #[must_use]
            pub fn comment(self, text: &str) -> Self {
                Self(self.0.comment(text))
            }
        }

        impl $crate::terraform::resource::Resource for $name {
            const TYPE: &'static str = $type;

            fn body(self) -> $crate::terraform::hcl::Body {
                self.0
            }
        }
    )* };
}
use resources;
