mod nested;
#[path = "beside.rs"]
mod beside;
mod inline {
    #[path = "seen_from_inline.rs"]
    mod seen;
}
#[ws::function(call)]
async fn flat() {}
