//! What `generate` says of a change that takes data away, or leaves objects in a cluster.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MANIFEST: &str = "[package]\nname = \"shop\"\n[dependencies]\n\
    watershed = { version = \"0.1\", features = [\"dynamodb\", \"kinesis\", \"s3\", \"secretsmanager\", \"sqs\"] }\n";

const SETTINGS: &str = "app: shop\nregion: eu-west-1\nwarnings: { WS0602: ignore, WS0603: ignore, WS0604: ignore }\n\
    kubernetes: { image: registry.example.com/shop }\nenvironments: { dev: {}, prod: { protected: true } }\n";

const SOURCE: &str = r#"
use watershed::prelude::*;

#[queue]
struct Charges(u32);

#[table(key = "id")]
struct Order { id: String, other: String }

#[stream(retention = "48h")]
struct Clicks(u32);

#[function(queue(Charges), place = container)]
async fn charge(Message(charge): Message<u32>) -> Result<()> {}

#[service(worker)]
async fn keep(orders: Table<Order, can::Put>) -> Result<()> {}

fn main() { watershed::run() }
"#;

fn generate(folder: &Path, source: &str, settings: &str, arguments: &[&str]) -> Output {
    fs::create_dir_all(folder.join("src")).unwrap();
    for (name, text) in [("Cargo.toml", MANIFEST), ("watershed.yaml", settings), ("src/main.rs", source)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_watershed"));
    command.arg("generate").args(arguments).arg(folder).output().unwrap()
}

/// The codes and messages after one was generated and the source or the settings have changed.
fn said(change: impl Fn(&str) -> String) -> Vec<String> {
    told((SOURCE, SETTINGS), change)
}

/// The same of any application.
fn told((source, settings): (&str, &str), change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let first = generate(folder.path(), source, settings, &[]);
    assert!(first.status.success() && !stderr(&first).contains("WS050"), "{}", stderr(&first));
    let changed = (change(source), change(settings));
    assert!((source, settings) != (&changed.0, &changed.1));
    let (source, settings) = changed;
    let second = generate(folder.path(), &source, &settings, &[]);
    assert!(second.status.success(), "{}", stderr(&second));
    let third = generate(folder.path(), &source, &settings, &[]);
    assert!(!stderr(&third).contains("WS050"), "it is said once: {}", stderr(&third));
    stderr(&second).lines().filter(|it| it.starts_with("warning[WS050")).map(str::to_owned).collect()
}

/// What the findings of a change say of `prod`, without what they begin and end with.
fn of_prod(source: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let found = told((source, SETTINGS), change);
    found.into_iter().filter(|it| it.contains("prod")).map(|it| it.replace("warning[", "").replace("]:", "")).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_queue_that_nothing_describes_goes_with_its_messages() {
    let found = said(|text| text.replace("Charges", "Bills").replace("async fn charge", "async fn bill"));
    let queue = |environment: &str| {
        format!(
            "warning[WS0503]: nothing describes the queue `shop-{environment}-charges` any more, and the next apply in \
             {environment} removes it with what is in it"
        )
    };
    let objects = |environment: &str| {
        format!(
            "warning[WS0504]: nothing in {environment} describes Deployment `charge`, ScaledObject `charge` any more, and \
             `kubectl apply` removes nothing: it goes on in the cluster"
        )
    };
    assert_eq!(found, [queue("dev"), objects("dev"), queue("prod"), objects("prod")]);
}

#[test]
fn what_keeps_its_name_keeps_its_data() {
    let renamed =
        said(|text| text.replace("#[queue]", "#[queue(renamed_from = \"charges\")]").replace("Charges", "Bills"));
    assert_eq!(renamed, Vec::<String>::new());
    assert_eq!(said(|text| text.replace("#[queue]", "#[queue(retries = 7)]")), Vec::<String>::new());
}

#[test]
fn another_key_a_shorter_time_and_another_region_lose_what_was_there() {
    let key = said(|text| text.replace("key = \"id\"", "key = \"other\""));
    assert_eq!(key.len(), 2, "{key:?}");
    assert!(key[0].contains("the table `shop-dev-order` gets another key"), "{key:?}");
    let shorter = said(|text| text.replace("48h", "24h"));
    assert_eq!(shorter.len(), 2, "{shorter:?}");
    assert!(shorter[0].contains("the stream `shop-dev-clicks` keeps its records for 1d and no longer for 2d"));
    assert_eq!(said(|text| text.replace("48h", "72h")), Vec::<String>::new());
    let region = said(|text| text.replace("eu-west-1", "eu-west-2"));
    assert_eq!(region.len(), 2, "{region:?}");
    assert!(region[1].contains("prod moves from eu-west-1 to eu-west-2"), "{region:?}");
}

#[test]
fn another_kind_of_workload_leaves_the_one_before() {
    let found = said(|text| text.replace("place = container", "place = container, timeout = \"10m\""));
    let expected = "nothing in dev describes Deployment `charge`, ScaledObject `charge` any more";
    assert!(found.len() == 2 && found[0].contains(expected), "{found:?}");
}

#[test]
fn where_warnings_are_denied_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), SOURCE, SETTINGS, &[]).status.success());
    let source = SOURCE.replace("48h", "24h");
    let refused = generate(folder.path(), &source, SETTINGS, &["--deny", "warnings"]);
    assert!(!refused.status.success() && stderr(&refused).contains("error[WS0503]"), "{}", stderr(&refused));
    let ignored = SETTINGS.replace("WS0602: ignore", "WS0602: ignore, WS0503: ignore");
    let passed = generate(folder.path(), &source, &ignored, &["--deny", "warnings"]);
    assert!(passed.status.success() && !stderr(&passed).contains("WS0503"), "{}", stderr(&passed));
}

