//! Payments: the queue of charges, the fraud score, and the topic that says that an order is paid.

use serde::{Deserialize, Serialize};
use watershed::prelude::*;

/// Money to be taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Charge {
    /// The order's id.
    pub order: String,
    /// How much.
    pub cents: u64,
}

/// Charges for the payment provider. What fails five times waits in the dead-letter queue for a person.
#[queue(retries = 5)]
pub struct Charges(Charge);

/// Money that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// The order's id.
    pub order: String,
    /// How much.
    pub cents: u64,
    /// The provider's reference.
    pub reference: String,
}

/// An order is paid.
#[topic]
pub struct OrderPaid(Payment);

/// The key of the payment provider.
#[secret]
pub struct PaymentKey;

/// From this score on a person decides.
const SUSPICIOUS: u8 = 80;

/// Scores a charge: 0 is harmless, 100 is fraud.
#[function(call, memory = "512MB", timeout = "2s")]
pub async fn score(Input(charge): Input<Charge>) -> Result<u8> {
    let euros = charge.cents / 100;
    Ok(u8::try_from(euros / 10).unwrap_or(100).min(100))
}

/// Takes the money of one order.
#[function(queue(Charges, batch = 10, window = "2s", concurrency = 20), timeout = "30s", scale(max = 50))]
pub async fn charge(
    Message(charge): Message<Charge>,
    key: Secret<PaymentKey>,
    scores: Caller<score>,
) -> Result<PublishTo<OrderPaid>> {
    let score = scores.call(&charge).await?;
    if score >= SUSPICIOUS {
        return Err(Error::new(format!("order {} scores {score}: a person decides", charge.order)));
    }
    let reference = pay(&key.get().await?, &charge);
    Ok(PublishTo(Payment { order: charge.order, cents: charge.cents, reference }))
}

/// Stands for the request to the provider, who gives one reference for an order however often it is asked.
fn pay(key: &str, charge: &Charge) -> String {
    let account = key.split('_').next().unwrap_or_default();
    format!("{account}-{}-{}", charge.order, charge.cents)
}

#[cfg(test)]
mod tests {
    use watershed::memory;

    use super::*;

    fn coffee() -> Charge {
        Charge { order: "o1".into(), cents: 900 }
    }

    #[tokio::test]
    async fn a_harmless_charge_is_paid() -> Result<()> {
        let scores = memory::Function::<score>::answering(|_| Ok(SUSPICIOUS - 1));
        let key = memory::Secret::<PaymentKey>::new("acct7_secret");
        let PublishTo(payment) = charge(Message(coffee()), key.handle(), scores.handle()).await?;
        assert_eq!(payment, Payment { order: "o1".into(), cents: 900, reference: "acct7-o1-900".into() });
        assert_eq!(scores.inputs(), [coffee()]);
        Ok(())
    }

    #[tokio::test]
    async fn a_suspicious_charge_is_left_to_a_person() {
        let scores = memory::Function::<score>::answering(|_| Ok(SUSPICIOUS));
        let key = memory::Secret::<PaymentKey>::new("acct7_secret");
        let refused = charge(Message(coffee()), key.handle(), scores.handle()).await;
        assert_eq!(refused.unwrap_err().to_string(), "order o1 scores 80: a person decides");
    }

    #[tokio::test]
    async fn the_score_grows_with_the_amount() -> Result<()> {
        let of = |cents| score(Input(Charge { cents, ..coffee() }));
        assert_eq!((of(900).await?, of(80_000).await?, of(u64::MAX).await?), (0, 80, 100));
        Ok(())
    }
}
