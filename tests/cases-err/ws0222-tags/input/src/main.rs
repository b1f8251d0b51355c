use watershed::prelude::*;

#[function(call, tags(Team = "checkout", team = "orders"))]
async fn score(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[function(call, tags(Cost = "7"))]
async fn weigh(Input(customer): Input<u32>) -> Result<u8> {
    judge(customer).await
}

#[queue(tags(t0 = "x", t1 = "x", t2 = "x", t3 = "x", t4 = "x", t5 = "x", t6 = "x", t7 = "x", t8 = "x", t9 = "x", t10 = "x", t11 = "x", t12 = "x", t13 = "x", t14 = "x", t15 = "x", t16 = "x", t17 = "x", t18 = "x", t19 = "x", t20 = "x", t21 = "x", t22 = "x", t23 = "x", t24 = "x", t25 = "x", t26 = "x", t27 = "x", t28 = "x", t29 = "x", t30 = "x", t31 = "x", t32 = "x", t33 = "x", t34 = "x", t35 = "x", t36 = "x", t37 = "x", t38 = "x", t39 = "x", t40 = "x", t41 = "x", t42 = "x", t43 = "x", t44 = "x", t45 = "x"))]
struct Charges(u32);

#[function(queue(Charges))]
async fn charge(Message(charge): Message<u32>, charges: Sender<Charges>) {}

fn main() {
    watershed::run();
}
