//! Declarations.

use super::{DeclId, ExprId, FileId, LocalId, Run, TypeNodeId};
use crate::language::DecoratorId;
use crate::strings::Str;

/// A declaration of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decl {
    /// Its name. What is printed is decided by `Names`, since a nested resource may hide what its
    /// body reads.
    pub name: Str,
    /// What it declares.
    pub kind: DeclKind,
    /// A run of [`Decorator`]s.
    pub decorators: Run,
}

/// What is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclKind {
    /// `metadata name = value`
    Metadata {
        /// The value.
        value: ExprId,
    },
    /// `import .. from 'path'`: a position in [`Middle::imports`](super::Middle::imports).
    Import(u32),
    /// `extension name with config`
    Extension {
        /// A position in [`Middle::extension`](super::Middle::extension).
        position: u32,
        /// Its settings.
        config: Option<ExprId>,
    },
    /// `type name = ty`
    Type {
        /// The type.
        ty: TypeNodeId,
    },
    /// `param name ty = default`
    Param {
        /// The declared type.
        ty: TypeNodeId,
        /// The value where none is given.
        default: Option<ExprId>,
    },
    /// `var name ty = value`
    Var {
        /// The declared type, where there is one.
        ty: Option<TypeNodeId>,
        /// The value.
        value: ExprId,
    },
    /// `func name(params) returns => body`
    Func {
        /// The parameters, a run of locals.
        params: Run,
        /// The declared type of the result.
        returns: TypeNodeId,
        /// The body.
        body: ExprId,
    },
    /// `resource name 'type@version' = ..`
    Resource(Resource),
    /// `module name 'path' = ..`
    Module(Module),
    /// `assert name = value`
    Assert {
        /// What has to be true.
        value: ExprId,
    },
    /// `test name 'path' = body`
    Test {
        /// The file that is tested; none where it could not be resolved.
        file: Option<FileId>,
        /// Everything in the braces: `params`.
        body: ExprId,
    },
    /// `output name ty = value`
    Output {
        /// The declared type.
        ty: TypeNodeId,
        /// The value.
        value: ExprId,
    },
}

const _: () = assert!(size_of::<Decl>() <= 64, "declarations lie close together");

/// A resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The full type as it was written, also of a nested resource: `Microsoft.Network/virtualNetworks/subnets`.
    pub type_name: Str,
    /// The API version; none: that of the resource around it.
    pub api_version: Option<Str>,
    /// Whether it exists already.
    pub existing: bool,
    /// The resource whose body it is written in.
    pub container: Option<DeclId>,
    /// The loop that makes several of it.
    pub header: Option<Header>,
    /// Deployed only where this holds.
    pub condition: Option<ExprId>,
    /// Everything in the braces: an [`Expr::Object`](super::Expr::Object). `parent`, `name`, `scope` and `dependsOn`
    /// are entries of it.
    pub body: ExprId,
}

/// A deployment of a module file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// The file it deploys; none where it could not be resolved.
    pub file: Option<FileId>,
    /// The loop that makes several of it.
    pub header: Option<Header>,
    /// Deployed only where this holds.
    pub condition: Option<ExprId>,
    /// Everything in the braces: an [`Expr::Object`](super::Expr::Object). `name`, `scope`, `params` and `dependsOn`
    /// are entries of it.
    pub body: ExprId,
}

/// `for (item, index) in array` before the body of a looped resource or module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The variable of the items.
    pub item: LocalId,
    /// The variable of the positions, where it has one.
    pub index: Option<LocalId>,
    /// What it runs over.
    pub array: ExprId,
}

/// `@name(args)` above a declaration or a member of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decorator {
    /// The decorator of the language, or what is not known as one.
    pub name: DecoratorName,
    /// Whether its namespace is printed even where nothing hides it: `@sys.secure()`.
    pub qualified: bool,
    /// A run of expressions.
    pub args: Run,
}

