//! What is deployed on a condition may be missing.

use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let wanted = t.param(Param::bool("wanted"));
    let first = t.add("first", UserAssignedIdentity::new("first", "westeurope").when(&wanted));
    t.add("second", UserAssignedIdentity::new(first.principal_id(), "westeurope"));
}
