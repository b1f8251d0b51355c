//! Numbers of functions and services, in attributes and in the settings of an environment.

use watershed_grammar::limits::*;

use super::application::{Application, called, letters, queue, quoted, table, worker};
use super::case::{Case, End};

pub fn cases() -> Vec<Case> {
    [functions(), services(), scales(), vpc(), network()].into_iter().flatten().collect()
}

fn function_with(setting: &str) -> Application {
    Application::of("#[function(call)] async fn f() {}").in_environment(format!("functions: {{ f: {{ {setting} }} }}"))
}

fn service_with(setting: &str) -> Application {
    let service = Application::of("#[service(worker)] async fn s() -> Result<()> {}");
    service.in_environment(format!("services: {{ s: {{ {setting} }} }}"))
}

fn functions() -> Vec<Case> {
    let megabytes: fn(u64) -> String = |n| format!("\"{n}MB\"");
    let plain_megabytes: fn(u64) -> String = |n| format!("{n}MB");
    let number: fn(u64) -> String = |n| n.to_string();
    vec![
        Case::new(FUNCTION_MEMORY, |n| called(&format!("memory = \"{n}MB\"")), megabytes),
        Case::new(FUNCTION_MEMORY, |n| function_with(&format!("memory: {n}MB")), plain_megabytes).by_compiler(),
        Case::new(FUNCTION_TIMEOUT, |n| called(&format!("timeout = \"{n}s\"")), |n| format!("\"{n}s\"")),
        Case::new(FUNCTION_TIMEOUT, |n| function_with(&format!("timeout: {n}s")), |n| format!("{n}s")).by_compiler(),
        Case::new(FUNCTION_DISK, |n| called(&format!("disk = \"{n}MB\"")), megabytes),
        Case::new(FUNCTION_DISK, |n| function_with(&format!("disk: {n}MB")), plain_megabytes).by_compiler(),
        Case::new(FUNCTION_RETRIES, |n| table("", &format!(", retries = {n}")), number),
        Case::new(
            FUNCTION_RETRIES,
            |n| table("", "").in_environment(format!("functions: {{ f: {{ retries: {n} }} }}")),
            number,
        )
        .by_compiler(),
        Case::new(ASYNCHRONOUS_RETRIES, |n| called(&format!("retries = {n}")), number).code("WS0220").by_compiler(),
        Case::new(ASYNCHRONOUS_RETRIES, |n| function_with(&format!("retries: {n}")), number)
            .code("WS0220")
            .by_compiler(),
        // A second less, for the start and the way.
        Case::new(ROUTE_TIMEOUT, |n| route(&format!("timeout = \"{}s\"", n - 1)), |n| format!("\"{}s\"", n - 1))
            .only(End::High)
            .code("WS0218")
            .by_compiler(),
        // `{"TEXT":"…","WATERSHED_APP":"shop","WATERSHED_ENVIRONMENT":"dev"}`
        Case::new(VARIABLES, |n| called(&format!("env(TEXT = \"{}\")", text(n))), |n| format!("\"{}\"", text(n)))
            .code("WS0223")
            .by_compiler(),
        // Four of them are Watershed's own.
        Case::new(
            TAGS,
            |n| {
                let tags: Vec<String> = (0..n - 4).map(|n| format!("t{n} = \"x\"")).collect();
                Application::of(format!("#[queue(tags({}))] struct Q(u8);", tags.join(", ")))
            },
            |n| format!("t{}", n - 5),
        )
        .code("WS0222")
        .by_compiler(),
    ]
}

fn route(knobs: &str) -> Application {
    Application::of(format!("#[function(http(GET, \"/\", auth = none), {knobs})] async fn f() -> String {{}}"))
}

/// The variable that fills up so many bytes of JSON.
fn text(bytes: u64) -> String {
    let own = "{\"TEXT\":\"\",\"WATERSHED_APP\":\"shop\",\"WATERSHED_ENVIRONMENT\":\"dev\"}".len() as u64;
    "ab ".chars().cycle().take(usize::try_from(bytes - own).expect("it is short")).collect()
}

fn services() -> Vec<Case> {
    let megabytes: fn(u64) -> String = |n| format!("\"{n}MB\"");
    let seconds: fn(u64) -> String = |n| format!("\"{n}s\"");
    vec![
        Case::new(SERVICE_CPU, |n| worker(&format!("cpu = \"{n}m\"")), |n| format!("\"{n}m\"")),
        Case::new(SERVICE_CPU, |n| service_with(&format!("cpu: {n}m")), |n| format!("{n}m")).by_compiler(),
        // The same as cores with a point, as users of Kubernetes write them.
        Case::new(SERVICE_CPU, |n| worker(&format!("cpu = \"{}\"", cores(n))), |n| format!("\"{}\"", cores(n))),
        Case::new(SERVICE_CPU, |n| service_with(&format!("cpu: {}", cores(n))), cores).by_compiler(),
        Case::new(SERVICE_MEMORY, |n| worker(&format!("memory = \"{n}MB\"")), megabytes),
        Case::new(SERVICE_MEMORY, |n| service_with(&format!("memory: {n}MB")), |n| format!("{n}MB")).by_compiler(),
        Case::new(VARIABLE, |n| worker(&format!("env(AB = {})", quoted(n - 2))), |n| quoted(n - 2)),
        Case::new(CONTAINER_VARIABLE, |n| worker(&format!("env({} = \"x\")", letters(n))), letters),
        Case::new(CONTAINER_VARIABLE, |n| called(&format!("place = container, env({} = \"x\")", letters(n))), letters)
            .by_compiler(),
        Case::new(CONTAINER_VARIABLE, |n| service_with(&format!("env: {{ {}: x }}", letters(n))), letters)
            .by_compiler(),
        Case::new(SERVICE_GRACE, |n| worker(&format!("grace = \"{n}s\"")), seconds),
        Case::new(SERVICE_PORT, |n| answering(&format!("port = {n}")), |n| n.to_string()),
    ]
}

