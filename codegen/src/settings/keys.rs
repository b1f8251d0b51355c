//! The settings as data: the readers, the suggestions and the reference all come from these tables.

use watershed_grammar::key::Key;
use watershed_grammar::limits::QUOTA_KEYS;

/// A map in `watershed.yaml`.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    /// Where it stands: names in angle brackets are a person's own.
    pub path: &'static str,
    /// What it is about.
    pub doc: &'static str,
    /// What may be written in it.
    pub keys: &'static [Key],
}

/// The file.
pub const FILE: &[Key] = &[
    Key::new("app", "app: shop", "", "the application's name, the first part of every name; at most 30 characters"),
    Key::new("binary", "binary: shop", "the only one", "the binary that is deployed, where the source has several"),
    Key::new("features", "features: [fast]", "", "features of the binary's package that the deployment has"),
    Key::new("environments", "environments: { dev: {}, prod: {} }", "", "the environments, by name"),
];

/// What the file and each environment may say; the environment's word holds.
pub const COMMON: &[Key] = &[
    Key::new("region", "region: eu-west-1", "", "the AWS region"),
    Key::new("arch", "arch: arm64 | x86_64", "arm64", "the processor of functions that do not say theirs"),
    Key::new("http", "http: { auth: none }", "", "the application's one HTTP API"),
    Key::new("tags", "tags: { team: checkout }", "", "tags on everything; labels or annotations in Kubernetes"),
    Key::new("logs", "logs: { retention: 30 }", "", "the logs of functions"),
    Key::new("tracing", "tracing: true", "false", "trace requests to serverless functions with X-Ray"),
    Key::new("alarms", "alarms: false", "true", "write alarms"),
    Key::new("terraform", "terraform: { backend: { kind: s3, bucket: state } }", "", "what Terraform needs to know"),
    Key::new("kubernetes", "kubernetes: { namespace: shop }", "", "what containers need to know"),
    Key::new("vpc", "vpc: { subnets: […], security_groups: […] }", "", "where functions with `vpc` run"),
    Key::new(
        "encryption",
        "encryption: aws | customer-key | { key: \"arn:aws:kms:…\" }",
        "aws",
        "whose key encrypts what is kept: keys of AWS, one that the environment has of its own, or one that exists",
    ),
    Key::new("signing", "signing: { profiles: [\"arn:aws:signer:…\"] }", "", "whose signatures functions take"),
    Key::new("limits", "limits: { concurrency: 5000 }", "", "what the account may have more or less of than others"),
    Key::new(
        "warnings",
        "warnings: { WS0218: error, WS0604: ignore }",
        "all are `warning`",
        "how bad a finding is that is a warning elsewhere: `ignore`, `warning` or `error`",
    ),
];

/// `http`
pub const HTTP: &[Key] = &[
    Key::new(
        "auth",
        "auth: none | iam | { jwt: { issuer: …, audience: […] } }",
        "",
        "who may call routes that say nothing",
    ),
    Key::new("cors", "cors: { origins: [\"https://shop.example.com\"] }", "", "which other sites may call it"),
    Key::new(
        "domain",
        "domain: api.shop.example.com",
        "",
        "its own host name, or `\"*.shop.example.com\"` for all of one label below; needs `certificate` for that name",
    ),
    Key::new("certificate", "certificate: \"arn:aws:acm:…\"", "", "the ARN of the domain's certificate"),
];

/// `http.auth.jwt`
pub const JWT: &[Key] = &[
    Key::new("issuer", "issuer: https://id.example.com", "", "the URL that issues the tokens"),
    Key::new("audience", "audience: [shop]", "", "for whom the tokens are"),
];

/// `http.cors`
pub const CORS: &[Key] = &[
    Key::new(
        "origins",
        "origins: [\"https://shop.example.com\"]",
        "",
        "the sites; `*`, `https://*` or `http://*` for all",
    ),
    Key::new("methods", "methods: [GET, POST]", "", "the methods, or `*` for all"),
    Key::new("headers", "headers: [content-type]", "", "the headers that a request may have, or `*` for all"),
];

