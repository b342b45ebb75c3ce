//! A file that was read, to go on with.

use triceps_compile::Files;
use triceps_core::{DeclId, Placement};
use triceps_model::convert::ParamKind;
use triceps_model::handle::{Conditional, Declared, Direct, RawRef};
use triceps_model::tree::{Node, Symbol, TemplateId, TypeNode};
use triceps_model::{Array, Expr, IntoExpr, Model, Object, Raw, TypeExpr, Value};
use triceps_syntax::ast::{AstNode, Declaration, Expr as Syntax};
use triceps_syntax::{Options, Tree};

use super::path::Step;
use super::pieces::Pieces;
use super::place::{self, Edit, Found, append, cut, find, nested};
use super::stubs::{self, Home, Kind};
use super::text::{options_of, range};
use super::{Compilation, EditError, ValuePath};
use crate::lower::fragment;
use crate::template::{Module, ModuleRef, TargetScope, Template};

/// A Bicep file that was read, to go on with: its declarations are found by name, changed and removed, and others are
/// added. All text that is not changed stays as it is, with its comments and layout.
///
/// ```
/// use triceps::container_registry::Registry;
/// use triceps::Param;
/// use triceps::read::{MemoryFiles, compile};
///
/// let text = "\
/// // The images of the portal.
/// resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
///   name:     'contoso' // odd, but ours
///   location: 'westeurope'
///   sku: { name: 'Basic' }
/// }
/// ";
/// let files = MemoryFiles::new().with("main.bicep", text);
/// let mut template = compile(&files, "main.bicep").template().expect("the file is there");
/// let registry = template.find::<Registry>("registry").expect("it is declared");
/// let sku = template.builder().param(Param::string("sku").default("Basic"));
/// template.set(&registry, "sku.name", &sku)?;
/// template.set(&registry, "properties.adminUserEnabled", false)?;
/// template.builder().output("server", registry.login_server());
/// assert_eq!(
///     template.to_bicep()?,
///     "\
/// param sku string = 'Basic'
///
/// // The images of the portal.
/// resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
///   name:     'contoso' // odd, but ours
///   location: 'westeurope'
///   sku: { name: sku }
///   properties: {
///     adminUserEnabled: false
///   }
/// }
///
/// output server string = registry.properties.loginServer
/// "
/// );
/// # Ok::<(), triceps::read::EditError>(())
/// ```
#[derive(Debug)]
pub struct TextTemplate {
    path: String,
    pub(super) id: TemplateId,
    /// What stands in the text by its names, then what was added since.
    pub(super) template: Template,
    pub(super) pieces: Pieces,
    /// Where each of the first declarations of the template stands.
    pub(super) homes: Vec<Home>,
    pub(super) options: Options,
}

/// A declaration that expressions cannot name: an output or metadata.
///
/// ```
/// use triceps::read::{MemoryFiles, compile};
///
/// let files = MemoryFiles::new().with("main.bicep", "metadata owner = 'a'\n\noutput port int = 80\n");
/// let mut template = compile(&files, "main.bicep").template().expect("the file is there");
/// let port = template.output("port").expect("it is declared");
/// let owner = template.metadata("owner").expect("it is declared");
/// template.set(port, "", 7007)?;
/// template.set(owner, "", "platform")?;
/// assert_eq!(template.to_bicep()?, "metadata owner = 'platform'\n\noutput port int = 7007\n");
/// # Ok::<(), triceps::read::EditError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Named(Symbol);

/// What is changed: a handle, a parameter, a variable, or what is [`Named`].
///
/// ```
/// use triceps::read::{EditError, Target, TextTemplate};
///
/// // Takes a handle, a parameter, a variable, an output or metadata.
/// fn text_of(template: &TextTemplate, target: impl Target) -> Option<&str> {
///     template.value_text(target, "")
/// }
/// ```
pub trait Target {
    /// The expression that stands for it.
    #[doc(hidden)]
    fn into_target(self) -> Expr;
}

