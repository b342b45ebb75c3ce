//! A secret is not a plain environment value.

use triceps::app::InitContainer;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    let _ = InitContainer::new("web", "nginx:1.29").env("CLIENT_SECRET", &secret);
}
