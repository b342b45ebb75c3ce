//! Parts of text that only some portals have, and values in it.

/// Keeps the lines between `when: NAME` and `end` where `NAME` is on, those between `unless: NAME` and `end` where it
/// is off, and replaces each `{{NAME}}`. The markers stand in comments of whatever language the text is in.
///
/// Names are those of this crate: an unknown one is a mistake in it, found by the tests of the files.
pub(super) fn select(text: &str, is_on: impl Fn(&str) -> bool, value: impl Fn(&str) -> String) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut open: Vec<bool> = Vec::new();
    for line in text.lines() {
        match marker(line) {
            Some(Marker::When(name)) => open.push(is_on(name)),
            Some(Marker::Unless(name)) => open.push(!is_on(name)),
            Some(Marker::End) => drop(open.pop()),
            None if open.iter().all(|on| *on) => {
                fill(line, &value, &mut kept);
                kept.push('\n');
            }
            None => {}
        }
    }
    kept
}

enum Marker<'a> {
    When(&'a str),
    Unless(&'a str),
    End,
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let line = line.trim();
    let comment = line
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .or_else(|| line.strip_prefix("//"))
        .or_else(|| line.strip_prefix('#'))?
        .trim();
    if comment == "end" {
        return Some(Marker::End);
    }
    let when = comment.strip_prefix("when: ").map(Marker::When);
    when.or_else(|| comment.strip_prefix("unless: ").map(Marker::Unless))
}

fn fill(line: &str, value: &impl Fn(&str) -> String, kept: &mut String) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        // `${{ .. }}` belongs to the language of the text.
        let Some((name, after)) = after.split_once("}}").filter(|(name, _)| !name.contains(' ')) else { break };
        kept.push_str(before);
        kept.push_str(&value(name));
        rest = after;
    }
    kept.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::select;

    fn selected(text: &str) -> String {
        select(text, |name| name == "on", |name| format!("<{name}>"))
    }

    #[test]
    fn parts_are_kept_or_left_out() {
        let text = "a\n# when: on\nb\n  # unless: on\nc\n  # end\nd\n# end\n<!-- when: off -->\ne\n<!-- end -->\n// unless: off\nf\n// end\n";
        assert_eq!(selected(text), "a\nb\nd\nf\n");
    }

    #[test]
    fn values_are_filled_in() {
        assert_eq!(selected("{{a}} and {{b}}, not ${{ c }}\n"), "<a> and <b>, not ${{ c }}\n");
    }

    #[test]
    fn other_comments_stay() {
        assert_eq!(selected("# the end\n# when it rains\n#!/bin/sh\n"), "# the end\n# when it rains\n#!/bin/sh\n");
    }
}
