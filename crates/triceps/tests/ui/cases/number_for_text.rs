//! A number is not a string.

use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let count = t.param(Param::int("count"));
    t.add("identity", UserAssignedIdentity::new(&count, "westeurope"));
}
