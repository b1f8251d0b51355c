
/// Orders that wait to be paid.
#[queue(retries = 5)]
pub struct Charges0000(Order);

/// Asks the payment provider for the money, and notes what it says.
#[function(queue(Charges0000, batch = 10, window = "2s"), timeout = "30s", scale(max = 50))]
pub async fn charge_0000(Message(order): Message<Order>, orders: Writer<Order>) -> Result<PublishTo<Shipped>> {
    if order.state != State::Placed {
        return Err(Error::permanent(format!("{:?} cannot be paid again", order.state)));
    }
    let mut text = String::with_capacity(64 * order.lines.len());
    for (index, line) in order.lines.iter().enumerate() {
        let euros = line.cents as f64 / 100.0;
        writeln!(text, "{:>3}. {} x {} at {euros:.2} €", index + 1, line.count, line.article)?;
    }
    let answer = loop {
        match provider::charge(&order.customer, order.total(), &text).await {
            Ok(answer) if answer.code == 'a' => break answer,
            Ok(answer) => return Err(Error::permanent(answer.reason)),
            Err(trouble) if trouble.is_transient() => tokio::time::sleep(trouble.pause()).await,
            Err(trouble) => return Err(trouble.into()),
        }
    };
    let paid = Order { state: State::Paid, ..order };
    orders.update(&paid.id, |old| old.state = paid.state).await?;
    Ok(PublishTo::new(paid).attribute("receipt", answer.receipt))
}
