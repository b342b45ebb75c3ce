//! A secret is not an output of a output with an explicit type either.

use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    t.output_as::<String>("clientSecret", &secret);
}
