//! What every object has: its name, its namespace, its labels and annotations.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use super::tags::{self, Tags};

/// The label that selects the pods of a workload.
const NAME: &str = "app.kubernetes.io/name";

/// Who an object is.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Its name, and that of its workload.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The application that it is part of.
    pub part_of: String,
    /// What people want to find it by.
    pub tags: Tags,
}

impl Meta {
    /// As Kubernetes writes it.
    pub fn object(&self) -> ObjectMeta {
        ObjectMeta {
            name: Some(self.name.clone()),
            namespace: Some(self.namespace.clone()),
            labels: Some(self.labels()),
            annotations: self.annotations(),
            ..ObjectMeta::default()
        }
    }

    /// The labels of everything that belongs to a workload.
    pub fn labels(&self) -> BTreeMap<String, String> {
        let mut labels = self.shared_labels();
        labels.extend(self.selected());
        labels
    }

    /// The labels of everything that belongs to the application.
    pub fn shared_labels(&self) -> BTreeMap<String, String> {
        let mut labels = tags::labels(&self.tags);
        labels.insert("app.kubernetes.io/part-of".to_owned(), self.part_of.clone());
        labels
    }

    /// The tags that are no labels; nothing where there are none.
    pub fn annotations(&self) -> Option<BTreeMap<String, String>> {
        Some(tags::annotations(&self.tags)).filter(|it| !it.is_empty())
    }

    /// What selects the pods of this workload. It can never change, so it is no more than the name.
    pub fn selector(&self) -> LabelSelector {
        selector(NAME, &self.name)
    }

    /// The labels that the selector asks for.
    pub fn selected(&self) -> BTreeMap<String, String> {
        BTreeMap::from([(NAME.to_owned(), self.name.clone())])
    }
}

/// What selects the pods of the workload of this name.
pub fn pods_of(name: &str) -> LabelSelector {
    selector(NAME, name)
}

/// What selects the namespace of this name; Kubernetes labels every namespace so.
pub fn namespace_of(name: &str) -> LabelSelector {
    selector("kubernetes.io/metadata.name", name)
}

/// One label with one value.
pub fn selector(label: &str, value: &str) -> LabelSelector {
    LabelSelector {
        match_labels: Some(BTreeMap::from([(label.to_owned(), value.to_owned())])),
        ..LabelSelector::default()
    }
}
