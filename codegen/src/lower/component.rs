//! One component to its files, and to what it asks of the files that all share.

use std::collections::BTreeMap;

use super::container::{self, FedBy};
use super::{Cloud, File, names, project, resource, serverless};
use crate::model::{Function, Identity, ResourceId};
use crate::place::Deployment;
use crate::terraform::hcl::Body;

/// What has files of its own.
#[derive(Clone, Copy)]
pub enum Component<'a> {
    /// A resource.
    Resource(ResourceId),
    /// A function in AWS Lambda.
    Function(&'a Function),
    /// What runs in the cluster as one.
    Deployment(&'a Deployment),
}

/// What components ask of the files that all share.
#[derive(Default)]
pub struct Needs<'a> {
    /// The queues whose depth KEDA's operator reads.
    pub queues: Vec<FedBy>,
    /// Whether pods have a role of some cluster.
    pub uses_cluster: bool,
    /// What has another name now, by kind and id.
    pub moved: BTreeMap<(&'static str, &'a str), Body>,
}

impl<'a> Component<'a> {
    /// Every component of an environment.
    pub fn all(cloud: &Cloud<'a>) -> impl Iterator<Item = Self> + use<'a> {
        let resources = (0..cloud.model.resources.len()).map(|index| Self::Resource(ResourceId(index)));
        let functions = cloud.serverless().map(|(_, function)| Self::Function(function));
        resources.chain(functions).chain(cloud.plan.deployments.iter().map(Self::Deployment))
    }

    /// Its files and its needs.
    pub fn lower(self, cloud: &Cloud<'a>) -> (Vec<File>, Needs<'a>) {
        let mut needs = Needs::default();
        let files = match self {
            Self::Resource(id) => {
                let resource = cloud.model.resource(id);
                let body = resource::lower(id, cloud);
                if resource.external.is_none() {
                    needs.moves(resource.kind(), &resource.identity, &body);
                }
                vec![terraform(resource.kind(), &resource.identity.id, body)]
            }
            Self::Function(function) => {
                let body = serverless::lower(function, cloud);
                needs.moves("function", &function.identity, &body);
                vec![terraform("function", &function.identity.id, body)]
            }
            Self::Deployment(deployment) => {
                let (manifest, body) = container::lower(deployment, cloud, &mut needs);
                // A group has a name of its own, and members of other names have no file.
                for identity in deployment.identities(cloud.model).filter(|it| it.id == deployment.name) {
                    needs.moves("deployment", identity, &body);
                }
                let manifest = File::Kubernetes(format!("{}.yaml", deployment.name), manifest);
                vec![terraform("deployment", &deployment.name, body), manifest]
            }
        };
        (files.into_iter().filter(|file| !is_empty(file)).collect(), needs)
    }
}

impl<'a> Needs<'a> {
    /// Adds what another component asks for.
    pub fn add(&mut self, other: Self) {
        self.queues.extend(other.queues);
        self.uses_cluster |= other.uses_cluster;
        self.moved.extend(other.moved);
    }

    fn moves(&mut self, kind: &'static str, identity: &'a Identity, file: &Body) {
        if let Some(before) = &identity.renamed_from {
            self.moved.insert((kind, &identity.id), project::moved(&before.value, &identity.id, file));
        }
    }
}

fn terraform(kind: &str, id: &str, body: Body) -> File {
    File::Terraform(names::file(kind, id), body)
}

fn is_empty(file: &File) -> bool {
    matches!(file, File::Terraform(_, body) if body.items.is_empty())
}
