//! Templates that others wrote as ARM JSON: read, described, embedded and imported from.

mod check;
mod expression;
mod interface;
mod name;
mod normal;
mod number;
mod read;
mod schema;
mod time;
mod value;

pub use name::Name;
pub use number::shown as shown_number;
pub use schema::{OtherProperties, Schema, SchemaKind};
pub use value::{Json, JsonError, Times};

pub use expression::{ArmExpr, Meaning as ExprMeaning, parse as parse_expression};

use std::sync::{Arc, OnceLock};

use self::read::Read;
use crate::interface::Interface;
use crate::language::TargetScope;
use crate::order::sort_by;
use crate::pointer::step;

/// A template that is ARM JSON: of a file, or of a registry.
#[derive(Debug)]
pub struct ArmTemplate {
    /// The sections, without its resources where they are not needed.
    root: Json,
    is_whole: bool,
    /// All of it, where `root` is not and someone asks for it.
    whole: OnceLock<Json>,
    scope: TargetScope,
    /// Whether types say by `nullable` what may be missing.
    knows_nullable: bool,
    interface: Arc<Interface>,
    /// The positions of the definitions, sorted by name.
    definitions: Vec<usize>,
    times_in_utc: Vec<String>,
    text: Arc<String>,
    /// The text as it is written anew.
    written: Arc<String>,
}

/// What other files may import from a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmExport {
    /// Its name. That of a function outside of the compiler's own namespace is `namespace.name`.
    pub name: String,
    /// What it is.
    pub kind: ArmExportKind,
    /// What it says about itself.
    pub description: Option<String>,
}

/// What kind of thing a template exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArmExportKind {
    /// A type.
    Type,
    /// A variable.
    Variable,
    /// A function.
    Function,
}

