//! A program in a container that is fed by AWS: queues, inboxes, a table's changes, a stream, and the clock.

#![cfg(feature = "fed")]

mod harness;

use std::time::Duration;

use harness::cloud::Cloud;
use harness::{Program, command, eventually, within};
use serde_json::{Value, json};

impl Cloud {
    /// Starts a deployment that is fed from here.
    fn program(&self, deployment: &str, variables: &[(&str, &str)]) -> Program {
        let own = self.variables();
        let own = own.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Program::ready(deployment, &own.chain(variables.iter().copied()).collect::<Vec<_>>())
    }
}

fn job(id: &str) -> Value {
    json!({ "id": id })
}

const JOBS: (&str, &str) = ("WATERSHED_QUEUE_JOBS", "jobs");

#[test]
fn a_poisoned_message_ends_among_the_dead_and_the_others_do_not_repeat() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, dead) = cloud.queue("jobs", 2);
    for id in ["one", "two", "three"] {
        cloud.send(&jobs, &job(id));
    }
    cloud.send(&jobs, &json!({ "id": "poison", "fails": true }));
    cloud.ask("AmazonSQS.SendMessage", &json!({ "QueueUrl": jobs, "MessageBody": "no JSON" }));
    let program = cloud.program("work", &[JOBS]);
    for id in ["one", "two", "three"] {
        cloud.until(&format!("work ends {id}"));
    }
    eventually("both are among the dead", || cloud.depth(&dead).0 == 2);
    assert_eq!(cloud.depth(&jobs), (0, 0));
    assert_eq!(cloud.times("work begins poison"), 2);
    for id in ["one", "two", "three"] {
        assert_eq!(cloud.times(&format!("work begins {id}")), 1, "{id}");
    }
    program.signal("-TERM");
    assert!(program.end().0.success());
}

#[test]
fn a_message_brings_its_trace() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, dead) = cloud.queue("jobs", 1);
    let text = |text: &str| json!({ "DataType": "String", "StringValue": text });
    let parent = text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    let body = json!({ "id": "poison", "fails": true }).to_string();
    let attributes = json!({ "traceparent": parent, "tracestate": text("vendor=1") });
    let message = json!({ "QueueUrl": jobs, "MessageBody": body, "MessageAttributes": attributes });
    cloud.ask("AmazonSQS.SendMessage", &message);
    let program = cloud.program("work", &[JOBS]);
    eventually("it is dead", || cloud.depth(&dead).0 == 1);
    program.signal("-TERM");
    let lines = program.end().1;
    let failed = lines.lines().find(|it| it.contains("poison fails")).unwrap_or_else(|| panic!("{lines}"));
    let failed: Value = serde_json::from_str(failed).expect("the log is JSON");
    assert_eq!(failed["spans"][0]["trace_id"], "0af7651916cd43dd8448eb211c80319c");
}

#[test]
fn a_slow_message_is_hidden_for_as_long_as_it_takes() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, _) = cloud.queue("jobs", 2);
    let _both = [cloud.program("work", &[JOBS]), cloud.program("work", &[JOBS])];
    cloud.send(&jobs, &json!({ "id": "slow", "milliseconds": 40_000 }));
    within(Duration::from_mins(1), "it ends", || cloud.times("work ends slow") == 1);
    eventually("it is gone", || cloud.depth(&jobs) == (0, 0));
    assert_eq!(cloud.times("work begins slow"), 1);
}

#[test]
fn a_killed_program_loses_no_message() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, dead) = cloud.queue("jobs", 5);
    let first = cloud.program("work", &[JOBS]);
    let ids: Vec<String> = (0..15).map(|number| format!("job-{number}")).collect();
    for id in &ids {
        cloud.send(&jobs, &json!({ "id": id, "milliseconds": 700 }));
    }
    cloud.until("work begins job-0");
    first.signal("-KILL");
    drop(first);
    let _second = cloud.program("work", &[JOBS]);
    within(Duration::from_mins(1), "all are done", || ids.iter().all(|id| cloud.times(&format!("work ends {id}")) > 0));
    eventually("all are gone", || cloud.depth(&jobs) == (0, 0));
    assert_eq!(cloud.depth(&dead), (0, 0));
}

