//! Declarations of a text, and what a name means at a place.

use std::collections::HashMap;

use triceps_core::language::{Ambient, Function};
use triceps_core::types::closest;
use triceps_core::{DeclHint, DeclId, LocalId};
use triceps_syntax::ast::{
    AstNode, Declaration, Expr, Extension, ExtensionSpecification, File, Key, Object, ObjectItem, Resource,
};
use triceps_syntax::{Node, SyntaxKind, TextRange, Token};

use super::Lower;
use super::imports::ImportTarget;
use super::types::is_needlessly_quoted;
use crate::config::ExtensionPlace;

/// A declaration of the text that the middle has too.
pub(super) struct Item<'t> {
    pub(super) declaration: Declaration<'t>,
    /// Its name; empty where the text has none.
    pub(super) name: &'t str,
    /// Where its name stands.
    pub(super) range: TextRange,
    /// The resource whose body it is written in.
    pub(super) container: Option<DeclId>,
    /// The resources whose bodies are around it, outermost first.
    pub(super) enclosing: Vec<DeclId>,
    pub(super) has_blank_line: bool,
}

impl Item<'_> {
    /// Whether it is a symbol at the top of the file: neither an output nor metadata.
    pub(super) fn is_symbol(&self) -> bool {
        let is_named_only = matches!(self.declaration, Declaration::Metadata(_) | Declaration::Output(_));
        self.container.is_none() && !is_named_only && !matches!(self.declaration, Declaration::Import(_))
    }
}

/// The declarations of a text.
pub(super) struct Symbols<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Which of them are extensions.
    extensions: Vec<DeclId>,
    /// Symbols at the top of the file: neither outputs nor metadata.
    names: HashMap<&'t str, DeclId>,
    /// Nested resources, by the resource around them.
    nested: HashMap<(DeclId, &'t str), DeclId>,
}

/// What is around a place.
#[derive(Clone, Copy)]
pub(super) enum Enclosing<'t> {
    /// A variable of a loop, lambda or function.
    Local(&'t str, LocalId),
    /// The body of a resource, whose nested resources have names in it.
    Body(DeclId),
}

/// What a name means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    Local(LocalId),
    Decl(DeclId),
    /// All that a file exports.
    Namespace(usize),
    /// What could not be imported, which is reported at its import.
    Lost,
}

impl<'t> Symbols<'t> {
    pub(super) fn of(file: File<'t>) -> Self {
        let mut symbols =
            Self { items: Vec::new(), extensions: Vec::new(), names: HashMap::new(), nested: HashMap::new() };
        for declaration in file.declarations() {
            symbols.declare(declaration);
        }
        symbols
    }

    fn declare(&mut self, declaration: Declaration<'t>) {
        let (name, is_symbol) = match declaration {
            Declaration::Metadata(it) => (it.name(), false),
            Declaration::Output(it) => (it.name(), false),
            Declaration::TypeDeclaration(it) => (it.name(), true),
            Declaration::Param(it) => (it.name(), true),
            Declaration::Var(it) => (it.name(), true),
            Declaration::Func(it) => (it.name(), true),
            Declaration::Resource(it) => (it.name(), true),
            Declaration::Module(it) => (it.name(), true),
            Declaration::Extension(it) => (extension_name(it), true),
            Declaration::Import(_) => (None, false),
            Declaration::Assert(it) => (it.name(), true),
            Declaration::Test(it) => (it.name(), true),
            Declaration::TargetScope(_)
            | Declaration::MissingDeclaration(_)
            | Declaration::Using(_)
            | Declaration::Extends(_)
            | Declaration::ParamAssignment(_)
            | Declaration::ExtensionConfig(_)
            | Declaration::Skipped(_) => return,
        };
        let id = self.push(declaration, name, None, Vec::new());
        if let Some(name) = name.filter(|_| is_symbol) {
            self.names.entry(name.text()).or_insert(id);
        }
        if let Declaration::Resource(resource) = declaration {
            self.nested(id, resource, &[]);
        } else if let Declaration::Extension(_) = declaration {
            self.extensions.push(id);
        }
    }

    fn push(
        &mut self,
        declaration: Declaration<'t>,
        name: Option<Token<'t>>,
        container: Option<DeclId>,
        enclosing: Vec<DeclId>,
    ) -> DeclId {
        let has_blank_line = has_blank_line(declaration);
        let range = name.map_or_else(|| missing_name(declaration), Token::range);
        let name = name.map_or("", Token::text);
        self.items.push(Item { declaration, name, range, container, enclosing, has_blank_line });
        DeclId::new(self.items.len() - 1)
    }

