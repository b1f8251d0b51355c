//! Policies are sorted and merged, with ids from their content.

use watershed_codegen::terraform::hcl::{Body, Expression, Part, print};
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

fn text(statements: Vec<Statement>) -> String {
    print(&Body::new().attribute("policy", Policy::new(statements).expression()))
}

#[test]
fn ids_are_never_empty_and_never_twice() {
    let on = |action: &str, arn: &str| Statement::allow([action], [Expression::from(arn)]);
    let text_of = text(vec![on("x:Foo", "arn:a"), on("x:Foo", "arn:b"), on("x:Foo2", "arn:c")]);
    assert_eq!(text_of.matches("\"XFoo2\"").count(), 1, "{text_of}");
    assert!(!text(vec![on("*", "arn:a")]).contains("= \"\""));
}

#[test]
fn a_text_that_reads_like_a_reference_is_not_one() {
    let reference = Expression::reference("aws_sqs_queue.c.arn");
    let written = Statement::allow(["x:B"], [Expression::from("aws_sqs_queue.c.arn")]);
    let both = text(vec![Statement::allow(["x:A"], [reference]), written]);
    assert!(both.contains("\"aws_sqs_queue.c.arn\"") && both.matches("Sid").count() == 2, "{both}");
    let parts = vec![Part::Reference("a.b.arn".into()), Part::Text("/*".to_owned())];
    let written = Statement::allow(["x:B"], [Expression::from("a.b.arn/*")]);
    let both = text(vec![Statement::allow(["x:A"], [Expression::Template(parts)]), written]);
    assert_eq!(both.matches("Sid").count(), 2, "{both}");
}

#[test]
fn reasons_name_their_statement() {
    let wide = |reason: &str| Statement::allow(["x:A"], [Expression::from("*")]).reason(reason);
    assert_eq!(Policy::new(vec![wide("b"), wide("a"), wide("b")]).reasons(), "XA: a\nXA2: b");
}
