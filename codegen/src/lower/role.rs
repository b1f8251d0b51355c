//! Roles: who may take one, and what it may do.

use super::names::ACCOUNT;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::Policy;
use crate::terraform::resource::{IamRole, IamRolePolicy, Resource as _};

/// Who takes a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A function.
    Lambda,
    /// A schedule.
    Scheduler,
    /// Pods, by EKS Pod Identity.
    Pods,
}

impl Trust {
    fn statement(self) -> Expression {
        let (service, actions) = match self {
            Self::Lambda => ("lambda.amazonaws.com", Expression::from("sts:AssumeRole")),
            Self::Scheduler => ("scheduler.amazonaws.com", "sts:AssumeRole".into()),
            Self::Pods => ("pods.eks.amazonaws.com", vec!["sts:AssumeRole", "sts:TagSession"].into()),
        };
        let mut statement = vec![
            ("Effect", Expression::from("Allow")),
            ("Principal", Expression::object([("Service", service)])),
            ("Action", actions),
        ];
        if self == Self::Scheduler {
            // Schedules of other accounts go through the same service.
            let account = Expression::object([("aws:SourceAccount", Expression::reference(ACCOUNT))]);
            statement.push(("Condition", Expression::object([("StringEquals", account)])));
        }
        Expression::object(statement)
    }
}

/// Writes a role with its policy.
pub fn lower(local: &str, name: &str, trust: Trust, policy: &Policy, tags: Expression, file: &mut Body) {
    let assume = Expression::object([
        ("Version", Expression::from("2012-10-17")),
        ("Statement", Expression::List(vec![trust.statement()])),
    ]);
    IamRole::new(name, Expression::json(assume))
        .permissions_boundary(Expression::reference("var.permissions_boundary"))
        .tags(tags)
        .add(local, file);
    if !policy.is_empty() {
        IamRolePolicy::new(name, IamRole::at(local, "name"), policy.expression())
            .comment(&policy.reasons())
            .add(local, file);
    }
}
