//! Names in a template: text, or an expression of which as much is worked out as is known before a deployment.

use serde_json::Value;

/// Expressions inside of each other; deeper ones are taken as unknown.
const DEPTH: usize = 32;
/// Stands for text that only a deployment knows.
const ANY: &str = "*";
/// Stands for the 13 characters of `uniqueString`.
const UNIQUE: &str = "?????????????";

/// What names refer to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) template: &'a Value,
    /// Arguments of a module, in the scope that calls it.
    pub(super) arguments: Option<&'a [(String, String)]>,
}

/// The text of a value, with `?` and `*` for what only a deployment knows.
pub(super) fn text(scope: Scope<'_>, value: &Value) -> String {
    value_text(scope, value, DEPTH)
}

fn value_text(scope: Scope<'_>, value: &Value, depth: usize) -> String {
    let Some(text) = value.as_str() else {
        return if value.is_number() || value.is_boolean() { value.to_string() } else { ANY.to_owned() };
    };
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(_) if text.starts_with("[[") => text[1..].to_owned(),
        Some(expression) => Reader { scope, rest: expression }.expression(depth).unwrap_or_else(|| ANY.to_owned()),
        None => text.to_owned(),
    }
}

struct Reader<'a> {
    scope: Scope<'a>,
    rest: &'a str,
}

impl Reader<'_> {
    /// The text of the next expression. None where there is not one.
    fn expression(&mut self, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        self.skip();
        let value = match self.rest.chars().next()? {
            '\'' => self.literal()?,
            digit if digit.is_ascii_digit() || digit == '-' => {
                let end = self.rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(self.rest.len(), |end| end + 1);
                self.take(end).to_owned()
            }
            _ => {
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
                let name = self.take(end).to_owned();
                let arguments = self.arguments(depth)?;
                self.call(&name, &arguments, depth)
            }
        };
        // What is read from a value is known to a deployment alone.
        let mut read = false;
        while self.rest.starts_with(['.', '[']) {
            read = true;
            if self.rest.starts_with('.') {
                self.take(1);
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
                self.take(end);
            } else {
                self.take(1);
                self.expression(depth)?;
                self.skip();
                self.rest = self.rest.strip_prefix(']')?;
            }
        }
        Some(if read { ANY.to_owned() } else { value })
    }

    fn arguments(&mut self, depth: usize) -> Option<Vec<String>> {
        self.rest = self.rest.strip_prefix('(')?;
        let mut arguments = Vec::new();
        loop {
            self.skip();
            if let Some(rest) = self.rest.strip_prefix(')') {
                self.rest = rest;
                return Some(arguments);
            }
            if !arguments.is_empty() {
                self.rest = self.rest.strip_prefix(',')?;
            }
            arguments.push(self.expression(depth)?);
        }
    }

    fn call(&self, name: &str, arguments: &[String], depth: usize) -> String {
        let Scope { template, arguments: given } = self.scope;
        match (name, arguments) {
            ("format", [pattern, values @ ..]) => {
                let mut text = pattern.clone();
                for (index, value) in values.iter().enumerate() {
                    text = text.replace(&format!("{{{index}}}"), value);
                }
                text
            }
            ("concat", parts) => parts.concat(),
            ("toLower", [text]) => text.to_lowercase(),
            ("replace", [text, from, to]) if !from.is_empty() => text.replace(from.as_str(), to),
            ("uniqueString", _) => UNIQUE.to_owned(),
            ("parameters", [name]) => {
                let given = given.and_then(|given| given.iter().find(|(known, _)| known == name));
                match (given, &template["parameters"][name]["defaultValue"]) {
                    (Some((_, value)), _) => value.clone(),
                    (None, Value::Null) => ANY.to_owned(),
                    (None, default) => value_text(self.scope, default, depth),
                }
            }
            ("variables", [name]) => value_text(self.scope, &template["variables"][name], depth),
            _ => ANY.to_owned(),
        }
    }

    fn literal(&mut self) -> Option<String> {
        self.take(1);
        let mut text = String::new();
        loop {
            let end = self.rest.find('\'')?;
            text.push_str(self.take(end));
            self.take(1);
            if !self.rest.starts_with('\'') {
                return Some(text);
            }
            text.push_str(self.take(1));
        }
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, length: usize) -> &str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_worked_out_as_far_as_they_are_known() {
        let template = json!({
            "parameters": { "prefix": { "defaultValue": "portal" }, "image": {}, "copy": { "defaultValue": "[parameters('prefix')]" } },
            "variables": { "token": "[uniqueString(resourceGroup().id)]", "itself": "[variables('itself')]", "list": ["a"] },
        });
        let scope = Scope { template: &template, arguments: None };
        for (value, expected) in [
            ("plain", "plain"),
            ("[[text]", "[text]"),
            ("[format('ca-{0}', parameters('prefix'))]", "ca-portal"),
            ("[format('kv{0}{1}', parameters('copy'), variables('token'))]", "kvportal?????????????"),
            ("[concat('it''s ', toLower('A'), 1)]", "it's a1"),
            ("[parameters('image')]", "*"),
            ("[format('{0}-x', reference('app').outputs.name[0])]", "*-x"),
            ("[variables('list')[copyIndex()]]", "*"),
            ("[variables('itself')]", "*"),
            ("[replace('a.b', '.', '-')]", "a-b"),
            ("[not an expression", "[not an expression"),
            ("[format('open]", "*"),
        ] {
            assert_eq!(text(scope, &json!(value)), expected, "{value}");
        }
    }
}
