//! Known by another name.
pub const LETTERS: usize = 3;
#[watershed::function(call)]
async fn sort_letters() {}
