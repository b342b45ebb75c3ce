//! Strings, keys and their escapes.

use triceps::functions::{contains, format, resource_group, to_lower, to_upper, union, unique_string};
use triceps::{Expr, Object, Param, Template, array, convert::IntoTyped, interpolate, object};

pub(super) fn interpolation() -> Template {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("prefix"));
    let number = t.param(Param::int("number"));
    let flag = t.param(Param::bool("flag"));
    let parts = t.param(Param::array_of::<String>("parts"));

    let whole = t.var("whole", interpolate!("{number}"));
    let start = t.var("start", interpolate!("{prefix}-end"));
    let end = t.var("end", interpolate!("start-{prefix}"));
    let two = t.var("two", interpolate!("{prefix}-{number}"));
    let same = t.var("same", interpolate!("{prefix}{prefix}"));
    let calls =
        t.var("calls", interpolate!("{}-{}", to_lower(&prefix), unique_string((resource_group().id(), &prefix))));
    let nested_interpolation =
        t.var("nestedInterpolation", interpolate!("outer {} tail", interpolate!("inner {prefix}")));
    let braces = t.var("braces", interpolate!("{{literal}} {prefix} {{0}}"));
    let quotes = t.var("quotes", interpolate!("it's {prefix}'s"));
    let boolish = t.var("boolish", interpolate!("flag={flag}"));
    let indexed = t.var("indexed", interpolate!("{}/{}", parts.at(0), parts.at(1)));
    let conditional = t.var("conditional", interpolate!("{}-{prefix}", flag.then_else("yes", "no")));
    let object_key = t.var("objectKey", object! { (interpolate!("{prefix}-key")): &number, fixed: "value" });

    t.output(
        "results",
        array![
            &whole,
            &start,
            &end,
            &two,
            &same,
            &calls,
            &nested_interpolation,
            &braces,
            &quotes,
            &boolish,
            &indexed,
            &conditional,
            &object_key,
        ],
    );
    t
}

pub(super) fn strings_hostile() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));

    let quote = t.var("quote", "it's");
    let only_quote = t.var("onlyQuote", "'");
    let many_quotes = t.var("manyQuotes", "'''");
    let double_quote = t.var("doubleQuote", "say \"hi\"");
    let backslash = t.var("backslash", "C:\\temp\\new");
    let trailing_backslash = t.var("trailingBackslash", "ends with \\");
    let hole = t.var("hole", "not a hole: ${name}");
    let hole_after_dollar = t.var("holeAfterDollar", interpolate!("cost: ${name}"));
    let dollars = t.var("dollars", "$ $$ $name {name}");
    let newlines = t.var("newlines", "a\nb\r\nc\rd");
    let tab = t.var("tab", "a\tb");
    let bell = t.var("bell", "bell\u{7}null\u{0}escape\u{1b}delete\u{7f}");
    let separators = t.var("separators", "line\u{2028}paragraph\u{2029}next\u{85}nbsp\u{a0}");
    let emoji = t.var("emoji", "😀 😀 👩\u{200d}💻");
    let cjk = t.var("cjk", "資源グループ 한국어 中文");
    let accents = t.var("accents", "naïve café Åström");
    let rtl = t.var("rtl", "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627}");
    let html = t.var("html", "<a href=\"x\">&amp; 'y'</a>");
    let slash = t.var("slash", "a/b \\/ c");
    let open = t.var("open", "[");
    let open_text = t.var("openText", "[text");
    let open_close = t.var("openClose", "[text]");
    let doubled = t.var("doubled", "[[text]");
    let doubled_close = t.var("doubledClose", "[[text]]");
    let empty_brackets = t.var("emptyBrackets", "[]");
    let only_double = t.var("onlyDouble", "[[");
    let space_first = t.var("spaceFirst", " [text]");
    let close_only = t.var("closeOnly", "text]");
    let expression_like = t.var("expressionLike", "[concat('a', 'b')]");
    let braces = t.var("braces", "{0} {name} }{");
    let braces_and_hole = t.var("bracesAndHole", interpolate!("{{0}} {name} {{{{}}}}"));
    let quote_and_hole = t.var("quoteAndHole", interpolate!("it's {name}'s \"x\""));
    let bracket_and_hole = t.var("bracketAndHole", interpolate!("[{name}]"));
    let open_and_hole = t.var("openAndHole", interpolate!("[{name}"));
    let percent = t.var("percent", "100% #hash ~tilde `tick`");
    let blank = t.var("blank", "");
    let space = t.var("space", " ");
    let functions = t.var("functions", to_upper(interpolate!("it's [x] {name} {{y}}")));
    let as_keys = t.var(
        "asKeys",
        object! {
            "it's": &quote,
            "[key]": &open,
            "[key": &open_text,
            "[[key]": &doubled,
            "a\"b": &double_quote,
            "a\\b": &backslash,
            "a\nb": &newlines,
            (interpolate!("{name}[x]")): 1,
            (interpolate!("[{name}]")): 2,
            "資源": &cjk,
            "": &blank,
        },
    );
    let in_expression = t.var("inExpression", union((&as_keys, object! { "[inner]": "[inner]", "it's": "[it's]" })));

    t.output(
        "all",
        array![
            &quote,
            &only_quote,
            &many_quotes,
            &double_quote,
            &backslash,
            &trailing_backslash,
            &hole,
            &hole_after_dollar,
            &dollars,
            &newlines,
            &tab,
            &bell,
            &separators,
            &emoji,
            &cjk,
            &accents,
            &rtl,
            &html,
            &slash,
            &open,
            &open_text,
            &open_close,
            &doubled,
            &doubled_close,
            &empty_brackets,
            &only_double,
            &space_first,
            &close_only,
            &expression_like,
            &braces,
            &braces_and_hole,
            &quote_and_hole,
            &bracket_and_hole,
            &open_and_hole,
            &percent,
            &blank,
            &space,
            &functions,
            &as_keys,
            &in_expression,
        ],
    );
    t.output("bracketed", "[literal]");
    t.output("literals", array!["[literal]", "[[literal]", "x[0]"]);
    t
}

