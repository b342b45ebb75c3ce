//! The declarations that a template is made of.

use std::borrow::Cow;
use std::panic::Location;

use super::{ImportDecl, ImportedDecl};
use crate::decorators::Decorators;
use crate::expr::{Expr, Local, Object, Symbol};
use crate::template::ModuleTarget;
use crate::types::TypeExpr;
use crate::value::Each;

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

#[derive(Clone, Debug)]
pub(crate) struct ExtensionDecl {
    /// What follows `extension`: an identifier of `bicepconfig.json`.
    pub(crate) specification: Cow<'static, str>,
    /// The provider and version that the template names, known from the extension's own types.
    pub(crate) provider: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
    /// Where `bicepconfig.json` finds the types: `br:mcr.microsoft.com/..`.
    pub(crate) registry: Cow<'static, str>,
    /// The resource types it brings start so: `Microsoft.Graph/`.
    pub(crate) type_prefix: Cow<'static, str>,
}

#[derive(Clone, Debug)]
pub(crate) struct ResourceDecl {
    /// The full type, also of a nested resource: `Microsoft.Network/virtualNetworks/subnets`.
    pub(crate) type_name: Cow<'static, str>,
    /// None: that of the parent that a nested resource stands in.
    pub(crate) api_version: Option<Cow<'static, str>>,
    pub(crate) existing: bool,
    /// The resource whose body this one is written in.
    pub(crate) container: Option<Symbol>,
    pub(crate) header: Option<LoopHeader>,
    pub(crate) condition: Option<Expr>,
    /// Everything in the braces, in order: `parent`, `name`, `scope`, `dependsOn` too.
    pub(crate) body: Object,
}

#[derive(Clone, Debug)]
pub(crate) struct ModuleDecl {
    /// What it deploys.
    pub(crate) target: ModuleTarget,
    pub(crate) header: Option<LoopHeader>,
    pub(crate) condition: Option<Expr>,
    /// Everything in the braces, in order: `name`, `scope`, `params`, `dependsOn`.
    pub(crate) body: Object,
}

/// `for (item, index) in array`, before the body of a looped resource or module.
#[derive(Clone, Debug)]
pub(crate) struct LoopHeader {
    pub(crate) item: Local,
    pub(crate) index: Option<Local>,
    pub(crate) array: Expr,
}

impl LoopHeader {
    /// The header of a loop whose body mentions the index, or not.
    pub(crate) fn new<T>(each: Each<T>, mentions: impl FnOnce(&Local) -> bool) -> Self {
        let (item, index, array) = each.into_parts();
        let index = mentions(&index).then_some(index);
        Self { item, index, array }
    }
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
