//! Names in templates, as people read them.

use serde_json::Value;

/// What stands for a part that only the deployment knows.
const OPEN: &str = "\u{2026}";
/// The greatest number of variables that name each other.
const DEEPEST: usize = 8;

/// What names in a template are made of.
pub(super) struct Names<'a> {
    variables: &'a Value,
    prefix: &'a str,
}

impl<'a> Names<'a> {
    pub(super) fn new(template: &'a Value, prefix: &'a str) -> Self {
        Self { variables: &template["variables"], prefix }
    }

    /// The name that an expression gives, with `…` for what is not known.
    pub(super) fn of(&self, expression: &str) -> String {
        match expression.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
            Some(inner) => self.inner(inner, 0),
            None => expression.to_owned(),
        }
    }

    fn inner(&self, expression: &str, depth: usize) -> String {
        if depth == DEEPEST {
            return OPEN.to_owned();
        }
        if expression == "parameters('namePrefix')" {
            return self.prefix.to_owned();
        }
        if let Some(text) = expression.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
            return text.replace("''", "'");
        }
        if let Some(variable) = argument(expression, "variables") {
            return match self.variables[variable.trim_matches('\'')].as_str() {
                Some(value) => match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
                    Some(inner) => self.inner(inner, depth + 1),
                    None => value.to_owned(),
                },
                None => OPEN.to_owned(),
            };
        }
        let Some(arguments) = argument(expression, "format") else { return OPEN.to_owned() };
        let mut parts = split(arguments).into_iter();
        let pattern = parts.next().unwrap_or_default().trim_matches('\'').to_owned();
        parts.enumerate().fold(pattern, |text, (index, part)| {
            text.replace(&format!("{{{index}}}"), &self.inner(part.trim(), depth + 1))
        })
    }
}

/// What stands in the parentheses of a call that is the whole expression.
fn argument<'a>(expression: &'a str, function: &str) -> Option<&'a str> {
    expression.strip_prefix(function)?.strip_prefix('(')?.strip_suffix(')')
}

/// Arguments at the commas between them.
fn split(arguments: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, letter) in arguments.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                parts.push(&arguments[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&arguments[start..]);
    parts
}

/// The name of a role from the variable with its id: `[variables('acrPullRoleId')]` is `acr pull`.
pub(super) fn role(expression: &str) -> String {
    let variable = expression.split('\'').nth(1).unwrap_or_default();
    let letters: Vec<char> = variable.strip_suffix("RoleId").unwrap_or(variable).chars().collect();
    let mut words = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let is_lower = |at: usize| letters.get(at).is_some_and(char::is_ascii_lowercase);
        // Several capitals are one word.
        if letter.is_ascii_uppercase() && (is_lower(index.wrapping_sub(1)) || is_lower(index + 1)) {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    if words.is_empty() { "a role".to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_together_as_far_as_they_are_known() {
        let template = serde_json::json!({ "variables": {
            "nameToken": "[uniqueString(resourceGroup().id)]",
            "server": "[format('psql-{0}-{1}', parameters('namePrefix'), variables('nameToken'))]",
        } });
        let names = Names::new(&template, "portal");
        for (expression, expected) in [
            ("[variables('server')]", "psql-portal-\u{2026}"),
            ("[format('{0}/{1}', format('afd-{0}', parameters('namePrefix')), 'it''s, so')]", "afd-portal/it's, so"),
            ("to-workspace", "to-workspace"),
            ("[guid('a', 'b')]", "\u{2026}"),
        ] {
            assert_eq!(names.of(expression), expected);
        }
        assert_eq!(role("[variables('acrPullRoleId')]"), "acr pull");
        assert_eq!(role("[variables('openAIUserRoleId')]"), "open ai user");
    }
}
