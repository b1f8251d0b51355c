//! An image as the people of registries read it.

use std::process::Command;

use watershed_pack::elf::Elf;
use watershed_pack::image::{Contents, build};
use watershed_pack::libraries;
use watershed_tests::judges::{judged, or_skip, program, run};

const JUDGE: &str = "skopeo";

#[test]
fn skopeo_reads_both_forms_of_the_archive() {
    if or_skip(JUDGE, program(JUDGE, &["--version"])).is_none() {
        return;
    }
    let program = std::fs::read("/bin/true").expect("this machine has it");
    let elf = Elf::read(&program).expect("it is a program");
    let libraries = libraries::collect(&elf, &|path| std::fs::read(path).ok()).expect("they are on this machine");
    let contents = Contents { program, libraries, certificates: None, name: "shop:latest".to_owned() };
    let image = build(&contents).expect("an image can be built");
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let path = place.path().join("image.tar");
    std::fs::write(&path, &image.archive).expect("a file can be written");
    for kind in ["oci-archive", "docker-archive"] {
        let said = run(Command::new(JUDGE).args(["inspect", &format!("{kind}:{}", path.display())]));
        let said = said.unwrap_or_else(|wrong| panic!("{kind}: {wrong}"));
        let shown: serde_json::Value = serde_json::from_str(&said).expect("it prints JSON");
        assert_eq!(shown["Layers"].as_array().map(Vec::len), Some(2), "{kind}: {said}");
        if kind == "oci-archive" {
            assert_eq!(shown["Digest"], image.digest);
        }
    }
    judged(JUDGE, "an image as oci-archive and docker-archive");
}
