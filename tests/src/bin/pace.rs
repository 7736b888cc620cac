//! How soon a change is on another screen, and what a storm of events does to one: `make pace`.
fn main() {
    varta_tests::pace::measure();
}
