//! Components that share a deployment, and what they have to agree on.

use std::collections::BTreeMap;

use serde::Serialize;
use watershed_grammar::tags::Tag;
use watershed_grammar::{Diagnostic, Diagnostics, Span, codes};

use super::{LONGEST_IN_DEPLOYMENT, Member, MemberKind, is_queue_fed, is_stream_reader};
use crate::model::{Function, Identity, Model, Scale, Service, Trigger, Value, Variable};

/// MB of memory for which AWS Lambda gives one core; a function gets the same share in a container.
const MEMORY_OF_A_CORE: u32 = 1769;
/// Seconds between the longest a function may take and the end of its container.
const AFTER_TIMEOUT: u64 = 10;
/// Seconds in which a gateway learns that a replica is going away.
const BEFORE_STOP: u64 = 5;
/// Where a program listens that says nothing.
const PORT: u16 = 8080;

/// What one replica gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Thousandths of a core that are kept for it.
    pub cpu: u32,
    /// MB.
    pub memory: u32,
    /// MB of `/tmp`.
    pub disk: u32,
}

/// The members of a deployment.
pub struct Group<'a> {
    /// Its functions.
    pub functions: Vec<&'a Function>,
    /// Its services.
    pub services: Vec<&'a Service>,
}

impl<'a> Group<'a> {
    /// The members as components.
    pub fn of(model: &'a Model, members: &[Member]) -> Self {
        let mut group = Self { functions: Vec::new(), services: Vec::new() };
        for member in members {
            match member.kind {
                MemberKind::Function(id) => group.functions.push(model.function(id)),
                MemberKind::Service(id) => group.services.push(model.service(id)),
            }
        }
        group
    }

