//! From the properties of an object to its setters and constructors.

use super::{Draft, Reader};
use crate::docs::shown_path;
use crate::naming::{Names, singular, snake};
use crate::shape::{Constructor, Field, Record, Type};

impl Reader<'_> {
    /// Puts the drafts of all variants together: equal properties share a setter.
    pub(super) fn record(
        &mut self,
        rust_name: &str,
        place: String,
        discriminator: Option<String>,
        variants: &[(Option<String>, Vec<Draft>)],
        reserved: &[&str],
    ) -> Record {
        let taken = self.style.taken(rust_name);
        let mut methods = Names::reserving(reserved.iter().copied().chain(taken.iter().map(String::as_str)));
        let mut fields: Vec<Field> = Vec::new();
        let mut constructors = Vec::new();
        let values: Vec<&str> = variants.iter().filter_map(|(value, _)| value.as_deref()).collect();
        let names: Vec<String> =
            variants.iter().map(|(value, _)| constructor_name(value.as_deref(), &values, &mut methods)).collect();
        for ((value, drafts), name) in variants.iter().zip(names) {
            let name = self.style.constructor(rust_name).filter(|_| value.is_none()).unwrap_or(name);
            let mut constructor =
                Constructor { name, variant: value.clone(), arguments: Vec::new(), fixed: Vec::new() };
            for draft in drafts {
                if let Some(fixed) = &draft.fixed {
                    constructor.fixed.push((draft.path.clone(), fixed.clone()));
                    continue;
                }
                let known = fields.iter().position(|field| field.path == draft.path && field.kind == draft.kind);
                let at = known.unwrap_or_else(|| {
                    let method = self.setter_name(rust_name, draft, value.as_deref(), &mut methods);
                    fields.push(field(draft, method));
                    fields.len() - 1
                });
                fields[at].only_in.extend(value.clone());
                fields[at].required |= draft.required;
                if let Some(chosen) = &draft.chosen {
                    constructor.fixed.push((draft.path.clone(), chosen.clone()));
                } else if draft.required {
                    constructor.arguments.push(at);
                }
            }
            constructors.push(constructor);
        }
        for field in &mut fields {
            if field.only_in.len() == variants.len() {
                field.only_in.clear();
            }
        }
        adders(&mut fields, &mut methods);
        let rust_name = rust_name.to_owned();
        Record { rust_name, place, docs: Vec::new(), fields, constructors, discriminator, is_shared: false }
    }

    fn setter_name(&mut self, rust_name: &str, draft: &Draft, variant: Option<&str>, methods: &mut Names) -> String {
        let default_name = snake(draft.path.last().map_or("", String::as_str));
        let chosen = self.style.method(rust_name, &draft.path.join("."));
        if let Some(name) = chosen {
            return methods.take(&[name]);
        }
        if self.style.is_taken(rust_name, &default_name) {
            return methods.take(&[format!("with_{default_name}")]);
        }
        method_name(&draft.path, variant, methods)
    }

    /// The arguments of `new` where they are chosen: first these, then what else is required.
    pub(super) fn choose_arguments(&mut self, record: &mut Record) {
        let Some(paths) = self.style.arguments(&record.rust_name) else { return };
        let Record { rust_name, fields, constructors, .. } = record;
        let mut chosen = Vec::new();
        for path in paths {
            if let Some(at) = fields.iter().position(|field| shown_path(field) == path) {
                self.style.found_argument(rust_name, &path);
                chosen.push(at);
            }
        }
        for constructor in constructors {
            let rest = constructor.arguments.iter().copied().filter(|at| !chosen.contains(at));
            constructor.arguments = chosen.iter().copied().chain(rest).collect();
        }
    }

    pub(super) fn choose_arguments_of(&mut self, at: usize) {
        let mut record = self.records[at].clone();
        self.choose_arguments(&mut record);
        self.records[at] = record;
    }
}

fn field(draft: &Draft, method: String) -> Field {
    Field {
        path: draft.path.clone(),
        method,
        adder: None,
        kind: draft.kind.clone(),
        docs: standard_docs(&draft.path).map(str::to_owned),
        required: false,
        write_only: draft.write_only,
        only_in: Vec::new(),
    }
}

/// Lists of objects can be added to, under the name of one of them.
fn adders(fields: &mut [Field], methods: &mut Names) {
    for field in fields {
        let one = snake(&singular(&field.method));
        let is_list = matches!(&field.kind, Type::List(item) if matches!(**item, Type::Record(_)));
        if is_list && one != field.method && methods.is_free(&one) {
            field.adder = Some(methods.take(&[one]));
        }
    }
}

fn constructor_name(value: Option<&str>, values: &[&str], methods: &mut Names) -> String {
    let Some(value) = value else { return "new".to_owned() };
    let tail = |text: &str| text.rsplit(['.', '/', '#']).next().unwrap_or_default().to_owned();
    let is_unique = values.iter().filter(|other| tail(other) == tail(value)).count() == 1;
    methods.take(&[snake(&if is_unique { tail(value) } else { value.to_owned() })])
}

/// The setter of a property. `type` is spelled `kind` where that is free.
pub(super) fn method_name(path: &[String], variant: Option<&str>, methods: &mut Names) -> String {
    let last = path.last().map_or("", String::as_str);
    let mut candidates = vec![snake(last)];
    if last == "type" {
        candidates = vec!["kind".to_owned(), "type_".to_owned()];
    }
    if path.len() > 1 {
        candidates.push(snake(&path.join("_")));
    }
    if let Some(variant) = variant {
        let tail = variant.rsplit(['.', '/', '#']).next().unwrap_or_default();
        candidates.push(snake(&format!("{last}_of_{tail}")));
    } else {
        candidates.push(snake(&format!("{last}_property")));
    }
    methods.take(&candidates)
}

/// What is the same on all resources that have it.
fn standard_docs(path: &[String]) -> Option<&'static str> {
    match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["identity", "userAssignedIdentities"] => {
            Some("user-assigned identities by their ids; [`identity`](Self::identity) adds one")
        }
        _ => None,
    }
}
