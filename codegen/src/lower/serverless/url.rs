//! A URL of the function's own.

use watershed_grammar::trigger::http::Auth;

use super::Writing;
use crate::lower::{function_arn, tags};
use crate::physical::{PUBLIC, STACK};
use crate::terraform::hcl::Expression;
use crate::terraform::resource::{FunctionUrl, LambdaFunction, LambdaPermission, Resource as _, Stack};

/// Writes the URL, and who may call it where that is everybody.
pub fn lower(writing: &mut Writing<'_, '_>, auth: &Auth, streaming: bool) {
    let function = || LambdaFunction::at(&writing.local, "function_name");
    let open = *auth == Auth::None;
    FunctionUrl::new(function(), if open { "NONE" } else { "AWS_IAM" })
        .qualifier(writing.qualifier())
        .invoke_mode(streaming.then_some("RESPONSE_STREAM"))
        .add(&writing.local, &mut writing.file);
    if open {
        LambdaPermission::new("url", "lambda:InvokeFunctionUrl", function(), "*")
            .qualifier(writing.qualifier())
            .function_url_auth_type("NONE")
            .add(&writing.local, &mut writing.file);
        public(writing);
    }
}

/// Why a stack stands among Terraform's resources.
const WHY: &str = "Since October 2025 a public URL needs this second permission, which holds for calls through the URL \
                   alone.\nThe provider can write it from 6.29 on; CloudFormation can with every version.";

fn public(writing: &mut Writing<'_, '_>) {
    let properties = Expression::object([
        ("Action", Expression::from("lambda:InvokeFunction")),
        ("FunctionName", function_arn(writing.function)),
        ("InvokedViaFunctionUrl", true.into()),
        ("Principal", "*".into()),
    ]);
    let permission =
        Expression::object([("Type", Expression::from("AWS::Lambda::Permission")), ("Properties", properties)]);
    let template = Expression::object([("Resources", Expression::object([("Permission", permission)]))]);
    Stack::new(writing.name(STACK, PUBLIC), Expression::json(template))
        .comment(WHY)
        .tags(tags(&writing.function.identity))
        .add(&writing.local, &mut writing.file);
}
