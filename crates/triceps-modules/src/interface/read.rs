//! Reading an interface from ARM JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use triceps_diagnostics::codes;

use super::{Additional, Function, Interface, Output, Parameter, Property, Schema, Scope, Shape, Variable};
use crate::error::Error;
use crate::json::{self, broken};
use crate::limits::{MAX_DEFINITIONS, MAX_DEPLOYMENTS};
use crate::reference::Reference;

const EXPORT: &str = "__bicep_export!";
const EXPORTED_VARIABLES: &str = "__bicep_exported_variables!";
const DERIVED: &str = "__bicep_resource_derived_type!";
const BICEP_NAMESPACE: &str = "__bicep";

impl Interface {
    /// Reads the template of a module, or the resource of a template spec's version.
    pub fn read(reference: &Reference, bytes: &[u8]) -> Result<Self, Error> {
        let mut root = json::read(reference, bytes)?;
        if matches!(reference, Reference::TemplateSpec(_)) {
            let template = root.pointer_mut("/properties/mainTemplate").map(Value::take);
            root = template.ok_or_else(|| broken(reference, "it has no `properties.mainTemplate`"))?;
        }
        let Value::Object(root) = root else { return Err(broken(reference, "it is not an object")) };
        Reader { reference, root: &root, is_second: is_second(&root) }.interface()
    }
}

/// Whether all properties are required unless they are nullable.
fn is_second(root: &Map<String, Value>) -> bool {
    root.get("languageVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("2."))
}

struct Reader<'a> {
    reference: &'a Reference,
    root: &'a Map<String, Value>,
    is_second: bool,
}

fn object<'a>(value: &'a Map<String, Value>, key: &str) -> Option<&'a Map<String, Value>> {
    value.get(key).and_then(Value::as_object)
}

