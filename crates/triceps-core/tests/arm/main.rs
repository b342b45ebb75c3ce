//! ARM JSON of small files, by construct. Each is what the compiler makes of the text in the comments.

mod access;
mod depends;
mod file;
mod loops;
mod modules;
mod types;
mod variables;

use serde_json::Value;
use triceps_core::types::{fill, interface, module_outputs};
use triceps_core::{Checked, LinkedFiles, RawDiagnostics};
use triceps_language::{Ambient, DecoratorId, Function};
use triceps_middle::analysis::{Facts, Graph, Names};
use triceps_middle::{
    Callee, Decl, DeclHint, DeclId, DeclKind, DecoratorName, Entry, Expr, ExprId, Header, Key, LocalId, LocalKind,
    MiddleBuilder, Module, Part, Resource, Run, TargetScope, TypeMember, TypeNode, TypeNodeId,
};

/// A file that is put together declaration by declaration.
struct File {
    builder: MiddleBuilder,
    linked: LinkedFiles,
    next: usize,
    order: Vec<DeclId>,
}

impl File {
    fn new(count: usize) -> Self {
        Self::deployed_to(TargetScope::ResourceGroup, count)
    }

    fn deployed_to(scope: TargetScope, count: usize) -> Self {
        let builder = MiddleBuilder::new(scope, count, 0);
        Self { builder, linked: LinkedFiles::default(), next: 0, order: Vec::new() }
    }

    /// The declaration that is made next but `ahead`.
    fn later(&self, ahead: usize) -> DeclId {
        DeclId::new(self.next + ahead)
    }

    fn declare(&mut self, name: &str, kind: DeclKind, decorators: Run) -> DeclId {
        let id = self.later(0);
        self.next += 1;
        let name = self.builder.intern(name);
        self.builder.declare(id, Decl { name, kind, decorators }, None);
        self.builder.decl_hint(id, DeclHint::BlankLineBefore(false));
        self.order.push(id);
        id
    }

    fn ambient(&mut self, ambient: Ambient) -> TypeNodeId {
        self.builder.type_leaf(TypeNode::Ambient(ambient))
    }

    fn named_type(&mut self, decl: DeclId) -> TypeNodeId {
        self.builder.type_leaf(TypeNode::Decl(decl))
    }

    fn literal_type(&mut self, text: &str) -> TypeNodeId {
        let literal = self.s(text);
        self.builder.type_literal(literal)
    }

    fn member(&mut self, name: &str, ty: TypeNodeId) -> TypeMember {
        TypeMember { name: self.builder.intern(name), ty, decorators: Run::default() }
    }

    fn object_type(&mut self, members: &[(&str, TypeNodeId)]) -> TypeNodeId {
        let members: Vec<_> = members.iter().map(|(name, ty)| self.member(name, *ty)).collect();
        self.builder.type_object(&members, false)
    }

    fn decorators(&mut self, list: &[(DecoratorId, Vec<ExprId>)]) -> Run {
        let list: Vec<_> = list.iter().map(|(id, args)| (DecoratorName::Known(*id), false, args.clone())).collect();
        self.builder.decorators(&list)
    }

    fn param(&mut self, name: &str, ambient: Ambient) -> DeclId {
        let ty = self.ambient(ambient);
        self.declare(name, DeclKind::Param { ty, default: None }, Run::default())
    }

    fn param_of(&mut self, name: &str, ty: TypeNodeId) -> DeclId {
        self.declare(name, DeclKind::Param { ty, default: None }, Run::default())
    }

    fn var(&mut self, name: &str, value: ExprId) -> DeclId {
        self.declare(name, DeclKind::Var { ty: None, value }, Run::default())
    }

    fn ty(&mut self, name: &str, ty: TypeNodeId) -> DeclId {
        self.declare(name, DeclKind::Type { ty }, Run::default())
    }

    fn output(&mut self, name: &str, value: ExprId) -> DeclId {
        let ty = self.ambient(Ambient::Any);
        self.declare(name, DeclKind::Output { ty, value }, Run::default())
    }

    fn resource(&mut self, name: &str, reference: &str, entries: &[(&str, ExprId)]) -> DeclId {
        self.resource_with(name, reference, entries, |resource| resource)
    }

    fn existing(&mut self, name: &str, reference: &str, entries: &[(&str, ExprId)]) -> DeclId {
        self.resource_with(name, reference, entries, |resource| Resource { existing: true, ..resource })
    }

    fn resource_with(
        &mut self,
        name: &str,
        reference: &str,
        entries: &[(&str, ExprId)],
        change: impl FnOnce(Resource) -> Resource,
    ) -> DeclId {
        self.resource_decorated(name, reference, entries, Run::default(), change)
    }

    fn resource_decorated(
        &mut self,
        name: &str,
        reference: &str,
        entries: &[(&str, ExprId)],
        decorators: Run,
        change: impl FnOnce(Resource) -> Resource,
    ) -> DeclId {
        let (type_name, version) = reference.split_once('@').unwrap_or((reference, ""));
        let type_name = self.builder.intern(type_name);
        let api_version = (!version.is_empty()).then(|| self.builder.intern(version));
        let body = self.object(entries);
        let resource =
            Resource { type_name, api_version, existing: false, container: None, header: None, condition: None, body };
        self.declare(name, DeclKind::Resource(change(resource)), decorators)
    }

