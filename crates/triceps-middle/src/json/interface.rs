//! What other files see of a template: its parameters, outputs and exports, with their types.

use std::collections::HashMap;

use super::{ArmExportKind, ArmTemplate, Json, OtherProperties, Schema, SchemaKind, find, function_name};
use crate::interface::{
    ExportKind, ExportedParameter, Interface, InterfaceExport, InterfaceOutput, InterfaceParameter,
};
use crate::kinds::{Bounds, Portable, PortableType, Position, PropertyFlags, Type, TypeFlags};

/// The interface of a template whose types are known to be right.
pub(super) fn of(template: &ArmTemplate) -> Interface {
    let mut reader = Reader {
        template,
        portable: Portable::default(),
        references: HashMap::new(),
        open: Vec::new(),
        shared: Vec::new(),
    };
    let (mut parameters, mut outputs) = (Vec::new(), Vec::new());
    for (name, schema) in template.parameters() {
        let node = reader.resolved(schema);
        let ty = reader.parameter(&node);
        parameters.push(InterfaceParameter {
            name: name.to_owned(),
            is_required: schema.default_value().is_none() && node.nullable != Some(true),
            is_secure: false,
            description: node.description.map(str::to_owned),
            ty,
        });
    }
    for (name, schema) in template.outputs() {
        let ty = reader.ty(schema);
        let description = schema.description().map(str::to_owned);
        outputs.push(InterfaceOutput { name: name.to_owned(), is_secure: false, description, ty });
    }
    let exports = reader.exports();
    reader.finish();
    let portable = reader.portable;
    let secrets = portable.secrets();
    for parameter in &mut parameters {
        parameter.is_secure = secrets[parameter.ty as usize];
    }
    for output in &mut outputs {
        output.is_secure = secrets[output.ty as usize];
    }
    Interface::from_parts(template.scope(), parameters, outputs, exports, portable)
}

struct Reader<'a> {
    template: &'a ArmTemplate,
    portable: Portable,
    /// By reference: the type that it leads to.
    references: HashMap<&'a str, Position>,
    /// References whose types are not made yet.
    open: Vec<(&'a str, Position)>,
    /// Types that many properties have: few, so that they are compared one by one.
    shared: Vec<Shared>,
}

/// A type that is made once.
struct Shared {
    ty: Position,
    /// The type of the same values and `null`.
    or_null: Option<Position>,
}

/// A node and what those that refer to it say instead.
struct Resolved<'a> {
    /// The node at the end of the references.
    node: Schema<'a>,
    nullable: Option<bool>,
    description: Option<&'a str>,
    /// Nodes on the way, nearest first. Their bounds count before those of the node.
    way: Vec<Schema<'a>>,
}

impl Resolved<'_> {
    fn bound(&self, name: &str) -> Option<i64> {
        self.way.iter().chain([&self.node]).find_map(|schema| schema.bound(name))
    }

    fn length(&self) -> Bounds {
        Bounds { min: self.bound("minLength"), max: self.bound("maxLength") }.of_length()
    }
}

impl<'a> Reader<'a> {
    fn push(&mut self, ty: PortableType) -> Position {
        self.portable.push(ty)
    }

    /// The position of a type that many properties have, which is made once.
    fn shared(&mut self, ty: PortableType) -> Position {
        let list = self.portable.list();
        if let Some(known) = self.shared.iter().find(|known| list[known.ty as usize] == ty) {
            return known.ty;
        }
        let ty = self.push(ty);
        self.shared.push(Shared { ty, or_null: None });
        ty
    }

