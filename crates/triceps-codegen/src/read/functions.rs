//! `list..` functions, which templates can call, and what they give.

use std::collections::BTreeMap;

use triceps_types::{ObjectType, ResourceType, TypeId, TypeKind};

use super::record::method_name;
use super::{Owner, Reader};
use crate::naming::{HANDLE_METHODS, Names, pascal, singular, snake};
use crate::shape::{Accessor, Function, Getter, Output, Read, TextRule, Type};

/// Text in the answer of a `list..` function that is not a secret. All other text counts as one, since
/// the data marks few.
const HARMLESS: [&str; 12] = [
    "createdtime",
    "creationtime",
    "id",
    "keyname",
    "location",
    "name",
    "nextlink",
    "permissions",
    "serviceresourceid",
    "type",
    "username",
    "validationstatus",
];

pub(super) fn read(
    reader: &mut Reader<'_>,
    resource: &ResourceType<'_>,
    getters: &[Getter],
) -> (Vec<Function>, Vec<Output>) {
    let getters = getters.iter().map(|getter| getter.method.as_str());
    let mut methods = Names::reserving(HANDLE_METHODS.into_iter().chain(getters));
    let mut outputs = Outputs { reader, list: Vec::new(), seen: BTreeMap::new() };
    let mut functions = Vec::new();
    // The rest are actions, which templates cannot call.
    for function in resource.functions().filter(|function| function.name().starts_with("list")) {
        let place = format!("{}()", function.name());
        let output = outputs.read(function.output(), &format!("{}Result", function.name()), &place);
        let path = [function.name().to_owned()];
        let input = function.input().map(|input| {
            outputs.reader.kind(input, &format!("{}Parameters", function.name()), &path, Owner::resource(""), false)
        });
        let method = methods.take(&[snake(function.name()), snake(&format!("{}_function", function.name()))]);
        functions.push(Function { name: function.name().to_owned(), method, input, output, docs: None });
    }
    (functions, outputs.list)
}

struct Outputs<'r, 's> {
    reader: &'r mut Reader<'s>,
    list: Vec<Output>,
    seen: BTreeMap<TypeId, usize>,
}

impl Outputs<'_, '_> {
    fn read(&mut self, kind: TypeKind<'_>, name: &str, place: &str) -> Read {
        match kind {
            TypeKind::Boolean => Read::Plain(Type::Bool),
            TypeKind::Integer(_) => Read::Plain(Type::Int { min: None, max: None }),
            TypeKind::String(text) if !text.is_sensitive() && is_harmless(name) => {
                Read::Plain(Type::Text(TextRule::default()))
            }
            TypeKind::String(_) => Read::Secret(Type::Text(TextRule::default())),
            TypeKind::Literal(_) | TypeKind::Union(_) => Read::Plain(Type::Text(TextRule::default())),
            TypeKind::Array(array) => Read::List(Box::new(self.read(array.item(), &singular(name), place))),
            TypeKind::Object(object) if !object.is_sensitive() && object.properties().next().is_some() => {
                Read::Output(self.output(&object, name, place))
            }
            TypeKind::Object(_) => Read::Secret(Type::Object),
            _ => Read::Secret(Type::Any),
        }
    }

    fn output(&mut self, object: &ObjectType<'_>, name: &str, place: &str) -> usize {
        if let Some(at) = self.seen.get(&object.id()) {
            return *at;
        }
        let by_data = pascal(object.name().rsplit(['/', '.']).next().unwrap_or_default());
        let by_place = pascal(name);
        let mut candidates = vec![by_data.clone(), by_place.clone(), format!("{by_place}Output")];
        if by_data.is_empty() || by_data.len() > 40 {
            candidates.remove(0);
        }
        let rust_name = self.reader.take(candidates);
        let at = self.list.len();
        self.seen.insert(object.id(), at);
        self.list.push(Output { rust_name, place: place.to_owned(), docs: Vec::new(), accessors: Vec::new() });
        let mut methods = Names::reserving(["clone"]);
        let mut accessors = Vec::new();
        for property in object.properties() {
            let path = [property.name().to_owned()];
            let read = self.read(property.kind(), property.name(), &format!("{place}.{}", property.name()));
            let method = method_name(&path, None, &mut methods);
            accessors.push(Accessor { property: property.name().to_owned(), method, read, docs: None });
        }
        self.list[at].accessors = accessors;
        at
    }
}

fn is_harmless(name: &str) -> bool {
    HARMLESS.contains(&name.to_ascii_lowercase().as_str())
}
