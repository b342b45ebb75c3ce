//! A secret is never written down.

use triceps::Template;
use triceps::app::Secret;

fn main() {
    let mut t = Template::for_resource_group();
    let _ = Secret::value("client-secret", "hunter2");
    t.secure_output::<String>("secret", "hunter2");
}
