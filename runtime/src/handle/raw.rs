//! `Raw`: a client of the SDK itself.

use std::fmt;
use std::sync::Arc;

use crate::Result;
use crate::aws::{Clients, RawClient};
use crate::invoke::Invocation;
use crate::signature::{Brings, Nothing, Parameter};

/// The client `C` of the AWS SDK, for what no handle does: `Raw<sdk::s3::Client>`.
///
/// It grants nothing. `allow(…)` on the function says what it may do and why, and a function without one is refused.
/// A service that Watershed has no handle for is reached with a `Raw<sdk::SdkConfig>` and the crate of that service.
///
/// It speaks to AWS and to nothing that stands for it: the local run refuses it, and a test hands over a client of its
/// own with [`Raw::of`].
///
#[cfg_attr(feature = "s3", doc = "```")]
#[cfg_attr(not(feature = "s3"), doc = "```ignore")]
/// use watershed::aws::sdk;
/// use watershed::prelude::*;
///
/// #[function(
///     schedule("rate(1 day)"),
///     allow(
///         reason = "the archive belongs to another team",
///         actions = ["s3:GetObjectTagging"],
///         resources = ["arn:aws:s3:::archive/*"],
///     ),
/// )]
/// async fn count_tags(s3: Raw<sdk::s3::Client>) -> Result<()> {
///     let s3 = s3.client().await;
///     let tags = s3.get_object_tagging().bucket("archive").key("index").send().await?;
///     println!("{}", tags.tag_set().len());
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Raw<C>(Source<C>);

#[derive(Clone)]
enum Source<C> {
    Given(C),
    Shared(Arc<Clients>),
}

impl<C: RawClient> Raw<C> {
    /// A client of one's own, for a test.
    pub fn of(client: C) -> Self {
        Self(Source::Given(client))
    }

    /// The client, which is made when it is first asked for and shared by all that ask.
    pub async fn client(&self) -> C {
        match &self.0 {
            Source::Given(client) => client.clone(),
            Source::Shared(clients) => C::of(clients).await,
        }
    }
}

impl<C> fmt::Debug for Raw<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Raw").finish_non_exhaustive()
    }
}

impl<C> Brings for Raw<C> {
    type Input = Nothing;
}

impl<K, C: RawClient> Parameter<K> for Raw<C> {
    fn take(invocation: &Invocation) -> Result<Self> {
        Ok(Self(Source::Shared(invocation.backends.clients()?)))
    }
}
