//! What a program says about itself: its processor, its loader, its libraries, the C library it was linked with.

use object::Endianness;
use object::elf::{self, FileHeader64};
use object::read::elf::{FileHeader as _, ProgramHeader as _, SectionTable};

use crate::Error;

/// A program or library for 64-bit Linux.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elf {
    /// The processor.
    pub machine: Machine,
    /// The loader, such as `/lib64/ld-linux-x86-64.so.2`; `None` for a static program or a library.
    pub interpreter: Option<String>,
    /// The libraries it loads, by name.
    pub needed: Vec<String>,
    /// The newest version of the GNU C library that it asks for.
    pub glibc: Option<(u32, u32)>,
}

/// A processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// AWS Graviton.
    Arm64,
    /// Intel and AMD.
    X86_64,
}

impl Machine {
    /// The name that AWS Lambda uses.
    pub fn of_lambda(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }

    /// The name that image registries use.
    pub fn of_image(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "amd64",
        }
    }
}

type Header = FileHeader64<Endianness>;

impl Elf {
    /// Reads a program or library.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).map_err(|error| Error::NotElf(error.to_string()))?
    }

    fn parse(bytes: &[u8]) -> object::Result<Result<Self, Error>> {
        let header = Header::parse(bytes)?;
        let endian = header.endian()?;
        let machine = match header.e_machine(endian) {
            elf::EM_AARCH64 => Machine::Arm64,
            elf::EM_X86_64 => Machine::X86_64,
            _ => return Ok(Err(Error::NotElf("its processor is neither arm64 nor x86_64".to_owned()))),
        };
        let mut interpreter = None;
        for segment in header.program_headers(endian, bytes)? {
            let name = segment.interpreter(endian, bytes)?;
            interpreter = interpreter.or(name.map(|name| String::from_utf8_lossy(name).into_owned()));
        }
        let sections = header.sections(endian, bytes)?;
        let (needed, glibc) = (needed(&sections, endian, bytes)?, glibc(&sections, endian, bytes)?);
        Ok(Ok(Self { machine, interpreter, needed, glibc }))
    }
}

fn needed(sections: &SectionTable<'_, Header>, endian: Endianness, bytes: &[u8]) -> object::Result<Vec<String>> {
    let table = sections.dynamic_table(endian, bytes)?;
    let mut names = Vec::new();
    for entry in table.iter().filter(|entry| entry.tag == elf::DT_NEEDED) {
        names.push(String::from_utf8_lossy(table.string(entry)?).into_owned());
    }
    Ok(names)
}

/// The newest `GLIBC_2.34` among the versions that are asked for.
fn glibc(sections: &SectionTable<'_, Header>, endian: Endianness, bytes: &[u8]) -> object::Result<Option<(u32, u32)>> {
    let Some((mut needs, link)) = sections.gnu_verneed(endian, bytes)? else { return Ok(None) };
    let strings = sections.strings(endian, bytes, link)?;
    let mut newest = None;
    while let Some((_, mut versions)) = needs.next()? {
        while let Some(version) = versions.next()? {
            newest = newest.max(glibc_version(version.name(endian, strings)?));
        }
    }
    Ok(newest)
}

fn glibc_version(name: &[u8]) -> Option<(u32, u32)> {
    let (major, rest) = std::str::from_utf8(name).ok()?.strip_prefix("GLIBC_")?.split_once('.')?;
    let minor = rest.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Elf, glibc_version};

    #[test]
    fn this_very_program_says_what_it_is() {
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let elf = Elf::read(&bytes).unwrap();
        assert!(elf.interpreter.is_some() && elf.needed.iter().any(|name| name.starts_with("libc.so")), "{elf:?}");
        assert!(elf.glibc > Some((2, 0)), "{elf:?}");
    }

    #[test]
    fn other_bytes_are_refused_and_never_a_panic() {
        let real = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        for bytes in [b"".as_slice(), b"#!/bin/sh", b"\x7fELF", &real[..64], &real[..4096]] {
            let _ = Elf::read(bytes);
        }
        assert!(Elf::read(b"#!/bin/sh").is_err());
    }

    #[test]
    fn versions_are_numbers() {
        assert_eq!(glibc_version(b"GLIBC_2.34"), Some((2, 34)));
        assert_eq!(glibc_version(b"GLIBC_2.2.5"), Some((2, 2)));
        assert_eq!(glibc_version(b"GCC_3.0"), None);
    }
}
