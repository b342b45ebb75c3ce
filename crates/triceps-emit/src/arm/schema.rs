//! Parameters, outputs and type definitions as JSON schema nodes.

use triceps_language::{Ambient, DecoratorId};
use triceps_middle::{DeclId, Direction, ExprId, Imported, Key, Run, TypeMember, TypeNode, TypeNodeId};

use super::frames::Env;
use super::literals::Literal;
use super::references::{Derived, Referred};
use super::writer::Writer;

/// What decorators say about a type.
#[derive(Clone, Copy, Default)]
struct Marks {
    imported: Option<Imported>,
    secure: bool,
    discriminator: Option<ExprId>,
    decorators: Run,
}

/// What the keys of a type leave to be written after them.
#[derive(Clone, Copy, Default)]
struct Rest {
    nullable: bool,
    /// Whether `metadata` is written already.
    has_metadata: bool,
}

/// What a schema belongs to.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Parameter {
        default: Option<ExprId>,
    },
    /// A type, perhaps of another file.
    Definition(Option<Imported>),
    Member,
    Output,
}

impl Writer<'_, '_> {
    /// Writes a parameter, definition, property, or an output up to its value: its type, default and modifiers.
    pub(super) fn schema(&mut self, ty: TypeNodeId, owner: Owner, decorators: Run) {
        let imported = if let Owner::Definition(imported) = owner { imported } else { None };
        let marks = Marks {
            imported,
            secure: self.has(decorators, DecoratorId::Secure),
            discriminator: self.argument_of(decorators, DecoratorId::Discriminator),
            decorators,
        };
        let has_metadata = self.type_node(ty, marks);
        // The member of a type may list values as well, which nothing reads there.
        if let Owner::Parameter { default } = owner {
            if let Some(default) = default {
                self.buffer.key("defaultValue");
                self.value(default, Env::ROOT);
            }
            if let Some(allowed) = self.argument_of(decorators, DecoratorId::Allowed) {
                self.buffer.key("allowedValues");
                self.value(allowed, Env::ROOT);
            }
        }
        self.modifiers(decorators, imported, has_metadata);
    }

    /// Writes a type without decorators.
    pub(super) fn plain_schema(&mut self, ty: TypeNodeId) {
        self.type_node(ty, Marks::default());
    }

    fn has(&self, decorators: Run, id: DecoratorId) -> bool {
        self.middle.decorator(decorators, id).is_some()
    }

    /// The first argument of a decorator.
    pub(super) fn argument_of(&self, decorators: Run, id: DecoratorId) -> Option<ExprId> {
        self.middle.list(self.middle.decorator(decorators, id)?.args).first().copied()
    }

    fn modifiers(&mut self, decorators: Run, imported: Option<Imported>, mut has_metadata: bool) {
        if decorators.is_empty() && imported.is_none() {
            return;
        }
        if self.has(decorators, DecoratorId::Sealed) {
            self.buffer.key("additionalProperties");
            self.buffer.raw("false");
        }
        let is_wanted = self.has(decorators, DecoratorId::Metadata) || self.has(decorators, DecoratorId::Export);
        if !has_metadata && is_wanted {
            has_metadata = true;
            self.metadata(decorators, None, imported);
        }
        let bounds = [DecoratorId::MinLength, DecoratorId::MaxLength, DecoratorId::MinValue, DecoratorId::MaxValue];
        for id in bounds {
            if let Some(bound) = self.argument_of(decorators, id) {
                self.buffer.key(id.name());
                self.value(bound, Env::ROOT);
            }
        }
        if let Some(decorator) = self.middle.decorator(decorators, DecoratorId::Validate) {
            self.buffer.key(DecoratorId::Validate.name());
            let mark = self.buffer.open_array();
            for arg in self.middle.list(decorator.args) {
                self.value(*arg, Env::ROOT);
            }
            self.buffer.close(mark);
        }
        if !has_metadata {
            self.description_alone(decorators, imported);
        }
    }

