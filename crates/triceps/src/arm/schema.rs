//! Parameters, outputs and type definitions as JSON schema nodes.

use super::env::Env;
use super::expr::Writer;
use super::tape::escape;
use crate::expr::{Entry, Expr, Key, Node};
use crate::lookup::spelled;
use crate::template::Decorators;
use crate::types::{ObjectType, TypeAccess, TypeExpr, TypeMember, TypeNode};

impl<'m> Writer<'m, '_> {
    /// Writes a parameter, definition or property: its type, default and modifiers.
    pub(crate) fn schema(&mut self, ty: &'m TypeExpr, default: Option<&'m Expr>, decorators: &'m Decorators) {
        self.schema_type(ty, decorators);
        if let Some(default) = default {
            self.tape.key("defaultValue");
            self.value(default, &Env::Root);
        }
        if let Some(allowed) = decorators.argument("allowed") {
            self.tape.key("allowedValues");
            self.value(allowed, &Env::Root);
        }
        self.modifiers(decorators);
    }

    /// Writes an output up to its value.
    pub(crate) fn output_schema(&mut self, ty: &'m TypeExpr, decorators: &'m Decorators) {
        self.schema_type(ty, decorators);
        self.modifiers(decorators);
    }

    /// Writes a type without decorators.
    pub(crate) fn plain_schema(&mut self, ty: &'m TypeExpr) {
        self.type_node(ty, false, None);
    }

    fn schema_type(&mut self, ty: &'m TypeExpr, decorators: &'m Decorators) {
        self.type_node(ty, decorators.has("secure"), decorators.argument("discriminator"));
    }

    fn modifiers(&mut self, decorators: &'m Decorators) {
        if decorators.has("sealed") {
            self.tape.key("additionalProperties");
            self.tape.raw("false");
        }
        let has_metadata = decorators.has("metadata") || decorators.has("export");
        if has_metadata {
            self.metadata(decorators);
        }
        for name in ["minLength", "maxLength", "minValue", "maxValue"] {
            if let Some(bound) = decorators.argument(name) {
                self.tape.key(name);
                self.value(bound, &Env::Root);
            }
        }
        if !has_metadata && decorators.has("description") {
            self.metadata(decorators);
        }
    }

    /// Writes `metadata`: `__bicep_export!`, the given facts, the description.
    pub(crate) fn metadata(&mut self, decorators: &'m Decorators) {
        let facts = decorators.argument("metadata").and_then(Expr::as_object);
        let description = decorators.argument("description");
        if facts.is_none() && description.is_none() && !decorators.has("export") {
            return;
        }
        self.tape.key("metadata");
        let mark = self.tape.open_object();
        if decorators.has("export") {
            self.tape.key("__bicep_export!");
            self.tape.raw("true");
        }
        let mut described = false;
        for entry in facts.into_iter().flat_map(|facts| &facts.entries) {
            let Entry::Property { key, value } = entry else { continue };
            self.key(key, &Env::Root);
            match (key, description) {
                (Key::Text(key), Some(text)) if key == "description" => {
                    described = true;
                    self.description(text);
                }
                _ => self.value(value, &Env::Root),
            }
        }
        if let (Some(text), false) = (description, described) {
            self.tape.key("description");
            self.description(text);
        }
        self.tape.close(mark);
    }

    /// Writes a description: the indentation that all its lines have in common is left out.
    fn description(&mut self, text: &'m Expr) {
        match text.as_str() {
            Some(text) if text.contains('\n') => {
                let text = unindent(text);
                self.text_value(&text);
            }
            _ => self.value(text, &Env::Root),
        }
    }

    fn type_node(&mut self, ty: &'m TypeExpr, secure: bool, discriminator: Option<&'m Expr>) {
        match &ty.0 {
            TypeNode::Named(name) => self.named_type(name, secure),
            TypeNode::Declared(_) | TypeNode::Access { .. } => self.type_reference(ty),
            TypeNode::Literal(value) => {
                self.literal_type(std::slice::from_ref(ty), value.is_null());
            }
            TypeNode::Array(item) => self.array_type(item),
            TypeNode::Nullable(inner) => {
                self.type_node(inner, secure, discriminator);
                self.tape.key("nullable");
                self.tape.raw("true");
            }
            TypeNode::NonNull(inner) => {
                self.type_node(inner, secure, discriminator);
                self.tape.key("nullable");
                self.tape.raw("false");
            }
            TypeNode::Object(object) => self.object_type(object, secure),
            TypeNode::Tuple(items) => self.tuple_type(items),
            TypeNode::Union(members) => match discriminator {
                Some(name) => self.tagged_union(members, name),
                None => self.literal_type(members, false),
            },
            TypeNode::Resource { .. } => self.resource_type(ty),
        }
    }

    fn named_type(&mut self, name: &str, secure: bool) {
        let name = match (name, secure) {
            ("any", _) => return,
            ("string", true) => "securestring",
            ("object", true) => "secureObject",
            (name, _) => name,
        };
        self.tape.text_property("type", name);
    }

    fn array_type(&mut self, item: &'m TypeExpr) {
        self.tape.text_property("type", "array");
        if is_literal(item) {
            self.allowed_values(union_members(item));
            return;
        }
        self.tape.key("items");
        let mark = self.tape.open_object();
        self.type_node(item, false, None);
        self.tape.close(mark);
    }

    fn object_type(&mut self, object: &'m ObjectType, secure: bool) {
        self.tape.text_property("type", if secure { "secureObject" } else { "object" });
        self.tape.key("properties");
        let mark = self.tape.open_object();
        for member in &object.members {
            self.tape.key(&member.name);
            self.type_member(member);
        }
        self.tape.close(mark);
        if let Some(additional) = &object.additional {
            self.tape.key("additionalProperties");
            self.type_member(additional);
        }
    }

    fn type_member(&mut self, member: &'m TypeMember) {
        let mark = self.tape.open_object();
        self.schema(&member.value, None, &member.decorators);
        self.tape.close(mark);
    }

    fn tuple_type(&mut self, items: &'m [TypeMember]) {
        self.tape.text_property("type", "array");
        self.tape.key("prefixItems");
        let mark = self.tape.open_array();
        for item in items {
            self.type_member(item);
        }
        self.tape.close(mark);
        self.tape.key("items");
        self.tape.raw("false");
    }

    /// Writes a literal or a union of literals: `{ type, allowedValues }`.
    fn literal_type(&mut self, members: &'m [TypeExpr], nullable: bool) {
        let mut members: Vec<&TypeExpr> = members.iter().flat_map(union_members).collect();
        let nullable = nullable || members.iter().any(|member| is_null(member));
        members.retain(|member| !is_null(member));
        let kinds = members.iter().map(|member| kind_of(member));
        if let Some(kind) = single(kinds) {
            self.tape.text_property("type", kind);
        }
        self.allowed_values(members);
        if nullable {
            self.tape.key("nullable");
            self.tape.raw("true");
        }
    }

    /// Writes `allowedValues`, sorted by how the members are written.
    fn allowed_values(&mut self, members: Vec<&'m TypeExpr>) {
        let mut values: Vec<(String, &TypeExpr)> =
            members.into_iter().filter_map(|member| Some((shown(member)?, member))).collect();
        values.sort_by(|(a, _), (b, _)| a.cmp(b));
        values.dedup_by(|(a, _), (b, _)| a == b);
        self.tape.key("allowedValues");
        let mark = self.tape.open_array();
        for (_, member) in values {
            self.literal_value(member);
        }
        self.tape.close(mark);
    }

    /// Writes the only value that a type of literals has.
    fn literal_value(&mut self, ty: &'m TypeExpr) {
        match &ty.0 {
            TypeNode::Literal(value) => self.value(value, &Env::Root),
            TypeNode::Object(object) => {
                let mark = self.tape.open_object();
                for member in &object.members {
                    self.tape.key(&member.name);
                    self.literal_value(&member.value);
                }
                self.tape.close(mark);
            }
            TypeNode::Tuple(items) => {
                let mark = self.tape.open_array();
                for item in items {
                    self.literal_value(&item.value);
                }
                self.tape.close(mark);
            }
            _ => self.tape.raw("null"),
        }
    }

    fn tagged_union(&mut self, members: &'m [TypeExpr], name: &'m Expr) {
        let Some(property) = name.as_str() else { return };
        self.tape.text_property("type", "object");
        self.tape.key("discriminator");
        let mark = self.tape.open_object();
        self.tape.key("propertyName");
        self.value(name, &Env::Root);
        self.tape.key("mapping");
        let mapping = self.tape.open_object();
        for member in members {
            let Some(tag) = self.tag(member, property) else { continue };
            self.tape.key(tag);
            let mark = self.tape.open_object();
            self.type_node(member, false, None);
            self.tape.close(mark);
        }
        self.tape.close(mapping);
        self.tape.close(mark);
    }

    /// The literal that tells a member of a tagged union from the others.
    fn tag(&self, member: &'m TypeExpr, property: &str) -> Option<&'m str> {
        match &member.0 {
            TypeNode::Object(object) => {
                let member = object.members.iter().find(|member| member.name == property)?;
                match &member.value.0 {
                    TypeNode::Literal(value) => value.as_str(),
                    _ => None,
                }
            }
            TypeNode::Declared(symbol) => match &self.cx.decl(*symbol).kind {
                crate::template::DeclKind::Type(ty) => self.tag(ty, property),
                _ => None,
            },
            _ => None,
        }
    }

    fn type_reference(&mut self, ty: &'m TypeExpr) {
        if resource_root(ty) {
            return self.resource_type(ty);
        }
        self.tape.key("$ref");
        let start = self.tape.begin();
        self.push("\"");
        self.reference_path(ty);
        self.push("\"");
        self.tape.end_scalar(start);
    }

    fn reference_path(&mut self, ty: &'m TypeExpr) {
        match &ty.0 {
            TypeNode::Declared(symbol) => {
                self.push("#/definitions/");
                self.push(&self.cx.decl(*symbol).name);
            }
            TypeNode::Access { base, member } => {
                self.reference_path(base);
                match member {
                    TypeAccess::Property(name) => {
                        self.push("/properties/");
                        let name = name.replace('~', "~0").replace('/', "~1");
                        escape(&mut self.tape.text, &name);
                    }
                    TypeAccess::Index(index) => {
                        self.push("/prefixItems/");
                        super::tape::push_int(&mut self.tape.text, *index);
                    }
                    TypeAccess::Items => self.push("/items"),
                    TypeAccess::Additional => self.push("/additionalProperties"),
                }
            }
            _ => {}
        }
    }

    /// Writes a type that is derived from a resource type.
    fn resource_type(&mut self, ty: &'m TypeExpr) {
        let mut source = String::new();
        let Some(output) = resource_path(ty, &mut source) else { return };
        self.tape.text_property("type", "object");
        self.tape.key("metadata");
        let metadata = self.tape.open_object();
        self.tape.key("__bicep_resource_derived_type!");
        let mark = self.tape.open_object();
        self.tape.text_property("source", &source);
        if output {
            self.tape.key("output");
            self.tape.raw("true");
        }
        self.tape.close(mark);
        self.tape.close(metadata);
    }
}

