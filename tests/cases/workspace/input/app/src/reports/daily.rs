use super::super::queues::Mails;
use ws::prelude::*;

#[function(schedule("rate(1 day)"))]
async fn report() -> Result<SendTo<Mails>> {
    write().await
}