    /// Writes `metadata` with a description, if there is one.
    pub(super) fn description_alone(&mut self, decorators: Run, imported: Option<Imported>) {
        let text = self.argument_of(decorators, DecoratorId::Description);
        if text.is_none() && imported.is_none() {
            return;
        }
        self.buffer.key("metadata");
        let mark = self.buffer.open_object();
        if let Some(text) = text {
            self.buffer.key("description");
            self.description(text);
        }
        self.origin(imported);
        self.buffer.close(mark);
    }

    /// Writes `metadata` of a declared function: the description comes first.
    pub(super) fn function_metadata(&mut self, id: DeclId) {
        let decorators = self.middle.decl(id).decorators;
        let imported = self.middle.imported(id);
        let description = self.argument_of(decorators, DecoratorId::Description);
        let exported = self.has(decorators, DecoratorId::Export);
        if description.is_none() && !exported && imported.is_none() {
            return;
        }
        self.buffer.key("metadata");
        let mark = self.buffer.open_object();
        if let Some(text) = description {
            self.buffer.key("description");
            self.description(text);
        }
        if exported {
            self.buffer.key("__bicep_export!");
            self.buffer.raw("true");
        }
        self.origin(imported);
        self.buffer.close(mark);
    }

    /// Writes `metadata`: where a type is derived from, `__bicep_export!`, the given facts, the description.
    fn metadata(&mut self, decorators: Run, derived: Option<&Derived>, imported: Option<Imported>) {
        let middle = self.middle;
        let facts = self.argument_of(decorators, DecoratorId::Metadata).and_then(|facts| middle.object(facts));
        let description = self.argument_of(decorators, DecoratorId::Description);
        self.buffer.key("metadata");
        let mark = self.buffer.open_object();
        if let Some(derived) = derived {
            self.buffer.key("__bicep_resource_derived_type!");
            let mark = self.buffer.open_object();
            self.buffer.text_property("source", &derived.source());
            if derived.direction == Direction::Output {
                self.buffer.key("output");
                self.buffer.raw("true");
            }
            self.buffer.close(mark);
        }
        if self.has(decorators, DecoratorId::Export) {
            self.buffer.key("__bicep_export!");
            self.buffer.raw("true");
        }
        let mut described = false;
        for entry in facts.unwrap_or_default() {
            let is_description = matches!(entry.key, Key::Name(name) if middle.str(name) == "description");
            self.key(entry.key, Env::ROOT);
            match description {
                Some(text) if is_description => {
                    described = true;
                    self.description(text);
                }
                _ => self.value(entry.value, Env::ROOT),
            }
        }
        if let (Some(text), false) = (description, described) {
            self.buffer.key("description");
            self.description(text);
        }
        self.origin(imported);
        self.buffer.close(mark);
    }

    /// Writes where a declaration of another file comes from.
    fn origin(&mut self, imported: Option<Imported>) {
        let Some(Imported { from, original, is_renamed }) = imported else { return };
        self.buffer.key("__bicep_imported_from!");
        let mark = self.buffer.open_object();
        self.buffer.text_property("sourceTemplate", self.str(from));
        if is_renamed {
            self.buffer.text_property("originalIdentifier", self.str(original));
        }
        self.buffer.close(mark);
    }

    /// Writes a description: the indentation that all its lines have in common is left out.
    pub(super) fn description(&mut self, text: ExprId) {
        match self.middle.text(text) {
            Some(text) if text.contains(['\n', '\r']) => {
                let text = unindent(text);
                self.text_value(&text);
            }
            _ => self.value(text, Env::ROOT),
        }
    }

    /// Writes the keys of a type. Whether `metadata` is among them.
    fn type_node(&mut self, ty: TypeNodeId, marks: Marks) -> bool {
        // The outermost mark of several says whether `null` is one of the values.
        let (mut inner, mut nullable) = (ty, None);
        loop {
            match self.middle.type_node(inner) {
                TypeNode::Nullable(next) => (inner, nullable) = (next, nullable.or(Some(true))),
                TypeNode::NonNull(next) => (inner, nullable) = (next, nullable.or(Some(false))),
                // What a template says about where it is derived from is a part of its metadata.
                TypeNode::Derived { fallback, .. } => inner = fallback,
                _ => break,
            }
        }
        let rest = self.type_keys(inner, marks);
        if let Some(nullable) = nullable.or(rest.nullable.then_some(true)) {
            self.buffer.key("nullable");
            self.buffer.raw(if nullable { "true" } else { "false" });
        }
        rest.has_metadata
    }

