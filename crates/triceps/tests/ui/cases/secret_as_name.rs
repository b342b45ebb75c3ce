//! A secret is not a name.

use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    t.add("identity", UserAssignedIdentity::new(&secret, "westeurope"));
}
