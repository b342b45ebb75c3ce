//! Random edits of generated programs: the rest of the text stays as it was, and the result means what the edit means.
//!
//! `TRICEPS_EDITS` says how many edits are made; a few without it.

use std::ops::Range;

use serde_json::Value as Json;
use triceps::functions::call;
use triceps::read::{TextTemplate, ValuePath, compile};
use triceps::{Array, Expr, IntoExpr as _, Param, object};
use triceps_syntax::ast::{self, AstNode as _, Declaration, ObjectItem};
use triceps_syntax::{Language, SyntaxKind, Tree, parse};

use crate::{PROFILES, Program, programs, template};

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % end.max(1)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

/// A value in the text.
#[derive(Clone, Debug)]
struct Site {
    /// What declares it: the keyword, and the name.
    keyword: &'static str,
    name: String,
    path: ValuePath,
    value: Range<usize>,
    /// What it is a value of, as an item of an object or array.
    item: Option<Range<usize>>,
    kind: SyntaxKind,
    /// Whether it is a literal without parts.
    is_plain: bool,
    text: String,
}

/// Every value that a path leads to.
fn sites(tree: &Tree) -> Vec<Site> {
    let mut found = Vec::new();
    for declaration in tree.file().declarations() {
        let Some(name) = declaration.name().map(|name| name.text().to_owned()) else { continue };
        let (keyword, value, is_body) = match declaration {
            Declaration::Param(it) => ("param", it.default(), false),
            Declaration::Var(it) => ("var", it.value(), false),
            Declaration::Output(it) => ("output", it.value(), false),
            Declaration::Resource(it) => ("resource", it.body(), true),
            Declaration::Module(it) => ("module", it.body(), true),
            _ => continue,
        };
        let Some(declared) = value else { continue };
        let mut value = declared;
        if let ast::Expr::For(it) = value {
            value = it.body().expect("a body");
        }
        if let ast::Expr::If(it) = value {
            value = it.body().expect("a body");
        }
        // A loop that is a value has no path into it.
        if !is_body && value.syntax() != declared.syntax() {
            continue;
        }
        let mut open = vec![(value, ValuePath::new(), None::<Range<usize>>)];
        while let Some((value, path, item)) = open.pop() {
            let node = value.syntax();
            let range = |node: triceps_syntax::Node<'_>| node.range().start as usize..node.range().end as usize;
            if !(is_body && item.is_none()) {
                found.push(Site {
                    keyword,
                    name: name.clone(),
                    path: path.clone(),
                    value: range(node),
                    item,
                    kind: node.kind(),
                    is_plain: node.tokens().count() == 1,
                    text: node.text().to_owned(),
                });
            }
            match value {
                ast::Expr::Object(object) => {
                    for property in object.items() {
                        let ObjectItem::Property(property) = property else { continue };
                        let key = match property.key() {
                            Some(ast::Key::Name(token)) => token.text().to_owned(),
                            Some(ast::Key::String(text)) => match text.value() {
                                Some(text) => text.into_owned(),
                                None => continue,
                            },
                            _ => continue,
                        };
                        if let Some(value) = property.value() {
                            open.push((value, path.clone().key(key), Some(range(property.syntax()))));
                        }
                    }
                }
                ast::Expr::Array(array) => {
                    for (index, item) in array.items().enumerate() {
                        let Ok(item) = item else { break };
                        open.push((item, path.clone().index(index), Some(range(item.syntax()))));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// A value of the kind of another one, and how it reads on one line.
fn value(random: &mut Random, site: &Site, text: Option<&(String, Expr)>) -> Option<(Expr, String)> {
    let first = site.text.chars().next()?;
    Some(match (site.kind, site.is_plain) {
        (SyntaxKind::StringLiteral, _) => match (random.below(4), text) {
            (0, _) => (call("toLower", ["It's ${x} \\ \u{e4}"]), "sys.toLower('It\\'s \\${x} \\\\ \u{e4}')".to_owned()),
            (1, Some((name, expr))) => (expr.clone(), name.clone()),
            (2, Some((name, expr))) => {
                let texts = Array::new().push(expr.clone()).push("b");
                (call("join", (texts, "-")), format!("sys.join([{name}, 'b'], '-')"))
            }
            _ => ("a new text".into_expr(), "'a new text'".to_owned()),
        },
        (SyntaxKind::Literal, true) if first.is_ascii_digit() => (7.into_expr(), "7".to_owned()),
        (SyntaxKind::Literal, true) if matches!(&*site.text, "true" | "false") => {
            let other = site.text != "true";
            (other.into_expr(), other.to_string())
        }
        (SyntaxKind::Object, _) if site.path.to_string().ends_with("tags") => {
            (object! { a: "b", "c d": "e" }.into(), "{ a: 'b', 'c d': 'e' }".to_owned())
        }
        (SyntaxKind::Array, _) => (Array::new().push("x").push("y").into(), "['x', 'y']".to_owned()),
        _ => return None,
    })
}

/// The handle of a declaration by its keyword and name.
fn with_target<R>(t: &mut TextTemplate, site: &Site, act: impl Fn(&mut TextTemplate, Handle) -> R) -> R {
    let name = site.name.as_str();
    let expr = |found: Option<Expr>| Handle::Expr(found.expect("it is declared"));
    let handle = match site.keyword {
        "param" => expr(t.parameter(name)),
        "var" => expr(t.variable(name)),
        "output" => Handle::Named(t.output(name).expect("an output")),
        "module" => Handle::Module(t.module(name).expect("a module")),
        _ => Handle::Resource(t.resource(name).expect("a resource")),
    };
    act(t, handle)
}

enum Handle {
    Expr(Expr),
    Named(triceps::read::Named),
    Module(triceps::handle::ModuleRef),
    Resource(triceps::handle::RawRef),
}

macro_rules! each {
    ($handle:expr, $it:ident => $act:expr) => {
        match $handle {
            Handle::Expr($it) => $act,
            Handle::Named($it) => $act,
            Handle::Module($it) => $act,
            Handle::Resource($it) => $act,
        }
    };
}

/// Tokens but line ends and commas, and comments.
fn words(tree: &Tree) -> (Vec<&str>, Vec<&str>) {
    let is_word = |kind| !matches!(kind, SyntaxKind::NewLine | SyntaxKind::Comma | SyntaxKind::EndOfFile);
    let words = tree.tokens().filter(|token| is_word(token.kind())).map(triceps_syntax::Token::text).collect();
    let comments = tree.tokens().flat_map(|token| token.leading_comments().chain(token.trailing_comments()));
    (words, comments.map(|comment| comment.text).collect())
}

struct Check<'a> {
    program: &'a Program,
    what: String,
}

impl Check<'_> {
    fn compile(&self, text: &str) -> Option<Json> {
        let mut files = self.program.files.clone();
        files.insert("main.bicep", text);
        let json = template(&compile(&files, "main.bicep"))?;
        let mut json: Json = serde_json::from_str(&json).expect("a template is JSON");
        json["metadata"]["_generator"] = Json::Null;
        Some(json)
    }

    /// Whether two texts compile to the same, or neither does.
    fn same(&self, ours: &str, plain: &str) {
        assert_eq!(self.compile(ours), self.compile(plain), "{}\n{ours}", self.what);
    }

    /// The text before and after a range is the same, but for comments of the range that go above.
    fn rest_stays(&self, before: &str, range: &Range<usize>, after: &str) {
        let start = &before[..range.start];
        let shared = start.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
        let has_comments = before[range.clone()].contains("//") || before[range.clone()].contains("/*");
        assert!(shared == start.len() || has_comments, "{}\n{after}", self.what);
        assert!(after.ends_with(&before[range.end..]), "{}\n{after}", self.what);
    }
}

fn edit(random: &mut Random, program: &Program) -> bool {
    let tree = parse(program.main.clone(), Language::Bicep);
    if program.fault || !tree.errors().is_empty() {
        return false;
    }
    let compilation = compile(&program.files, "main.bicep");
    let Some(mut t) = compilation.template().filter(|_| compilation.checked().is_some()) else { return false };
    let text = tree.text();
    assert_eq!(t.to_bicep().as_deref(), Ok(text), "{}", program.name);
    let strings = tree.file().declarations().filter_map(|declaration| match declaration {
        Declaration::Param(it) if it.ty().is_some_and(|ty| ty.syntax().text() == "string") => {
            let secure = it.decorators().any(|decorator| decorator.syntax().text().contains("secure"));
            it.name().filter(|_| !secure).map(|name| name.text().to_owned())
        }
        _ => None,
    });
    let strings: Vec<String> = strings.collect();
    let string = random.pick(&strings).map(|name| (name.clone(), t.parameter(name).expect("a parameter")));
    let sites = sites(&tree);
    let Some(site) = random.pick(&sites).cloned() else { return false };
    let kind = random.below(6);
    let check = Check { program, what: format!("{}: {kind} {site:?}", program.name) };
    match kind {
        // Another value.
        0 | 1 => {
            let Some((expr, plain)) = value(random, &site, string.as_ref().filter(|_| site.keyword != "param")) else {
                return false;
            };
            let set = with_target(&mut t, &site, |t, it| each!(it, it => t.set(it, &site.path, expr.clone())));
            if let Err(error) = set {
                assert!(error.to_string().contains("means something else here"), "{}: {error}", check.what);
                return false;
            }
            let after = t.to_bicep().expect("nothing is foreign");
            check.rest_stays(text, &site.value, &after);
            check.same(&after, &format!("{}{plain}{}", &text[..site.value.start], &text[site.value.end..]));
        }
        // A property or item less.
        2 => {
            let Some(item) = site.item.clone() else { return false };
            with_target(&mut t, &site, |t, it| each!(it, it => t.unset(it, &site.path))).expect(&check.what);
            let after = t.to_bicep().expect("nothing is foreign");
            let (tree_after, part) =
                (parse(after.clone(), Language::Bicep), parse(text[item.clone()].to_owned(), Language::Bicep));
            let ((old, _), (new, _), (cut, _)) = (words(&tree), words(&tree_after), words(&part));
            let at = tree.tokens().filter(|it| (it.range().start as usize) < item.start);
            let at = at.filter(|it| !matches!(it.kind(), SyntaxKind::NewLine | SyntaxKind::Comma)).count();
            let rest: Vec<&str> = [&old[..at], &old[at + cut.len()..]].concat();
            assert_eq!(new, rest, "{}\n{after}", check.what);
            assert!(tree_after.errors().is_empty(), "{}\n{after}", check.what);
        }
        // An item or property more.
        3 => {
            let (path, plain, expr): (ValuePath, String, Expr) = match site.kind {
                SyntaxKind::Array => (site.path.clone(), "'new'".to_owned(), "new".into_expr()),
                SyntaxKind::Object => {
                    (site.path.clone().key("zzNew"), "zzNew : { a : 1 }".to_owned(), object! { a: 1 }.into())
                }
                _ => return false,
            };
            let is_array = site.kind == SyntaxKind::Array;
            let change = with_target(
                &mut t,
                &site,
                |t, it| each!(it, it => if is_array { t.push(it, &path, expr.clone()) } else { t.set(it, &path, expr.clone()) }),
            );
            change.expect(&check.what);
            let after = t.to_bicep().expect("nothing is foreign");
            let (tree_after, part) = (parse(after.clone(), Language::Bicep), parse(plain, Language::Bicep));
            let ((old, comments), (new, comments_after), (more, _)) = (words(&tree), words(&tree_after), words(&part));
            let close = site.value.end - 1;
            let at = tree.tokens().filter(|it| (it.range().start as usize) < close);
            let at = at.filter(|it| !matches!(it.kind(), SyntaxKind::NewLine | SyntaxKind::Comma)).count();
            let whole: Vec<&str> = [&old[..at], &more[..], &old[at..]].concat();
            assert_eq!((new, comments_after), (whole, comments), "{}\n{after}", check.what);
            assert!(tree_after.errors().is_empty(), "{}\n{after}", check.what);
        }
        // A declaration more, and less.
        4 => {
            let added = t.builder().var("zzVar", object! { a: 1 });
            t.builder().param(Param::int("zzParam").default(1));
            t.builder().output("zzOutput", 1);
            let after = t.to_bicep().expect("nothing is foreign");
            let mut more = check.compile(&after).expect(&check.what);
            let old = check.compile(text);
            for section in ["variables", "parameters", "outputs"] {
                let table = more[section].as_object_mut().expect(&check.what);
                assert!(table.keys().any(|key| key.starts_with("zz")), "{}", check.what);
                table.retain(|key, _| !key.starts_with("zz"));
            }
            let mut old = old.expect(&check.what);
            for section in ["variables", "parameters", "outputs"] {
                if old.get(section).is_none() {
                    old[section] = Json::Object(serde_json::Map::new());
                }
            }
            let sorted = |json: &Json| {
                json.as_object().expect("an object").clone().into_iter().collect::<std::collections::BTreeMap<_, _>>()
            };
            assert_eq!(sorted(&more), sorted(&old), "{}\n{after}", check.what);
            t.remove(added).expect(&check.what);
            let param: Expr = t.parameter("zzParam").expect("it was added");
            t.remove(param).expect(&check.what);
            let output = t.output("zzOutput").expect("it was added");
            t.remove(output).expect(&check.what);
            let again = t.to_bicep().expect("nothing is foreign");
            let (_, comments) = words(&tree);
            let tree_again = parse(again.clone(), Language::Bicep);
            assert_eq!(words(&tree_again), (words(&tree).0, comments), "{}\n{again}", check.what);
        }
        // Another name.
        _ => {
            let fresh = "zzName";
            with_target(&mut t, &site, |t, it| each!(it, it => t.rename(it, fresh))).expect(&check.what);
            let after = t.to_bicep().expect("nothing is foreign");
            let tree_after = parse(after.clone(), Language::Bicep);
            let ((old, _), (new, _)) = (words(&tree), words(&tree_after));
            assert_eq!(old.len(), new.len(), "{}\n{after}", check.what);
            assert!(old.iter().zip(&new).all(|(a, b)| a == b || (*a == site.name && *b == fresh)), "{}", check.what);
            // Symbols that are sorted by name may change places.
            if matches!(site.keyword, "var" | "output") {
                let before = check.compile(text).expect(&check.what).to_string();
                let renamed = check.compile(&after).unwrap_or_else(|| panic!("{}\n{after}", check.what)).to_string();
                let quoted = |name: &str| [format!("'{name}'"), format!("\"{name}\"")];
                let [single, double] = quoted(fresh);
                let [old_single, old_double] = quoted(&site.name);
                assert_eq!(
                    renamed.replace(&single, &old_single).replace(&double, &old_double),
                    before,
                    "{}",
                    check.what
                );
            } else {
                assert!(check.compile(&after).is_some(), "{}\n{after}", check.what);
            }
        }
    }
    true
}

#[test]
fn random_edits_change_what_they_mean_and_nothing_else() {
    let wanted: usize = std::env::var("TRICEPS_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let programs: Vec<Program> = PROFILES.iter().flat_map(|profile| programs(profile)).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut done = 0;
    for _ in 0..wanted * 20 {
        let program = random.pick(&programs).expect("programs");
        done += usize::from(edit(&mut random, program));
        if done == wanted {
            return;
        }
    }
    panic!("{done} edits of {wanted}");
}
