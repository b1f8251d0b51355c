//! Numbers, and texts with a number and a unit, within what a platform takes.

use super::meant;
use super::node::Node;
use super::reader::Reader;
use crate::codes;
use crate::limit::Limit;
use crate::span::{Span, Spanned};
use crate::value::{Duration, Rate, cpu, memory};

impl Reader<'_> {
    /// A whole number that the platform takes.
    pub fn integer(&mut self, name: &str, limit: &Limit) -> Option<Spanned<u32>> {
        let (key, node) = self.take(name)?;
        let Node::Integer(value) = node.value else {
            let number = meant::number(&node.value).map(|number| number.to_string());
            return self.meant(&key.value, &node, number);
        };
        self.number(name, value, node.span, limit).map(|value| Spanned::new(value, node.span))
    }

    /// A number that was read already, where the platform takes it.
    pub fn number(&mut self, name: &str, value: u64, span: Span, limit: &Limit) -> Option<u32> {
        self.within(limit.count_fault(name, value), limit, span)?;
        u32::try_from(value).ok()
    }

    /// A time that the platform takes.
    pub fn duration(&mut self, name: &str, limit: &Limit) -> Option<Spanned<Duration>> {
        let fault = |time: &Duration| limit.duration_fault(name, *time);
        let duration = self.with_unit(name, Duration::parse, fault)?;
        self.within(fault(&duration.value), limit, duration.span)?;
        Some(duration)
    }

    /// A time of any length.
    pub fn any_duration(&mut self, name: &str) -> Option<Spanned<Duration>> {
        self.with_unit(name, Duration::parse, |_| None)
    }

    /// Memory in MB that the platform takes.
    pub fn memory(&mut self, name: &str, limit: &Limit) -> Option<Spanned<u32>> {
        let fault = |size: &u32| limit.memory_fault(name, *size);
        let memory = self.with_unit(name, memory::parse, fault)?;
        self.within(fault(&memory.value), limit, memory.span)?;
        Some(memory)
    }

    /// Processor time in thousandths of a core, as much as there may be.
    pub fn cpu(&mut self, name: &str, limit: &Limit) -> Option<Spanned<u32>> {
        let fault = |cpu: &u32| limit.cpu_fault(name, *cpu);
        let cpu = self.with_unit(name, cpu::parse, fault)?;
        self.within(fault(&cpu.value), limit, cpu.span)?;
        Some(cpu)
    }

    /// Events in a time, such as `"40/s"`.
    pub fn rate(&mut self, name: &str) -> Option<Spanned<Rate>> {
        self.with_unit(name, Rate::parse, |_| None)
    }

    fn within(&mut self, fault: Option<String>, limit: &Limit, span: Span) -> Option<()> {
        let Some(fault) = fault else { return Some(()) };
        self.wrong(codes::OUT_OF_RANGE, span, fault, limit.source);
        None
    }

    fn with_unit<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, String>,
        fault: impl Fn(&T) -> Option<String>,
    ) -> Option<Spanned<T>> {
        let (_, node) = self.take(name)?;
        self.unit(name, &node, parse, fault)
    }

    /// Reads a text with a unit; a bare number is shown with the unit of the example, where that is within the limit.
    pub fn unit<T>(
        &mut self,
        name: &str,
        node: &Spanned<Node>,
        parse: impl Fn(&str) -> Result<T, String>,
        fault: impl Fn(&T) -> Option<String>,
    ) -> Option<Spanned<T>> {
        let fits = |text: &str| parse(text).is_ok_and(|value| fault(&value).is_none());
        let unit = || unit_of(self.shape(name));
        let guess = |number: u64| {
            let right = format!("{number}{}", unit());
            // Where a number needs no unit, it means something else without one.
            fits(&right) && parse(&number.to_string()).is_err()
        };
        let like = |number: u64| {
            if guess(number) { format!("{name} = \"{number}{}\"", unit()) } else { self.shape(name).to_owned() }
        };
        match &node.value {
            Node::Text(text) => match (parse(text), meant::number(&node.value)) {
                (Ok(value), _) => return Some(Spanned::new(value, node.span)),
                (Err(help), number) => {
                    let help = number.map_or(help, |number| format!("write it like `{}`", like(number)));
                    let message = format!("`{name}` cannot be `\"{text}\"`");
                    self.wrong(codes::UNIT, node.span, message, help);
                }
            },
            Node::Integer(number) => {
                let help = format!("write it like `{}`", like(*number));
                self.wrong(codes::UNIT, node.span, format!("`{name} = {number}` has no unit"), help);
            }
            other => {
                let right = meant::unit(other).filter(|text| fits(text)).map(|text| format!("\"{text}\""));
                return self.meant(name, node, right);
            }
        }
        None
    }
}

/// The unit in the example of a key: `s` of `timeout = "5s"`.
fn unit_of(shape: &str) -> &str {
    let value = shape.split('"').nth(1).unwrap_or_default();
    value.trim_start_matches(|c: char| c.is_ascii_digit())
}
