//! An interface as a page of text.

use std::fmt::Write as _;

use super::{Interface, Parameter, Schema};
use crate::reference::Reference;

impl Interface {
    /// The interface as a page of Markdown.
    pub fn page(&self, reference: &Reference) -> String {
        let mut page = format!("# `{reference}`\n");
        for text in [&self.name, &self.description].into_iter().flatten() {
            let _ = write!(page, "\n{}\n", line(text));
        }
        let _ = write!(page, "\nScope: {}\n", self.scope.name());
        let (required, optional): (Vec<&Parameter>, Vec<&Parameter>) =
            self.parameters.iter().partition(|parameter| parameter.is_required(&self.types));
        for (title, parameters) in [("Required parameters", required), ("Optional parameters", optional)] {
            if parameters.is_empty() {
                continue;
            }
            let _ = write!(page, "\n## {title}\n\n");
            for parameter in parameters {
                let default =
                    parameter.default.as_ref().map(|default| format!(", default `{default}`")).unwrap_or_default();
                item(&mut page, &parameter.name, &parameter.schema, &default);
            }
        }
        if !self.outputs.is_empty() {
            page.push_str("\n## Outputs\n\n");
            for output in &self.outputs {
                item(&mut page, &output.name, &output.schema, "");
            }
        }
        if !self.exported_types.is_empty() || !self.functions.is_empty() || !self.variables.is_empty() {
            page.push_str("\n## Exports\n\n");
            for name in &self.exported_types {
                if let Some(schema) = self.types.get(name) {
                    item(&mut page, &format!("type {name}"), schema, "");
                }
            }
            for function in &self.functions {
                let parameters: Vec<String> =
                    function.parameters.iter().map(|(name, schema)| format!("{name} {}", schema.text())).collect();
                let _ = writeln!(
                    page,
                    "- `func {}({}) {}`{}",
                    function.name,
                    parameters.join(", "),
                    function.output.text(),
                    described(function.description.as_deref())
                );
            }
            for variable in &self.variables {
                let _ = writeln!(page, "- `var {}`{}", variable.name, described(variable.description.as_deref()));
            }
        }
        if !self.resources.is_empty() {
            page.push_str("\n## Resources\n\n");
            for resource in &self.resources {
                let _ = writeln!(page, "- `{resource}`");
            }
        }
        page
    }
}

fn item(page: &mut String, name: &str, schema: &Schema, more: &str) {
    let _ = writeln!(page, "- `{name}`: `{}`{more}{}", schema.text(), described(schema.description.as_deref()));
}

fn described(text: Option<&str>) -> String {
    text.map(|text| format!(". {}", line(text))).unwrap_or_default()
}

/// A text of others on one line, without what a terminal or a page would act on.
fn line(text: &str) -> String {
    let words = text
        .split_whitespace()
        .map(|word| word.chars().filter(|found| !found.is_control() && !is_invisible(*found)).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Characters that change the direction of text, or have no width.
fn is_invisible(found: char) -> bool {
    matches!(found, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
