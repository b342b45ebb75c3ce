//! Reading `types.json` files into the graph.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    graph::{Catalog, Data, Function, FunctionsOf, Node, NodeId, OWN_NAME, OWN_VERSION, Property, Resource, Text},
    source::{Archive, TypesFile},
};

/// All scopes.
const EVERYWHERE: u8 = 31;

/// Reads the types of Azure Resource Manager.
pub(crate) fn azure(data: &mut Data, archive: &Archive) -> Result<(), String> {
    let mut catalog = Catalog {
        name: data.texts.add("AzureResourceManager"),
        channel: data.texts.add(""),
        release: data.texts.add(""),
        is_singleton: true,
        configuration: None,
        resources: BTreeMap::new(),
        functions: BTreeMap::new(),
    };
    for file in archive.files() {
        load(data, &mut catalog, file, None)?;
    }
    data.catalogs.push(catalog);
    Ok(())
}

/// Reads the releases of Microsoft Graph, each a catalog of its own.
pub(crate) fn graph(data: &mut Data, archive: &Archive) -> Result<(), String> {
    for file in archive.files() {
        let [base, _namespace, channel, release, _] = file.path.split('/').collect::<Vec<_>>()[..] else {
            return Err(format!("{}: expected `base/namespace/channel/release/types.json`", file.path));
        };
        let index = file.index()?;
        let settings = &index["settings"];
        let name = settings["name"].as_str().ok_or_else(|| format!("{}: the release has no name", file.path))?;
        let mut catalog = Catalog {
            name: data.texts.add(name),
            channel: data.texts.add(&format!("{base}/{channel}")),
            release: data.texts.add(release),
            is_singleton: settings["isSingleton"].as_bool().unwrap_or_default(),
            configuration: None,
            resources: BTreeMap::new(),
            functions: BTreeMap::new(),
        };
        let configuration = settings["configurationType"]["$ref"].as_str();
        load(data, &mut catalog, file, configuration)?;
        data.catalogs.push(catalog);
    }
    Ok(())
}

fn load(data: &mut Data, catalog: &mut Catalog, file: &TypesFile, configuration: Option<&str>) -> Result<(), String> {
    let types = file.parse()?;
    let mut loader = Loader { data, types: &types, done: vec![None; types.len()] };
    for value in &types {
        let read = match value["$type"].as_str() {
            Some("ResourceType") => loader.resource(catalog, value),
            // The others are actions, which a template cannot call.
            Some("ResourceFunctionType") if text(value, "name")?.starts_with("list") => loader.function(catalog, value),
            _ => Ok(()),
        };
        read.map_err(|error| format!("{}: {error}", file.path))?;
    }
    if let Some(reference) = configuration {
        let target = reference.rsplit('/').next().and_then(|number| number.parse().ok());
        let target = target.ok_or_else(|| format!("{}: `{reference}` is not a reference", file.path))?;
        catalog.configuration = Some(loader.node(target)?);
    }
    Ok(())
}

/// Reads one file. Only what a resource or function leads to is read.
struct Loader<'a> {
    data: &'a mut Data,
    types: &'a [Value],
    done: Vec<Option<NodeId>>,
}

