use watershed::prelude::*;

#[table(key = "id")]
struct Table00 {
    id: String,
}

#[table(key = "id")]
struct Table01 {
    id: String,
}

#[table(key = "id")]
struct Table02 {
    id: String,
}

#[table(key = "id")]
struct Table03 {
    id: String,
}

#[table(key = "id")]
struct Table04 {
    id: String,
}

#[table(key = "id")]
struct Table05 {
    id: String,
}

#[table(key = "id")]
struct Table06 {
    id: String,
}

#[table(key = "id")]
struct Table07 {
    id: String,
}

#[table(key = "id")]
struct Table08 {
    id: String,
}

#[table(key = "id")]
struct Table09 {
    id: String,
}

#[table(key = "id")]
struct Table10 {
    id: String,
}

#[table(key = "id")]
struct Table11 {
    id: String,
}

#[table(key = "id")]
struct Table12 {
    id: String,
}

#[table(key = "id")]
struct Table13 {
    id: String,
}

#[table(key = "id")]
struct Table14 {
    id: String,
}

#[table(key = "id")]
struct Table15 {
    id: String,
}

#[table(key = "id")]
struct Table16 {
    id: String,
}

#[table(key = "id")]
struct Table17 {
    id: String,
}

#[table(key = "id")]
struct Table18 {
    id: String,
}

#[table(key = "id")]
struct Table19 {
    id: String,
}

#[table(key = "id")]
struct Table20 {
    id: String,
}

#[table(key = "id")]
struct Table21 {
    id: String,
}

#[table(key = "id")]
struct Table22 {
    id: String,
}

#[table(key = "id")]
struct Table23 {
    id: String,
}

#[table(key = "id")]
struct Table24 {
    id: String,
}

#[table(key = "id")]
struct Table25 {
    id: String,
}

#[table(key = "id")]
struct Table26 {
    id: String,
}

#[table(key = "id")]
struct Table27 {
    id: String,
}

#[table(key = "id")]
struct Table28 {
    id: String,
}

#[table(key = "id")]
struct Table29 {
    id: String,
}

#[table(key = "id")]
struct Table30 {
    id: String,
}

#[table(key = "id")]
struct Table31 {
    id: String,
}

#[table(key = "id")]
struct Table32 {
    id: String,
}

#[table(key = "id")]
struct Table33 {
    id: String,
}

#[table(key = "id")]
struct Table34 {
    id: String,
}

#[table(key = "id")]
struct Table35 {
    id: String,
}

#[table(key = "id")]
struct Table36 {
    id: String,
}

#[table(key = "id")]
struct Table37 {
    id: String,
}

#[table(key = "id")]
struct Table38 {
    id: String,
}

#[table(key = "id")]
struct Table39 {
    id: String,
}

#[table(key = "id")]
struct Table40 {
    id: String,
}

#[table(key = "id")]
struct Table41 {
    id: String,
}

#[table(key = "id")]
struct Table42 {
    id: String,
}

#[table(key = "id")]
struct Table43 {
    id: String,
}

#[table(key = "id")]
struct Table44 {
    id: String,
}

#[table(key = "id")]
struct Table45 {
    id: String,
}

#[table(key = "id")]
struct Table46 {
    id: String,
}

#[table(key = "id")]
struct Table47 {
    id: String,
}

#[table(key = "id")]
struct Table48 {
    id: String,
}

#[table(key = "id")]
struct Table49 {
    id: String,
}

#[table(key = "id")]
struct Table50 {
    id: String,
}

#[table(key = "id")]
struct Table51 {
    id: String,
}

#[table(key = "id")]
struct Table52 {
    id: String,
}

#[table(key = "id")]
struct Table53 {
    id: String,
}

#[table(key = "id")]
struct Table54 {
    id: String,
}

#[table(key = "id")]
struct Table55 {
    id: String,
}

#[table(key = "id")]
struct Table56 {
    id: String,
}

#[table(key = "id")]
struct Table57 {
    id: String,
}

#[table(key = "id")]
struct Table58 {
    id: String,
}

#[table(key = "id")]
struct Table59 {
    id: String,
}

#[table(key = "id")]
struct Table60 {
    id: String,
}

#[table(key = "id")]
struct Table61 {
    id: String,
}

#[table(key = "id")]
struct Table62 {
    id: String,
}

#[table(key = "id")]
struct Table63 {
    id: String,
}

#[table(key = "id")]
struct Table64 {
    id: String,
}

