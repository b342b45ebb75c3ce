//! Reading an interface from a template.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use triceps_core::json::{ArmExportKind, ArmTemplate, Json, OtherProperties, Schema as Node, SchemaKind};
use triceps_diagnostics::codes;

use super::{Additional, Function, Interface, Output, Parameter, Property, Schema, Shape, Variable};
use crate::error::Error;
use crate::limits::MAX_DEPLOYMENTS;
use crate::reference::Reference;

const DEFINITIONS: &str = "#/definitions/";
const DEPLOYMENTS: &str = "Microsoft.Resources/deployments";

impl Interface {
    /// Reads the template of a module, or the resource of a template spec's version.
    ///
    /// # Errors
    ///
    /// What is not a template, or is too large.
    pub fn read(reference: &Reference, bytes: &[u8]) -> Result<Self, Error> {
        let text = text_of(bytes);
        let template = match reference {
            Reference::TemplateSpec(_) => ArmTemplate::parse_spec(&text).map(|(_, template)| template),
            Reference::Registry(_) | Reference::Path(_) => ArmTemplate::parse(&text),
        };
        let template = template.map_err(|why| broken(reference, &why))?;
        Self::of(reference, &template)
    }

    /// The interface of a template that was read.
    ///
    /// # Errors
    ///
    /// A template with too many nested deployments.
    pub fn of(reference: &Reference, template: &ArmTemplate) -> Result<Self, Error> {
        let names = template.definitions().map(|(name, _)| name).collect();
        let reader = Reader { template, names, parts: RefCell::default() };
        let metadata = |name: &str| {
            let metadata = template.json().get("metadata")?;
            metadata.get(name)?.as_str().map(str::to_owned)
        };
        let parameter = |(name, node): (&str, Node<'_>)| Parameter {
            name: name.to_owned(),
            schema: reader.schema(node),
            default: node.default_value().cloned(),
        };
        let output = |(name, node): (&str, Node<'_>)| Output { name: name.to_owned(), schema: reader.schema(node) };
        let (resources, deployments) = resources(reference, template.json())?;
        let exported_types = template
            .exports()
            .into_iter()
            .filter(|export| export.kind == ArmExportKind::Type)
            .map(|export| export.name);
        let parameters = template.parameters().map(parameter).collect();
        let outputs = template.outputs().map(output).collect();
        let functions = reader.functions();
        Ok(Self {
            scope: template.scope(),
            name: metadata("name"),
            description: metadata("description"),
            parameters,
            outputs,
            types: reader.types(),
            exported_types: exported_types.collect(),
            functions,
            variables: reader.variables(),
            resources,
            deployments,
        })
    }
}

fn broken(reference: &Reference, why: &str) -> Error {
    let message = "The referenced ARM template has errors. Please see https://aka.ms/arm-template for information on how \
                   to diagnose and fix the template.";
    Error::new(codes::BCP188, reference, message).with_help(why.to_owned())
}

/// The text of a template, which may be UTF-16.
fn text_of(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    }
}

struct Reader<'a> {
    template: &'a ArmTemplate,
    /// The names of its types.
    names: HashSet<&'a str>,
    /// Parts of types that others refer to, of which the types are not made yet.
    parts: RefCell<Vec<String>>,
}

