//! Operators, access and precedence.

use triceps::functions::call;
use triceps::functions::{empty, map};
use triceps::{Expr, Object, Param, Template, TypeExpr, Value, array, convert::IntoTyped, interpolate, object};

#[allow(clippy::many_single_char_names)] // They are named as in the template.
pub(super) fn operators() -> Template {
    let mut t = Template::for_resource_group();
    let a = t.param(Param::int("a"));
    let b = t.param(Param::int("b"));
    let s = t.param(Param::string("s"));
    let t_ = t.param(Param::string("t"));
    let p = t.param(Param::bool("p"));
    let q = t.param(Param::bool("q"));
    let maybe = t.param(Param::optional_string("maybe"));
    let o = t.param(Param::object("o"));

    let math = t.var("math", (&a + &b) * (&a - &b) / 2 % 7);
    let negated = t.var("negated", -&a);
    let not_p = t.var("notP", !&p);
    let comparisons = t.var(
        "comparisons",
        array![a.less_than(&b), a.at_most(&b), a.greater_than(&b), a.at_least(&b), a.equals(&b), a.not_equals(&b),],
    );
    let case_insensitive = t.var("caseInsensitive", array![s.equals_ignore_case(&t_), s.not_equals_ignore_case(&t_)]);
    let logic = t.var("logic", p.and(&q).or((!&p).and(!&q)));
    let precedence = t.var("precedence", p.and(q.or(a.greater_than(3))));
    let fallback = t.var("fallback", maybe.or("default"));
    let chain = t.var("chain", maybe.or(o.safe_prop("name")).as_expr().or("last"));
    let ternary = t.var("ternary", p.then_else(&s, &t_));
    let nested_ternary = t.var("nestedTernary", p.then_else("one", q.then_else("two", "three")));
    let members = t.var("members", o.prop("first").prop("second"));
    let dashed = t.var("dashed", o.as_expr().at("dashed-name"));
    let dynamic = t.var("dynamic", o.as_expr().at(&s));
    let safe = t.var("safe", o.safe_prop("optional"));
    let safe_deep = t.var("safeDeep", o.safe_prop("optional").prop("deep"));
    let safe_index = t.var("safeIndex", o.as_expr().safe_at(&s));

    t.output(
        "values",
        array![
            &math,
            &negated,
            &not_p,
            &comparisons,
            &case_insensitive,
            &logic,
            &precedence,
            &fallback,
            &chain,
            &ternary,
            &nested_ternary,
            &members,
            &dashed,
            &dynamic,
            &safe,
            &safe_deep,
            &safe_index,
        ],
    );
    t
}

