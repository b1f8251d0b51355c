//! A byte order mark and Windows line ends.

use ws::prelude::*;

/// Two
/// lines.
#[function(
    call
)]
async fn with_windows_line_ends() {
}
