//! What the console weighs, and how soon it can be used on a weak link: `make weight`.
fn main() {
    varta_tests::weight::measure();
}
