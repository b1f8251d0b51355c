//! What reads manifests the way Kubernetes does.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::project;

/// Runs the judge's `main` on one folder after the other in one process; reading the schemas of custom resources once.
const EACH: &str = "
import functools, sys
sys.path.insert(0, sys.argv[1])
import kube_judge
kube_judge.load_crds = functools.cache(kube_judge.load_crds)
worst = 0
for folder in sys.argv[2:]:
    print('==', folder, flush=True)
    worst = max(worst, kube_judge.main([folder]))
sys.exit(worst)
";

/// The strict judge of whole sets, which knows custom resources and their rules.
pub struct KubeJudge {
    python: PathBuf,
    folder: PathBuf,
}

impl KubeJudge {
    /// Finds it: named by `WATERSHED_KUBE_JUDGE`, or in `shared/judges` beside the project.
    pub fn find() -> Result<Self, String> {
        let named = std::env::var_os("WATERSHED_KUBE_JUDGE").map(PathBuf::from);
        let project = project();
        let beside = project.ancestors().skip(1).map(|folder| folder.join("shared/judges/kube_judge.py"));
        let script = named.into_iter().chain(beside).find(|script| script.is_file());
        let script = script.ok_or("there is no `kube_judge.py`; WATERSHED_KUBE_JUDGE can name one")?;
        let folder = script.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Self { python: super::python("scan", "python")?, folder })
    }

    /// Judges each folder as a set of its own.
    pub fn judge(&self, folders: &[PathBuf]) -> Result<String, String> {
        super::run(Command::new(&self.python).args(["-c", EACH]).arg(&self.folder).args(folders))
    }
}

/// The small judge of our own: strict schemas, read as YAML 1.1.
pub fn schemas(folders: &[PathBuf]) -> Result<String, String> {
    let script = project().join("tests/judges/kubernetes.py");
    super::run(Command::new(super::python("scan", "python")?).arg(script).args(folders))
}

/// Builds a folder as `kubectl apply -k` would.
pub fn kustomize(folder: &Path) -> Result<String, String> {
    super::run(Command::new("kubectl").arg("kustomize").arg(folder))
}

/// Whether kubectl is there.
pub fn kubectl() -> Result<(), String> {
    super::program("kubectl", &["version", "--client"])
}
