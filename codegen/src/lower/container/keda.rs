//! What KEDA's operator needs: to read how deep the queues are that scale a deployment.

use super::FedBy;
use crate::lower::{Cloud, File};
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{IamRolePolicy, Resource as _};

/// The policy, for the role that the variable names.
pub fn lower(cloud: &Cloud<'_>, queues: &[FedBy]) -> Option<File> {
    if queues.is_empty() {
        return None;
    }
    let mut file = Body::new();
    let name = format!("{}-{}-keda", cloud.model.app, cloud.model.environment);
    let role = Expression::reference("var.keda_operator_role");
    IamRolePolicy::new(name, role, policy(queues))
        // A name that no component can have.
        .add_where("var.keda_operator_role != null", "keda__operator", &mut file);
    Some(File::Terraform("keda.tf".to_owned(), file))
}

/// What it may read.
pub fn policy(queues: &[FedBy]) -> Expression {
    let arns = queues.iter().map(|it| it.arn.clone());
    Policy::new(vec![Statement::allow(["sqs:GetQueueAttributes"], arns)]).expression()
}