fn text(value: &Map<String, Value>, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn metadata(value: &Map<String, Value>, key: &str) -> Option<String> {
    object(value, "metadata").and_then(|metadata| text(metadata, key))
}

impl<'a> Reader<'a> {
    fn interface(&self) -> Result<Interface, Error> {
        let scope = self.scope()?;
        let definitions = object(self.root, "definitions");
        if definitions.is_some_and(|definitions| definitions.len() > MAX_DEFINITIONS) {
            let message = format!("the module has more than {MAX_DEFINITIONS} definitions");
            return Err(Error::new(codes::TRI0068, self.reference, message));
        }
        let mut types = BTreeMap::new();
        let mut exported_types = BTreeSet::new();
        for (name, value) in members(definitions) {
            types.insert(name.clone(), self.schema(value)?);
            if object(value, "metadata").and_then(|metadata| metadata.get(EXPORT)) == Some(&Value::Bool(true)) {
                exported_types.insert(name.clone());
            }
        }
        self.check_names(&types)?;
        let mut parameters = Vec::new();
        for (name, value) in members(object(self.root, "parameters")) {
            parameters.push(Parameter {
                name: name.clone(),
                schema: self.schema(value)?,
                default: value.get("defaultValue").filter(|default| !default.is_null()).cloned(),
            });
        }
        let mut outputs = Vec::new();
        for (name, value) in members(object(self.root, "outputs")) {
            outputs.push(Output { name: name.clone(), schema: self.schema(value)? });
        }
        let (resources, deployments) = self.resources()?;
        let interface = Interface {
            scope,
            name: metadata(self.root, "name"),
            description: metadata(self.root, "description"),
            parameters,
            outputs,
            types,
            exported_types,
            functions: self.functions()?,
            variables: self.variables(),
            resources,
            deployments,
        };
        Ok(interface)
    }

    fn scope(&self) -> Result<Scope, Error> {
        let schema = text(self.root, "$schema").ok_or_else(|| broken(self.reference, "it has no `$schema`"))?;
        let lower = schema.to_ascii_lowercase();
        let path = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
        let path = path.trim_end_matches('#');
        let version = path.strip_prefix("schema.management.azure.com/schemas/");
        match version.and_then(|version| version.split_once('/')) {
            Some(("2019-08-01", "tenantdeploymenttemplate.json")) => Ok(Scope::Tenant),
            Some(("2019-08-01", "managementgroupdeploymenttemplate.json")) => Ok(Scope::ManagementGroup),
            Some(("2018-05-01", "subscriptiondeploymenttemplate.json")) => Ok(Scope::Subscription),
            Some(("2014-04-01-preview" | "2015-01-01" | "2019-04-01", "deploymenttemplate.json")) => {
                Ok(Scope::ResourceGroup)
            }
            _ => Err(broken(self.reference, &format!("its `$schema` is `{}`", schema.escape_debug()))),
        }
    }

    /// Refuses references that lead nowhere or in a circle of names alone; types that hold themselves are fine.
    fn check_names(&self, types: &BTreeMap<String, Schema>) -> Result<(), Error> {
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        for start in types.keys() {
            let mut path: BTreeSet<&str> = BTreeSet::new();
            let mut at = start.as_str();
            while !settled.contains(at) {
                if !path.insert(at) {
                    return Err(broken(self.reference, &format!("the type `{start}` is a circle of references")));
                }
                let Some(Schema { shape: Shape::Named(next), .. }) = types.get(at) else { break };
                at = next;
            }
            settled.extend(path);
        }
        Ok(())
    }

    fn schema(&self, value: &'a Map<String, Value>) -> Result<Schema, Error> {
        let mut schema = Schema {
            nullable: value.get("nullable") == Some(&Value::Bool(true)),
            description: metadata(value, "description"),
            derived_from: derived(value),
            ..Schema::default()
        };
        // `null` among allowed values is an old way to say that there may be none.
        let allowed = value.get("allowedValues").and_then(Value::as_array);
        schema.allowed = allowed.into_iter().flatten().filter(|value| !value.is_null()).cloned().collect();
        let number = |keys: [&str; 2]| keys.iter().find_map(|key| value.get(*key)).and_then(Value::as_i64);
        schema.min = number(["minValue", "minLength"]);
        schema.max = number(["maxValue", "maxLength"]);
        if let Some(target) = value.get("$ref").and_then(Value::as_str) {
            let name = target.strip_prefix("#/definitions/").map(unescape);
            let name = name.filter(|name| {
                object(self.root, "definitions").is_some_and(|definitions| definitions.contains_key(name))
            });
            let Some(name) = name else {
                let why = format!("the reference `{}` leads nowhere", target.escape_debug());
                return Err(broken(self.reference, &why));
            };
            schema.shape = Shape::Named(name);
            return Ok(schema);
        }
        let Some(kind) = value.get("type").and_then(Value::as_str) else { return Ok(schema) };
        schema.shape = match kind.to_ascii_lowercase().as_str() {
            "string" => Shape::String,
            "securestring" => {
                schema.secure = true;
                Shape::String
            }
            "int" => Shape::Int,
            "bool" => Shape::Bool,
            "array" => self.array(value)?,
            "object" => self.object(value)?,
            "secureobject" => {
                schema.secure = true;
                self.object(value)?
            }
            _ => return Err(broken(self.reference, &format!("the type `{}` is not known", kind.escape_debug()))),
        };
        Ok(schema)
    }

    fn array(&self, value: &'a Map<String, Value>) -> Result<Shape, Error> {
        if let Some(places) = value.get("prefixItems").and_then(Value::as_array) {
            let places = places.iter().filter_map(Value::as_object).map(|item| self.schema(item));
            return places.collect::<Result<_, _>>().map(Shape::Tuple);
        }
        let items = object(value, "items").map(|items| self.schema(items)).transpose()?;
        Ok(Shape::Array(items.map(Box::new)))
    }

    fn object(&self, value: &'a Map<String, Value>) -> Result<Shape, Error> {
        if let Some(discriminator) = object(value, "discriminator")
            && let Some(by) = text(discriminator, "propertyName")
        {
            let mut variants = Vec::new();
            for (name, value) in members(object(discriminator, "mapping")) {
                variants.push((name.clone(), self.schema(value)?));
            }
            return Ok(Shape::Tagged { by, variants });
        }
        let required: Option<BTreeSet<&str>> = value
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect());
        let mut properties = Vec::new();
        for (name, value) in members(object(value, "properties")) {
            let optional = match &required {
                Some(required) => !required.contains(name.as_str()),
                None => !self.is_second,
            };
            properties.push(Property { name: name.clone(), schema: self.schema(value)?, optional });
        }
        let additional = match value.get("additionalProperties") {
            Some(Value::Bool(false)) => Additional::Sealed,
            Some(Value::Object(value)) => Additional::Typed(Box::new(self.schema(value)?)),
            _ => Additional::Any,
        };
        Ok(Shape::Object { properties, additional })
    }

    fn functions(&self) -> Result<Vec<Function>, Error> {
        let mut functions = Vec::new();
        let namespaces = self.root.get("functions").and_then(Value::as_array);
        for namespace in namespaces.into_iter().flatten().filter_map(Value::as_object) {
            let prefix = text(namespace, "namespace").filter(|name| name != BICEP_NAMESPACE);
            for (name, value) in members(object(namespace, "members")) {
                let is_exported =
                    object(value, "metadata").and_then(|metadata| metadata.get(EXPORT)) == Some(&Value::Bool(true));
                if !is_exported {
                    continue;
                }
                let mut parameters = Vec::new();
                let declared = value.get("parameters").and_then(Value::as_array);
                for parameter in declared.into_iter().flatten().filter_map(Value::as_object) {
                    parameters.push((text(parameter, "name").unwrap_or_default(), self.schema(parameter)?));
                }
                let name = prefix.as_ref().map_or_else(|| name.clone(), |prefix| format!("{prefix}.{name}"));
                let output = object(value, "output").map(|output| self.schema(output)).transpose()?.unwrap_or_default();
                functions.push(Function { name, parameters, output, description: metadata(value, "description") });
            }
        }
        Ok(functions)
    }

    fn variables(&self) -> Vec<Variable> {
        let exported = object(self.root, "metadata")
            .and_then(|metadata| metadata.get(EXPORTED_VARIABLES))
            .and_then(Value::as_array);
        exported
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .filter_map(|value| Some(Variable { name: text(value, "name")?, description: text(value, "description") }))
            .collect()
    }

    /// All resources with their versions, and how many of them are deployments.
    fn resources(&self) -> Result<(BTreeSet<String>, usize), Error> {
        let mut found = BTreeSet::new();
        let mut deployments = 0;
        let mut templates: Vec<&Map<String, Value>> = vec![self.root];
        let mut waiting: Vec<(&Map<String, Value>, Option<String>)> = Vec::new();
        while let Some(template) = templates.pop() {
            let resources = template.get("resources");
            push_resources(resources, None, &mut waiting);
            while let Some((resource, parent)) = waiting.pop() {
                let Some(kind) = text(resource, "type") else { continue };
                // A nested resource has the rest of its type alone.
                let kind = match parent {
                    Some(parent) if !kind.contains('.') => format!("{parent}/{kind}"),
                    _ => kind,
                };
                if kind.eq_ignore_ascii_case("Microsoft.Resources/deployments") {
                    deployments += 1;
                    if deployments > MAX_DEPLOYMENTS {
                        let message = format!("the module has more than {MAX_DEPLOYMENTS} nested deployments");
                        return Err(Error::new(codes::TRI0068, self.reference, message));
                    }
                    let inner = object(resource, "properties").and_then(|properties| object(properties, "template"));
                    templates.extend(inner);
                } else if resource.get("existing") != Some(&Value::Bool(true)) {
                    let version = text(resource, "apiVersion");
                    found.insert(version.map_or_else(|| kind.clone(), |version| format!("{kind}@{version}")));
                }
                push_resources(resource.get("resources"), Some(&kind), &mut waiting);
            }
        }
        Ok((found, deployments))
    }
}

fn push_resources<'a>(
    resources: Option<&'a Value>,
    parent: Option<&str>,
    waiting: &mut Vec<(&'a Map<String, Value>, Option<String>)>,
) {
    let mut push = |value: &'a Value| {
        if let Some(resource) = value.as_object() {
            waiting.push((resource, parent.map(str::to_owned)));
        }
    };
    match resources {
        Some(Value::Array(resources)) => resources.iter().for_each(&mut push),
        Some(Value::Object(resources)) => resources.values().for_each(&mut push),
        _ => {}
    }
}

fn members(object: Option<&Map<String, Value>>) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
    object.into_iter().flatten().filter_map(|(name, value)| Some((name, value.as_object()?)))
}

/// The source of a type that is derived from a resource: an object, or the bare text of old compilers.
fn derived(value: &Map<String, Value>) -> Option<String> {
    match object(value, "metadata")?.get(DERIVED)? {
        Value::String(source) => Some(source.clone()),
        Value::Object(derived) => text(derived, "source"),
        _ => None,
    }
}

/// A name in a JSON pointer.
fn unescape(text: &str) -> String {
    text.replace("~1", "/").replace("~0", "~")
}
