//! Types in signatures as types of the file.

use triceps_language::{Field, LambdaSig, RecordSig, Sig};
use triceps_middle::TargetScope;
use triceps_middle::kinds::{Bounds, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};

use super::Infer;
use crate::types::table::Types;
use crate::types::utf16_length;

/// Object types of signatures that were made already: each is made once a file, as objects are told apart by where
/// they are made.
#[derive(Debug, Default)]
pub(crate) struct Records {
    list: Vec<(*const Field, Option<TargetScope>, TypeId)>,
}

impl Records {
    fn find(&self, fields: &'static [Field], scope: Option<TargetScope>) -> Option<TypeId> {
        let is_same = |(known, of, _): &&(*const Field, _, _)| *known == fields.as_ptr() && *of == scope;
        self.list.iter().find(is_same).map(|(_, _, ty)| *ty)
    }

    fn add(&mut self, fields: &'static [Field], scope: Option<TargetScope>, ty: TypeId) {
        self.list.push((fields.as_ptr(), scope, ty));
    }
}

impl Infer<'_, '_> {
    /// A type of a signature in its general form.
    pub(super) fn sig(&mut self, sig: Sig) -> TypeId {
        self.sig_among(sig, &[])
    }

    /// A type of a signature, beside arguments of these types.
    pub(super) fn sig_among(&mut self, sig: Sig, args: &[TypeId]) -> TypeId {
        let arg = |position: u8| args.get(usize::from(position)).copied();
        match sig {
            Sig::Any => TypeId::ANY,
            Sig::Array => TypeId::ARRAY,
            Sig::Bool => TypeId::BOOL,
            Sig::Int => TypeId::INT,
            Sig::Object => TypeId::OBJECT,
            Sig::String => TypeId::STRING,
            Sig::SecureString => TypeId::SECURE_STRING,
            Sig::Null => TypeId::NULL,
            Sig::Never => TypeId::NEVER,
            Sig::Text(length) => self.types.string(Bounds::exactly(i64::from(length)), None, TypeFlags::NONE),
            Sig::AtLeast(min) => self.types.int(Bounds { min: Some(min), max: None }, TypeFlags::NONE),
            Sig::Between(min, max) => self.types.int(Bounds { min: Some(min), max: Some(max) }, TypeFlags::NONE),
            Sig::OneOf(texts) => {
                let members: Vec<TypeId> = texts.iter().map(|text| self.types.literal(text)).collect();
                self.types.union(&members)
            }
            Sig::ArrayOf(item) => {
                let item = self.sig(*item);
                self.types.array(item)
            }
            Sig::SomeOf(item) => {
                let item = self.sig(*item);
                self.types.array_within(item, Bounds { min: Some(1), max: None }, TypeFlags::NONE)
            }
            Sig::Union(members) => {
                let members: Vec<TypeId> = members.iter().map(|member| self.sig(*member)).collect();
                self.types.union(&members)
            }
            Sig::Record(record) => self.record(record),
            Sig::Scope(scope, fields) => self.scope(scope, fields),
            Sig::Lambda(lambda) => self.lambda_sig(lambda, args),
            Sig::ItemOf(position) => arg(position).and_then(|ty| self.item_of(ty)).unwrap_or(TypeId::ANY),
            Sig::ValueOf(position) => arg(position).and_then(|ty| self.value_of_object(ty)).unwrap_or(TypeId::ANY),
            Sig::PositionIn(position) => match arg(position) {
                Some(array) => self.position_in(array),
                None => TypeId::INT,
            },
            Sig::KindOf(position) => arg(position).map_or(TypeId::ANY, |ty| self.kind_of(ty)),
            Sig::Accumulator(position) => self.accumulator(arg(0), arg(position)),
            Sig::StartIn(position) => {
                let max = arg(position).and_then(|text| self.most_characters(text));
                self.types.int(Bounds { min: Some(0), max }, TypeFlags::NONE)
            }
            Sig::LengthFrom(text, start) => {
                let max = arg(text).and_then(|text| self.most_characters(text));
                let start = arg(start).map_or(Bounds::NONE, |start| self.types.bounds_of(start)).min;
                let max = max.map(|max| match start {
                    Some(start) if start <= max => max.saturating_sub(start),
                    _ => max,
                });
                self.types.int(Bounds { min: Some(0), max }, TypeFlags::NONE)
            }
        }
    }

    fn lambda_sig(&mut self, lambda: &LambdaSig, args: &[TypeId]) -> TypeId {
        let params: Vec<TypeId> = lambda.params.iter().map(|param| self.sig_among(*param, args)).collect();
        let result = self.sig_among(lambda.result, args);
        self.types.lambda(&params, lambda.required, result)
    }

    /// How long a string can be at most.
    fn most_characters(&self, text: TypeId) -> Option<i64> {
        match self.types.get(text) {
            Type::StringLiteral(text, _) => i64::try_from(utf16_length(self.types.str(text))).ok(),
            Type::String { .. } => self.types.bounds_of(text).max,
            _ => None,
        }
    }

    /// The items of an array; none of anything else.
    fn item_of(&mut self, ty: TypeId) -> Option<TypeId> {
        match self.types.get(ty) {
            Type::Array { .. } | Type::Tuple { .. } => Some(self.types.item_type(ty)),
            _ => None,
        }
    }