    fn resolved(&self, schema: Schema<'a>) -> Resolved<'a> {
        let mut resolved = Resolved { node: schema, nullable: None, description: None, way: Vec::new() };
        loop {
            let node = resolved.node;
            resolved.nullable = resolved.nullable.or(node.nullable());
            resolved.description = resolved.description.or_else(|| node.description());
            // The references of a template that was read lead somewhere, and not in circles.
            match node.reference().and_then(|reference| self.template.resolve(reference)) {
                Some(target) => {
                    resolved.way.push(node);
                    resolved.node = target;
                }
                None => return resolved,
            }
        }
    }

    /// The type of a parameter: plain ones may be given where a literal is expected.
    fn parameter(&mut self, resolved: &Resolved<'a>) -> Position {
        let ty = self.not_null(resolved, TypeFlags::LOOSE);
        if resolved.nullable == Some(true) { self.or_null(ty) } else { ty }
    }

    /// The type of a node.
    fn ty(&mut self, schema: Schema<'a>) -> Position {
        let Some(reference) = schema.reference() else {
            let resolved = self.resolved(schema);
            let ty = self.not_null(&resolved, TypeFlags::NONE);
            return if resolved.nullable == Some(true) { self.or_null(ty) } else { ty };
        };
        let has_bounds =
            ["minLength", "maxLength", "minValue", "maxValue"].iter().any(|name| schema.bound(name).is_some());
        let target = if has_bounds || schema.nullable() == Some(false) {
            let resolved = self.resolved(schema);
            self.not_null(&resolved, TypeFlags::NONE)
        } else {
            self.reference(reference)
        };
        let target = if schema.nullable() == Some(true) { self.or_null(target) } else { target };
        let name = reference.strip_prefix("#/definitions/").unwrap_or(reference).to_owned();
        self.push(PortableType::Alias { name, of: target })
    }

    /// The type that a reference leads to, which may be made later.
    fn reference(&mut self, reference: &'a str) -> Position {
        if let Some(known) = self.references.get(reference) {
            return *known;
        }
        let position = self.portable.push(PortableType::Plain(Type::Any));
        self.references.insert(reference, position);
        self.open.push((reference, position));
        position
    }

    /// Makes the types of all references.
    fn finish(&mut self) {
        while let Some((reference, position)) = self.open.pop() {
            let Some(target) = self.template.resolve(reference) else { continue };
            let of = self.ty(target);
            self.portable.set(position, PortableType::Same(of));
        }
    }

    fn or_null(&mut self, ty: Position) -> Position {
        if let Some(known) = self.shared.iter().find(|known| known.ty == ty).and_then(|known| known.or_null) {
            return known;
        }
        let null = self.shared(PortableType::Plain(Type::Null));
        let union = self.push(PortableType::Union(vec![ty, null]));
        if let Some(known) = self.shared.iter_mut().find(|known| known.ty == ty) {
            known.or_null = Some(union);
        }
        union
    }

    fn not_null(&mut self, resolved: &Resolved<'a>, flags: TypeFlags) -> Position {
        let derived = resolved.way.iter().chain([&resolved.node]).find_map(|schema| schema.derived_from());
        let plain = self.plain(resolved, flags);
        match derived {
            Some(from) => self.push(PortableType::Derived { from: Box::new(from), fallback: plain }),
            None => plain,
        }
    }

    fn plain(&mut self, resolved: &Resolved<'a>, flags: TypeFlags) -> Position {
        let node = resolved.node;
        let secure = flags | TypeFlags::SECURE;
        let allowed = node.allowed_values();
        match (node.kind(), allowed) {
            (None, _) => self.shared(PortableType::Plain(Type::Any)),
            (Some(SchemaKind::Array), Some(values)) => {
                if values.iter().any(|value| matches!(value, Json::Array(_))) {
                    return self.literals(values);
                }
                let members: Vec<Position> = values.iter().map(|value| self.literal(value)).collect();
                let item = self.push(PortableType::Union(members));
                self.array(item, resolved.length())
            }
            (Some(_), Some(values)) => self.literals(values),
            (Some(SchemaKind::String), None) => self.string(resolved, flags),
            (Some(SchemaKind::SecureString), None) => self.string(resolved, secure),
            (Some(SchemaKind::Int), None) => {
                let bounds = Bounds { min: resolved.bound("minValue"), max: resolved.bound("maxValue") };
                self.push(PortableType::Int(bounds, flags))
            }
            (Some(SchemaKind::Bool), None) => self.shared(PortableType::Plain(Type::Bool(flags))),
            (Some(SchemaKind::Array), None) => self.array_of(resolved),
            (Some(SchemaKind::Object), None) => self.object(node, TypeFlags::NONE),
            (Some(SchemaKind::SecureObject), None) => self.object(node, TypeFlags::SECURE),
        }
    }

    fn string(&mut self, resolved: &Resolved<'a>, flags: TypeFlags) -> Position {
        let length = resolved.length();
        let ty = PortableType::String { length, pattern: None, flags };
        if length == Bounds::NONE { self.shared(ty) } else { self.push(ty) }
    }

    fn array(&mut self, item: Position, length: Bounds) -> Position {
        self.push(PortableType::Array { item, length, name: None, flags: TypeFlags::NONE })
    }

    fn array_of(&mut self, resolved: &Resolved<'a>) -> Position {
        let node = resolved.node;
        if let Some(items) = node.prefix_items() {
            let items = items.map(|item| self.ty(item)).collect();
            return self.push(PortableType::Tuple { items, name: None, flags: TypeFlags::NONE });
        }
        let item = match node.items() {
            Some(items) => self.ty(items),
            None => self.shared(PortableType::Plain(Type::Any)),
        };
        self.array(item, resolved.length())
    }

    fn object(&mut self, node: Schema<'a>, flags: TypeFlags) -> Position {
        if let Some((discriminator, variants)) = node.discriminator() {
            let mut members = Vec::new();
            for (value, variant) in variants {
                let resolved = self.resolved(variant);
                let object = match resolved.node.derived_from() {
                    Some(_) => self.not_null(&resolved, TypeFlags::NONE),
                    None => self.members(&[node, resolved.node], flags),
                };
                members.push((value.to_owned(), object));
            }
            let discriminator = discriminator.to_owned();
            return self.push(PortableType::Variants { name: None, flags, discriminator, members });
        }
        if !node.has_properties() && matches!(node.other_properties(), OtherProperties::Unspecified) {
            return self.push(PortableType::Open(flags));
        }
        self.members(&[node], flags)
    }

    /// An object with the properties of several nodes. The last that says something of other properties counts.
    fn members(&mut self, nodes: &[Schema<'a>], flags: TypeFlags) -> Position {
        let mut properties = Vec::new();
        for node in nodes {
            let required: Vec<&str> = node.required().collect();
            for (name, schema) in node.properties() {
                let is_required = if self.template.knows_nullable() {
                    schema.nullable() != Some(true)
                } else {
                    required.contains(&name)
                };
                let flags = if is_required { PropertyFlags::REQUIRED } else { PropertyFlags::NONE };
                properties.push((name.to_owned(), self.ty(schema), flags));
            }
        }
        let others = nodes.iter().rev().map(|node| node.other_properties());
        let others = others.into_iter().find(|others| !matches!(others, OtherProperties::Unspecified));
        let additional = match others {
            None | Some(OtherProperties::Unspecified) => {
                Some((self.shared(PortableType::Plain(Type::Any)), PropertyFlags::FALLBACK))
            }
            Some(OtherProperties::Any) => Some((self.shared(PortableType::Plain(Type::Any)), PropertyFlags::NONE)),
            Some(OtherProperties::None) => None,
            Some(OtherProperties::Of(schema)) => Some((self.ty(schema), PropertyFlags::NONE)),
        };
        self.push(PortableType::Object { name: None, flags, properties, additional })
    }

    fn literals(&mut self, values: &[Json]) -> Position {
        let members = values.iter().filter(|value| **value != Json::Null).map(|value| self.literal(value)).collect();
        self.push(PortableType::Union(members))
    }

    /// The type that one value has. The depth of JSON is bounded.
    fn literal(&mut self, value: &Json) -> Position {
        let ty = match value {
            Json::Null => PortableType::Plain(Type::Null),
            Json::Bool(value) => PortableType::Plain(Type::BoolLiteral(*value, TypeFlags::NONE)),
            Json::Number(_) => match value.as_int() {
                Some(value) => PortableType::Plain(Type::IntLiteral(value, TypeFlags::NONE)),
                None => PortableType::Plain(Type::Any),
            },
            Json::String(text) => PortableType::StringLiteral(text.clone(), TypeFlags::NONE),
            Json::Array(items) => PortableType::Tuple {
                items: items.iter().map(|item| self.literal(item)).collect(),
                name: None,
                flags: TypeFlags::NONE,
            },
            Json::Object(members) => PortableType::Object {
                name: None,
                flags: TypeFlags::NONE,
                properties: members
                    .iter()
                    .map(|(name, value)| (name.to_string(), self.literal(value), PropertyFlags::REQUIRED))
                    .collect(),
                additional: None,
            },
        };
        self.push(ty)
    }

    fn exports(&mut self) -> Vec<InterfaceExport> {
        let template = self.template;
        let mut exports = Vec::new();
        for export in template.exports() {
            let (kind, ty) = match export.kind {
                ArmExportKind::Type => {
                    let found = template.definitions().find(|(name, _)| *name == export.name);
                    let Some((_, schema)) = found else { continue };
                    (ExportKind::Type, self.ty(schema))
                }
                ArmExportKind::Variable => {
                    let found = template.variables().find(|(name, _)| name.eq_ignore_ascii_case(&export.name));
                    let ty = match found {
                        Some((_, Json::String(_))) | None => self.shared(PortableType::Plain(Type::Any)),
                        Some((_, value)) => self.literal(value),
                    };
                    (ExportKind::Variable, ty)
                }
                ArmExportKind::Function => {
                    let is_meant = |namespace: &str, name: &str| function_name(namespace, name) == export.name;
                    let found = template.functions().find(|(namespace, name, _)| is_meant(namespace, name));
                    let Some((_, _, function)) = found else { continue };
                    let mut parameters = Vec::new();
                    for parameter in find(function, "parameters").map_or(&[][..], Json::items) {
                        let name = find(parameter, "name").and_then(Json::as_str).unwrap_or_default().to_owned();
                        parameters.push(ExportedParameter { name, ty: self.ty(Schema::new(parameter)) });
                    }
                    let ty = match find(function, "output") {
                        Some(output) => self.ty(Schema::new(output)),
                        None => self.shared(PortableType::Plain(Type::Any)),
                    };
                    (ExportKind::Function(parameters), ty)
                }
            };
            exports.push(InterfaceExport { name: export.name, kind, description: export.description, ty });
        }
        exports
    }
}