/// `logs`
pub const LOGS: &[Key] = &[Key::new("retention", "retention: 30", "30", "how many days logs are kept")];

/// `terraform`
pub const TERRAFORM: &[Key] = &[
    Key::new("backend", "backend: { kind: s3, bucket: state, key: \"{environment}\" }", "", "where the state is kept"),
    Key::new(
        "deployer",
        "deployer: true",
        "false",
        "write a second root module with the role that may deploy this environment and nothing else",
    ),
];

/// `terraform.backend`; its other settings are the backend's own.
pub const BACKEND: &[Key] = &[Key::new(
    "kind",
    "kind: s3",
    "",
    "a kind of backend that Terraform has; beside it are its arguments, in which `{environment}` is filled in",
)];

/// `kubernetes`
pub const KUBERNETES: &[Key] = &[
    Key::new(
        "namespace",
        "namespace: shop",
        "`{app}-{environment}`",
        "the namespace of everything, and of nothing else: what is not declared may not enter or leave it",
    ),
    Key::new("gateway", "gateway: { name: public, namespace: infra }", "", "the Gateway that routes hang on"),
    Key::new(
        "ingress",
        "ingress: { class: nginx }",
        "",
        "the class of Ingresses, where there is no Gateway; for `alb` they are one load balancer of AWS's whose targets are pods, reached from the internet where its class says so",
    ),
    Key::new("host", "host: shop.example.com", "", "the host name of routes into containers"),
    Key::new("image", "image: registry.example.com/shop", "", "the repository of the image, without a tag"),
    Key::new(
        "traffic_from",
        "traffic_from: [envoy-gateway-system, 10.0.0.0/16]",
        "the Gateway's namespace",
        "where requests come from: namespaces of the pods that forward them, or addresses",
    ),
    Key::new(
        "metrics_from",
        "metrics_from: [monitoring]",
        "",
        "who collects metrics: namespaces of Prometheus, or addresses; each Deployment then has a PodMonitor",
    ),
    Key::new(
        "internal",
        "internal: true",
        "false",
        "HTTP stays inside the cluster; in an environment, instead of the way in that stands above",
    ),
];

/// `kubernetes.gateway`
pub const GATEWAY: &[Key] = &[
    Key::new("name", "name: public", "", "its name"),
    Key::new("namespace", "namespace: infra", "the application's own", "its namespace"),
    Key::new(
        "listener",
        "listener: https",
        "all of them",
        "the listener that takes requests, such as the one with TLS",
    ),
];

/// `kubernetes.ingress`
pub const INGRESS: &[Key] = &[
    Key::new("class", "class: nginx", "", "the IngressClass"),
    Key::new("tls", "tls: shop-certificate", "the controller's own", "the Secret with the certificate of the hosts"),
];

/// `vpc`
pub const VPC: &[Key] = &[
    Key::new("subnets", "subnets: [subnet-0a1b2c3d]", "", "the subnets, one at least"),
    Key::new("security_groups", "security_groups: [sg-0a1b2c3d]", "", "the security groups, one at least"),
    Key::new(
        "nat",
        "nat: true",
        "false",
        "whether the subnets have a NAT gateway, through which everything is reached",
    ),
    Key::new(
        "endpoints",
        "endpoints: [dynamodb, sqs]",
        "",
        "services that the VPC has an endpoint for: the last part of its name, such as `s3` or `kinesis-streams`",
    ),
];

/// `encryption`, where a key exists already.
pub const ENCRYPTION: &[Key] = &[Key::new(
    "key",
    "key: \"arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab\"",
    "",
    "the ARN of a symmetric key in the same region; the output `key_policy` is what its policy has to say",
)];

/// `signing`
pub const SIGNING: &[Key] = &[
    Key::new(
        "profiles",
        "profiles: [\"arn:aws:signer:eu-west-1:123456789012:/signing-profiles/shop/a1b2c3d4e5\"]",
        "",
        "ARNs of versions of signing profiles, one at least",
    ),
    Key::new("policy", "policy: enforce | warn", "enforce", "what happens to code that none of them has signed"),
];

