use watershed::prelude::*;

type Pair = (String, u32);

#[function(http(GET, "/orders", auth = none))]
async fn nothing_in_the_path(Path(id): Path<String>) -> Result<()> {
    find(id).await
}

#[function(http(GET, "/orders/{id}", auth = none))]
async fn one_for_two(Path((id, line)): Path<Pair>) -> Result<()> {
    find(id, line).await
}

#[function(http(GET, "/orders/{id}/{line}", auth = none))]
async fn two_for_one(Path(id): Path<String>) -> Result<()> {
    find(id).await
}

#[function(http(DELETE, "/orders/{id}/{line}", auth = none))]
async fn by_two(Path((id, line)): Path<Pair>) -> Result<()> {
    remove(id, line).await
}

#[function(http(GET, "/me", auth = iam))]
async fn nobody_checks(Claims(me): Claims<Me>) -> Result<()> {
    find(me).await
}

#[function(http(POST, "/orders", auth = none))]
async fn plain(name: String, items: Vec<u8>) -> Result<()> {
    add(name, items).await
}