impl Loader<'_> {
    fn resource(&mut self, catalog: &mut Catalog, value: &Value) -> Result<(), String> {
        let full = text(value, "name")?;
        let (name, version) = full.split_once('@').ok_or_else(|| format!("`{full}` has no version"))?;
        let key = (name.to_lowercase(), version.to_lowercase());
        // Of duplicates the first file's counts.
        if catalog.resources.contains_key(&key) {
            return Ok(());
        }
        if !full.is_ascii() {
            return Err(format!("`{full}` is not ASCII, so that letter case would need more than the reader knows"));
        }
        if value.get("functions").is_some() {
            return Err(format!("`{full}` has functions of its own, which is new"));
        }
        let (readable, writable) = scopes(value)?;
        let body = self.follow(value, "body")?;
        let (name, version) = (self.data.texts.add(name), self.data.texts.add(version));
        let body = self.own(body, name, version);
        catalog.resources.insert(key, Resource { name, version, body, readable, writable });
        Ok(())
    }

    fn function(&mut self, catalog: &mut Catalog, value: &Value) -> Result<(), String> {
        let (resource, version) = (text(value, "resourceType")?, text(value, "apiVersion")?);
        let name = self.data.texts.add(text(value, "name")?);
        let known = catalog.functions.entry((resource.to_lowercase(), version.to_lowercase())).or_insert_with(|| {
            FunctionsOf { name: self.data.texts.add(resource), version: self.data.texts.add(version), list: Vec::new() }
        });
        if known.list.iter().any(|function| function.name == name) {
            return Ok(());
        }
        let output = self.follow(value, "output")?;
        let input = if value.get("input").is_some() { Some(self.follow(value, "input")?) } else { None };
        known.list.push(Function { name, output, input });
        Ok(())
    }

    /// A copy of a body in which the resource's own name and version are places to fill in, so that bodies of several
    /// versions can be equal. In a body with variants, the variants are part of it.
    fn own(&mut self, body: NodeId, name: Text, version: Text) -> NodeId {
        let mut node = self.data.nodes[body as usize].clone();
        match &mut node {
            Node::Object { name: own, properties, .. } => {
                *own = own.filter(|own| *own != name);
                self.own_properties(properties, name, version);
            }
            Node::Discriminated { name: own, base, variants, .. } => {
                *own = own.filter(|own| *own != name);
                self.own_properties(base, name, version);
                for (_, variant) in variants {
                    let mut object = self.data.nodes[*variant as usize].clone();
                    if let Node::Object { properties, .. } = &mut object {
                        self.own_properties(properties, name, version);
                    }
                    *variant = self.data.add(object);
                }
            }
            _ => {}
        }
        self.data.add(node)
    }

    fn own_properties(&mut self, properties: &mut [Property], name: Text, version: Text) {
        for property in properties {
            let literal = match &self.data.nodes[property.kind as usize] {
                Node::Literal(literal) => *literal,
                _ => continue,
            };
            match self.data.texts.get(property.name) {
                "type" if literal == name => property.kind = OWN_NAME,
                "apiVersion" if literal == version => property.kind = OWN_VERSION,
                _ => {}
            }
        }
    }

    fn follow(&mut self, value: &Value, key: &str) -> Result<NodeId, String> {
        let target = target(&value[key])?;
        self.node(target)
    }

    fn node(&mut self, target: usize) -> Result<NodeId, String> {
        match self.done.get(target) {
            Some(Some(node)) => return Ok(*node),
            Some(None) => {}
            None => return Err(format!("there is no type number {target}")),
        }
        // A placeholder first: types can contain themselves.
        let id = self.data.add(Node::Any);
        self.done[target] = Some(id);
        let types = self.types;
        let node = self.read(&types[target])?;
        self.data.nodes[id as usize] = node;
        Ok(id)
    }

    fn read(&mut self, value: &Value) -> Result<Node, String> {
        Ok(match text(value, "$type")? {
            "AnyType" => Node::Any,
            "BooleanType" => Node::Boolean,
            "IntegerType" => Node::Integer { min: signed(value, "minValue")?, max: signed(value, "maxValue")? },
            "StringType" => Node::String {
                min: unsigned(value, "minLength")?,
                max: unsigned(value, "maxLength")?,
                pattern: value.get("pattern").and_then(Value::as_str).map(|pattern| self.data.texts.add(pattern)),
                is_sensitive: flag(value, "sensitive"),
            },
            "StringLiteralType" => Node::Literal(self.data.texts.add(text(value, "value")?)),
            "UnionType" => self.union(value)?,
            "ArrayType" => Node::Array {
                item: self.follow(value, "itemType")?,
                min: unsigned(value, "minLength")?,
                max: unsigned(value, "maxLength")?,
            },
            "ObjectType" => Node::Object {
                name: Some(self.data.texts.add(text(value, "name")?)),
                is_sensitive: flag(value, "sensitive"),
                additional: match value.get("additionalProperties") {
                    Some(_) => Some(self.follow(value, "additionalProperties")?),
                    None => None,
                },
                properties: self.properties(&value["properties"])?,
            },
            "DiscriminatedObjectType" => Node::Discriminated {
                name: Some(self.data.texts.add(text(value, "name")?)),
                discriminator: self.data.texts.add(text(value, "discriminator")?),
                base: self.properties(&value["baseProperties"])?,
                variants: self.variants(&value["elements"])?,
            },
            other => return Err(format!("the index has no form for `{other}`")),
        })
    }

    fn union(&mut self, value: &Value) -> Result<Node, String> {
        let elements = value["elements"].as_array().ok_or("a union has no elements")?;
        let (mut literals, mut rest) = (Vec::new(), None);
        for element in elements {
            let node = self.node(target(element)?)?;
            match self.data.nodes[node as usize] {
                Node::Literal(literal) => literals.push(literal),
                // Some of the data has the open string first, which means the same.
                Node::String { .. } if rest.is_none() => rest = Some(node),
                _ => return Err("a union has something else than strings, or two that are open".to_owned()),
            }
        }
        Ok(Node::Union { literals, rest })
    }

    fn properties(&mut self, value: &Value) -> Result<Vec<Property>, String> {
        let properties = value.as_object().ok_or("an object has no properties")?;
        let mut list = Vec::with_capacity(properties.len());
        for (name, property) in properties {
            let flags = property["flags"].as_u64().and_then(|flags| u8::try_from(flags).ok());
            let flags = flags.filter(|flags| *flags < 32).ok_or_else(|| format!("`{name}` has unknown flags"))?;
            let name = self.data.texts.add(name);
            list.push(Property { name, flags, kind: self.follow(property, "type")? });
        }
        Ok(list)
    }

    fn variants(&mut self, value: &Value) -> Result<Vec<(Text, NodeId)>, String> {
        let variants = value.as_object().ok_or("an object with variants has none")?;
        let mut list = Vec::with_capacity(variants.len());
        for (name, variant) in variants {
            let node = self.node(target(variant)?)?;
            list.push((self.data.texts.add(name), node));
        }
        Ok(list)
    }
}