    fn type_keys(&mut self, ty: TypeNodeId, marks: Marks) -> Rest {
        match self.middle.type_node(ty) {
            // A template with an error is not emitted.
            TypeNode::Error(text) => self.buffer.text_property("type", self.str(text)),
            TypeNode::Ambient(ambient) => self.ambient_type(ambient, marks.secure),
            TypeNode::Decl(_) | TypeNode::Access { .. } | TypeNode::Resource { .. } => {
                return self.type_reference(ty, marks);
            }
            TypeNode::Literal(_) => return self.literal_type(ty),
            TypeNode::Union(members) => match marks.discriminator {
                Some(name) => self.tagged_union(members, name, marks.secure),
                None => return self.literal_type(ty),
            },
            TypeNode::Array(item) => self.array_type(item),
            TypeNode::Object { members, has_additional } => self.object_type(members, has_additional, marks.secure),
            TypeNode::Tuple(items) => self.tuple_type(items),
            TypeNode::Nullable(inner) | TypeNode::NonNull(inner) | TypeNode::Derived { fallback: inner, .. } => {
                return self.type_keys(inner, marks);
            }
        }
        Rest::default()
    }

    fn ambient_type(&mut self, ambient: Ambient, secure: bool) {
        let name = match (ambient, secure) {
            (Ambient::Any, _) => return,
            (Ambient::String, true) => "securestring",
            (Ambient::Object, true) => "secureObject",
            (other, _) => other.name(),
        };
        self.buffer.text_property("type", name);
    }

    fn array_type(&mut self, item: TypeNodeId) {
        self.buffer.text_property("type", "array");
        let may_be_literal = matches!(
            self.middle.type_node(item),
            TypeNode::Literal(_) | TypeNode::Union(_) | TypeNode::Object { .. } | TypeNode::Tuple(_)
        );
        if may_be_literal && let Some(literals) = self.literals(item) {
            return self.allowed_values(&literals);
        }
        self.buffer.key("items");
        let mark = self.buffer.open_object();
        self.type_node(item, Marks::default());
        self.buffer.close(mark);
    }

    fn object_type(&mut self, members: Run, has_additional: bool, secure: bool) {
        self.buffer.text_property("type", if secure { "secureObject" } else { "object" });
        self.buffer.key("properties");
        let mark = self.buffer.open_object();
        let members = self.middle.members(members);
        let (named, additional) = members.split_at(members.len() - usize::from(has_additional));
        for member in named {
            self.key(Key::Name(member.name), Env::ROOT);
            self.type_member(member);
        }
        self.buffer.close(mark);
        if let [additional] = additional {
            self.buffer.key("additionalProperties");
            self.type_member(additional);
        }
    }

    fn type_member(&mut self, member: &TypeMember) {
        let mark = self.buffer.open_object();
        self.schema(member.ty, Owner::Member, member.decorators);
        self.buffer.close(mark);
    }

    fn tuple_type(&mut self, items: Run) {
        self.buffer.text_property("type", "array");
        self.buffer.key("prefixItems");
        let mark = self.buffer.open_array();
        for item in self.middle.members(items) {
            self.type_member(item);
        }
        self.buffer.close(mark);
        self.buffer.key("items");
        self.buffer.raw("false");
    }

    /// Writes a literal or a union of literals: `{ type, allowedValues }`.
    fn literal_type(&mut self, ty: TypeNodeId) -> Rest {
        let mut literals = self.literals(ty).unwrap_or_default();
        let count = literals.len();
        literals.retain(|literal| *literal != Literal::Null);
        if let Some(kind) = literals.first().and_then(Literal::kind) {
            self.buffer.text_property("type", kind);
        }
        self.allowed_values(&literals);
        Rest { nullable: literals.len() < count, has_metadata: false }
    }

    fn allowed_values(&mut self, literals: &[Literal]) {
        self.buffer.key("allowedValues");
        let mark = self.buffer.open_array();
        for literal in literals {
            self.literal_value(literal);
        }
        self.buffer.close(mark);
    }

