//! AWS KMS: the key of an environment, and what services ask of who gives them one. No data is opened.

use super::{Need, Row, TAGGED, TAGGING};
use crate::terraform::resource::{KmsAlias, KmsKey, Resource as _};

const KEY: &[&str] = &["arn:{partition}:kms:{region}:{account}:key/*"];
const ID: &str = "AWS chooses the id of a key";

/// What a service asks of who makes something with a key, in the service's name alone; a key that exists already is
/// named exactly.
pub const fn given(actions: &'static [&'static str], on: &'static [&'static str], via: &'static [super::Only]) -> Need {
    Need::new(actions, on).only(via).why(ID)
}

macro_rules! via {
    ($name:ident, $service:literal) => {
        #[doc = concat!("In the name of `", $service, "`, with the key that was made here.")]
        pub const $name: &[super::Only] = &[
            ("StringEquals", "kms:ViaService", concat!($service, ".{region}.{domain}")),
            ("StringEquals", "aws:ResourceTag/application", "{tags.application}"),
            ("StringEquals", "aws:ResourceTag/environment", "{tags.environment}"),
        ];
    };
}
via!(VIA_DYNAMODB, "dynamodb");
via!(VIA_EVENTS, "events");
via!(VIA_LAMBDA, "lambda");
via!(VIA_SCHEDULER, "scheduler");
via!(VIA_SECRETS, "secretsmanager");

pub const ROWS: &[Row] = &[
    Row {
        kind: KmsKey::TYPE,
        // Only AWS knows it.
        name: "*",
        needs: &[
            Need::new(&["kms:CreateKey"], &["*"])
                .only(TAGGING)
                .why("AWS knows no resource for a key that is not there yet"),
            Need::new(&["kms:PutKeyPolicy", "kms:TagResource"], KEY).only(TAGGING).why(ID),
            Need::new(
                &[
                    "kms:DescribeKey",
                    "kms:DisableKeyRotation",
                    "kms:EnableKeyRotation",
                    "kms:GetKeyPolicy",
                    "kms:GetKeyRotationStatus",
                    "kms:ListResourceTags",
                    "kms:PutKeyPolicy",
                    "kms:ScheduleKeyDeletion",
                    "kms:TagResource",
                    "kms:UntagResource",
                    "kms:UpdateKeyDescription",
                ],
                KEY,
            )
            .only(TAGGED)
            .why(ID),
        ],
    },
    Row {
        kind: KmsAlias::TYPE,
        name: "{name}",
        needs: &[
            Need::new(
                &["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
                &["arn:{partition}:kms:{region}:{account}:{name}"],
            ),
            Need::new(&["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"], KEY).only(TAGGED).why(ID),
            Need::new(&["kms:ListAliases"], &["*"]).why("an alias is looked up in the list of all"),
        ],
    },
];
