//! What platforms take or keep as a list: each entry, and what is beside it.

use watershed_tests::seen;

use super::application::{Application, called};

/// Days that CloudWatch Logs keeps logs (PutRetentionPolicy).
const RETENTION: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/// Variables that AWS Lambda sets and lets nobody define (AWS Lambda developer guide, defined runtime variables).
const RESERVED: &[&str] = &[
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

/// The codes at a place.
fn codes(application: &Application, place: &str) -> Vec<String> {
    let found = seen::by_compiler(&application.files());
    found.into_iter().filter(|it| it.seen.place == place).map(|it| it.seen.code).collect()
}

#[test]
fn logs_are_kept_as_long_as_cloudwatch_keeps_them() {
    for days in RETENTION.iter().flat_map(|days| [days - 1, *days, days + 1]) {
        let application = called("memory = \"256MB\"").with(format!("logs: {{ retention: {days} }}"));
        let said = codes(&application, &days.to_string());
        let expected: &[&str] = if RETENTION.contains(&days) { &[] } else { &["WS0301"] };
        assert_eq!(said, expected, "{days}");
    }
}

#[test]
fn reserved_variables_are_refused_on_both_sides() {
    for name in RESERVED {
        let application = called(&format!("env({name} = \"x\")"));
        assert_eq!(codes(&application, name), ["WS0016"], "{name}");
        assert!(application.by_macro().iter().any(|it| it.code == "WS0016" && it.place == *name), "{name}");
        let setting = Application::of("#[function(call)] async fn f() {}");
        let setting = setting.in_environment(format!("functions: {{ f: {{ env: {{ {name}: x }} }} }}"));
        assert_eq!(codes(&setting, name), ["WS0016"], "{name}");
    }
    for name in ["AWS_REGIONS", "LAMBDA_TASK", "HANDLER", "TZ"] {
        assert_eq!(codes(&called(&format!("env({name} = \"x\")")), name), Vec::<String>::new(), "{name}");
    }
}
