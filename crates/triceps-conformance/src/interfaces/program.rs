//! A recorded program as Rust that uses the bindings of its module.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use triceps_codegen::model::{Field, Kind, Model, Read, Record};
use triceps_syntax::ast::{
    Arguments, Array as ArrayLiteral, AstNode, Declaration, Expr, Key, LiteralValue, Object, StringLiteral, StringPart,
    Ternary,
};
use triceps_syntax::{Language, parse};

/// A program in Rust.
pub(super) struct Written {
    pub(super) text: String,
    /// Places that go around the types of the binding.
    pub(super) escapes: Vec<String>,
}

/// Rust text, and what it is: two texts of one form are of one type.
struct Form {
    text: String,
    form: String,
}

type Outcome<T> = Result<T, String>;

fn form(text: impl Into<String>, form: impl Into<String>) -> Form {
    Form { text: text.into(), form: form.into() }
}

/// Writes a program with the binding of this name.
pub(super) fn write(text: &str, module: &str, model: &Model) -> Outcome<Written> {
    let tree = parse(text, Language::Bicep);
    let mut writer = Writer { model, names: BTreeMap::new(), body: String::new(), escapes: Vec::new() };
    let mut scope = "resource_group".to_owned();
    for declaration in tree.file().declarations() {
        match declaration {
            Declaration::TargetScope(it) => {
                let value = it.value().and_then(string).unwrap_or_default();
                scope = if value == "managementGroup" { "management_group".to_owned() } else { value };
            }
            other => writer.declaration(other)?,
        }
    }
    let text = format!(
        "use triceps::functions::*;\nuse triceps::scope::*;\nuse triceps::*;\n\nuse crate::{module} as module;\nuse crate::typed;\n\n\
         pub fn template() -> Template {{\n    let mut t = Template::for_{scope}();\n{}    t\n}}\n",
        writer.body
    );
    Ok(Written { text, escapes: writer.escapes })
}

