//! Files and declarations.

use super::{
    AstNode, Expr, Object, StringLiteral, Type, TypedLambda, all, ast_nodes, decorators, first, last, name, part, typed,
};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token, Tree};

ast_nodes! {
    /// A whole file.
    File = File;
    /// `@name(..)`
    Decorator = Decorator;
    /// `targetScope = '..'`
    TargetScope = TargetScope;
    /// `metadata name = value`
    Metadata = Metadata;
    /// `assert name = value`
    Assert = Assert;
    /// `type name = type`
    TypeDeclaration = TypeDeclaration;
    /// `param name type = default`
    Param = Param;
    /// `var name type = value`
    Var = Var;
    /// `func name(a type) type => body`
    Func = Func;
    /// `resource name '..' = ..`
    Resource = Resource;
    /// `module name '..' = ..`
    Module = Module;
    /// `test name '..' = {..}`
    Test = Test;
    /// `output name type = value`
    Output = Output;
    /// `import .. from '..'`
    Import = Import;
    /// `* as name`
    WildcardImport = WildcardImport;
    /// `name` or `name as alias` in a list of imports.
    ImportItem = ImportItem;
    /// `extension name with {..} as alias`
    Extension = Extension;
    /// Decorators without a declaration.
    MissingDeclaration = MissingDeclaration;
    /// `using '..'`
    Using = Using;
    /// `extends '..'`
    Extends = Extends;
    /// `param name = value`
    ParamAssignment = ParamAssignment;
    /// `extensionConfig name with {..}`
    ExtensionConfig = ExtensionConfig;
}

macro_rules! declarations {
    ($($name:ident)*) => {
        /// Any declaration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Declaration<'t> {
            $($name($name<'t>),)*
            /// What could not be read.
            Skipped(Node<'t>),
        }

        impl<'t> AstNode<'t> for Declaration<'t> {
            fn cast(node: Node<'t>) -> Option<Self> {
                match node.kind() {
                    $(K::$name => Some(Self::$name($name(node))),)*
                    K::Skipped => Some(Self::Skipped(node)),
                    _ => None,
                }
            }

            fn syntax(self) -> Node<'t> {
                match self {
                    $(Self::$name(declaration) => declaration.0,)*
                    Self::Skipped(node) => node,
                }
            }
        }
    };
}

declarations! {
    TargetScope Metadata Assert TypeDeclaration Param Var Func Resource Module Test Output Import Extension
    MissingDeclaration Using Extends ParamAssignment ExtensionConfig
}

impl Tree {
    /// The file as a typed node.
    pub fn file(&self) -> File<'_> {
        File(self.root())
    }
}

impl<'t> File<'t> {
    /// The declarations, in order.
    pub fn declarations(self) -> impl Iterator<Item = Declaration<'t>> {
        all(self.0)
    }
}

impl<'t> Declaration<'t> {
    /// The decorators before it.
    pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
        decorators(self.syntax())
    }

    /// The name that it declares.
    pub fn name(self) -> Option<Token<'t>> {
        match self {
            Self::Metadata(it) => it.name(),
            Self::Assert(it) => it.name(),
            Self::TypeDeclaration(it) => it.name(),
            Self::Param(it) => it.name(),
            Self::Var(it) => it.name(),
            Self::Func(it) => it.name(),
            Self::Resource(it) => it.name(),
            Self::Module(it) => it.name(),
            Self::Test(it) => it.name(),
            Self::Output(it) => it.name(),
            Self::ParamAssignment(it) => it.name(),
            Self::TargetScope(_)
            | Self::Import(_)
            | Self::Extension(_)
            | Self::MissingDeclaration(_)
            | Self::Using(_)
            | Self::Extends(_)
            | Self::ExtensionConfig(_)
            | Self::Skipped(_) => None,
        }
    }
}

impl<'t> Decorator<'t> {
    /// The call: [`Expr::Call`] or [`Expr::MethodCall`], or a name alone, which is an error.
    pub fn expression(self) -> Option<Expr<'t>> {
        typed(self.0, 1)
    }
}

macro_rules! named {
    ($($name:ident)*) => {
        $(impl<'t> $name<'t> {
            /// The name that it declares.
            pub fn name(self) -> Option<Token<'t>> {
                name(self.0, 1)
            }

            /// The decorators before it.
            pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
                decorators(self.0)
            }
        })*
    };
}

named! { Metadata Assert TypeDeclaration Param Var Func Resource Module Test Output ParamAssignment }

macro_rules! valued {
    ($($name:ident)*) => {
        $(impl<'t> $name<'t> {
            /// The value after `=`.
            pub fn value(self) -> Option<Expr<'t>> {
                last(self.0)
            }
        })*
    };
}

valued! { TargetScope Metadata Assert Var Output ParamAssignment }

impl<'t> TypeDeclaration<'t> {
    /// The type after `=`.
    pub fn ty(self) -> Option<Type<'t>> {
        last(self.0)
    }
}

impl<'t> Param<'t> {
    /// The type.
    pub fn ty(self) -> Option<Type<'t>> {
        typed(self.0, 2)
    }

    /// The value after `=`.
    pub fn default(self) -> Option<Expr<'t>> {
        last(part(self.0, 3)?.as_node().filter(|node| node.kind() == K::ParamDefault)?)
    }

    /// What stands after the type and could not be read.
    pub fn unread_default(self) -> Option<Node<'t>> {
        part(self.0, 3)?.as_node().filter(|node| node.kind() == K::Skipped && !node.range().is_empty())
    }
}

