//! Lowering: from a tree of text to what it means.
//!
//! Names are resolved here. One that cannot be resolved becomes an error node and a diagnostic, so that all checks
//! still run.

mod decl;
mod expr;
mod extension;
mod imports;
mod load;
mod scope;
mod types;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use triceps_core::types::Comparisons;
use triceps_core::{
    DeclHint, DeclId, ExprId, FileId, ImportKind, LinkedFiles, Middle, MiddleBuilder, ModuleTemplate, Place,
    RawDiagnostics, TargetScope, TypeNodeId,
};
use triceps_diagnostics::{Code, Diagnostics, codes};
use triceps_syntax::ast::{AstNode, Declaration, StringLiteral};
use triceps_syntax::{SyntaxKind, TextRange};

use crate::files::Files;
use crate::origins::Origins;
use crate::source::Source;
use crate::unit::{Target, Unit};
pub(crate) use extension::reference_of;
use imports::Imported;
use scope::{Item, Symbols};

/// How deep a tree of one declaration may be.
const MAX_DEPTH: u32 = 220;

/// What a text means, with what was found on the way: by place in the middle, and by range of the text.
pub(crate) struct Lowered {
    pub(crate) middle: Middle,
    pub(crate) linked: LinkedFiles,
    pub(crate) raw: RawDiagnostics,
    pub(crate) diagnostics: Diagnostics,
}

pub(crate) fn lower(units: &[Unit], at: usize, reader: &dyn Files) -> Lowered {
    let source = &units[at].source;
    let symbols = Symbols::of(source.tree.file());
    let count = symbols.items.len();
    let mut lower = Lower {
        units,
        at,
        reader,
        loaded: Vec::new(),
        direct: None,
        in_function: false,
        in_default: false,
        no_value: codes::BCP033,
        symbols: &symbols,
        builder: MiddleBuilder::new(TargetScope::ResourceGroup, count, source.tree.text().len() / 8),
        linked: LinkedFiles::default(),
        raw: RawDiagnostics::default(),
        diagnostics: Diagnostics::default(),
        origins: Origins::new(source.clone(), count),
        files: HashMap::new(),
        imports: Imported::default(),
        untyped: HashSet::new(),
        enclosing: Vec::new(),
        depth: 0,
        comparisons: Comparisons::default(),
    };
    lower.file();
    let imported = lower.make_imported();
    let mut order = lower.loaded_order();
    order.extend((0..count).map(DeclId::new));
    order.extend(imported);
    let Lower { mut builder, linked, raw, diagnostics, origins, .. } = lower;
    builder.origins(Arc::new(origins));
    Lowered { middle: builder.finish(&order), linked, raw, diagnostics }
}

struct Lower<'t> {
    units: &'t [Unit],
    at: usize,
    reader: &'t dyn Files,
    /// Variables that hold what was loaded.
    loaded: Vec<DeclId>,
    /// The range of the whole value of a variable.
    direct: Option<TextRange>,
    /// Whether the place is in the body of a function.
    in_function: bool,
    /// Whether the place is in the default of a parameter.
    in_default: bool,
    /// The code of what is not a value at the place, such as a namespace.
    no_value: Code,
    symbols: &'t Symbols<'t>,
    builder: MiddleBuilder,
    linked: LinkedFiles,
    raw: RawDiagnostics,
    diagnostics: Diagnostics,
    origins: Origins,
    /// By path as it is written: the file in the middle.
    files: HashMap<String, FileId>,
    imports: Imported<'t>,
    /// Resources whose type could not be read.
    untyped: HashSet<DeclId>,
    /// What is around the place, outermost first.
    enclosing: Vec<scope::Enclosing<'t>>,
    depth: u32,
    comparisons: Comparisons,
}