struct Writer<'a> {
    model: &'a Model,
    /// What the names of the program stand for, as forms.
    names: BTreeMap<String, String>,
    body: String,
    escapes: Vec<String>,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.body, "    {text}");
    }

    fn declaration(&mut self, declaration: Declaration<'_>) -> Outcome<()> {
        let name = declaration.name().map(|name| name.text().to_owned()).unwrap_or_default();
        let variable = variable(&name);
        let is_secure = declaration.decorators().next().is_some();
        match declaration {
            Declaration::Param(it) => {
                let ty = it.ty().ok_or("a parameter without a type")?.syntax().text().to_owned();
                let (method, form) = match (ty.as_str(), is_secure) {
                    ("string", false) => ("string", "&Value<String>"),
                    ("bool", false) => ("bool", "&Value<bool>"),
                    ("int", false) => ("int", "&Value<i64>"),
                    ("string", true) => ("secure_string", "&Secure<String>"),
                    ("object", true) => ("secure_object", "&Secure<Object>"),
                    _ => return Err(format!("a parameter of the type {ty}")),
                };
                self.names.insert(name.clone(), form.to_owned());
                self.line(&format!("let {variable} = t.param(Param::{method}({name:?}));"));
            }
            Declaration::Resource(it) => {
                let ty =
                    it.resource_type().and_then(StringLiteral::value).ok_or("a resource without a type")?.into_owned();
                let (ty, version) = ty.split_once('@').ok_or("a resource without a version")?;
                let Some(Expr::Object(body)) = it.body() else { return Err("a resource without a body".to_owned()) };
                let own =
                    string(property(body, "name").ok_or("a resource without a name")?).ok_or("a computed name")?;
                let existing = if ty == "Microsoft.ManagedIdentity/userAssignedIdentities" {
                    format!("managed_identity::UserAssignedIdentity::existing({own:?}).api_version({version:?})")
                } else {
                    format!("Existing::<Raw>::new({ty:?}, {version:?}, {own:?})")
                };
                let scope = property(body, "scope").map(|scope| self.scope(scope)).transpose()?.unwrap_or_default();
                self.names.insert(name.clone(), "resource".to_owned());
                self.line(&format!("let {variable} = t.add({name:?}, {existing}{scope});"));
            }
            Declaration::Module(it) => {
                let Some(Expr::Object(body)) = it.body() else { return Err("a module without a body".to_owned()) };
                let Some(Expr::Object(params)) = property(body, "params") else {
                    return Err("a module without parameters".to_owned());
                };
                let model = self.model;
                let binding = self.record(params, &model.parameters, "")?;
                let own = property(body, "name").map(|own| self.value(own, &Kind::Text, "name")).transpose()?;
                let own = own.map(|own| format!(".name({})", own.text)).unwrap_or_default();
                let scope = property(body, "scope").map(|scope| self.scope(scope)).transpose()?.unwrap_or_default();
                self.names.insert(name.clone(), "module".to_owned());
                self.line(&format!("let {variable} = t.add({name:?}, Module::new({binding}){own}{scope});"));
            }
            Declaration::Output(it) => {
                let ty = it.ty().ok_or("an output without a type")?.syntax().text().to_owned();
                let value = it.value().ok_or("an output without a value")?;
                let (base, path) = chain(value);
                let (Expr::Name(base), [outputs, output]) = (base, path.as_slice()) else {
                    return Err(format!("the output {name}"));
                };
                if *outputs != "outputs" {
                    return Err(format!("the output {name}"));
                }
                let base = base.token().map(|token| self::variable(token.text())).unwrap_or_default();
                let known = self.model.outputs.iter().find(|known| known.name == *output);
                let known = known.ok_or_else(|| format!("the binding has no output {output}"))?;
                let read = format!("{base}.outputs().{}()", known.method);
                let (plain, is_nullable) = ty.strip_suffix('?').map_or((ty.as_str(), false), |plain| (plain, true));
                let is_same_kind = match known.kind {
                    Read::Text => plain == "string",
                    Read::Bool => plain == "bool",
                    Read::Int => plain == "int",
                    Read::Object | Read::View(_) | Read::Map(_) => plain == "object",
                    Read::Any | Read::List(_) | Read::Nullable(_) => false,
                };
                let declared = format!("TypeExpr::named({plain:?}){}", if is_nullable { ".nullable()" } else { "" });
                let secure = if is_secure { "secure_" } else { "" };
                if is_same_kind && is_nullable == known.is_nullable && is_secure == known.is_secure {
                    self.line(&format!("t.{secure}output({name:?}, {read});"));
                } else {
                    self.line(&format!("t.{secure}output_of({name:?}, {declared}, {read});"));
                }
            }
            _ => return Err(format!("a declaration of {name}")),
        }
        Ok(())
    }

    fn scope(&mut self, scope: Expr<'_>) -> Outcome<String> {
        let Expr::Call(call) = scope else { return Err("a scope".to_owned()) };
        let mut arguments = Vec::new();
        for argument in call.arguments().into_iter().flat_map(Arguments::values) {
            arguments.push(self.value(argument, &Kind::Text, "scope")?.text);
        }
        let function = if arguments.len() == 1 { "resource_group_named" } else { "resource_group_of" };
        Ok(format!(".scope({function}({}))", arguments.join(", ")))
    }

    /// A value where one of this kind is wanted.
    fn value(&mut self, value: Expr<'_>, kind: &Kind, place: &str) -> Outcome<Form> {
        Ok(match value {
            Expr::Paren(inner) => self.value(inner.value().ok_or("nothing in parentheses")?, kind, place)?,
            Expr::Literal(literal) => match literal.value() {
                Some(LiteralValue::Null) => form("Expr::NULL", "Expr"),
                Some(LiteralValue::Bool(value)) => form(value.to_string(), "bool"),
                Some(LiteralValue::Int(value)) => form(format!("{value}_i64"), "i64"),
                None => return Err(format!("{place}: a literal")),
            },
            Expr::String(text) if text.has_holes() => {
                let (mut format, mut holes) = (String::new(), String::new());
                for part in text.parts() {
                    match part {
                        StringPart::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
                        StringPart::Hole(hole) => {
                            format.push_str("{}");
                            let _ = write!(holes, ", {}", self.value(hole, &Kind::Any, place)?.text);
                        }
                    }
                }
                form(format!("interpolate!({format:?}{holes})"), "Value<String>")
            }
            Expr::String(text) => {
                let text = text.value().unwrap_or_default();
                match kind {
                    Kind::Enum(at) => {
                        let item = &self.model.enums[*at];
                        let name = format!("module::{}", item.rust_name);
                        match item.values.iter().find(|(_, value)| *value == text) {
                            Some((constant, _)) => form(format!("{name}::{constant}"), name),
                            None => form(format!("{name}::other({text:?})"), name),
                        }
                    }
                    _ => form(format!("{text:?}"), "&str"),
                }
            }
            Expr::Name(name) => {
                let name = name.token().map(|token| token.text().to_owned()).unwrap_or_default();
                let known = self.names.get(&name).ok_or_else(|| format!("{place}: the name {name}"))?;
                form(format!("&{}", variable(&name)), known.clone())
            }
            Expr::Unary(unary) => {
                let operand = self.value(unary.operand().ok_or("no operand")?, kind, place)?;
                let operator = unary.operator().map_or("", |token| token.text());
                let result = if operator == "!" { "Value<bool>".to_owned() } else { operand.form };
                form(format!("{operator}{}", operand.text), result)
            }
            Expr::Binary(binary) => {
                let left = self.value(binary.left().ok_or("no operand")?, &Kind::Text, place)?;
                let right = self.value(binary.right().ok_or("no operand")?, &Kind::Text, place)?;
                if binary.operator().is_none_or(|token| token.text() != "==") {
                    return Err(format!("{place}: an operator"));
                }
                form(format!("{}.equals({})", left.text.trim_start_matches('&'), right.text), "Value<bool>")
            }
            Expr::Ternary(ternary) => self.ternary(ternary, kind, place)?,
            Expr::Call(call) => {
                let name = call.name().map_or("", |token| token.text());
                let mut arguments = Vec::new();
                for argument in call.arguments().into_iter().flat_map(Arguments::values) {
                    arguments.push(self.value(argument, &Kind::Text, place)?.text);
                }
                let arguments = arguments.join(", ");
                match name {
                    "toLower" => form(format!("to_lower({arguments})"), "Value<String>"),
                    "uniqueString" => form(format!("unique_string([{arguments}])"), "Value<String>"),
                    "split" => form(format!("split({arguments})"), "Value<Vec<String>>"),
                    other => return Err(format!("{place}: the function {other}")),
                }
            }
            Expr::PropertyAccess(_) => {
                let (base, path) = chain(value);
                match (base, path.as_slice()) {
                    (Expr::Name(name), ["id"]) => {
                        let name = name.token().map(|token| variable(token.text())).unwrap_or_default();
                        form(format!("{name}.id()"), "Value<String>")
                    }
                    (Expr::Name(name), ["properties", "principalId"]) => {
                        let name = name.token().map(|token| variable(token.text())).unwrap_or_default();
                        form(format!("{name}.principal_id()"), "Value<String>")
                    }
                    (Expr::Call(call), [property @ ("id" | "location" | "tags" | "name")]) => {
                        let function = match call.name().map_or("", |token| token.text()) {
                            "resourceGroup" => "resource_group",
                            "managementGroup" => "management_group",
                            other @ ("deployment" | "subscription") => other,
                            other => return Err(format!("{place}: the function {other}")),
                        };
                        let result = if *property == "tags" { "Value<Map<String>>" } else { "Value<String>" };
                        form(format!("{function}().{property}()"), result)
                    }
                    _ => return Err(format!("{place}: a property")),
                }
            }
            Expr::Object(object) => self.object(object, kind, place)?,
            Expr::Array(array) => {
                let any = Kind::Any;
                let kind = if let Kind::Nullable(inner) = kind { inner } else { kind };
                if let Kind::Tuple(at) = kind {
                    return self.tuple(array, *at, place);
                }
                let item = match kind {
                    Kind::List(item) => item,
                    Kind::Secret(inner) => match &**inner {
                        Kind::List(item) => item,
                        _ => &any,
                    },
                    _ => &any,
                };
                let mut items = Vec::new();
                for value in array.items() {
                    let value = value.map_err(|_| format!("{place}: a spread"))?;
                    items.push(self.value(value, item, &format!("{place}[]"))?);
                }
                self.array(&items, item)
            }
            _ => return Err(format!("{place}: an expression")),
        })
    }

    fn tuple(&mut self, array: ArrayLiteral<'_>, at: usize, place: &str) -> Outcome<Form> {
        let tuple = &self.model.tuples[at];
        let mut items = Vec::new();
        for (value, kind) in array.items().zip(&tuple.items) {
            let value = value.map_err(|_| format!("{place}: a spread"))?;
            items.push(self.value(value, kind, &format!("{place}[]"))?.text);
        }
        let name = format!("module::{}", tuple.rust_name);
        Ok(form(format!("{name}::new({})", items.join(", ")), name))
    }

    fn array(&self, items: &[Form], item: &Kind) -> Form {
        if item.holds_any() {
            return form(format!("Array::new(){}", calls("push", items)), "Array");
        }
        let ty = self.ty(item);
        let Some(first) = items.first() else { return form("empty()", "Empty") };
        if items.iter().all(|item| item.form == first.form) {
            let items: Vec<&str> = items.iter().map(|item| &*item.text).collect();
            return form(format!("[{}]", items.join(", ")), format!("Vec<{ty}>"));
        }
        let items: Vec<String> = items.iter().map(|item| format!("typed::<{ty}>({})", item.text)).collect();
        form(format!("[{}]", items.join(", ")), format!("Vec<{ty}>"))
    }

    fn ternary(&mut self, ternary: Ternary<'_>, kind: &Kind, place: &str) -> Outcome<Form> {
        let condition = self.value(ternary.condition().ok_or("no condition")?, &Kind::Bool, place)?;
        let yes = self.value(ternary.yes().ok_or("no value")?, kind, place)?;
        let no = self.value(ternary.no().ok_or("no value")?, kind, place)?;
        let condition = condition.text.trim_start_matches('&').to_owned();
        if matches!(kind, Kind::Secret(_)) && yes.form.contains("Secure") {
            return Ok(form(format!("{condition}.then_else_secret({}, {})", yes.text, no.text), yes.form));
        }
        let ty = self.ty(kind);
        let is_text = yes.form == "&str" || yes.form.contains("Value<String>");
        let is_known = match kind {
            Kind::Enum(_) => !is_text,
            Kind::List(_) => kind.holds_any(),
            _ => true,
        };
        let yes = if is_known { yes.text } else { format!("typed::<{ty}>({})", yes.text) };
        Ok(form(format!("{condition}.then_else({yes}, {})", no.text), format!("Value<{ty}>")))
    }

    fn object(&mut self, object: Object<'_>, kind: &Kind, place: &str) -> Outcome<Form> {
        let model = self.model;
        match kind {
            Kind::Secret(inner) | Kind::Nullable(inner) => self.object(object, inner, place),
            Kind::Record(at) => {
                let record = &model.records[*at];
                Ok(form(self.record(object, record, place)?, format!("module::{}", record.rust_name)))
            }
            Kind::Union(at) => {
                let union = &model.unions[*at];
                let tag = property(object, &union.by).and_then(string);
                let tag = tag.ok_or_else(|| format!("{place}: no value of {}", union.by))?;
                let variant = union.variants.iter().find(|(_, value, _)| *value == tag);
                let (name, _, record) = variant.ok_or_else(|| format!("{place}: no variant {tag}"))?;
                let value = self.record(object, &model.records[*record], place)?;
                Ok(form(
                    format!("module::{}::{name}({value})", union.rust_name),
                    format!("module::{}", union.rust_name),
                ))
            }
            Kind::Map(item) if !item.holds_any() => {
                let ty = self.ty(item);
                let mut text = format!("Map::<{ty}>::new()");
                for (key, value) in members(object)? {
                    let value = self.value(value, item, &format!("{place}.*"))?;
                    let _ = write!(text, ".entry({key:?}, {})", value.text);
                }
                Ok(form(text, format!("Map<{ty}>")))
            }
            _ => {
                let any = Kind::Any;
                let item = if let Kind::Map(item) = kind { item } else { &any };
                let mut text = "Object::new()".to_owned();
                for (key, value) in members(object)? {
                    let value = self.value(value, item, &format!("{place}.{key}"))?;
                    let _ = write!(text, ".set({key:?}, {})", value.text);
                }
                if !matches!(kind, Kind::Any | Kind::Map(_)) {
                    self.escapes.push(format!("{place}: an object where {kind:?} is wanted"));
                }
                Ok(form(text, "Object"))
            }
        }
    }

    fn record(&mut self, object: Object<'_>, record: &Record, place: &str) -> Outcome<String> {
        let members = members(object)?;
        let mut arguments = Vec::new();
        for at in &record.arguments {
            let field = &record.fields[*at];
            let (_, value) = members
                .iter()
                .find(|(name, _)| *name == field.name)
                .ok_or_else(|| format!("{place}: no {}", field.name))?;
            arguments.push(self.value(*value, &field.kind, &inside(place, &field.name))?.text);
        }
        let mut text = format!("module::{}::new({})", record.rust_name, arguments.join(", "));
        for (name, value) in members {
            if record.tag.as_ref().is_some_and(|(by, _)| *by == name) {
                continue;
            }
            let Some(at) = record.fields.iter().position(|field| field.name == name) else {
                if let Some(kind) = &record.entries {
                    let value = self.value(value, kind, &inside(place, &name))?;
                    let _ = write!(text, "\n        .entry({name:?}, {})", value.text);
                } else {
                    let value = self.value(value, &Kind::Any, &inside(place, &name))?;
                    self.escapes.push(format!("{}: no such property", inside(place, &name)));
                    let _ = write!(text, "\n        .property({name:?}, {})", value.text);
                }
                continue;
            };
            if !record.arguments.contains(&at) {
                let calls = self.setter(&record.fields[at], value, &inside(place, &name))?;
                let _ = write!(text, "\n        {calls}");
            }
        }
        Ok(text)
    }

    /// The call of a setter, or of an adder for each item where items are of different forms.
    fn setter(&mut self, field: &Field, value: Expr<'_>, place: &str) -> Outcome<String> {
        if let (Kind::List(item), Expr::Array(array), Some(adder)) = (&field.kind, value, &field.adder) {
            let mut items = Vec::new();
            for value in array.items() {
                let value = value.map_err(|_| format!("{place}: a spread"))?;
                items.push(self.value(value, item, &format!("{place}[]"))?);
            }
            if items.iter().any(|item| item.form != items[0].form) {
                return Ok(calls(adder, &items));
            }
            return Ok(format!(".{}({})", field.method, self.array(&items, item).text));
        }
        Ok(format!(".{}({})", field.method, self.value(value, &field.kind, place)?.text))
    }

    fn ty(&self, kind: &Kind) -> String {
        match kind {
            Kind::Any => "Object".to_owned(),
            Kind::Bool => "bool".to_owned(),
            Kind::Int => "i64".to_owned(),
            Kind::Text => "String".to_owned(),
            Kind::Enum(at) => format!("module::{}", self.model.enums[*at].rust_name),
            Kind::Record(at) => format!("module::{}", self.model.records[*at].rust_name),
            Kind::Union(at) => format!("module::{}", self.model.unions[*at].rust_name),
            Kind::Tuple(at) => format!("module::{}", self.model.tuples[*at].rust_name),
            Kind::Map(item) => format!("Map<{}>", self.ty(item)),
            Kind::List(item) => format!("Vec<{}>", self.ty(item)),
            Kind::Secret(inner) => self.ty(inner),
            Kind::Nullable(inner) => format!("Option<{}>", self.ty(inner)),
        }
    }
}

