//! A URL of the function's own.

use watershed_grammar::trigger::http::Auth;

use super::Writing;
use crate::terraform::resource::{FunctionUrl, LambdaFunction, LambdaPermission, Resource as _};

/// Writes the URL, and the permission for everybody where nobody is asked.
pub fn lower(writing: &mut Writing<'_, '_>, auth: &Auth, streaming: bool) {
    let kind = if *auth == Auth::None { "NONE" } else { "AWS_IAM" };
    let function = LambdaFunction::at(&writing.local, "function_name");
    FunctionUrl::new(function.clone(), kind)
        .qualifier(writing.qualifier())
        .invoke_mode(streaming.then_some("RESPONSE_STREAM"))
        .add(&writing.local, &mut writing.file);
    if *auth == Auth::None {
        LambdaPermission::new("url", "lambda:InvokeFunctionUrl", function, "*")
            .qualifier(writing.qualifier())
            .function_url_auth_type("NONE")
            .add(&writing.local, &mut writing.file);
    }
}
