//! The role that deploys an environment: an administrator makes it, and everything else is done with it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use watershed_tests::judges;
use watershed_tests::judges::cloud::Cloud;
use watershed_tests::judges::server::Server;
use watershed_tests::judges::terraform::Module;
use watershed_tests::program::project;
use watershed_tests::tree;

/// Where Terraform keeps its states, as the settings of the shop say.
pub const STATES: &str = "shop-terraform-state";

/// What makes the backend content with a server on this machine.
pub const BACKEND: &[&str] = &[
    "-backend-config=use_path_style=true",
    "-backend-config=skip_credentials_validation=true",
    "-backend-config=skip_metadata_api_check=true",
    "-backend-config=skip_region_validation=true",
];

/// A deployer that has been made.
pub struct Deployer {
    module: Module,
    environment: String,
    /// Where connections count as encrypted.
    front: Server,
    log: String,
}

impl Deployer {
    /// Applies the second root of an environment as the owner of the account.
    ///
    /// # Errors
    /// What Terraform or a judge says.
    pub fn make(environment: &str, cluster: &str, cloud: &Cloud, place: &Path) -> Result<Self, String> {
        let folder = place.join("deployer");
        let generated = project().join("examples/shop/infra").join(environment).join("deployer");
        let mut files = tree::read(&generated);
        let provider = fs::read(project().join("tests/judges/emulator_override.tf")).map_err(|it| it.to_string())?;
        files.insert("emulator_override.tf".to_owned(), provider);
        tree::replace(&folder, &files);
        let mut variables = cloud.environment();
        let trusted = "[\"arn:aws:iam::123456789012:root\"]".to_owned();
        variables.extend([("TF_VAR_eks_cluster", cluster.to_owned()), ("TF_VAR_trusted", trusted)]);
        let module = Module::backed(&folder, BACKEND, variables)?;
        module.run(&["apply", "-auto-approve"])?;
        module.run(&["plan", "-detailed-exitcode"])?;
        let log = place.join("provider.log");
        if log.exists() {
            // Terraform goes on writing in what a run that failed has left.
            fs::remove_file(&log).map_err(|it| it.to_string())?;
        }
        let log = log.display().to_string();
        Ok(Self { module, environment: environment.to_owned(), front: cloud.encrypted(place)?, log })
    }

    /// What lets Terraform deploy with the role, and with nothing else.
    ///
    /// # Errors
    /// The role cannot be taken.
    pub fn variables(&self, cloud: &Cloud) -> Result<Vec<(&'static str, String)>, String> {
        let said = self.judge(cloud, "take", None)?;
        let keys: Value = serde_json::from_str(&said).map_err(|wrong| format!("{wrong}: {said}"))?;
        let key = |name: &str| keys[name].as_str().unwrap_or_default().to_owned();
        let mut variables = cloud.environment();
        variables.retain(|(name, _)| *name == "AWS_ENDPOINT_URL_CLOUDWATCH");
        variables.extend([
            ("AWS_ENDPOINT_URL", self.front.url.clone()),
            ("AWS_ACCESS_KEY_ID", key("AccessKeyId")),
            ("AWS_SECRET_ACCESS_KEY", key("SecretAccessKey")),
            ("AWS_SESSION_TOKEN", key("SessionToken")),
            ("TF_LOG_PROVIDER", "DEBUG".to_owned()),
            ("TF_LOG_PATH", self.log.clone()),
        ]);
        Ok(variables)
    }

    /// Tries what the role may do and may not, while everything is there.
    ///
    /// # Errors
    /// A call is let in or turned away that should not be.
    pub fn probe(&self, cloud: &Cloud) -> Result<String, String> {
        self.judge(cloud, "probe", Some(&self.front.url))
    }

    /// Holds the grants to what Terraform called, and unmakes the role; everything else is gone.
    ///
    /// # Errors
    /// Something was called that is not granted, or is granted for nothing.
    pub fn end(self, cloud: &Cloud) -> Result<String, String> {
        let said = self.judge(cloud, "used", Some(&self.log))?;
        self.module.run(&["destroy", "-auto-approve"])?;
        Ok(said)
    }

    fn judge(&self, cloud: &Cloud, command: &str, with: Option<&str>) -> Result<String, String> {
        let mut judge = Command::new(judges::python("cloud", "python")?);
        judge.arg(project().join("tests/judges/deployer.py")).args([command, &self.environment]).args(with);
        judges::run(judge.env("AWS_DEFAULT_REGION", "eu-west-1").envs(cloud.environment()))
    }
}