#[diagnostic::do_not_recommend]
impl<E: IntoExpr> Target for E {
    fn into_target(self) -> Expr {
        self.into_expr()
    }
}

impl Target for Named {
    fn into_target(self) -> Expr {
        Expr::new(Node::Symbol(self.0))
    }
}

impl Target for &Named {
    fn into_target(self) -> Expr {
        (*self).into_target()
    }
}

/// ```
/// use triceps::{TypeExpr, Value};
/// use triceps::read::{MemoryFiles, compile};
///
/// let text = "\
/// type size = 'S' | 'L'
///
/// param name string
/// param old string = ''
///
/// var ports = [80]
///
/// module inner 'inner.bicep' = {
///   name: 'inner'
/// }
///
/// resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = if (name == '') {
///   name: 'kv'
/// }
///
/// resource tables 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [for (x, i) in ports: {
///   name: 'st${i}'
/// }]
///
/// output name string = name
/// ";
/// let files = MemoryFiles::new().with("main.bicep", text).with("inner.bicep", "");
/// let mut template = compile(&files, "main.bicep").template().expect("the file is there");
/// let name: Value<String> = template.parameter("name").expect("it is declared");
/// let old: Value<String> = template.parameter("old").expect("it is declared");
/// let ports: Value<Vec<i64>> = template.variable("ports").expect("it is declared");
/// assert!(template.declared_type("size").is_some());
/// assert!(template.module("inner").is_some());
/// assert!(template.metadata("owner").is_none() && template.output("name").is_some());
/// assert!(template.find_conditional::<triceps::key_vault::Vault>("vault").is_some());
/// let tables = template.resource("tables").expect("it is declared");
/// assert!(template.loop_variables(&tables).is_some_and(|(_, index)| index.is_some()));
/// assert_eq!(template.value_text(&ports, "[0]"), Some("80"));
/// template.push(&ports, "", 443)?;
/// template.unset(&tables, "name")?;
/// template.rename(&name, "prefix")?;
/// template.remove(&old)?;
/// let text = template.to_bicep()?;
/// assert!(text.contains("param prefix string\n\nvar ports = ["));
/// assert!(text.ends_with("output name string = prefix\n"));
/// # Ok::<(), triceps::read::EditError>(())
/// ```
impl TextTemplate {
    /// The same once more, with the same handles, for changes that may fail.
    pub(super) fn same(&self) -> Self {
        self.with(self.template.same())
    }

    fn with(&self, template: Template) -> Self {
        let (path, pieces, homes) = (self.path.clone(), self.pieces.clone(), self.homes.clone());
        let id = if self.template.id == self.id { template.id } else { self.id };
        Self { path, id, template, pieces, homes, options: self.options }
    }

    pub(super) fn new(path: String, tree: &Tree, config: Options) -> Self {
        let mut template = Template::new(TargetScope::ResourceGroup);
        let pieces = Pieces::of(tree);
        let homes = stubs::add(&mut template, &pieces);
        Self { path, id: template.id, template, pieces, homes, options: options_of(tree.text(), config) }
    }

