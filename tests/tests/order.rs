//! The test of the shop, unchanged: in this process, and with its resources behind AWS's API.

use watershed_tests::twice::on_a_server;

#[path = "../../examples/shop/tests/order.rs"]
mod order;

#[test]
fn the_shop_passes_its_test_on_a_server_too() {
    on_a_server("the test of the shop", "order::", 3);
}
