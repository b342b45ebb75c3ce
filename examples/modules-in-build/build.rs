//! Makes the bindings of the modules that `triceps.lock` names.

fn main() -> Result<(), triceps_codegen::Error> {
    println!("cargo::rerun-if-changed=build.rs");
    triceps_codegen::ModuleBindings::new().generate()
}