/// Thousandths as cores.
fn cores(thousandths: u64) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn answering(keys: &str) -> Application {
    Application::of(format!("#[service(http({keys}))] async fn s() -> Result<Router> {{}}"))
}

fn scales() -> Vec<Case> {
    let number: fn(u64) -> String = |n| n.to_string();
    let depth: fn(u64) -> Application =
        |n| queue("", "", &format!(", place = container, scale(max = 3, target = depth({n}))"));
    vec![
        Case::new(SCALE_MAX, |n| called(&format!("scale(max = {n})")), number),
        Case::new(SCALE_MAX, |n| function_with(&format!("scale: {{ max: {n} }}")), number).by_compiler(),
        Case::new(SCALE_MIN, |n| worker(&format!("scale(min = {n})")), number),
        Case::new(SCALE_MIN, |n| service_with(&format!("scale: {{ min: {n} }}")), number).by_compiler(),
        Case::new(SCALE_MIN, |n| called(&format!("scale(warm = {n})")), number),
        Case::new(SCALE_MIN, |n| function_with(&format!("scale: {{ warm: {n} }}")), number).by_compiler(),
        Case::new(
            SCALE_DOWN,
            |n| worker(&format!("scale(max = 3, scale_down_after = \"{n}s\")")),
            |n| format!("\"{n}s\""),
        ),
        Case::new(SCALE_PERCENT, |n| worker(&format!("scale(max = 3, target = cpu({n}))")), number),
        Case::new(SCALE_MEMORY, |n| worker(&format!("scale(max = 3, target = memory({n}))")), number),
        Case::new(SCALE_DEPTH, depth, number),
    ]
}

fn vpc() -> Vec<Case> {
    let last: fn(u64) -> String = |n| format!("subnet-0a1b2c{:02}", n - 1);
    let last_group: fn(u64) -> String = |n| format!("sg-0a1b2c{:02}", n - 1);
    vec![
        Case::new(SUBNETS, |n| in_vpc(n, 1), last).only(End::High).by_compiler(),
        Case::new(SUBNETS, |n| in_vpc(n, 1), |_| "{".to_owned()).only(End::Low).code("WS0303").by_compiler(),
        Case::new(SIGNING_PROFILES, signed, |n| format!("\"{}\"", profile(n - 1))).only(End::High).by_compiler(),
        Case::new(SIGNING_PROFILES, signed, |_| "{".to_owned()).only(End::Low).code("WS0303").by_compiler(),
        Case::new(SECURITY_GROUPS, |n| in_vpc(1, n), last_group).only(End::High).by_compiler(),
        Case::new(SECURITY_GROUPS, |n| in_vpc(1, n), |_| "{".to_owned()).only(End::Low).code("WS0303").by_compiler(),
    ]
}

fn profile(number: u64) -> String {
    format!("arn:aws:signer:eu-west-1:123456789012:/signing-profiles/shop_{number}/a1b2c3d4e5")
}

fn signed(profiles: u64) -> Application {
    let profiles = (0..profiles).map(|n| format!("\"{}\"", profile(n))).collect::<Vec<_>>().join(", ");
    called("memory = \"256MB\"").with(format!("signing: {{ profiles: [{profiles}] }}"))
}

fn in_vpc(subnets: u64, groups: u64) -> Application {
    let ids =
        |prefix: &str, count: u64| (0..count).map(|n| format!("{prefix}-0a1b2c{n:02}")).collect::<Vec<_>>().join(", ");
    let (subnets, groups) = (ids("subnet", subnets), ids("sg", groups));
    called("vpc").with(format!("vpc: {{ subnets: [{subnets}], security_groups: [{groups}] }}"))
}

/// Names of hosts, and of what is in the cluster.
fn network() -> Vec<Case> {
    vec![
        Case::new(LABEL, |n| answering(&format!("host = {}", quoted(n))), quoted).code("WS0005"),
        Case::new(LABEL, |n| worker("").in_environment(format!("kubernetes: {{ namespace: {} }}", quoted(n))), quoted)
            .code("WS0301")
            .by_compiler(),
        Case::new(SUBDOMAIN, |n| answering(&format!("host = \"{}\"", host(n))), |n| format!("\"{}\"", host(n)))
            .code("WS0005"),
        Case::new(
            SUBDOMAIN,
            |n| {
                worker("").in_environment(format!(
                    "kubernetes: {{ ingress: {{ class: \"{}\" }}, traffic_from: [web] }}",
                    host(n)
                ))
            },
            |n| format!("\"{}\"", host(n)),
        )
        .code("WS0301")
        .by_compiler(),
    ]
}

/// A host of so many characters, with a dot behind every fifty.
fn host(length: u64) -> String {
    let name: Vec<char> = letters(length).chars().collect();
    let dotted = name.iter().enumerate().map(|(index, c)| if index % 51 == 50 { '.' } else { *c });
    dotted.collect()
}
