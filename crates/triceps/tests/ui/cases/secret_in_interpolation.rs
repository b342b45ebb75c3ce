//! Text with a secret in it is a secret.

use triceps::{Param, Template, interpolate};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    let _ = interpolate!("Bearer {secret}");
}