/// Where a resource type can be read and written. Microsoft Graph still has the older of two forms.
pub(crate) fn scopes(value: &Value) -> Result<(u8, u8), String> {
    let bits = |key: &str| -> Result<Option<u8>, String> {
        match value.get(key) {
            None => Ok(None),
            Some(bits) => {
                let bits = bits.as_u64().and_then(|bits| u8::try_from(bits).ok()).filter(|bits| *bits <= EVERYWHERE);
                bits.map(Some).ok_or_else(|| format!("`{key}` has unknown scopes"))
            }
        }
    };
    if let (Some(readable), Some(writable)) = (bits("readableScopes")?, bits("writableScopes")?) {
        return Ok((readable, writable));
    }
    let scope = bits("scopeType")?.ok_or("a resource type has no scopes")?;
    let scope = if scope == 0 { EVERYWHERE } else { scope };
    let is_read_only = bits("flags")?.unwrap_or_default() & 1 != 0;
    Ok((scope | bits("readOnlyScopes")?.unwrap_or_default(), if is_read_only { 0 } else { scope }))
}

fn target(value: &Value) -> Result<usize, String> {
    let reference = value["$ref"].as_str().ok_or("a reference is missing")?;
    let number = reference.strip_prefix("#/").and_then(|number| number.parse().ok());
    number.ok_or_else(|| format!("`{reference}` is not a reference within the file"))
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    value[key].as_str().ok_or_else(|| format!("a type has no `{key}`"))
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn signed(value: &Value, key: &str) -> Result<Option<i64>, String> {
    value
        .get(key)
        .map(|number| number.as_i64().ok_or_else(|| format!("`{key}` is not an integer: {number}")))
        .transpose()
}

fn unsigned(value: &Value, key: &str) -> Result<Option<u64>, String> {
    value.get(key).map(|number| number.as_u64().ok_or_else(|| format!("`{key}` is not a length: {number}"))).transpose()
}
