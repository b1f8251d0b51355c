//! Every place where a person writes a text, and where it must come out again.

/// How a text is written in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A literal of Rust.
    Rust,
    /// Behind `///`.
    Doc,
    /// A scalar of YAML.
    Yaml,
}

/// A place in the sources below: `‹name›`.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its name; the part before the colon is the table of keys, the part behind it the key.
    pub name: &'static str,
    /// How a text is written there.
    pub written: Written,
    /// What stands there, where nothing is tried.
    pub usual: &'static str,
    /// Where the text must be, as paths of `read::texts`: `t` in Terraform, `k` in manifests, ` | ` between places of which
    /// one is enough, ` ^ ` before what stands before the text. Where there is none, the text is for a reader alone, or
    /// it is one of few words.
    pub found: &'static [&'static str],
    /// Whether nearly every text is refused: it is a name, a word of few, a number with its unit.
    pub is_narrow: bool,
}

const fn rust(name: &'static str, usual: &'static str, found: &'static [&'static str]) -> Place {
    Place { name, written: Written::Rust, usual, found, is_narrow: false }
}

const fn yaml(name: &'static str, usual: &'static str, found: &'static [&'static str]) -> Place {
    Place { name, written: Written::Yaml, usual, found, is_narrow: false }
}

const fn doc(name: &'static str, found: &'static [&'static str]) -> Place {
    Place { name, written: Written::Doc, usual: "Says something.", found, is_narrow: false }
}

impl Place {
    const fn narrow(self) -> Self {
        Self { is_narrow: true, ..self }
    }
}

/// Items that are tried alone, and all together.
pub const SOURCES: &[&str] = &[
    r#"
/// ‹doc:function›
#[function(
    call,
    env(LEVEL = ‹function:env›, "WORD" = "w"),
    tags(‹function:tags key› = "x", owner = ‹function:tags›),
    allow(
        reason = ‹allow:reason›,
        actions = [‹allow:actions›, "ses:SendRawEmail"],
        resources = [‹allow:resources›, "arn:aws:ses:eu-west-1:123456789012:identity/b"],
    ),
)]
async fn speak(Input(text): Input<u32>) -> Result<()> {}

#[service(
    worker,
    env(LEVEL = ‹service:env›),
    tags(‹service:tags key› = "x", owner = ‹service:tags›),
    allow(reason = ‹service allow:reason›, actions = [‹service allow:actions›], resources = [‹service allow:resources›]),
)]
async fn work(outside: Sender<Outside>) -> Result<()> {}
#[service(http(port = 9000))]
async fn side() -> Result<Router> {}
#[queue]
struct Outside(u32);
"#,
    r#"
#[topic]
struct Paid(std::collections::BTreeMap<String, String>);
#[function(
    topic(Paid, filter(‹topic:filter key› = "x", kind = [‹topic:filter›, "other"])),
    accept(WS0602, reason = ‹accept:reason›)
)]
async fn report(Message(paid): Message<std::collections::BTreeMap<String, String>>) -> Result<()> {}
#[function(topic(Paid, filter(kind = [‹container topic:filter›, "other"])), place = container)]
async fn report_in_a_container(Message(paid): Message<std::collections::BTreeMap<String, String>>) -> Result<()> {}
"#,
    r#"
#[bus]
struct Changes;
#[function(event(Changes, source = ‹event:source›, detail_type = ["other", ‹event:detail_type›]))]
async fn hear(Event(change): Event<u32>) -> Result<()> {}
#[function(event(Changes, source = [‹container event:source›, "other"]), place = container)]
async fn hear_in_a_container(Event(change): Event<u32>) -> Result<()> {}
"#,
    r"
#[bucket]
struct Receipts;
#[function(bucket(Receipts, prefix = ‹bucket:prefix›, suffix = ‹bucket:suffix›))]
async fn read(object: Object<Receipts>) -> Result<()> {}
#[bucket]
struct Labels;
#[function(bucket(Labels, prefix = ‹container bucket:prefix›), place = container)]
async fn read_in_a_container(object: Object<Labels>) -> Result<()> {}
",
    r#"
#[function(http(GET, ‹http:path›, auth = jwt(issuer = ‹jwt:issuer›, audience = [‹jwt:audience›, "other"])))]
async fn me() -> String {}
#[function(http(POST, "/mine"))]
async fn mine() -> String {}
#[function(http(GET, ‹container http:path›, auth = none), place = container)]
async fn show() -> String {}
#[service(http(host = ‹service http:host›, path = ‹service http:path›), health = ‹service:health›)]
async fn web() -> Result<Router> {}
"#,
    r"