impl<'t> Lower<'t> {
    fn source(&self) -> &'t Source {
        &self.units[self.at].source
    }

    fn text(&self) -> &'t str {
        self.source().tree.text()
    }

    fn is_type(&self, id: DeclId) -> bool {
        match self.symbols.items.get(id.index()) {
            Some(item) => matches!(item.declaration, Declaration::TypeDeclaration(_)),
            None => self.imports.kind(id) == Some(ImportKind::Type),
        }
    }

    fn is_resource(&self, id: DeclId) -> bool {
        let item = self.symbols.items.get(id.index());
        item.is_some_and(|item| matches!(item.declaration, Declaration::Resource(_)))
    }

    fn file(&mut self) {
        self.import_names();
        let is_scope = |declaration: &Declaration<'_>| matches!(declaration, Declaration::TargetScope(_));
        let has_scopes = self.source().tree.file().declarations().filter(is_scope).count() > 1;
        for declaration in self.source().tree.file().declarations() {
            match declaration {
                Declaration::TargetScope(it) => {
                    let keyword = it.syntax().token(SyntaxKind::Identifier);
                    if let Some(keyword) = keyword.filter(|_| has_scopes) {
                        self.report(codes::BCP112, keyword.range(), "`targetScope` is given more than once");
                    }
                    if let Some(decorator) = declaration.decorators().next() {
                        self.misplaced(decorator);
                    }
                    self.target_scope(it);
                }
                Declaration::MissingDeclaration(it) => self.dangling(it),
                Declaration::Import(_)
                | Declaration::Assert(_)
                | Declaration::Test(_)
                | Declaration::Metadata(_)
                | Declaration::TypeDeclaration(_)
                | Declaration::Param(_)
                | Declaration::Var(_)
                | Declaration::Func(_)
                | Declaration::Resource(_)
                | Declaration::Module(_)
                | Declaration::Output(_)
                | Declaration::Extension(_)
                | Declaration::Using(_)
                | Declaration::Extends(_)
                | Declaration::ParamAssignment(_)
                | Declaration::ExtensionConfig(_)
                | Declaration::Skipped(_) => {}
            }
        }
        for (option, name) in crate::config::EXPERIMENTS_OF_ENGINE {
            if self.has_experiment(option) {
                self.builder.experiment(name);
            }
        }
        let symbols = self.symbols;
        for (index, item) in symbols.items.iter().enumerate() {
            self.origins.decls[index] = item.range;
            self.declaration(DeclId::new(index), item);
        }
        self.extensions_twice();
        self.unused_imports();
    }

    fn target_scope(&mut self, it: triceps_syntax::ast::TargetScope<'t>) {
        let Some(value) = it.value() else { return };
        let text = match value {
            triceps_syntax::ast::Expr::Skipped(_) => return,
            triceps_syntax::ast::Expr::String(text) if !text.has_holes() => text.value(),
            // Arrays, objects and literals that are not strings.
            triceps_syntax::ast::Expr::Literal(_)
            | triceps_syntax::ast::Expr::Object(_)
            | triceps_syntax::ast::Expr::Array(_) => None,
            _ => {
                self.names_within(value.syntax());
                self.missing_names_within(value.syntax());
                return self.report(codes::BCP032, value.syntax().range(), "`targetScope` must be a literal");
            }
        };
        let scope = match text.as_deref() {
            Some("resourceGroup") => TargetScope::ResourceGroup,
            Some("subscription") => TargetScope::Subscription,
            Some("managementGroup") => TargetScope::ManagementGroup,
            Some("tenant") => TargetScope::Tenant,
            _ => {
                let message = "`targetScope` is one of 'resourceGroup', 'subscription', 'managementGroup' and 'tenant'";
                return self.report(codes::BCP033, value.syntax().range(), message);
            }
        };
        self.builder.target(scope);
    }

    pub(super) fn has_experiment(&self, name: &str) -> bool {
        self.source().config.has_experiment(name)
    }

    /// A decorator where none may stand.
    fn misplaced(&mut self, decorator: triceps_syntax::ast::Decorator<'t>) {
        let at = decorator.syntax().range();
        let range = TextRange { start: at.start, end: (at.start + 1).min(at.end) };
        self.report(codes::BCP130, range, "decorators cannot be used here");
    }

    fn declaration(&mut self, id: DeclId, item: &Item<'t>) {
        self.enclosing.clear();
        self.enclosing.extend(item.enclosing.iter().map(|decl| scope::Enclosing::Body(*decl)));
        if item.has_blank_line {
            self.builder.decl_hint(id, DeclHint::BlankLineBefore(true));
        } else if id != DeclId::FIRST && item.container.is_none() {
            self.builder.decl_hint(id, DeclHint::BlankLineBefore(false));
        }
        self.lower_declaration(id, item);
    }

    /// Says what is wrong with a range of the text.
    fn report(&mut self, code: Code, range: TextRange, message: impl Into<String>) {
        self.diagnostics.push(self.source().diagnostic(code, range, message.into()));
    }

    /// Says what the linter finds in a range of the text, unless the text accepts it.
    fn warn(&mut self, code: Code, range: TextRange, message: String) {
        let diagnostic = self.source().diagnostic(code, range, message);
        if let Some(level) = self.source().level(code, diagnostic.severity(), diagnostic.span()) {
            self.diagnostics.push(diagnostic.with_severity(level));
        }
    }

    /// Whether the parser could not read a range: else it holds a string without an end.
    fn is_unread(&self, range: TextRange) -> bool {
        let end = range.end.saturating_sub(1).max(range.start);
        let is_string = range.of(self.text()).is_some_and(|text| text.starts_with(['\'', '$']));
        !is_string || range.is_empty() || self.source().has_parse_error(TextRange { start: range.start, end })
    }

    /// Says that a construct is not read yet.
    fn unread(&mut self, range: TextRange) {
        let word = range.of(self.text()).and_then(|text| text.split_whitespace().next()).unwrap_or_default();
        let word: String = word.chars().take(40).collect();
        self.report(codes::TRI0053, range, format!("this use of `{word}` is not supported yet"));
    }

    /// Notes where an expression stands that was just made.
    fn at(&mut self, id: ExprId, range: TextRange) -> ExprId {
        debug_assert_eq!(id.index(), self.origins.exprs.len(), "every expression has one range");
        self.origins.exprs.push(range);
        id
    }

    /// Notes where a type stands that was just made.
    fn type_at(&mut self, id: TypeNodeId, range: TextRange) -> TypeNodeId {
        debug_assert_eq!(id.index(), self.origins.types.len(), "every type has one range");
        self.origins.types.push(range);
        id
    }

    /// Notes that all expressions that were just made stand at one range.
    fn all_at(&mut self, range: TextRange) {
        self.origins.exprs.resize(self.builder.middle().expr_count(), range);
    }

    /// The file of a module, if it is there without errors.
    fn module_file(&mut self, path: StringLiteral<'t>) -> Option<FileId> {
        let range = path.syntax().range();
        let Some(text) = path.value() else {
            self.names_within(path.syntax());
            self.report(codes::BCP092, range, "the path of a file cannot hold an interpolation");
            return None;
        };
        let known = self.files.get(&*text).copied();
        match self.units[self.at].target(&text) {
            Some(Ok(Target::Json(target))) => {
                let target = target.clone();
                if let Some((code, message)) = &target.error {
                    self.report(*code, range, message.clone());
                } else if let Some((code, message)) = target.warning() {
                    self.warn(code, range, message);
                }
                if known.is_some() {
                    return known;
                }
                let path = if target.is_registry { text.to_string() } else { crate::paths::normalize(&text) };
                let file = self.linked.add_module(&mut self.builder, path, target.template.clone());
                self.origins.files.push(range);
                self.files.insert(text.into_owned(), file);
                Some(file)
            }
            Some(Ok(Target::Text(target))) => {
                let template = match self.units[*target].outcome.clone() {
                    Ok(template) => template.into(),
                    Err(interface) => {
                        self.report(codes::BCP104, range, format!("the module `{text}` has errors"));
                        ModuleTemplate::Broken(interface)
                    }
                };
                if known.is_some() {
                    return known;
                }
                let path = crate::paths::normalize(&text);
                let file = self.linked.add_module(&mut self.builder, path, template);
                self.origins.files.push(range);
                self.files.insert(text.into_owned(), file);
                Some(file)
            }
            Some(Err((code, message))) => {
                self.report(*code, range, message.clone());
                None
            }
            None => {
                self.unread(range);
                None
            }
        }
    }

    /// Goes one level deeper, or says that it is too deep.
    fn deeper(&mut self) -> bool {
        self.depth += 1;
        self.depth <= MAX_DEPTH
    }

    fn too_deep(&mut self, place: Place) {
        let message = "this is nested too deeply";
        self.raw.report(codes::TRI0009, place, message, "put parts of it into variables");
    }
}
