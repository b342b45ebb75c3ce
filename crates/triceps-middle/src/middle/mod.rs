//! The middle: what one file means, whether it was built in Rust or read from text.
//!
//! All nodes lie in flat vectors of one [`Middle`] and refer to each other by 32-bit ids. The arena of expressions is
//! a tree: each has one parent, so that its place, its expected type and whatever is remembered of it are one. Names
//! are resolved: a reference holds the id of a declaration, a local or a function, or is an error node. Nothing here
//! knows how it is printed, but for the [`Hint`]s beside the tree.

mod builder;
mod decl;
mod expr;
mod file;
mod hint;
mod load;
mod local;
mod origins;
mod place;
mod type_node;
mod view;

pub use crate::ids::{DeclId, ExprId, FileId, LocalId, Run, TypeNodeId};
pub use crate::language::{Direction, TargetScope};
pub use builder::MiddleBuilder;
pub use decl::{
    Decl, DeclKind, Decorator, DecoratorName, Extension, Foreign, Header, Import, Imported, ImportedName,
    ImportedNames, MODULE_EXTENSION_CONFIGS, Module, Referent, Resource,
};
pub use expr::{Callee, Entry, Expr, Key, Part};
pub use file::{ModuleFile, ModuleFileKind};
pub use hint::{Comment, CommentPlace, DeclHint, Hint, TypeHint};
pub use load::Load;
pub use local::{Binder, Local, LocalKind};
pub use origins::{Origins, VersionAges};
pub use place::{Parent, Place, StringPlace};
pub use type_node::{TypeAccess, TypeMember, TypeNode};

use std::panic::Location;
use std::sync::Arc;

use hint::Sparse;

use crate::strings::{Str, Strings};

/// What one file means. Made with a [`MiddleBuilder`], and never changed afterwards.
#[derive(Clone, Debug)]
pub struct Middle {
    scope: TargetScope,
    strings: Strings,
    exprs: Vec<Expr>,
    /// By expression.
    parents: Vec<Parent>,
    lists: Vec<ExprId>,
    entries: Vec<Entry>,
    /// Objects with a computed key, or with a name that is there twice, in the order of their ids.
    unsure_keys: Vec<ExprId>,
    parts: Vec<Part>,
    locals: Vec<Local>,
    type_nodes: Vec<TypeNode>,
    /// By type node.
    type_parents: Vec<Parent>,
    type_lists: Vec<TypeNodeId>,
    members: Vec<TypeMember>,
    decorators: Vec<Decorator>,
    decls: Vec<Decl>,
    /// By declaration: the line of Rust that made it, in debug builds.
    lines: Vec<Option<&'static Location<'static>>>,
    /// The declarations at the top of the file in printed order.
    order: Vec<DeclId>,
    /// By declaration: the resources written in its body, in printed order. Empty where no resource is.
    nested: Vec<Vec<DeclId>>,
    extensions: Vec<Extension>,
    files: Vec<ModuleFile>,
    hints: Sparse<ExprId, Hint>,
    type_hints: Sparse<TypeNodeId, TypeHint>,
    decl_hints: Sparse<DeclId, DeclHint>,
    /// Comments at the start and at the end of the file.
    comments: [Vec<Comment>; 2],
    /// The comment after the target scope, which is written even if it is the default then.
    scope_comment: Option<Comment>,
    has_comments: bool,
    /// Declarations that the file does not have itself.
    foreign: Sparse<DeclId, Foreign>,
    imports: Vec<Import>,
    loads: Vec<Load>,
    /// The experiments of the deployment engine that the file needs, by their names in templates.
    experiments: Vec<&'static str>,
    /// Only of a file that was read.
    origins: Option<Arc<dyn Origins>>,
}

impl Middle {
    /// Whether all nodes and names are the same, wherever they come from.
    pub fn has_same_nodes(&self, other: &Self) -> bool {
        self.scope == other.scope
            && self.strings.are_same(&other.strings)
            && self.exprs == other.exprs
            && self.parents == other.parents
            && self.lists == other.lists
            && self.entries == other.entries
            && self.parts == other.parts
            && self.locals == other.locals
            && self.type_nodes == other.type_nodes
            && self.type_parents == other.type_parents
            && self.type_lists == other.type_lists
            && self.members == other.members
            && self.decorators == other.decorators
            && self.decls == other.decls
            && self.order == other.order
            && self.hints == other.hints
            && self.type_hints == other.type_hints
            && self.decl_hints == other.decl_hints
            && self.foreign == other.foreign
            && self.loads == other.loads
            && self.experiments == other.experiments
    }

    /// The scope that the file is deployed to.
    pub fn scope(&self) -> TargetScope {
        self.scope
    }

    /// The text of an interned string.
    pub fn str(&self, text: Str) -> &str {
        self.strings.get(text)
    }

    /// How many bytes an interned string has.
    pub fn length(&self, text: Str) -> usize {
        self.strings.length_of(text)
    }

