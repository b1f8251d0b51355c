//! What somebody writes by hand to greet whoever asks: as a Lambda function, or in a container.

#[cfg(feature = "container")]
mod container;
#[cfg(feature = "lambda")]
mod lambda;

#[tokio::main]
async fn main() {
    #[cfg(feature = "lambda")]
    lambda::run().await;
    #[cfg(feature = "container")]
    container::run().await;
}
