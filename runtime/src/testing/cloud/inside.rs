//! The application while it runs: everything that is in its own runtime.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

use super::backends::Resources;
use super::feeds::{Feeds, is_fed};
use super::make::{self, Maker};
use super::undo::Undo;
use crate::Result;
use crate::container::deployment::{Deployment, Member};
use crate::container::life::{Life, Phase};
use crate::container::metrics::Metrics;
use crate::container::pace::Pace;
use crate::container::running::Running;
use crate::invoke::Backends;
use crate::local::application::{Application, Options};
use crate::local::start::Started;
use crate::registry;
use crate::testing::here;

/// How long what is being done may take when the test ends.
const GRACE: Duration = Duration::from_secs(2);
/// Nobody waits in a test: what failed comes again at once.
const PACE: Pace = Pace {
    message: Duration::from_secs(2),
    message_again: Duration::ZERO,
    record_again: Duration::from_millis(50),
    shards: Duration::from_secs(1),
    idle: Duration::from_millis(200),
};

/// The application.
pub struct Inside {
    /// What has made its resources.
    pub maker: Arc<Maker>,
    /// Everything but what AWS brings: routes, calls, services.
    pub application: Arc<Application>,
    /// Everything that it answers.
    pub router: axum::Router,
    /// What AWS brings.
    pub running: Arc<Running>,
    /// How AWS brings it.
    pub feeds: Feeds,
    /// The dead-letter queues.
    #[cfg(feature = "sqs")]
    pub dead: super::dead::Queues,
}

/// Makes the resources and starts the application.
///
/// # Errors
/// AWS refuses, or a service fails at its start.
pub async fn begin(undo: Arc<Undo>) -> Result<Inside> {
    let _making = undo.making().await;
    let maker = Arc::new(Maker::new(crate::aws::clients(), Arc::clone(&undo)).await?);
    tracing::info!("the resources of this test begin with {}", maker.names.prefix());
    make::everything(&maker).await?;
    #[cfg(feature = "sqs")]
    super::inbox::connect(&maker).await?;
    let aws = crate::aws::backends_at(&maker.places(), Arc::clone(&maker.clients));
    let backends: Arc<dyn Backends> = Arc::new(Resources { aws, maker: Arc::clone(&maker), calls: None });
    let options = Options { elsewhere: Some(backends), ..Options::default() };
    let started = here::started(&options).await?;
    let (application, router) = (Arc::clone(&started.application), started.router.clone());
    let running = Arc::new(Running {
        deployment: deployment(),
        backends: application.backends()?,
        metrics: Metrics::new(),
        life: Life::new(),
        pace: PACE,
    });
    #[cfg(feature = "sqs")]
    let mut feeds = super::feeds::begin(&maker, &running).await?;
    #[cfg(not(feature = "sqs"))]
    let mut feeds = Feeds::default();
    running.life.reach(Phase::Ready);
    let tasks = std::mem::take(&mut feeds.all);
    maker.undo.add("the application", end(Arc::clone(&running), tasks, started));
    Ok(Inside {
        #[cfg(feature = "sqs")]
        dead: super::dead::queues(&maker),
        maker,
        application,
        router,
        running,
        feeds,
    })
}

/// The functions that AWS starts.
fn deployment() -> Deployment {
    let fed = registry::functions().filter(|(_, function)| is_fed(&function.trigger));
    let functions = fed.map(|(id, function)| Member { id, function, timeout: function.timeout }).collect();
    Deployment { name: "test".to_owned(), functions, services: Vec::new() }
}

/// Takes nothing new, and lets what is being done come to its end.
async fn end(running: Arc<Running>, mut feeds: JoinSet<()>, started: Started) -> Result<()> {
    running.life.reach(Phase::Stopping);
    if timeout(GRACE, running.life.busy.idle()).await.is_err() {
        tracing::warn!("an invocation is cut off, since the test has ended");
    }
    // Requests for messages are broken off: nobody reads these queues again.
    feeds.shutdown().await;
    drop(started);
    Ok(())
}

impl Inside {
    /// The queues in which something waits, and how much.
    ///
    /// # Errors
    /// AWS cannot be asked.
    pub async fn waiting(&self) -> Result<Vec<String>> {
        let mut waiting = Vec::new();
        #[cfg(feature = "sqs")]
        for (id, url) in &self.feeds.lines {
            let messages = super::depth::depth(&self.maker.clients, url).await?;
            if messages > 0 {
                waiting.push(format!("{id} has {messages} messages"));
            }
        }
        Ok(waiting)
    }
}
