//! Types of whole files: written types, circles, interfaces, values against types.

use std::sync::Arc;

use triceps_core::types::Types;
use triceps_core::types::fill;
use triceps_core::{LinkedFiles, check};
use triceps_language::{Ambient, BinaryOp, DecoratorId, UnaryOp};
use triceps_middle::analysis::{Facts, Graph};
use triceps_middle::kinds::PortableType;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{
    Decl, DeclId, DeclKind, Decorator, DecoratorName, Direction, Entry, Expr, ExprId, Key, Middle, MiddleBuilder,
    Module, Run, TargetScope, TypeAccess, TypeMember, TypeNode, TypeNodeId,
};

/// Makes files with few words.
struct File {
    builder: MiddleBuilder,
    order: Vec<DeclId>,
}

impl File {
    fn new(decls: usize) -> Self {
        Self { builder: MiddleBuilder::new(TargetScope::ResourceGroup, decls, 64), order: Vec::new() }
    }

    fn declare(&mut self, index: usize, name: &str, kind: DeclKind, decorators: Run) -> DeclId {
        let id = DeclId::new(index);
        let name = self.builder.intern(name);
        self.builder.declare(id, Decl { name, kind, decorators }, None);
        self.order.push(id);
        id
    }

    fn string(&mut self) -> TypeNodeId {
        self.builder.type_leaf(TypeNode::Ambient(Ambient::String))
    }

    fn named(&mut self, index: usize) -> TypeNodeId {
        self.builder.type_leaf(TypeNode::Decl(DeclId::new(index)))
    }

    fn literal(&mut self, text: &str) -> TypeNodeId {
        let literal = self.builder.string(text);
        self.builder.type_literal(literal)
    }

    fn object_type(&mut self, members: &[(&str, TypeNodeId)]) -> TypeNodeId {
        let members: Vec<TypeMember> = members
            .iter()
            .map(|(name, ty)| TypeMember { name: self.builder.intern(name), ty: *ty, decorators: Run::default() })
            .collect();
        self.builder.type_object(&members, false)
    }

    fn object(&mut self, entries: &[(&str, ExprId)]) -> ExprId {
        let entries: Vec<Entry> = entries
            .iter()
            .map(|(name, value)| Entry { key: Key::Name(self.builder.intern(name)), value: *value })
            .collect();
        self.builder.object(&entries)
    }

    fn decorator(&mut self, id: DecoratorId, args: Vec<ExprId>) -> Run {
        self.builder.decorators(&[(DecoratorName::Known(id), false, args)])
    }

    fn finish(self) -> Middle {
        self.builder.finish(&self.order)
    }
}

