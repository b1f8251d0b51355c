//! Names that a macro could trip over.

/// A type of the application's own that is called like one of the standard library.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Option;

/// Another one.
#[derive(Debug)]
pub struct Some;

/// Scores.
///
/// # Errors
/// Never.
#[ws::function(call)]
pub async fn score(ws::Input(of): ws::Input<u8>) -> std::result::Result<u8, std::fmt::Error> {
    Ok(of)
}
