//! `==` would compare the expressions while the template is made, not their values in the deployment.

use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let stage = t.param(Param::string("stage"));
    let other = t.param(Param::string("other"));
    t.add("identity", UserAssignedIdentity::new("id", "westeurope").when(stage == other));
    t.output("differ", stage != other);
}
