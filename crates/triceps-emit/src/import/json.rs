//! Declarations of ARM JSON into a file: definitions, variables and functions.

use std::sync::Arc;

use triceps_language::{Ambient, BinaryOp, DecoratorId, Emission, Function, is_identifier};
use triceps_middle::json::{
    ArmExpr, ArmTemplate, ExprMeaning, Json, OtherProperties, Schema, SchemaKind, find, parse_expression,
};
use triceps_middle::order::sort_by;
use triceps_middle::{
    Callee, Decl, DeclId, DeclKind, DecoratorName, Entry, Expr, ExprId, Key, LocalId, LocalKind, MiddleBuilder, Run,
    TypeMember, TypeNode, TypeNodeId,
};

use super::{Imports, Origin};

/// What a declaration of a template is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The reference of a type: `#/definitions/name`.
    Type(String),
    Variable(String),
    /// Namespace and name.
    Function(String, String),
}

impl Meaning {
    /// The name by which files that import it know it.
    pub(super) fn original(&self) -> String {
        match self {
            Self::Type(reference) => match reference.strip_prefix("#/definitions/") {
                Some(name) if is_identifier(name) => name.to_owned(),
                _ => reference.clone(),
            },
            Self::Variable(name) => name.clone(),
            Self::Function(namespace, name) if namespace == "__bicep" && is_identifier(name) => name.clone(),
            Self::Function(namespace, name) => format!("{namespace}.{name}"),
        }
    }
}

/// Makes a declaration out of one of a template.
pub(super) fn copy(
    imports: &mut Imports,
    builder: &mut MiddleBuilder,
    file: &str,
    template: &Arc<ArmTemplate>,
    meaning: &Meaning,
    target: DeclId,
) {
    let mut copy = Copy { imports, builder, file, template, params: Vec::new(), around: None };
    let name = copy.builder.intern(&meaning.original());
    let (kind, decorators) = copy.declaration(meaning);
    copy.builder.declare(target, Decl { name, kind, decorators }, None);
}

struct Copy<'a> {
    imports: &'a mut Imports,
    builder: &'a mut MiddleBuilder,
    file: &'a str,
    template: &'a Arc<ArmTemplate>,
    /// The parameters of the function around.
    params: Vec<(String, LocalId)>,
    /// The name of the loop around, and its positions.
    around: Option<(String, LocalId)>,
}

