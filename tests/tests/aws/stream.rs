//! Streams.

use serde_json::json;
use watershed::aws::sdk::kinesis::Client;
use watershed::aws::sdk::kinesis::types::ShardIteratorType;
use watershed::backend::StreamRecord;

use super::Cloud;
use super::fake::Fake;

fn record(key: &str, data: impl Into<String>) -> StreamRecord {
    StreamRecord { partition_key: key.to_owned(), data: data.into() }
}

#[test]
fn records_keep_the_order_of_their_key() {
    let Some(cloud) = Cloud::start(&[("WATERSHED_STREAM_CLICKS", "clicks")]) else { return };
    cloud.wait(async {
        let client = Client::new(&cloud.config);
        client.create_stream().stream_name("clicks").shard_count(1).send().await.expect("a stream can be made");
        let stream = cloud.backends.stream("clicks").expect("it is told which");
        let records = (0..12).map(|it| record(&format!("k{}", it % 3), format!("{it:02}"))).collect();
        stream.put(records).await.expect("four calls, a record of each key in one");
        let request = client.get_shard_iterator().stream_name("clicks").shard_id("shardId-000000000000");
        let iterator = request.shard_iterator_type(ShardIteratorType::TrimHorizon).send().await.expect("it is there");
        let request = client.get_records().set_shard_iterator(iterator.shard_iterator);
        let found = request.send().await.expect("it can be read").records;
        let of = |key: &str| -> Vec<String> {
            let of = found.iter().filter(|it| it.partition_key.as_deref() == Some(key));
            of.map(|it| String::from_utf8_lossy(it.data.as_ref()).into_owned()).collect()
        };
        assert_eq!(of("k0"), ["00", "03", "06", "09"]);
        assert_eq!(of("k1"), ["01", "04", "07", "10"]);
        assert_eq!(of("k2"), ["02", "05", "08", "11"]);
    });
}

#[test]
fn a_record_that_was_not_taken_holds_back_its_key() {
    let busy = json!({ "ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "slow" });
    let taken = json!({ "SequenceNumber": "1", "ShardId": "s" });
    let answers = [
        json!({ "FailedRecordCount": 1, "Records": [busy, taken] }),
        json!({ "FailedRecordCount": 0, "Records": [taken, taken] }),
        json!({ "FailedRecordCount": 0, "Records": [taken] }),
    ];
    let fake = Fake::start(answers.map(|answer| (200, answer)));
    let arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";
    let cloud = Cloud::at(&fake.url, &[("WATERSHED_STREAM_CLICKS", arn)]);
    let stream = cloud.backends.stream("clicks").expect("it is told which");
    let records = vec![record("a", "1"), record("a", "2"), record("b", "3"), record("b", "4")];
    cloud.wait(stream.put(records)).expect("three calls");
    let asked = fake.asked();
    let sent: Vec<Vec<&str>> = asked
        .iter()
        .map(|it| it.body["Records"].as_array().expect("records").iter().filter_map(|it| it["Data"].as_str()).collect())
        .collect();
    // Base64 of 1 to 4.
    assert_eq!(sent, [vec!["MQ==", "Mw=="], vec!["MQ==", "NA=="], vec!["Mg=="]]);
    assert!(asked.iter().all(|it| it.body["StreamARN"] == arn));
}
