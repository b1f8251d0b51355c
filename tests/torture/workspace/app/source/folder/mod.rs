mod child;
#[path = "beside.rs"]
mod beside;
mod inline {
    #[path = "x.rs"]
    mod x;
}
