use watershed::prelude::*;

#[function(call)]
async fn f() {}
