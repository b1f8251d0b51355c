//! What AWS refused, or why nobody could ask it.

use std::error::Error as StandardError;
use std::fmt;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::Error;

/// What was tried, what AWS answered, and the SDK's own error behind it.
#[derive(Debug)]
struct Fault {
    message: String,
    behind: Box<dyn StandardError + Send + Sync>,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl StandardError for Fault {
    fn source(&self) -> Option<&(dyn StandardError + 'static)> {
        Some(&*self.behind)
    }
}

/// The error of a handle: status 500, with the code and the words of AWS.
pub fn fault<E, R>(what: &str, error: SdkError<E, R>) -> Error
where
    E: StandardError + ProvideErrorMetadata + Send + Sync + 'static,
    R: fmt::Debug + Send + Sync + 'static,
{
    let message = match (error.code(), error.message()) {
        (Some(code), Some(message)) => format!("{what}: AWS answered {code}: {message}"),
        (Some(code), None) => format!("{what}: AWS answered {code}"),
        (None, _) => format!("{what}: {}", innermost(&error)),
    };
    behind(message, error)
}

/// An error with another one behind it.
pub fn behind(message: String, behind: impl StandardError + Send + Sync + 'static) -> Error {
    Fault { message, behind: Box::new(behind) }.into()
}

/// The last cause says what happened; those before only say that something did.
fn innermost(error: &(dyn StandardError + 'static)) -> String {
    let mut last = error;
    while let Some(next) = last.source() {
        last = next;
    }
    last.to_string()
}