impl Copy<'_> {
    fn symbol(&mut self, meaning: &Meaning) -> DeclId {
        let origin = Origin::Json(self.template.clone(), meaning.clone());
        self.imports.symbol(self.builder, self.file, &meaning.original(), origin)
    }

    fn declaration(&mut self, meaning: &Meaning) -> (DeclKind, Run) {
        let template = self.template.clone();
        match meaning {
            Meaning::Type(reference) => match template.resolve(reference) {
                Some(schema) => {
                    let decorators = self.decorators(schema);
                    (DeclKind::Type { ty: self.ty(schema, true) }, decorators)
                }
                None => (DeclKind::Type { ty: self.ambient(Ambient::Any) }, Run::default()),
            },
            Meaning::Variable(name) => {
                let value = match template.variables().find(|(own, _)| own.eq_ignore_ascii_case(name)) {
                    Some((_, value)) => self.value(value),
                    None => match template.variable_loops().find(|(own, ..)| own.eq_ignore_ascii_case(name)) {
                        Some((own, count, input)) => self.variable_loop(own, count, input),
                        None => self.builder.leaf(Expr::Null),
                    },
                };
                (DeclKind::Var { ty: None, value }, Run::default())
            }
            Meaning::Function(namespace, name) => {
                let is_meant = |own: &str, member: &str| own == namespace && member == name;
                let found = template.functions().find(|(own, member, _)| is_meant(own, member));
                self.function(found.map_or(&Json::Null, |(_, _, function)| function))
            }
        }
    }

    fn variable_loop(&mut self, name: &str, count: &Json, input: &Json) -> ExprId {
        let zero = self.builder.leaf(Expr::Int(0));
        let count = self.value(count);
        let array = self.builder.call(Callee::Function(Function::Range), &[zero, count]);
        let item = self.builder.local("item", LocalKind::Item, false, None);
        let index = self.builder.local("index", LocalKind::Index, false, None);
        self.around = Some((name.to_owned(), index));
        let body = self.value(input);
        self.builder.for_loop(item, Some(index), array, body)
    }

    fn function(&mut self, function: &Json) -> (DeclKind, Run) {
        let parameters = find(function, "parameters").map_or(&[][..], Json::items);
        let mut types = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            let name = find(parameter, "name").and_then(Json::as_str).unwrap_or_default();
            types.push((name, self.ty(Schema::new(parameter), false)));
        }
        let first = self.builder.local_count();
        for (position, (name, ty)) in types.into_iter().enumerate() {
            let kind = LocalKind::FuncParam(u16::try_from(position).unwrap_or(u16::MAX));
            let local = self.builder.local(name, kind, true, Some(ty));
            self.params.push((name.to_owned(), local));
        }
        let params = self.builder.locals_from(first);
        let output = find(function, "output");
        let returns = match output {
            Some(output) => self.ty(Schema::new(output), false),
            None => self.ambient(Ambient::Any),
        };
        let body = self.value(output.and_then(|output| find(output, "value")).unwrap_or(&Json::Null));
        let description = find(function, "metadata").and_then(|metadata| metadata.get("description"));
        let decorators = match description.and_then(Json::as_str) {
            Some(text) => {
                let text = self.builder.string(text);
                self.builder.decorators(&[(DecoratorName::Known(DecoratorId::Description), false, vec![text])])
            }
            None => Run::default(),
        };
        (DeclKind::Func { params, returns, body }, decorators)
    }

    fn ambient(&mut self, ambient: Ambient) -> TypeNodeId {
        self.builder.type_leaf(TypeNode::Ambient(ambient))
    }

    /// What decorators say about a type in Bicep.
    fn decorators(&mut self, schema: Schema<'_>) -> Run {
        let mut list = Vec::new();
        let mut add = |id: DecoratorId, args: Vec<ExprId>| list.push((DecoratorName::Known(id), false, args));
        if let Some(text) = schema.description() {
            add(DecoratorId::Description, vec![self.builder.string(text)]);
        }
        let mut facts = Vec::new();
        for (name, value) in schema.metadata() {
            if !name.eq_ignore_ascii_case("description") && !name.eq_ignore_ascii_case("__bicep_export!") {
                let key = Key::Name(self.builder.intern(name));
                facts.push(Entry { key, value: self.literal(value) });
            }
        }
        if !facts.is_empty() {
            add(DecoratorId::Metadata, vec![self.builder.object(&facts)]);
        }
        if matches!(schema.kind(), Some(SchemaKind::SecureString | SchemaKind::SecureObject)) {
            add(DecoratorId::Secure, Vec::new());
        }
        let bounds = [DecoratorId::MinLength, DecoratorId::MaxLength, DecoratorId::MinValue, DecoratorId::MaxValue];
        for id in bounds {
            if let Some(bound) = schema.bound(id.name()) {
                add(id, vec![self.builder.leaf(Expr::Int(bound))]);
            }
        }
        if matches!(schema.other_properties(), OtherProperties::None) {
            add(DecoratorId::Sealed, Vec::new());
        }
        if let Some((property, _)) = schema.discriminator() {
            add(DecoratorId::Discriminator, vec![self.builder.string(property)]);
        }
        if list.is_empty() { Run::default() } else { self.builder.decorators(&list) }
    }

    /// A type, but for what decorators say about it. Without them no property can tell variants apart.
    fn ty(&mut self, schema: Schema<'_>, is_decorated: bool) -> TypeNodeId {
        let plain = self.not_null(schema, is_decorated);
        let ty = match schema.derived_from() {
            Some(from) => self.builder.type_derived(from.direction, &from.source, plain),
            None => plain,
        };
        match schema.nullable() {
            Some(true) => self.builder.type_nullable(ty),
            Some(false) => self.builder.type_non_null(ty),
            None => ty,
        }
    }

    fn not_null(&mut self, schema: Schema<'_>, is_decorated: bool) -> TypeNodeId {
        if let Some(values) = schema.allowed_values() {
            let is_of_items =
                schema.kind() == Some(SchemaKind::Array) && !values.iter().any(|value| matches!(value, Json::Array(_)));
            let members: Vec<TypeNodeId> = values.iter().map(|value| self.literal_type(value)).collect();
            let union = match members[..] {
                [only] => only,
                _ => self.builder.type_union(&members),
            };
            return if is_of_items { self.builder.type_array(union) } else { union };
        }
        if let Some(reference) = schema.reference() {
            let decl = self.symbol(&Meaning::Type(reference.to_owned()));
            return self.builder.type_leaf(TypeNode::Decl(decl));
        }
        match schema.kind() {
            None => self.ambient(Ambient::Any),
            Some(SchemaKind::String | SchemaKind::SecureString) => self.ambient(Ambient::String),
            Some(SchemaKind::Int) => self.ambient(Ambient::Int),
            Some(SchemaKind::Bool) => self.ambient(Ambient::Bool),
            Some(SchemaKind::Array) => {
                if let Some(items) = schema.prefix_items() {
                    let items: Vec<TypeMember> = items.map(|item| self.member("", item)).collect();
                    return self.builder.type_tuple(&items);
                }
                match schema.items() {
                    Some(items) => {
                        let item = self.ty(items, false);
                        self.builder.type_array(item)
                    }
                    None => self.ambient(Ambient::Array),
                }
            }
            Some(SchemaKind::Object | SchemaKind::SecureObject) => self.object(schema, is_decorated),
        }
    }

    fn member(&mut self, name: &str, schema: Schema<'_>) -> TypeMember {
        let decorators = self.decorators(schema);
        TypeMember { name: self.builder.intern(name), ty: self.ty(schema, true), decorators }
    }

    fn object(&mut self, schema: Schema<'_>, is_decorated: bool) -> TypeNodeId {
        if let Some((_, variants)) = schema.discriminator()
            && is_decorated
        {
            let mut variants: Vec<(&str, Schema<'_>)> = variants.collect();
            sort_by(&mut variants, |(a, _), (b, _)| a.to_uppercase().cmp(&b.to_uppercase()));
            let members: Vec<TypeNodeId> = variants.into_iter().map(|(_, variant)| self.ty(variant, false)).collect();
            return self.builder.type_union(&members);
        }
        let additional = match schema.other_properties() {
            OtherProperties::Of(additional) => Some(additional),
            OtherProperties::Unspecified if !schema.has_properties() => return self.ambient(Ambient::Object),
            OtherProperties::Unspecified | OtherProperties::Any | OtherProperties::None => None,
        };
        let mut members: Vec<TypeMember> =
            schema.properties().map(|(name, property)| self.member(name, property)).collect();
        members.extend(additional.map(|additional| self.member("", additional)));
        self.builder.type_object(&members, additional.is_some())
    }

    /// The type that has one value.
    fn literal_type(&mut self, value: &Json) -> TypeNodeId {
        match value {
            Json::Array(items) => {
                let mut members = Vec::with_capacity(items.len());
                for item in items {
                    let name = self.builder.intern("");
                    members.push(TypeMember { name, ty: self.literal_type(item), decorators: Run::default() });
                }
                self.builder.type_tuple(&members)
            }
            Json::Object(properties) => {
                let mut members = Vec::with_capacity(properties.len());
                for (name, value) in properties {
                    let name = self.builder.intern(name);
                    members.push(TypeMember { name, ty: self.literal_type(value), decorators: Run::default() });
                }
                self.builder.type_object(&members, false)
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
                let literal = self.literal(value);
                self.builder.type_literal(literal)
            }
        }
    }

    /// A value without expressions in it.
    fn literal(&mut self, value: &Json) -> ExprId {
        self.builder.json(value)
    }

    /// A value whose texts may be expressions.
    fn value(&mut self, value: &Json) -> ExprId {
        match value {
            Json::String(text) => match parse_expression(text) {
                ExprMeaning::Text(text) => self.builder.string(&text),
                ExprMeaning::Expression(expr) => self.expr(&expr),
            },
            Json::Array(items) => {
                let items: Vec<ExprId> = items.iter().map(|item| self.value(item)).collect();
                self.builder.array(&items)
            }
            Json::Object(members) => {
                let mut entries = Vec::with_capacity(members.len());
                for (name, value) in members {
                    let key = match parse_expression(name) {
                        ExprMeaning::Text(name) => Key::Name(self.builder.intern(&name)),
                        ExprMeaning::Expression(expr) => Key::Computed(self.expr(&expr)),
                    };
                    entries.push(Entry { key, value: self.value(value) });
                }
                self.builder.object(&entries)
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => self.literal(value),
        }
    }

    fn expr(&mut self, expr: &ArmExpr) -> ExprId {
        match expr {
            ArmExpr::String(text) => self.builder.string(text),
            ArmExpr::Number(digits) => self.builder.json(&Json::Number(digits.clone())),
            ArmExpr::Call { name, args, steps } => {
                let mut expr = self.call(name, args);
                for step in steps {
                    expr = match step {
                        ArmExpr::String(name) if is_identifier(name) => {
                            let name = self.builder.intern(name);
                            self.builder.property(expr, name, false)
                        }
                        step => {
                            let index = self.expr(step);
                            self.builder.index(expr, index, false, false)
                        }
                    };
                }
                expr
            }
        }
    }

    fn call(&mut self, name: &str, args: &[ArmExpr]) -> ExprId {
        if let Some((namespace, member)) = name.rsplit_once('.') {
            let template = self.template.clone();
            let declared = template.functions().find(|(own, function, _)| {
                own.eq_ignore_ascii_case(namespace) && function.eq_ignore_ascii_case(member)
            });
            if let Some((namespace, member, _)) = declared {
                let decl = self.symbol(&Meaning::Function(namespace.to_owned(), member.to_owned()));
                let args = self.args(args);
                return self.builder.call(Callee::Declared(decl), &args);
            }
        }
        match (name.to_ascii_lowercase().as_str(), args) {
            ("variables", [ArmExpr::String(variable)]) => {
                let template = self.template.clone();
                let loops = template.variable_loops().map(|(name, ..)| name);
                let mut names = template.variables().map(|(name, _)| name).chain(loops);
                if let Some(own) = names.find(|own| own.eq_ignore_ascii_case(variable)) {
                    let decl = self.symbol(&Meaning::Variable(own.to_owned()));
                    return self.builder.leaf(Expr::Decl(decl));
                }
            }
            ("parameters", [ArmExpr::String(parameter)]) => {
                if let Some((_, local)) = self.params.iter().find(|(own, _)| own == parameter) {
                    let local = *local;
                    return self.builder.leaf(Expr::Local(local));
                }
            }
            ("copyindex", [ArmExpr::String(name), start @ ..]) => {
                if let Some((own, index)) = &self.around
                    && own.eq_ignore_ascii_case(name)
                {
                    let index = self.builder.leaf(Expr::Local(*index));
                    return match start.first() {
                        Some(start) => {
                            let start = self.expr(start);
                            self.builder.binary(BinaryOp::Add, index, start)
                        }
                        None => index,
                    };
                }
            }
            _ => {}
        }
        let args = self.args(args);
        // What the language has under the same name is typed as there.
        let plain = Function::find(name).filter(|function| {
            matches!(function.row().emission, Emission::Call)
                && function.row().overloads.iter().all(|overload| !overload.names_scope)
        });
        let callee = match plain {
            Some(function) => Callee::Function(function),
            None => Callee::Arm(self.builder.intern(name)),
        };
        self.builder.call(callee, &args)
    }

    fn args(&mut self, args: &[ArmExpr]) -> Vec<ExprId> {
        args.iter().map(|arg| self.expr(arg)).collect()
    }
}
