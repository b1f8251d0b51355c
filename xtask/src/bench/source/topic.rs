
/// Tells the customer that the parcel is on its way.
#[function(topic(Shipped), timeout = "15s")]
pub async fn tell_customer_0000(Message(order): Message<Order>, orders: Reader<Order>) -> Result<()> {
    let Some(current) = orders.get(&order.id).await? else {
        tracing::warn!(id = %order.id, "the order is gone");
        return Ok(());
    };
    let greeting = match current.customer.split_once(' ') {
        Some((first, _)) if !first.is_empty() => format!("Dear {first}"),
        _ => "Hello".to_owned(),
    };
    let articles: Vec<&str> = current.lines.iter().map(|line| line.article.as_str()).collect();
    let list = match articles.as_slice() {
        [] => return Err(Error::permanent("an order without lines was shipped")),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    let body = format!("{greeting},\n\n{list} left our house today.\n\nYours, shop {}", 0000_u32);
    let attempt = mail::send(&current.customer, "On its way", &body).await;
    if let Err(trouble) = attempt {
        return if trouble.is_transient() { Err(trouble.into()) } else { Ok(()) };
    }
    Ok(())
}