    fn tagged_union(&mut self, members: Run, name: ExprId, secure: bool) {
        let property = self.middle.text(name).unwrap_or_default();
        self.buffer.text_property("type", if secure { "secureObject" } else { "object" });
        self.buffer.key("discriminator");
        let mark = self.buffer.open_object();
        self.buffer.text_property("propertyName", property);
        self.buffer.key("mapping");
        let mapping = self.buffer.open_object();
        // Unions in unions are taken apart; their members may be far from each other.
        let mut open: Vec<TypeNodeId> = self.middle.type_list(members).iter().rev().copied().collect();
        while let Some(member) = open.pop() {
            match self.middle.type_node(member) {
                TypeNode::Union(members) => open.extend(self.middle.type_list(members).iter().rev()),
                TypeNode::Object { .. } => self.tagged_member(member, property, None),
                _ => match self.referred(member) {
                    Some(Referred::Declared { path, declaration }) => match self.middle.type_node(declaration) {
                        TypeNode::Object { .. } => self.tagged_member(declaration, property, Some(&path)),
                        // Names in a circle are an error, so that each name leads to a type.
                        _ => open.push(declaration),
                    },
                    Some(Referred::Derived(derived)) => {
                        for (tag, variant) in derived.variants(property) {
                            self.buffer.key(&tag);
                            let mark = self.buffer.open_object();
                            self.derived_type(&variant, Marks::default());
                            self.buffer.close(mark);
                        }
                    }
                    None => {}
                },
            }
        }
        self.buffer.close(mapping);
        self.buffer.close(mark);
    }

    /// Writes a member of a tagged union: where it is declared, or itself.
    fn tagged_member(&mut self, object: TypeNodeId, property: &str, path: Option<&str>) {
        let middle = self.middle;
        let TypeNode::Object { members, has_additional } = middle.type_node(object) else { return };
        let mut found = middle.members(members).iter();
        let Some(tag) = found.find(|member| middle.str(member.name) == property) else { return };
        let literals = self.literals(tag.ty).unwrap_or_default();
        let [Literal::Text(tag)] = literals.as_slice() else { return };
        self.buffer.key(self.str(*tag));
        let mark = self.buffer.open_object();
        match path {
            Some(path) => self.buffer.text_property("$ref", &format!("#{path}")),
            None => self.object_type(members, has_additional, false),
        }
        self.buffer.close(mark);
    }

    /// Writes a type that is a name, or derived from a resource type.
    fn type_reference(&mut self, ty: TypeNodeId, marks: Marks) -> Rest {
        match self.referred(ty) {
            Some(Referred::Derived(derived)) => {
                self.derived_type(&derived, marks);
                return Rest { nullable: false, has_metadata: true };
            }
            Some(Referred::Declared { path, .. }) => self.buffer.text_property("$ref", &format!("#{path}")),
            // A part that is not there, which a check refuses.
            None => self.buffer.text_property("$ref", "#"),
        }
        Rest::default()
    }

    fn derived_type(&mut self, derived: &Derived, marks: Marks) {
        if let Some(kind) = derived.kind_name {
            let kind = match kind {
                "string" if marks.secure => "securestring",
                "object" if marks.secure => "secureObject",
                plain => plain,
            };
            self.buffer.text_property("type", kind);
        }
        self.metadata(marks.decorators, Some(derived), marks.imported);
    }
}

/// Removes the indentation that all lines after the first have in common; a line of spaces counts, an empty one does
/// not.
fn unindent(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let indented = text.split('\n').skip(1).filter(|line| !line.is_empty());
    let common = indented.map(|line| line.chars().take_while(|c| c.is_whitespace()).count()).min().unwrap_or(0);
    let mut lines = text.split('\n');
    let mut out = String::from(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        out.extend(line.chars().skip(common));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unindent;

    #[test]
    fn common_indentation_is_left_out() {
        assert_eq!(unindent("a\n    b\n\n      c\n    "), "a\nb\n\n  c\n");
        assert_eq!(unindent("a\r\n  b\r  c"), "a\nb\nc");
        assert_eq!(unindent("  a\nb\n  c"), "  a\nb\n  c");
    }
}
