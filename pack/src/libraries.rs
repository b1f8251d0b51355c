//! The libraries that a program loads, and theirs, as an image must hold them.

use std::collections::{BTreeMap, BTreeSet};

use crate::Error;
use crate::elf::{Elf, Machine};

/// Where the loader looks, in its order.
fn folders(machine: Machine) -> [String; 5] {
    let triple = match machine {
        Machine::Arm64 => "aarch64-linux-gnu",
        Machine::X86_64 => "x86_64-linux-gnu",
    };
    [format!("/lib/{triple}"), format!("/usr/lib/{triple}"), "/lib64".into(), "/usr/lib64".into(), "/usr/lib".into()]
}

/// The loader and every library below a program, by the path they have in the image. `read` answers a file of this
/// machine; a library of another processor counts as not there.
pub fn collect(program: &Elf, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut waiting = program.needed.clone();
    if let Some(interpreter) = &program.interpreter {
        let bytes = read(interpreter).ok_or_else(|| Error::MissingLibrary(interpreter.clone()))?;
        seen.extend(interpreter.rsplit('/').next().map(str::to_owned));
        found.insert(interpreter.clone(), bytes);
    }
    while let Some(name) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let (path, bytes, elf) =
            find(&name, program.machine, read).ok_or_else(|| Error::MissingLibrary(name.clone()))?;
        waiting.extend(elf.needed);
        found.insert(path, bytes);
    }
    Ok(found)
}

fn find(name: &str, machine: Machine, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<(String, Vec<u8>, Elf)> {
    folders(machine).into_iter().find_map(|folder| {
        let path = format!("{folder}/{name}");
        let bytes = read(&path)?;
        let elf = Elf::read(&bytes).ok().filter(|elf| elf.machine == machine)?;
        Some((path, bytes, elf))
    })
}

#[cfg(test)]
mod tests {
    use super::collect;
    use crate::elf::Elf;

    #[test]
    fn this_program_has_its_loader_and_the_c_library() {
        let elf = Elf::read(&std::fs::read(std::env::current_exe().unwrap()).unwrap()).unwrap();
        let found = collect(&elf, &|path| std::fs::read(path).ok()).unwrap();
        assert!(found.keys().any(|path| path.ends_with("libc.so.6")), "{:?}", found.keys());
        assert!(found.contains_key(elf.interpreter.as_ref().unwrap()));
    }

    #[test]
    fn a_missing_library_is_named() {
        let mut elf = Elf::read(&std::fs::read(std::env::current_exe().unwrap()).unwrap()).unwrap();
        elf.needed.push("libnowhere.so.7".to_owned());
        let error = collect(&elf, &|path| std::fs::read(path).ok()).unwrap_err();
        assert!(error.to_string().contains("libnowhere.so.7"), "{error}");
    }
}
