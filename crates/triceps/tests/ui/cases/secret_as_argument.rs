//! A function of a secret would give the secret away.

use triceps::functions::to_upper;
use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("clientSecret"));
    let _ = to_upper(&secret);
}
