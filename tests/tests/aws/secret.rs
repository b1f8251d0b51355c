//! Secrets.

use watershed::aws::sdk::secretsmanager::Client;
use watershed::aws::sdk::secretsmanager::primitives::Blob;

use super::Cloud;

#[test]
fn a_secret_is_read_once_a_minute() {
    let variables =
        ["KEY", "BYTES", "PICTURE", "NOTHING"].map(|id| (format!("WATERSHED_SECRET_{id}"), id.to_lowercase()));
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let Some(cloud) = Cloud::start(&variables) else { return };
    cloud.wait(async {
        let client = Client::new(&cloud.config);
        client.create_secret().name("key").secret_string("first").send().await.expect("a secret can be made");
        let bytes = |name: &str, bytes: &[u8]| client.create_secret().name(name).secret_binary(Blob::new(bytes)).send();
        bytes("bytes", b"text").await.expect("a secret can be made");
        bytes("picture", &[255, 216]).await.expect("a secret can be made");
        client.create_secret().name("nothing").send().await.expect("a secret can be made");
        let secret = |id| cloud.backends.secret(id).expect("it is told which");
        assert_eq!(secret("key").get().await.expect("it has a value"), "first");
        client.put_secret_value().secret_id("key").secret_string("second").send().await.expect("it can change");
        assert_eq!(secret("key").get().await.expect("it is kept for a minute"), "first");
        assert_eq!(secret("bytes").get().await.expect("it is a text"), "text");
        let error = secret("picture").get().await.expect_err("it is no text").to_string();
        assert_eq!(error, "the secret `picture` cannot be read: it is no text");
        let error = secret("nothing").get().await.expect_err("nobody has set it").to_string();
        assert!(error.starts_with("the secret `nothing` has no value yet"), "{error}");
    });
}
