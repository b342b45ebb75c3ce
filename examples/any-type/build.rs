//! Generates the models of resource types that `triceps` does not bring along.

fn main() -> Result<(), triceps_codegen::Error> {
    println!("cargo::rerun-if-changed=build.rs");
    triceps_codegen::Config::new()
        .resource("Microsoft.Sql/servers@2023-08-01")
        .resource("Microsoft.Sql/servers/databases@2023-08-01")
        .resource("Microsoft.Maps/accounts@2023-06-01")
        .generate()
}
