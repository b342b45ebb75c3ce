//! A value has no text yet, so `format!` cannot hold it.

use triceps::{Param, Template};

fn main() {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("namePrefix"));
    let _ = format!("{prefix}-id");
}