#[test]
fn a_program_that_stops_ends_what_it_has_begun_and_gives_back_the_rest() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, dead) = cloud.queue("jobs", 5);
    let program = cloud.program("work", &[JOBS, ("WATERSHED_GRACE", "40")]);
    for number in 0..40 {
        cloud.send(&jobs, &json!({ "id": format!("job-{number}"), "milliseconds": 1_500 }));
    }
    eventually("some have ended", || cloud.journal().iter().any(|it| it.starts_with("work ends")));
    program.signal("-TERM");
    let (status, output) = program.end();
    assert!(status.success(), "{output}");
    let count = |what: &str| cloud.journal().iter().filter(|it| it.starts_with(what)).count();
    let (begun, ended) = (count("work begins"), count("work ends"));
    assert_eq!(begun, ended, "what was begun has ended");
    assert!(ended < 40, "it stopped before all was done");
    assert_eq!(cloud.depth(&jobs), (u32::try_from(40 - ended).unwrap(), 0), "the rest can be received at once");
    assert_eq!(cloud.depth(&dead), (0, 0));
}

#[test]
fn a_group_keeps_its_order_and_what_is_behind_a_failure_waits() {
    let Some(cloud) = Cloud::start() else { return };
    let (steps, dead) = cloud.queue("steps.fifo", 2);
    for id in ["a1", "a2", "a3"] {
        cloud.send_in_group(&steps, "a", &json!({ "id": id, "milliseconds": 50 }));
    }
    cloud.send_in_group(&steps, "b", &json!({ "id": "b1", "fails": true }));
    cloud.send_in_group(&steps, "b", &job("b2"));
    let _program = cloud.program("step", &[("WATERSHED_QUEUE_STEPS", "steps.fifo")]);
    cloud.until("step ends a3");
    cloud.until("step ends b2");
    let ended: Vec<String> = cloud.journal().into_iter().filter(|it| it.starts_with("step ends a")).collect();
    assert_eq!(ended, ["step ends a1", "step ends a2", "step ends a3"]);
    assert_eq!((cloud.times("step begins b1"), cloud.times("step begins b2")), (2, 1));
    assert_eq!(cloud.depth(&dead).0, 1);
}