fn resource_root(ty: &TypeExpr) -> bool {
    match &ty.0 {
        TypeNode::Resource { .. } => true,
        TypeNode::Access { base, .. } => resource_root(base),
        _ => false,
    }
}

/// Appends the path of a derived type: `Type@version#properties/sku`. Whether it is an output type.
fn resource_path(ty: &TypeExpr, path: &mut String) -> Option<bool> {
    match &ty.0 {
        TypeNode::Resource { function, resource } => {
            path.push_str(&spelled(resource));
            Some(function == "resourceOutput")
        }
        TypeNode::Access { base, member } => {
            let output = resource_path(base, path)?;
            path.push(if path.contains('#') { '/' } else { '#' });
            match member {
                TypeAccess::Property(name) => {
                    path.push_str("properties/");
                    path.push_str(name);
                }
                TypeAccess::Items => path.push_str("items"),
                TypeAccess::Additional => path.push_str("additionalProperties"),
                TypeAccess::Index(index) => {
                    path.push_str("prefixItems/");
                    super::tape::push_int(path, *index);
                }
            }
            Some(output)
        }
        _ => None,
    }
}

fn union_members(ty: &TypeExpr) -> Vec<&TypeExpr> {
    match &ty.0 {
        TypeNode::Union(members) => members.iter().flat_map(union_members).collect(),
        _ => vec![ty],
    }
}

