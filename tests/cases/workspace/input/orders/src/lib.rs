pub mod queues {
    use ws::prelude::*;

    // Another application, which has no sender, needs this.
    #[queue(accept(WS0604, reason = "not every application sends"))]
    pub struct Charges(super::Charge);

    #[queue(fifo)]
    pub struct Mails(super::Mail);
}

#[cfg(feature = "refunds")]
mod refunds {
    use super::queues::*;
    use ws::prelude::*;

    #[function(call)]
    pub async fn refund(Input(charge): Input<super::Charge>, charges: Sender<Charges>) -> Result<()> {
        pay_back(charge, charges).await
    }
}

#[cfg(feature = "paper")]
#[path = "printed/letters.rs"]
mod letters;
