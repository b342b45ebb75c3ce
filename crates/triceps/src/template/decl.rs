//! The declarations that a template is made of.

use std::borrow::Cow;
use std::panic::Location;

use triceps_model::tree::{Content, Decorators, ExtensionDecl, Local, ModuleDecl, ResourceDecl};
use triceps_model::{Expr, TypeExpr};

use super::{ImportDecl, ImportedDecl};

#[derive(Clone, Debug)]
pub(crate) struct Decl {
    pub(crate) name: Cow<'static, str>,
    pub(crate) decorators: Decorators,
    pub(crate) kind: DeclKind,
    /// Whether a blank line stands before it; none: as its neighbours have it.
    pub(crate) blank_line_before: Option<bool>,
    /// The line of Rust that made it, in debug builds.
    pub(crate) location: Option<&'static Location<'static>>,
}

/// One variant a construct of the language: a new one needs its rule in each emitter and nothing else.
#[derive(Clone, Debug)]
pub(crate) enum DeclKind {
    Metadata(Expr),
    Extension(ExtensionDecl),
    Import(ImportDecl),
    /// A name that an import brings, which is a declaration of another file.
    Imported(ImportedDecl),
    Type(TypeExpr),
    Param {
        ty: TypeExpr,
        default: Option<Expr>,
    },
    Var {
        ty: Option<TypeExpr>,
        value: Expr,
    },
    Func {
        params: Vec<(Local, TypeExpr)>,
        returns: TypeExpr,
        body: Expr,
    },
    Resource(ResourceDecl),
    Module(ModuleDecl),
    Output {
        ty: TypeExpr,
        value: Expr,
    },
}

impl DeclKind {
    /// The groups in the order they are printed.
    pub(crate) fn group(&self) -> u8 {
        match self {
            Self::Metadata(_) => 0,
            Self::Extension(_) => 2,
            Self::Import(_) | Self::Imported(_) => 3,
            Self::Type(_) => 4,
            Self::Param { .. } => 5,
            Self::Var { .. } => 6,
            Self::Func { .. } => 7,
            Self::Resource(_) | Self::Module(_) => 8,
            Self::Output { .. } => 9,
        }
    }
}

impl From<Content> for DeclKind {
    fn from(content: Content) -> Self {
        match content {
            Content::Resource(resource) => Self::Resource(resource),
            Content::Module(module) => Self::Module(module),
        }
    }
}

impl Decl {
    /// How many nodes its expressions have, about.
    pub(crate) fn nodes(&self) -> u32 {
        match &self.kind {
            DeclKind::Metadata(value) | DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => {
                value.measure().nodes()
            }
            DeclKind::Param { default, .. } => default.as_ref().map_or(0, |default| default.measure().nodes()),
            DeclKind::Func { body, .. } => body.measure().nodes(),
            DeclKind::Resource(ResourceDecl { body, .. }) | DeclKind::Module(ModuleDecl { body, .. }) => {
                body.measure().nodes()
            }
            DeclKind::Extension(_) | DeclKind::Import(_) | DeclKind::Imported(_) | DeclKind::Type(_) => 0,
        }
    }

    pub(crate) fn as_resource(&self) -> Option<&ResourceDecl> {
        match &self.kind {
            DeclKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}
