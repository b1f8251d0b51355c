//! What the environment tells, by the names of decision 0010.

use std::time::Duration;

use crate::registry::Function;

/// How long Kubernetes waits where nothing is said: 30 seconds, less the five of the pause before the signal.
const GRACE: Duration = Duration::from_secs(25);

/// What every container is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where it listens; nothing for one run.
    pub port: Option<u16>,
    /// Where Prometheus collects, where it does.
    pub metrics: Option<u16>,
    /// How long it may take from the signal to stop to its end.
    pub grace: Duration,
}

/// Asks for a variable.
pub type Ask<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A variable of the environment; an empty one counts as none.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The name of a variable about a component, such as `WATERSHED_INBOX_NOTE_RECEIPT`.
pub fn name(what: &str, id: &str) -> String {
    format!("WATERSHED_{what}_{}", id.replace('-', "_").to_uppercase())
}

impl Told {
    /// What the environment tells.
    ///
    /// # Errors
    /// A variable is missing or is no number.
    pub fn read(ask: Ask<'_>) -> Result<Self, String> {
        let once = match ask("WATERSHED_RUN").as_deref() {
            None => false,
            Some("once") => true,
            Some(other) => return Err(format!("`WATERSHED_RUN` is `{other}`, and only `once` has a meaning")),
        };
        let port = number(ask, "WATERSHED_PORT")?;
        if port.is_none() && !once {
            return Err("neither `WATERSHED_PORT` nor `WATERSHED_RUN` is set".to_owned());
        }
        Ok(Self {
            port: port.filter(|_| !once),
            metrics: number(ask, "WATERSHED_METRICS_PORT")?,
            grace: number(ask, "WATERSHED_GRACE")?.map_or(GRACE, Duration::from_secs),
        })
    }
}

/// How long an invocation of a function may take: as the environment says, or as the source does.
///
/// # Errors
/// The variable is no number of seconds.
pub fn timeout(id: &str, function: &Function, ask: Ask<'_>) -> Result<Duration, String> {
    Ok(number(ask, &name("TIMEOUT", id))?.map_or(function.timeout, Duration::from_secs))
}

/// How often a reader of a stream tries a record again.
///
/// # Errors
/// The variable is missing or is no number.
#[cfg(all(feature = "dynamodb", feature = "sqs"))]
pub fn retries(id: &str, ask: Ask<'_>) -> Result<u32, String> {
    let name = name("RETRIES", id);
    number(ask, &name)?.ok_or_else(|| format!("`{name}` is not set"))
}

fn number<T: std::str::FromStr>(ask: Ask<'_>, name: &str) -> Result<Option<T>, String> {
    let read = |value: String| value.parse().map_err(|_| format!("`{name}` is `{value}`, which is not its number"));
    ask(name).map(read).transpose()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Told, name};

    fn read(variables: &[(&str, &str)]) -> Result<Told, String> {
        let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Told::read(&find)
    }

    #[test]
    fn a_container_is_told_its_port_or_to_run_once() {
        let told = read(&[("WATERSHED_PORT", "8080"), ("WATERSHED_GRACE", "40")]).unwrap();
        assert_eq!((told.port, told.metrics, told.grace), (Some(8080), None, Duration::from_secs(40)));
        assert_eq!(read(&[("WATERSHED_RUN", "once")]).unwrap().port, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let message = |variables: &[_]| read(variables).unwrap_err();
        assert_eq!(message(&[]), "neither `WATERSHED_PORT` nor `WATERSHED_RUN` is set");
        assert_eq!(message(&[("WATERSHED_PORT", "x")]), "`WATERSHED_PORT` is `x`, which is not its number");
        assert!(message(&[("WATERSHED_RUN", "twice")]).contains("`twice`"));
    }

    #[test]
    fn a_variable_is_named_after_its_component() {
        assert_eq!(name("INBOX", "note-receipt"), "WATERSHED_INBOX_NOTE_RECEIPT");
    }
}
