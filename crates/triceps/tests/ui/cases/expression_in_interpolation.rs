//! A hole names a variable; anything longer is an argument.

use triceps::{Param, Template, interpolate};

fn main() {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("namePrefix"));
    let _ = interpolate!("{prefix.clone()}-id");
}
