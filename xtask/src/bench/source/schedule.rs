
/// Puts away what nobody paid for within a week.
#[function(schedule("rate(1 hour)"), memory = "512MB")]
pub async fn sweep_0000(orders: Table<Order, (can::Query, can::Delete)>) -> Result<()> {
    let week = 7 * 24 * 60 * 60;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    let mut page = orders.query().key("unpaid").before(now.saturating_sub(week)).limit(100).start().await?;
    let (mut seen, mut removed) = (0_u32, 0_u32);
    /* Pages are read until there is none; a page may be empty /* although more follow */. */
    loop {
        for order in page.items() {
            seen += 1;
            let forgotten = matches!(order.state, State::Placed) && order.placed_at + week < now;
            if forgotten && !order.lines.iter().any(|line| line.article.starts_with("gift\\")) {
                orders.delete(&order.id).await?;
                removed += 1;
            }
        }
        match page.next().await? {
            Some(next) => page = next,
            None => break,
        }
    }
    tracing::info!(seen, removed, "swept");
    Ok(())
}