/// Calls `test` with the types of a file and the codes of what is wrong in it.
fn with_types(middle: &Middle, test: impl FnOnce(&mut Types<'_>, &[&str])) {
    let graph = Graph::new(middle);
    let facts = Facts::new(middle, &graph);
    let mut diagnostics = RawDiagnostics::default();
    let mut types = fill(middle, &graph, &facts.resources, &mut diagnostics);
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect();
    test(&mut types, &codes);
}

/// `type node = { value: string, next: node? }`
fn node_type(file: &mut File, index: usize, decorators: Run) {
    let (value, next) = (file.string(), file.named(index));
    let next = file.builder.type_nullable(next);
    let ty = file.object_type(&[("value", value), ("next", next)]);
    file.declare(index, "node", DeclKind::Type { ty }, decorators);
}

#[test]
fn a_type_may_contain_itself_where_it_may_end() {
    let mut file = File::new(1);
    node_type(&mut file, 0, Run::default());
    with_types(&file.finish(), |types, codes| {
        assert!(codes.is_empty(), "{codes:?}");
        let node = types.of_decl(DeclId::FIRST);
        assert_eq!(types.name(node), "{ value: string, next: node? }");
        let next = types.property(node, "next").expect("it is declared").ty;
        let next = types.without_null(next).expect("it may be null");
        assert_eq!(types.resolved(next), types.resolved(node));
    });
}

#[test]
fn a_type_that_always_contains_itself_is_an_error() {
    let mut file = File::new(3);
    let own = file.named(0);
    let ty = file.builder.type_array(own);
    file.declare(0, "list", DeclKind::Type { ty }, Run::default());
    let right = file.named(2);
    let ty = file.object_type(&[("right", right)]);
    file.declare(1, "left", DeclKind::Type { ty }, Run::default());
    let left = file.named(1);
    let ty = file.object_type(&[("left", left)]);
    file.declare(2, "right", DeclKind::Type { ty }, Run::default());
    with_types(&file.finish(), |types, codes| {
        assert_eq!(codes, ["BCP298", "BCP299", "BCP299"]);
        assert!((0..3).all(|index| types.is_circular(DeclId::new(index))));
    });
}

#[test]
fn unions_are_of_literals_of_one_kind() {
    let mut file = File::new(3);
    let members = [file.literal("b"), file.literal("a")];
    let ty = file.builder.type_union(&members);
    file.declare(0, "right", DeclKind::Type { ty }, Run::default());
    let members = [file.literal("a"), file.string()];
    let ty = file.builder.type_union(&members);
    file.declare(1, "open", DeclKind::Type { ty }, Run::default());
    let one = file.builder.leaf(Expr::Int(1));
    let members = [file.literal("a"), file.builder.type_literal(one)];
    let ty = file.builder.type_union(&members);
    file.declare(2, "mixed", DeclKind::Type { ty }, Run::default());
    with_types(&file.finish(), |types, codes| {
        assert_eq!(codes, ["BCP293", "BCP294"]);
        assert_eq!(types.name(types.of_decl(DeclId::FIRST)), "'a' | 'b'");
    });
}

#[test]
fn decorators_change_the_type_of_a_parameter() {
    let mut file = File::new(3);
    let ty = file.string();
    let least = file.builder.leaf(Expr::Int(5));
    let decorators = file.decorator(DecoratorId::MinLength, vec![least]);
    let default = Some(file.builder.string("abc"));
    file.declare(0, "short", DeclKind::Param { ty, default }, decorators);
    let ty = file.string();
    let items = [file.builder.string("x"), file.builder.string("y")];
    let allowed = file.builder.array(&items);
    let decorators = file.decorator(DecoratorId::Allowed, vec![allowed]);
    let default = Some(file.builder.string("z"));
    file.declare(1, "chosen", DeclKind::Param { ty, default }, decorators);
    let ty = file.string();
    let decorators = file.decorator(DecoratorId::Secure, vec![]);
    file.declare(2, "secret", DeclKind::Param { ty, default: None }, decorators);
    with_types(&file.finish(), |types, codes| {
        assert_eq!(codes, ["BCP333", "BCP033"]);
        assert_eq!(types.name(types.of_decl(DeclId::new(1))), "'x' | 'y'");
        assert!(types.is_secure(types.of_decl(DeclId::new(2))));
    });
}

/// A file with a parameter of a type that contains itself, and an output.
fn inner(default: Option<&str>) -> Middle {
    let mut file = File::new(4);
    node_type(&mut file, 0, Run::default());
    let ty = file.named(0);
    file.declare(1, "tree", DeclKind::Param { ty, default: None }, Run::default());
    let ty = file.string();
    let default = default.map(|text| file.builder.string(text));
    file.declare(2, "name", DeclKind::Param { ty, default }, Run::default());
    let ty = file.string();
    let value = file.builder.leaf(Expr::Decl(DeclId::new(2)));
    file.declare(3, "echo", DeclKind::Output { ty, value }, Run::default());
    file.finish()
}

#[test]
fn equal_files_have_equal_interfaces() {
    let interface = |default| {
        check(inner(default), LinkedFiles::default(), RawDiagnostics::default())
            .expect("it is right")
            .interface()
            .clone()
    };
    let (one, same, other) = (interface(None), interface(None), interface(Some("x")));
    assert_eq!(one, same);
    assert_ne!(one, other);
    assert!(one.parameter("name").expect("it is declared").is_required);
    assert!(!other.parameter("name").expect("it is declared").is_required);
    assert_eq!(one.outputs().len(), 1);
}

#[test]
fn a_module_is_compared_with_the_interface_of_its_file() {
    let template =
        Arc::new(check(inner(Some("x")), LinkedFiles::default(), RawDiagnostics::default()).expect("it is right"));
    let mut file = File::new(2);
    let path = "inner.bicep".to_owned();
    let id = LinkedFiles::default().add_module(&mut file.builder, path, template.into());
    let number = file.builder.leaf(Expr::Int(3));
    let inside = file.object(&[("value", number)]);
    let value = file.builder.string("v");
    let tree = file.object(&[("value", value), ("next", inside)]);
    let unknown = file.builder.string("?");
    let given = file.object(&[("tree", tree), ("odd", unknown)]);
    let body = file.object(&[("params", given)]);
    let module = Module { file: Some(id), header: None, condition: None, body };
    file.declare(0, "wrong", DeclKind::Module(module), Run::default());
    let ty = file.builder.type_leaf(TypeNode::Ambient(Ambient::Int));
    let module = file.builder.leaf(Expr::Decl(DeclId::FIRST));
    let outputs = file.builder.intern("outputs");
    let outputs = file.builder.property(module, outputs, false);
    let echo = file.builder.intern("echo");
    let value = file.builder.property(outputs, echo, false);
    file.declare(1, "number", DeclKind::Output { ty, value }, Run::default());
    with_types(&file.finish(), |types, codes| {
        // In the tree, beside it, and what the output gives.
        assert_eq!(codes, ["BCP036", "BCP037", "BCP033"]);
        let module = types.module_body(DeclId::FIRST);
        let params = types.property(module, "params").expect("a module has parameters").ty;
        let tree = types.property(params, "tree").expect("it is declared").ty;
        let inside = types.property(tree, "next").expect("it is declared").ty;
        assert_eq!(types.name(tree), "{ value: string, next: node? }");
        let inside = types.without_null(inside).expect("it may be null");
        assert_eq!(types.resolved(inside), types.resolved(tree));
    });
}

#[test]
fn decorators_have_their_arguments_inferred() {
    let mut file = File::new(1);
    let ty = file.string();
    let most = file.builder.leaf(Expr::Int(3));
    let least = file.builder.leaf(Expr::Int(5));
    let both: Vec<(DecoratorName, bool, Vec<ExprId>)> = vec![
        (DecoratorName::Known(DecoratorId::MinLength), false, vec![least]),
        (DecoratorName::Known(DecoratorId::MaxLength), false, vec![most]),
    ];
    let decorators = file.builder.decorators(&both);
    file.declare(0, "none", DeclKind::Param { ty, default: None }, decorators);
    let middle = file.finish();
    let known: Vec<&Decorator> = middle.decorators(middle.decl(DeclId::FIRST).decorators).iter().collect();
    assert_eq!(known.len(), 2);
    with_types(&middle, |types, codes| {
        assert_eq!(codes, ["BCP331"]);
        assert_eq!(types.name(types.of_decl(DeclId::FIRST)), "error");
    });
}

#[test]
fn the_decorators_of_a_variable_that_is_built_are_looked_at_before_its_value() {
    let mut file = File::new(1);
    let text = file.builder.string("x");
    let negative = file.builder.unary(UnaryOp::Minus, text);
    let decorators = file.decorator(DecoratorId::Description, vec![negative]);
    let (one, two) = (file.builder.string("x"), file.builder.string("y"));
    let value = file.builder.binary(BinaryOp::Subtract, one, two);
    file.declare(0, "difference", DeclKind::Var { ty: None, value }, decorators);
    with_types(&file.finish(), |_, codes| assert_eq!(codes, ["BCP044", "BCP045"]));
}

#[test]
fn variants_of_the_index_stay_so_in_the_interface() {
    let mut file = File::new(1);
    let mut ty = file.builder.type_resource(Direction::Input, "Microsoft.Insights/metricAlerts@2018-03-01");
    for name in ["properties", "criteria"] {
        let name = file.builder.intern(name);
        ty = file.builder.type_access(ty, TypeAccess::Property(name));
    }
    file.declare(0, "criteria", DeclKind::Param { ty, default: None }, Run::default());
    let checked = check(file.finish(), LinkedFiles::default(), RawDiagnostics::default()).expect("it is right");
    let interface = checked.interface();
    let position = interface.parameter("criteria").expect("it is declared").ty;
    let ty = &interface.types().list()[position as usize];
    assert!(matches!(ty, PortableType::IndexVariants { .. }), "{ty:?}");
}