#[function(schedule(‹schedule:when›, timezone = ‹schedule:timezone›))]
async fn sweep() -> Result<()> {}
",
    r#"
/// ‹doc:table›
#[table(
    key = ‹table:key›,
    sort = ‹table:sort›,
    index(‹table:index›, key = ‹index:key›, sort = ‹index:sort›),
    ttl = ‹table:ttl›,
    tags(‹resource:tags key› = "x", owner = ‹resource:tags›)
)]
struct Order {
    id: String,
    at: u64,
    r#type: String,
    until: u64,
}
/// ‹doc:secret›
#[secret]
struct PaymentKey;
#[function(call)]
async fn look(Input(id): Input<u32>, orders: Reader<Order>, key: Secret<PaymentKey>) -> Result<()> {}
"#,
    r"
#[queue(external = ‹resource:external›)]
struct Charges(u32);
#[function(call, place = container)]
async fn pay(Input(id): Input<u32>, charges: Sender<Charges>) -> Result<()> {}
",
    r"
#[queue(id = ‹resource:id›)]
struct Parcels(u32);
#[queue(renamed_from = ‹resource:renamed_from›)]
struct Letters(u32);
#[function(call, id = ‹function:id›)]
async fn send(Input(id): Input<u32>, parcels: Sender<Parcels>, letters: Sender<Letters>) -> Result<()> {}
#[function(call, renamed_from = ‹function:renamed_from›)]
async fn give(Input(id): Input<u32>) -> Result<()> {}
#[service(worker, id = ‹service:id›)]
async fn sort() -> Result<()> {}
#[function(call, place = container, group = ‹function:group›)]
async fn join(Input(id): Input<u32>) -> Result<()> {}
",
    r"
#[service(worker, group = ‹service:group›)]
async fn gather() -> Result<()> {}
#[service(worker, renamed_from = ‹service:renamed_from›)]
async fn stack() -> Result<()> {}
",
    r"
#[queue(retention = ‹queue:retention›, delay = ‹queue:delay›)]
struct Waiting(u32);
#[bucket(expire = ‹bucket:expire›)]
struct Old;
#[stream(retention = ‹stream:retention›)]
struct Clicks(u32);
#[function(
    queue(Waiting, window = ‹queue:window›),
    memory = ‹function:memory›,
    timeout = ‹function:timeout›,
    disk = ‹function:disk›,
    expect(rate = ‹expect:rate›, duration = ‹expect:duration›)
)]
async fn count(Message(one): Message<u32>) -> Result<()> {}
#[service(
    worker,
    cpu = ‹service:cpu›,
    memory = ‹service:memory›,
    grace = ‹service:grace›,
    scale(max = 3, scale_down_after = ‹scale:scale_down_after›)
)]
async fn grow() -> Result<()> {}
",
];

/// The settings of all of them.
pub const SETTINGS: &str = r"app: ‹the file:app›
region: ‹the file:region›
arch: ‹the file:arch›
tags: { ‹the file:tags key›: x, keeper: ‹the file:tags› }
http:
  auth: { jwt: { issuer: ‹http.auth.jwt:issuer›, audience: [‹http.auth.jwt:audience›, other] } }
  cors: { origins: [‹http.cors:origins›], methods: [‹http.cors:methods›], headers: [‹http.cors:headers›] }
  domain: ‹http:domain›
  certificate: ‹http:certificate›
terraform:
  backend:
    kind: ‹terraform.backend:kind›
    organization: ‹terraform.backend:text›
    workspaces: { ‹terraform.backend:block key›: shop }
    inner: { ‹terraform.backend:key›: [‹terraform.backend:inner›] }
kubernetes:
  namespace: ‹kubernetes:namespace›
  gateway: { name: ‹kubernetes.gateway:name›, namespace: ‹kubernetes.gateway:namespace›, listener: ‹kubernetes.gateway:listener› }
  host: ‹kubernetes:host›
  image: ‹kubernetes:image›
  traffic_from: [‹kubernetes:traffic_from›]
  metrics_from: [‹kubernetes:metrics_from›]
