//! One process, measured by the system.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Processor time, its own and the system's on its behalf.
    pub cpu: Duration,
    /// From start to end.
    pub wall: Duration,
    /// Bytes, at the highest.
    pub memory: u64,
}

/// Runs a command to its end; one that fails is an error.
pub fn measure(command: &mut Command) -> io::Result<Cost> {
    let begin = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let wall = begin.elapsed();
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?} failed with {}", used.status)));
    }
    Ok(Cost { cpu: used.rusage.utime + used.rusage.stime, wall, memory: used.rusage.maxrss })
}

/// The middle of each figure.
pub fn median(costs: &[Cost]) -> Cost {
    fn middle<T: Ord + Copy>(costs: &[Cost], of: impl Fn(&Cost) -> T) -> T {
        let mut all: Vec<T> = costs.iter().map(of).collect();
        all.sort();
        all[all.len() / 2]
    }
    Cost { cpu: middle(costs, |it| it.cpu), wall: middle(costs, |it| it.wall), memory: middle(costs, |it| it.memory) }
}
