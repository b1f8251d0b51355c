
/// Shows orders to the people who pack them.
#[service(http(port = 8080, path = "/packing/0000"), cpu = "250m", memory = "256MB", scale(min = 2, max = 20, target = cpu(70)))]
pub async fn packing_0000(orders: Reader<Order>) -> Result<axum::Router> {
    let state = std::sync::Arc::new(orders);
    let show = |Path(id): Path<String>, State(orders): State<std::sync::Arc<Reader<Order>>>| async move {
        match orders.get(&id).await {
            Ok(Some(order)) => Json(order).into_response(),
            Ok(None) => (StatusCode::NOT_FOUND, format!("there is no order {id}")).into_response(),
            Err(trouble) => {
                tracing::error!(%trouble, id, "an order could not be read");
                StatusCode::BAD_GATEWAY.into_response()
            }
        }
    };
    let total = |State(orders): State<std::sync::Arc<Reader<Order>>>| async move {
        let mut cents = 0;
        for order in orders.batch_get(["a", "b", "c"]).await.unwrap_or_default() {
            cents += order.lines.iter().map(|line| u64::from(line.count) * line.cents).sum::<u64>();
        }
        Json(cents)
    };
    let router = axum::Router::new().route("/orders/{id}", get(show)).route("/total", get(total));
    Ok(router.with_state(state))
}
