use watershed::prelude::*;

#[cfg(tokio_unstable)]
#[function(call)]
async fn sometimes() -> Result<()> {
    list().await
}

#[cfg(feature = "mial")]
#[function(call)]
async fn under_a_feature_that_is_not_there() -> Result<()> {
    list().await
}

#[cfg(all(unix, not(tokio_unstable)))]
#[function(call)]
async fn part() -> Result<()> {
    work().await
}
