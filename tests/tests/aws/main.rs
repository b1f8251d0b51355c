//! The backends of AWS against MiniStack, and against a server that refuses on purpose.

mod bucket;
mod bus;
mod call;
mod fake;
mod queue;
mod secret;
mod stream;
mod table;
mod topic;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use watershed::aws::sdk::SdkConfig;
use watershed::invoke::{About, Backends, Incoming, Invocation, Trace};
use watershed::registry::{Function, Invoke, Trigger};
use watershed::signature::Parameter;
use watershed::trigger::Schedule;
use watershed::{Raw, aws};
use watershed_tests::judges::server::Server;
use watershed_tests::judges::{cloud, or_skip};

/// The trace that everything here belongs to.
const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

/// The same for everybody else, with another id, so that a test sees which of the two it has.
const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const STATE: &str = "vendor=1";

/// A server of AWS's API and what reaches it.
struct Cloud {
    runtime: Runtime,
    backends: Arc<dyn Backends>,
    config: SdkConfig,
    /// Both end with the test.
    server: Option<(Server, TempDir)>,
}

impl Cloud {
    /// Starts MiniStack; nothing where it is not installed.
    fn start(variables: &[(&str, &str)]) -> Option<Self> {
        let programs = or_skip("the backends of AWS", cloud::find())?;
        let folder = tempfile::tempdir().expect("a folder can be made");
        let server = programs.start_main(folder.path());
        let mut found = Self::at(&server.url, variables);
        found.server = Some((server, folder));
        Some(found)
    }

    /// Speaks to a server that is there.
    fn at(url: &str, variables: &[(&str, &str)]) -> Self {
        let given = [
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ENDPOINT_URL", url),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
        ];
        let variables: BTreeMap<String, String> =
            given.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let backends = aws::backends_in(variables);
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let invocation = invocation(&backends);
        let raw = <Raw<SdkConfig> as Parameter<Schedule>>::take(&invocation).expect("AWS has raw clients");
        let config = runtime.block_on(raw.client());
        Self { runtime, backends, config, server: None }
    }

    /// Waits for what only needs a runtime.
    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Runs a function once, in an invocation that belongs to a trace.
    fn run(&self, invoke: Invoke) {
        let function = Function {
            trigger: Trigger::Call,
            timeout: Duration::from_mins(1),
            retries: None,
            max: None,
            in_container: false,
            group: None,
            invoke,
        };
        self.wait(watershed::invoke::run(&function, invocation(&self.backends))).expect("it does all that it tries");
    }
}

fn invocation(backends: &Arc<dyn Backends>) -> Invocation {
    let about =
        About { function: "test", trace: Trace::new(Some(TRACE), Some(PARENT), Some(STATE)), ..About::default() };
    Invocation { incoming: Incoming::Start, about, backends: Arc::clone(backends) }
}
