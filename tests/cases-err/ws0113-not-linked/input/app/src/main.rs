fn main() {
    watershed::run();
}
