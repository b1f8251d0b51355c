//! Deployments that are fed: by a queue, a topic, a bucket, a bus, a table, a stream, and by the clock.

use std::io::Write as _;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use watershed::prelude::*;

/// Something to be done.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    id: String,
    /// How long it takes.
    #[serde(default)]
    milliseconds: u64,
    /// Whether it fails.
    #[serde(default)]
    fails: bool,
}

#[queue(retries = 2)]
pub struct Jobs(Job);

#[queue(fifo, retries = 3)]
pub struct Steps(Job);

#[topic]
pub struct News(Job);

#[bucket]
pub struct Papers;

#[table(key = "id", stream)]
#[derive(Debug, Serialize, Deserialize)]
pub struct Account {
    id: String,
    balance: i64,
}

#[stream]
pub struct Clicks(Job);

#[function(queue(Jobs, batch = 10), place = container, timeout = "2m")]
async fn work(Message(job): Message<Job>) -> Result<()> {
    done("work", job).await
}

#[function(queue(Steps), place = container)]
async fn step(Message(job): Message<Job>) -> Result<()> {
    done("step", job).await
}

#[function(topic(News), place = container, group = "inboxes")]
async fn hear(Message(job): Message<Job>) -> Result<()> {
    done("hear", job).await
}

#[function(bucket(Papers, on = created), place = container, group = "inboxes")]
async fn file(paper: Object) {
    note(&format!("file {} {} {:?}", paper.key, paper.size, paper.happened));
}

#[function(event(source = "shop"), place = container, group = "inboxes")]
async fn gossip(event: Event<Job>) {
    note(&format!("gossip {} {}", event.detail_type, event.detail.id));
}

#[function(table(Account, on = [insert, modify], from = oldest), place = container)]
async fn follow(change: Change<Account>) -> Result<()> {
    let Some(account) = change.after() else { return Ok(()) };
    note(&format!("follow {} {}", account.id, account.balance));
    if account.balance < 0 { Err(Error::new("there is no money left")) } else { Ok(()) }
}

#[function(stream(Clicks, from = oldest), place = container)]
async fn click(record: Record<Job>) -> Result<()> {
    done("click", record.data).await
}

#[function(schedule("rate(1 hour)"), place = container)]
async fn sweep(Tick(time): Tick) -> Result<()> {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    note(&format!("sweep {seconds}"));
    Ok(())
}

#[function(schedule("rate(1 hour)"), place = container, timeout = "1m")]
async fn dream() {
    sleep(Duration::from_secs(50)).await;
}

async fn done(function: &str, job: Job) -> Result<()> {
    note(&format!("{function} begins {}", job.id));
    sleep(Duration::from_millis(job.milliseconds)).await;
    if job.fails {
        return Err(Error::new(format!("{} fails", job.id)));
    }
    note(&format!("{function} ends {}", job.id));
    Ok(())
}

/// A line in the file that the test reads.
fn note(line: &str) {
    let Ok(path) = std::env::var("JOURNAL") else { return };
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).expect("the journal is there");
    file.write_all(format!("{line}\n").as_bytes()).expect("the journal takes a line");
}
