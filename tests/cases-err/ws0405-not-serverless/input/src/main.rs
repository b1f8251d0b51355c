use watershed::prelude::*;

#[function(http(POST, "/orders", auth = none), group = "orders", scale(min = 2, max = 9, target = cpu(70), scale_down_after = "2m"))]
async fn place_order() -> String {
    body()
}
