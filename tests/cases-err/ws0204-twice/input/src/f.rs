use watershed::prelude::*;

#[function(call)]
async fn one() {}

#[function(call, timeout = "0s")]
async fn other() {}