/// One call of a method for each item.
fn calls(method: &str, items: &[Form]) -> String {
    let mut text = String::new();
    for item in items {
        let _ = write!(text, ".{method}({})", item.text);
    }
    text
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

/// `sharedWorkspace` in Rust.
fn variable(name: &str) -> String {
    heck::ToSnakeCase::to_snake_case(name) + "_"
}

fn string(value: Expr<'_>) -> Option<String> {
    match value {
        Expr::String(text) => text.value().map(std::borrow::Cow::into_owned),
        _ => None,
    }
}

fn members(object: Object<'_>) -> Outcome<Vec<(String, Expr<'_>)>> {
    object
        .properties()
        .map(|property| {
            let name = match property.key() {
                Some(Key::Name(token)) => token.text().to_owned(),
                Some(Key::String(text)) => text.value().ok_or("a computed key")?.into_owned(),
                _ => return Err("a key".to_owned()),
            };
            Ok((name, property.value().ok_or("a property without a value")?))
        })
        .collect()
}

fn property<'t>(object: Object<'t>, name: &str) -> Option<Expr<'t>> {
    members(object).ok()?.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// `base.one.two` as its base and names.
fn chain(value: Expr<'_>) -> (Expr<'_>, Vec<&str>) {
    let (mut base, mut names) = (value, Vec::new());
    while let Expr::PropertyAccess(access) = base {
        let (Some(inner), Some(name)) = (access.base(), access.name()) else { break };
        names.push(name.text());
        base = inner;
    }
    names.reverse();
    (base, names)
}
