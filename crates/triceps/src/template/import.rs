//! Imports: what a template takes over from other files.

use std::borrow::Cow;
use std::marker::PhantomData;

use triceps_core::ImportSource;
use triceps_model::tree::{Callee, Node, Symbol, TypeNode};
use triceps_model::{Expr, TypeExpr, Value};

use super::{DeclKind, Func, Template};

/// An import of a template. It is printed with the names that are taken over through it.
///
/// ```
/// # use triceps::{Template, TypeExpr};
/// let mut shared = Template::for_resource_group();
/// let size = shared.declare_type("size", TypeExpr::named("int"));
/// shared.export(&size);
///
/// let mut t = Template::for_resource_group();
/// let import = t.import_all("shared", "shared.bicep", shared.check()?);
/// let size = t.imported_type(&import, "size");
/// t.output_of("nodes", size, 3);
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "import * as shared from 'shared.bicep'\n\noutput nodes shared.size = 3\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Import(Symbol);

/// `import { .. } from 'path'`, `import * as alias from 'path'`
#[derive(Clone, Debug)]
pub(crate) struct ImportDecl {
    pub(crate) path: Cow<'static, str>,
    pub(crate) source: ImportSource,
    /// The name of the other file as a whole.
    pub(crate) alias: Option<Cow<'static, str>>,
}

/// A name that is imported.
#[derive(Clone, Debug)]
pub(crate) struct ImportedDecl {
    /// The import; none where it is one of another template.
    pub(crate) import: Option<Symbol>,
    /// The name in the other file. That of the declaration is the one here.
    pub(crate) original: Cow<'static, str>,
}

/// A name in another file, and the name that it has here: `"size"`, `("size", "otherSize")`.
///
/// ```
/// # use triceps::{Template, Value};
/// # let mut shared = Template::for_resource_group();
/// # let size = shared.var("size", 3);
/// # shared.export(&size);
/// # let mut t = Template::for_resource_group();
/// let import = t.import("shared.bicep", shared.check()?);
/// let size: Value<i64> = t.imported_var(&import, ("size", "nodes"));
/// t.output("nodes", &size);
/// assert!(t.check()?.to_bicep().starts_with("import { size as nodes } from 'shared.bicep'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct ImportName {
    original: Cow<'static, str>,
    name: Cow<'static, str>,
}

impl From<&'static str> for ImportName {
    fn from(name: &'static str) -> Self {
        Self { original: name.into(), name: name.into() }
    }
}

impl From<(&'static str, &'static str)> for ImportName {
    fn from((original, name): (&'static str, &'static str)) -> Self {
        Self { original: original.into(), name: name.into() }
    }
}

impl Template {
    /// Adds `import { .. } from 'path'` of another file: a [`Checked`](crate::Checked) template, or ARM JSON.
    ///
    /// ```
    /// # use triceps::{Template, Value};
    /// let mut shared = Template::for_resource_group();
    /// let size = shared.var("size", 3);
    /// shared.export(&size);
    ///
    /// let mut t = Template::for_resource_group();
    /// let import = t.import("shared.bicep", shared.check()?);
    /// let size: Value<i64> = t.imported_var(&import, "size");
    /// t.output("size", &size);
    /// assert!(t.check()?.to_bicep().starts_with("import { size } from 'shared.bicep'\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn import(&mut self, path: impl Into<Cow<'static, str>>, source: impl Into<ImportSource>) -> Import {
        self.push_import(ImportDecl { path: path.into(), source: source.into(), alias: None })
    }

    /// Adds `import * as alias from 'path'`.
    ///
    /// ```
    /// # use triceps::{Template, Value};
    /// # let mut shared = Template::for_resource_group();
    /// # let size = shared.var("size", 3);
    /// # shared.export(&size);
    /// # let mut t = Template::for_resource_group();
    /// let import = t.import_all("shared", "shared.bicep", shared.check()?);
    /// let size: Value<i64> = t.imported_var(&import, "size");
    /// t.output("size", &size);
    /// assert_eq!(t.check()?.to_bicep(), "import * as shared from 'shared.bicep'\n\noutput size int = shared.size\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn import_all(
        &mut self,
        alias: impl Into<Cow<'static, str>>,
        path: impl Into<Cow<'static, str>>,
        source: impl Into<ImportSource>,
    ) -> Import {
        self.push_import(ImportDecl { path: path.into(), source: source.into(), alias: Some(alias.into()) })
    }

    #[track_caller]
    fn push_import(&mut self, import: ImportDecl) -> Import {
        let name = import.alias.clone().unwrap_or_default();
        Import(self.push(name, DeclKind::Import(import)).as_symbol().expect("`push` gives a symbol"))
    }

    /// A variable of an imported file.
    #[track_caller]
    pub fn imported_var<T: ?Sized>(&mut self, import: &Import, name: impl Into<ImportName>) -> Value<T> {
        Value::from_expr(Expr::new(Node::Symbol(self.imported(import, name.into()))))
    }

    /// A type of an imported file.
    ///
    /// ```
    /// # use triceps::functions::to_lower;
    /// # use triceps::{Template, TypeExpr, Value};
    /// let mut shared = Template::for_resource_group();
    /// let size = shared.declare_type("size", TypeExpr::named("int"));
    /// let lower = shared.func("lower", [("text", TypeExpr::named("string"))], |[text]| -> Value<String> { to_lower(text) });
    /// shared.export(&size);
    /// shared.export(&lower);
    ///
    /// let mut t = Template::for_resource_group();
    /// let import = t.import("shared.bicep", shared.check()?);
    /// let size = t.imported_type(&import, "size");
    /// let lower = t.imported_func::<String>(&import, "lower");
    /// t.output_of("size", size, 3);
    /// t.output("name", lower.call(["Portal"]));
    /// assert!(t.check()?.to_bicep().ends_with("output size size = 3\noutput name string = lower('Portal')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn imported_type(&mut self, import: &Import, name: impl Into<ImportName>) -> TypeExpr {
        TypeExpr::new(TypeNode::Declared(self.imported(import, name.into())))
    }

    /// A function of an imported file.
    #[track_caller]
    pub fn imported_func<T: ?Sized>(&mut self, import: &Import, name: impl Into<ImportName>) -> Func<T> {
        Func { callee: Callee::Declared(self.imported(import, name.into())), returns: PhantomData }
    }

    #[track_caller]
    fn imported(&mut self, import: &Import, name: ImportName) -> Symbol {
        let import = self.index_of(import.0).map(|_| import.0);
        let kind = DeclKind::Imported(ImportedDecl { import, original: name.original });
        self.push(name.name, kind).as_symbol().expect("`push` gives a symbol")
    }
}