fn is_literal(ty: &TypeExpr) -> bool {
    matches!(ty.0, TypeNode::Literal(_) | TypeNode::Union(_))
}

fn is_null(ty: &TypeExpr) -> bool {
    matches!(&ty.0, TypeNode::Literal(value) if value.is_null())
}

fn kind_of(ty: &TypeExpr) -> &'static str {
    match &ty.0 {
        TypeNode::Literal(value) => match value.0 {
            Node::Int(_) => "int",
            Node::Bool(_) => "bool",
            Node::Str(_) => "string",
            _ if value.as_object().is_some() => "object",
            _ if value.as_array().is_some() => "array",
            _ => "string",
        },
        TypeNode::Object(_) => "object",
        _ => "array",
    }
}

fn single<T: PartialEq>(mut kinds: impl Iterator<Item = T>) -> Option<T> {
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

/// How a type of literals is written, or none for a type with more than one value.
fn shown(ty: &TypeExpr) -> Option<String> {
    match &ty.0 {
        TypeNode::Literal(value) => match &value.0 {
            Node::Str(text) => Some(format!("'{text}'")),
            Node::Int(value) => Some(value.to_string()),
            Node::Bool(value) => Some(value.to_string()),
            Node::Null => Some("null".to_owned()),
            _ => None,
        },
        TypeNode::Object(object) if object.additional.is_none() => {
            let members: Option<Vec<String>> = object
                .members
                .iter()
                .map(|member| Some(format!("{}: {}", member.name, shown(&member.value)?)))
                .collect();
            Some(format!("{{ {} }}", members?.join(", ")))
        }
        TypeNode::Tuple(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| shown(&item.value)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        _ => None,
    }
}

/// Removes the indentation that all lines after the first have in common; a line of spaces counts,
/// an empty one does not.
fn unindent(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let common = text
        .split('\n')
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut lines = text.split('\n');
    let mut out = String::from(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        out.push_str(line.get(common..).unwrap_or_default());
    }
    out
}
