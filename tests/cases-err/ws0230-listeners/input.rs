use watershed::prelude::*;

#[bucket]
struct Receipts;

#[function(bucket(Receipts, prefix = "in-000/"))]
async fn read_000(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-001/"))]
async fn read_001(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-002/"))]
async fn read_002(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-003/"))]
async fn read_003(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-004/"))]
async fn read_004(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-005/"))]
async fn read_005(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-006/"))]
async fn read_006(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-007/"))]
async fn read_007(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-008/"))]
async fn read_008(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-009/"))]
async fn read_009(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-010/"))]
async fn read_010(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-011/"))]
async fn read_011(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-012/"))]
async fn read_012(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-013/"))]
async fn read_013(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-014/"))]
async fn read_014(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-015/"))]
async fn read_015(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-016/"))]
async fn read_016(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-017/"))]
async fn read_017(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-018/"))]
async fn read_018(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-019/"))]
async fn read_019(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-020/"))]
async fn read_020(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-021/"))]
async fn read_021(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-022/"))]
async fn read_022(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-023/"))]
async fn read_023(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-024/"))]
async fn read_024(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-025/"))]
async fn read_025(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-026/"))]
async fn read_026(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-027/"))]
async fn read_027(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-028/"))]
async fn read_028(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-029/"))]
async fn read_029(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-030/"))]
async fn read_030(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-031/"))]
async fn read_031(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-032/"))]
async fn read_032(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-033/"))]
async fn read_033(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-034/"))]
async fn read_034(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-035/"))]
async fn read_035(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-036/"))]
async fn read_036(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-037/"))]
async fn read_037(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-038/"))]
async fn read_038(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-039/"))]
async fn read_039(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-040/"))]
async fn read_040(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-041/"))]
async fn read_041(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-042/"))]
async fn read_042(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-043/"))]
async fn read_043(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-044/"))]
async fn read_044(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-045/"))]
async fn read_045(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-046/"))]
async fn read_046(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-047/"))]
async fn read_047(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-048/"))]
async fn read_048(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-049/"))]
async fn read_049(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-050/"))]
async fn read_050(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-051/"))]
async fn read_051(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-052/"))]
async fn read_052(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-053/"))]
async fn read_053(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-054/"))]
async fn read_054(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-055/"))]
async fn read_055(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-056/"))]
async fn read_056(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-057/"))]
async fn read_057(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-058/"))]
async fn read_058(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-059/"))]
async fn read_059(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-060/"))]
async fn read_060(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-061/"))]
async fn read_061(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-062/"))]
async fn read_062(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-063/"))]
async fn read_063(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-064/"))]
async fn read_064(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-065/"))]
async fn read_065(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-066/"))]
async fn read_066(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-067/"))]
async fn read_067(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-068/"))]
async fn read_068(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-069/"))]
async fn read_069(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-070/"))]
async fn read_070(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-071/"))]
async fn read_071(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-072/"))]
async fn read_072(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-073/"))]
async fn read_073(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-074/"))]
async fn read_074(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-075/"))]
async fn read_075(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-076/"))]
async fn read_076(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-077/"))]
async fn read_077(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-078/"))]
async fn read_078(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-079/"))]
async fn read_079(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-080/"))]
async fn read_080(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-081/"))]
async fn read_081(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-082/"))]
async fn read_082(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-083/"))]
async fn read_083(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-084/"))]
async fn read_084(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-085/"))]
async fn read_085(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-086/"))]
async fn read_086(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-087/"))]
async fn read_087(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-088/"))]
async fn read_088(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-089/"))]
async fn read_089(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-090/"))]
async fn read_090(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-091/"))]
async fn read_091(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-092/"))]
async fn read_092(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-093/"))]
async fn read_093(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-094/"))]
async fn read_094(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-095/"))]
async fn read_095(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-096/"))]
async fn read_096(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-097/"))]
async fn read_097(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-098/"))]
async fn read_098(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-099/"))]
async fn read_099(receipt: Object) {}

#[function(bucket(Receipts, prefix = "in-100/"))]
async fn read_100(receipt: Object) {}

#[function(call)]
async fn keep(Input(order): Input<u32>, receipts: Bucket<Receipts, can::Put>) -> Result<()> {
    write(order).await
}
