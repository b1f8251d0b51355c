use watershed::prelude::*;

#[service(worker, env(KUBERNETES_SERVICE_HOST = "kubernetes.default.svc.cluster.local", MODE = "fast"))]
async fn keep() -> Result<()> {
    forever().await
}

#[function(call, place = container, env(LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_LONG_ = "x"))]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}
