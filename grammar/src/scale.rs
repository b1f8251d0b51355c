//! `scale(…)`: how many at once.

use crate::args::Reader;
use crate::key::Key;
use crate::limits;
use crate::span::Spanned;
use crate::value::{Duration, Rate};
use crate::{args::Node, codes, suggest};

/// How many run at once.
#[derive(Clone, Debug, Default)]
pub struct Scale {
    /// Reserved concurrency, or the most replicas.
    pub max: Option<Spanned<u32>>,
    /// The fewest replicas of a container.
    pub min: Option<Spanned<u32>>,
    /// Provisioned concurrency, or the fewest replicas.
    pub warm: Option<Spanned<u32>>,
    /// What a container's scaling aims at.
    pub target: Option<Spanned<Target>>,
    /// How long a container waits before it scales down.
    pub scale_down_after: Option<Spanned<Duration>>,
}

/// What a container's scaling aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Percent of the requested processor time.
    Cpu(u32),
    /// Percent of the requested memory.
    Memory(u32),
    /// Requests for each replica. Read so that it can be said that no cluster measures them; offered nowhere.
    Requests(Rate),
    /// Messages waiting for each replica.
    Depth(u32),
}

/// The keys of `scale(…)`.
pub const KEYS: &[Key] = &[
    Key::new("max", "max = 200", "", "the most at once: reserved concurrency of a function, replicas of a container"),
    Key::new("min", "min = 2", "1, or 2 where protected", "the fewest replicas of a container"),
    Key::new(
        "warm",
        "warm = 2",
        "",
        "environments kept ready: provisioned concurrency of a function, fewest replicas of a container",
    ),
    Key::new(
        "target",
        "target = cpu(70)",
        "cpu(70)",
        "what the scaling of a container aims at: `cpu(70)`, `memory(80)` percent, `depth(50)` messages",
    ),
    Key::new("scale_down_after", "scale_down_after = \"5m\"", "5m", "how long a container waits before it scales down"),
];

/// Reads `scale(…)` of a function or service.
pub fn parse(outer: &mut Reader<'_>) -> Scale {
    let Some((at, arguments)) = outer.call("scale") else { return Scale::default() };
    let mut reader = Reader::new("`scale(…)`", KEYS, at, arguments, outer.diagnostics);
    let scale = Scale {
        max: reader.integer("max", &limits::SCALE_MAX),
        min: reader.integer("min", &limits::SCALE_MIN),
        warm: reader.integer("warm", &limits::SCALE_MIN),
        target: target(&mut reader),
        scale_down_after: reader.duration("scale_down_after", &limits::SCALE_DOWN),
    };
    for (name, lower) in [("min", &scale.min), ("warm", &scale.warm)] {
        if let (Some(lower), Some(max)) = (lower, &scale.max)
            && lower.value > max.value
        {
            let message = format!("`{name} = {}` is more than `max = {}`", lower.value, max.value);
            reader.wrong(codes::CONFLICT, lower.span, message, format!("lower `{name}` or raise `max`"));
        }
    }
    reader.finish();
    scale
}

fn target(reader: &mut Reader<'_>) -> Option<Spanned<Target>> {
    let (_, node) = reader.take("target")?;
    let Node::Call(name, mut arguments) = node.value.clone() else { return reader.expected("target", &node) };
    let span = name.span;
    let inner = (arguments.len() == 1).then(|| arguments.remove(0)).filter(|only| only.key.is_none());
    let Some(value) = inner.map(|only| only.node) else { return reader.expected("target", &node) };
    let target = match (name.value.as_str(), &value.value) {
        ("cpu", Node::Integer(percent)) => {
            Target::Cpu(reader.number("cpu", *percent, value.span, &limits::SCALE_PERCENT)?)
        }
        ("memory", Node::Integer(percent)) => {
            Target::Memory(reader.number("memory", *percent, value.span, &limits::SCALE_MEMORY)?)
        }
        ("depth", Node::Integer(depth)) => {
            Target::Depth(reader.number("depth", *depth, value.span, &limits::SCALE_DEPTH)?)
        }
        ("requests", _) => Target::Requests(reader.unit("target", &value, Rate::parse, |_| None)?.value),
        (word, _) => {
            let help = suggest::help(word, &["cpu", "memory", "depth"]);
            reader.wrong(codes::WRONG_VALUE, span, "this is no target to scale by", help);
            return None;
        }
    };
    Some(Spanned::new(target, span))
}