    /// Declares the resources in the body of one. The parser bounds the depth.
    fn nested(&mut self, container: DeclId, resource: Resource<'t>, enclosing: &[DeclId]) {
        let Some(object) = resource.body().and_then(body_object) else { return };
        let mut inner = enclosing.to_vec();
        inner.push(container);
        for item in object.items() {
            let ObjectItem::Resource(child) = item else { continue };
            let id = self.push(Declaration::Resource(child), child.name(), Some(container), inner.clone());
            if let Some(name) = child.name() {
                self.nested.entry((container, name.text())).or_insert(id);
            }
            self.nested(id, child, &inner);
        }
    }

    pub(super) fn nested_in(&self, container: DeclId, name: &str) -> Option<DeclId> {
        self.nested.get(&(container, name)).copied()
    }

    pub(super) fn top(&self, name: &str) -> Option<DeclId> {
        self.names.get(name).copied()
    }
}

/// Where the name of a declaration without one would stand: after its first word.
fn missing_name(declaration: Declaration<'_>) -> TextRange {
    let node = declaration.syntax();
    let parts = node.children().filter(|part| part.kind() != SyntaxKind::Decorators);
    parts
        .skip(1)
        .find(|part| part.kind() != SyntaxKind::NewLine)
        .map_or_else(|| TextRange { start: node.range().end, end: node.range().end }, triceps_syntax::Element::range)
}