    fn module(&mut self, name: &str, template: &Checked, entries: &[(&str, ExprId)]) -> DeclId {
        self.module_with(name, template, entries, |module| module)
    }

    fn module_with(
        &mut self,
        name: &str,
        template: &Checked,
        entries: &[(&str, ExprId)],
        change: impl FnOnce(Module) -> Module,
    ) -> DeclId {
        let path = format!("{name}.bicep");
        let file = Some(self.linked.add_module(&mut self.builder, path, template.clone().into()));
        let body = self.object(entries);
        let module = Module { file, header: None, condition: None, body };
        self.declare(name, DeclKind::Module(change(module)), Run::default())
    }

    /// The variables of a loop over `array`.
    fn header(&mut self, array: ExprId) -> Header {
        let item = self.builder.local("item", LocalKind::Item, true, None);
        let index = self.builder.local("i", LocalKind::Index, true, None);
        Header { item, index: Some(index), array }
    }

    fn s(&mut self, text: &str) -> ExprId {
        self.builder.string(text)
    }

    fn i(&mut self, value: i64) -> ExprId {
        self.builder.leaf(Expr::Int(value))
    }

    fn null(&mut self) -> ExprId {
        self.builder.leaf(Expr::Null)
    }

    fn d(&mut self, decl: DeclId) -> ExprId {
        self.builder.leaf(Expr::Decl(decl))
    }

    fn l(&mut self, local: LocalId) -> ExprId {
        self.builder.leaf(Expr::Local(local))
    }

    fn get(&mut self, base: ExprId, name: &str) -> ExprId {
        let name = self.builder.intern(name);
        self.builder.property(base, name, false)
    }

    fn try_get(&mut self, base: ExprId, name: &str) -> ExprId {
        let name = self.builder.intern(name);
        self.builder.property(base, name, true)
    }

    fn at(&mut self, base: ExprId, index: ExprId) -> ExprId {
        self.builder.index(base, index, false, false)
    }

    fn call(&mut self, function: Function, args: &[ExprId]) -> ExprId {
        self.builder.call(Callee::Function(function), args)
    }

    fn object(&mut self, entries: &[(&str, ExprId)]) -> ExprId {
        let entries: Vec<Entry> = entries
            .iter()
            .map(|(name, value)| Entry { key: Key::Name(self.builder.intern(name)), value: *value })
            .collect();
        self.builder.object(&entries)
    }

    fn text(&mut self, parts: &[Result<&str, ExprId>]) -> ExprId {
        let parts: Vec<Part> = parts
            .iter()
            .map(|part| match part {
                Ok(text) => Part::Text(self.builder.intern(text)),
                Err(hole) => Part::Hole(*hole),
            })
            .collect();
        self.builder.interpolation(&parts)
    }

    fn lambda(&mut self, name: &str, body: impl FnOnce(&mut Self, LocalId) -> ExprId) -> ExprId {
        let first = self.builder.local_count();
        let local = self.builder.local(name, LocalKind::LambdaParam(0), true, None);
        let params = self.builder.locals_from(first);
        let body = body(self, local);
        self.builder.lambda(params, body)
    }

    /// The file, without checks: some of the files are odd on purpose.
    fn checked(self) -> Checked {
        let mut middle = self.builder.finish(&self.order);
        let names = Names::new(&mut middle);
        let graph = Graph::new(&middle);
        let facts = Facts::new(&middle, &graph);
        let mut types = fill(&middle, &graph, &facts.resources, &mut RawDiagnostics::default());
        let outputs = module_outputs(&types);
        let interface = interface(&mut types);
        Checked::new(middle, self.linked, graph, names, facts, interface, outputs)
    }

    fn json(self) -> Value {
        serde_json::from_str(&self.checked().to_arm_string()).expect("what is written is JSON")
    }

    /// The values of the outputs, in their order.
    fn outputs(self) -> Vec<Value> {
        let json = self.json();
        let outputs = json["outputs"].as_object().expect("there are outputs");
        outputs.values().map(|output| output["value"].clone()).collect()
    }
}

/// A file with outputs, of which some are secure.
fn outputs_file(outputs: &[(&str, bool)]) -> Checked {
    let mut file = File::new(outputs.len());
    for (name, secure) in outputs {
        let value = file.s("value");
        let ty = file.ambient(Ambient::String);
        let secret = [(DecoratorId::Secure, Vec::new())];
        let decorators = file.decorators(if *secure { &secret } else { &[] });
        file.declare(name, DeclKind::Output { ty, value }, decorators);
    }
    file.checked()
}

const VAULT: &str = "Microsoft.KeyVault/vaults@2023-07-01";
const ACCOUNT: &str = "Microsoft.Storage/storageAccounts@2023-05-01";