#[allow(clippy::many_single_char_names)] // They are named as in the template.
pub(super) fn expression_precedence() -> Template {
    let mut t = Template::for_resource_group();
    let a = t.param(Param::int("a"));
    let b = t.param(Param::int("b"));
    let c = t.param(Param::int("c"));
    let p = t.param(Param::bool("p"));
    let q = t.param(Param::bool("q"));
    let r = t.param(Param::bool("r"));
    let x = t.param(Param::optional_string("x"));
    let y = t.param(Param::optional_string("y"));
    let z = t.param(Param::string("z"));
    let o = t.param(Param::object("o"));

    let arithmetic = t.var(
        "arithmetic",
        array![
            &a + &b + &c,
            &a + (&b + &c),
            &a - &b - &c,
            &a - (&b - &c),
            &a * &b * &c,
            &a * (&b * &c),
            &a / &b / &c,
            &a / (&b / &c),
            &a % &b % &c,
            &a % (&b % &c),
            &a + &b * &c,
            (&a + &b) * &c,
            &a * &b + &c,
            &a * (&b + &c),
            &a - &b + &c,
            &a - (&b + &c),
            &a * &b / &c,
            &a * (&b / &c),
            &a / &b * &c,
            &a % &b * &c,
            &a * (&b % &c),
        ],
    );
    let unary = t.var(
        "unary",
        array![
            -&a,
            -(-&a),
            -&a + &b,
            -(&a + &b),
            -&a * &b,
            -(&a * &b),
            &a - -&b,
            -1,
            -1.into_typed().paren(),
            -&a % &b,
            -o.prop("n"),
            -a.paren(),
        ],
    );
    let negation = t.var(
        "negation",
        array![!&p, !!&p, (!&p).and(&q), !p.and(&q), (!&p).equals(&q), !p.equals(&q), !o.prop("flag"), !empty(&z),],
    );
    let comparison = t.var(
        "comparison",
        array![
            (&a + &b).less_than(&c),
            a.less_than(&b + &c),
            a.less_than(&b).equals(&p),
            a.less_than(&b).paren().equals(b.less_than(&c).paren()),
            p.equals(a.less_than(&b).paren()),
            a.at_most(&b).and(b.at_least(&c)),
            a.equals(&b).and(b.not_equals(&c)),
            a.equals(&b).paren().equals(&p),
            p.equals(q.equals(&r)),
            p.equals(&q).equals(&r),
            p.not_equals(&q).equals(&r),
            p.not_equals(q.equals(&r)),
        ],
    );
    let logic = t.var(
        "logic",
        array![
            p.or(&q).or(&r),
            p.or(q.or(&r)),
            p.and(&q).and(&r),
            p.and(q.and(&r)),
            p.or(q.and(&r)),
            p.or(&q).and(&r),
            p.and(&q).or(&r),
            p.and(q.or(&r)),
            a.less_than(&b).or(b.less_than(&c).and(&p)),
        ],
    );
    let fallbacks = t.var(
        "fallbacks",
        array![
            x.as_expr().or(&y).or(&z),
            x.or(y.or(&z)),
            x.as_expr().or(&y).paren().or(&z),
            x.or(interpolate!("a{z}")),
            x.or(&z).equals(&z),
            p.or(&q).then_else(x.or(&z), y.or(&z)),
            x.or(Expr::ternary(&p, &y, &z)),
        ],
    );
    let conditionals = t.var(
        "conditionals",
        array![
            p.then_else(&a, &b),
            p.then_else(&a, q.then_else(&b, &c)),
            p.then_else(q.then_else(&a, &b), &c),
            p.then_else(&q, &r).then_else(&a, &b),
            p.or(&q).then_else(&a, &b),
            p.then_else(&a + &b, &a - &b),
            p.then_else(&a, &b) + &c,
            p.then_else(&a, &b + &c),
            -p.then_else(&a, &b),
            !p.then_else(&q, &r),
            p.then_else(&o, object! { name: "x" }.one_line()).safe_prop("name"),
            p.then_else(q.then_else(&a, &b).paren(), r.then_else(&b, &c).paren()),
            a.less_than(&b).then_else("less", a.equals(&b).then_else("same", "more")),
        ],
    );
    let text = t.var(
        "text",
        array![
            z.equals_ignore_case("ABC"),
            z.not_equals_ignore_case("ABC").and(&p),
            !z.equals_ignore_case("ABC"),
            z.equals_ignore_case("ABC").paren().equals(&p),
            z.equals_ignore_case("ABC").equals(&p),
        ],
    );
    let access = t.var(
        "access",
        array![
            o.paren().prop("name"),
            o.prop("inner").paren().prop("name"),
            o.paren().paren().prop("name"),
            Expr::from(array![&a, &b, &c].one_line()).at(0),
            Expr::from(object! { k: &a }.one_line()).prop("k"),
            (&a + &b) * o.prop("n"),
        ],
    );

    t.output(
        "all",
        array![&arithmetic, &unary, &negation, &comparison, &logic, &fallbacks, &conditionals, &text, &access,],
    );
    t
}

