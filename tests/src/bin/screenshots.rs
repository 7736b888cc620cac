//! Pictures of every screen and its states, with the demo's data: `make screenshots`.
fn main() {
    varta_tests::shots::take();
}
