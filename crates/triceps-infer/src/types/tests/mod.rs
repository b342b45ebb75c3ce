//! Types by themselves: names, unions, assignability.

use triceps_middle::{Middle, MiddleBuilder, TargetScope};

use super::{Additional, Bounds, Property, PropertyFlags, Type, TypeFlags, TypeId, Types};

fn empty() -> Middle {
    MiddleBuilder::new(TargetScope::ResourceGroup, 0, 0).finish(&[])
}

fn property(types: &mut Types<'_>, name: &str, ty: TypeId, flags: PropertyFlags) -> Property {
    Property { name: types.text(name), ty, flags }
}

#[test]
fn common_types_have_their_names() {
    let middle = empty();
    let types = Types::new(&middle);
    let names = [
        (TypeId::ERROR, "error"),
        (TypeId::ANY, "any"),
        (TypeId::STRING, "string"),
        (TypeId::SECURE_STRING, "string"),
        (TypeId::ARRAY, "array"),
        (TypeId::STRING_ARRAY, "string[]"),
        (TypeId::OBJECT, "object"),
        (TypeId::SECURE_OBJECT, "object"),
        (TypeId::EMPTY_ARRAY, "<empty array>"),
        (TypeId::DEPENDENCIES, "(module[] | (resource | module) | resource[])[]"),
    ];
    for (id, name) in names {
        assert_eq!(types.name(id), name);
    }
}

#[test]
fn unions_are_flat_sorted_and_without_doubles() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let [b, a] = ["b", "a"].map(|text| types.literal(text));
    let inner = types.union(&[b, TypeId::NULL]);
    let union = types.union(&[inner, a, b]);
    assert_eq!(types.name(union), "'a' | 'b' | null");
    let again = types.union(&[a, TypeId::NULL, b]);
    assert_eq!(union, again);
    let array = types.array(union);
    assert_eq!(types.name(array), "('a' | 'b' | null)[]");
    assert_eq!(types.union(&[]), TypeId::NEVER);
    assert_eq!(types.union(&[union, TypeId::ANY]), TypeId::ANY);
    assert_eq!(types.without_null(union), Some(types.union(&[a, b])));
    assert_eq!(types.without_null(a), None);
    let arrays = types.union(&[TypeId::STRING_ARRAY, TypeId::ARRAY, TypeId::INT_ARRAY]);
    assert_eq!(arrays, TypeId::ARRAY);
}

#[test]
fn a_name_in_a_message_is_short() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let literals: Vec<TypeId> = (0..300).map(|number| types.literal(&format!("v{number:03}"))).collect();
    let union = types.union(&literals);
    let name = types.name(union);
    assert!(name.starts_with("'v000' | 'v001' | ") && name.ends_with("'v048' | .."), "{name}");
    let array = types.array(union);
    assert_eq!(types.name(array), format!("({})[]", types.name(union).replace(" | 'v048'", "")));
    let long = types.literal(&"\u{e9}".repeat(200));
    assert_eq!(types.name(long), format!("'{}..'", "\u{e9}".repeat(100)));
    let fields: Vec<Property> = (0..300)
        .map(|number| property(&mut types, &format!("p{number}"), TypeId::INT, PropertyFlags::REQUIRED))
        .collect();
    let object = types.object(None, TypeFlags::NONE, &fields, None);
    assert!(types.name(object).ends_with(", p48: int, .. }"), "{}", types.name(object));
    let tuple = types.tuple(&literals, TypeFlags::NONE);
    assert!(types.name(tuple).ends_with("'v048', ..]"), "{}", types.name(tuple));
}

#[test]
fn bounds_sort_types_of_one_name() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let long = types.string(Bounds { min: Some(5), max: None }, None, TypeFlags::NONE);
    let short = types.string(Bounds { min: Some(1), max: Some(2) }, None, TypeFlags::NONE);
    let union = types.union(&[TypeId::STRING, long, short]);
    assert_eq!(types.members(union), [short, long, TypeId::STRING]);
}

#[test]
fn objects_show_their_properties() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let name = property(&mut types, "name", TypeId::STRING, PropertyFlags::REQUIRED);
    let odd = property(&mut types, "a-b", TypeId::INT, PropertyFlags::REQUIRED);
    let any = Additional { ty: TypeId::ANY, flags: PropertyFlags::FALLBACK };
    let object = types.object(None, TypeFlags::NONE, &[name, odd], Some(any));
    assert_eq!(types.name(object), "{ name: string, 'a-b': int }");
    let map =
        types.object(None, TypeFlags::NONE, &[], Some(Additional { ty: TypeId::STRING, flags: PropertyFlags::NONE }));
    assert_eq!(types.name(map), "{ *: string }");
    let tuple = types.tuple(&[object, TypeId::BOOL], TypeFlags::NONE);
    assert_eq!(types.name(tuple), "[{ name: string, 'a-b': int }, bool]");
    assert_eq!(types.property(object, "name"), Some(name));
    assert_eq!(types.property(object, "Name"), None);
}

