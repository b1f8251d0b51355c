//! Images as others read them.

use std::io::Read as _;

use watershed_pack::elf::Elf;
use watershed_pack::image::{Contents, build};
use watershed_pack::{digest, libraries};

/// An image of a real program of this machine.
fn contents() -> Contents {
    let program = std::fs::read("/bin/true").unwrap();
    let elf = Elf::read(&program).unwrap();
    let libraries = libraries::collect(&elf, &|path| std::fs::read(path).ok()).unwrap();
    Contents { program, libraries, certificates: Some(b"none".to_vec()), name: "shop:latest".to_owned() }
}

#[test]
fn the_same_contents_give_the_same_bytes() {
    let (first, second) = (build(&contents()).unwrap(), build(&contents()).unwrap());
    assert_eq!(first.archive, second.archive);
    assert_eq!(first.digest, second.digest);
}

#[test]
fn every_piece_is_under_its_digest_and_every_reference_leads_somewhere() {
    let image = build(&contents()).unwrap();
    let mut files = std::collections::BTreeMap::new();
    for entry in tar::Archive::new(image.archive.as_slice()).entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(entry.path().unwrap().to_string_lossy().into_owned(), bytes);
    }
    for (path, bytes) in files.iter().filter(|(path, bytes)| path.starts_with("blobs/sha256/") && !bytes.is_empty()) {
        assert_eq!(format!("blobs/{}", digest(bytes).replace(':', "/")), *path);
    }
    let read = |path: &str| -> serde_json::Value { serde_json::from_slice(&files[path]).unwrap() };
    let blob = |value: &serde_json::Value| format!("blobs/{}", value["digest"].as_str().unwrap().replace(':', "/"));
    let index = read("index.json");
    assert_eq!(index["manifests"][0]["digest"], image.digest);
    let manifest = read(&blob(&index["manifests"][0]));
    let config = read(&blob(&manifest["config"]));
    assert_eq!(config["config"]["User"], "65532:65532");
    for (number, layer) in manifest["layers"].as_array().unwrap().iter().enumerate() {
        let bytes = &files[&blob(layer)];
        let mut tar = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut tar).unwrap();
        assert_eq!(config["rootfs"]["diff_ids"][number], digest(&tar));
        assert_eq!(layer["size"], bytes.len());
    }
}
