//! The binary runs on the laptop as it is, with its data in a folder.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The running shop; it is killed where the test ends early.
struct Shop {
    process: Child,
    address: String,
}

impl Shop {
    fn start(data: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
        command.env("WATERSHED_PORT", "0").env("WATERSHED_DATA", data).env("WATERSHED_SECRET_PAYMENT_KEY", "acct7_x");
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the shop starts");
        let mut lines = BufReader::new(process.stderr.take().expect("its log")).lines().map_while(Result::ok);
        let address =
            lines.find_map(|line| Some(line.split_once("http://")?.1.to_owned())).expect("it says where it is");
        // Who does not read its log would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    /// Status and body.
    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, answer.split_once("\r\n\r\n").expect("a body").1.to_owned())
    }

    fn eventually(&self, path: &str, is_right: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is_right(&self.ask("GET", path, "").1) {
            assert!(start.elapsed() < Duration::from_secs(20), "{path}: {:?}", self.ask("GET", path, ""));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn stop(mut self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("a signal is sent").success());
        assert_eq!(self.process.wait().expect("it ends").code(), Some(0));
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = self.process.kill();
    }
}

#[test]
fn an_order_goes_its_way_and_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let products = folder.path().join("buckets/catalogue/products");
    fs::create_dir_all(&products).expect("a folder");
    fs::write(products.join("tea.json"), r#"{"cents":450}"#).expect("a file");

    let shop = Shop::start(folder.path());
    assert_eq!(shop.ask("POST", "/orders", r#"{"id":"o1","product":"tea"}"#).0, 201);
    shop.eventually("/orders/o1", |order| order.contains(r#""receipt":"receipts/o1.txt""#));
    shop.eventually("/products/tea", |page| page == "tea was ordered 1 times.\n");
    assert_eq!(shop.ask("DELETE", "/orders/o1", "").0, 401);
    assert_eq!(shop.ask("GET", "/", ""), (200, "Welcome to the shop.\n".to_owned()));
    assert_eq!(shop.ask("POST", "/orders", "{").0, 400);
    shop.stop();

    let receipt = fs::read_to_string(folder.path().join("buckets/receipts/receipts/o1.txt")).expect("the receipt");
    assert_eq!(receipt, "1 tea\n450 cents, paid with acct7-o1-450\n");
    let shop = Shop::start(folder.path());
    shop.eventually("/products/tea", |page| page == "tea was ordered 1 times.\n");
    shop.stop();
}
