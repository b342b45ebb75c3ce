//! Texts that are meant to break a compiler, or to keep it busy.

use std::fmt::Write as _;

use triceps_compile::MemoryFiles;

/// A text by its name, and what makes the files of it.
pub type Extreme = (&'static str, fn() -> MemoryFiles);

const MANY: usize = 100_000;

/// Length of a text on one line.
const LONG: usize = 10_000_000;

/// Length of the longest text that is compiled.
const LONGEST: usize = 4 * 1024 * 1024 - 64;

/// All of them. Each gives a result or a diagnostic, within a second and 512 MB.
pub const EXTREMES: &[Extreme] = &[
    ("depth: brackets", || one(format!("var x = {}", "[".repeat(MANY)))),
    ("depth: brackets, closed", || one(format!("var x = {}{}\n", "[".repeat(MANY), "]".repeat(MANY)))),
    ("depth: parentheses", || one(format!("var x = {}1{}\n", "(".repeat(MANY), ")".repeat(MANY)))),
    ("depth: objects", || one(format!("var x = {}1{}\n", "{ a: ".repeat(MANY), " }".repeat(MANY)))),
    ("depth: calls", || one(format!("var x = {}1{}\n", "string(".repeat(MANY), ")".repeat(MANY)))),
    ("depth: lambdas", || one(format!("var x = {}1\n", "a => ".repeat(MANY)))),
    ("depth: strings", || one(format!("var x = {}1{}\n", "'${".repeat(MANY), "}'".repeat(MANY)))),
    ("depth: ternaries after the colon", || one(format!("var x = {}1\n", "true ? 1 : ".repeat(MANY)))),
    ("depth: ternaries after the question mark", || {
        one(format!("var x = {}1{}\n", "true ? ".repeat(MANY), " : 2".repeat(MANY)))
    }),
    ("depth: negations", || one(format!("var x = {}true\n", "!".repeat(MANY)))),
    ("depth: signs", || one(format!("var x = {}1\n", "-".repeat(MANY)))),
    ("depth: loops", || one(format!("var x = {}1{}\n", "[for a in []: ".repeat(MANY), "]".repeat(MANY)))),
    ("depth: conditions", || one(format!("resource a 'T@v' = {}{{}}\n", "if (true) ".repeat(MANY)))),
    ("depth: resources", || one("resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n".repeat(20_000))),
    ("depth: types", || one(format!("type x = {}string{}\n", "{ a: ".repeat(MANY), " }".repeat(MANY)))),
    ("depth: tuples", || one(format!("type x = {}string{}\n", "[".repeat(MANY), "]".repeat(MANY)))),
    ("depth: at the limit", || {
        let nested = format!("{}1{}", "[".repeat(150), "]".repeat(150));
        one(format!("param x array = {nested}\nvar y = [x, {nested}]\noutput z array = y\n"))
    }),
    ("chain: sums", || one(format!("output a int = {}1\n", "1 + ".repeat(MANY)))),
    ("chain: sums of a parameter", || one(format!("param p int\noutput a int = {}1\n", "p + ".repeat(MANY)))),
    ("chain: alternatives", || one(format!("param p int?\noutput a int = {}1\n", "p ?? ".repeat(MANY)))),
    ("chain: conditions", || one(format!("param p bool\noutput a bool = {}true\n", "p && ".repeat(MANY)))),
    ("chain: properties", || one(format!("param p object\noutput a object = p{}\n", ".a".repeat(MANY)))),
    ("chain: indexes", || one(format!("param p array\noutput a object = p{}\n", "[0]".repeat(MANY)))),
    ("chain: safe access", || one(format!("param p object\noutput a object = p{}\n", ".?a".repeat(MANY)))),
    ("chain: assertions", || one(format!("param p object\noutput a object = p{}\n", "!".repeat(MANY)))),
    ("chain: arrays of types", || one(format!("param p string{}\n", "[]".repeat(MANY)))),
    ("chain: nullable types", || one(format!("type p = string{}\n", "?".repeat(MANY)))),
    ("chain: unions", || one(format!("type p = 'a'{}\n", " | 'a'".repeat(MANY)))),
    ("chain: different literals", || {
        one(format!("type p = {}\nparam a p\nparam b p = a\n", list(MANY, " | ", |number| format!("'v{number}'"))))
    }),
    ("chain: variables", || {
        one(lines(MANY, "var v0 = 1", |number| format!("var v{number} = v{}", number - 1)) + "output o int = v99999\n")
    }),
    ("chain: variables at run time", || {
        let start = "var v0 = resourceGroup().location";
        one(lines(50_000, start, |number| format!("var v{number} = '${{v{}}}x'", number - 1))
            + "output o string = v49999\n")
    }),
    ("chain: types by name", || {
        one(lines(MANY, "type t0 = string", |number| format!("type t{number} = t{}", number - 1)) + "param p t99999\n")
    }),
    ("chain: members of types", || {
        one(lines(50_000, "type t0 = string", |number| format!("type t{number} = {{ a: t{}? }}", number - 1))
            + "param p t49999\n")
    }),
    ("chain: functions", || {
        let start = "func f0(x string) string => x";
        one(lines(30_000, start, |number| format!("func f{number}(x string) string => f{}(x)", number - 1))
            + "output o string = f29999('a')\n")
    }),
    ("chain: parameters", || {
        one(lines(50_000, "param p0 int = 1", |number| format!("param p{number} int = p{}", number - 1)))
    }),
    ("chain: resources", || {
        let mut text = String::new();
        for number in 0..10_000 {
            let after = if number == 0 { String::new() } else { format!("r{}", number - 1) };
            let _ = writeln!(
                text,
                "resource r{number} 'Microsoft.Storage/storageAccounts@2023-05-01' = {{\n  name: 'account{number}'\n  location: 'x'\n  kind: 'StorageV2'\n  sku: {{ name: 'Standard_LRS' }}\n  dependsOn: [{after}]\n}}"
            );
        }
        one(text)
    }),
    ("chain: parents", || {
        let mut text = "resource r0 'A.B/c@2020-01-01' = {\n  name: 'a'\n}\n".to_owned();
        for number in 1..5_000 {
            let _ = writeln!(
                text,
                "resource r{number} 'A.B/c{}@2020-01-01' = {{\n  parent: r{}\n  name: 'a'\n}}",
                "/d".repeat(number.min(60)),
                number - 1
            );
        }
        one(text)
    }),
    ("circle: variables", || one(lines(MANY, "var v0 = v99999", |number| format!("var v{number} = v{}", number - 1)))),
    ("circle: types", || one(lines(MANY, "type t0 = t99999", |number| format!("type t{number} = t{}", number - 1)))),
    ("circle: types of members", || {
        one(lines(30_000, "type t0 = { a: t29999? }", |number| format!("type t{number} = {{ a: t{}? }}", number - 1))
            + "param p t5\n")
    }),
    ("circle: functions", || {
        one(lines(30_000, "func f0(x int) int => f29999(x)", |number| {
            format!("func f{number}(x int) int => f{}(x)", number - 1)
        }))
    }),
    ("long: a list", || one(format!("var a = [{}]\n", "1, ".repeat(LONG / 3)))),
    ("long: a string", || one(format!("var a = '{}'\n", "x".repeat(LONG)))),
    ("long: a name", || one("x".repeat(LONG))),
    ("long: a number", || one(format!("var a = {}\n", "9".repeat(LONG)))),
    ("long: a comment", || one(format!("// {}\n", "x".repeat(LONG)))),
    ("long: open comments", || one("/*".repeat(LONG / 2))),
    ("long: spaces", || one(" ".repeat(LONG))),
    ("long: quotes", || one("'".repeat(LONG))),
    ("long: holes", || one("'${".repeat(LONG / 3))),
    ("long: dollars", || one("$".repeat(LONG))),
    ("long: at signs", || one("@".repeat(LONG))),
    ("long: closing brackets", || one("]".repeat(LONG))),
    ("long: lines", || one("\n".repeat(LONG))),
    ("long: keywords", || one("var ".repeat(LONG / 4))),
    ("long: words", || one("a\n".repeat(LONG / 2))),
    ("long: directives", || one("#disable-next-line a\n".repeat(LONG / 21))),
    ("long: wide characters", || one("\u{1d49c}".repeat(LONG / 4))),
    ("longest: a list", || one(format!("var a = [{}]\n", "1, ".repeat(LONGEST / 3)))),
    ("longest: a list of names", || one(format!("param p int\nvar a = [{}]\n", "p, ".repeat(LONGEST / 3 - 20)))),
    ("longest: a string", || one(format!("output a string = '{}'\n", "x".repeat(LONGEST)))),
    ("longest: words", || one("a\n".repeat(LONGEST / 2))),
    ("longest: empty arrays", || one(format!("var a = [{}]\n", "[],".repeat(LONGEST / 3 - 20)))),
    ("longest: escapes", || one(format!("var a = '{}'\n", "\\n".repeat(LONGEST / 2 - 20)))),
    ("longest: open holes", || one("'${".repeat(LONGEST / 3))),
    ("longest: minus signs", || one(format!("var a = {}\n", "-".repeat(LONGEST - 20)))),
    ("longest: mistakes", || one("@@".repeat(LONGEST / 2))),
    ("many: interpolations", || one(format!("param p string\noutput a string = '{}'\n", "${p}".repeat(MANY)))),
    ("many: interpolations of literals", || one(format!("output a string = '{}'\n", "${'x'}".repeat(MANY)))),
    ("many: digits", || one(format!("var a = {}\nvar b = -{0}\n", "9".repeat(MANY)))),
    ("many: decorators", || one(format!("{}param p string\n", "@description('x')\n".repeat(MANY)))),
    ("many: wrong decorators", || one(format!("{}var p = 1\n", "@secure()\n".repeat(MANY)))),
    ("many: unknown decorators", || one(format!("{}var p = 1\n", "@nothing()\n".repeat(MANY)))),
    ("many: decorators without a declaration", || one("@sealed()\n".repeat(MANY))),
    ("many: unknown names", || {
        one(lines(30_000, "var names = 1", |number| format!("var abcdef{number} = abcdeg{number}")))
    }),
    ("many: unknown properties", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: {number}"));
        let reads = list(20_000, "\n", |number| format!("  o.abcdeg{number}"));
        one(format!("var o = {{\n{members}\n}}\nvar p = [\n{reads}\n]\n"))
    }),
    ("many: unknown properties unlike any", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: {number}"));
        let reads = list(20_000, "\n", |number| format!("  o.zzzzzzzzzzzzz{number}"));
        one(format!("var o = {{\n{members}\n}}\nvar p = [\n{reads}\n]\n"))
    }),
    ("many: strings that no member of a union is", || {
        let members = list(2_000, " | ", |number| format!("'abcdef{number}'"));
        let values = list(20_000, "\n", |number| format!("  'abcdeg{number}'"));
        one(format!("type t = {members}\nparam p t[] = [\n{values}\n]\n"))
    }),
    ("many: objects with an unknown member", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: string?"));
        let values = list(20_000, "\n", |number| format!("  {{ abcdeg{number}: 'a' }}"));
        one(format!("type t = {{\n{members}\n}}\nparam p t[] = [\n{values}\n]\n"))
    }),
    ("many: objects without required members", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: string"));
        one(format!("type t = {{\n{members}\n}}\nparam p t[] = [\n{}\n]\n", "  {}\n".repeat(20_000)))
    }),
    ("many: numbers instead of objects", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: string"));
        one(format!("type t = {{\n{members}\n}}\nparam p t[] = [\n{}\n]\n", "  1\n".repeat(20_000)))
    }),
    ("many: unknown members of a type", || {
        let members = list(2_000, "\n", |number| format!("  abcdef{number}: string"));
        let types = list(20_000, "\n", |number| format!("type u{number} = t.abcdeg{number}"));
        one(format!("type t = {{\n{members}\n}}\n{types}\n"))
    }),
    ("many: children of other parents", || {
        one(lines(10_000, "param p string", |number| {
            format!(
                "resource r{number} 'Microsoft.Network/virtualNetworks@2024-07-01' = {{ name: '${{p}}{number}', location: p }}\nresource s{number} 'Microsoft.Network/virtualNetworks/subnets@2024-07-01' = {{ name: '${{p}}x{number}/a' }}"
            )
        }))
    }),
    ("many: resources read by id", || {
        one(lines(10_000, "targetScope = 'resourceGroup'", |number| {
            format!(
                "resource r{number} 'Microsoft.Network/virtualNetworks@2024-07-01' existing = {{ name: 'n{number}' }}\noutput o{number} object = reference(resourceId('Microsoft.Network/virtualNetworks', 'm{number}'), '2024-07-01')"
            )
        }))
    }),
    ("many: resources read by name", || {
        one(lines(10_000, "targetScope = 'resourceGroup'", |number| {
            format!(
                "resource r{number} 'Microsoft.Network/virtualNetworks@2024-07-01' existing = {{ name: 'n{number}' }}\noutput o{number} object = reference('m{number}', '2024-07-01')"
            )
        }))
        .with(
            "bicepconfig.json",
            "{\"analyzers\": {\"core\": {\"rules\": {\"use-recent-api-versions\": {\"level\": \"warning\"}}}}}",
        )
    }),
    ("many: wrong parameters of modules", || {
        one(lines(700, "targetScope = 'resourceGroup'", |number| {
            format!("module m{number} 'm.bicep' = {{ params: {{ q{number}: 'a' }} }}")
        }))
        .with("m.bicep", lines(200, "param p0 string", |number| format!("param p{number} string")))
    }),
    ("many: types of themselves", || {
        one(lines(10_000, "param p string", |number| {
            format!("type t{number} = {{ a: t{number} }}\nparam p{number} {{ x: t{number} }}")
        }))
    }),
    ("many: unknown functions", || {
        one(lines(50_000, "var a = 1", |number| format!("var v{number} = nothing{number}()")))
    }),
    ("many: unknown types", || one(lines(50_000, "var a = 1", |number| format!("param p{number} nothing{number}")))),
    ("many: unknown resource types", || {
        one(lines(20_000, "var a = 1", |number| {
            format!("resource r{number} 'Microsoft.Nothing/things{number}@2020-01-01' = {{\n  name: 'a{number}'\n}}")
        }))
    }),
    ("many: equal names", || one("var same = 1\n".repeat(MANY))),
    ("many: equal keys", || one(format!("var a = {{{}}}\n", "\n  same: 1".repeat(MANY) + "\n"))),
    ("many: equal parameters", || {
        one(format!("func f({}) string => ''\n", list(MANY, ", ", |_| "a string".to_owned())))
    }),
    ("many: keys", || {
        let members = list(MANY, "\n", |number| format!("  key{number}: {number}"));
        one(format!("var a = {{\n{members}\n}}\noutput o object = a\n"))
    }),
    ("many: members of a type", || {
        let members = list(50_000, "\n", |number| format!("  key{number}: string"));
        one(format!("type t = {{\n{members}\n}}\nparam a t\nparam b t = a\n"))
    }),
    ("many: cases of a type", || {
        let cases = list(20_000, " | ", |number| format!("t{number}"));
        let types = list(20_000, "\n", |number| format!("type t{number} = {{ kind: 'k{number}', value: int }}"));
        one(format!(
            "{types}\n@discriminator('kind')\ntype t = {cases}\nparam p t = {{ kind: 'k7', value: 1 }}\nparam q t = p\n"
        ))
    }),
    ("many: allowed values", || {
        let values = list(50_000, "\n", |number| format!("  'value{number}'"));
        one(format!("@allowed([\n{values}\n])\nparam p string\noutput o string = p\n"))
    }),
    ("many: ternaries of objects", || {
        let lines =
            list(2_000, "\n", |number| format!("var v{number} = c ? {{ a{number}: 1 }} : {{ b{number}: 'x' }}"));
        let all = list(2_000, ", ", |number| format!("v{number}"));
        one(format!(
            "param c bool\n{lines}\nvar all = union({all})\noutput o object = all\nvar items = [{all}]\noutput p array = items\n"
        ))
    }),
    ("many: spreads", || {
        let all = list(30_000, "\n", |number| format!("  ...{{ a{number}: 1 }}"));
        one(format!("var a = {{\n{all}\n}}\noutput o object = a\n"))
    }),
    ("many: arguments", || one(format!("var a = concat({})\n", list(MANY, ", ", |number| format!("'{number}'"))))),
    ("many: arguments of a union", || {
        one(format!("param p object\nvar a = union({})\n", list(MANY, ", ", |_| "p".to_owned())))
    }),
    ("many: parameters and outputs", || {
        one(lines(30_000, "param a0 string", |number| {
            format!("param a{number} string\noutput b{number} string = a{number}")
        }))
    }),
    ("many: comments", || one(format!("var a = [\n{}]\n", "  /* a */ 1 // b\n".repeat(MANY)))),
    ("many: directives", || one("#disable-next-line no-unused-vars BCP081\nvar a = 1\n".repeat(30_000))),
    ("many: regions", || one("#disable-diagnostics BCP028\n#restore-diagnostics BCP028\nvar a = 1\n".repeat(30_000))),
    ("many: nested resources", || {
        let nested = list(3_000, "\n", |number| {
            format!("  resource n{number} 'blobServices@2023-05-01' = {{\n    name: 'default{number}'\n  }}")
        });
        one(format!(
            "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {{\n  name: 'account'\n  location: 'x'\n  kind: 'StorageV2'\n  sku: {{ name: 'Standard_LRS' }}\n{nested}\n}}\n"
        ))
    }),
    ("many: what is depended on", || {
        let items = list(5_000, "\n", |number| format!("    r{number}"));
        let all =
            list(5_000, "\n", |number| format!("resource r{number} 'A.B/c@2020-01-01' = {{\n  name: 'a{number}'\n}}"));
        one(format!("{all}\nresource last 'A.B/c@2020-01-01' = {{\n  name: 'last'\n  dependsOn: [\n{items}\n  ]\n}}\n"))
    }),
    ("many: each depends on all before", || {
        let all = list(400, "\n", |number| {
            let before = list(number, " ", |other| format!("\n    r{other}"));
            format!("resource r{number} 'A.B/c@2020-01-01' = {{\n  name: 'a{number}'\n  dependsOn: [{before}\n  ]\n}}")
        });
        one(all)
    }),
    ("many: equal resources", || {
        one(lines(10_000, "param p string", |number| {
            format!("resource r{number} 'Microsoft.Network/virtualNetworks@2024-07-01' existing = {{ name: 'n' }}")
        }))
    }),
    ("many: equal modules", || {
        one(lines(10_000, "param p string", |number| format!("module m{number} 'm.bicep' = {{ name: 'n' }}")))
            .with("m.bicep", "")
    }),
    ("many: loops", || {
        one(lines(10_000, "param p array", |number| {
            format!("var v{number} = [for (a, i) in p: {{ a: a, i: i, n: {number} }}]")
        }))
    }),
    ("doubling: variables", || {
        doubling(
            "param p string\nvar v0 = [resourceGroup().location, p]",
            |a, b| format!("var v{a} = [v{b}, v{b}]"),
            "output o array = v63",
        )
    }),
    ("doubling: literals", || {
        doubling("var v0 = ['a']", |a, b| format!("var v{a} = [v{b}, v{b}]"), "output o array = v63")
    }),
    ("doubling: strings", || {
        doubling("var v0 = 'a'", |a, b| format!("var v{a} = '${{v{b}}}${{v{b}}}'"), "output o string = v63")
    }),
    ("doubling: strings at run time", || {
        let start = "var v0 = resourceGroup().location";
        doubling(start, |a, b| format!("var v{a} = '${{v{b}}}${{v{b}}}'"), "output o string = v63")
    }),
    ("doubling: calls", || {
        doubling("var v0 = ['a']", |a, b| format!("var v{a} = concat(v{b}, v{b})"), "output o array = v63")
    }),
    ("doubling: replacements", || {
        doubling("var v0 = 'a'", |a, b| format!("var v{a} = replace(v{b}, 'a', 'aa')"), "output o string = v63")
    }),
    ("doubling: sums", || doubling("var v0 = 1", |a, b| format!("var v{a} = v{b} + v{b}"), "output o int = v63")),
    ("doubling: objects", || {
        doubling(
            "var v0 = { z: 1 }",
            |a, b| format!("var v{a} = {{ a{a}: v{b}, b{a}: v{b} }}"),
            "output o object = v63",
        )
    }),
    ("doubling: spreads", || {
        doubling(
            "var v0 = { z: 1 }",
            |a, b| format!("var v{a} = {{ ...v{b}, a{a}: {{ ...v{b} }} }}"),
            "output o object = v63",
        )
    }),
    ("doubling: parameters", || {
        doubling("param p0 string", |a, b| format!("param p{a} string = '${{p{b}}}${{p{b}}}'"), "output o string = p63")
    }),
    ("doubling: functions", || {
        let start = "func f0(x string) string => x";
        doubling(
            start,
            |a, b| format!("func f{a}(x string) string => '${{f{b}(x)}}${{f{b}(x)}}'"),
            "output o string = f63('a')",
        )
    }),
    ("doubling: types", || {
        doubling(
            "type t0 = { a: string }",
            |a, b| format!("type t{a} = {{ a: t{b}, b: t{b} }}"),
            "param q t63?\noutput o object = q!",
        )
    }),
    ("doubling: types that are assigned", || {
        let start = "type t0 = { a: string }\ntype u0 = { a: string }";
        doubling(
            start,
            |a, b| format!("type t{a} = {{ a: t{b}, b: t{b} }}\ntype u{a} = {{ a: u{b}, b: u{b} }}"),
            "param q t63\nparam r u63 = q\noutput o t63 = r",
        )
    }),
    ("doubling: tuples", || {
        doubling("type t0 = string", |a, b| format!("type t{a} = [t{b}, t{b}]"), "param q t63\noutput o t63 = q")
    }),
    ("doubling: unions", || {
        doubling("type t0 = 'a' | 'b'", |a, b| format!("type t{a} = t{b} | t{b}"), "param q t63\noutput o t63 = q")
    }),
    ("doubling: unions of literals", || {
        let start = "param c bool\nvar v0 = c ? 'a' : 'b'";
        doubling(start, |a, b| format!("var v{a} = c ? '${{v{b}}}x' : '${{v{b}}}y'"), "output o string = v63")
    }),
    ("doubling: joined unions", || {
        let start = "param p0 'a' | 'b'\nvar v0 = p0";
        doubling(start, |a, b| format!("var v{a} = '${{v{b}}}${{v{b}}}'"), "output o string = v63")
    }),
    ("doubling: ternaries", || {
        let start = "param c bool\nvar v0 = c ? { a: 1 } : { b: 2 }";
        doubling(start, |a, b| format!("var v{a} = c ? {{ a{a}: v{b} }} : {{ b{a}: v{b} }}"), "output o object = v63")
    }),
    ("doubling: spreads of ternaries", || {
        let start = "param c bool\nvar v0 = { z: 1 }";
        doubling(
            start,
            |a, b| format!("var v{a} = {{ ...v{b}, ...(c ? {{ a{a}: 1 }} : {{ b{a}: 2 }}) }}"),
            "output o object = v63",
        )
    }),
    ("doubling: lambdas", || {
        doubling("var v0 = [1]", |a, b| format!("var v{a} = map(v{b}, x => [x, v{b}])"), "output o array = v63")
    }),
    ("doubling: loops", || {
        doubling(
            "param p array\nvar v0 = [for a in p: a]",
            |a, b| format!("var v{a} = [for a in v{b}: [a, v{b}]]"),
            "output o array = v63",
        )
    }),
    ("doubling: imports", || {
        let mut files =
            MemoryFiles::new().with("m0.bicep", "@export()\ntype t = { a: string }\n@export()\nvar v = [1]\n");
        for number in 1..64 {
            files.insert(
                format!("m{number}.bicep"),
                format!(
                    "import * as a from 'm{0}.bicep'\nimport * as b from 'm{0}.bicep'\n@export()\ntype t = {{ a: a.t, b: b.t }}\n@export()\nvar v = [a.v, b.v]\n",
                    number - 1
                ),
            );
        }
        files.with("main.bicep", "import { t, v } from 'm63.bicep'\nparam p t\noutput o array = v\n")
    }),
    ("doubling: modules", || {
        let mut files = MemoryFiles::new().with("m0.bicep", "output o string = 'a'\n");
        for number in 1..64 {
            files.insert(
                format!("m{number}.bicep"),
                format!(
                    "module a 'm{0}.bicep' = {{}}\nmodule b 'm{0}.bicep' = {{}}\noutput o string = a.outputs.o\n",
                    number - 1
                ),
            );
        }
        files.with("main.bicep", "module m 'm63.bicep' = {}\n")
    }),
    ("evaluation: a range", || {
        one("var a = range(0, 10000)\nvar b = map(a, x => map(a, y => map(a, z => x + y + z)))\noutput o array = b\n"
            .to_owned())
    }),
    ("evaluation: padding", || {
        one("var a = padLeft('', 2147483647)\nvar b = padLeft('a', 9999)\nvar c = replace(b, ' ', b)\noutput o string = replace(c, 'a', c)\noutput p string = a\n".to_owned())
    }),
    ("evaluation: joined ranges", || {
        one("var a = join(range(0, 10000), ',')\nvar b = split(a, ',')\nvar c = join(map(b, x => a), a)\noutput o string = c\n".to_owned())
    }),
    ("evaluation: extreme numbers", || {
        one("var a = -9223372036854775808\nvar b = 9223372036854775807 + 1\nvar c = -9223372036854775807 - 2\nvar d = (-9223372036854775807 - 1) / -1\nvar e = (-9223372036854775807 - 1) % -1\nvar f = 1 / 0\nvar g = 1 % 0\noutput o array = [a, b, c, d, e, f, g]\n".to_owned())
    }),
    ("evaluation: formats", || one(format!("output o string = format('{}', 'a')\n", "{0}".repeat(30_000)))),
    ("evaluation: bad formats", || one("output o string = format('{0,2147483647}{99999999999}{', 'a')\n".to_owned())),
    ("evaluation: json of brackets", || one(format!("var a = json('{}')\n", "[".repeat(MANY)))),
    ("evaluation: networks", || {
        one("var a = cidrSubnet('::/0', 128, 340282366920938463)\nvar b = cidrHost('0.0.0.0/0', 4294967295)\nvar c = map(range(0, 5000), i => cidrSubnet('10.0.0.0/8', 24, i))\noutput o array = [a, b, c]\n".to_owned())
    }),
    ("files: a module that includes itself", || one("module m 'main.bicep' = {}\n".to_owned())),
    ("files: a file that imports itself", || {
        one("import * as m from 'main.bicep'\n@export()\nvar a = m.a\n".to_owned())
    }),
    ("files: a chain of modules", || chain(1_000, |next| format!("module m '{next}' = {{}}\n"))),
    ("files: a chain of imports", || {
        chain(1_000, |next| format!("import {{ a as b }} from '{next}'\n@export()\nvar a = b\n"))
    }),
    ("files: a circle of modules", || circle(1_000, |next| format!("module m '{next}' = {{}}\n"))),
    ("files: a circle of imports", || {
        circle(1_000, |next| format!("import {{ a as b }} from '{next}'\n@export()\nvar a = b\n"))
    }),
    ("files: each imports all after it", || {
        let mut files = MemoryFiles::new();
        for number in 0..200 {
            let imports: String = (number + 1..200).fold(String::new(), |mut text, other| {
                let _ = writeln!(text, "import * as m{other} from 'm{other}.bicep'");
                text
            });
            files.insert(format!("m{number}.bicep"), format!("{imports}@export()\nvar a = 1\n"));
        }
        files.with("main.bicep", "import * as m from 'm0.bicep'\nvar a = m.a\n")
    }),
    ("files: one module many times", || {
        let text = lines(3_000, "module m0 'm.bicep' = {}", |number| format!("module m{number} 'm.bicep' = {{}}"));
        one(text).with("m.bicep", lines(20, "param p string = 'a'", |number| format!("output o{number} string = p")))
    }),
    ("files: one text loaded many times", || {
        one(lines(3_000, "var a = 1", |number| format!("output o{number} string = loadTextContent('t.txt')")))
            .with("t.txt", "x".repeat(100_000))
    }),
    ("files: long texts", || {
        one("var a = loadTextContent('t.txt')\nvar b = loadJsonContent('t.txt')\nvar c = loadYamlContent('t.txt')\nvar d = loadFileAsBase64('t.txt')\noutput o array = [a, b, c, d]\n".to_owned())
            .with("t.txt", "x".repeat(LONG))
    }),
    ("files: deep JSON", || {
        one("output a object = loadJsonContent('t.json')\n".to_owned())
            .with("t.json", format!("{}1{}", "{\"a\":".repeat(MANY), "}".repeat(MANY)))
    }),
    ("files: a query of JSON", || {
        one(format!("output a array = loadJsonContent('t.json', '${}')\n", "..*".repeat(30)))
            .with("t.json", format!("{}1{}", "{\"a\":[1,".repeat(30), "]}".repeat(30)))
    }),
    ("files: doubling YAML", || {
        let text = lines(64, "a0: &a0 [x]", |number| format!("a{number}: &a{number} [*a{0}, *a{0}]", number - 1));
        one("output a object = loadYamlContent('t.yaml')\n".to_owned()).with("t.yaml", text)
    }),
    ("files: deep YAML", || {
        one("output a array = loadYamlContent('t.yaml')\n".to_owned()).with("t.yaml", "[".repeat(MANY))
    }),
    ("files: a JSON module of brackets", || {
        one("module m 't.json' = {}\n".to_owned()).with("t.json", "[".repeat(MANY))
    }),
    ("files: a JSON module of doubling types", || {
        let definitions = list(64, ",", |number| match number {
            0 => "\"t0\": {\"type\": \"string\"}".to_owned(),
            _ => format!(
                "\"t{number}\": {{\"type\": \"object\", \"properties\": {{\"a\": {{\"$ref\": \"#/definitions/t{0}\"}}, \"b\": {{\"$ref\": \"#/definitions/t{0}\"}}}}}}",
                number - 1
            ),
        });
        one("module m 't.json' = {\n  params: { p: { a: 1 } }\n}\n".to_owned()).with(
            "t.json",
            format!(
                "{{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", \"languageVersion\": \"2.0\", \"contentVersion\": \"1.0.0.0\", \"definitions\": {{{definitions}}}, \"parameters\": {{\"p\": {{\"$ref\": \"#/definitions/t63\"}}}}, \"resources\": {{}}}}"
            ),
        )
    }),
    ("files: a JSON module of circular types", || {
        one("module m 't.json' = {\n  params: { p: 1 }\n}\n".to_owned()).with(
            "t.json",
            "{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", \"languageVersion\": \"2.0\", \"contentVersion\": \"1.0.0.0\", \"definitions\": {\"a\": {\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\": \"#/definitions/a\"}}, \"parameters\": {\"p\": {\"$ref\": \"#/definitions/a\"}}, \"resources\": {}}",
        )
    }),
    ("files: a module with a chain of types", || {
        let types = lines(20_000, "type t0 = string", |number| format!("type t{number} = {{ a: t{}? }}", number - 1));
        one("module m 'm.bicep' = {\n  params: { p: { a: { a: {} } } }\n}\noutput o object = m.outputs.o\n".to_owned())
            .with("m.bicep", types + "param p t19999\noutput o t19999 = p\n")
    }),
    ("files: a module with a chain of arrays", || {
        let types = lines(20_000, "type t0 = string", |number| format!("type t{number} = t{}[]", number - 1));
        one("import { t19999 as t } from 'm.bicep'\nparam p t = [[[]]]\noutput o array = p\n".to_owned())
            .with("m.bicep", types.replace("type t19999", "@export()\ntype t19999"))
    }),
    ("files: configurations in a thousand folders", || {
        let folders = "a/".repeat(1_000);
        let mut files = MemoryFiles::new();
        for depth in 1..=1_000 {
            files.insert(format!("{}bicepconfig.json", &folders[..2 * depth]), "{}");
        }
        files.insert(format!("{folders}m.bicep"), "var a = 1\n");
        files.with("main.bicep", format!("module m '{folders}m.bicep' = {{}}\n"))
    }),
    ("files: a deep configuration", || one("var a = 1\n".to_owned()).with("bicepconfig.json", "{\"a\":".repeat(MANY))),
    ("files: a long configuration", || {
        one("var a = 1\n".to_owned()).with(
            "bicepconfig.json",
            format!(
                "{{\"analyzers\": {{\"core\": {{\"rules\": {{{}}}}}}}}}",
                list(MANY, ",", |number| format!("\"r{number}\": {{\"level\": \"error\"}}"))
            ),
        )
    }),
    ("files: many words that are forbidden", || {
        one(lines(2_000, "var a = 'x'", |number| format!("var v{number} = 'https://management.azure.com/{number}'")))
            .with(
                "bicepconfig.json",
                format!(
                    "{{\"analyzers\": {{\"core\": {{\"rules\": {{\"no-hardcoded-env-urls\": {{\"disallowedHosts\": [{}]}}}}}}}}}}",
                    list(5_000, ",", |number| format!("\"host{number}.azure.com\""))
                ),
            )
    }),
];

