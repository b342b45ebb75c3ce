//! A secret is not a tag.

use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    t.add("identity", UserAssignedIdentity::new("id", "westeurope").tag("owner", &secret));
}