/// An environment, beside [`COMMON`].
pub const ENVIRONMENT: &[Key] = &[
    Key::new(
        "protected",
        "protected: true",
        "false",
        "protect data: deletion protection, point-in-time recovery, `prevent_destroy`",
    ),
    Key::new("functions", "functions: { place-order: { memory: 512MB } }", "", "what differs for functions, by id"),
    Key::new("services", "services: { storefront: { cpu: 500m } }", "", "what differs for services, by id"),
    Key::new("resources", "resources: { orders: { external: orders } }", "", "what differs for resources, by id"),
];

/// A function of an environment. The values have the limits of the attribute's knobs.
pub const FUNCTION: &[Key] = &[
    Key::new("memory", "memory: 512MB", "", "its memory"),
    Key::new("timeout", "timeout: 10s", "", "how long one invocation may take"),
    Key::new("disk", "disk: 1GB", "", "size of `/tmp`"),
    Key::new("retries", "retries: 1", "", "how often a failed invocation is tried again"),
    Key::new("scale", "scale: { max: 100 }", "", "how many at once"),
    Key::new("env", "env: { LEVEL: debug }", "", "environment variables, beside and over those of the attribute"),
];

/// A service of an environment.
pub const SERVICE: &[Key] = &[
    Key::new("cpu", "cpu: 500m", "", "processor time that is kept for it; `0.5` is half a core"),
    Key::new("memory", "memory: 512MB", "", "its memory"),
    Key::new("scale", "scale: { min: 2, max: 10 }", "", "how many replicas"),
    Key::new("env", "env: { LEVEL: debug }", "", "environment variables, beside and over those of the attribute"),
    Key::new("host", "host: shop.example.com", "", "the host name that a service with `http` answers to"),
];

/// `scale` of a function or service.
pub const SCALE: &[Key] = &[
    Key::new("max", "max: 100", "", "the most at once"),
    Key::new("min", "min: 2", "", "the fewest replicas of a container"),
    Key::new("warm", "warm: 2", "", "environments kept ready"),
];

/// A resource of an environment.
pub const RESOURCE: &[Key] =
    &[Key::new("external", "external: name-or-arn", "", "it exists already; it is read and never managed")];

/// Every map of the file, in the order in which the reference shows them.
pub const MAPS: &[Map] = &[
    Map { path: "the file", doc: "what holds once", keys: FILE },
    Map { path: "the file and `environments.<name>`", doc: "an environment's word holds there", keys: COMMON },
    Map { path: "http", doc: "the application's one HTTP API", keys: HTTP },
    Map { path: "http.auth.jwt", doc: "tokens", keys: JWT },
    Map { path: "http.cors", doc: "requests of other sites", keys: CORS },
    Map { path: "logs", doc: "the logs of functions", keys: LOGS },
    Map { path: "terraform", doc: "what Terraform needs to know", keys: TERRAFORM },
    Map { path: "terraform.backend", doc: "where the state is kept", keys: BACKEND },
    Map { path: "kubernetes", doc: "what containers need to know", keys: KUBERNETES },
    Map { path: "kubernetes.gateway", doc: "the Gateway that routes hang on", keys: GATEWAY },
    Map { path: "kubernetes.ingress", doc: "Ingresses, where there is no Gateway", keys: INGRESS },
    Map { path: "vpc", doc: "where functions with `vpc` run", keys: VPC },
    Map { path: "encryption", doc: "a key that exists already", keys: ENCRYPTION },
    Map { path: "signing", doc: "whose signatures functions take", keys: SIGNING },
    Map { path: "limits", doc: "quotas of the account", keys: QUOTA_KEYS },
    Map { path: "environments.<name>", doc: "an environment", keys: ENVIRONMENT },
    Map { path: "environments.<name>.functions.<id>", doc: "what differs for a function", keys: FUNCTION },
    Map { path: "environments.<name>.services.<id>", doc: "what differs for a service", keys: SERVICE },
    Map { path: "environments.<name>.functions.<id>.scale", doc: "of a service too", keys: SCALE },
    Map { path: "environments.<name>.resources.<id>", doc: "what differs for a resource", keys: RESOURCE },
];
