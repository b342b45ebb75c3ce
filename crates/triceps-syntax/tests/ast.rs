//! Typed access to every construct.

use triceps_syntax::ast::{
    AstNode, Declaration, Expr, ExtensionSpecification, ImportName, ImportedSymbols, Key, LiteralValue, ObjectItem,
    StringPart, Type, UsingTarget,
};
use triceps_syntax::{Language, Node, SyntaxKind, SyntaxKind as K, Token, Tree, TriviaKind, parse};

fn read(text: &str) -> Tree {
    let tree = parse(text, Language::Bicep);
    assert_eq!(tree.errors(), [], "{text}");
    tree
}

fn read_params(text: &str) -> Tree {
    let tree = parse(text, Language::BicepParam);
    assert_eq!(tree.errors(), [], "{text}");
    tree
}

fn only(tree: &Tree) -> Declaration<'_> {
    let mut declarations = tree.file().declarations();
    let first = declarations.next().expect("there is a declaration");
    assert_eq!(declarations.next(), None);
    first
}

fn word(token: Option<Token<'_>>) -> &str {
    token.map_or("", Token::text)
}

fn text<'t>(node: Option<impl AstNode<'t>>) -> &'t str {
    node.map_or("", |node| Node::text(node.syntax()))
}

/// The expression of `var x = ..`, and what a reader makes of it.
#[track_caller]
fn with_expr(source: &str, read_it: impl FnOnce(Expr<'_>)) {
    let tree = read(&format!("var x = {source}\n"));
    let Declaration::Var(var) = only(&tree) else { panic!("not a variable") };
    let value = var.value().expect("there is a value");
    assert_eq!(value.syntax().text(), source);
    read_it(value);
}

/// The type of `type x = ..`.
#[track_caller]
fn with_type(source: &str, read_it: impl FnOnce(Type<'_>)) {
    let tree = read(&format!("type x = {source}\n"));
    let Declaration::TypeDeclaration(declaration) = only(&tree) else { panic!("not a type") };
    assert_eq!(word(declaration.name()), "x");
    let ty = declaration.ty().expect("there is a type");
    assert_eq!(ty.syntax().text(), source);
    read_it(ty);
}

macro_rules! expect {
    ($value:expr, $pattern:pat => $result:expr) => {
        match $value {
            $pattern => $result,
            other => panic!("unexpected {other:?}"),
        }
    };
}

#[test]
fn declarations_with_values() {
    let tree = read("targetScope = 'tenant'");
    expect!(only(&tree), Declaration::TargetScope(it) => assert_eq!(text(it.value()), "'tenant'"));

    let tree = read("@description('d')\nmetadata a = 1");
    expect!(only(&tree), Declaration::Metadata(it) => {
        assert_eq!((word(it.name()), text(it.value())), ("a", "1"));
        assert_eq!(it.decorators().count(), 1);
    });
    assert_eq!(word(only(&tree).name()), "a");

    let tree = read("assert a = b");
    expect!(only(&tree), Declaration::Assert(it) => assert_eq!((word(it.name()), text(it.value())), ("a", "b")));

    let tree = read("@a()\n\n@b.c(1)\nparam p string? = 'x'");
    expect!(only(&tree), Declaration::Param(it) => {
        assert_eq!((word(it.name()), text(it.ty()), text(it.default())), ("p", "string?", "'x'"));
        let decorators: Vec<&str> = it.decorators().map(|decorator| text(decorator.expression())).collect();
        assert_eq!(decorators, ["a()", "b.c(1)"]);
    });
    let tree = read("param p string");
    expect!(only(&tree), Declaration::Param(it) => assert_eq!(it.default(), None));

    let tree = read("var v = 1");
    expect!(only(&tree), Declaration::Var(it) => assert_eq!((it.ty(), text(it.value())), (None, "1")));
    let tree = read("var v int = 1");
    expect!(only(&tree), Declaration::Var(it) => assert_eq!((text(it.ty()), text(it.value())), ("int", "1")));

    let tree = read("output o resource 'T@v' = r");
    expect!(only(&tree), Declaration::Output(it) => {
        assert_eq!((word(it.name()), text(it.value())), ("o", "r"));
        expect!(it.ty(), Some(Type::Resource(ty)) => assert_eq!(text(ty.resource_type()), "'T@v'"));
    });
}

#[test]
fn functions() {
    let tree = read("func f(a int, b string[]) bool =>\n  a");
    expect!(only(&tree), Declaration::Func(it) => {
        assert_eq!(word(it.name()), "f");
        let lambda = it.lambda().expect("there is a lambda");
        let parameters: Vec<_> = lambda.parameters().map(|it| (word(it.name()), text(it.ty()))).collect();
        assert_eq!(parameters, [("a", "int"), ("b", "string[]")]);
        assert_eq!((text(lambda.return_type()), text(lambda.body())), ("bool", "a"));
    });
}

#[test]
fn resources_modules_and_tests() {
    let tree = read("resource r 'T@v' existing = if (c) {\n  name: 'n'\n}");
    expect!(only(&tree), Declaration::Resource(it) => {
        assert_eq!((word(it.name()), text(it.resource_type()), word(it.existing())), ("r", "'T@v'", "existing"));
        expect!(it.body(), Some(Expr::If(body)) => {
            assert_eq!((text(body.condition()), text(body.body())), ("(c)", "{\n  name: 'n'\n}"));
        });
    });
    let tree = read("resource r 'T@v' = {\n  resource child 'x' = {}\n  a: 1\n  ...b\n}");
    expect!(only(&tree), Declaration::Resource(it) => {
        assert_eq!(it.existing(), None);
        let Some(Expr::Object(object)) = it.body() else { panic!("not an object") };
        let kinds: Vec<&str> = object
            .items()
            .map(|item| match item {
                ObjectItem::Property(property) => text(property.value()),
                ObjectItem::Spread(spread) => text(spread.value()),
                ObjectItem::Resource(resource) => word(resource.name()),
                ObjectItem::Skipped(_) => "skipped",
            })
            .collect();
        assert_eq!(kinds, ["child", "1", "b"]);
        assert_eq!(object.properties().count(), 1);
    });
    let tree = read("module m './m.bicep' = [for (x, i) in xs: {}]");
    expect!(only(&tree), Declaration::Module(it) => {
        assert_eq!((word(it.name()), text(it.path())), ("m", "'./m.bicep'"));
        expect!(it.body(), Some(Expr::For(each)) => {
            let variables: Vec<&str> = each.variables().map(|it| word(it.name())).collect();
            assert_eq!(variables, ["x", "i"]);
            assert_eq!((text(each.array()), text(each.body())), ("xs", "{}"));
        });
    });
    let tree = read("test t './t.bicep' = {}");
    expect!(only(&tree), Declaration::Test(it) => {
        assert_eq!((word(it.name()), text(it.path()), text(it.body())), ("t", "'./t.bicep'", "{}"));
    });
}

#[test]
fn imports_and_extensions() {
    let tree = read("@a()\nimport { a, 'b-c' as d } from 'x.bicep'");
    expect!(only(&tree), Declaration::Import(it) => {
        assert!(matches!(it.symbols(), Some(ImportedSymbols::List(_))));
        let items: Vec<_> = it
            .items()
            .map(|item| match item.name() {
                Some(ImportName::Name(name)) => (name.text(), word(item.alias())),
                Some(ImportName::String(name)) => (name.syntax().text(), word(item.alias())),
                None => ("", ""),
            })
            .collect();
        assert_eq!(items, [("a", ""), ("'b-c'", "d")]);
        assert_eq!((text(it.path()), it.decorators().count()), ("'x.bicep'", 1));
    });
    let tree = read("import * as all from 'x.bicep'");
    expect!(only(&tree), Declaration::Import(it) => {
        expect!(it.symbols(), Some(ImportedSymbols::All(all)) => assert_eq!(word(all.alias()), "all"));
        assert_eq!(it.items().count(), 0);
    });
    let tree = read("@a()\nextension graph with { a: 1 } as g");
    expect!(only(&tree), Declaration::Extension(it) => {
        expect!(it.specification(), Some(ExtensionSpecification::Name(name)) => assert_eq!(name.text(), "graph"));
        assert_eq!((text(it.config()), word(it.alias()), it.decorators().count()), ("{ a: 1 }", "g", 1));
    });
    let tree = read("extension 'br:x'");
    expect!(only(&tree), Declaration::Extension(it) => {
        expect!(it.specification(), Some(ExtensionSpecification::String(name)) => {
            assert_eq!(name.value().as_deref(), Some("br:x"));
        });
        assert_eq!((it.config(), it.alias()), (None, None));
    });
}

#[test]
fn parameter_files() {
    let tree = read_params("using 'm.bicep' with { a: 1 }");
    expect!(only(&tree), Declaration::Using(it) => {
        expect!(it.target(), Some(UsingTarget::Path(path)) => assert_eq!(path.syntax().text(), "'m.bicep'"));
        assert_eq!(text(it.config()), "{ a: 1 }");
    });
    let tree = read_params("using none");
    expect!(only(&tree), Declaration::Using(it) => {
        assert_eq!((it.target(), it.config()), (Some(UsingTarget::None), None));
    });
    let tree = read_params("extends 'b.bicepparam'");
    expect!(only(&tree), Declaration::Extends(it) => assert_eq!(text(it.path()), "'b.bicepparam'"));
    let tree = read_params("param a = 1");
    expect!(only(&tree), Declaration::ParamAssignment(it) => {
        assert_eq!((word(it.name()), text(it.value())), ("a", "1"));
    });
    let tree = read_params("extensionConfig k with { a: 1 }");
    expect!(only(&tree), Declaration::ExtensionConfig(it) => {
        assert_eq!((word(it.alias()), text(it.config())), ("k", "{ a: 1 }"));
    });
}

#[test]
fn literals_and_names() {
    for (source, value) in [
        ("null", LiteralValue::Null),
        ("true", LiteralValue::Bool(true)),
        ("false", LiteralValue::Bool(false)),
        ("9223372036854775808", LiteralValue::Int(9_223_372_036_854_775_808)),
    ] {
        with_expr(source, |expr| expect!(expr, Expr::Literal(it) => assert_eq!(it.value(), Some(value))));
    }
    with_expr("name", |expr| expect!(expr, Expr::Name(it) => assert_eq!(word(it.token()), "name")));
}

#[test]
fn operators() {
    with_expr("-a", |expr| {
        expect!(expr, Expr::Unary(it) => assert_eq!((word(it.operator()), text(it.operand())), ("-", "a")));
    });
    with_expr("a + b * c - d", |expr| {
        expect!(expr, Expr::Binary(it) => {
            assert_eq!((text(it.left()), word(it.operator()), text(it.right())), ("a + b * c", "-", "d"));
        });
    });
    with_expr("a ?? b || c && d == e < f", |expr| {
        expect!(expr, Expr::Binary(it) => assert_eq!((text(it.left()), text(it.right())), ("a", "b || c && d == e < f")));
    });
    with_expr("a ? b : c ? d : e", |expr| {
        expect!(expr, Expr::Ternary(it) => {
            assert_eq!((text(it.condition()), text(it.yes()), text(it.no())), ("a", "b", "c ? d : e"));
        });
    });
    with_expr("(a)", |expr| expect!(expr, Expr::Paren(it) => assert_eq!(text(it.value()), "a")));
}

#[test]
fn accesses() {
    for (source, is_safe) in [("a.b", false), ("a.?b", true)] {
        with_expr(source, |expr| {
            expect!(expr, Expr::PropertyAccess(it) => {
                assert_eq!((text(it.base()), word(it.name()), it.is_safe()), ("a", "b", is_safe));
            });
        });
    }
    for (source, is_safe, is_from_end) in
        [("a[1]", false, false), ("a[?1]", true, false), ("a[^1]", false, true), ("a[?^1]", true, true)]
    {
        with_expr(source, |expr| {
            expect!(expr, Expr::IndexAccess(it) => {
                assert_eq!((text(it.base()), text(it.index())), ("a", "1"));
                assert_eq!((it.is_safe(), it.is_from_end()), (is_safe, is_from_end));
            });
        });
    }
    with_expr("a::b", |expr| {
        expect!(expr, Expr::ResourceAccess(it) => assert_eq!((text(it.base()), word(it.name())), ("a", "b")));
    });
    with_expr("a!", |expr| expect!(expr, Expr::NonNull(it) => assert_eq!(text(it.base()), "a")));
}

#[test]
fn calls_and_lambdas() {
    with_expr("f(a,\n  b)", |expr| {
        expect!(expr, Expr::Call(it) => {
            let arguments = it.arguments().expect("there are arguments");
            let values: Vec<&str> = arguments.values().map(|value| value.syntax().text()).collect();
            assert_eq!((word(it.name()), values.as_slice(), word(arguments.close())), ("f", ["a", "b"].as_slice(), ")"));
        });
    });
    with_expr("a.b.f(c)", |expr| {
        expect!(expr, Expr::MethodCall(it) => {
            let arguments = it.arguments().expect("there are arguments");
            assert_eq!((text(it.base()), word(it.name()), arguments.values().count()), ("a.b", "f", 1));
        });
    });
    for (source, variables) in [("x => y", vec!["x"]), ("(x, z) => y", vec!["x", "z"]), ("() => y", vec![])] {
        with_expr(source, |expr| {
            expect!(expr, Expr::Lambda(it) => {
                let names: Vec<&str> = it.variables().map(|variable| word(variable.name())).collect();
                assert_eq!((names, text(it.body())), (variables, "y"));
            });
        });
    }
}

#[test]
fn containers() {
    with_expr("[a, ...b]", |expr| {
        expect!(expr, Expr::Array(it) => {
            let items: Vec<_> = it
                .items()
                .map(|item| match item {
                    Ok(item) => ("item", item.syntax().text()),
                    Err(spread) => ("spread", text(spread.value())),
                })
                .collect();
            assert_eq!(items, [("item", "a"), ("spread", "b")]);
        });
    });
    with_expr("{ a: 1, 'b': 2, '${c}': 3 }", |expr| {
        expect!(expr, Expr::Object(it) => {
            let keys: Vec<&str> = it
                .properties()
                .map(|property| match property.key() {
                    Some(Key::Name(name)) => name.text(),
                    Some(Key::String(string)) => string.syntax().text(),
                    other => panic!("unexpected {other:?}"),
                })
                .collect();
            assert_eq!(keys, ["a", "'b'", "'${c}'"]);
        });
    });
    with_expr("[for x in xs: x]", |expr| {
        expect!(expr, Expr::For(it) => {
            let variables: Vec<&str> = it.variables().map(|variable| word(variable.name())).collect();
            assert_eq!((variables, text(it.array()), text(it.body())), (vec!["x"], "xs", "x"));
        });
    });
}

#[test]
fn strings() {
    let cases = [
        (r"''", ""),
        (r"'a\'\\\n\r\t\$b'", "a'\\\n\r\t$b"),
        (r"'\${a}'", "${a}"),
        (r"'\u{41}\u{1F600}'", "A\u{1f600}"),
        (r"'\u{D83D}\u{DE00}'", "\u{1f600}"),
        (r"'\u{D83D}x\u{DE00}'", "\u{fffd}x\u{fffd}"),
        (r"'\u{D83D}\u{D83D}\u{DE00}'", "\u{fffd}\u{1f600}"),
        (r"'\u{D83D}'", "\u{fffd}"),
        ("''''''", ""),
        ("'''\na\\n'''", "a\\n"),
        ("'''\n\na'''", "\na"),
        ("'''a''''", "a'"),
        ("$'''\na$b'''", "a$b"),
    ];
    for (source, value) in cases {
        with_expr(source, |expr| {
            expect!(expr, Expr::String(it) => {
                assert_eq!(it.value().as_deref(), Some(value), "{source}");
                assert!(!it.has_holes());
                assert_eq!(it.is_multi_line(), source.contains("'''"));
            });
        });
    }
    for (source, dollars, parts) in [
        ("'a${b}c${d}'", 0, ["a", "b", "c", "d", ""]),
        ("$'''\na${b}c${d}'''", 1, ["a", "b", "c", "d", ""]),
        ("$$'''a$$${b}c$$${d}'''", 2, ["a", "b", "c", "d", ""]),
    ] {
        let source = source.replace("$$${", "$${");
        with_expr(&source, |expr| {
            expect!(expr, Expr::String(it) => {
                assert_eq!((it.value(), it.dollars(), it.has_holes()), (None, dollars, true));
                let read: Vec<String> = it
                    .parts()
                    .map(|part| match part {
                        StringPart::Text(text) => text.into_owned(),
                        StringPart::Hole(hole) => hole.syntax().text().to_owned(),
                    })
                    .collect();
                assert_eq!(read, parts);
            });
        });
    }
}

#[test]
fn simple_types() {
    with_type("name", |ty| expect!(ty, Type::Name(it) => assert_eq!(word(it.token()), "name")));
    with_type("1", |ty| expect!(ty, Type::Literal(it) => assert_eq!(it.value(), Some(LiteralValue::Int(1)))));
    with_type("'a'", |ty| expect!(ty, Type::String(it) => assert_eq!(it.value().as_deref(), Some("a"))));
    with_type("-1", |ty| {
        expect!(ty, Type::Unary(it) => assert_eq!((word(it.operator()), text(it.operand())), ("-", "1")));
    });
    with_type("(a)", |ty| expect!(ty, Type::Paren(it) => assert_eq!(text(it.inner()), "a")));
    with_type("a[]", |ty| expect!(ty, Type::Array(it) => assert_eq!(text(it.base()), "a")));
    with_type("a[]?", |ty| expect!(ty, Type::Nullable(it) => assert_eq!(text(it.base()), "a[]")));
    with_type("a!", |ty| expect!(ty, Type::NonNull(it) => assert_eq!(text(it.base()), "a")));
    with_type("a[*]", |ty| expect!(ty, Type::Items(it) => assert_eq!(text(it.base()), "a")));
    with_type("a[1]", |ty| {
        expect!(ty, Type::Index(it) => assert_eq!((text(it.base()), text(it.index())), ("a", "1")));
    });
    for name in ["b", "*"] {
        with_type(&format!("a.{name}"), |ty| {
            expect!(ty, Type::Property(it) => assert_eq!((text(it.base()), word(it.name())), ("a", name)));
        });
    }
    with_type("resourceInput<'T@v'>", |ty| {
        expect!(ty, Type::Instantiated(it) => {
            let arguments: Vec<&str> = it.arguments().map(|ty| ty.syntax().text()).collect();
            assert_eq!((word(it.name()), arguments), ("resourceInput", vec!["'T@v'"]));
        });
    });
    with_type("sys.resourceInput<'T@v'>", |ty| {
        expect!(ty, Type::QualifiedInstantiated(it) => {
            let arguments: Vec<&str> = it.arguments().map(|ty| ty.syntax().text()).collect();
            assert_eq!((text(it.base()), word(it.name()), arguments), ("sys", "resourceInput", vec!["'T@v'"]));
        });
    });
}

#[test]
fn composite_types() {
    with_type("'a' | 'b' | 1", |ty| {
        expect!(ty, Type::Union(it) => {
            let members: Vec<&str> = it.members().map(|ty| ty.syntax().text()).collect();
            assert_eq!(members, ["'a'", "'b'", "1"]);
        });
    });
    with_type("{\n  @a()\n  b: c\n  'd-e': f\n  *: g\n}", |ty| {
        expect!(ty, Type::Object(it) => {
            let members: Vec<_> = it
                .members()
                .map(|member| {
                    let key = match member.key() {
                        Some(Key::Name(name) | Key::Any(name)) => name.text(),
                        Some(Key::String(string)) => string.syntax().text(),
                        other => panic!("unexpected {other:?}"),
                    };
                    (key, text(member.value()), member.decorators().count())
                })
                .collect();
            assert_eq!(members, [("b", "c", 1), ("'d-e'", "f", 0), ("*", "g", 0)]);
        });
    });
    with_type("[\n  @a()\n  b\n  c\n]", |ty| {
        expect!(ty, Type::Tuple(it) => {
            let items: Vec<_> = it.items().map(|item| (text(item.value()), item.decorators().count())).collect();
            assert_eq!(items, [("b", 1), ("c", 0)]);
        });
    });
}

#[test]
fn what_cannot_be_read_is_skipped() {
    let tree = parse("foo\n@a()\n\nparam p = \nvar v = f(,)\n", Language::Bicep);
    let declarations: Vec<Declaration<'_>> = tree.file().declarations().collect();
    assert!(matches!(declarations[0], Declaration::Skipped(node) if node.text() == "foo"));
    assert_eq!(declarations[0].name(), None);
    expect!(declarations[1], Declaration::Param(it) => {
        assert!(matches!(it.ty(), Some(Type::Skipped(_))));
        assert!(matches!(it.default(), Some(Expr::Skipped(_))));
        assert_eq!(declarations[1].decorators().count(), 1);
    });
    expect!(declarations[2], Declaration::Var(it) => expect!(it.value(), Some(Expr::Call(call)) => {
        let values: Vec<Expr<'_>> = call.arguments().expect("arguments").values().collect();
        assert!(matches!(values.as_slice(), [Expr::Skipped(_), Expr::Skipped(_)]));
    }));
    let tree = parse("@a()\n", Language::Bicep);
    expect!(only(&tree), Declaration::MissingDeclaration(it) => assert_eq!(it.syntax().text(), "@a()\n"));
}

#[test]
fn nodes_know_their_place() {
    let tree = read("var x = [1, f(a)]\n");
    let at = |offset| (tree.node_at(offset).kind(), tree.node_at(offset).text());
    assert_eq!(at(0).0, SyntaxKind::Var);
    assert_eq!(at(9), (SyntaxKind::Literal, "1"));
    assert_eq!(at(10).0, SyntaxKind::Array);
    assert_eq!(at(14), (SyntaxKind::NameRef, "a"));
    assert_eq!(at(100).0, SyntaxKind::File);
    let node = tree.node_at(14);
    assert_eq!(tree.node(node.id()), Some(node));
    let kinds: Vec<SyntaxKind> = std::iter::successors(Some(node), |node| node.parent()).map(Node::kind).collect();
    assert_eq!(kinds, [K::NameRef, K::Arguments, K::Call, K::Array, K::Var, K::File]);
    assert_eq!(word(node.first_token()), "a");
    let tokens: Vec<&str> = tree.node_at(12).tokens().map(Token::text).collect();
    assert_eq!(tokens, ["f", "(", "a", ")"]);
}

#[test]
fn a_tree_takes_memory_for_each_of_its_parts() {
    let memory = |text: &str| parse(text, Language::Bicep).memory();
    let (short, long) = (memory(&"var a = 'b'\n".repeat(100)), memory(&"var a = 'b' // c\n".repeat(100)));
    assert!((10_000..60_000).contains(&short), "{short}");
    assert!((1_000..10_000).contains(&(long - short)), "{long} {short}");
    let broken = memory(&"var a = \n".repeat(100));
    assert!((10_000..60_000).contains(&broken), "{broken}");
}

#[test]
fn a_string_without_an_end_is_malformed() {
    let tree = parse("var a = 'b\nvar c = 'd'\n", Language::Bicep);
    let malformed: Vec<&str> = tree.tokens().filter(|token| token.is_malformed()).map(Token::text).collect();
    assert_eq!(malformed, ["'b"]);
}

#[test]
fn nodes_and_tokens_are_equal_to_themselves_alone() {
    let (one, other) = (read("var x = [a, a]\n"), read("var x = [a, a]\n"));
    let tokens: Vec<Token<'_>> = one.node_at(10).tokens().collect();
    assert_eq!(one.node_at(10).tokens().nth(1), Some(tokens[1]));
    assert_eq!(tokens[1].text(), tokens[3].text());
    assert_ne!(tokens[1], tokens[3]);
    assert_ne!(other.node_at(10).tokens().nth(1), Some(tokens[1]));
    assert_eq!(one.node_at(9), one.node_at(9));
    assert_ne!(one.node_at(9), one.node_at(12));
    assert_ne!(one.node_at(9), other.node_at(9));
}

#[test]
fn a_condition_may_stand_on_a_line_of_its_own() {
    for text in ["resource r 'a' =\n\nif (true) {}\n", "module m 'a' =\nif (true) {}\n"] {
        read(text);
    }
    for text in ["resource r 'a' =\n{}\n", "module m 'a' =\n[for x in []: {}]\n", "test t 'a' =\nif (true) {}\n"] {
        assert_ne!(parse(text, Language::Bicep).errors(), [], "{text}");
    }
}

#[test]
fn blanks_and_comments_are_pieces_around_tokens() {
    let tree = read("var a = 1  // c\n \t/* d */ /* e */var b = 2\n");
    let pieces: Vec<(TriviaKind, &str)> = tree
        .tokens()
        .flat_map(|token| token.leading_trivia().chain(token.trailing_trivia()))
        .filter(|trivia| trivia.text != " ")
        .map(|trivia| (trivia.kind, trivia.text))
        .collect();
    assert_eq!(
        pieces,
        [
            (TriviaKind::Blank, "  "),
            (TriviaKind::LineComment, "// c"),
            (TriviaKind::Blank, " \t"),
            (TriviaKind::BlockComment, "/* d */"),
            (TriviaKind::BlockComment, "/* e */"),
        ]
    );
}
