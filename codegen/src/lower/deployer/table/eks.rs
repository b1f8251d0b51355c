//! Amazon EKS. The cluster itself is somebody else's.

use super::{Need, Row, TAGGED, TAGGING};
use crate::terraform::resource::{PodIdentityAssociation, Resource as _};

const ASSOCIATION: &[&str] = &["arn:{partition}:eks:{region}:{account}:podidentityassociation/{cluster_name}/*"];
const ID: &str = "AWS chooses the id of an association";

pub const ROWS: &[Row] = &[Row {
    kind: PodIdentityAssociation::TYPE,
    name: "",
    needs: &[
        Need::new(
            &["eks:CreatePodIdentityAssociation"],
            &["arn:{partition}:eks:{region}:{account}:cluster/{cluster_name}"],
        ),
        Need::new(&["eks:DescribePodIdentityAssociation"], ASSOCIATION).why(ID),
        Need::new(
            &[
                "eks:DeletePodIdentityAssociation",
                "eks:TagResource",
                "eks:UntagResource",
                "eks:UpdatePodIdentityAssociation",
            ],
            ASSOCIATION,
        )
        .only(TAGGED)
        .why(ID),
        Need::new(&["eks:TagResource"], ASSOCIATION).only(TAGGING).why(ID),
        Need::new(&["iam:PassRole"], &["arn:{partition}:iam::{account}:role/{role_arn}"]).only(&[(
            "StringEquals",
            "iam:PassedToService",
            "pods.eks.amazonaws.com",
        )]),
    ],
}];