#[test]
fn inboxes_bring_what_topics_buckets_and_buses_write() {
    let Some(cloud) = Cloud::start() else { return };
    let inboxes = ["hear", "file", "gossip"].map(|function| cloud.queue(&format!("{function}-inbox"), 2));
    let [(news, _), (papers, _), (bus, dead)] = &inboxes;
    cloud.send(news, &job("news"));
    cloud.send(papers, &json!({ "Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "papers" }));
    let object = json!({ "key": "in/a+b.pdf", "size": 7 });
    cloud.send(papers, &json!({ "Records": [{ "eventName": "ObjectCreated:Put", "s3": { "object": object } }] }));
    cloud.send(bus, &json!({ "id": "e1", "source": "shop", "detail-type": "Placed", "detail": job("event") }));
    cloud.send(bus, &json!({ "id": "e2", "source": "shop" }));
    let variables = [
        ("WATERSHED_INBOX_HEAR", "hear-inbox"),
        ("WATERSHED_INBOX_FILE", "file-inbox"),
        ("WATERSHED_INBOX_GOSSIP", "gossip-inbox"),
    ];
    let _program = cloud.program("inboxes", &variables);
    for line in ["hear ends news", "file in/a b.pdf 7 Created", "gossip Placed event"] {
        cloud.until(line);
    }
    eventually("what is no event is dead", || cloud.depth(dead).0 == 1);
    for (inbox, _) in &inboxes {
        eventually("all are gone", || cloud.depth(inbox) == (0, 0));
    }
}

#[test]
fn a_job_handles_one_batch_and_ends() {
    let Some(cloud) = Cloud::start() else { return };
    let (jobs, _) = cloud.queue("jobs", 5);
    let run = |cloud: &Cloud| {
        let own = cloud.variables();
        let own = own.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let variables: Vec<_> = own.chain([JOBS, ("WATERSHED_RUN", "once")]).collect();
        command("work", &variables).output().expect("it can be started")
    };
    for number in 0..12 {
        cloud.send(&jobs, &job(&number.to_string()));
    }
    let output = run(&cloud);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(cloud.depth(&jobs), (2, 0), "a batch has ten");
    cloud.send(&jobs, &json!({ "id": "poison", "fails": true }));
    let output = run(&cloud);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did not handle all of its batch"), "{output:?}");
    assert_eq!(cloud.depth(&jobs).0 + cloud.depth(&jobs).1, 1, "it comes again");
}

#[test]
fn a_run_by_the_clock_says_how_it_ended() {
    let journal = tempfile::NamedTempFile::new().unwrap();
    let path = journal.path().to_string_lossy().into_owned();
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs() / 60;
    let pod = format!("sweep-{now}-x7k2p");
    let run = |function: &str, more: (&str, &str)| {
        let variables = [("WATERSHED_RUN", "once"), ("JOURNAL", path.as_str()), ("HOSTNAME", pod.as_str()), more];
        let output = command(function, &variables).output().expect("it can be started");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(run("sweep", ("NOTHING", "")).0, Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("sweep {}\n", now * 60));
    let (code, message) = run("dream", ("WATERSHED_TIMEOUT_DREAM", "1"));
    assert_eq!((code, message.contains("took longer than its timeout")), (Some(1), true), "{message}");
}

/// The variables of a reader, whose table of positions is there.
fn reader(cloud: &Cloud, function: &'static str) -> Vec<(String, String)> {
    let positions = format!("{function}-positions");
    cloud.table(&positions, "stream", false);
    let name = |what: &str| format!("WATERSHED_{what}_{}", function.to_uppercase());
    vec![(name("POSITIONS"), positions), (name("DEAD"), format!("{function}-dead")), (name("RETRIES"), "1".to_owned())]
}

#[test]
fn changes_of_a_table_come_in_order_and_go_on_where_they_ended() {
    let Some(cloud) = Cloud::start() else { return };
    let (dead, _) = cloud.queue("follow-dead", 5);
    cloud.table("account", "id", true);
    let own = reader(&cloud, "follow");
    let own: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let variables: Vec<_> = own.into_iter().chain([("WATERSHED_TABLE_ACCOUNT", "account")]).collect();
    for balance in 1..=5 {
        cloud.put("account", &json!({ "id": { "S": "rich" }, "balance": { "N": balance.to_string() } }));
    }
    cloud.put("account", &json!({ "id": { "S": "poor" }, "balance": { "N": "-1" } }));
    let first = cloud.program("follow", &variables);
    cloud.until("follow rich 5");
    eventually("what failed is described", || cloud.depth(&dead).0 == 1);
    first.signal("-TERM");
    assert!(first.end().0.success());
    cloud.put("account", &json!({ "id": { "S": "rich" }, "balance": { "N": "6" } }));
    let _second = cloud.program("follow", &variables);
    cloud.until("follow rich 6");
    let rich: Vec<String> = cloud.journal().into_iter().filter(|it| it.starts_with("follow rich")).collect();
    assert_eq!(rich, (1..=6).map(|it| format!("follow rich {it}")).collect::<Vec<_>>(), "each once, in order");
    assert_eq!(cloud.times("follow poor -1"), 2, "once, and once again");
}

#[test]
fn records_of_a_stream_come_in_order_and_one_that_fails_is_put_aside() {
    let Some(cloud) = Cloud::start() else { return };
    let (dead, _) = cloud.queue("click-dead", 5);
    cloud.ask("Kinesis_20131202.CreateStream", &json!({ "StreamName": "clicks", "ShardCount": 2 }));
    eventually("the stream is there", || {
        let answer = cloud.ask("Kinesis_20131202.DescribeStreamSummary", &json!({ "StreamName": "clicks" }));
        answer["StreamDescriptionSummary"]["StreamStatus"] == "ACTIVE"
    });
    for number in 0..10 {
        cloud.record("clicks", &format!("key-{}", number % 3), &job(&number.to_string()));
    }
    cloud.record("clicks", "key-0", &json!({ "id": "poison", "fails": true }));
    cloud.record("clicks", "key-0", &job("last"));
    let own = reader(&cloud, "click");
    let own: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let variables: Vec<_> = own.into_iter().chain([("WATERSHED_STREAM_CLICKS", "clicks")]).collect();
    let _program = cloud.program("click", &variables);
    cloud.until("click ends last");
    eventually("what failed is described", || cloud.depth(&dead).0 == 1);
    let described = cloud.receive(&dead);
    assert_eq!((&described["function"], &described["key"]), (&json!("click"), &json!("key-0")));
    assert_eq!((&described["attempts"], &described["error"]), (&json!(2), &json!("poison fails")));
    for key in 0..3 {
        let of_key = |line: &String| {
            let number = line.strip_prefix("click ends ")?.parse::<u32>().ok()?;
            (number % 3 == key).then_some(number)
        };
        let ended: Vec<u32> = cloud.journal().iter().filter_map(of_key).collect();
        assert!(ended.is_sorted() && ended.len() > 2, "{ended:?}");
    }
}