    /// Whether an interned string is written as it is, in JSON and in a literal of an expression.
    pub fn is_plain(&self, text: Str) -> bool {
        self.strings.is_plain(text)
    }

    /// The strings of the file.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The id of a string, if the file has it.
    pub fn find_str(&self, text: &str) -> Option<Str> {
        self.strings.find(text)
    }

    /// Interns a string that the file has not.
    pub(crate) fn intern(&mut self, text: &str) -> Str {
        self.strings.intern(text)
    }

    /// An expression.
    pub fn expr(&self, id: ExprId) -> Expr {
        self.exprs[id.index()]
    }

    /// All expressions, parts before what they are parts of.
    pub fn exprs(&self) -> impl ExactSizeIterator<Item = (ExprId, Expr)> {
        self.exprs.iter().enumerate().map(|(index, expr)| (ExprId::new(index), *expr))
    }

    /// How many expressions there are: tables by expression have this length.
    pub fn expr_count(&self) -> usize {
        self.exprs.len()
    }

    /// What an expression is a part of.
    pub fn parent(&self, id: ExprId) -> Parent {
        self.parents[id.index()]
    }

    /// A run of expressions: the items of an array, the arguments of a call.
    pub fn list(&self, run: Run) -> &[ExprId] {
        &self.lists[run.range()]
    }

    /// The members of all objects.
    pub fn all_entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The objects with a computed key, or with a name that is there twice, in the order of their ids.
    pub fn objects_with_unsure_keys(&self) -> &[ExprId] {
        &self.unsure_keys
    }

    /// Whether an object has a computed key, or a name that is there twice.
    pub fn has_unsure_keys(&self, object: ExprId) -> bool {
        self.unsure_keys.binary_search(&object).is_ok()
    }

    /// The members of an object literal.
    pub fn entries(&self, run: Run) -> &[Entry] {
        &self.entries[run.range()]
    }

    /// The pieces of a string with holes.
    pub fn parts(&self, run: Run) -> &[Part] {
        &self.parts[run.range()]
    }