/// Everything that keeps something, or that somebody knows.
const KEEPER: &str = r#"
use watershed::prelude::*;

#[topic]
struct News(u32);

#[stream]
struct Clicks(u32);

#[table(key = "id")]
struct Order { id: String, until: u64 }

#[bucket]
struct Labels;

#[queue]
struct Bills(u32);

#[function(topic(News))]
async fn hear(Message(news): Message<u32>) -> Result<()> {}

#[function(stream(Clicks))]
async fn count(Record(click): Record<u32>) -> Result<()> {}

#[function(url(auth = none))]
async fn show() -> Result<String> {}

#[function(queue(Bills))]
async fn pay(Message(bill): Message<u32>, o: Table<Order, can::Put>, l: Bucket<Labels, can::Put>) -> Result<()> {}

fn main() { watershed::run() }
"#;

#[test]
fn what_is_kept_for_a_shorter_time_is_told() {
    let replaced = |from: &'static str, to: &'static str| of_prod(KEEPER, move |text| text.replace(from, to));
    let queue = replaced("#[queue]", "#[queue(retention = \"1h\")]");
    assert_eq!(
        queue,
        [
            "WS0503 the queue `shop-prod-bills` keeps its messages for 1h and no longer for 4d: older ones are gone with the \
          next apply in prod"
        ]
    );
    assert_eq!(replaced("#[queue]", "#[queue(retention = \"14d\")]"), [""; 0]);
    let renamed = of_prod(KEEPER, |text| {
        let again = "#[queue(renamed_from = \"bills\", retention = \"1h\")]";
        text.replace("#[queue]", again).replace("Bills", "Dues")
    });
    assert_eq!(renamed, queue);
    let bucket = replaced("#[bucket]", "#[bucket(expire = \"30d\")]");
    assert!(
        bucket[0].contains("the bucket `shop-prod-labels` keeps its objects for 30d and no longer for ever"),
        "{bucket:?}"
    );
    let table = replaced("key = \"id\"", "key = \"id\", ttl = \"until\"");
    assert!(table[0].contains("the table `shop-prod-order` forgets items by `until`"), "{table:?}");
    let logs = replaced("app: shop", "app: shop\nlogs: { retention: 7 }");
    assert!(logs.len() == 1 && logs[0].contains(" more keep logs for 7d and no longer for 30d"), "{logs:?}");
    let history = told((KEEPER, SETTINGS), |text| text.replace("protected: true", "protected: false"));
    assert!(history.iter().any(|it| it.contains("`shop-prod-order` is not backed up any more")), "{history:?}");
}

#[test]
fn data_whose_key_goes_or_changes_is_told() {
    let with = |key: &str| format!("{SETTINGS}encryption: {key}\n");
    let change = |from: &str, to: &str| {
        let (from, to) = (with(from), with(to));
        told((KEEPER, &from), |text| if text == from { to.clone() } else { text.to_owned() })
    };
    let named = |name: &str| format!("{{ key: \"arn:aws:kms:eu-west-1:123456789012:key/{name}\" }}");
    let (one, other) = (named("11111111-2222-3333-4444-555555555555"), named("66666666-2222-3333-4444-555555555555"));
    for to in ["aws", &one] {
        let found = change("customer-key", to);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains("nothing describes the key of prod any more"), "{found:?}");
    }
    for to in ["aws", "customer-key", &other] {
        let found = change(&one, to);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains("after the next apply no function may read the objects that are there"), "{found:?}");
    }
    assert_eq!(change("aws", "customer-key"), [""; 0]);
}

