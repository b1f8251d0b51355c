//! `env(…)`: environment variables.

use crate::accept::{self, Accept};
use crate::args::Reader;
use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};
use crate::{codes, limits, secret, value};

/// Variables that AWS Lambda sets itself (AWS Lambda, "Defined runtime environment variables", 2026-11). Others that begin
/// in the same way may be set, `AWS_LAMBDA_EXEC_WRAPPER` among them.
const RESERVED: &[&str] = &[
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

/// Reads `env(…)`.
pub fn parse(reader: &mut Reader<'_>, runs: Runs, accept: &[Accept]) -> Vec<(Spanned<String>, Spanned<String>)> {
    let pairs = reader.pairs("env");
    for (key, text) in &pairs {
        reader.diagnostics.extend_some(variable_fault(key, runs));
        reader.diagnostics.extend_some(value_fault(key, text));
        if !accept::holds(accept, codes::SECRET_LITERAL) {
            reader.diagnostics.extend_some(secret_fault(&key.value, &text.value, text.span));
        }
    }
    pairs
}

/// What runs with environment variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A function, which may run in AWS Lambda in some environment.
    Function,
    /// A service, which runs in containers.
    Service,
}

/// What is wrong with the name of an environment variable, if anything is.
pub fn variable_fault(key: &Spanned<String>, runs: Runs) -> Option<Diagnostic> {
    let name = key.value.as_str();
    if RESERVED.contains(&name) || name.starts_with("WATERSHED_") {
        let message = format!("`{name}` is set by the platform");
        return Some(Diagnostic::error(codes::RESERVED_VARIABLE, key.span, message).help("choose another name"));
    }
    let fault = match runs {
        Runs::Function => value::variable_fault(name),
        Runs::Service => value::container_variable_fault(name),
    };
    let Some(fault) = fault else {
        return if runs == Runs::Service { container_fault(name, key.span) } else { None };
    };
    let message = format!("`{}` is not a variable's name", name.escape_debug());
    Some(Diagnostic::error(codes::WRONG_VALUE, key.span, message).help(fault))
}

/// What is wrong with a name that a function may have and a container may not: it is a key of a ConfigMap.
pub fn container_fault(name: &str, at: Span) -> Option<Diagnostic> {
    let (length, most) = (name.len(), limits::CONTAINER_VARIABLE.most());
    let message = format!("the name of the variable has {length} bytes, and a container takes {most}");
    let wrong = Diagnostic::error(codes::OUT_OF_RANGE, at, message).help(limits::CONTAINER_VARIABLE.source);
    (length > most as usize).then_some(wrong)
}

/// Whether a character gets lost on its way to a program: `\0` ends a variable (execve(2)), and kustomize cannot read
/// back what it writes of some others.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}') || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// What is wrong with the value of an environment variable, if anything is.
pub fn value_fault(key: &Spanned<String>, text: &Spanned<String>) -> Option<Diagnostic> {
    if let Some(lost) = text.value.chars().find(|c| is_lost(*c)) {
        let message =
            format!("the value of `{}` has the character `{}`", key.value.escape_debug(), lost.escape_unicode());
        let wrong = Diagnostic::error(codes::WRONG_VALUE, text.span, message);
        return Some(
            wrong.help("of the characters that nobody sees, only tabs and the ends of lines reach every program"),
        );
    }
    let length = u64::try_from(key.value.len() + text.value.len()).unwrap_or(u64::MAX);
    let fault = limits::VARIABLE.length_fault(&key.value, length)?;
    Some(Diagnostic::error(codes::OUT_OF_RANGE, text.span, fault).help(limits::VARIABLE.source))
}

/// What is said about a variable whose value looks like a secret, if it does.
pub fn secret_fault(key: &str, text: &str, at: Span) -> Option<Diagnostic> {
    let why = secret::looks_like(key, text)?;
    let wrong = Diagnostic::error(codes::SECRET_LITERAL, at, format!("this looks like a secret: {why}"));
    let wrong = wrong.help("declare a `#[secret] struct …;` and take `Secret<…>` as a parameter");
    Some(wrong.help(format!("or write `{}` where it is none", accept::shape(codes::SECRET_LITERAL))))
}
