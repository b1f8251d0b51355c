//! The shop's program, built and packed as `watershed build` packs it.

use std::fs;
use std::path::Path;
use std::process::Command;

use watershed_pack::elf::Elf;
use watershed_pack::image::{self, Contents};
use watershed_pack::{lambda, libraries};
use watershed_tests::program::built;

/// Where distributions keep the certificates of authorities.
const CERTIFICATES: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/// The program. The names of its functions are left out where there is `strip`: without them it is packed in a third of
/// the time.
pub fn program(place: &Path) -> Vec<u8> {
    let copy = place.join("program");
    fs::copy(built("shop", "shop"), &copy).expect("the program is built and can be copied");
    // What cannot be stripped is packed as it is.
    let _ = Command::new("strip").arg(&copy).status();
    fs::read(&copy).expect("the copy is there")
}

/// The zip for AWS Lambda.
pub fn zip(program: &[u8]) -> Vec<u8> {
    lambda::zip(program).expect("a program can be packed")
}

/// The image for containers.
pub fn image(program: &[u8]) -> Vec<u8> {
    let elf = Elf::read(program).expect("it is a program");
    let libraries = libraries::collect(&elf, &|path| fs::read(path).ok()).expect("its libraries are on this machine");
    let certificates = CERTIFICATES.iter().find_map(|path| fs::read(path).ok());
    let contents = Contents { program: program.to_vec(), libraries, certificates, name: "shop:dev".to_owned() };
    image::build(&contents).expect("an image can be built").archive
}
