//! The zip that functions are deployed from: one holds them all, unless they run on different processors.

use watershed_grammar::function::Arch;

use crate::lower::Cloud;

/// AWS's word for a processor.
pub fn processor(arch: Arch) -> &'static str {
    match arch {
        Arch::Arm64 => "arm64",
        Arch::X86_64 => "x86_64",
    }
}

/// The variable with the path of the zip for a processor.
pub fn variable(cloud: &Cloud<'_>, arch: Arch) -> &'static str {
    match (cloud.packages.as_slice(), arch) {
        ([] | [_], _) => "package",
        (_, Arch::Arm64) => "package_arm64",
        (_, Arch::X86_64) => "package_x86_64",
    }
}

/// The processors that functions run on, each once.
pub fn needed(cloud: &Cloud<'_>) -> Vec<Arch> {
    let runs_on = |arch| cloud.serverless().any(|(_, function)| function.arch.value == arch);
    [Arch::Arm64, Arch::X86_64].into_iter().filter(|arch| runs_on(*arch)).collect()
}
