//! Bicep reads a secure output from the module itself, not through `!`.

use triceps::{Module, Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let go = t.param(Param::bool("go"));
    let file = t.module_file("keys.bicep", Template::for_resource_group().check().unwrap());
    let keys = t.add("keys", Module::new(&file).when(&go));
    t.secure_output("key", keys.assume_exists().secure_output::<String>("key"));
}