#[test]
fn a_key_of_another_type_cannot_be() {
    let found = of_prod(KEEPER, |text| text.replace("id: String", "id: u64"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("the key of the table `shop-prod-order` gets another type"), "{found:?}");
}

#[test]
fn a_second_rename_and_one_taken_back_lose_what_was_there() {
    let named = |queue: &str, name: &str| KEEPER.replace("#[queue]", queue).replace("Bills", name);
    let first = named("#[queue(renamed_from = \"bills\")]", "Charges");
    let to = |queue: &'static str, name: &'static str| {
        of_prod(&first, move |text| if text.contains("struct") { named(queue, name) } else { text.to_owned() })
    };
    let again = to("#[queue(renamed_from = \"charges\")]", "Dues");
    assert!(again.len() == 1 && again[0].contains("the queue `shop-prod-bills` gets another name"), "{again:?}");
    let other = to("#[queue(renamed_from = \"bills\")]", "Dues");
    let expected =
        "knows the queue `shop-prod-bills` as `aws_sqs_queue.charges`, and nothing makes that `aws_sqs_queue.dues`";
    assert!(other.iter().any(|it| it.contains(expected)), "{other:?}");
    let back = to("#[queue]", "Bills");
    assert!(back.iter().any(|it| it.contains("nothing makes that `aws_sqs_queue.bills`")), "{back:?}");
    // As the help says.
    assert_eq!(to("#[queue(id = \"charges\", renamed_from = \"bills\")]", "Dues"), [""; 0]);
}

#[test]
fn messages_that_wait_for_a_component_go_with_it() {
    let found = of_prod(KEEPER, |text| text.replace("fn hear", "fn listen"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("nothing describes the queue `shop-prod-hear-inbox` any more"), "{found:?}");
    let kept = "#[function(topic(News), renamed_from = \"hear\")]";
    let renamed = |text: &str| text.replace("fn hear", "fn listen").replace("#[function(topic(News))]", kept);
    assert_eq!(of_prod(KEEPER, renamed), [""; 0]);
}

#[test]
fn an_address_and_a_place_in_a_stream_are_lost() {
    let warm = of_prod(KEEPER, |text| text.replace("url(auth = none)", "url(auth = none), scale(warm = 1)"));
    assert!(warm.len() == 1 && warm[0].starts_with("WS0505 the URL of `show` gets another address"), "{warm:?}");
    let begins = of_prod(KEEPER, |text| text.replace("stream(Clicks)", "stream(Clicks, from = oldest)"));
    assert!(
        begins.len() == 1 && begins[0].contains("begins at `TRIM_HORIZON`: all that is kept is read again"),
        "{begins:?}"
    );
    let other = of_prod(KEEPER, |text| text.replace("fn count", "fn sum"));
    assert!(other.iter().any(|it| it.contains("the reader `sum` forgets how far it is")), "{other:?}");
    let kept = "stream(Clicks), renamed_from = \"count\"";
    let renamed = of_prod(KEEPER, |text| text.replace("fn count", "fn sum").replace("stream(Clicks)", kept));
    assert_eq!(renamed, [""; 0]);
    let second = "#[function(stream(Clicks))]\nasync fn second(Record(c): Record<u32>) -> Result<()> {}\nfn main()";
    assert_eq!(of_prod(KEEPER, |text| text.replace("fn main()", second)), [""; 0]);
}

#[test]
fn an_index_that_gets_another_key_is_built_again() {
    let with =
        |key: &str| KEEPER.replace("key = \"id\"", &format!("key = \"id\", index(\"by-time\", key = \"{key}\")"));
    let found = of_prod(&with("until"), |text| if text.contains("struct") { with("id") } else { text.to_owned() });
    let expected =
        "WS0505 the index `by-time` of the table `shop-prod-order` is built again with the next apply in prod";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}

#[test]
fn what_others_have_hung_on_a_topic_goes_with_it() {
    let found = of_prod(KEEPER, |text| text.replace("#[topic]", "#[topic(fifo)]"));
    let expected = "the topic `shop-prod-news` gets another name, and AWS renames nothing: the next apply in prod removes \
                    it with what others have subscribed to it";
    assert!(found.iter().any(|it| it.contains(expected)), "{found:?}");
}

#[test]
fn a_bucket_is_kept_with_what_closes_it() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), KEEPER, SETTINGS, &[]).status.success());
    let without = KEEPER.replace("#[bucket]\nstruct Labels;", "").replace(", l: Bucket<Labels, can::Put>", "");
    let said = stderr(&generate(folder.path(), &without, SETTINGS, &[]));
    for kind in
        ["aws_s3_bucket", "aws_s3_bucket_public_access_block", "aws_s3_bucket_versioning", "aws_s3_bucket_policy"]
    {
        assert!(said.contains(&format!("{kind}.labels")), "{said}");
    }
}