impl ArmTemplate {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// What keeps it from being a template, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parse_shared(Arc::new(text.to_owned()))
    }

    /// Reads a template whose text is kept without a copy.
    ///
    /// # Errors
    ///
    /// What keeps it from being a template, in a sentence.
    pub fn parse_shared(text: Arc<String>) -> Result<Self, String> {
        let Read { root, is_whole, times_in_utc, written } = Read::of(&text)?;
        let scope = check::scope(&root)?;
        let version = find(&root, "languageVersion").and_then(Json::as_str);
        let knows_nullable = version.is_some_and(|version| version != "1.0");
        let mut template = Self {
            root,
            is_whole,
            whole: OnceLock::new(),
            scope,
            knows_nullable,
            interface: Arc::new(Interface::empty(scope)),
            definitions: Vec::new(),
            times_in_utc,
            text,
            written,
        };
        let definitions = template.section("definitions");
        let mut order: Vec<usize> = (0..definitions.len()).collect();
        sort_by(&mut order, |one, other| definitions[*one].0.cmp(&definitions[*other].0));
        template.definitions = order;
        check::types(&template)?;
        template.interface = Arc::new(interface::of(&template));
        Ok(template)
    }

    /// The template of a template spec, and the id that deployments link to.
    ///
    /// # Errors
    ///
    /// What keeps it from being a template spec, in a sentence.
    pub fn parse_spec(text: &str) -> Result<(String, Self), String> {
        let root = Json::parse(text, Times::Keep).map_err(|error| format!("it is not JSON: {error}"))?;
        let id = root.get("id").and_then(Json::as_str).ok_or("it has no `id`")?.to_owned();
        let main = root.get("properties").and_then(|properties| properties.get("mainTemplate"));
        let main = main.ok_or("it has no `properties.mainTemplate`")?;
        Ok((id, Self::parse_shared(Arc::new(main.to_string()))?))
    }

    /// A template without anything in it, which stands for one that cannot be read.
    pub fn empty(scope: TargetScope) -> Self {
        Self {
            root: Json::Object(Vec::new()),
            is_whole: true,
            whole: OnceLock::new(),
            scope,
            knows_nullable: false,
            interface: Arc::new(Interface::empty(scope)),
            definitions: Vec::new(),
            times_in_utc: Vec::new(),
            text: Arc::default(),
            written: Arc::new("{}".to_owned()),
        }
    }

    /// The text that it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// About how many bytes it has as JSON without white space, at most.
    pub fn size(&self) -> usize {
        // Some separators of lines are escaped when they are written.
        self.text.len().saturating_mul(2)
    }

    /// The template as a value.
    pub fn json(&self) -> &Json {
        if self.is_whole {
            return &self.root;
        }
        // What is written anew is read again.
        self.whole.get_or_init(|| Json::parse(&self.written, Times::Keep).unwrap_or(Json::Null))
    }

    /// The template as templates are written here.
    pub fn written(&self) -> &Arc<String> {
        &self.written
    }

    /// The scope that it is deployed to.
    pub fn scope(&self) -> TargetScope {
        self.scope
    }

    /// What other files see of it.
    pub fn interface(&self) -> &Arc<Interface> {
        &self.interface
    }

    /// Whether types say by `nullable` what may be missing; else an object names what is required.
    pub fn knows_nullable(&self) -> bool {
        self.knows_nullable
    }

    /// Texts with a time that has an offset: the template that is written holds the same point in time in UTC.
    pub fn times_in_utc(&self) -> &[String] {
        &self.times_in_utc
    }

    fn section(&self, name: &str) -> &[(Name, Json)] {
        find(&self.root, name).map_or(&[], Json::members)
    }

    /// The parameters, in the order of the text.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, Schema<'_>)> {
        self.section("parameters").iter().map(|(name, schema)| (&**name, Schema::new(schema)))
    }

    /// The outputs, in the order of the text.
    pub fn outputs(&self) -> impl Iterator<Item = (&str, Schema<'_>)> {
        self.section("outputs").iter().map(|(name, schema)| (&**name, Schema::new(schema)))
    }

    /// The declared types, in the order of the text.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, Schema<'_>)> {
        self.section("definitions").iter().map(|(name, schema)| (&**name, Schema::new(schema)))
    }

    /// The variables, in the order of the text, but for those that are made by a loop.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &Json)> {
        let variables = self.section("variables").iter().filter(|(name, _)| !name.eq_ignore_ascii_case("copy"));
        variables.map(|(name, value)| (&**name, value))
    }

    /// The variables that are made by a loop: name, count and item.
    pub fn variable_loops(&self) -> impl Iterator<Item = (&str, &Json, &Json)> {
        let list = self.section("variables").iter().find(|(name, _)| name.eq_ignore_ascii_case("copy"));
        list.map_or(&[][..], |(_, list)| list.items())
            .iter()
            .filter_map(|item| Some((find(item, "name")?.as_str()?, find(item, "count")?, find(item, "input")?)))
    }

    /// The declared functions: namespace, name and value.
    pub fn functions(&self) -> impl Iterator<Item = (&str, &str, &Json)> {
        find(&self.root, "functions").map_or(&[][..], Json::items).iter().flat_map(|namespace| {
            let name = find(namespace, "namespace").and_then(Json::as_str).unwrap_or_default();
            let members = find(namespace, "members").map_or(&[][..], Json::members);
            members.iter().map(move |(member, function)| (name, &**member, function))
        })
    }

    /// The node that a reference leads to: `#/definitions/name`, or a part of one.
    pub fn resolve(&self, reference: &str) -> Option<Schema<'_>> {
        let path = reference.strip_prefix("#/definitions/")?;
        let definitions = self.section("definitions");
        let definition = |name: &str| {
            let found = self.definitions.binary_search_by(|position| (*definitions[*position].0).cmp(name)).ok()?;
            Some(&definitions[self.definitions[found]].1)
        };
        if let Some(whole) = definition(path) {
            return Some(Schema::new(whole));
        }
        let mut value = &self.root;
        for (position, written) in path.split('/').enumerate() {
            let step = step(written);
            if position == 0 {
                value = definition(&step)?;
                continue;
            }
            value = match value {
                Json::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => find(value, &step)?,
            };
        }
        Some(Schema::new(value))
    }

    /// What other files may import, by name. Of what is exported twice under one name, none is.
    pub fn exports(&self) -> Vec<ArmExport> {
        let mut exports = Vec::new();
        for (name, schema) in self.definitions().filter(|(_, schema)| schema.is_exported()) {
            let description = schema.description().map(str::to_owned);
            exports.push(ArmExport { name: name.to_owned(), kind: ArmExportKind::Type, description });
        }
        for (namespace, name, function) in self.functions() {
            let metadata = find(function, "metadata");
            if metadata.is_some_and(is_exported) {
                let description = metadata.and_then(|metadata| metadata.get("description")).and_then(Json::as_str);
                exports.push(ArmExport {
                    name: function_name(namespace, name),
                    kind: ArmExportKind::Function,
                    description: description.map(str::to_owned),
                });
            }
        }
        let marks = find(&self.root, "metadata").and_then(|metadata| metadata.get("__bicep_exported_variables!"));
        for mark in marks.map_or(&[][..], Json::items) {
            let Some(name) = mark.get("name").and_then(Json::as_str) else { continue };
            let is_there = self.variables().any(|(other, _)| other.eq_ignore_ascii_case(name))
                || self.variable_loops().any(|(other, ..)| other.eq_ignore_ascii_case(name));
            if is_there {
                let description = mark.get("description").and_then(Json::as_str).map(str::to_owned);
                exports.push(ArmExport { name: name.to_owned(), kind: ArmExportKind::Variable, description });
            }
        }
        sort_by(&mut exports, |a, b| a.name.cmp(&b.name));
        let mut single = Vec::with_capacity(exports.len());
        for equal in exports.chunk_by(|a, b| a.name == b.name) {
            if let [only] = equal {
                single.push(only.clone());
            }
        }
        single
    }
}

/// The namespace in which the compiler puts functions.
const OWN_NAMESPACE: &str = "__bicep";

/// The name by which a function is imported.
pub(crate) fn function_name(namespace: &str, name: &str) -> String {
    if namespace == OWN_NAMESPACE { name.to_owned() } else { format!("{namespace}.{name}") }
}

/// A member by its name, whatever its letter case, as the engine reads templates.
pub fn find<'a>(value: &'a Json, name: &str) -> Option<&'a Json> {
    let mut folded = None;
    for (other, value) in value.members().iter().filter(|(other, _)| other.len() == name.len()) {
        if other == name {
            return Some(value);
        }
        if folded.is_none() && other.eq_ignore_ascii_case(name) {
            folded = Some(value);
        }
    }
    folded
}

fn is_exported(metadata: &Json) -> bool {
    metadata.get("__bicep_export!").and_then(Json::as_bool) == Some(true)
}
