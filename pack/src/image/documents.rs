//! The JSON documents of an image (OCI image specification 1.1), as far as they are needed.

use serde::Serialize;

use super::layer::Layer;
use super::{CERTIFICATES, PROGRAM, USER};
use crate::digest;
use crate::elf::Machine;

/// What the image runs, and on what.
#[derive(Serialize)]
pub struct Config {
    architecture: &'static str,
    os: &'static str,
    #[serde(rename = "config")]
    run: Run,
    rootfs: Rootfs,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Run {
    user: String,
    env: Vec<String>,
    entrypoint: [&'static str; 1],
    working_dir: &'static str,
}

#[derive(Serialize)]
struct Rootfs {
    r#type: &'static str,
    diff_ids: Vec<String>,
}

impl Config {
    /// The program as the user who is not root.
    pub fn new(machine: Machine, diff_ids: &[String]) -> Self {
        Self {
            architecture: machine.of_image(),
            os: "linux",
            run: Run {
                user: format!("{USER}:{USER}"),
                env: vec![format!("SSL_CERT_FILE={CERTIFICATES}")],
                entrypoint: [PROGRAM],
                working_dir: "/",
            },
            rootfs: Rootfs { r#type: "layers", diff_ids: diff_ids.to_vec() },
        }
    }
}

/// Points to a piece of the image.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    media_type: &'static str,
    digest: String,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<Platform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotations: Option<Names>,
}

#[derive(Serialize)]
struct Platform {
    architecture: &'static str,
    os: &'static str,
}

#[derive(Serialize)]
struct Names {
    #[serde(rename = "io.containerd.image.name")]
    containerd: String,
    #[serde(rename = "org.opencontainers.image.ref.name")]
    reference: String,
}

impl Descriptor {
    fn new(media_type: &'static str, bytes: &[u8]) -> Self {
        Self { media_type, digest: digest(bytes), size: bytes.len(), platform: None, annotations: None }
    }

    /// The configuration.
    pub fn config(bytes: &[u8]) -> Self {
        Self::new("application/vnd.oci.image.config.v1+json", bytes)
    }

    /// A layer.
    pub fn layer(layer: &Layer) -> Self {
        Self::new("application/vnd.oci.image.layer.v1.tar+gzip", &layer.bytes)
    }

    /// The manifest, with the name that the image has when it is loaded.
    pub fn manifest(bytes: &[u8], machine: Machine, name: &str) -> Self {
        let reference = name.rsplit_once(':').map_or("latest", |(_, tag)| tag).to_owned();
        Self {
            platform: Some(Platform { architecture: machine.of_image(), os: "linux" }),
            annotations: Some(Names { containerd: whole(name), reference }),
            ..Self::new(MANIFEST, bytes)
        }
    }
}

/// The name with its registry; one that names none is Docker's own.
fn whole(name: &str) -> String {
    match name.split_once('/') {
        Some((registry, _)) if registry.contains(['.', ':']) => name.to_owned(),
        Some(_) => format!("docker.io/{name}"),
        None => format!("docker.io/library/{name}"),
    }
}

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// What an image is made of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    schema_version: u32,
    media_type: &'static str,
    config: Descriptor,
    layers: Vec<Descriptor>,
}

impl Manifest {
    /// From the configuration and the layers, the lowest first.
    pub fn new(config: Descriptor, layers: Vec<Descriptor>) -> Self {
        Self { schema_version: 2, media_type: MANIFEST, config, layers }
    }
}

/// What is in a layout.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Index {
    schema_version: u32,
    media_type: &'static str,
    manifests: [Descriptor; 1],
}

impl Index {
    /// One image.
    pub fn new(manifest: Descriptor) -> Self {
        Self { schema_version: 2, media_type: "application/vnd.oci.image.index.v1+json", manifests: [manifest] }
    }
}

/// What `docker load` of an older Docker reads.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LegacyManifest {
    config: String,
    repo_tags: [String; 1],
    layers: Vec<String>,
}

impl LegacyManifest {
    /// Points at the same blobs.
    pub fn new(config: &str, layers: &[String], name: &str) -> Self {
        let layers = layers.iter().map(|digest| blob(digest)).collect();
        Self { config: blob(config), repo_tags: [name.to_owned()], layers }
    }
}

/// Where a piece is in the archive.
pub fn blob(digest: &str) -> String {
    format!("blobs/{}", digest.replace(':', "/"))
}
