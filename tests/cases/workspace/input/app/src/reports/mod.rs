mod daily;

#[cfg(test)]
mod tests {
    #[ws::function(call)]
    async fn never_deployed() {}
}
