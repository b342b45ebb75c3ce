//! Paths in JSON: which part of a file is loaded.

use triceps_core::json::{Json, Times};

/// What came of a path.
#[derive(Debug, PartialEq)]
pub(crate) enum Selection {
    /// One value, or a list of several.
    Found(Json),
    /// Nothing, or the path is not one.
    Nothing,
    /// The path has a step that is not followed: a slice, or a filter that is more than comparisons.
    Unread,
}

/// How many values a path may lead to, with all that is in them: `..` finds a value for each one around it.
const MOST_VALUES: usize = 1_000_000;

enum Step<'p> {
    /// The items for which one of several conditions holds, each of which consists of several that all have to hold.
    Filter(Vec<Vec<Condition<'p>>>),
    Name(&'p str),
    Position(usize),
    All,
    /// Everything at any depth.
    Deep,
}

/// `@.price > 3`, `@.name`
struct Condition<'p> {
    steps: Vec<Step<'p>>,
    /// How what is found is compared, and with what; without it, whether anything is found.
    comparison: Option<(&'p str, Json)>,
}

impl Condition<'_> {
    fn holds(&self, item: &Json) -> bool {
        let found = follow(item, &self.steps).unwrap_or_default();
        match &self.comparison {
            None => !found.is_empty(),
            Some((operator, value)) => found.into_iter().any(|found| compare(found, operator, value)),
        }
    }
}

fn compare(found: &Json, operator: &str, value: &Json) -> bool {
    let number = |value: &Json| match value {
        Json::Number(digits) => digits.parse::<f64>().ok(),
        _ => None,
    };
    let order = match (number(found), number(value), found.as_str(), value.as_str()) {
        (Some(a), Some(b), ..) => a.partial_cmp(&b),
        (_, _, Some(a), Some(b)) => Some(a.cmp(b)),
        _ => (found == value).then_some(std::cmp::Ordering::Equal),
    };
    match operator {
        "==" => order.is_some_and(std::cmp::Ordering::is_eq),
        "!=" => order.is_none_or(std::cmp::Ordering::is_ne),
        "<" => order.is_some_and(std::cmp::Ordering::is_lt),
        "<=" => order.is_some_and(std::cmp::Ordering::is_le),
        ">" => order.is_some_and(std::cmp::Ordering::is_gt),
        _ => order.is_some_and(std::cmp::Ordering::is_ge),
    }
}

/// The part of a value that a path names: `$.a.b[0]`, `a['b'].*`, `..name`.
pub(crate) fn select(root: &Json, path: &str) -> Selection {
    let steps = match steps(path) {
        Ok(steps) => steps,
        Err(selection) => return selection,
    };
    let Some(found) = follow(root, &steps) else { return Selection::Unread };
    let mut left = MOST_VALUES;
    if found.len() > 1 && !found.iter().all(|value| is_within(value, &mut left)) {
        return Selection::Unread;
    }
    match found[..] {
        [] => Selection::Nothing,
        [only] => Selection::Found(only.clone()),
        _ => Selection::Found(Json::Array(found.into_iter().cloned().collect())),
    }
}

/// Whether a value and all in it are no more than what is left.
fn is_within(value: &Json, left: &mut usize) -> bool {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        let Some(rest) = left.checked_sub(1) else { return false };
        *left = rest;
        open.extend(value.items().iter().chain(value.members().iter().map(|(_, value)| value)));
    }
    true
}

/// What steps lead to; none where that is too much.
fn follow<'a>(root: &'a Json, steps: &[Step<'_>]) -> Option<Vec<&'a Json>> {
    let mut found = vec![root];
    for step in steps {
        let mut next = Vec::new();
        for value in found {
            match step {
                Step::Name(name) => next.extend(value.get(name)),
                Step::Position(position) => next.extend(value.items().get(*position)),
                Step::Filter(any) => {
                    let inner = value.items().iter().chain(value.members().iter().map(|(_, value)| value));
                    let holds = |item: &&Json| any.iter().any(|all| all.iter().all(|condition| condition.holds(item)));
                    next.extend(inner.filter(holds));
                }
                Step::All => {
                    next.extend(value.items());
                    next.extend(value.members().iter().map(|(_, value)| value));
                }
                Step::Deep => deep(value, &mut next),
            }
            if next.len() > MOST_VALUES {
                break;
            }
        }
        if next.len() > MOST_VALUES {
            return None;
        }
        found = next;
    }
    Some(found)
}

/// A value and all in it. The depth of JSON is bounded.
fn deep<'a>(value: &'a Json, found: &mut Vec<&'a Json>) {
    found.push(value);
    value.items().iter().chain(value.members().iter().map(|(_, value)| value)).for_each(|inner| deep(inner, found));
}

fn steps(path: &str) -> Result<Vec<Step<'_>>, Selection> {
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix("[?(") {
            let (filter, after) = inner.split_once(")]").ok_or(Selection::Nothing)?;
            steps.push(Step::Filter(conditions(filter).ok_or(Selection::Unread)?));
            rest = after;
            continue;
        }
        if let Some(inner) = rest.strip_prefix('[') {
            let quoted = inner.strip_prefix('\'').and_then(|inner| inner.split_once("']"));
            let (step, after) = match quoted {
                Some((name, after)) => (Step::Name(name), after),
                None => {
                    let (step, after) = inner.split_once(']').ok_or(Selection::Nothing)?;
                    match (step.trim(), step.trim().parse()) {
                        ("*", _) => (Step::All, after),
                        (_, Ok(position)) => (Step::Position(position), after),
                        _ => return Err(Selection::Unread),
                    }
                }
            };
            steps.push(step);
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix("..") {
            steps.push(Step::Deep);
            rest = after;
            if rest.starts_with('[') {
                continue;
            }
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        if step.is_empty() || step.contains([' ', ']', '(', ')']) {
            return Err(Selection::Nothing);
        }
        steps.push(if step == "*" { Step::All } else { Step::Name(step) });
        rest = after;
    }
    Ok(steps)
}

