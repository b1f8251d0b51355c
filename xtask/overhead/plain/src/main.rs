//! What somebody writes by hand to greet whoever asks: as a Lambda function, in a container, or on axum and no more.

#[cfg(feature = "bare")]
mod bare;
#[cfg(feature = "container")]
mod container;
#[cfg(feature = "lambda")]
mod lambda;
#[cfg(feature = "sdk")]
mod sdk;

#[tokio::main]
async fn main() {
    #[cfg(feature = "lambda")]
    lambda::run().await;
    #[cfg(feature = "container")]
    container::run().await;
    #[cfg(feature = "bare")]
    bare::run().await;
}
