//! Locked output: what templates are emitted as, and how diagnostics read, in `snapshots/`.
//!
//! Every file there is plain text that any tool opens. `cargo xtask snapshots` shows what differs and
//! `cargo xtask snapshots --accept` takes it over; `cargo insta review` asks for each file.

#[path = "../../crates/triceps/examples/portal.rs"]
#[expect(dead_code, unreachable_pub, reason = "the example is a program of its own, which prints its template")]
mod portal;

mod cases;
mod store;

use store::Store;

#[test]
fn output_is_as_it_was() {
    let mut store = Store::new();
    for (case, template) in cases::templates() {
        let checked = template.check().unwrap_or_else(|diagnostics| panic!("{case}: {diagnostics}"));
        for file in checked.files().expect("each file has a path of its own") {
            store.compare(case, &file.path, file.text);
        }
        store.compare(case, "main.json", checked.to_arm_string());
        store.compare(case, "main.bicepparam", checked.to_bicepparam("./main.bicep"));
    }
    for (case, template) in cases::mistakes() {
        let diagnostics = match template.check() {
            Ok(checked) => checked.warnings().to_string(),
            Err(diagnostics) => diagnostics.to_string(),
        };
        assert!(!diagnostics.is_empty(), "`{case}` is there to be found fault with");
        store.compare(case, "diagnostics.txt", diagnostics + "\n");
    }
    store.finish();
}