pub(super) fn safe_access() -> Template {
    let mut t = Template::for_resource_group();
    let settings = t.param(Param::typed(
        "settings",
        TypeExpr::object([
            (
                "network",
                TypeExpr::object([
                    ("subnets", TypeExpr::named("string").array().nullable()),
                    ("dns", TypeExpr::named("object").nullable()),
                ])
                .nullable(),
            ),
            ("tags", TypeExpr::named("object").nullable()),
        ]),
    ));
    let list = t.param(Param::array_of::<String>("list"));
    let pairs = t.param(Param::typed(
        "pairs",
        TypeExpr::object([("left", TypeExpr::named("string")), ("right", TypeExpr::named("string").nullable())])
            .array(),
    ));
    let key = t.param(Param::string("key").default("alpha"));
    let index = t.param(Param::int("index").default(0));
    let loose = t.param(Param::object("loose").default(object! {}));
    let maybe_loose = t.param(Param::<Value<Option<Object>>>::of("maybeLoose"));

    let optional_network = t.var("optionalNetwork", settings.safe_prop("network"));
    let optional_subnets = t.var("optionalSubnets", settings.safe_prop("network").safe_prop("subnets"));
    let optional_first = t.var("optionalFirst", settings.safe_prop("network").safe_prop("subnets").safe_at(0));
    let chained = t.var("chained", settings.safe_prop("network").safe_prop("subnets").safe_at(0).or("none"));
    let asserted = t.var("asserted", settings.prop("network").non_null().prop("subnets").non_null().at(0));
    let dns =
        t.var("dns", settings.safe_prop("network").safe_prop("dns").safe_prop("servers").safe_at(0).prop("address"));
    let last_item = t.var("lastItem", list.at_end(1));
    let second_last = t.var("secondLast", list.at_end(2));
    let safe_last = t.var("safeLast", list.as_expr().safe_at_end(1));
    let safe_from_end = t.var("safeFromEnd", list.as_expr().safe_at_end(3).or("short"));
    let dynamic_key = t.var("dynamicKey", loose.as_expr().at(&key));
    let safe_key = t.var("safeKey", loose.as_expr().safe_at(&key));
    let safe_index = t.var("safeIndex", list.safe_at(&index));
    let plain_index = t.var("plainIndex", list.at(&index));
    let deep = t.var("deep", loose.safe_prop("a").prop("b").safe_prop("c").at(0).prop("d").safe_at(1).prop("e"));
    let stopped = t.var("stopped", loose.safe_prop("a").paren().prop("b"));
    let via_nullable = t.var("viaNullable", maybe_loose.safe_prop("a").prop("b").at_end(1));
    let safe_then_end = t.var("safeThenEnd", loose.safe_prop("items").at_end(1).prop("name"));
    let right = t.var("right", pairs.safe_at(0).safe_prop("right").or(pairs.at_end(1).prop("left")));
    let of_call = t.var("ofCall", call("first", [&pairs]).safe_prop("right"));
    let lambda_safe = t.var("lambdaSafe", map("pair", &pairs, |pair| pair.safe_prop("right").or("-")));

    t.output(
        "values",
        array![
            &optional_network,
            &optional_subnets,
            &optional_first,
            &chained,
            &asserted,
            &dns,
            &last_item,
            &second_last,
            &safe_last,
            &safe_from_end,
            &dynamic_key,
            &safe_key,
            &safe_index,
            &plain_index,
            &deep,
            &stopped,
            &via_nullable,
            &safe_then_end,
            &right,
            &of_call,
            &lambda_safe,
        ],
    );
    t
}

pub(super) fn spread() -> Template {
    let mut t = Template::for_resource_group();
    let base = t.param(Param::object("base"));
    let extra = t.param(Param::array("extra"));

    let merged = t.var("merged", object! { first: 1, ..&base, last: 2 });
    let items = t.var("items", array!["a", ..&extra, "z"]);

    t.output("merged", &merged);
    t.output("items", &items);
    t
}