impl Reader<'_> {
    /// A type as it is written. The reader of JSON bounds how deep types are in each other.
    fn schema(&self, node: Node<'_>) -> Schema {
        let mut schema = Schema {
            nullable: node.nullable(),
            description: node.description().map(str::to_owned),
            derived_from: node.derived_from().map(|derived| derived.source),
            ..Schema::default()
        };
        // `null` among allowed values is an old way to say that there may be none.
        let allowed = node.allowed_values().unwrap_or_default();
        schema.allowed = allowed.iter().filter(|value| **value != Json::Null).cloned().collect();
        schema.min = node.bound("minValue").or_else(|| node.bound("minLength"));
        schema.max = node.bound("maxValue").or_else(|| node.bound("maxLength"));
        if let Some(reference) = node.reference() {
            schema.shape = self.named(reference);
            return schema;
        }
        let Some(kind) = node.kind() else { return schema };
        schema.secure = matches!(kind, SchemaKind::SecureString | SchemaKind::SecureObject);
        schema.shape = match kind {
            SchemaKind::String | SchemaKind::SecureString => Shape::String,
            SchemaKind::Int => Shape::Int,
            SchemaKind::Bool => Shape::Bool,
            SchemaKind::Array => match node.prefix_items() {
                Some(places) => Shape::Tuple(places.map(|place| self.schema(place)).collect()),
                None => Shape::Array(node.items().map(|items| Box::new(self.schema(items)))),
            },
            SchemaKind::Object | SchemaKind::SecureObject => self.object(node),
        };
        schema
    }

    /// All types, by name, and the parts of them that others refer to, by the end of the reference.
    fn types(&self) -> BTreeMap<String, Schema> {
        let own = self.template.definitions().map(|(name, node)| (name.to_owned(), self.schema(node)));
        let mut types: BTreeMap<String, Schema> = own.collect();
        loop {
            let Some(part) = self.parts.borrow_mut().pop() else { return types };
            if !types.contains_key(&part)
                && let Some(node) = self.template.resolve(&format!("{DEFINITIONS}{part}"))
            {
                let schema = self.schema(node);
                types.insert(part, schema);
            }
        }
    }

    /// What a reference names: a type, or a part of one.
    fn named(&self, reference: &str) -> Shape {
        let name = reference.strip_prefix(DEFINITIONS).unwrap_or(reference);
        if self.names.contains(name) {
            return Shape::Named(name.to_owned());
        }
        // A name may be written with the escapes of an address and of a pointer.
        let plain = crate::reference::decode(name, false).replace("~1", "/").replace("~0", "~");
        if self.names.contains(plain.as_str()) && !name.contains('/') {
            return Shape::Named(plain);
        }
        match self.template.resolve(reference) {
            Some(_) => {
                self.parts.borrow_mut().push(name.to_owned());
                Shape::Named(name.to_owned())
            }
            None => Shape::Any,
        }
    }

    fn object(&self, node: Node<'_>) -> Shape {
        if let Some((by, variants)) = node.discriminator() {
            let variants = variants.map(|(value, variant)| (value.to_owned(), self.schema(variant)));
            return Shape::Tagged { by: by.to_owned(), variants: variants.collect() };
        }
        let required: BTreeSet<&str> = node.required().collect();
        let knows_nullable = self.template.knows_nullable();
        let properties = node.properties().map(|(name, property)| Property {
            name: name.to_owned(),
            schema: self.schema(property),
            optional: !knows_nullable && !required.contains(name),
        });
        let properties = properties.collect();
        let additional = match node.other_properties() {
            OtherProperties::Unspecified | OtherProperties::Any => Additional::Any,
            OtherProperties::None => Additional::Sealed,
            OtherProperties::Of(value) => Additional::Typed(Box::new(self.schema(value))),
        };
        Shape::Object { properties, additional }
    }

    fn functions(&self) -> Vec<Function> {
        let exported: BTreeSet<String> = self
            .template
            .exports()
            .into_iter()
            .filter(|export| export.kind == ArmExportKind::Function)
            .map(|export| export.name)
            .collect();
        let mut functions = Vec::new();
        for (namespace, name, value) in self.template.functions() {
            let full = format!("{namespace}.{name}");
            let name = if exported.contains(name) { name.to_owned() } else { full };
            if !exported.contains(&name) {
                continue;
            }
            let parameters = value.get("parameters").map_or(&[][..], Json::items).iter().map(|parameter| {
                let name = parameter.get("name").and_then(Json::as_str).unwrap_or_default();
                (name.to_owned(), self.schema(Node::new(parameter)))
            });
            functions.push(Function {
                name,
                parameters: parameters.collect(),
                output: value.get("output").map(|output| self.schema(Node::new(output))).unwrap_or_default(),
                description: Node::new(value).description().map(str::to_owned),
            });
        }
        functions
    }

    fn variables(&self) -> Vec<Variable> {
        let exports = self.template.exports().into_iter().filter(|export| export.kind == ArmExportKind::Variable);
        exports.map(|export| Variable { name: export.name, description: export.description }).collect()
    }
}

/// All resources with their versions, and how many of them are deployments.
fn resources(reference: &Reference, root: &Json) -> Result<(BTreeSet<String>, usize), Error> {
    let mut found = BTreeSet::new();
    let mut deployments = 0;
    let mut waiting: Vec<(&Json, Option<String>)> = Vec::new();
    push_resources(root, None, &mut waiting);
    while let Some((resource, parent)) = waiting.pop() {
        let text = |name: &str| resource.get(name).and_then(Json::as_str);
        let Some(kind) = text("type") else { continue };
        // A nested resource has the rest of its type alone.
        let kind = match parent {
            Some(parent) if !kind.contains('.') => format!("{parent}/{kind}"),
            _ => kind.to_owned(),
        };
        if kind.eq_ignore_ascii_case(DEPLOYMENTS) {
            deployments += 1;
            if deployments > MAX_DEPLOYMENTS {
                let message = format!("the module has more than {MAX_DEPLOYMENTS} nested deployments");
                return Err(Error::new(codes::TRI0068, reference, message));
            }
            if let Some(inner) = resource.get("properties").and_then(|properties| properties.get("template")) {
                push_resources(inner, None, &mut waiting);
            }
        } else if resource.get("existing").and_then(Json::as_bool) != Some(true) {
            found.insert(text("apiVersion").map_or_else(|| kind.clone(), |version| format!("{kind}@{version}")));
        }
        push_resources(resource, Some(&kind), &mut waiting);
    }
    Ok((found, deployments))
}

fn push_resources<'a>(holder: &'a Json, parent: Option<&str>, waiting: &mut Vec<(&'a Json, Option<String>)>) {
    let Some(resources) = holder.get("resources") else { return };
    let named = resources.members().iter().map(|(_, resource)| resource);
    waiting.extend(resources.items().iter().chain(named).map(|resource| (resource, parent.map(str::to_owned))));
}