/// What a decorator names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecoratorName {
    /// A decorator of the language.
    Known(DecoratorId),
    /// A decorator of the language that is named without a call, which is reported already.
    Named(DecoratorId),
    /// What is not known as one.
    Unknown(Str),
}

/// Why the middle of a file has a declaration that the file does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// It is of another file.
    Imported(Imported),
    /// It holds what a call has read from a file.
    Loaded,
}

/// Where a declaration of another file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The path of the other file, relative to this one, or a reference.
    pub from: Str,
    /// The name that it has there.
    pub original: Str,
    /// Whether the template tells that name, since it has another one here.
    pub is_renamed: bool,
}

/// `import { name as alias } from 'path'`, `import * as alias from 'path'`
#[derive(Clone, Debug)]
pub struct Import {
    /// The path or reference as it is written.
    pub path: String,
    /// What is imported.
    pub names: ImportedNames,
}

/// What an import names.
#[derive(Clone, Debug)]
pub enum ImportedNames {
    /// Some names.
    List(Vec<ImportedName>),
    /// All that the other file exports.
    All {
        /// The name that it has here as a whole.
        alias: String,
        /// The names there, and their declarations here.
        decls: Vec<(String, DeclId)>,
    },
}

/// A name in the list of an import.
#[derive(Clone, Debug)]
pub struct ImportedName {
    /// The name in the other file.
    pub original: String,
    /// The name here, where it is another one.
    pub alias: Option<String>,
    /// The declaration here; none where the other file does not export it.
    pub decl: Option<DeclId>,
}

/// An extension of the language.
#[derive(Clone, Debug)]
pub struct Extension {
    /// What follows `extension`: an identifier of `bicepconfig.json`.
    pub specification: String,
    /// The name that the template gives the provider, known from the extension's own types.
    pub provider: String,
    /// The version that the template names.
    pub version: String,
    /// Where `bicepconfig.json` finds the types: `br:mcr.microsoft.com/..`.
    pub registry: String,
    /// The resource types it brings start so: `Microsoft.Graph/`. Those of Kubernetes have no common start.
    pub type_prefix: String,
}

/// The experiment by which those who deploy a file give settings to its extensions.
pub const MODULE_EXTENSION_CONFIGS: &str = "Enable defining extension configs for modules";

impl Extension {
    /// The namespaces of the language that a file may declare, and their providers.
    const NAMESPACES: [(&str, &str); 2] = [("az", "AzureResourceManager"), ("sys", "System")];

    /// A namespace of the language, which has a name of its own in the file and is not there by itself then.
    pub fn of_language(namespace: &str) -> Self {
        let known = Self::NAMESPACES.iter().find(|(name, _)| *name == namespace);
        Self {
            specification: namespace.to_owned(),
            provider: known.map_or("", |(_, provider)| provider).to_owned(),
            version: String::new(),
            registry: String::new(),
            // No type starts so.
            type_prefix: "\0".to_owned(),
        }
    }

    /// The namespace of the language that it declares.
    pub fn namespace(&self) -> Option<&'static str> {
        let own = Self::NAMESPACES.iter().find(|(_, provider)| *provider == self.provider);
        own.map(|(name, _)| *name)
    }

    /// The provider of Kubernetes, which comes with the compiler.
    const KUBERNETES: &str = "Kubernetes";

    /// The extension of Kubernetes, whose types are not known here.
    pub fn kubernetes(specification: impl Into<String>) -> Self {
        Self {
            specification: specification.into(),
            provider: Self::KUBERNETES.to_owned(),
            version: "1.0.0".to_owned(),
            registry: String::new(),
            type_prefix: String::new(),
        }
    }

    /// Whether it is that of Kubernetes, the only one with settings.
    pub fn is_kubernetes(&self) -> bool {
        self.provider == Self::KUBERNETES && self.registry.is_empty()
    }

    /// Whether it brings the resource type of this name.
    pub(crate) fn brings(&self, type_name: &str) -> bool {
        if self.is_kubernetes() {
            // The names of its groups are words, or domains of Kubernetes.
            let group = type_name.split('/').next().unwrap_or_default();
            return !group.contains('.') || group.ends_with(".k8s.io");
        }
        let start = type_name.get(..self.type_prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(&self.type_prefix))
    }
}

