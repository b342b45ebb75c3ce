//! What types and properties are for, from Markdown that is written by hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::shape::{Field, Model, Type};

/// Sentences by type and property.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    types: BTreeMap<String, OfType>,
    used: BTreeSet<String>,
}

/// The documentation of one type.
#[derive(Debug, Default)]
struct OfType {
    text: Vec<String>,
    /// By path, or by value of an enum.
    members: BTreeMap<String, String>,
}

impl Docs {
    /// Reads headings, texts and lists.
    pub(crate) fn parse(markdown: &str) -> Result<Self, String> {
        let mut docs = Self::default();
        let mut current: Option<(String, OfType)> = None;
        let mut member: Option<String> = None;
        for line in markdown.lines() {
            if let Some(name) = line.strip_prefix("## ") {
                docs.close(current.take())?;
                current = Some((name.trim().to_owned(), OfType::default()));
                member = None;
                continue;
            }
            let Some((name, of_type)) = &mut current else {
                if line.is_empty() || line.starts_with("# ") {
                    continue;
                }
                return Err(format!("`{line}` belongs to no type: a heading `## Type` comes first"));
            };
            if let Some(rest) = line.strip_prefix("- `") {
                let (path, sentence) =
                    rest.split_once("`: ").ok_or_else(|| format!("`{line}` of `{name}` is not \"- `path`: text\""))?;
                if of_type.members.insert(path.to_owned(), sentence.to_owned()).is_some() {
                    return Err(format!("`{path}` of `{name}` is there twice"));
                }
                member = Some(path.to_owned());
            } else if let Some(sentence) = member.as_ref().and_then(|path| of_type.members.get_mut(path)) {
                if !line.is_empty() {
                    sentence.push(' ');
                    sentence.push_str(line.trim());
                }
            } else {
                of_type.text.push(line.to_owned());
            }
        }
        docs.close(current)?;
        Ok(docs)
    }

    /// Writes what there is into a model.
    pub(crate) fn apply(&mut self, model: &mut Model) {
        model.record.docs = self.text(&model.record.rust_name);
        for record in std::iter::once(&mut model.record).chain(&mut model.records) {
            if record.docs.is_empty() {
                record.docs = self.text(&record.rust_name);
            }
            for field in &mut record.fields {
                let own = self.member(&record.rust_name, &shown_path(field));
                field.docs = own.or(field.docs.take());
            }
        }
        for item in &mut model.enums {
            item.docs = self.text(&item.rust_name);
            item.value_docs = item.values.iter().map(|value| self.member(&item.rust_name, value)).collect();
        }
        for getter in &mut model.getters {
            getter.docs = self.member(&model.rust_name, &getter.path.join("."));
        }
        for output in &mut model.outputs {
            output.docs = self.text(&output.rust_name);
            for accessor in &mut output.accessors {
                accessor.docs = self.member(&output.rust_name, &accessor.property);
            }
        }
        for function in &mut model.functions {
            function.docs = self.member(&model.rust_name, &format!("{}()", function.name));
        }
    }

    /// Headings and list items that belong to nothing.
    pub(crate) fn unused(&self) -> Vec<String> {
        let mut unused = Vec::new();
        for (name, of_type) in &self.types {
            if !of_type.text.is_empty() && !self.used.contains(name) {
                unused.push(format!("docs {name}"));
            }
            let members = of_type.members.keys().map(|member| key(name, member));
            unused.extend(members.filter(|key| !self.used.contains(key)).map(|key| format!("docs {key}")));
        }
        unused
    }

    fn close(&mut self, finished: Option<(String, OfType)>) -> Result<(), String> {
        let Some((name, mut of_type)) = finished else { return Ok(()) };
        let is_blank = |line: Option<&String>| line.is_some_and(String::is_empty);
        while is_blank(of_type.text.last()) {
            of_type.text.pop();
        }
        while is_blank(of_type.text.first()) {
            of_type.text.remove(0);
        }
        if self.types.insert(name.clone(), of_type).is_some() {
            return Err(format!("`{name}` has two headings"));
        }
        Ok(())
    }

    fn text(&mut self, name: &str) -> Vec<String> {
        let text = self.types.get(name).map(|of_type| of_type.text.clone()).unwrap_or_default();
        if !text.is_empty() {
            self.used.insert(name.to_owned());
        }
        text
    }

    fn member(&mut self, name: &str, member: &str) -> Option<String> {
        let sentence = self.types.get(name)?.members.get(member).cloned();
        if sentence.is_some() {
            self.used.insert(key(name, member));
        }
        sentence
    }
}

/// The path that the documentation of a field shows: that of the name, for an object that it stands for.
pub(crate) fn shown_path(field: &Field) -> String {
    let mut path = field.path.clone();
    if let Type::Keyed(key, _) = &field.kind {
        path.push(key.clone());
    }
    path.join(".")
}

fn key(name: &str, member: &str) -> String {
    format!("{name} {member}")
}
