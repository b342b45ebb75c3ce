//! Smoke.
use triceps::functions::*;
use triceps::*;
#[test]
fn builds() {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let prefix = t.param(Param::string("namePrefix").length(3..=12).default("backstage"));
    let n = t.param(Param::int("n"));
    let secret = t.param(Param::secure_string("s"));
    let names = t.param(Param::array_of::<String>("names"));
    let v = t.var("x", (&n + 1) * (&n - 2) / 2 % 7);
    let s = interpolate!("{}{}-{v}", replace(&prefix, "-", ""), unique_string([resource_group().id()]));
    let _ = interpolate_secret!("{secret}:{s}");
    let g = guid((resource_group().id(), &prefix, "x"));
    let lock = t.add_raw(
        "lock",
        "Microsoft.Authorization/locks@2020-05-01",
        object! { name: "keep", location: &location, properties: { level: "CanNotDelete", a: [1, 2, {k: &g}] } },
    );
    let all = t.add_each("all", each("name", &names), |name, i| {
        Raw::new("A/b@1", object! { name: interpolate!("{name}-{i}") }).when(name.equals("x"))
    });
    t.output("id", lock.id());
    t.output("ids", all.each(|a| a.id()));
    t.output("cond", n.greater_than(2).then_else("a", "b")).description("d");
    t.output_as::<Vec<Any>>("arr", map(&names, "p", |p| to_upper(p)));
    t.check().unwrap();
}