    fn value_of_object(&mut self, ty: TypeId) -> Option<TypeId> {
        if !matches!(self.types.get(ty), Type::Object(_)) {
            return None;
        }
        let (_, values) = self.keys_and_values(ty);
        Some(self.types.union(&values))
    }

    fn position_in(&mut self, array: TypeId) -> TypeId {
        let max = match self.types.get(array) {
            Type::Array { .. } | Type::Tuple { .. } => self.types.bounds_of(array).max,
            _ => None,
        };
        self.types.int(Bounds { min: Some(0), max }, TypeFlags::NONE)
    }

    fn accumulator(&mut self, array: Option<TypeId>, seed: Option<TypeId>) -> TypeId {
        let Some(seed) = seed else { return TypeId::ANY };
        let is_short = array.is_some_and(|array| {
            matches!(self.types.get(array), Type::Array { .. } | Type::Tuple { .. })
                && self.types.bounds_of(array).max.is_some_and(|max| max <= 1)
        });
        if is_short { seed } else { self.kind_of(seed) }
    }

    /// The basic type of a value: `string` of each string.
    fn kind_of(&mut self, ty: TypeId) -> TypeId {
        self.basic(ty).unwrap_or(TypeId::ANY)
    }

    fn basic(&mut self, ty: TypeId) -> Option<TypeId> {
        match self.types.get(ty) {
            Type::Bool(_) | Type::BoolLiteral(..) => Some(TypeId::BOOL),
            Type::Int(..) | Type::IntLiteral(..) => Some(TypeId::INT),
            Type::String { .. } | Type::StringLiteral(..) => Some(TypeId::STRING),
            Type::Object(_) | Type::Variants(_) => Some(TypeId::OBJECT),
            Type::Array { .. } | Type::Tuple { .. } => Some(TypeId::ARRAY),
            Type::Union(_) => {
                let rest = self.types.without_null(ty).unwrap_or(ty);
                let members = self.types.members(rest);
                let kinds: Vec<TypeId> = members.into_iter().map(|member| self.basic(member)).collect::<Option<_>>()?;
                let first = *kinds.first()?;
                kinds.iter().all(|kind| *kind == first).then_some(first)
            }
            _ => None,
        }
    }

    pub(super) fn record(&mut self, record: &'static RecordSig) -> TypeId {
        if let Some(known) = self.types.records.find(record.fields, None) {
            return known;
        }
        let properties = self.properties(record.fields);
        let name = self.types.text(record.name);
        let ty = self.types.object(Some(name), TypeFlags::NONE, &properties, None);
        self.types.records.add(record.fields, None, ty);
        ty
    }

    fn scope(&mut self, scope: TargetScope, fields: &'static [Field]) -> TypeId {
        if let Some(known) = self.types.records.find(fields, Some(scope)) {
            return known;
        }
        let properties = self.properties(fields);
        let name = self.types.text(scope.name());
        let ty = self.types.scope_object(name, ScopeKinds::from(scope), &properties);
        self.types.records.add(fields, Some(scope), ty);
        ty
    }

    fn properties(&mut self, fields: &'static [Field]) -> Vec<Property> {
        let mut properties = Vec::with_capacity(fields.len());
        for field in fields {
            let ty = self.sig(field.ty);
            let flags = if field.required { PropertyFlags::REQUIRED } else { PropertyFlags::NONE };
            properties.push(Property { name: self.types.text(field.name), ty, flags });
        }
        properties
    }

    /// What `deployment()` gives: the location is there unless the file is for a resource group.
    pub(super) fn deployment(&mut self) -> TypeId {
        let record = triceps_language::DEPLOYMENT_RECORD;
        let scope = self.middle.scope();
        if let Some(known) = self.types.records.find(record.fields, Some(scope)) {
            return known;
        }
        let mut properties = self.properties(record.fields);
        if scope != TargetScope::ResourceGroup {
            let location = self.types.text("location");
            properties.push(Property { name: location, ty: TypeId::STRING, flags: PropertyFlags::NONE });
        }
        let name = self.types.text(record.name);
        let ty = self.types.object(Some(name), TypeFlags::NONE, &properties, None);
        self.types.records.add(record.fields, Some(scope), ty);
        ty
    }
}

impl Types<'_> {
    /// Whether a value fits a signature in its general form. A union is not made where one of its members will do.
    pub fn fits_sig(&mut self, ty: TypeId, sig: Sig) -> bool {
        if let Sig::Union(members) = sig
            && members.iter().any(|member| self.fits_sig(ty, *member))
        {
            return true;
        }
        let expected = self.of_sig(sig);
        self.assignable(ty, expected)
    }

    /// The type of a signature in its general form, where no call is at hand: what a decorator takes.
    pub fn of_sig(&mut self, sig: Sig) -> TypeId {
        let middle = self.middle();
        let mut diagnostics = triceps_middle::raw::RawDiagnostics::default();
        let owner = triceps_middle::DeclId::FIRST;
        let allowed = triceps_language::Flags::NONE;
        Infer {
            types: self,
            middle,
            diagnostics: &mut diagnostics,
            owner,
            allowed,
            only_decorators: false,
            branches: 0,
        }
        .sig(sig)
    }
}
