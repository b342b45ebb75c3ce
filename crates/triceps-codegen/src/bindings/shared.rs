//! Types that several modules have: they are written once, so that a value of one fits the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::model::{Field, Kind, Model, Output, Read, Record};
use super::write;
use crate::naming::Names;

/// Finds the types that are equal in name and structure in two models or more, and notes in the models what they are
/// called among the shared types. Gives the text of these, or none if there are none.
pub(super) fn merge(models: &mut [Model]) -> Option<String> {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, model) in models.iter().enumerate() {
        for (name, structure) in Structures::of(model) {
            groups.entry((name, structure)).or_default().push(at);
        }
    }
    let mut names = Names::default();
    let mut parts: Vec<(usize, String, String)> = Vec::new();
    for ((name, _), users) in groups.into_iter().filter(|(_, users)| users.len() > 1) {
        let shared = names.take(std::slice::from_ref(&name));
        for user in &users {
            models[*user].shared.insert(name.clone(), shared.clone());
        }
        parts.push((users[0], name, shared));
    }
    if parts.is_empty() {
        return None;
    }
    // The first that has a type gives its text, in which all names are those of the shared types.
    let givers: BTreeSet<usize> = parts.iter().map(|(giver, ..)| *giver).collect();
    let renamed: BTreeMap<usize, Model> = givers.into_iter().map(|giver| (giver, renamed(&models[giver]))).collect();
    let parts: Vec<(&Model, String)> = parts.into_iter().map(|(giver, _, shared)| (&renamed[&giver], shared)).collect();
    Some(write::shared(&parts))
}

/// The model with its shared types called as they are among those. The others are not written, so their names do not
/// count.
fn renamed(model: &Model) -> Model {
    let mut renamed = model.clone();
    let rename = |name: &mut String| {
        *name = model.shared.get(name).cloned().unwrap_or_default();
    };
    renamed.enums.iter_mut().for_each(|item| rename(&mut item.rust_name));
    renamed.unions.iter_mut().for_each(|union| rename(&mut union.rust_name));
    renamed.tuples.iter_mut().for_each(|tuple| rename(&mut tuple.rust_name));
    renamed.records.iter_mut().for_each(|record| rename(&mut record.rust_name));
    renamed.views.iter_mut().for_each(|view| rename(&mut view.rust_name));
    renamed
}

/// The structure of each type of a model, as a text that is equal where the types are: descriptions do not count, names
/// of nested types do. A type that holds itself has none.
struct Structures<'a> {
    model: &'a Model,
    /// By kind; none while it is made, and of what holds itself.
    known: HashMap<Type, Option<String>>,
}

/// A nested type.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Type {
    Enum(usize),
    Union(usize),
    Tuple(usize),
    Record(usize),
    View(usize),
}

impl<'a> Structures<'a> {
    fn of(model: &'a Model) -> Vec<(String, String)> {
        let mut structures = Self { model, known: HashMap::new() };
        let types = (0..model.enums.len())
            .map(Type::Enum)
            .chain((0..model.unions.len()).map(Type::Union))
            .chain((0..model.tuples.len()).map(Type::Tuple))
            .chain((0..model.records.len()).map(Type::Record))
            .chain((0..model.views.len()).map(Type::View));
        let mut list = Vec::new();
        for ty in types {
            if let Some(structure) = structures.ty(ty) {
                list.push((structures.name(ty).to_owned(), structure));
            }
        }
        list
    }

    fn name(&self, ty: Type) -> &'a str {
        let model = self.model;
        match ty {
            Type::Enum(at) => &model.enums[at].rust_name,
            Type::Union(at) => &model.unions[at].rust_name,
            Type::Tuple(at) => &model.tuples[at].rust_name,
            Type::Record(at) => &model.records[at].rust_name,
            Type::View(at) => &model.views[at].rust_name,
        }
    }

    fn ty(&mut self, ty: Type) -> Option<String> {
        if let Some(known) = self.known.get(&ty) {
            return known.clone();
        }
        self.known.insert(ty, None);
        let structure = self.make(ty).map(|made| digest(&made));
        self.known.insert(ty, structure.clone());
        structure
    }

    fn make(&mut self, ty: Type) -> Option<String> {
        let model = self.model;
        let parts = match ty {
            Type::Enum(at) => {
                let item = &model.enums[at];
                format!("enum {:?} {}", item.values, item.is_open)
            }
            Type::Union(at) => {
                let union = &model.unions[at];
                let mut text = format!("union {:?}", union.by);
                for (name, value, record) in &union.variants {
                    let _ = write!(text, " {name} {value:?} {}", self.ty(Type::Record(*record))?);
                }
                text
            }
            Type::Tuple(at) => {
                let mut text = "tuple".to_owned();
                for item in &model.tuples[at].items {
                    let _ = write!(text, " {}", self.kind(item)?);
                }
                text
            }
            Type::Record(at) => self.record(&model.records[at])?,
            Type::View(at) => {
                let mut text = "view".to_owned();
                for (constant, output) in &model.views[at].properties {
                    let Output { name, kind, is_nullable, is_secure, .. } = output;
                    let _ = write!(text, " {constant} {name:?} {} {is_nullable} {is_secure}", self.read(kind)?);
                }
                text
            }
        };
        Some(format!("{} {parts}", self.name(ty)))
    }

    fn record(&mut self, record: &Record) -> Option<String> {
        let mut text = format!("record {:?} {:?}", record.tag, record.arguments);
        for field in &record.fields {
            let Field { name, method, adder, kind, is_required, description: _, facts, preset } = field;
            let kind = self.kind(kind)?;
            let _ = write!(text, " {name:?} {method} {adder:?} {kind} {is_required} {facts:?} {preset:?}");
        }
        if let Some(entries) = &record.entries {
            let _ = write!(text, " * {}", self.kind(entries)?);
        }
        Some(text)
    }

    fn kind(&mut self, kind: &Kind) -> Option<String> {
        Some(match kind {
            Kind::Any => "any".to_owned(),
            Kind::Bool => "bool".to_owned(),
            Kind::Int => "int".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Enum(at) => self.ty(Type::Enum(*at))?,
            Kind::Record(at) => self.ty(Type::Record(*at))?,
            Kind::Union(at) => self.ty(Type::Union(*at))?,
            Kind::Tuple(at) => self.ty(Type::Tuple(*at))?,
            Kind::Map(item) => format!("map {}", self.kind(item)?),
            Kind::List(item) => format!("list {}", self.kind(item)?),
            Kind::Secret(inner) => format!("secret {}", self.kind(inner)?),
            Kind::Nullable(inner) => format!("nullable {}", self.kind(inner)?),
        })
    }

    fn read(&mut self, kind: &Read) -> Option<String> {
        Some(match kind {
            Read::Any => "any".to_owned(),
            Read::Bool => "bool".to_owned(),
            Read::Int => "int".to_owned(),
            Read::Text => "text".to_owned(),
            Read::Object => "object".to_owned(),
            Read::View(at) => self.ty(Type::View(*at))?,
            Read::Map(item) => format!("map {}", self.read(item)?),
            Read::List(item) => format!("list {}", self.read(item)?),
            Read::Nullable(inner) => format!("nullable {}", self.read(inner)?),
        })
    }
}

/// A text of bounded size that stands for a structure.
fn digest(structure: &str) -> String {
    triceps_modules::Digest::of(structure.as_bytes()).hex()
}
