//! A minimal image: the program, what it loads, and the certificates of authorities; no shell, no package manager.

mod archive;
mod documents;
mod layer;

use std::collections::BTreeMap;

use crate::elf::Elf;
use crate::{Error, digest};
use archive::Archive;
use documents::{Config, Descriptor, Index, LegacyManifest, Manifest};

pub use layer::{Entry, layer};

/// The user and group that the program runs as; nobody in particular, and never root.
pub const USER: u32 = 65532;

/// Where the program is in the image.
pub const PROGRAM: &str = "/app";

/// Where programs look for the certificates of authorities.
const CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// What goes into an image.
pub struct Contents {
    /// The program.
    pub program: Vec<u8>,
    /// Its loader and libraries, by path.
    pub libraries: BTreeMap<String, Vec<u8>>,
    /// The certificates of authorities, in PEM; without them the program can speak TLS to nobody.
    pub certificates: Option<Vec<u8>>,
    /// The name that the image has when it is loaded, such as `shop:latest`.
    pub name: String,
}

/// An image in one file.
pub struct Image {
    /// An archive that is an OCI layout and what `docker load` reads at once.
    pub archive: Vec<u8>,
    /// The digest of its manifest, by which a registry knows it.
    pub digest: String,
}

/// Builds the image; the same contents give the same bytes.
pub fn build(contents: &Contents) -> Result<Image, Error> {
    let machine = Elf::read(&contents.program)?.machine;
    // What changes rarely stands first, so that registries and nodes keep it.
    let layers = [layer(&base(contents))?, layer(&program(contents))?];
    let config = Config::new(machine, &layers.each_ref().map(|it| it.diff_id.clone()));
    let config = json(&config)?;
    let manifest = Manifest::new(Descriptor::config(&config), layers.iter().map(Descriptor::layer).collect());
    let manifest = json(&manifest)?;
    let mut archive = Archive::default();
    for layer in &layers {
        archive.blob(&layer.bytes);
    }
    archive.blob(&config);
    archive.blob(&manifest);
    let reference = Descriptor::manifest(&manifest, machine, &contents.name);
    archive.file("index.json", &json(&Index::new(reference))?);
    archive.file("oci-layout", br#"{"imageLayoutVersion":"1.0.0"}"#);
    let digests: Vec<String> = layers.iter().map(|it| digest(&it.bytes)).collect();
    archive.file("manifest.json", &json(&[LegacyManifest::new(&digest(&config), &digests, &contents.name)])?);
    Ok(Image { archive: archive.finish()?, digest: digest(&manifest) })
}

fn base(contents: &Contents) -> Vec<Entry<'_>> {
    let mut entries = vec![
        Entry::text("/etc/passwd", "nonroot:x:65532:65532:nonroot:/nonexistent:/sbin/nologin\n"),
        Entry::text("/etc/group", "nonroot:x:65532:\n"),
        // Names are asked of DNS after the file of hosts, as everywhere.
        Entry::text("/etc/nsswitch.conf", "hosts: files dns\n"),
    ];
    entries.extend(contents.certificates.as_deref().map(|bytes| Entry::file(CERTIFICATES, bytes)));
    entries.extend(contents.libraries.iter().map(|(path, bytes)| Entry::program(path, bytes)));
    entries
}

fn program(contents: &Contents) -> Vec<Entry<'_>> {
    vec![Entry::program(PROGRAM, &contents.program)]
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| Error::Archive(error.to_string()))
}