    /// A variable of a loop, lambda or function.
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.index()]
    }

    /// How many locals there are: tables by local have this length.
    pub fn local_count(&self) -> usize {
        self.locals.len()
    }

    /// All locals.
    pub fn locals(&self) -> impl ExactSizeIterator<Item = LocalId> + use<> {
        (0..self.locals.len()).map(LocalId::new)
    }

    /// The parameters of a lambda or function: neighbours.
    pub fn params(&self, run: Run) -> impl ExactSizeIterator<Item = LocalId> + use<> {
        run.range().map(LocalId::new)
    }

    /// A type as it is written.
    pub fn type_node(&self, id: TypeNodeId) -> TypeNode {
        self.type_nodes[id.index()]
    }

    /// How many written types there are: tables by type node have this length.
    pub fn type_node_count(&self) -> usize {
        self.type_nodes.len()
    }

    /// What a written type is a part of.
    pub fn type_parent(&self, id: TypeNodeId) -> Parent {
        self.type_parents[id.index()]
    }

    /// The members of a union.
    pub fn type_list(&self, run: Run) -> &[TypeNodeId] {
        &self.type_lists[run.range()]
    }

    /// The properties of an object type, or the items of a tuple type.
    pub fn members(&self, run: Run) -> &[TypeMember] {
        &self.members[run.range()]
    }

    /// The members of all object and tuple types.
    pub fn all_members(&self) -> &[TypeMember] {
        &self.members
    }

    /// The decorators of a declaration or member.
    pub fn decorators(&self, run: Run) -> &[Decorator] {
        &self.decorators[run.range()]
    }

    /// A declaration.
    pub fn decl(&self, id: DeclId) -> &Decl {
        &self.decls[id.index()]
    }

    /// How many declarations there are: tables by declaration have this length.
    pub fn decl_count(&self) -> usize {
        self.decls.len()
    }

    /// All declarations with their ids, in the order in which they were made; nested resources too.
    pub fn decls(&self) -> impl ExactSizeIterator<Item = (DeclId, &Decl)> {
        self.decls.iter().enumerate().map(|(index, decl)| (DeclId::new(index), decl))
    }

    /// The declarations at the top of the file, in printed order.
    pub fn order(&self) -> &[DeclId] {
        &self.order
    }

    /// The resources written in the body of a resource, in printed order.
    pub fn nested_in(&self, id: DeclId) -> &[DeclId] {
        self.nested.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether any resource is written in the body of another.
    pub fn has_nested(&self) -> bool {
        !self.nested.is_empty()
    }

    /// The line of Rust that made a declaration; known in debug builds.
    pub fn line_of(&self, id: DeclId) -> Option<&'static Location<'static>> {
        self.lines[id.index()]
    }

    /// Where the parts of a file that was read stand in its text.
    pub fn origins(&self) -> Option<&dyn Origins> {
        self.origins.as_deref()
    }

    /// Whether the file was read from text, where the compiler's rules say which errors follow from another.
    pub fn is_text(&self) -> bool {
        self.origins.is_some()
    }

    /// Whether a part of an object or array could not be read.
    pub fn is_broken(&self, id: ExprId) -> bool {
        self.hints(id).any(|hint| hint == Hint::Broken)
    }

    /// Why a declaration is here that the file does not have; none for those that it has.
    pub fn foreign(&self, id: DeclId) -> Option<Foreign> {
        self.foreign.of(id).next()
    }

    /// Where a declaration comes from, if that is another file.
    pub fn imported(&self, id: DeclId) -> Option<Imported> {
        match self.foreign(id)? {
            Foreign::Imported(imported) => Some(imported),
            Foreign::Loaded => None,
        }
    }

    /// The imports of the file, in the order of the text. [`DeclKind::Import`] holds a position among them.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// Whether an import names a declaration, so that it has a name of its own here.
    pub fn is_listed(&self, id: DeclId) -> bool {
        self.imports.iter().any(|import| match &import.names {
            ImportedNames::List(names) => names.iter().any(|name| name.decl == Some(id)),
            ImportedNames::All { .. } => false,
        })
    }

    /// A call that has read a file, by the position that [`Hint::Loaded`] holds.
    pub fn load(&self, position: u32) -> &Load {
        &self.loads[position as usize]
    }

    /// An extension, by the position that [`DeclKind::Extension`] holds.
    pub fn extension(&self, position: u32) -> &Extension {
        &self.extensions[position as usize]
    }

    /// The experiments of the deployment engine that the file needs, by their names in templates.
    pub fn experiments(&self) -> &[&'static str] {
        &self.experiments
    }

    /// A module file.
    pub fn file(&self, id: FileId) -> &ModuleFile {
        &self.files[id.index()]
    }

    /// All module files.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &ModuleFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId::new(index), file))
    }

    /// How an expression is printed.
    pub fn hints(&self, id: ExprId) -> impl Iterator<Item = Hint> {
        self.hints.of(id)
    }

    /// Whether a type is written between parentheses, though it may not need them.
    pub fn is_parenthesized(&self, id: TypeNodeId) -> bool {
        self.type_hints(id).any(|hint| hint == TypeHint::Parenthesized)
    }

    /// How a type is printed where that is not the default.
    pub fn type_hints(&self, id: TypeNodeId) -> impl Iterator<Item = TypeHint> {
        self.type_hints.of(id)
    }

    /// The declarations that accept a diagnostic, with its code and the reason.
    pub fn accepting(&self) -> impl Iterator<Item = (DeclId, Str, Str)> {
        self.decl_hints.iter().filter_map(|(decl, hint)| match hint {
            DeclHint::Accept { code, reason } => Some((decl, code, reason)),
            DeclHint::BlankLineBefore(_) | DeclHint::Broken | DeclHint::Named | DeclHint::Comment(..) => None,
        })
    }

    /// The comments at the start of the file, and those at its end.
    pub fn comments(&self) -> [&[Comment]; 2] {
        self.comments.each_ref().map(Vec::as_slice)
    }

    /// The comment after the target scope.
    pub fn scope_comment(&self) -> Option<Comment> {
        self.scope_comment
    }

    /// Whether an expression has a comment, or an object or array a blank line.
    pub fn has_comments(&self) -> bool {
        self.has_comments
    }

    /// How a declaration is printed.
    pub fn decl_hints(&self, id: DeclId) -> impl Iterator<Item = DeclHint> {
        self.decl_hints.of(id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decl, DeclId, DeclKind, Expr, Middle, MiddleBuilder, Run, TargetScope, TypeNode};
    use crate::language::Ambient;

    /// A file with one parameter.
    fn file(scope: TargetScope, name: &str, ambient: Ambient, default: i64) -> Middle {
        let mut builder = MiddleBuilder::new(scope, 1, 0);
        let (ty, default) = (builder.type_leaf(TypeNode::Ambient(ambient)), builder.leaf(Expr::Int(default)));
        let (name, kind) = (builder.intern(name), DeclKind::Param { ty, default: Some(default) });
        builder.declare(DeclId::FIRST, Decl { name, kind, decorators: Run::default() }, None);
        builder.finish(&[DeclId::FIRST])
    }

    #[test]
    fn files_have_the_same_nodes_where_nothing_differs() {
        let (group, tenant) = (TargetScope::ResourceGroup, TargetScope::Tenant);
        let one = file(group, "p", Ambient::Int, 1);
        for (what, other, expected) in [
            ("nothing", file(group, "p", Ambient::Int, 1), true),
            ("the scope", file(tenant, "p", Ambient::Int, 1), false),
            ("the name", file(group, "q", Ambient::Int, 1), false),
            ("the type", file(group, "p", Ambient::Any, 1), false),
            ("the default", file(group, "p", Ambient::Int, 2), false),
        ] {
            assert_eq!(one.has_same_nodes(&other), expected, "{what}");
        }
    }
}
