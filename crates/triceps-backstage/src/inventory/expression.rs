//! Names in a template: text, or an expression of which as much is worked out as is known before a deployment.

use serde_json::Value;

/// Expressions inside of each other; deeper ones are taken as unknown.
const DEPTH: usize = 32;
/// Stands for text that only a deployment knows.
const ANY: &str = "*";
/// Stands between the parts of an id.
pub(super) const PARTS: &str = "\n";
/// Stands for the 13 characters of `uniqueString`.
const UNIQUE: &str = "?????????????";

/// What the public cloud of Azure calls itself: the suffixes of `environment()` that names are made of.
const SUFFIXES: [(&str, &str); 3] =
    [("acrLoginServer", ".azurecr.io"), ("keyvaultDns", ".vault.azure.net"), ("storage", "core.windows.net")];

/// What names refer to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) template: &'a Value,
    /// Arguments of a module, in the scope that calls it.
    pub(super) arguments: Option<&'a [(String, String)]>,
    /// Which round of a loop it is.
    pub(super) round: Option<usize>,
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
        Some(expression) => {
            let known = Reader { scope, rest: expression }.expression(depth);
            known.map_or_else(|| ANY.to_owned(), |known| known.text(scope, depth))
        }
        None => text.to_owned(),
    }
}

/// What is known of an expression.
enum Known<'a> {
    Text(String),
    /// A value of the template, in which expressions are not worked out yet.
    Value(&'a Value),
    /// What `environment()` gives, or its member `suffixes`.
    Environment,
    Nothing,
}

impl Known<'_> {
    fn text(self, scope: Scope<'_>, depth: usize) -> String {
        match (self, depth.checked_sub(1)) {
            (Self::Text(text), _) => text,
            (Self::Value(value), Some(depth)) => value_text(scope, value, depth),
            (Self::Value(_) | Self::Environment | Self::Nothing, _) => ANY.to_owned(),
        }
    }

    fn member(self, name: &str) -> Self {
        match self {
            Self::Environment if name == "suffixes" => Self::Environment,
            Self::Environment => {
                let suffix = SUFFIXES.iter().find(|(known, _)| *known == name);
                suffix.map_or(Self::Nothing, |(_, suffix)| Self::Text((*suffix).to_owned()))
            }
            Self::Value(value) => value.get(name).map_or(Self::Nothing, Self::Value),
            Self::Text(_) | Self::Nothing => Self::Nothing,
        }
    }

    fn item(self, index: &str) -> Self {
        let index = index.parse::<usize>().ok();
        match self {
            Self::Value(value) => index.and_then(|index| value.get(index)).map_or(Self::Nothing, Self::Value),
            Self::Text(_) | Self::Environment | Self::Nothing => Self::Nothing,
        }
    }
}

struct Reader<'a> {
    scope: Scope<'a>,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// What is known of the next expression. None where there is not one.
    fn expression(&mut self, depth: usize) -> Option<Known<'a>> {
        let depth = depth.checked_sub(1)?;
        self.skip();
        let mut known = match self.rest.chars().next()? {
            '\'' => Known::Text(self.literal()?),
            digit if digit.is_ascii_digit() || digit == '-' => {
                let end = self.rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(self.rest.len(), |end| end + 1);
                Known::Text(self.take(end).to_owned())
            }
            _ => {
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
                let name = self.take(end).to_owned();
                let arguments = self.arguments(depth)?;
                self.call(&name, arguments, depth)
            }
        };
        while self.rest.starts_with(['.', '[']) {
            if self.rest.starts_with('.') {
                self.take(1);
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
                known = known.member(self.take(end));
            } else {
                self.take(1);
                let index = self.expression(depth)?.text(self.scope, depth);
                self.skip();
                self.rest = self.rest.strip_prefix(']')?;
                known = known.item(&index);
            }
        }
        Some(known)
    }

    fn arguments(&mut self, depth: usize) -> Option<Vec<Known<'a>>> {
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

    fn call(&self, name: &str, arguments: Vec<Known<'a>>, depth: usize) -> Known<'a> {
        let Scope { template, arguments: given, round } = self.scope;
        if let ("length", [Known::Value(Value::Array(entries))]) = (name, &arguments[..]) {
            return Known::Text(entries.len().to_string());
        }
        let arguments: Vec<String> = arguments.into_iter().map(|argument| argument.text(self.scope, depth)).collect();
        match (name, &arguments[..]) {
            ("format", [pattern, values @ ..]) => {
                let mut text = pattern.clone();
                for (index, value) in values.iter().enumerate() {
                    text = text.replace(&format!("{{{index}}}"), value);
                }
                Known::Text(text)
            }
            ("concat", parts) => Known::Text(parts.concat()),
            ("toLower", [text]) => Known::Text(text.to_lowercase()),
            ("replace", [text, from, to]) if !from.is_empty() => Known::Text(text.replace(from.as_str(), to)),
            // Parts of an id: what it is of, then the names.
            ("guid" | "resourceId" | "subscriptionResourceId", parts) => Known::Text(parts.join(PARTS)),
            ("uniqueString", _) => Known::Text(UNIQUE.to_owned()),
            ("copyIndex", []) => round.map_or(Known::Nothing, |round| Known::Text(round.to_string())),
            ("environment", []) => Known::Environment,
            ("parameters", [name]) => {
                let given = given.and_then(|given| given.iter().find(|(known, _)| known == name));
                match (given, template["parameters"][name].get("defaultValue")) {
                    (Some((_, value)), _) => Known::Text(value.clone()),
                    (None, Some(default)) => Known::Value(default),
                    (None, None) => Known::Nothing,
                }
            }
            ("variables", [name]) => template["variables"].get(name).map_or(Known::Nothing, Known::Value),
            _ => Known::Nothing,
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

    fn take(&mut self, length: usize) -> &'a str {
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
            "variables": { "token": "[uniqueString(resourceGroup().id)]", "itself": "[variables('itself')]", "list": ["a", "[parameters('prefix')]"], "rows": [{ "name": "first" }, { "name": "[format('{0}-x', parameters('prefix'))]" }] },
        });
        let scope = Scope { template: &template, arguments: None, round: Some(1) };
        for (value, expected) in [
            ("plain", "plain"),
            ("[[text]", "[text]"),
            ("[format('ca-{0}', parameters('prefix'))]", "ca-portal"),
            ("[format('kv{0}{1}', parameters('copy'), variables('token'))]", "kvportal?????????????"),
            ("[concat('it''s ', toLower('A'), 1)]", "it's a1"),
            ("[parameters('image')]", "*"),
            ("[format('{0}-x', reference('app').outputs.name[0])]", "*-x"),
            ("[variables('list')[copyIndex()]]", "portal"),
            ("[variables('list')[0]]", "a"),
            ("[variables('list')[2]]", "*"),
            ("[variables('rows')[copyIndex()].name]", "portal-x"),
            ("[variables('rows')[0].other]", "*"),
            ("[length(variables('rows'))]", "2"),
            ("[format('privatelink{0}', environment().suffixes.acrLoginServer)]", "privatelink.azurecr.io"),
            ("[environment().suffixes.sqlServerHostname]", "*"),
            ("[guid(resourceGroup().id, resourceId('A/b', parameters('prefix')))]", "*\nA/b\nportal"),
            ("[variables('itself')]", "*"),
            ("[replace('a.b', '.', '-')]", "a-b"),
            ("[not an expression", "[not an expression"),
            ("[format('open]", "*"),
        ] {
            assert_eq!(text(scope, &json!(value)), expected, "{value}");
        }
    }
}
