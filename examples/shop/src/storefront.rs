//! The pages that customers see: a web server in containers, written with axum like any other.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use watershed::{Reader, Result, service};

use crate::search::Entry;

/// Serves the pages.
#[service(http(port = 8080), cpu = "250m", memory = "256MB", scale(min = 2, max = 20, target = cpu(70)))]
pub async fn storefront(entries: Reader<Entry>) -> Result<Router> {
    Ok(Router::new().route("/", get(home)).route("/products/{product}", get(product)).with_state(entries))
}

async fn home() -> &'static str {
    "Welcome to the shop.\n"
}

/// How often a product was ordered.
async fn product(Path(product): Path<String>, State(entries): State<Reader<Entry>>) -> Result<String, StatusCode> {
    let ordered = entries.query(&product).all().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(format!("{product} was ordered {} times.\n", ordered.len()))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt as _;
    use watershed::memory;

    use super::*;
    use crate::orders::PAID;

    #[tokio::test]
    async fn a_page_shows_how_often_a_product_was_ordered() -> Result<()> {
        let entry = |order: &str| Entry { product: "tea".into(), order: order.into(), status: PAID.into() };
        let entries = memory::Table::with([entry("o1"), entry("o2")]);
        let request = Request::get("/products/tea").body(Body::empty())?;
        let response = storefront(entries.handle()).await?.oneshot(request).await?;
        assert_eq!(to_bytes(response.into_body(), 1024).await?, "tea was ordered 2 times.\n");
        Ok(())
    }
}
