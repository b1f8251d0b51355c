//! Roles: who may take one, and what it may do.

use super::key;
use super::names::ACCOUNT;
use crate::model::Model;
use crate::terraform::hcl::{Body, Expression};
use crate::terraform::policy::{Policy, Statement};
use crate::terraform::resource::{IamRole, IamRolePolicy, Resource as _};

/// Who takes a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust<'a> {
    /// A function.
    Lambda,
    /// A schedule.
    Scheduler,
    /// The pods of one service account, by EKS Pod Identity.
    Pods {
        /// Its namespace.
        namespace: &'a str,
        /// Its name.
        account: &'a str,
    },
}

impl Trust<'_> {
    fn statement(self) -> Expression {
        let (service, actions) = match self {
            Self::Lambda => ("lambda.amazonaws.com", Expression::from("sts:AssumeRole")),
            Self::Scheduler => ("scheduler.amazonaws.com", "sts:AssumeRole".into()),
            Self::Pods { .. } => ("pods.eks.amazonaws.com", vec!["sts:AssumeRole", "sts:TagSession"].into()),
        };
        let mut statement = vec![
            ("Effect", Expression::from("Allow")),
            ("Principal", Expression::object([("Service", service)])),
            ("Action", actions),
        ];
        if let Some(equal) = self.condition() {
            statement.push(("Condition", Expression::object([("StringEquals", equal)])));
        }
        Expression::object(statement)
    }

    /// Whom the service must be working for.
    fn condition(self) -> Option<Expression> {
        match self {
            Self::Lambda => None,
            // Schedules of other accounts go through the same service.
            Self::Scheduler => Some(Expression::object([("aws:SourceAccount", Expression::reference(ACCOUNT))])),
            // Pod Identity says for whom it asks, so that no other pod gets the role, whatever it is tied to.
            Self::Pods { namespace, account } => Some(Expression::object([
                ("aws:RequestTag/eks-cluster-name", Expression::reference("var.eks_cluster")),
                ("aws:RequestTag/kubernetes-namespace", namespace.into()),
                ("aws:RequestTag/kubernetes-service-account", account.into()),
            ])),
        }
    }
}

/// A role to write.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// What it belongs to.
    pub model: &'a Model,
    /// Its name in Terraform.
    pub local: &'a str,
    /// Its name in AWS.
    pub name: &'a str,
    /// Who takes it.
    pub trust: Trust<'a>,
}

/// Writes a role with its policy: the statements, and what they need of the environment's key.
pub fn lower(writing: Writing<'_>, mut statements: Vec<Statement>, tags: Expression, file: &mut Body) {
    let Writing { model, local, name, trust } = writing;
    statements.extend(key::of_role(model, &statements));
    let policy = Policy::new(statements);
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
