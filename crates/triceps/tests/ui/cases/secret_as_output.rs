//! A secret is not an ordinary output.

use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    t.output("clientSecret", &secret);
}
