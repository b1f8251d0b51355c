use watershed::prelude::*;

macro_rules! handler {
    ($name:ident) => {
        #[function(call)]
        async fn $name() -> Result<()> {
            list().await
        }
    };
}

handler!(first);

wrap! {
    #[queue]
    struct Charges(Charge);
}
