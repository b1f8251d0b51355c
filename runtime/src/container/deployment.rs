//! What is in a deployment.

use std::collections::BTreeSet;
use std::time::Duration;

use super::told;
use crate::registry::{self, Function, Service, Trigger};

/// The members of a deployment.
#[derive(Debug)]
pub struct Deployment {
    /// Its name.
    pub name: String,
    /// Its functions, by id.
    pub functions: Vec<Member>,
    /// Its services, by id.
    pub services: Vec<(&'static str, &'static Service)>,
}

/// A function in a deployment.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its id.
    pub id: &'static str,
    /// The function.
    pub function: &'static Function,
    /// How long one invocation may take here.
    pub timeout: Duration,
}

impl Member {
    /// Whether messages of a queue bring what starts it.
    pub fn is_fed(&self) -> bool {
        use Trigger::{Bucket, Event, Queue, Topic};
        matches!(self.function.trigger, Queue { .. } | Topic { .. } | Bucket { .. } | Event { .. })
    }
}

impl Deployment {
    /// The deployment of this name.
    ///
    /// # Errors
    /// There is none: with those that there are. Or a timeout cannot be read.
    pub fn find(name: &str) -> Result<Self, String> {
        let functions = registry::functions().filter(|(id, it)| it.deployment(id) == Some(name));
        let member = |(id, function): (&'static str, &'static Function)| {
            let timeout = told::timeout(id, function, &told::variable)?;
            Ok::<_, String>(Member { id, function, timeout })
        };
        let functions: Vec<Member> = functions.map(member).collect::<Result<_, _>>()?;
        let services: Vec<_> = registry::services().filter(|(id, it)| it.deployment(id) == name).collect();
        if functions.is_empty() && services.is_empty() {
            return Err(nothing(name));
        }
        Ok(Self { name: name.to_owned(), functions, services })
    }

    /// The function of an id.
    pub fn function(&self, id: &str) -> Option<&Member> {
        self.functions.iter().find(|it| it.id == id)
    }

    /// Whether it has nothing but workers, so that it ends with them.
    pub fn is_workers(&self) -> bool {
        self.functions.is_empty() && self.services.iter().all(|(_, it)| it.http.is_none())
    }
}

fn nothing(name: &str) -> String {
    let functions = registry::functions().filter_map(|(id, it)| it.deployment(id));
    let all: BTreeSet<&str> = functions.chain(registry::services().map(|(id, it)| it.deployment(id))).collect();
    let all: Vec<String> = all.into_iter().map(|it| format!("`{it}`")).collect();
    if all.is_empty() {
        return format!("this program has no deployment `{name}`: nothing in it runs in a container");
    }
    format!("this program has no deployment `{name}`, but {}", all.join(", "))
}
