//! AWS Lambda.

use super::{Need, Row, TAGGED, TAGGING, kms};
use crate::terraform::resource::{
    CodeSigningConfig, EventInvokeConfig, EventSourceMapping, FunctionUrl, LambdaAlias, LambdaFunction,
    LambdaPermission, ProvisionedConcurrency, Resource as _,
};

/// The function that something belongs to, and its alias where it says one.
const FUNCTION: &str = "arn:{partition}:lambda:{region}:{account}:function:{function_name}";
const QUALIFIED: &str = "arn:{partition}:lambda:{region}:{account}:function:{function_name}{:qualifier}";

const MAPPING: &[&str] = &["arn:{partition}:lambda:{region}:{account}:event-source-mapping:*"];
const MAPPED: &[super::Only] = &[("ArnEquals", "lambda:FunctionArn", FUNCTION)];
const SIGNING: &[&str] = &["arn:{partition}:lambda:{region}:{account}:code-signing-config:*"];
const SIGNING_ID: &str = "AWS chooses the id of a configuration of signatures";
const UUID: &str = "AWS chooses the id of a mapping";

pub const ROWS: &[Row] = &[
    Row {
        kind: LambdaFunction::TYPE,
        name: "{function_name}",
        needs: &[
            Need::new(
                &[
                    "lambda:CreateFunction",
                    "lambda:DeleteFunction",
                    "lambda:DeleteFunctionConcurrency",
                    "lambda:GetFunction",
                    "lambda:GetFunctionCodeSigningConfig",
                    "lambda:ListTags",
                    "lambda:ListVersionsByFunction",
                    "lambda:PutFunctionConcurrency",
                    "lambda:TagResource",
                    "lambda:UntagResource",
                    "lambda:UpdateFunctionCode",
                    "lambda:UpdateFunctionConfiguration",
                ],
                &[FUNCTION],
            ),
            Need::new(&["iam:PassRole"], &["arn:{partition}:iam::{account}:role/{role}"]).only(&[(
                "StringEquals",
                "iam:PassedToService",
                "lambda.amazonaws.com",
            )]),
            // "Securing Lambda environment variables", developer guide (2026-11). Who reads the function opens them.
            kms::given(
                &["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
                &["arn:{partition}:kms:{region}:{account}:key/{kms_key_arn}"],
                kms::VIA_LAMBDA,
            )
            .when("kms_key_arn"),
            Need::new(&["lambda:DeleteFunctionCodeSigningConfig", "lambda:PutFunctionCodeSigningConfig"], &[FUNCTION])
                .when("code_signing_config_arn"),
            Need::new(&["lambda:PutFunctionCodeSigningConfig"], SIGNING)
                .when("code_signing_config_arn")
                .why(SIGNING_ID),
            // "Giving Lambda functions access to resources in an Amazon VPC", developer guide (2026-11).
            Need::new(&["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"], &["*"])
                .when("vpc_config.subnet_ids")
                .why("who attaches a function to a VPC describes the network, and EC2 knows no narrower resource"),
        ],
    },
    Row {
        kind: CodeSigningConfig::TYPE,
        name: "",
        needs: &[
            Need::new(&["lambda:CreateCodeSigningConfig"], &["*"])
                .only(TAGGING)
                .why("AWS knows no resource for a configuration that is not there yet"),
            Need::new(
                &[
                    "lambda:DeleteCodeSigningConfig",
                    "lambda:GetCodeSigningConfig",
                    "lambda:ListTags",
                    "lambda:TagResource",
                    "lambda:UntagResource",
                    "lambda:UpdateCodeSigningConfig",
                ],
                SIGNING,
            )
            .only(TAGGED)
            .why(SIGNING_ID),
            Need::new(&["lambda:TagResource"], SIGNING).only(TAGGING).why(SIGNING_ID),
        ],
    },
    Row {
        kind: LambdaAlias::TYPE,
        name: "{function_name}:{name}",
        needs: &[
            Need::new(
                &["lambda:CreateAlias", "lambda:DeleteAlias", "lambda:GetAlias", "lambda:UpdateAlias"],
                &[FUNCTION, "arn:{partition}:lambda:{region}:{account}:function:{function_name}:{name}"],
            ),
            // What has an alias is published, and the provider waits for the new version.
            Need::new(
                &["lambda:GetFunctionConfiguration", "lambda:PublishVersion"],
                &[FUNCTION, "arn:{partition}:lambda:{region}:{account}:function:{function_name}:*"],
            )
            .why("AWS counts the versions of a function"),
        ],
    },
    Row {
        kind: EventInvokeConfig::TYPE,
        name: "{function_name}",
        needs: &[Need::new(
            &[
                "lambda:DeleteFunctionEventInvokeConfig",
                "lambda:GetFunctionEventInvokeConfig",
                "lambda:PutFunctionEventInvokeConfig",
                "lambda:UpdateFunctionEventInvokeConfig",
            ],
            &[FUNCTION, QUALIFIED],
        )],
    },
    Row {
        kind: FunctionUrl::TYPE,
        name: "{function_name}",
        needs: &[Need::new(
            &[
                // The provider lets everybody in beside a URL without authorization.
                "lambda:AddPermission",
                "lambda:CreateFunctionUrlConfig",
                "lambda:DeleteFunctionUrlConfig",
                "lambda:GetFunctionUrlConfig",
                "lambda:RemovePermission",
                "lambda:UpdateFunctionUrlConfig",
            ],
            &[FUNCTION, QUALIFIED],
        )],
    },
    // The permission in the stack of a public URL needs the same, and a permission always stands beside it.
    Row {
        kind: LambdaPermission::TYPE,
        name: "{function_name}",
        needs: &[Need::new(
            &["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
            &[FUNCTION, QUALIFIED],
        )],
    },
    Row {
        kind: ProvisionedConcurrency::TYPE,
        name: "{function_name}",
        needs: &[Need::new(
            &[
                "lambda:DeleteProvisionedConcurrencyConfig",
                "lambda:GetProvisionedConcurrencyConfig",
                "lambda:PutProvisionedConcurrencyConfig",
            ],
            &[QUALIFIED],
        )],
    },
    Row {
        kind: EventSourceMapping::TYPE,
        name: "",
        needs: &[
            Need::new(&["lambda:CreateEventSourceMapping"], &["*"])
                .only(MAPPED)
                .why("AWS knows no resource for a mapping that is not there yet"),
            Need::new(
                &["lambda:DeleteEventSourceMapping", "lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"],
                MAPPING,
            )
            .only(MAPPED)
            .why(UUID),
            Need::new(&["lambda:ListTags", "lambda:TagResource", "lambda:UntagResource"], MAPPING)
                .only(TAGGED)
                .why(UUID),
            Need::new(&["lambda:TagResource"], MAPPING).only(TAGGING).why(UUID),
        ],
    },
];
