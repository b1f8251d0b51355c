//! `#[function]` to a function of the model.

use watershed_grammar::function::{self as grammar, Arch, Place};
use watershed_grammar::key::Kind;
use watershed_grammar::trigger::{self as written, Trigger as Written};
use watershed_grammar::{Diagnostic, Diagnostics, Span, Spanned, codes, service};

use super::Context;
use super::component::{Function, Scale, Trigger};
use super::gaps::{Gaps, SUBJECTS, subject};
use super::grant::{Grant, Output};
use super::signature::Signatures;
use super::value::{Origin, Value};
use super::variable::variables;
use crate::parse::{Declaration, Doubts};
use crate::resolve::ModulePlace;
use crate::settings::overrides::Component;

/// MB; more memory is more processor time.
const MEMORY: u32 = 256;
/// MB; what AWS Lambda gives without being asked.
const DISK: u32 = 512;

impl Context<'_> {
    /// Builds a function; nothing where its trigger leads nowhere.
    pub fn function(
        &self,
        declaration: &Declaration,
        function: &grammar::Function,
        gaps: &mut Gaps,
        diagnostics: &mut Diagnostics,
    ) -> Option<Function> {
        let knobs = &function.knobs;
        let identity =
            self.identity(declaration, knobs.id.as_ref(), knobs.renamed_from.as_ref(), &knobs.tags, &knobs.accept);
        let overrides = self.environment.functions.get(&identity.id).map(|(_, it)| it.clone()).unwrap_or_default();
        let signatures = Signatures { names: self.names, from: declaration.place.module.into() };
        let (grants, output) = reached(&signatures, declaration, function, gaps, diagnostics);
        let auth = self.auth_of(&function.trigger.value);
        signatures.check_request(&function.signature, &function.trigger.value, auth.as_ref(), diagnostics);
        let (heard, mut mistakes) = (subject(function.trigger.value.kind()), Diagnostics::new());
        let trigger = self.trigger(declaration.place.module, &function.trigger, &mut mistakes);
        let knows_start = !declaration.doubts.may_be_absent && !hides(&declaration.doubts, "on");
        // A resource that is there and cannot be read is no other one.
        if !knows_start || trigger.is_none() && mistakes.has_errors() {
            gaps.hear(heard);
        }
        gaps.mistaken(&mistakes);
        diagnostics.extend(mistakes);
        let Some(trigger) = trigger else {
            gaps.lose(grants, &knobs.allow);
            return None;
        };
        let timeout = function.trigger.value.default_timeout();
        Some(Function {
            trigger,
            trigger_at: function.trigger.span,
            memory: Value::pick(overrides.memory.clone(), knobs.memory.clone()).unwrap_or(Value::default(MEMORY)),
            timeout: Value::pick(overrides.timeout.clone(), knobs.timeout.clone()).unwrap_or(Value::default(timeout)),
            disk: Value::pick(overrides.disk.clone(), knobs.disk.clone()).unwrap_or(Value::default(DISK)),
            arch: self.arch(knobs.arch.clone()),
            scale: scale(&knobs.scale, &overrides),
            expect: knobs.expect.clone(),
            retries: Value::pick(overrides.retries.clone(), knobs.retries.clone()),
            env: variables(&knobs.env, &overrides.env),
            vpc: knobs.vpc.as_ref().filter(|vpc| vpc.value).map(|vpc| vpc.span),
            place: knobs.place.clone().map_or(Value::default(Place::Serverless), Value::written),
            group: knobs.group.clone(),
            grants,
            json: signatures.json(&function.signature),
            output,
            allow: knobs.allow.clone(),
            calls_later: declaration.calls_later,
            knows_timeout: !declaration.doubts.may_be_absent && !hides(&declaration.doubts, "timeout"),
            knows_start,
            identity,
        })
    }

    /// Notes what a function may do of which nobody can say what starts it.
    pub fn lost(&self, declaration: &Declaration, lost: Option<&grammar::Lost>, gaps: &mut Gaps) {
        let Some(lost) = lost else { return gaps.anything() };
        let signatures = Signatures { names: self.names, from: declaration.place.module.into() };
        // What is wrong with the signature is told when its trigger can be read: that says what belongs into it.
        let (allow, mut untold) = (&lost.knobs.allow, Diagnostics::new());
        let mut grants = signatures.grants(&lost.signature, lost.trigger, allow, gaps, &mut untold);
        grants.extend(signatures.output(&lost.signature, true, gaps, &mut untold).1);
        if hides(&declaration.doubts, "allow") {
            gaps.anything();
        }
        gaps.lose(grants, allow);
        match lost.trigger {
            Some(trigger) => gaps.hear(subject(trigger)),
            None => gaps.hear(SUBJECTS.iter().map(|(_, kind)| *kind)),
        }
    }

    fn arch(&self, written: Option<Spanned<Arch>>) -> Value<Arch> {
        let environment = self.environment.common.arch.as_ref().map(|arch| {
            let value = if arch.value == "x86_64" { Arch::X86_64 } else { Arch::Arm64 };
            Value::environment(Spanned::new(value, arch.span))
        });
        written.map(Value::written).or(environment).unwrap_or(Value::default(Arch::Arm64))
    }

    fn trigger(&self, from: ModulePlace, trigger: &Spanned<Written>, diagnostics: &mut Diagnostics) -> Option<Trigger> {
        let mut subject = |path, kind| self.names.resource(from, path, kind, diagnostics);
        Some(match &trigger.value {
            Written::Http(http) => Trigger::Http {
                method: http.method.clone(),
                path: http.path.clone(),
                auth: self.auth((http.auth.as_ref(), http.says_auth), trigger.span, diagnostics)?,
            },
            Written::Url(url) => Trigger::Url {
                auth: self.auth_of_url((url.auth.as_ref(), url.says_auth), trigger.span, diagnostics)?,
                streaming: url.streaming,
            },
            Written::Queue(queue) => Trigger::Queue {
                queue: subject(&queue.subject, "queue")?,
                batch: batch(queue.batch.as_ref(), written::queue::BATCH),
                window: queue.window.clone(),
                concurrency: queue.concurrency.clone(),
            },
            Written::Topic(topic) => Trigger::Topic {
                topic: subject(&topic.subject, "topic")?,
                filter: (topic.filter.iter())
                    .map(|(key, values)| (key.value.clone(), Spanned::new(values.clone(), key.span)))
                    .collect(),
            },
            Written::Schedule(schedule) => Trigger::Schedule {
                when: schedule.when.clone(),
                timezone: schedule.timezone.as_ref().map(|zone| zone.value.clone()),
            },
            Written::Table(table) => Trigger::Table {
                table: subject(&table.subject, "table")?,
                on: sorted(table.on.iter().map(|change| change.value)),
                batch: batch(table.batch.as_ref(), written::table::BATCH),
                from: table.from.as_ref().map_or(written::From::Latest, |from| from.value),
            },
            Written::Bucket(bucket) => Trigger::Bucket {
                bucket: subject(&bucket.subject, "bucket")?,
                on: bucket.happenings(),
                prefix: bucket.prefix.clone(),
                suffix: bucket.suffix.clone(),
            },
            Written::Event(event) => Trigger::Event {
                bus: match &event.subject {
                    Some(path) => Some(subject(path, "bus")?),
                    None => None,
                },
                source: event.source.clone(),
                detail_type: event.detail_type.clone(),
            },
            Written::Stream(stream) => Trigger::Stream {
                stream: subject(&stream.subject, "stream")?,
                batch: batch(stream.batch.as_ref(), written::stream::BATCH),
                parallel: stream.parallel.as_ref().map_or(1, |parallel| parallel.value),
                from: stream.from.as_ref().map_or(written::From::Latest, |from| from.value),
            },
            Written::Call(_) => Trigger::Call,
        })
    }

    /// Who may call a route or URL, where something says so.
    fn auth_of(&self, trigger: &Written) -> Option<Spanned<written::http::Auth>> {
        let written = match trigger {
            Written::Http(http) => http.auth.clone(),
            Written::Url(url) => url.auth.clone(),
            Written::Queue(_)
            | Written::Topic(_)
            | Written::Schedule(_)
            | Written::Table(_)
            | Written::Bucket(_)
            | Written::Event(_)
            | Written::Stream(_)
            | Written::Call(_) => return None,
        };
        written.or_else(|| self.environment.common.http.auth.clone())
    }

    /// The same of a function URL, which checks no tokens: what the settings say of routes may not hold for it.
    fn auth_of_url(
        &self,
        (written, says): (Option<&Spanned<written::http::Auth>>, bool),
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value<written::http::Auth>> {
        let auth = self.auth((written, says), at, diagnostics)?;
        let (written::http::Auth::Jwt { .. }, Origin::Environment(span)) = (&auth.value, auth.origin) else {
            return Some(auth);
        };
        let message = "a function URL checks no tokens, so nothing says who may call this";
        let wrong = Diagnostic::error(codes::AUTH_MISSING, at, message).also(span, "this holds for routes");
        diagnostics.push(wrong.help("write `auth = none` here for everybody, or `auth = iam` for who signs with AWS"));
        Some(Value::default(written::http::Auth::None))
    }

    /// Who may call an endpoint: written at the route, or in the settings, or an error.
    fn auth(
        &self,
        (written, says): (Option<&Spanned<written::http::Auth>>, bool),
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Value<written::http::Auth>> {
        let environment = self.environment.common.http.auth.clone().map(Value::environment);
        let auth = written.cloned().map(Value::written).or(environment);
        if auth.is_none() && (says || self.environment.common.http.says_auth) {
            // What is written could not be read, which has been said.
            return Some(Value::default(written::http::Auth::None));
        }
        if auth.is_none() {
            let wrong = Diagnostic::error(codes::AUTH_MISSING, at, "nothing says who may call this");
            let help = "write `auth = none` here for everybody, or `http: { auth: … }` in `watershed.yaml`";
            diagnostics.push(wrong.help(help));
            return Some(Value::default(written::http::Auth::None));
        }
        auth
    }
}

/// What a function reaches by its handles and by what it returns.
fn reached(
    signatures: &Signatures<'_>,
    declaration: &Declaration,
    function: &grammar::Function,
    gaps: &mut Gaps,
    diagnostics: &mut Diagnostics,
) -> (Vec<Grant>, Output) {
    let (signature, allow) = (&function.signature, &function.knobs.allow);
    let mut grants = signatures.grants(signature, Some(function.trigger.value.kind()), allow, gaps, diagnostics);
    let is_request = matches!(function.trigger.value, Written::Http(_) | Written::Url(_) | Written::Call(_));
    let (output, delivered) = signatures.output(signature, is_request, gaps, diagnostics);
    grants.extend(delivered);
    if hides(&declaration.doubts, "allow") {
        gaps.anything();
    }
    // One of two triggers is read.
    let kind = function.trigger.value.kind();
    let others = SUBJECTS.iter().filter(|(name, _)| *name != kind && declaration.doubts.holds(name));
    gaps.hear(others.map(|(_, kind)| *kind));
    if declaration.doubts.may_be_absent {
        grants.clear();
    }
    (grants, output)
}

/// Whether a mistake in an attribute may be about a key.
pub fn hides(doubts: &Doubts, key: &str) -> bool {
    let keys = |it: &'static Kind| std::iter::once(it.name).chain(it.keys.iter().map(|key| key.name));
    let known = grammar::KEYS.iter().chain(service::KEYS).map(|key| key.name);
    let known = known.chain(written::KINDS.iter().flat_map(keys));
    doubts.about(key, &known)
}

fn batch(written: Option<&Spanned<u32>>, default: u32) -> Value<u32> {
    written.cloned().map_or(Value::default(default), Value::written)
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items.dedup();
    items
}

/// The environment's numbers over the source's.
pub fn scale(written: &watershed_grammar::scale::Scale, overrides: &Component) -> Scale {
    Scale {
        max: Value::pick(overrides.max.clone(), written.max.clone()),
        min: Value::pick(overrides.min.clone(), written.min.clone()),
        warm: Value::pick(overrides.warm.clone(), written.warm.clone()),
        target: written.target.clone(),
        scale_down_after: written.scale_down_after.clone(),
    }
}
