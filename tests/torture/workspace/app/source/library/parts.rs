pub mod names {
    pub use ws::{self as again, function as task};
}
use names::again as w;

/// An alias in a signature is what it stands for.
pub type Stock = w::Reader<Article>;

#[w::table(key = "id")]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Article {
    pub id: String,
}

#[w::queue]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Jobs(u8);

pub use Jobs as Work;

#[w::function(queue(self::Work))]
async fn consume(w::Message(_job): w::Message<u8>, out: w::Writer<super::parts::Article>) {
    let _ = out;
}
