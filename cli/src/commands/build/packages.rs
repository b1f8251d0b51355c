//! What is packed: a zip for functions, an image for deployments.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use watershed_codegen::compile::Outcome;
use watershed_codegen::model::{FunctionId, Model};
use watershed_codegen::place::Plan;
use watershed_codegen::shell::word;
use watershed_grammar::function::Arch;
use watershed_pack::elf::{Elf, Machine};
use watershed_pack::image::{self, Contents};
use watershed_pack::{digest, lambda, libraries};

/// Where Linux distributions keep the certificates of authorities.
const CERTIFICATES: &[&str] =
    &["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/// Something to pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A zip for AWS Lambda.
    Zip,
    /// An image of this name.
    Image(String),
}

/// Something that is packed.
pub struct Package {
    /// The name of its file.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// By what others know it: the file's digest for a zip, the manifest's for an image.
    pub digest: String,
    kind: Wanted,
}

/// What the application needs, by processor.
pub fn wanted(outcome: &Outcome) -> Vec<(Machine, Vec<Wanted>)> {
    let machines = [(Arch::Arm64, Machine::Arm64), (Arch::X86_64, Machine::X86_64)];
    let all = machines.into_iter().map(|(arch, machine)| {
        let environments = outcome.models.iter().zip(&outcome.plans);
        let mut wanted: Vec<Wanted> =
            environments.flat_map(|(model, plan)| of_environment(model, plan, arch)).collect();
        wanted.sort();
        wanted.dedup();
        (machine, wanted)
    });
    all.filter(|(_, wanted)| !wanted.is_empty()).collect()
}

fn of_environment(model: &Model, plan: &Plan, arch: Arch) -> Vec<Wanted> {
    let mut functions = model.functions.iter().enumerate();
    let zip = functions.any(|(index, it)| it.arch.value == arch && plan.is_serverless(FunctionId(index)));
    let said = model.settings.arch.as_ref().is_some_and(|it| it.value == "x86_64");
    let image = !plan.deployments.is_empty() && said == (arch == Arch::X86_64);
    let name = || model.settings.kubernetes.image.as_ref().map_or(model.app.clone(), |it| it.value.clone());
    zip.then_some(Wanted::Zip).into_iter().chain(image.then(|| Wanted::Image(format!("{}:latest", name())))).collect()
}

impl Wanted {
    /// Packs a program.
    pub fn pack(self, machine: Machine, program: &[u8]) -> Result<Package> {
        let elf = Elf::read(program)?;
        match &self {
            Self::Zip => {
                if let Some((major, minor)) = lambda::too_new(&elf) {
                    let (_, most) = lambda::GLIBC;
                    bail!(
                        "the program asks for version {major}.{minor} of the GNU C library, and AWS Lambda has 2.{most}: build it on an older system and name it with `--binary`"
                    );
                }
                let bytes = lambda::zip(program)?;
                Ok(Package {
                    name: format!("lambda-{}.zip", machine.of_lambda()),
                    digest: digest(&bytes),
                    bytes,
                    kind: self,
                })
            }
            Self::Image(name) => {
                let certificates = CERTIFICATES.iter().find_map(|path| fs::read(path).ok());
                let libraries = libraries::collect(&elf, &|path| fs::read(path).ok())?;
                let contents = Contents { program: program.to_vec(), libraries, certificates, name: name.clone() };
                let image = image::build(&contents)?;
                Ok(Package {
                    name: format!("image-{}.tar", machine.of_image()),
                    bytes: image.archive,
                    digest: image.digest,
                    kind: self,
                })
            }
        }
    }
}

impl Package {
    /// Writes it beside its place first, so that nobody finds half of it.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        let (part, path) = (folder.join(format!(".{}.part", self.name)), folder.join(&self.name));
        fs::write(&part, &self.bytes).with_context(|| format!("`{}` cannot be written", part.display()))?;
        fs::rename(&part, &path).with_context(|| format!("`{}` cannot be written", path.display()))
    }

    /// What a person does with it.
    pub fn usage(&self, path: &Path) -> String {
        let path = path.display();
        match &self.kind {
            Wanted::Zip => format!("for AWS Lambda: terraform apply -var {}", word(&format!("package={path}"))),
            Wanted::Image(name) => format!(
                "for Kubernetes: skopeo copy {} docker://{name}, and `digest: {}` in an overlay's `images:`",
                word(&format!("oci-archive:{path}")),
                self.digest
            ),
        }
    }
}
