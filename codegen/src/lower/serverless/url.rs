//! A URL of the function's own.

use watershed_grammar::trigger::http::Auth;

use super::Writing;
use crate::terraform::resource::{FunctionUrl, LambdaFunction, Resource as _};

/// Writes the URL. One that is open to everybody needs a permission that provider 5.100 cannot write; the checks refuse it.
pub fn lower(writing: &mut Writing<'_, '_>, auth: &Auth, streaming: bool) {
    let kind = if *auth == Auth::None { "NONE" } else { "AWS_IAM" };
    FunctionUrl::new(LambdaFunction::at(&writing.local, "function_name"), kind)
        .qualifier(writing.qualifier())
        .invoke_mode(streaming.then_some("RESPONSE_STREAM"))
        .add(&writing.local, &mut writing.file);
}
