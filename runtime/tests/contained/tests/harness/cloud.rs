//! A server of AWS's API, and a program that is fed from it.

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use watershed_tests::judges::server::Server;
use watershed_tests::judges::{cloud, or_skip};

use super::{Connection, eventually};

/// The server, and the journal of the programs beside it.
pub struct Cloud {
    server: Server,
    folder: TempDir,
}

impl Cloud {
    /// Starts it; nothing where it is not installed.
    pub fn start() -> Option<Self> {
        let programs = or_skip("what feeds a container", cloud::find())?;
        let folder = tempfile::tempdir().expect("a folder can be made");
        Some(Self { server: programs.start_main(folder.path()), folder })
    }

    /// What a program has to know in order to be fed from it.
    pub fn variables(&self) -> Vec<(String, String)> {
        let journal = self.folder.path().join("journal").to_string_lossy().into_owned();
        let variables = [
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ENDPOINT_URL", &self.server.url),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("JOURNAL", &journal),
        ];
        variables.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    /// What programs wrote down.
    pub fn journal(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("journal")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// How often a line stands in the journal.
    pub fn times(&self, line: &str) -> usize {
        self.journal().iter().filter(|it| *it == line).count()
    }

    /// Asks AWS.
    pub fn ask(&self, target: &str, body: &Value) -> Value {
        let port = self.server.url.rsplit(':').next().and_then(|it| it.parse().ok()).expect("a URL ends with its port");
        let (service, kind) = match target.split('.').next() {
            Some("AmazonSQS") => ("sqs", "application/x-amz-json-1.0"),
            Some("Kinesis_20131202") => ("kinesis", "application/x-amz-json-1.1"),
            _ => ("dynamodb", "application/x-amz-json-1.0"),
        };
        let scope = format!("Credential=test/20260101/eu-west-1/{service}/aws4_request");
        let signed = format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0");
        let headers = [("x-amz-target", target), ("content-type", kind), ("authorization", &signed)];
        let mut connection = Connection::open(port).expect("the server listens");
        let answer = connection.send("POST", "/", &headers, &body.to_string()).expect("the server answers");
        assert_eq!(answer.status, 200, "{target}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or(Value::Null)
    }

    /// Makes a queue with a dead-letter queue, as the generated files do; their URLs.
    pub fn queue(&self, name: &str, receives: u32) -> (String, String) {
        let (stem, fifo) = name.strip_suffix(".fifo").map_or((name, ""), |stem| (stem, ".fifo"));
        let make = |name: &str, mut attributes: Value| {
            if !fifo.is_empty() {
                attributes["FifoQueue"] = "true".into();
                attributes["ContentBasedDeduplication"] = "true".into();
            }
            let made = self.ask("AmazonSQS.CreateQueue", &json!({ "QueueName": name, "Attributes": attributes }));
            made["QueueUrl"].as_str().expect("a queue has a URL").to_owned()
        };
        let dead_name = format!("{stem}-dead{fifo}");
        let dead = make(&dead_name, json!({}));
        let target = format!("arn:aws:sqs:eu-west-1:123456789012:{dead_name}");
        let redrive = json!({ "deadLetterTargetArn": target, "maxReceiveCount": receives }).to_string();
        // Longer than any test: what comes again before this comes because the program said so.
        let url = make(name, json!({ "VisibilityTimeout": "720", "RedrivePolicy": redrive }));
        (url, dead)
    }

    /// Sends a message.
    pub fn send(&self, queue: &str, body: &Value) {
        self.ask("AmazonSQS.SendMessage", &json!({ "QueueUrl": queue, "MessageBody": body.to_string() }));
    }

    /// Sends a message of a group.
    pub fn send_in_group(&self, queue: &str, group: &str, body: &Value) {
        let body = json!({ "QueueUrl": queue, "MessageBody": body.to_string(), "MessageGroupId": group });
        self.ask("AmazonSQS.SendMessage", &body);
    }

    /// How many messages wait in a queue, and how many are hidden.
    pub fn depth(&self, queue: &str) -> (u32, u32) {
        let answer = self.ask("AmazonSQS.GetQueueAttributes", &json!({ "QueueUrl": queue, "AttributeNames": ["All"] }));
        let count = |name: &str| answer["Attributes"][name].as_str().and_then(|it| it.parse().ok()).unwrap_or(0);
        (count("ApproximateNumberOfMessages"), count("ApproximateNumberOfMessagesNotVisible"))
    }

    /// Takes a message out of a queue.
    pub fn receive(&self, queue: &str) -> Value {
        let answer = self.ask("AmazonSQS.ReceiveMessage", &json!({ "QueueUrl": queue }));
        let body = answer["Messages"][0]["Body"].as_str().expect("there is a message");
        serde_json::from_str(body).expect("it is JSON")
    }

    /// Makes a table.
    pub fn table(&self, name: &str, key: &str, has_stream: bool) {
        let mut table = json!({
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{ "AttributeName": key, "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": key, "KeyType": "HASH" }],
        });
        if has_stream {
            table["StreamSpecification"] = json!({ "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" });
        }
        self.ask("DynamoDB_20120810.CreateTable", &table);
    }

    /// Writes an item, with DynamoDB's own types.
    pub fn put(&self, table: &str, item: &Value) {
        self.ask("DynamoDB_20120810.PutItem", &json!({ "TableName": table, "Item": item }));
    }

    /// Puts a record into a stream.
    pub fn record(&self, stream: &str, key: &str, data: &Value) {
        let data = base64::engine::general_purpose::STANDARD.encode(data.to_string());
        let record = json!({ "StreamName": stream, "PartitionKey": key, "Data": data });
        self.ask("Kinesis_20131202.PutRecord", &record);
    }

    /// Waits until a line stands in the journal.
    pub fn until(&self, line: &str) {
        eventually(&format!("`{line}` is in {:?}", self.journal()), || self.times(line) > 0);
    }
}
