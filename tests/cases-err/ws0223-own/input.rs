use watershed::prelude::*;

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber0(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber1(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber2(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber3(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber4(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber5(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber6(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber7(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber8(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber9(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber10(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber11(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber12(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber13(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber14(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber15(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber16(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber17(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber18(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber19(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber20(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber21(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber22(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber23(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber24(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber25(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber26(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber27(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber28(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber29(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber30(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber31(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber32(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber33(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber34(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber35(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber36(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber37(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber38(Order);

#[queue(accept(WS0603, reason = "another application takes them"))]
struct OrdersOfCustomersNumber39(Order);

#[function(call)]
async fn divide(
    Input(orders): Input<Vec<Order>>,
    q0: Sender<OrdersOfCustomersNumber0>,
    q1: Sender<OrdersOfCustomersNumber1>,
    q2: Sender<OrdersOfCustomersNumber2>,
    q3: Sender<OrdersOfCustomersNumber3>,
    q4: Sender<OrdersOfCustomersNumber4>,
    q5: Sender<OrdersOfCustomersNumber5>,
    q6: Sender<OrdersOfCustomersNumber6>,
    q7: Sender<OrdersOfCustomersNumber7>,
    q8: Sender<OrdersOfCustomersNumber8>,
    q9: Sender<OrdersOfCustomersNumber9>,
    q10: Sender<OrdersOfCustomersNumber10>,
    q11: Sender<OrdersOfCustomersNumber11>,
    q12: Sender<OrdersOfCustomersNumber12>,
    q13: Sender<OrdersOfCustomersNumber13>,
    q14: Sender<OrdersOfCustomersNumber14>,
    q15: Sender<OrdersOfCustomersNumber15>,
    q16: Sender<OrdersOfCustomersNumber16>,
    q17: Sender<OrdersOfCustomersNumber17>,
    q18: Sender<OrdersOfCustomersNumber18>,
    q19: Sender<OrdersOfCustomersNumber19>,
    q20: Sender<OrdersOfCustomersNumber20>,
    q21: Sender<OrdersOfCustomersNumber21>,
    q22: Sender<OrdersOfCustomersNumber22>,
    q23: Sender<OrdersOfCustomersNumber23>,
    q24: Sender<OrdersOfCustomersNumber24>,
    q25: Sender<OrdersOfCustomersNumber25>,
    q26: Sender<OrdersOfCustomersNumber26>,
    q27: Sender<OrdersOfCustomersNumber27>,
    q28: Sender<OrdersOfCustomersNumber28>,
    q29: Sender<OrdersOfCustomersNumber29>,
    q30: Sender<OrdersOfCustomersNumber30>,
    q31: Sender<OrdersOfCustomersNumber31>,
    q32: Sender<OrdersOfCustomersNumber32>,
    q33: Sender<OrdersOfCustomersNumber33>,
    q34: Sender<OrdersOfCustomersNumber34>,
    q35: Sender<OrdersOfCustomersNumber35>,
    q36: Sender<OrdersOfCustomersNumber36>,
    q37: Sender<OrdersOfCustomersNumber37>,
    q38: Sender<OrdersOfCustomersNumber38>,
    q39: Sender<OrdersOfCustomersNumber39>,
) -> Result<()> {
    send(orders).await
}