pub(super) fn multiline_strings() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    let port = t.param(Param::int("port").default(8080));

    let one_line = t.var("oneLine", Expr::multi_line("no line break"));
    let empty = t.var("empty", Expr::multi_line(""));
    let leading_break = t.var("leadingBreak", Expr::multi_line("first line is dropped\nsecond stays\n"));
    let indented = t.var("indented", Expr::multi_line("  server {\n    listen 80;\n  }\n"));
    let quotes = t.var("quotes", Expr::multi_line("it's a 'quoted' and ''doubled'' word\n"));
    let escapes =
        t.var("escapes", Expr::multi_line("a backslash \\ and \\n stay as they are, so does ${name} and {0}\n"));
    let brackets = t.var("brackets", Expr::multi_line("[looks like an expression]"));
    let interpolated = t.var("interpolated", interpolate!("name: {name}\nport: {port}\n").multi_line());
    let interpolated_inline = t.var("interpolatedInline", interpolate!("host={name}").multi_line());
    let literal_dollar = t.var("literalDollar", interpolate!("shell: ${{HOME}} and hole: {name}\n").multi_line());
    let three_dollars = t.var("threeDollars", interpolate!("cost $5, $${{name}}, {name}").multi_line());
    let nested_call =
        t.var("nestedCall", interpolate!("{}\n  {}", to_upper(interpolate!("x-{name}")), &port + 1).multi_line());
    let script = t.var("script", Expr::multi_line("#!/bin/sh\nset -eu\nprintf \"%s\\n\" \"$1\" | tr 'a-z' 'A-Z'\n"));

    t.output(
        "all",
        object! {
            oneLine: &one_line,
            empty: &empty,
            leadingBreak: &leading_break,
            indented: &indented,
            quotes: &quotes,
            escapes: &escapes,
            brackets: &brackets,
            interpolated: &interpolated,
            interpolatedInline: &interpolated_inline,
            literalDollar: &literal_dollar,
            threeDollars: &three_dollars,
            nestedCall: &nested_call,
            script: &script,
        },
    );
    t
}

