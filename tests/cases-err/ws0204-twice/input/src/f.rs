use watershed::prelude::*;

#[function(call)]
async fn one() {}

#[function(call)]
async fn other(charges: Sender<Nobody>) {}