fn one(text: String) -> MemoryFiles {
    MemoryFiles::new().with("main.bicep", text)
}

fn list(count: usize, between: &str, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(between)
}

/// The first line, and one each number after 0.
fn lines(count: usize, first: &str, line: impl Fn(usize) -> String) -> String {
    let mut text = format!("{first}\n");
    for number in 1..count {
        let _ = writeln!(text, "{}", line(number));
    }
    text
}

/// 64 lines, each of which is made of two of the one before.
fn doubling(first: &str, line: impl Fn(usize, usize) -> String, last: &str) -> MemoryFiles {
    one(lines(64, first, |number| line(number, number - 1)) + last + "\n")
}

/// Files that each name the next one; the last one names a file that is missing.
fn chain(count: usize, text: impl Fn(&str) -> String) -> MemoryFiles {
    let name = |number: usize| if number == 0 { "main.bicep".to_owned() } else { format!("m{number}.bicep") };
    let mut files = MemoryFiles::new();
    for number in 0..count {
        files.insert(name(number), text(&name(number + 1)));
    }
    files
}

/// Files that each name the next one; the last one names the first.
fn circle(count: usize, text: impl Fn(&str) -> String) -> MemoryFiles {
    chain(count - 1, &text).with(format!("m{}.bicep", count - 1), text("main.bicep"))
}