    /// The template that declarations are added to, each at the end of its group or where
    /// [`place_after`](Template::place_after) says. It knows what stands in the text: decorators that are given to it
    /// are written there.
    pub fn builder(&mut self) -> &mut Template {
        &mut self.template
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// If something that was added cannot be part of it, such as a handle of another template.
    pub fn to_bicep(&self) -> Result<String, EditError> {
        if !self.has_pending() && self.template.id == self.id {
            return Ok(self.pieces.text());
        }
        let mut whole = self.same();
        whole.flush()?;
        Ok(whole.pieces.text())
    }

    /// Compiles the text in the place of the file that was read.
    ///
    /// # Errors
    ///
    /// If something that was added cannot be part of the text.
    pub fn compile(&self, files: &impl Files) -> Result<Compilation, EditError> {
        let edited = Edited { files, path: &self.path, text: self.to_bicep()? };
        Ok(super::compile(&edited, &self.path))
    }

    /// A resource of any type. One in the body of another is found by both names: `network::subnet`.
    pub fn resource(&self, name: &str) -> Option<RawRef> {
        Some(Raw::reference(Declared::new(self.resource_symbol(name)?)))
    }

    /// A resource of the type of a model that is always deployed, or exists already.
    pub fn find<M: Model>(&self, name: &str) -> Option<M::Ref<Declared>> {
        let symbol = self.resource_symbol(name)?;
        self.is_of::<M>(symbol, Kind::Resource).then(|| M::reference(Declared::new(symbol)))
    }

    /// A resource of the type of a model that is deployed if its condition holds.
    pub fn find_conditional<M: Model>(&self, name: &str) -> Option<M::Ref<Conditional>> {
        let symbol = self.resource_symbol(name)?;
        self.is_of::<M>(symbol, Kind::ConditionalResource)
            .then(|| M::reference(Conditional::reach(Declared::new(symbol))))
    }

    /// A module.
    pub fn module(&self, name: &str) -> Option<ModuleRef> {
        Some(Module::reference(Declared::new(self.top_level(name, &[Kind::Module])?)))
    }

    /// A parameter: a [`Value`] or a [`Secure`](crate::Secure) of the type that it has.
    pub fn parameter<K: ParamKind>(&self, name: &str) -> Option<K> {
        Some(K::from_expr(Expr::new(Node::Symbol(self.top_level(name, &[Kind::Param])?))))
    }

    /// A variable of the type that it has, or a name that is imported.
    pub fn variable<T: ?Sized>(&self, name: &str) -> Option<Value<T>> {
        let symbol = self.top_level(name, &[Kind::Var, Kind::Imported])?;
        Some(Value::from_expr(Expr::new(Node::Symbol(symbol))))
    }

    /// A declared type.
    pub fn declared_type(&self, name: &str) -> Option<TypeExpr> {
        Some(TypeExpr::new(TypeNode::Declared(self.top_level(name, &[Kind::Type])?)))
    }

    /// An output.
    pub fn output(&self, name: &str) -> Option<Named> {
        self.top_level(name, &[Kind::Output]).map(Named)
    }

    /// Metadata of the file.
    pub fn metadata(&self, name: &str) -> Option<Named> {
        self.top_level(name, &[Kind::Metadata]).map(Named)
    }

    /// The variables of the loop that a resource or module is in: its item, and the index if the text names it.
    pub fn loop_variables(&self, target: impl Target) -> Option<(Expr, Option<Expr>)> {
        let home = &self.homes[self.index(target).ok()?];
        let (item, index) = home.loops.last()?;
        Some((Expr::local(item), index.as_ref().map(Expr::local)))
    }

    /// The text of a value; none if there is no such value.
    pub fn value_text(&self, target: impl Target, path: impl Into<ValuePath>) -> Option<&str> {
        let (_, declaration) = self.declaration(self.index(target).ok()?).ok()?;
        match find(declaration, path.into().steps().ok()?).ok()? {
            Found::Value { value, .. } => Some(value.syntax().text()),
            Found::Missing { .. } | Found::NoDefault { .. } => None,
        }
    }

    /// Sets a property of a resource or module, the value of a variable or output, the default of a parameter, or
    /// what is at a path in one of them.
    ///
    /// Objects on the way are made where they are missing. Comments in a value that is replaced are kept above it.
    ///
    /// # Errors
    ///
    /// If the text on the way is not a literal, has errors, or hides a name that the value mentions.
    pub fn set(
        &mut self,
        target: impl Target,
        path: impl Into<ValuePath>,
        value: impl IntoExpr,
    ) -> Result<(), EditError> {
        let value = value.into_expr();
        self.change(target, &path.into(), |text, index, found| match found {
            Found::Value { value: old, owner } => {
                let (tree, old) = (owner.tree(), old.syntax());
                text.printing(index, &value, false, |print| Ok(place::replace(tree, old, owner, print)))
            }
            Found::Missing { object, rest } => {
                let member = member(rest, value)?;
                let tree = object.syntax().tree();
                text.printing(index, &member, true, |print| Ok(append(tree, object.syntax(), text.options, print)))
            }
            Found::NoDefault { param } => text.printing(index, &value, false, |print| {
                let at = range(param).end;
                let column = super::text::column(param.tree().text(), at);
                Ok(Edit { range: at..at, text: format!(" = {}", print("", column + 3)) })
            }),
        })
    }

    /// Adds an item to an array, which is made where it is missing.
    ///
    /// # Errors
    ///
    /// As those of [`set`](Self::set).
    pub fn push(
        &mut self,
        target: impl Target,
        path: impl Into<ValuePath>,
        item: impl IntoExpr,
    ) -> Result<(), EditError> {
        let item = item.into_expr();
        self.change(target, &path.into(), |text, index, found| match found {
            Found::Value { value: Syntax::Array(array), .. } => {
                let tree = array.syntax().tree();
                text.printing(index, &item, false, |print| Ok(append(tree, array.syntax(), text.options, print)))
            }
            Found::Value { .. } => Err(EditError::new("the value is not an array literal")),
            Found::Missing { object, rest } => {
                let member = member(rest, Array::new().push(item).into())?;
                let tree = object.syntax().tree();
                text.printing(index, &member, true, |print| Ok(append(tree, object.syntax(), text.options, print)))
            }
            Found::NoDefault { .. } => Err(EditError::new("the parameter has no default")),
        })
    }

    /// Takes out a property or an item with its own comments, or the default of a parameter.
    ///
    /// # Errors
    ///
    /// If there is no such property.
    pub fn unset(&mut self, target: impl Target, path: impl Into<ValuePath>) -> Result<(), EditError> {
        self.change(target, &path.into(), |_, _, found| match found {
            Found::Value { owner, value } => match Declaration::cast(owner) {
                Some(Declaration::Param(param)) => {
                    let start = param.ty().map_or(range(owner).end, |ty| range(ty.syntax()).end);
                    Ok(Edit { range: start..range(value.syntax()).end, text: String::new() })
                }
                Some(_) => Err(EditError::new("a declaration needs its value")),
                None => Ok(cut(owner.tree(), owner)),
            },
            Found::Missing { .. } | Found::NoDefault { .. } => Err(EditError::new("there is no such value")),
        })
    }

    /// Makes one edit of what a path leads to.
    fn change(
        &mut self,
        target: impl Target,
        path: &ValuePath,
        edit: impl FnOnce(&Self, usize, Found<'_, '_>) -> Result<Edit, EditError>,
    ) -> Result<(), EditError> {
        self.flush()?;
        let index = self.index(target)?;
        let named = |error: EditError| {
            let dot = if path.to_string().is_empty() { "" } else { ", " };
            EditError::new(format!("`{}`{dot}{path}: {error}", self.template.decls[index].name))
        };
        let (piece, declaration) = self.declaration(index)?;
        let steps = path.steps()?;
        let edit = self
            .pieces
            .get(piece)
            .sound()
            .and_then(|_| find(declaration, steps))
            .and_then(|found| edit(self, index, found))
            .map_err(named)?;
        self.pieces.get_mut(piece).apply(&edit);
        Ok(())
    }

    /// Prints an expression, or the members of an object, for a place in a declaration.
    fn printing(
        &self,
        index: usize,
        value: &Expr,
        is_members: bool,
        edit: impl FnOnce(place::Print<'_>) -> Result<Edit, EditError>,
    ) -> Result<Edit, EditError> {
        let home = &self.homes[index];
        let lowered =
            fragment::expression(&self.template, value, &home.loops).map_err(|found| EditError::of_value(&found))?;
        let bodies: Vec<DeclId> = home.bodies.iter().map(|index| DeclId::new(*index)).collect();
        let top = Placement { options: self.options, indent: "", column: 0, locals: &lowered.locals, bodies: &bodies };
        if let Some(name) = lowered.fragments.hidden_name(lowered.expr, &top) {
            return Err(EditError::new(format!("`{name}` means something else here: rename what is around it")));
        }
        let print = |indent: &str, column: usize| {
            let place = Placement { indent, column, ..top };
            if is_members {
                lowered.fragments.members(lowered.expr, &place)
            } else {
                lowered.fragments.expression(lowered.expr, &place)
            }
        };
        edit(&print)
    }

    /// The declaration that stands in the text.
    pub(super) fn declaration(&self, index: usize) -> Result<(usize, Declaration<'_>), EditError> {
        let home = &self.homes[index];
        let name = &self.template.decls[index].name;
        let piece = home.piece.ok_or_else(|| EditError::new(format!("`{name}` was removed")))?;
        let found = self.pieces.get(piece).declaration().and_then(|declaration| nested(declaration, &home.names));
        found.map(|found| (piece, found)).ok_or_else(|| EditError::new(format!("`{name}` is not there any more")))
    }

    /// The position of what is meant among the declarations that stand in the text.
    pub(super) fn index(&self, target: impl Target) -> Result<usize, EditError> {
        let symbol = target.into_target().as_symbol().filter(|_| self.template.id == self.id);
        let index = symbol.and_then(|symbol| self.template.index_of(symbol));
        let index = index.map(|index| index as usize).filter(|index| *index < self.homes.len());
        index.ok_or_else(|| EditError::new("this is not a declaration of the file: use what its methods gave"))
    }

    fn top_level(&self, name: &str, kinds: &[Kind]) -> Option<Symbol> {
        let is_it = |index: &usize| {
            let home = &self.homes[*index];
            kinds.contains(&home.kind)
                && home.piece.is_some()
                && home.names.is_empty()
                && self.template.decls[*index].name == name
        };
        let index = (0..self.homes.len()).find(is_it)?;
        Some(Symbol::new(self.id, u32::try_from(index).ok()?))
    }

    fn resource_symbol(&self, path: &str) -> Option<Symbol> {
        const KINDS: &[Kind] = &[Kind::Resource, Kind::ConditionalResource, Kind::LoopedResource];
        let Some((first, rest)) = path.split_once("::") else { return self.top_level(path, KINDS) };
        let start = self.top_level(first, KINDS)?;
        let piece = self.homes[start.index as usize].piece;
        let names: Vec<&str> = rest.split("::").collect();
        let index = self.homes.iter().position(|home| home.piece == piece && home.names == names)?;
        Some(Symbol::new(self.id, u32::try_from(index).ok()?))
    }

    fn is_of<M: Model>(&self, symbol: Symbol, kind: Kind) -> bool {
        let resource = self.template.decl(symbol).and_then(|decl| decl.as_resource());
        let is_type = match (M::RESOURCE_TYPE, resource) {
            (Some(ty), Some(resource)) => resource.type_name.eq_ignore_ascii_case(ty),
            _ => false,
        };
        is_type && self.homes[symbol.index as usize].kind == kind
    }
}

/// As of [`Template`], a clone is of its own: later handles of one are not valid in the other.
impl Clone for TextTemplate {
    fn clone(&self) -> Self {
        self.with(self.template.clone())
    }
}

/// `key: value`, with objects for the rest of a path.
fn member(rest: &[Step], value: Expr) -> Result<Expr, EditError> {
    let mut value = value;
    for step in rest.iter().rev() {
        match step {
            Step::Key(key) => value = Object::new().set(key.clone(), value).into(),
            Step::Index(_) => return Err(EditError::new("the array is missing: set it as a whole")),
        }
    }
    Ok(value)
}

/// Files of which one has another text.
struct Edited<'f, F> {
    files: &'f F,
    path: &'f str,
    text: String,
}

impl<F: Files> Files for Edited<'_, F> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if path == self.path { Some(self.text.clone().into_bytes()) } else { self.files.read(path) }
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.files.list(folder)
    }

    fn config(&self, path: &str) -> Option<Vec<u8>> {
        self.files.config(path)
    }

    fn config_path(&self, path: &str) -> Option<String> {
        self.files.config_path(path)
    }
}
