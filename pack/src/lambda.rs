//! The zip for AWS Lambda: one file, `bootstrap`.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Error;
use crate::elf::Elf;

/// What AWS Lambda takes unzipped (AWS Lambda quotas, 2026-11), in bytes.
pub const LARGEST: u64 = 250 * 1024 * 1024;

/// What AWS Lambda takes zipped where it is uploaded as the generated Terraform does, without a bucket (AccountLimit,
/// `CodeSizeZipped`, 2026-11), in bytes.
pub const LARGEST_ZIPPED: u64 = 50 * 1024 * 1024;

/// The C library of `provided.al2023`, the runtime of every function (Amazon Linux 2023 packages, 2026-11).
pub const GLIBC: (u32, u32) = (2, 34);

/// A zip with the binary as `bootstrap`; the same binary gives the same bytes.
pub fn zip(binary: &[u8]) -> Result<Vec<u8>, Error> {
    fits(binary.len() as u64, LARGEST)?;
    let zip = write(binary).map_err(|error| Error::Archive(error.to_string()))?;
    fits(zip.len() as u64, LARGEST_ZIPPED)?;
    Ok(zip)
}

fn fits(size: u64, most: u64) -> Result<(), Error> {
    if size > most { Err(Error::TooLarge(size, most)) } else { Ok(()) }
}

fn write(binary: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    // The oldest date that a zip can hold: a real one would make every build another package.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o755);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("bootstrap", options)?;
    zip.write_all(binary)?;
    Ok(zip.finish()?.into_inner())
}

/// The version of the C library that is too new for AWS Lambda, if it is.
pub fn too_new(elf: &Elf) -> Option<(u32, u32)> {
    elf.glibc.filter(|version| *version > GLIBC)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::{LARGEST, LARGEST_ZIPPED, fits, zip};

    #[test]
    fn a_package_is_as_large_as_aws_takes() {
        assert_eq!((LARGEST, LARGEST_ZIPPED), (262_144_000, 52_428_800));
        assert!(fits(LARGEST, LARGEST).is_ok() && fits(LARGEST + 1, LARGEST).is_err());
        // What cannot be made smaller is refused for its zip.
        let mut state = 1_u64;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        });
        let noise: Vec<u8> = noise.take(usize::try_from(LARGEST_ZIPPED).unwrap()).collect();
        assert!(matches!(zip(&noise), Err(crate::Error::TooLarge(size, LARGEST_ZIPPED)) if size > LARGEST_ZIPPED));
    }

    #[test]
    fn the_same_binary_gives_the_same_bytes_and_comes_out_again() {
        let binary: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
        let first = zip(&binary).unwrap();
        assert_eq!(first, zip(&binary).unwrap());
        let mut archive = ::zip::ZipArchive::new(Cursor::new(first)).unwrap();
        assert_eq!(archive.len(), 1);
        let mut file = archive.by_name("bootstrap").unwrap();
        assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o755));
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980));
        let mut out = Vec::new();
        file.read_to_end(&mut out).unwrap();
        assert_eq!(out, binary);
    }
}
