//! Paths of the configuration: `scale.rules[1].utilization`, `tags."cost center"`.

/// The path of a key in a table. Keys that TOML quotes are quoted.
pub(crate) fn key(table: &str, key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let dot = if table.is_empty() { "" } else { "." };
    if bare { format!("{table}{dot}{key}") } else { format!("{table}{dot}{key:?}") }
}

/// The path of an entry of a list.
pub(crate) fn item(list: &str, index: usize) -> String {
    format!("{list}[{index}]")
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Item(usize),
}

/// The steps of a path. What is not a path ends them.
pub(crate) fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = path;
    loop {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        if let Some(quoted) = rest.strip_prefix('"') {
            let (name, after) = unquote(quoted);
            steps.push(Step::Key(name));
            rest = after;
        } else if let Some((index, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let Ok(index) = index.parse() else { return steps };
            steps.push(Step::Item(index));
            rest = after;
        } else if rest.is_empty() {
            return steps;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            steps.push(Step::Key(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
}

/// The text up to the closing quote, and what follows it.
fn unquote(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut letters = text.char_indices();
    while let Some((index, letter)) = letters.next() {
        match letter {
            '"' => return (name, &text[index + 1..]),
            '\\' => name.extend(letters.next().map(|(_, escaped)| escaped)),
            letter => name.push(letter),
        }
    }
    (name, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_the_steps_it_is_made_of() {
        let name = |text: &str| Step::Key(text.to_owned());
        let path = key(&key(&item(&key("", "azure-devops"), 0), "credentials"), "a \"b\".c");
        assert_eq!(path, r#"azure-devops[0].credentials."a \"b\".c""#);
        assert_eq!(steps(&path), [name("azure-devops"), Step::Item(0), name("credentials"), name("a \"b\".c")]);
        assert_eq!(steps(""), []);
        assert_eq!(steps("a[x].b"), [name("a")]);
    }
}