impl<'t> Var<'t> {
    /// The type, where there is one.
    pub fn ty(self) -> Option<Type<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Output<'t> {
    /// The type.
    pub fn ty(self) -> Option<Type<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Func<'t> {
    /// Its parameters, return type and body.
    pub fn lambda(self) -> Option<TypedLambda<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Resource<'t> {
    /// The type and version.
    pub fn resource_type(self) -> Option<StringLiteral<'t>> {
        typed(self.0, 2)
    }

    /// The word `existing`.
    pub fn existing(self) -> Option<Token<'t>> {
        name(self.0, 3)
    }

    /// An object, a condition or a loop.
    pub fn body(self) -> Option<Expr<'t>> {
        last(self.0)
    }
}

impl<'t> Module<'t> {
    /// Where the module is.
    pub fn path(self) -> Option<StringLiteral<'t>> {
        typed(self.0, 2)
    }

    /// An object, a condition or a loop.
    pub fn body(self) -> Option<Expr<'t>> {
        last(self.0)
    }
}

impl<'t> Test<'t> {
    /// The file that is tested.
    pub fn path(self) -> Option<StringLiteral<'t>> {
        typed(self.0, 2)
    }

    /// An object.
    pub fn body(self) -> Option<Expr<'t>> {
        last(self.0)
    }
}

/// What is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportedSymbols<'t> {
    /// `{ a, b as c }`
    List(Node<'t>),
    /// `* as name`
    All(WildcardImport<'t>),
}

impl<'t> Import<'t> {
    /// The list or the wildcard.
    pub fn symbols(self) -> Option<ImportedSymbols<'t>> {
        let node = part(self.0, 1)?.as_node()?;
        match node.kind() {
            K::ImportList => Some(ImportedSymbols::List(node)),
            K::WildcardImport => Some(ImportedSymbols::All(WildcardImport(node))),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items(self) -> impl Iterator<Item = ImportItem<'t>> {
        let list = match self.symbols() {
            Some(ImportedSymbols::List(list)) => Some(list),
            Some(ImportedSymbols::All(_)) | None => None,
        };
        list.into_iter().flat_map(all)
    }

    /// Where the symbols come from.
    pub fn path(self) -> Option<StringLiteral<'t>> {
        let from = self.0.child_nodes().find(|node| node.kind() == K::FromClause)?;
        last(from)
    }

    /// The decorators before it.
    pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
        decorators(self.0)
    }
}

fn alias(node: Node<'_>) -> Option<Token<'_>> {
    name(node.child_nodes().find(|node| node.kind() == K::AsClause)?, 1)
}

impl<'t> WildcardImport<'t> {
    /// The name after `as`.
    pub fn alias(self) -> Option<Token<'t>> {
        alias(self.0)
    }
}

/// The name of what is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportName<'t> {
    /// A plain name.
    Name(Token<'t>),
    /// A name between quotes.
    String(StringLiteral<'t>),
}

impl<'t> ImportItem<'t> {
    /// The name in the other file.
    pub fn name(self) -> Option<ImportName<'t>> {
        match self.0.child(0)? {
            Element::Token(token) => Some(ImportName::Name(token)),
            Element::Node(node) => StringLiteral::cast(node).map(ImportName::String),
        }
    }

    /// The name after `as`.
    pub fn alias(self) -> Option<Token<'t>> {
        alias(self.0)
    }
}

/// What names an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionSpecification<'t> {
    /// A name of the configuration.
    Name(Token<'t>),
    /// A path or a reference.
    String(StringLiteral<'t>),
}

fn config(node: Node<'_>) -> Option<Object<'_>> {
    last(node.child_nodes().find(|node| node.kind() == K::WithClause)?)
}

impl<'t> Extension<'t> {
    /// What it is.
    pub fn specification(self) -> Option<ExtensionSpecification<'t>> {
        match part(self.0, 1)? {
            Element::Token(token) => Some(ExtensionSpecification::Name(token)),
            Element::Node(node) => StringLiteral::cast(node).map(ExtensionSpecification::String),
        }
    }

    /// The object after `with`.
    pub fn config(self) -> Option<Object<'t>> {
        config(self.0)
    }

    /// The name after `as`.
    pub fn alias(self) -> Option<Token<'t>> {
        alias(self.0)
    }

    /// The decorators before it.
    pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
        decorators(self.0)
    }
}

/// What a parameter file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsingTarget<'t> {
    /// `none`
    None,
    /// A template.
    Path(StringLiteral<'t>),
}

impl<'t> Using<'t> {
    /// The template.
    pub fn target(self) -> Option<UsingTarget<'t>> {
        let node = part(self.0, 1)?.as_node()?;
        match node.kind() {
            K::NoneLiteral => Some(UsingTarget::None),
            _ => StringLiteral::cast(node).map(UsingTarget::Path),
        }
    }

    /// The object after `with`.
    pub fn config(self) -> Option<Object<'t>> {
        config(self.0)
    }
}

impl<'t> Extends<'t> {
    /// The base file.
    pub fn path(self) -> Option<StringLiteral<'t>> {
        first(self.0)
    }
}

impl<'t> ExtensionConfig<'t> {
    /// The name of the extension.
    pub fn alias(self) -> Option<Token<'t>> {
        name(self.0, 1)
    }

    /// The object after `with`.
    pub fn config(self) -> Option<Object<'t>> {
        config(self.0)
    }
}