#[table(key = "id")]
struct Table65 {
    id: String,
}

#[table(key = "id")]
struct Table66 {
    id: String,
}

#[table(key = "id")]
struct Table67 {
    id: String,
}

#[table(key = "id")]
struct Table68 {
    id: String,
}

#[table(key = "id")]
struct Table69 {
    id: String,
}

#[function(call)]
async fn score(Input(customer): Input<u32>, t00: Table<Table00, (can::Get, can::Put)>, t01: Table<Table01, (can::Get, can::Put)>, t02: Table<Table02, (can::Get, can::Put)>, t03: Table<Table03, (can::Get, can::Put)>, t04: Table<Table04, (can::Get, can::Put)>, t05: Table<Table05, (can::Get, can::Put)>, t06: Table<Table06, (can::Get, can::Put)>, t07: Table<Table07, (can::Get, can::Put)>, t08: Table<Table08, (can::Get, can::Put)>, t09: Table<Table09, (can::Get, can::Put)>, t10: Table<Table10, (can::Get, can::Put)>, t11: Table<Table11, (can::Get, can::Put)>, t12: Table<Table12, (can::Get, can::Put)>, t13: Table<Table13, (can::Get, can::Put)>, t14: Table<Table14, (can::Get, can::Put)>, t15: Table<Table15, (can::Get, can::Put)>, t16: Table<Table16, (can::Get, can::Put)>, t17: Table<Table17, (can::Get, can::Put)>, t18: Table<Table18, (can::Get, can::Put)>, t19: Table<Table19, (can::Get, can::Put)>, t20: Table<Table20, (can::Get, can::Put)>, t21: Table<Table21, (can::Get, can::Put)>, t22: Table<Table22, (can::Get, can::Put)>, t23: Table<Table23, (can::Get, can::Put)>, t24: Table<Table24, (can::Get, can::Put)>, t25: Table<Table25, (can::Get, can::Put)>, t26: Table<Table26, (can::Get, can::Put)>, t27: Table<Table27, (can::Get, can::Put)>, t28: Table<Table28, (can::Get, can::Put)>, t29: Table<Table29, (can::Get, can::Put)>, t30: Table<Table30, (can::Get, can::Put)>, t31: Table<Table31, (can::Get, can::Put)>, t32: Table<Table32, (can::Get, can::Put)>, t33: Table<Table33, (can::Get, can::Put)>, t34: Table<Table34, (can::Get, can::Put)>, t35: Table<Table35, (can::Get, can::Put)>, t36: Table<Table36, (can::Get, can::Put)>, t37: Table<Table37, (can::Get, can::Put)>, t38: Table<Table38, (can::Get, can::Put)>, t39: Table<Table39, (can::Get, can::Put)>, t40: Table<Table40, (can::Get, can::Put)>, t41: Table<Table41, (can::Get, can::Put)>, t42: Table<Table42, (can::Get, can::Put)>, t43: Table<Table43, (can::Get, can::Put)>, t44: Table<Table44, (can::Get, can::Put)>, t45: Table<Table45, (can::Get, can::Put)>, t46: Table<Table46, (can::Get, can::Put)>, t47: Table<Table47, (can::Get, can::Put)>, t48: Table<Table48, (can::Get, can::Put)>, t49: Table<Table49, (can::Get, can::Put)>, t50: Table<Table50, (can::Get, can::Put)>, t51: Table<Table51, (can::Get, can::Put)>, t52: Table<Table52, (can::Get, can::Put)>, t53: Table<Table53, (can::Get, can::Put)>, t54: Table<Table54, (can::Get, can::Put)>, t55: Table<Table55, (can::Get, can::Put)>, t56: Table<Table56, (can::Get, can::Put)>, t57: Table<Table57, (can::Get, can::Put)>, t58: Table<Table58, (can::Get, can::Put)>, t59: Table<Table59, (can::Get, can::Put)>, t60: Table<Table60, (can::Get, can::Put)>, t61: Table<Table61, (can::Get, can::Put)>, t62: Table<Table62, (can::Get, can::Put)>, t63: Table<Table63, (can::Get, can::Put)>, t64: Table<Table64, (can::Get, can::Put)>, t65: Table<Table65, (can::Get, can::Put)>, t66: Table<Table66, (can::Get, can::Put)>, t67: Table<Table67, (can::Get, can::Put)>, t68: Table<Table68, (can::Get, can::Put)>, t69: Table<Table69, (can::Get, can::Put)>) -> Result<u8> {
    judge(customer).await
}
