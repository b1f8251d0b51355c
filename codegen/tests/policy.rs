//! Policies are sorted and merged, with ids from their content.

use watershed_codegen::terraform::hcl::{Body, Expression, print};
use watershed_codegen::terraform::policy::{Policy, Statement};
use watershed_codegen::terraform::resource::{Resource, SqsQueue};

#[test]
fn statements_are_merged_sorted_and_named() {
    let queue = || SqsQueue::at("charges", "arn");
    let statements = vec![
        Statement::allow(["xray:PutTraceSegments"], [Expression::from("*")]).reason("traces have no resource to name"),
        Statement::allow(["sqs:SendMessage"], [queue()]),
        Statement::allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"], [queue()]),
        Statement::allow(["sqs:SendMessage"], [SqsQueue::at("other", "arn")]).principal("sns.amazonaws.com").condition(
            "ArnEquals",
            "aws:SourceArn",
            Expression::reference("aws_sns_topic.paid.arn"),
        ),
    ];
    let policy = Policy::new(statements.clone());
    let backwards = Policy::new(statements.into_iter().rev().collect());
    assert_eq!(policy.expression(), backwards.expression());
    assert_eq!(policy.reasons(), "XrayPutTraceSegments: traces have no resource to name");
    let text = print(&Body::new().attribute("policy", policy.expression()));
    let expected = r#"policy = jsonencode({
  Version = "2012-10-17"
  Statement = [
    {
      Sid      = "SqsDeleteMessageReceiveMessageSendMessage"
      Effect   = "Allow"
      Action   = ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"]
      Resource = aws_sqs_queue.charges.arn
    },
    {
      Sid    = "SqsSendMessage"
      Effect = "Allow"
      Principal = {
        Service = "sns.amazonaws.com"
      }
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.other.arn
      Condition = {
        ArnEquals = {
          "aws:SourceArn" = aws_sns_topic.paid.arn
        }
      }
    },
    {
      Sid      = "XrayPutTraceSegments"
      Effect   = "Allow"
      Action   = "xray:PutTraceSegments"
      Resource = "*"
    },
  ]
})
"#;
    assert_eq!(text, expected);
}