vpc: { subnets: [‹vpc:subnets›], security_groups: [‹vpc:security_groups›], endpoints: [‹vpc:endpoints›] }
warnings: { WS0602: ‹the file:warnings› }
environments:
  ‹environments:name›:
    functions:
      speak: { memory: ‹environments.<name>.functions.<id>:memory›, timeout: ‹environments.<name>.functions.<id>:timeout›, env: { ‹environments.<name>.functions.<id>:env key›: x, SAID: ‹environments.<name>.functions.<id>:env› } }
    services:
      work: { cpu: ‹environments.<name>.services.<id>:cpu›, memory: ‹environments.<name>.services.<id>:memory›, env: { SAID: ‹environments.<name>.services.<id>:env› } }
      side: { host: ‹environments.<name>.services.<id>:host› }
    resources:
      outside: { external: ‹environments.<name>.resources.<id>:external› }
";

/// Instead of the line with the Gateway, where a text is tried there.
pub const INGRESS: &str = "  ingress: { class: ‹kubernetes.ingress:class›, tls: ‹kubernetes.ingress:tls› }\n";

/// Every place.
pub const PLACES: &[Place] = &[
    doc("doc:function", &["t aws_lambda_function.speak/description"]),
    doc("doc:secret", &["t aws_secretsmanager_secret.payment_key/description"]),
    doc("doc:table", &[]),
    rust("function:env", "w", &["t aws_lambda_function.speak/environment/0/variables/LEVEL"]),
    rust("service:env", "w", &["k ConfigMap/work/data/LEVEL"]),
    rust("function:tags key", "team", &["t aws_lambda_function.speak/tags/@keys", "t aws_iam_role.speak/tags/@keys"]),
    rust("function:tags", "w", &["t aws_lambda_function.speak/tags/owner"]),
    rust(
        "service:tags key",
        "team",
        &[
            "k Deployment/work/metadata/labels/@keys | k Deployment/work/metadata/annotations/@keys | k Deployment/work/metadata/annotations/watershed~tags/!/@keys",
        ],
    ),
    rust(
        "service:tags",
        "w",
        &["k Deployment/work/metadata/labels/owner | k Deployment/work/metadata/annotations/owner"],
    ),
    rust("allow:reason", "because", &[]),
    rust("allow:actions", "ses:SendEmail", &["t aws_iam_role_policy.speak/policy/!/Statement/*/Action/*"]).narrow(),
    rust("allow:resources", "*", &["t aws_iam_role_policy.speak/policy/!/Statement/*/Resource/*"]),
    rust("service allow:reason", "because", &[]),
    rust("service allow:actions", "ses:SendEmail", &["t aws_iam_role_policy.work/policy/!/Statement/*/Action/*"])
        .narrow(),
    rust("service allow:resources", "*", &["t aws_iam_role_policy.work/policy/!/Statement/*/Resource/*"]).narrow(),
    rust("accept:reason", "because", &[]),
    rust("topic:filter key", "country", &["t aws_sns_topic_subscription.report/filter_policy/!/@keys"]),
    rust("topic:filter", "w", &["t aws_sns_topic_subscription.report/filter_policy/!/kind/0"]),
    rust("container topic:filter", "w", &["t aws_sns_topic_subscription.report_in_a_container/filter_policy/!/kind/0"]),
    rust("event:source", "shop", &["t aws_cloudwatch_event_rule.hear/event_pattern/!/source/0"]),
    rust("event:detail_type", "Placed", &["t aws_cloudwatch_event_rule.hear/event_pattern/!/detail-type/1"]),
    rust(
        "container event:source",
        "shop",
        &["t aws_cloudwatch_event_rule.hear_in_a_container/event_pattern/!/source/0"],
    ),
    rust("bucket:prefix", "in/", &["t aws_s3_bucket_notification.receipts/lambda_function/0/filter_prefix/%"]),
    rust("bucket:suffix", ".pdf", &["t aws_s3_bucket_notification.receipts/lambda_function/0/filter_suffix/%"]),
    rust("container bucket:prefix", "in/", &["t aws_s3_bucket_notification.labels/queue/0/filter_prefix/%"]),
    rust("http:path", "/me", &["t aws_apigatewayv2_route.me/route_key ^GET "]).narrow(),
    rust("jwt:issuer", "https://id.example.com", &["t aws_apigatewayv2_authorizer.*/jwt_configuration/0/issuer"])
        .narrow(),
    rust("jwt:audience", "shop", &["t aws_apigatewayv2_authorizer.*/jwt_configuration/0/audience/*"]),
    rust(
        "container http:path",
        "/show",
        &["k HTTPRoute/*/spec/rules/*/matches/*/path/value | k Ingress/*/spec/rules/*/http/paths/*/path"],
    )
    .narrow(),
    rust("service http:host", "www.example.com", &["k HTTPRoute/*/spec/hostnames/* | k Ingress/*/spec/rules/*/host"])
        .narrow(),
    rust(
        "service http:path",
        "/web",
        &["k HTTPRoute/*/spec/rules/*/matches/*/path/value | k Ingress/*/spec/rules/*/http/paths/*/path"],
    )
    .narrow(),
    rust("service:health", "/well", &["k Deployment/web/spec/template/spec/containers/0/readinessProbe/httpGet/path"])
        .narrow(),
    rust("schedule:when", "rate(1 hour)", &[]).narrow(),
    rust("schedule:timezone", "Europe/Berlin", &["t aws_scheduler_schedule.sweep/schedule_expression_timezone"])
        .narrow(),
    rust("table:key", "id", &["t aws_dynamodb_table.order/hash_key"]).narrow(),
    rust("table:sort", "at", &["t aws_dynamodb_table.order/range_key"]).narrow(),
    rust("table:index", "by-type", &["t aws_dynamodb_table.order/global_secondary_index/0/name"]).narrow(),
    rust("index:key", "type", &["t aws_dynamodb_table.order/global_secondary_index/0/hash_key"]).narrow(),
    rust("index:sort", "at", &["t aws_dynamodb_table.order/global_secondary_index/0/range_key"]).narrow(),
    rust("table:ttl", "until", &["t aws_dynamodb_table.order/ttl/0/attribute_name"]).narrow(),
    rust("resource:tags key", "team", &["t aws_dynamodb_table.order/tags/@keys"]).narrow(),
    rust("resource:tags", "w", &["t aws_dynamodb_table.order/tags/owner"]).narrow(),
    rust(
        "resource:external",
        "charges",
        &["t data.aws_sqs_queue.charges/name", "k ConfigMap/pay/data/WATERSHED_QUEUE_CHARGES"],
    )
    .narrow(),
    rust("resource:id", "parcels", &["t aws_sqs_queue.*/tags/component ^queue/ | t aws_sqs_queue.*/tags/component"])
        .narrow(),
    rust("resource:renamed_from", "post", &[]).narrow(),
    rust("function:id", "send", &["t aws_lambda_function.*/handler"]).narrow(),
    rust("function:renamed_from", "take", &[]).narrow(),
    rust("function:group", "joined", &["k ServiceAccount/*/metadata/name"]).narrow(),
    rust("service:id", "sort", &["k ServiceAccount/*/metadata/name"]).narrow(),
    rust("service:group", "gathered", &["k ServiceAccount/*/metadata/name"]).narrow(),
    rust("service:renamed_from", "pile", &[]).narrow(),
    rust("queue:retention", "4d", &[]).narrow(),
    rust("queue:delay", "10s", &[]).narrow(),
    rust("bucket:expire", "30d", &[]).narrow(),
    rust("stream:retention", "24h", &[]).narrow(),
    rust("queue:window", "2s", &[]).narrow(),
    rust("function:memory", "256MB", &[]).narrow(),
    rust("function:timeout", "5s", &[]).narrow(),
    rust("function:disk", "512MB", &[]).narrow(),
    rust("expect:rate", "40/s", &[]).narrow(),
    rust("expect:duration", "80ms", &[]).narrow(),
    rust("service:cpu", "250m", &[]).narrow(),
    rust("service:memory", "256MB", &[]).narrow(),
    rust("service:grace", "30s", &[]).narrow(),
    rust("scale:scale_down_after", "5m", &[]).narrow(),
    yaml("the file:app", "shop", &["k ConfigMap/work/data/WATERSHED_APP"]).narrow(),
    yaml("the file:region", "eu-west-1", &["k ConfigMap/work/data/AWS_REGION", "t provider.aws/region"]).narrow(),
    yaml("the file:arch", "arm64", &[]).narrow(),
    yaml("the file:tags key", "team-of", &["t provider.aws/default_tags/0/tags/@keys"]),
    yaml(
        "the file:tags",
        "w",
        &[
            "t provider.aws/default_tags/0/tags/keeper",
            "k Namespace/*/metadata/labels/keeper | k Namespace/*/metadata/annotations/keeper",
        ],
    ),
    yaml(
        "http.auth.jwt:issuer",
        "https://login.example.com",
        &["t aws_apigatewayv2_authorizer.*/jwt_configuration/0/issuer"],
    )
    .narrow(),
    yaml("http.auth.jwt:audience", "web", &["t aws_apigatewayv2_authorizer.*/jwt_configuration/0/audience/*"]),
    yaml(
        "http.cors:origins",
        "https://a.example.com",
        &["t aws_apigatewayv2_api.api/cors_configuration/0/allow_origins/*"],
    )
    .narrow(),
    yaml("http.cors:methods", "GET", &["t aws_apigatewayv2_api.api/cors_configuration/0/allow_methods/*"]).narrow(),
    yaml("http.cors:headers", "accept", &["t aws_apigatewayv2_api.api/cors_configuration/0/allow_headers/*"]).narrow(),
    yaml("http:domain", "api.example.com", &["t aws_apigatewayv2_domain_name.api/domain_name"]).narrow(),
    yaml(
        "http:certificate",
        "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
        &["t aws_apigatewayv2_domain_name.api/domain_name_configuration/0/certificate_arn"],
    )
    .narrow(),
    yaml("terraform.backend:kind", "remote", &[]).narrow(),
    yaml("terraform.backend:block key", "name", &["t terraform/backend/0/workspaces/0/@keys"]).narrow(),
    yaml("terraform.backend:text", "{environment}/a", &["t terraform/backend/0/organization"]),
    yaml("terraform.backend:key", "word", &["t terraform/backend/0/inner/@keys"]),
    yaml("terraform.backend:inner", "w", &["t terraform/backend/0/inner/*/0"]),
    yaml("kubernetes:namespace", "shop", &["k ServiceAccount/work/metadata/namespace", "k Namespace/*/metadata/name"])
        .narrow(),
    yaml("kubernetes.gateway:name", "public", &["k HTTPRoute/*/spec/parentRefs/*/name"]).narrow(),
    yaml("kubernetes.gateway:namespace", "infra", &["k HTTPRoute/*/spec/parentRefs/*/namespace"]).narrow(),
    yaml("kubernetes.gateway:listener", "https", &["k HTTPRoute/*/spec/parentRefs/*/sectionName"]).narrow(),
    yaml("kubernetes.ingress:class", "nginx", &["k Ingress/*/spec/ingressClassName"]).narrow(),
    yaml("kubernetes.ingress:tls", "shop-certificate", &["k Ingress/*/spec/tls/*/secretName"]).narrow(),
    yaml("kubernetes:host", "shop.example.com", &["k HTTPRoute/*/spec/hostnames/* | k Ingress/*/spec/rules/*/host"])
        .narrow(),
    yaml("kubernetes:image", "registry.example.com/shop", &["k Kustomization/*/images/*/name"]).narrow(),
    yaml("kubernetes:traffic_from", "10.0.0.0/16", &[]).narrow(),
    yaml("kubernetes:metrics_from", "monitoring", &[]).narrow(),
    yaml("vpc:subnets", "subnet-0a1b2c3d", &[]).narrow(),
    yaml("vpc:security_groups", "sg-0a1b2c3d", &[]).narrow(),
    yaml("vpc:endpoints", "dynamodb", &[]).narrow(),
    yaml("the file:warnings", "ignore", &[]).narrow(),
    yaml("environments:name", "dev", &["k ConfigMap/work/data/WATERSHED_ENVIRONMENT"]).narrow(),
    yaml(
        "environments.<name>.functions.<id>:env key",
        "EXTRA",
        &["t aws_lambda_function.speak/environment/0/variables/@keys"],
    )
    .narrow(),
    yaml("environments.<name>.functions.<id>:env", "w", &["t aws_lambda_function.speak/environment/0/variables/SAID"]),
    yaml(
        "environments.<name>.resources.<id>:external",
        "outside",
        &["t data.aws_sqs_queue.outside/name", "k ConfigMap/work/data/WATERSHED_QUEUE_OUTSIDE"],
    )
    .narrow(),
    yaml("environments.<name>.functions.<id>:memory", "256MB", &[]).narrow(),
    yaml("environments.<name>.functions.<id>:timeout", "5s", &[]).narrow(),
    yaml("environments.<name>.services.<id>:cpu", "250m", &[]).narrow(),
    yaml("environments.<name>.services.<id>:memory", "256MB", &[]).narrow(),
    yaml("environments.<name>.services.<id>:env", "w", &["k ConfigMap/work/data/SAID"]),
    yaml(
        "environments.<name>.services.<id>:host",
        "side.example.com",
        &["k HTTPRoute/side/spec/hostnames/* | k Ingress/side/spec/rules/*/host"],
    )
    .narrow(),
];