/// The conditions of a filter; none for what is more than comparisons.
fn conditions(filter: &str) -> Option<Vec<Vec<Condition<'_>>>> {
    filter.split("||").map(|any| any.split("&&").map(condition).collect()).collect()
}

fn condition(text: &str) -> Option<Condition<'_>> {
    const OPERATORS: [&str; 6] = ["==", "!=", "<=", ">=", "<", ">"];
    let text = text.trim();
    let found = OPERATORS.iter().find_map(|operator| Some((text.split_once(operator)?, *operator)));
    let (path, comparison) = match found {
        Some(((path, value), operator)) => (path, Some((operator, Json::parse(value.trim(), Times::Keep).ok()?))),
        None => (text, None),
    };
    let steps = steps(path.trim().strip_prefix('@')?).ok()?;
    Some(Condition { steps, comparison })
}

#[cfg(test)]
mod tests {
    use triceps_core::json::{Json, Times};

    use super::{MOST_VALUES, Selection, select};

    #[test]
    fn paths_name_parts() {
        let parse = |text: &str| Json::parse(text, Times::Keep).expect("JSON");
        let root = parse(r#"{"a": [{"b c": {"d": 1}}, {"d": 2}], "e": "x"}"#);
        for (path, expected) in [
            ("$.a[0]['b c'].d", "1"),
            ("a[1].d", "2"),
            (".e", "\"x\""),
            ("$.a[*].d", "2"),
            ("$..d", "[1, 2]"),
            ("a.*", r#"[{"b c": {"d": 1}}, {"d": 2}]"#),
        ] {
            assert_eq!(select(&root, path), Selection::Found(parse(expected)), "{path}");
        }
        for path in ["$.x", "a[7]", "a[", "a..", "e.f"] {
            assert_eq!(select(&root, path), Selection::Nothing, "{path}");
        }
        for (path, expected) in [
            ("$.a[?(@.d == 2)].d", "2"),
            ("$.a[?(@.d > 1 && @.d < 3)]", "{\"d\": 2}"),
            ("$.a[?(@.d)]", "{\"d\": 2}"),
            ("$.a[?(@['b c'] || @.d != 2)]['b c']", "{\"d\": 1}"),
        ] {
            assert_eq!(select(&root, path), Selection::Found(parse(expected)), "{path}");
        }
        assert_eq!(select(&root, "$.a[?(@.d =~ /x/)]"), Selection::Unread);
        assert_eq!(select(&root, "$.a[0:1]"), Selection::Unread);
    }

    #[test]
    fn filters_compare_numbers_strings_and_nothing_else() {
        let parse = |text: &str| Json::parse(text, Times::Keep).expect("JSON");
        let root = parse(r#"[0, 1, 2.5, "a", "b", null, true]"#);
        for (filter, expected) in [
            ("@ == 1", "[1]"),
            ("@ != 1", r#"[0, 2.5, "a", "b", null, true]"#),
            ("@ < 1", "[0]"),
            ("@ <= 1", "[0, 1]"),
            ("@ > 1", "[2.5]"),
            ("@ >= 1", "[1, 2.5]"),
            ("@ == \"a\"", r#"["a"]"#),
            ("@ != \"a\"", r#"[0, 1, 2.5, "b", null, true]"#),
            ("@ < \"b\"", r#"["a"]"#),
            ("@ >= \"b\"", r#"["b"]"#),
            ("@ == null", "[null]"),
            ("@ == true", "[true]"),
            ("@ > 0 && @ != 1", "[2.5]"),
            ("@ == 0 || @ == null", "[0, null]"),
        ] {
            // One value is given without the list around it.
            let found = match select(&root, &format!("$[?({filter})]")) {
                Selection::Found(several @ Json::Array(_)) => several,
                Selection::Found(one) => Json::Array(vec![one]),
                other => panic!("{filter}: {other:?}"),
            };
            assert_eq!(found, parse(expected), "{filter}");
        }
    }

    #[test]
    fn what_is_found_is_bounded() {
        let many = Json::Array(vec![Json::Null; MOST_VALUES]);
        let selects_all = |items: usize| {
            let list = Json::Array(vec![Json::Null; items]);
            matches!(select(&list, "$[*]"), Selection::Found(Json::Array(found)) if found.len() == items)
        };
        assert!(selects_all(2) && selects_all(MOST_VALUES));
        assert_eq!(select(&Json::Array(vec![Json::Null; MOST_VALUES + 1]), "$[*]"), Selection::Unread);
        assert!(matches!(select(&Json::Array(vec![many.clone()]), "$[*]"), Selection::Found(_)), "one value");
        // A list and all in it is one more.
        assert_eq!(select(&Json::Array(vec![many, Json::Null]), "$[*]"), Selection::Unread);
    }
}
