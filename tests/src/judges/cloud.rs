//! Servers that speak AWS's API: MiniStack for nearly everything, moto for the alarms, which MiniStack does not read back.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::server::Server;
use crate::program::project;

/// The account that both pretend to be.
const ACCOUNT: &str = "123456789012";

/// Both servers.
pub struct Cloud {
    main: Server,
    alarms: Server,
}

/// The programs of both servers.
pub struct Programs {
    ministack: PathBuf,
    moto: PathBuf,
}

/// Finds both.
pub fn find() -> Result<Programs, String> {
    Ok(Programs { ministack: super::python("cloud", "ministack")?, moto: super::python("cloud", "moto_server")? })
}

impl Programs {
    /// Starts both; what they print is kept in a folder.
    pub fn start(&self, folder: &Path) -> Cloud {
        let main = self.start_main(folder);
        let alarms = Server::start(&folder.join("moto.log"), |port| {
            let mut command = Command::new(&self.moto);
            command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).current_dir(folder);
            command
        });
        Cloud { main, alarms }
    }

    /// Starts MiniStack alone.
    pub fn start_main(&self, folder: &Path) -> Server {
        Server::start(&folder.join("ministack.log"), |port| {
            let mut command = Command::new(&self.ministack);
            command
                .current_dir(folder)
                .env("BIND_HOST", "127.0.0.1")
                .env("GATEWAY_PORT", port.to_string())
                .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
                .env("MINISTACK_HOST", "localhost")
                .env("MINISTACK_ACCOUNT_ID", ACCOUNT)
                // Policies are enforced, on exact ARNs.
                .env("AUTH", "true")
                .env("LAMBDA_EXECUTOR", "local")
                .env("IOT_MTLS_ENABLED", "0")
                .env("SFTP_ENABLED", "0");
            command
        })
    }
}

impl Cloud {
    /// Makes a bucket that the application expects to exist.
    pub fn make_bucket(&self, name: &str) {
        let place = "<LocationConstraint>eu-west-1</LocationConstraint>";
        let body = format!("<CreateBucketConfiguration>{place}</CreateBucketConfiguration>");
        ask(&self.main.url, "s3", &format!("PUT /{name}"), &[], &body);
    }

    /// Makes a cluster that the containers are expected to run in.
    pub fn make_cluster(&self, name: &str) {
        let trust = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        ask(
            &self.main.url,
            "iam",
            "POST /",
            &[],
            &format!("Action=CreateRole&RoleName=cluster&AssumeRolePolicyDocument={trust}"),
        );
        let role = format!("arn:aws:iam::{ACCOUNT}:role/cluster");
        let body = format!("{{\"name\":\"{name}\",\"roleArn\":\"{role}\",\"resourcesVpcConfig\":{{}}}}");
        ask(&self.main.url, "eks", "POST /clusters", &[], &body);
    }

    /// Starts what says of connections that they came encrypted.
    pub fn encrypted(&self, folder: &Path) -> Result<Server, String> {
        let (python, script) = (super::python("cloud", "python")?, project().join("tests/judges/encrypted.py"));
        let behind = self.main.url.rsplit(':').next().unwrap_or_default();
        Ok(Server::start(&folder.join("encrypted.log"), |port| {
            let mut command = Command::new(&python);
            command.arg(&script).arg(port.to_string()).arg(behind);
            command
        }))
    }

    /// What makes the AWS provider talk to both.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT_URL", self.main.url.clone()),
            ("AWS_ENDPOINT_URL_CLOUDWATCH", self.alarms.url.clone()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ]
    }
}

/// Asks a server in the words of a service, without its SDK; what it answers, head and all.
pub fn ask(url: &str, service: &str, request: &str, headers: &[(&str, &str)], body: &str) -> String {
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("the server listens");
    // Nobody checks the signature; the credential says whose thing it is, of which service, and in which region.
    let scope = format!("test/20260101/eu-west-1/{service}/aws4_request");
    let mut lines = vec![
        format!("{request} HTTP/1.1"),
        format!("Host: {address}"),
        format!("Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"),
        format!("Content-Length: {}", body.len()),
        "Connection: close".to_owned(),
    ];
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    let text = lines.join("\r\n") + "\r\n\r\n" + body;
    stream.write_all(text.as_bytes()).expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the server answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "{request}: {answer}");
    answer
}