pub(super) fn keys_quoted() -> Template {
    let mut t = Template::for_resource_group();
    let dynamic = t.param(Param::string("dynamic").default("dyn"));
    let stage = t.param(Param::string("stage").default("dev"));

    let keys = t.var(
        "keys",
        object! {
            plain: 1,
            _underscore: 2,
            camelCase9: 3,
            "kebab-case": 4,
            "with space": 5,
            "with.dot": 6,
            "a/b": 7,
            "9lives": 8,
            "true": 9,
            "false": 10,
            null: 11,
            "": 12,
            "$ref": 13,
            "é": 14,
            "@type": 15,
            "#hash": 16,
        },
    );
    let keywords = t.var(
        "keywords",
        object! {
            param: 1,
            var: 2,
            resource: 3,
            module: 4,
            output: 5,
            for: 6,
            if: 7,
            in: 8,
            existing: 9,
            import: 10,
            type: 11,
            func: 12,
            using: 13,
            metadata: 14,
            targetScope: 15,
            string: 16,
            object: 17,
            sys: 18,
            az: 19,
            as: 20,
            with: 21,
            from: 22,
            assert: 23,
            extension: 24,
        },
    );
    let interpolated = t.var(
        "interpolated",
        object! {
            (interpolate!("{dynamic}")): 1,
            (interpolate!("{dynamic}-suffix")): 2,
            (interpolate!("prefix-{dynamic}")): 3,
            (interpolate!("{dynamic}/{stage}")): 4,
            fixed: 5,
        },
    );
    let nested_interpolated = t.var(
        "nestedInterpolated",
        object! {
            outer: { (interpolate!("{stage}-inner")): { (interpolate!("{}", to_upper(&stage))): "deep" } },
        },
    );
    let as_argument = t.var("asArgument", union((&keys, object! { (interpolate!("{dynamic}")): 1, "kebab-case": 2 })));
    let copies = t.var("copies", object! { copy: "lower", nested: { COPY: "upper" } });

    t.output(
        "accesses",
        array![
            keys.prop("plain"),
            keys.prop("_underscore"),
            keys.as_expr().at("kebab-case"),
            keys.as_expr().at("with space"),
            keys.as_expr().at("with.dot"),
            keys.as_expr().at("9lives"),
            keys.as_expr().at("true"),
            keys.as_expr().at(""),
            keys.as_expr().at("$ref"),
            keys.as_expr().at("é"),
            keywords.prop("for"),
            keywords.prop("resource"),
            interpolated.as_expr().at(&dynamic),
            interpolated.as_expr().at(interpolate!("{dynamic}-suffix")),
            as_argument.prop("fixed"),
            copies.prop("copy"),
        ],
    );
    t.output("nested", &nested_interpolated);
    t
}

pub(super) fn long_expressions() -> Template {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("prefix"));
    let environment_name = t.param(Param::string("environmentName"));
    let location_short_code = t.param(Param::string("locationShortCode"));
    let flags = t.param(Param::object("flags"));

    let short_call = t.var("shortCall", unique_string((&prefix, &environment_name)));
    let long_call = t.var(
        "longCall",
        unique_string((
            &prefix,
            "-",
            &environment_name,
            "-",
            &location_short_code,
            "-",
            "a-rather-long-literal-suffix",
        )),
    );
    let very_long_call = t.var(
        "veryLongCall",
        format(
            "{0}-{1}-{2}-{3}",
            (
                to_lower(&prefix),
                to_lower(&environment_name),
                to_lower(&location_short_code),
                unique_string((resource_group().id(), &prefix, &environment_name)),
            ),
        ),
    );
    let long_ternary = t.var(
        "longTernary",
        contains(&flags, "useTheLongAndWindingRoad")
            .then_else("the long and winding road it is", "the short cut will do just fine"),
    );
    let long_binary = t.var(
        "longBinary",
        contains(&flags, "firstOfTheLongFlagNames")
            .and(contains(&flags, "secondOfTheLongFlagNames"))
            .or(contains(&flags, "third")),
    );
    let nested_calls = t.var(
        "nestedCalls",
        union((
            object! { a: 1, b: 2 }.one_line(),
            contains(&flags, "x").then_else(object! { c: 3 }.one_line(), object! {}),
            contains(&flags, "yyyyyyyyyyyyyyyyyyyy").then_else(object! { d: 4 }.one_line(), object! {}),
        )),
    );
    let inline_object = t.var("inlineObject", object! { a: 1, b: "two" }.one_line());
    let inline_array = t.var("inlineArray", array!["a", "b", "c"].one_line());

    let new_object = t.func::<Object, 0>("newObject", [], |[]| object! {}.into_typed());

    let empty_call = t.var("emptyCall", new_object.call(()));

    t.output(
        "results",
        array![
            &short_call,
            &long_call,
            &very_long_call,
            &long_ternary,
            &long_binary,
            &nested_calls,
            &inline_object,
            &inline_array,
            &empty_call,
        ],
    );
    t
}
