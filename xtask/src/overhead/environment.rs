//! What every program is told, wherever it runs.

use std::process::Command;

/// Variables of AWS and of the generated files. Nothing listens there: no answer needs it.
const VARIABLES: &[(&str, &str)] = &[
    ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
    ("AWS_REGION", "eu-west-1"),
    ("AWS_SECRET_ACCESS_KEY", "none"),
    ("WATERSHED_APP", "hello"),
    ("WATERSHED_ENVIRONMENT", "bench"),
    ("WATERSHED_QUEUE_GUESTS", "https://sqs.eu-west-1.amazonaws.com/123456789012/hello-bench-guests"),
    ("WATERSHED_TABLE_GREETED", "hello-bench-greeted"),
];

/// Tells a program this and nothing else.
pub fn tell(command: &mut Command) -> &mut Command {
    command.env_clear().envs(VARIABLES.iter().copied())
}
