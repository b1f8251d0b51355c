//! Amazon API Gateway, whose actions are the methods of HTTP. It chooses the ids of APIs and of what is in them.

use super::{Need, Row};
use crate::terraform::resource::{Api, ApiMapping, Authorizer, DomainName, Integration, Resource as _, Route, Stage};

const ID: &str = "API Gateway chooses the ids of APIs";
/// Tags of an API are no condition here: those of HTTP APIs are not inherited by what is in them.
const INSIDE: &str = "API Gateway chooses the ids of APIs and of what is in them";
const TAGS: &str = "tags go by the ARN of what has them, and the id of the API is in it";

const TAG: Need = Need::new(
    &["apigateway:DELETE", "apigateway:GET", "apigateway:POST"],
    &["arn:{partition}:apigateway:{region}::/tags/*"],
)
.why(TAGS);

/// API Gateway makes its own role with the first API of an account.
const OWN_ROLE: Need = Need::new(
    &["iam:CreateServiceLinkedRole"],
    &["arn:{partition}:iam::{account}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway"],
)
.only(&[("StringEquals", "iam:AWSServiceName", "ops.apigateway.amazonaws.com")]);

pub const ROWS: &[Row] = &[
    Row {
        kind: Api::TYPE,
        name: "{name}",
        needs: &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/apis"]).only(&[(
                "StringEquals",
                "apigateway:Request/ApiName",
                "{name}",
            )]),
            Need::new(&["apigateway:DELETE", "apigateway:PATCH"], &["arn:{partition}:apigateway:{region}::/apis/*"])
                .only(&[("StringEquals", "apigateway:Resource/ApiName", "{name}")])
                .why(ID),
            // Whatever is in it too.
            Need::new(&["apigateway:GET"], &["arn:{partition}:apigateway:{region}::/apis/*"]).why(ID),
            Need::new(&["apigateway:DELETE"], &["arn:{partition}:apigateway:{region}::/apis/*/cors"]).why(ID),
            TAG,
            OWN_ROLE,
        ],
    },
    inside(
        Authorizer::TYPE,
        &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/apis/*/authorizers"]).why(INSIDE),
            Need::new(
                &["apigateway:DELETE", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/apis/*/authorizers/*"],
            )
            .why(INSIDE),
        ],
    ),
    inside(
        Integration::TYPE,
        &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/apis/*/integrations"]).why(INSIDE),
            Need::new(
                &["apigateway:DELETE", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/apis/*/integrations/*"],
            )
            .why(INSIDE),
        ],
    ),
    inside(
        Route::TYPE,
        &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/apis/*/routes"]).why(INSIDE),
            Need::new(
                &["apigateway:DELETE", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/apis/*/routes/*"],
            )
            .why(INSIDE),
        ],
    ),
    inside(
        Stage::TYPE,
        &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/apis/*/stages"]).why(INSIDE),
            Need::new(
                &["apigateway:DELETE", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/apis/*/stages/*"],
            )
            .why(INSIDE),
            TAG,
            // "Configure logging for HTTP APIs", API Gateway developer guide (2026-11).
            Need::new(
                &[
                    "logs:CreateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:DescribeResourcePolicies",
                    "logs:GetLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:UpdateLogDelivery",
                ],
                &["*"],
            )
            .why("who lets API Gateway write a log needs these, and they know no narrower resource"),
        ],
    ),
    Row {
        kind: DomainName::TYPE,
        name: "{domain_name}",
        needs: &[
            Need::new(&["apigateway:POST"], &["arn:{partition}:apigateway:{region}::/domainnames"]),
            Need::new(
                &["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/domainnames/{domain_name}"],
            ),
            TAG,
            OWN_ROLE,
        ],
    },
    Row {
        kind: ApiMapping::TYPE,
        name: "{domain_name}",
        needs: &[
            Need::new(
                &["apigateway:POST"],
                &["arn:{partition}:apigateway:{region}::/domainnames/{domain_name}/apimappings"],
            ),
            Need::new(
                &["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH"],
                &["arn:{partition}:apigateway:{region}::/domainnames/{domain_name}/apimappings/*"],
            )
            .why("API Gateway chooses the ids of mappings"),
        ],
    },
];

/// What is in an API.
const fn inside(kind: &'static str, needs: &'static [Need]) -> Row {
    Row { kind, name: "{api_id}", needs }
}
