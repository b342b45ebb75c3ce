//! Paths in JSON: which part of a file is loaded.

use triceps_core::json::Json;

/// What came of a path.
#[derive(Debug, PartialEq)]
pub(crate) enum Selection {
    /// One value, or a list of several.
    Found(Json),
    /// Nothing, or the path is not one.
    Nothing,
    /// The path has a step that is not followed: a filter or a slice.
    Unread,
}

enum Step<'p> {
    Name(&'p str),
    Position(usize),
    All,
    /// Everything at any depth.
    Deep,
}

/// The part of a value that a path names: `$.a.b[0]`, `a['b'].*`, `..name`.
pub(crate) fn select(root: &Json, path: &str) -> Selection {
    let steps = match steps(path) {
        Ok(steps) => steps,
        Err(selection) => return selection,
    };
    let mut found = vec![root];
    for step in steps {
        let mut next = Vec::new();
        for value in found {
            match step {
                Step::Name(name) => next.extend(value.get(name)),
                Step::Position(position) => next.extend(value.items().get(position)),
                Step::All => {
                    next.extend(value.items());
                    next.extend(value.members().iter().map(|(_, value)| value));
                }
                Step::Deep => deep(value, &mut next),
            }
        }
        found = next;
    }
    match found[..] {
        [] => Selection::Nothing,
        [only] => Selection::Found(only.clone()),
        _ => Selection::Found(Json::Array(found.into_iter().cloned().collect())),
    }
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

#[cfg(test)]
mod tests {
    use triceps_core::json::{Json, Times};

    use super::{Selection, select};

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
        assert_eq!(select(&root, "$.a[?(@.d == 2)]"), Selection::Unread);
        assert_eq!(select(&root, "$.a[0:1]"), Selection::Unread);
    }
}