/// What a reference to a declaration leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A resource or module, or all of a loop.
    Deployed,
    /// A variable, with its value.
    Variable(ExprId),
    /// Anything else.
    Other,
}

impl DeclKind {
    /// What a reference to such a declaration leads to.
    pub fn referent(&self) -> Referent {
        match self {
            Self::Resource(_) | Self::Module(_) => Referent::Deployed,
            Self::Var { value, .. } => Referent::Variable(*value),
            Self::Metadata { .. }
            | Self::Import(_)
            | Self::Extension { .. }
            | Self::Assert { .. }
            | Self::Test { .. }
            | Self::Type { .. }
            | Self::Param { .. }
            | Self::Func { .. }
            | Self::Output { .. } => Referent::Other,
        }
    }

    /// The groups in the order in which a template that was built is printed.
    pub fn group(&self) -> u8 {
        match self {
            Self::Metadata { .. } => 0,
            Self::Extension { .. } => 2,
            Self::Import(_) => 3,
            Self::Type { .. } => 4,
            Self::Param { .. } => 5,
            Self::Var { .. } => 6,
            Self::Func { .. } => 7,
            Self::Resource(_) | Self::Module(_) => 8,
            Self::Output { .. } => 9,
            Self::Assert { .. } => 10,
            Self::Test { .. } => 11,
        }
    }

    /// What such a declaration is called in sentences.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Metadata { .. } => "metadata",
            Self::Import(_) => "import",
            Self::Extension { .. } => "extension",
            Self::Assert { .. } => "assertion",
            Self::Test { .. } => "test",
            Self::Type { .. } => "type",
            Self::Param { .. } => "parameter",
            Self::Var { .. } => "variable",
            Self::Func { .. } => "function",
            Self::Resource(_) => "resource",
            Self::Module(_) => "module",
            Self::Output { .. } => "output",
        }
    }

    /// The first segment of the path of such a declaration in the model.
    pub fn section(&self) -> &'static str {
        match self {
            Self::Metadata { .. } => "metadata",
            Self::Import(_) => "imports",
            Self::Extension { .. } => "extensions",
            Self::Assert { .. } => "asserts",
            Self::Test { .. } => "tests",
            Self::Type { .. } => "types",
            Self::Param { .. } => "params",
            Self::Var { .. } => "variables",
            Self::Func { .. } => "functions",
            Self::Resource(_) => "resources",
            Self::Module(_) => "modules",
            Self::Output { .. } => "outputs",
        }
    }
}

impl Decl {
    /// The resource it declares, or none.
    pub fn as_resource(&self) -> Option<&Resource> {
        match &self.kind {
            DeclKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }

    /// The module it declares, or none.
    pub fn as_module(&self) -> Option<&Module> {
        match &self.kind {
            DeclKind::Module(module) => Some(module),
            _ => None,
        }
    }

    /// The loop that makes several of it, or none.
    pub fn header(&self) -> Option<&Header> {
        match &self.kind {
            DeclKind::Resource(Resource { header, .. }) | DeclKind::Module(Module { header, .. }) => header.as_ref(),
            _ => None,
        }
    }

    /// The condition it is deployed on, or none.
    pub fn condition(&self) -> Option<ExprId> {
        match self.kind {
            DeclKind::Resource(Resource { condition, .. }) | DeclKind::Module(Module { condition, .. }) => condition,
            _ => None,
        }
    }

    /// The braces of a resource or module.
    pub fn body(&self) -> Option<ExprId> {
        match self.kind {
            DeclKind::Resource(Resource { body, .. }) | DeclKind::Module(Module { body, .. }) => Some(body),
            _ => None,
        }
    }

    /// The resource whose body it is written in.
    pub fn container(&self) -> Option<DeclId> {
        self.as_resource()?.container
    }
}
