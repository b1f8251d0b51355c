//! Buckets.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use watershed::aws::sdk::s3::Client;
use watershed::aws::sdk::s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use watershed::bytes::Bytes;
use watershed::http::Method;

use super::Cloud;

fn start() -> Option<Cloud> {
    let cloud = Cloud::start(&[("WATERSHED_BUCKET_RECEIPTS", "receipts"), ("WATERSHED_BUCKET_GONE", "gone")])?;
    cloud.wait(async {
        let place = CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::EuWest1).build();
        let config = watershed::aws::sdk::s3::config::Builder::from(&cloud.config).force_path_style(true).build();
        let request = Client::from_conf(config).create_bucket().bucket("receipts");
        request.create_bucket_configuration(place).send().await.expect("a bucket can be made");
    });
    Some(cloud)
}

/// A plain client: what a person with the URL has.
fn plain(method: &str, url: &str, body: &str) -> String {
    let rest = url.strip_prefix("http://").expect("the server speaks HTTP");
    let (host, path) = rest.split_once('/').expect("a URL has a path");
    let mut stream = TcpStream::connect(host).expect("the server listens");
    let length = body.len();
    let head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n");
    stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn objects_are_written_read_and_removed() {
    let Some(cloud) = start() else { return };
    let bucket = cloud.backends.bucket("receipts").expect("it is told which");
    cloud.wait(async {
        let key = || "a b/ü+&?.txt".to_owned();
        assert_eq!(bucket.get(key()).await.expect("it can be asked"), None);
        let large = Bytes::from(vec![7; 300_000]);
        bucket.put(key(), large.clone(), Some("text/plain".to_owned())).await.expect("it is written");
        assert_eq!(bucket.get(key()).await.expect("it can be read"), Some(large));
        bucket.delete(key()).await.expect("it goes");
        bucket.delete(key()).await.expect("it is gone");
        assert_eq!(bucket.get(key()).await.expect("it can be asked"), None);
        let gone = cloud.backends.bucket("gone").expect("it is told which");
        let error = gone.get(key()).await.expect_err("there is no such bucket").to_string();
        assert!(error.contains("of the bucket `gone` cannot be read: AWS answered NoSuchBucket"), "{error}");
    });
}

#[test]
fn keys_are_listed_page_by_page() {
    let Some(cloud) = start() else { return };
    let bucket = cloud.backends.bucket("receipts").expect("it is told which");
    cloud.wait(async {
        for number in 0..1005 {
            bucket.put(format!("in/{number:04}"), Bytes::new(), None).await.expect("it is written");
        }
        bucket.put("other".to_owned(), Bytes::new(), None).await.expect("it is written");
        let (keys, more) = bucket.list("in/".to_owned(), None).await.expect("a page");
        assert_eq!((keys.len(), more), (1000, true));
        let (rest, more) = bucket.list("in/".to_owned(), keys.last().cloned()).await.expect("the last page");
        assert_eq!(rest, ["in/1000", "in/1001", "in/1002", "in/1003", "in/1004"]);
        assert!(!more);
    });
}

#[test]
fn whoever_has_a_url_can_read_or_write_for_a_while() {
    let Some(cloud) = start() else { return };
    let bucket = cloud.backends.bucket("receipts").expect("it is told which");
    let sign = |method, valid| cloud.wait(bucket.presign("a b.txt".to_owned(), method, valid));
    let minute = Duration::from_mins(1);
    let url = sign(Method::PUT, minute).expect("it can be signed");
    assert!(url.contains("X-Amz-Expires=60") && !url.to_lowercase().contains("checksum"), "{url}");
    assert!(plain("PUT", &url, "hello").starts_with("HTTP/1.1 200"));
    let answer = plain("GET", &sign(Method::GET, minute).expect("it can be signed"), "");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\nhello"), "{answer}");
    let error = sign(Method::GET, Duration::from_hours(7 * 24 + 1)).expect_err("7 days are the most").to_string();
    assert!(error.contains("7 days"), "{error}");
    assert!(sign(Method::GET, Duration::ZERO).is_err());
    assert!(sign(Method::DELETE, minute).is_err());
}
