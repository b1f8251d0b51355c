//! `watershed dev` with the real binary: it builds, answers, builds anew what has changed, and leaves nothing behind.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use watershed_tests::program::{command, project};

/// How long the first build may take, of all that the application depends on.
const BUILD: Duration = Duration::from_mins(15);
/// How long all else may take, with a build of the application alone.
const PATIENCE: Duration = Duration::from_mins(2);

/// An application in a folder of its own. What it depends on is kept from one run of this test to the next.
struct Application {
    folder: PathBuf,
    port: u16,
}

/// `watershed dev`, while it runs.
struct Dev(Child);

impl Application {
    fn new() -> Self {
        let folder = project().join("target/dev-test/app");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).expect("a folder can be made");
        let runtime = project().join("runtime");
        let manifest = format!(
            "[package]\nname = \"dev-app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nwatershed = {{ path = \"{}\", default-features = false, features = [\"local\"] }}\n[profile.dev]\ndebug = false\n",
            runtime.display()
        );
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port is free").port();
        let application = Self { folder, port };
        application.write("Cargo.toml", &manifest);
        application.write("watershed.yaml", "app: dev-app\nregion: eu-west-1\nenvironments: { dev: {} }\n");
        let locked = fs::read_to_string(project().join("Cargo.lock")).expect("the project is locked");
        application.write("Cargo.lock", &locked);
        application
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.join(path), text).expect("a file can be written");
    }

    /// Its source, with what it answers; a worker writes a line when it is told to stop.
    fn answers(&self, text: &str) {
        let source = format!(
            "use watershed::prelude::*;
#[function(http(GET, \"/\", auth = none))]
async fn hello() -> String {{ {text}.to_owned() }}
#[service(worker)]
async fn tidy() -> Result<()> {{
    watershed::stopping().await;
    Ok(std::fs::write(\"put-away\", {text})?)
}}
fn main() {{ watershed::run() }}
"
        );
        self.write("src/main.rs", &source);
    }

    fn start(&self) -> Dev {
        let said = fs::File::create(self.folder.join("said")).expect("a file can be made");
        let mut dev = command(&self.folder, &["dev", "--port", &self.port.to_string()]);
        dev.env("CARGO_TARGET_DIR", project().join("target/dev-test/target")).env("CARGO", env!("CARGO"));
        for name in ["WATERSHED_DATA", "WATERSHED_PORT", "WATERSHED_DEPLOYMENT", "RUSTFLAGS"] {
            dev.env_remove(name);
        }
        let dev = dev.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn().expect("the binary starts");
        Dev(dev)
    }

    /// What it answers now, where it does.
    fn asked(&self) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.write_all(b"GET / HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned())
    }

    fn said(&self) -> String {
        fs::read_to_string(self.folder.join("said")).unwrap_or_default()
    }

    fn until(&self, what: &str, time: Duration, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < time, "{what}: not within {time:?}; it said:\n{}", self.said());
            sleep(Duration::from_millis(50));
        }
    }

    /// What the worker wrote when it was told to stop; it can write again.
    fn put_away(&self) -> String {
        let path = self.folder.join("put-away");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let _ = fs::remove_file(path);
        text
    }
}

impl Dev {
    /// Sends a signal and waits for the end. Whether it ended well.
    fn ends_by(mut self, signal: &str) -> bool {
        let sent = Command::new("kill").args([signal, &self.0.id().to_string()]).status();
        assert!(sent.expect("there is a program `kill`").success());
        let begun = Instant::now();
        loop {
            match self.0.try_wait().expect("it can be looked at") {
                Some(status) => return status.success(),
                None => assert!(begun.elapsed() < PATIENCE, "it does not end"),
            }
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Dev {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            // Its child hears it through it.
            let _ = Command::new("kill").arg(self.0.id().to_string()).status();
            let _ = self.0.wait();
        }
    }
}

/// Processes that run the application.
fn running(folder: &Path) -> usize {
    let of = |entry: fs::DirEntry| fs::read_link(entry.path().join("cwd")).ok();
    let program =
        |entry: &fs::DirEntry| fs::read_link(entry.path().join("exe")).is_ok_and(|it| it.ends_with("dev-app"));
    let all = fs::read_dir("/proc").expect("this is Linux").flatten().filter(program);
    all.filter_map(of).filter(|it| it == folder).count()
}

#[test]
#[cfg(target_os = "linux")]
fn what_has_changed_is_built_and_started_anew_and_nothing_is_left_behind() {
    let application = Application::new();
    let answers = |text: &str| application.asked().as_deref() == Some(text);
    application.answers("\"one\"");
    let dev = application.start();
    application.until("it answers", BUILD, || answers("one"));
    assert!(application.said().contains("1 functions and 1 services on http://127.0.0.1:"), "{}", application.said());

    application.answers("\"two\"");
    application.until("the change answers", PATIENCE, || answers("two"));
    assert_eq!(application.put_away(), "one", "the worker of the old program has heard of its end");
    assert_eq!(running(&application.folder), 1);

    application.answers("2");
    application.until("the mistake is told", PATIENCE, || application.said().contains("error[E"));
    assert!(answers("two"), "what was built last goes on");
    application.answers("\"three\"");
    application.until("what is right again answers", PATIENCE, || answers("three"));
    assert_eq!(application.put_away(), "two");

    assert!(dev.ends_by("-TERM"), "{}", application.said());
    assert_eq!(
        (application.put_away().as_str(), application.asked(), running(&application.folder)),
        ("three", None, 0)
    );

    let dev = application.start();
    application.until("it answers again", PATIENCE, || answers("three"));
    assert!(dev.ends_by("-INT"), "{}", application.said());
    assert_eq!(
        (application.put_away().as_str(), application.asked(), running(&application.folder)),
        ("three", None, 0)
    );
}
