//! Secrets: only functions that name one may read it.

use watershed::prelude::*;

#[secret]
struct PaymentKey;

#[secret(external = "shared/mail-password")]
struct MailPassword;

#[function(call)]
async fn pay(Input(charge): Input<Charge>, key: Secret<PaymentKey>) -> Result<()> {
    charge.pay(key.get().await?).await
}

#[function(call)]
async fn mail(Input(letter): Input<Letter>, password: Secret<MailPassword>) -> Result<()> {
    letter.send(password.get().await?).await
}

fn main() {
    watershed::run();
}
