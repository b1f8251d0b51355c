//! The one error of handlers and handles.

use std::error::Error as StandardError;
use std::fmt;

use http::StatusCode;

/// What a handler or handle answers; the error is [`Error`] where nothing else is said.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong: a message, the error behind it, and the status that a caller over HTTP gets.
///
/// Every error type of the standard library and of most crates becomes one by `?`, with status 500.
/// A queue, topic, stream or schedule does not look at the status: an error there means that the message is tried again.
pub struct Error {
    status: StatusCode,
    message: String,
    source: Option<Box<dyn StandardError + Send + Sync>>,
}

impl Error {
    /// An error with status 500.
    pub fn new(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// An error with a status of its own.
    pub fn with_status(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), source: None }
    }

    /// What was asked for is not there: 404.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::NOT_FOUND, message)
    }

    /// What was asked for makes no sense: 400.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::BAD_REQUEST, message)
    }

    /// What was asked for contradicts what is there: 409.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::CONFLICT, message)
    }

    /// The status that a caller over HTTP gets.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The error behind it.
    pub fn source(&self) -> Option<&(dyn StandardError + Send + Sync + 'static)> {
        self.source.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// The message, then every error behind it: what a test and a log show.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.message, self.status.as_u16())?;
        let mut cause = self.source.as_ref().and_then(|source| source.source());
        while let Some(behind) = cause {
            write!(formatter, ": {behind}")?;
            cause = behind.source();
        }
        Ok(())
    }
}

/// `Error` itself is no [`std::error::Error`], so that this covers all others.
impl<E: StandardError + Send + Sync + 'static> From<E> for Error {
    fn from(source: E) -> Self {
        let message = source.to_string();
        Self { source: Some(Box::new(source)), ..Self::new(message) }
    }
}