/// The name that an extension has in the file.
pub(super) fn extension_name(it: Extension<'_>) -> Option<Token<'_>> {
    it.alias().or_else(|| match it.specification()? {
        ExtensionSpecification::Name(name) => Some(name),
        ExtensionSpecification::String(_) => None,
    })
}

/// The braces in the body of a resource or module, through its loop and condition.
pub(super) fn body_object(mut body: Expr<'_>) -> Option<Object<'_>> {
    loop {
        body = match body {
            Expr::Object(object) => return Some(object),
            Expr::For(it) => it.body()?,
            Expr::If(it) => it.body()?,
            _ => return None,
        };
    }
}

/// Whether an empty line stands before a declaration, or before the comments and directives above it.
fn has_blank_line(declaration: Declaration<'_>) -> bool {
    let node = declaration.syntax();
    let mut before = node.tree().text().get(..node.range().start as usize).unwrap_or_default();
    loop {
        let end = before.trim_end_matches([' ', '\t', '\r', '\n']).len();
        if before[end..].bytes().filter(|byte| *byte == b'\n').count() > 1 {
            return true;
        }
        let start = before[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = before[start..end].trim_start();
        let is_comment = line.starts_with("//") || line.starts_with('#') || is_whole_comment(line);
        if !is_comment {
            return false;
        }
        before = &before[..start];
    }
}

fn is_whole_comment(line: &str) -> bool {
    line.starts_with("/*") && line.ends_with("*/")
}

impl<'t> Lower<'t> {
    /// What a name means here, if it is declared: innermost first.
    pub(super) fn resolve(&mut self, name: &str) -> Option<Meaning> {
        for enclosing in self.enclosing.iter().rev() {
            match enclosing {
                Enclosing::Local(local, id) if *local == name => return Some(Meaning::Local(*id)),
                Enclosing::Local(..) => {}
                Enclosing::Body(decl) => {
                    if let Some(child) = self.symbols.nested_in(*decl, name) {
                        return Some(Meaning::Decl(child));
                    }
                }
            }
        }
        self.resolve_top(name)
    }

    /// Notes that what a part of the text names is used, though that part has no meaning.
    pub(super) fn names_within(&mut self, node: Node<'t>) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            open.extend(node.child_nodes());
            if let Some(object) = Object::cast(node) {
                for property in object.properties() {
                    if let Some(Key::String(text)) = property.key()
                        && text.value().is_some_and(|text| is_needlessly_quoted(&text))
                    {
                        self.needless_quotes(text.syntax().range());
                    }
                }
            }
            if matches!(node.kind(), SyntaxKind::NameRef | SyntaxKind::TypeName)
                && let Some(name) = node.token(SyntaxKind::Identifier)
                && let Some(Meaning::Decl(decl)) = self.resolve_top(name.text())
            {
                self.builder.decl_hint(decl, DeclHint::Named);
            }
        }
    }

    /// Reports the names within a node that are not declared. The node itself is not lowered.
    pub(super) fn missing_names_within(&mut self, node: Node<'t>) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            open.extend(node.child_nodes());
            if node.kind() == SyntaxKind::NameRef
                && let Some(name) = node.token(SyntaxKind::Identifier)
                && self.resolve_top(name.text()).is_none()
                && Function::find(name.text()).is_none()
                && !self.is_implicit(name.text())
            {
                let (code, message, _) = self.missing_name(name.text());
                self.report(code, name.range(), message);
            }
        }
    }

    /// What a name means at the top of the file.
    pub(super) fn resolve_top(&mut self, name: &str) -> Option<Meaning> {
        if let Some(item) = self.symbols.top(name) {
            return Some(Meaning::Decl(item));
        }
        Some(match self.imports.find(name)? {
            ImportTarget::Decl(decl) => Meaning::Decl(decl),
            ImportTarget::Namespace(namespace) => Meaning::Namespace(namespace),
            ImportTarget::Lost => Meaning::Lost,
        })
    }

    /// The file that the base of an access names, if it is imported as a whole.
    pub(super) fn imported_namespace(&mut self, base: Expr<'t>) -> Option<usize> {
        let Expr::Name(name) = base else { return None };
        match self.resolve(name.token()?.text())? {
            Meaning::Namespace(namespace) => Some(namespace),
            Meaning::Local(_) | Meaning::Decl(_) | Meaning::Lost => None,
        }
    }

    /// A declared name that a misspelled one may mean.
    pub(super) fn closest_name(&self, name: &str) -> Option<&'t str> {
        let locals = self.enclosing.iter().rev().filter_map(|enclosing| match enclosing {
            Enclosing::Local(name, _) => Some(*name),
            Enclosing::Body(_) => None,
        });
        let symbols = self.symbols.items.iter().filter(|item| {
            !matches!(item.declaration, Declaration::Output(_) | Declaration::Metadata(_) | Declaration::Import(_))
                && item.container.is_none()
        });
        self.comparisons.allow(self.symbols.items.len()).then_some(())?;
        closest(name, locals.chain(symbols.map(|item| item.name)))
    }

    /// A declared type that a misspelled name may mean.
    pub(super) fn closest_type(&self, name: &str) -> Option<&'t str> {
        let declared =
            self.symbols.items.iter().filter(|item| matches!(item.declaration, Declaration::TypeDeclaration(_)));
        let ambient = Ambient::ALL.iter().map(|ambient| ambient.name());
        self.comparisons.allow(self.symbols.items.len()).then_some(())?;
        closest(name, declared.map(|item| item.name).chain(ambient))
    }

    /// Whether a base of an access names a namespace of the language.
    pub(super) fn namespace(&mut self, base: Expr<'t>) -> Option<&'t str> {
        let Expr::Name(name) = base else { return None };
        let name = name.token()?.text();
        match self.resolve(name) {
            None if name == "this" => Some(name),
            meaning => self.namespace_of(meaning, name),
        }
    }

    /// The namespace of the language that a name stands for.
    pub(super) fn namespace_of(&self, meaning: Option<Meaning>, name: &'t str) -> Option<&'t str> {
        match meaning {
            None => self.is_implicit(name).then_some(name),
            // The namespace may have been declared, under a name of its own.
            Some(Meaning::Decl(decl)) => self.declared_namespace(self.symbols.items.get(decl.index())?),
            Some(Meaning::Local(_) | Meaning::Namespace(_) | Meaning::Lost) => None,
        }
    }

    /// Whether a name is that of a namespace which is there by itself: one that is not declared.
    pub(super) fn is_implicit(&self, name: &str) -> bool {
        let mut extensions = self.symbols.extensions.iter().map(|id| &self.symbols.items[id.index()]);
        matches!(name, "sys" | "az") && !extensions.any(|item| self.declared_namespace(item) == Some(name))
    }

    /// The namespace of the language that a declaration of an extension gives a name.
    pub(super) fn declared_namespace(&self, item: &Item<'t>) -> Option<&'t str> {
        let Declaration::Extension(it) = item.declaration else { return None };
        let ExtensionSpecification::Name(name) = it.specification()? else { return None };
        let place = self.source().config.extension(name.text());
        (place == Some(ExtensionPlace::Language)).then_some(name.text())
    }

    /// Whether the language has a function of this name in a namespace.
    pub(super) fn function_in(namespace: &str, name: &str) -> Option<Function> {
        let full = if namespace == "this" { format!("this.{name}") } else { name.to_owned() };
        Function::find(&full).filter(|function| function.namespace().name() == namespace)
    }
}

/// Whether an object, array or type stays on one line where it fits: no line ends right after its opening bracket.
pub(super) fn is_one_line(node: triceps_syntax::Node<'_>) -> bool {
    node.child(1).is_none_or(|first| first.kind() != SyntaxKind::NewLine)
}
