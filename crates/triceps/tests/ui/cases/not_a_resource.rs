//! A parameter is added with `param`.

use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    t.add("prefix", Param::string("namePrefix"));
}
