mod f;
fn main() { watershed::run() }
