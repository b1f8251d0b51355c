
/// Takes an order, checks it, and keeps it until it is paid.
#[function(http(POST, "/orders-0000"), memory = "256MB", timeout = "5s", scale(max = 200))]
pub async fn take_order_0000(Json(mut order): Json<Order>, orders: Table<Order, (can::Get, can::Put)>) -> Result<Json<Order>> {
    order.check().map_err(Error::bad_request)?;
    // Lines of one article become one line, so that stock is taken once.
    let mut merged: BTreeMap<String, Line> = BTreeMap::new();
    for line in order.lines.drain(..) {
        match merged.get_mut(&line.article) {
            Some(known) if known.cents == line.cents => known.count += line.count,
            Some(known) => return Err(Error::bad_request(format!("{} costs {} or {}", line.article, known.cents, line.cents))),
            None => {
                merged.insert(line.article.clone(), line);
            }
        }
    }
    order.lines = merged.into_values().collect();
    order.state = State::Placed;
    if let Some(earlier) = orders.get(&order.id).await? {
        let same = earlier.lines == order.lines && earlier.customer == order.customer;
        return if same { Ok(Json(earlier)) } else { Err(Error::conflict("this id was used for another order")) };
    }
    orders.put(&order).await?;
    tracing::info!(id = %order.id, cents = order.total(), r#"an order of "{}" was taken"#, order.customer);
    Ok(Json(order))
}