    /// What is asked for, by whoever asks.
    pub fn size(&self) -> Size {
        let said = |values: &mut dyn Iterator<Item = &'a Value<u32>>| {
            let values: Vec<_> = values.collect();
            let said = values.iter().filter(|it| it.is_said()).map(|it| it.value).max();
            said.or_else(|| values.iter().map(|it| it.value).max())
        };
        let memory = said(&mut self.memories()).unwrap_or_default();
        let cpu = said(&mut self.services.iter().map(|it| &it.cpu));
        let disk = said(&mut self.functions.iter().map(|it| &it.disk));
        Size { memory, cpu: cpu.unwrap_or((memory * 1000 / MEMORY_OF_A_CORE).max(1)), disk: disk.unwrap_or(DISK) }
    }

    /// How long it may take to stop, in seconds.
    pub fn grace(&self) -> u64 {
        let functions = self.functions.iter().map(|it| it.timeout.value.seconds() + AFTER_TIMEOUT);
        let services = self.services.iter().map(|it| it.grace.value.seconds() + BEFORE_STOP);
        functions.chain(services).max().unwrap_or(AFTER_TIMEOUT)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        let said = self.services.iter().find_map(|it| it.http.as_ref()?.port.as_ref());
        said.and_then(|it| u16::try_from(it.value).ok()).unwrap_or(PORT)
    }

    /// Its scales, and whose they are.
    pub fn scales(&self) -> Vec<(&'a Identity, &'a Scale)> {
        let functions = self.functions.iter().map(|it| (&it.identity, &it.scale));
        functions.chain(self.services.iter().map(|it| (&it.identity, &it.scale))).collect()
    }

    fn memories(&self) -> impl Iterator<Item = &'a Value<u32>> {
        self.functions.iter().map(|it| &it.memory).chain(self.services.iter().map(|it| &it.memory))
    }

    /// Reports what its members cannot share.
    pub fn check(&self, diagnostics: &mut Diagnostics) {
        if self.functions.len() + self.services.len() < 2 {
            return;
        }
        self.jobs(diagnostics);
        self.readers(diagnostics);
        self.servers(diagnostics);
        self.values(diagnostics);
        self.variables(diagnostics);
        self.tags(diagnostics);
    }

    /// Jobs come and go, and a deployment stays.
    fn jobs(&self, diagnostics: &mut Diagnostics) {
        for function in &self.functions {
            let is_long = is_queue_fed(&function.trigger) && function.timeout.value.seconds() > LONGEST_IN_DEPLOYMENT;
            let message = match function.trigger {
                Trigger::Schedule { .. } => "a schedule becomes a CronJob, which shares no deployment",
                _ if is_long => "a handler of more than 5 minutes becomes a job, which shares no deployment",
                _ => continue,
            };
            let at = function.group.as_ref().map_or(function.trigger_at, |it| it.span);
            let wrong = Diagnostic::error(codes::GROUP, at, message).also(function.trigger_at, "what starts it");
            diagnostics.push(wrong.help("remove `group`"));
        }
    }

    /// A reader of a stream is alone, and what shares its deployment would be alone with it.
    fn readers(&self, diagnostics: &mut Diagnostics) {
        for function in self.functions.iter().filter(|it| is_stream_reader(&it.trigger)) {
            let at = function.group.as_ref().map_or(function.trigger_at, |it| it.span);
            let message = "a reader of a stream has one replica, so it shares no deployment";
            let wrong = Diagnostic::error(codes::GROUP, at, message).also(function.trigger_at, "what it reads");
            diagnostics.push(wrong.help("remove `group`"));
        }
    }

    /// One port has one program behind each path.
    fn servers(&self, diagnostics: &mut Diagnostics) {
        let servers: Vec<&Service> = self.services.iter().copied().filter(|it| it.http.is_some()).collect();
        if let [first, second, ..] = servers.as_slice() {
            let wrong = Diagnostic::error(codes::GROUP, at_of(second), "two HTTP services cannot share a port");
            diagnostics.push(wrong.also(at_of(first), "the other service").help("give one of them a group of its own"));
        }
        let urls: Vec<&&Function> =
            self.functions.iter().filter(|it| matches!(it.trigger, Trigger::Url { .. })).collect();
        if let Some(url) = urls.first()
            && self.functions.len() + self.services.len() > urls.len().min(1)
        {
            let message = "a URL takes every path, so it shares no deployment";
            diagnostics.push(Diagnostic::error(codes::GROUP, url.trigger_at, message).help("remove `group`"));
        }
        let call = self.functions.iter().find(|it| matches!(it.trigger, Trigger::Call));
        let takes_all = self.takes_every_path();
        if let (Some(call), Some(open)) = (call, takes_all) {
            let message = "a route that takes every path would open the calls of this deployment to its visitors";
            let wrong = Diagnostic::error(codes::GROUP, open, message).also(call.trigger_at, "the call");
            diagnostics.push(wrong.help("give one of them a group of its own"));
        }
    }

    /// A member that answers every path, and where that is written.
    fn takes_every_path(&self) -> Option<Span> {
        let function = self.functions.iter().find_map(|it| match &it.trigger {
            Trigger::Http { path, .. } if path.value.starts_with("/{") => Some(path.span),
            _ => None,
        });
        let service = self.services.iter().find_map(|it| {
            let path = it.http.as_ref()?.path.as_ref();
            path.is_none_or(|path| path.value == "/").then(|| path.map_or(it.identity.at, |path| path.span))
        });
        function.or(service)
    }

    /// Knobs that shape the whole deployment.
    fn values(&self, diagnostics: &mut Diagnostics) {
        let span = |value: &'a Value<u32>| value.place(Span::default());
        agree("memory", self.memories().filter(|it| it.is_said()).map(|it| (it.value, span(it))), diagnostics);
        let cpus = self.services.iter().map(|it| &it.cpu).filter(|it| it.is_said());
        agree("cpu", cpus.map(|it| (it.value, span(it))), diagnostics);
        let disks = self.functions.iter().map(|it| &it.disk).filter(|it| it.is_said());
        agree("disk", disks.map(|it| (it.value, span(it))), diagnostics);
        let scales = || self.scales().into_iter().map(|(_, scale)| scale);
        let number = |value: Option<&'a Value<u32>>| value.map(|it| (it.value, span(it)));
        agree("max", scales().filter_map(|it| number(it.max.as_ref())), diagnostics);
        agree("min", scales().filter_map(|it| number(it.min.as_ref().or(it.warm.as_ref()))), diagnostics);
        let targets = scales().filter_map(|it| it.target.as_ref());
        agree("target", targets.map(|it| (it.value, it.span)), diagnostics);
        let waits = scales().filter_map(|it| it.scale_down_after.as_ref());
        agree("scale_down_after", waits.map(|it| (it.value, it.span)), diagnostics);
    }

    /// They have one environment.
    fn variables(&self, diagnostics: &mut Diagnostics) {
        let functions = self.functions.iter().map(|it| (&it.identity, &it.env));
        let all = functions.chain(self.services.iter().map(|it| (&it.identity, &it.env)));
        let mut seen: BTreeMap<&str, (&str, Span)> = BTreeMap::new();
        for (identity, env) in all {
            for (key, Variable { text, .. }) in env {
                let at = text.place(identity.at);
                let earlier = seen.entry(key).or_insert((&text.value, at));
                if earlier.0 != text.value {
                    let message = format!("two of this group set `{key}` to different values");
                    let wrong = Diagnostic::error(codes::GROUP, at, message).also(earlier.1, "the other one");
                    diagnostics.push(wrong.help("they run in one container: name the variables apart"));
                }
            }
        }
    }

    /// They have one role, for which keys that differ in capital letters are one (IAM, "Tags for IAM resources").
    fn tags(&self, diagnostics: &mut Diagnostics) {
        let mut seen: BTreeMap<String, (&str, &Tag)> = BTreeMap::new();
        let identities = self.functions.iter().map(|it| &it.identity);
        for (key, tag) in identities.chain(self.services.iter().map(|it| &it.identity)).flat_map(|it| &it.tags) {
            let (earlier_key, earlier) = *seen.entry(key.to_lowercase()).or_insert((key, tag));
            let (message, at, other) = if earlier_key != key {
                let message = format!("`{earlier_key}` and `{key}` are one tag for the role of this group");
                (message, tag.key_at, earlier.key_at)
            } else if earlier.text != tag.text {
                (format!("two of this group tag it with different values of `{key}`"), tag.at, earlier.at)
            } else {
                continue;
            };
            let wrong = Diagnostic::error(codes::GROUP, at, message).also(other, "the other one");
            diagnostics.push(wrong.help("a group is one deployment: write the same, or leave one out"));
        }
    }
}

/// MB of `/tmp` where only services are.
const DISK: u32 = 512;

fn at_of(service: &Service) -> Span {
    service.identity.at
}

/// Reports values that differ from the first.
fn agree<T: PartialEq>(what: &str, mut values: impl Iterator<Item = (T, Span)>, diagnostics: &mut Diagnostics) {
    let Some((first, first_at)) = values.next() else { return };
    for (_, at) in values.filter(|(value, _)| *value != first) {
        let message = format!("`{what}` differs between components of one group");
        let wrong = Diagnostic::error(codes::GROUP, at, message).also(first_at, "the other value");
        diagnostics.push(wrong.help("a group is one deployment: write the same value, or leave one out"));
    }
}