#[test]
fn what_goes_is_applied_before_the_role_that_deploys() {
    let settings = format!(
        "{SETTINGS}terraform: {{ deployer: true, backend: {{ kind: s3, bucket: states, key: \"{{environment}}/state\", \
         region: eu-west-1 }} }}\n"
    );
    let order = |change: &dyn Fn(&str) -> String| {
        let found = told((KEEPER, &settings), change);
        found.into_iter().filter(|it| it.contains("WS0506") && it.contains("prod")).collect::<Vec<_>>()
    };
    let gone = order(&|text| text.replace("url(auth = none)", "call"));
    assert!(gone.len() == 1 && gone[0].contains("may remove `aws_"), "{gone:?}");
    let new = order(&|text| text.replace("fn main()", "#[queue] struct More(u8);\nfn main()"));
    assert_eq!(new, [""; 0]);
    let renamed =
        order(&|text| text.replace("#[queue]", "#[queue(renamed_from = \"bills\")]").replace("Bills", "Dues"));
    assert_eq!(renamed, [""; 0]);
}

#[test]
fn a_namespace_is_not_deleted_with_what_others_have_in_it() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), SOURCE, SETTINGS, &[]).status.success());
    let moved = SETTINGS.replace("registry.example.com/shop }", "registry.example.com/shop, namespace: pay }");
    let moved = moved.replace("dev: {}, ", "");
    let said = stderr(&generate(folder.path(), SOURCE, &moved, &["-e", "prod"]));
    assert!(said.contains("`kubectl get all -n shop-prod`") && !said.contains("delete namespace/"), "{said}");
    assert!(said.contains("kubectl delete --namespace shop-prod ") && said.contains(" deployment/charge "), "{said}");
}

#[test]
fn another_name_at_the_same_address_is_another_thing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), KEEPER, SETTINGS, &[]).status.success());
    let said = stderr(&generate(folder.path(), &KEEPER.replace("#[queue]", "#[queue(fifo)]"), SETTINGS, &[]));
    assert!(said.contains("the queue `shop-prod-bills` gets another name"), "{said}");
    assert!(said.contains("leave `id`, `renamed_from`, `external` and `fifo` as they were"), "{said}");
    assert!(!said.contains("terraform state rm"), "{said}");
    // The name of before was never used.
    let logs = of_prod(KEEPER, |text| text.replace("url(auth = none)", "url(auth = none), renamed_from = \"never\""));
    assert!(logs.iter().any(|it| it.contains("`/aws/lambda/shop-prod-show` gets another name: the logs")), "{logs:?}");
    assert!(logs.iter().any(|it| it.starts_with("WS0505 the URL of `show` gets another address")), "{logs:?}");
}

#[test]
fn an_address_goes_with_its_function() {
    for change in [("async fn show", "async fn display"), ("url(auth = none)", "http(GET, \"/\", auth = none)")] {
        let found = of_prod(KEEPER, |text| text.replace(change.0, change.1));
        assert!(found.iter().any(|it| it.starts_with("WS0505 the URL of `show` goes")), "{found:?}");
    }
    let kept = "url(auth = none), renamed_from = \"show\"";
    let renamed = |text: &str| text.replace("fn show", "fn display").replace("url(auth = none)", kept);
    assert_eq!(of_prod(KEEPER, renamed), [""; 0]);
}

#[test]
fn a_reader_forgets_its_place_where_it_moves() {
    let outside = KEEPER.replace("stream(Clicks)", "stream(Clicks), place = container");
    let to = |text: &str| if text.contains("struct") { outside.clone() } else { text.to_owned() };
    let back = |text: &str| if text.contains("struct") { KEEPER.to_owned() } else { text.to_owned() };
    for found in [of_prod(KEEPER, to), of_prod(&outside, back)] {
        let expected = "WS0505 the reader `count` forgets how far it is";
        assert!(found.iter().any(|it| it.starts_with(expected)), "{found:?}");
    }
}

#[test]
fn a_file_that_is_overwritten_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    assert!(generate(folder.path(), KEEPER, SETTINGS, &[]).status.success());
    let path = folder.path().join("infra/prod/terraform/queue_bills.tf");
    let edited = fs::read_to_string(&path).unwrap() + "# mine\n";
    fs::write(&path, edited).unwrap();
    let without = KEEPER.replace("Bills", "Dues");
    assert!(!generate(folder.path(), &without, SETTINGS, &[]).status.success());
    let said = stderr(&generate(folder.path(), &without, SETTINGS, &["--overwrite"]));
    assert!(said.contains("nothing describes the queue `shop-prod-bills` any more"), "{said}");
}