#[test]
fn lambdas_show_what_may_be_left_out() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let one = types.lambda(&[TypeId::ANY], 1, TypeId::ANY);
    assert_eq!(types.name(one), "any => any");
    let two = types.lambda(&[TypeId::ANY, TypeId::INT], 1, TypeId::STRING);
    assert_eq!(types.name(two), "(any[, int]) => string");
    let none = types.lambda(&[], 0, two);
    assert_eq!(types.name(none), "() => ((any[, int]) => string)");
    assert!(types.assignable(one, two));
    let three = types.lambda(&[TypeId::ANY, TypeId::ANY, TypeId::ANY], 3, TypeId::ANY);
    assert!(!types.assignable(three, two));
}

#[test]
fn assignability() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let literal = types.literal("a");
    let other = types.literal("b");
    let union = types.union(&[literal, other]);
    let loose = types.with_flags(TypeId::STRING, TypeFlags::LOOSE);
    let nullable = types.nullable(literal);
    let cases = [
        (literal, TypeId::STRING, true),
        (TypeId::STRING, literal, false),
        (loose, union, true),
        (union, literal, false),
        (literal, union, true),
        (nullable, union, false),
        (TypeId::STRING_ARRAY, TypeId::INT_ARRAY, true),
        (TypeId::OBJECT, TypeId::ARRAY, false),
        (TypeId::ANY, literal, true),
        (TypeId::ERROR, literal, true),
        (TypeId::NULL, TypeId::STRING, false),
        (TypeId::TRUE, TypeId::BOOL, true),
    ];
    for (source, target, expected) in cases {
        let (from, to) = (types.name(source), types.name(target));
        assert_eq!(types.assignable(source, target), expected, "{from} to {to}");
    }
    assert_eq!(types.assignable_without_null(nullable, union), Some(literal));
}

#[test]
fn unions_collapse_by_what_they_have_in_common() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let a = types.literal("a");
    assert_eq!(types.merged(&[a, TypeId::STRING]), TypeId::STRING);
    let (one, two, nine) = (types.int_literal(1), types.int_literal(2), types.int_literal(9));
    let numbers = types.merged(&[one, two, nine]);
    assert_eq!(types.name(numbers), "9 | int");
    assert_eq!(types.merged(&[TypeId::TRUE, TypeId::FALSE]), TypeId::BOOL);
    let mixed = types.merged(&[a, one]);
    assert_eq!(types.name(mixed), "'a' | 1");
    let kinds = ["x", "y"].map(|kind| {
        let ty = types.literal(kind);
        let kind = property(&mut types, "kind", ty, PropertyFlags::REQUIRED);
        types.object(None, TypeFlags::NONE, &[kind], None)
    });
    let variants = types.merged(&kinds);
    assert!(matches!(types.get(variants), Type::Variants(_)));
    assert_eq!(types.name(variants), "{ kind: 'x' } | { kind: 'y' }");
    let array = types.array(variants);
    assert_eq!(types.name(array), "({ kind: 'x' } | { kind: 'y' })[]");
    let plain = ["p", "q"].map(|name| {
        let property = property(&mut types, name, TypeId::INT, PropertyFlags::REQUIRED);
        types.object(None, TypeFlags::NONE, &[property], None)
    });
    let common = types.merged(&plain);
    assert_eq!(types.name(common), "{ p: int, q: int }");
    let p = types.property(common, "p").expect("one of them has it");
    assert!(!p.flags.contains(PropertyFlags::REQUIRED));
}

#[test]
fn a_union_of_objects_has_what_their_other_properties_are() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let mut object = |name: &str, additional: Option<(TypeId, PropertyFlags)>| {
        let own = property(&mut types, name, TypeId::INT, PropertyFlags::REQUIRED);
        types.object(None, TypeFlags::NONE, &[own], additional.map(|(ty, flags)| Additional { ty, flags }))
    };
    let closed = object("a", None);
    let also_closed = object("b", None);
    let strings = object("c", Some((TypeId::STRING, PropertyFlags::NONE)));
    let more_strings = object("d", Some((TypeId::STRING, PropertyFlags::NONE)));
    let loose = object("e", Some((TypeId::STRING, PropertyFlags::FALLBACK)));
    let cases = [
        (closed, also_closed, None),
        (closed, strings, Some((TypeId::STRING, true))),
        (strings, more_strings, Some((TypeId::ANY, true))),
        (strings, loose, Some((TypeId::STRING, false))),
    ];
    for (one, other, expected) in cases {
        let merged = types.merged(&[one, other]);
        let found = types.additional(merged).map(|found| (found.ty, found.flags.contains(PropertyFlags::FALLBACK)));
        assert_eq!(found, expected, "{} and {}", types.name(one), types.name(other));
    }
}

#[test]
fn secrets_are_found_inside() {
    let middle = empty();
    let mut types = Types::new(&middle);
    let key = property(&mut types, "key", TypeId::SECURE_STRING, PropertyFlags::REQUIRED);
    let object = types.object(None, TypeFlags::NONE, &[key], None);
    let array = types.array(object);
    let nullable = types.nullable(array);
    assert_eq!(types.secrets(nullable), ["[*].key"]);
    assert!(!types.is_secure(nullable));
    assert!(types.is_secure(TypeId::SECURE_STRING));
    assert!(types.secrets(TypeId::OBJECT).is_empty());
}
