//! Lowering: from what Rust wrote to what it means.
//!
//! Takes a template apart and drops each declaration once it is lowered. References become ids; one that cannot be
//! resolved becomes an error node and a diagnostic, so that all checks still run.

mod decl;
mod expr;
#[cfg(feature = "read")]
pub(crate) mod fragment;
mod imports;
mod load;
mod types;

use triceps_core::json::ArmTemplate;
use triceps_core::{
    DeclHint, DeclId, FileId, LinkedFiles, LocalId, LocalKind, Middle, MiddleBuilder, ModuleTemplate, Place,
    RawDiagnostics, TargetScope,
};
use triceps_diagnostics::codes;
use triceps_model::tree::{Comment, Local, Measure, ModuleTarget, Refusal, Symbol, TemplateId};

use crate::template::{Acceptance, Commented, DeclKind, File, Parts, Past, Stray, Template};
use imports::Imported;
pub(crate) use load::Loader;

/// What a template means, and what was found on the way.
pub(crate) fn lower(template: Template, loader: Option<Loader<'_>>) -> (Middle, LinkedFiles, RawDiagnostics) {
    let Parts { id, past, scope, decls, mut order, files, accepted, comments, strays } = template.into_parts();
    let nodes = decls.iter().map(|decl| decl.nodes() as usize).sum::<usize>().min(Measure::MAX_NODES as usize);
    let mut own = 0;
    let mut ids: Vec<Option<DeclId>> = Vec::with_capacity(decls.len());
    for decl in &decls {
        let is_own = !matches!(decl.kind, DeclKind::Imported(_));
        ids.push(is_own.then(|| DeclId::new(own)));
        own += usize::from(is_own);
    }
    let mut lower = Lower::new(id, past, scope, own, nodes);
    lower.ids = ids;
    lower.loader = loader;
    for file in files {
        lower.file(file);
    }
    lower.strays(&strays);
    lower.imports(&decls);
    let mut groups: Vec<u8> = Vec::with_capacity(decls.len());
    for (index, decl) in decls.into_iter().enumerate() {
        groups.push(decl.kind.group());
        if let (false, Some(id)) = (matches!(decl.kind, DeclKind::Imported(_)), lower.ids[index]) {
            lower.declaration(id, decl);
        } else {
            groups[index] = IMPORTED;
        }
    }
    for (place, comment) in &comments {
        let comment = lower.comment(comment);
        match *place {
            Commented::Start => lower.builder.comment_at_start(comment),
            Commented::End => lower.builder.comment_at_end(comment),
            Commented::Scope => lower.builder.scope_comment(comment),
            Commented::Decl(decl, place) => {
                if let Some(decl) = lower.ids[decl] {
                    lower.builder.decl_hint(decl, DeclHint::Comment(place, comment));
                }
            }
        }
    }
    for Acceptance { decl, code, reason } in &accepted {
        let Some(decl) = lower.ids[*decl] else { continue };
        let (code, reason) = (lower.builder.intern(code), lower.builder.intern(reason));
        lower.builder.decl_hint(decl, DeclHint::Accept { code, reason });
    }
    lower.unused_imports();
    let imported = lower.make_imported();
    order.retain(|index| groups[*index as usize] != IMPORTED);
    order.sort_by_key(|index| groups[*index as usize]);
    let mut printed = lower.loaded_order();
    printed.reserve(order.len());
    printed.extend(order.into_iter().filter_map(|index| lower.ids[index as usize]));
    printed.extend(imported);
    (lower.builder.finish(&printed), lower.linked, lower.diagnostics)
}

/// The group of names that are declared elsewhere.
const IMPORTED: u8 = u8::MAX;

struct Lower<'f> {
    builder: MiddleBuilder,
    linked: LinkedFiles,
    diagnostics: RawDiagnostics,
    template: TemplateId,
    past: Past,
    /// By declaration of the template: the one that it is in the middle. An imported name has one once its import is
    /// looked at.
    ids: Vec<Option<DeclId>>,
    imported: Imported,
    loader: Option<Loader<'f>>,
    /// Modules from registries so far.
    modules: Vec<(FileId, ModuleTarget)>,
    /// Variables that hold what was loaded.
    loaded: Vec<DeclId>,
    /// Whether the place is the whole value of a variable.
    is_direct: bool,
    /// Whether the place is in the body of a function.
    in_function: bool,
    /// How many nodes are lowered so far.
    nodes: u32,
    /// The variables of loops, lambdas and functions around the place, outermost first.
    scope: Vec<(Local, LocalId)>,
    /// Parts of the composites around the place.
    stack: Vec<triceps_core::ExprId>,
    entries: Vec<triceps_core::Entry>,
    parts: Vec<triceps_core::Part>,
}

impl Lower<'_> {
    /// Lowers a template with that many declarations, and about that many nodes.
    fn new(template: TemplateId, past: Past, scope: TargetScope, decls: usize, nodes: usize) -> Self {
        // Arguments of decorators are not counted as nodes, and lowering adds a few.
        let room = nodes + nodes / 4 + decls;
        Self {
            builder: MiddleBuilder::new(scope, decls, room),
            linked: LinkedFiles::default(),
            diagnostics: RawDiagnostics::default(),
            template,
            past,
            ids: (0..decls).map(|index| Some(DeclId::new(index))).collect(),
            imported: Imported::default(),
            loader: None,
            modules: Vec::new(),
            loaded: Vec::new(),
            is_direct: false,
            in_function: false,
            nodes: 0,
            scope: Vec::new(),
            stack: Vec::with_capacity(16),
            entries: Vec::with_capacity(32),
            parts: Vec::with_capacity(8),
        }
    }

    fn file(&mut self, file: File) {
        let path = file.path.into_owned();
        let template: ModuleTemplate = file.template.unwrap_or_else(|reason| {
            let place = Place::ModuleFile(FileId::new(self.builder.middle().files().len()));
            let message = format!("`{path}` is not a template: {reason}");
            self.diagnostics.report(codes::BCP188, place, message, "give the text of an ARM template");
            ArmTemplate::empty(TargetScope::ResourceGroup).into()
        });
        self.linked.add_module(&mut self.builder, path, template);
    }

    fn comment(&mut self, comment: &Comment) -> triceps_core::Comment {
        triceps_core::Comment { text: self.builder.intern(comment.text()), is_block: comment.is_block() }
    }

    /// The declaration that a symbol stands for, if it is one of the template.
    fn decl(&self, symbol: Symbol) -> Option<DeclId> {
        let index = if symbol.template == self.template { symbol.index } else { self.past.decl(symbol)? };
        self.ids.get(index as usize).copied().flatten()
    }

    fn foreign(&mut self, place: Place) {
        let help = "use handles that this template's methods returned; values go into a module as parameters and come out as outputs";
        self.diagnostics.report(codes::TRI0001, place, "a handle of another template is used here", help);
    }

    fn strays(&mut self, strays: &[Stray]) {
        for stray in strays {
            self.diagnostics.report_line(stray.code(), stray.location, stray.message(), stray.help());
        }
    }

    fn refused(&mut self, refusal: Refusal, place: Place) {
        let code = match refusal {
            Refusal::TooDeep | Refusal::TooLarge | Refusal::NotFinite => codes::TRI0009,
            Refusal::NotAnObject
            | Refusal::NotAnArray
            | Refusal::Loop
            | Refusal::ComputedKey
            | Refusal::NotAnObjectType
            | Refusal::NotATupleType
            | Refusal::NoMember
            | Refusal::OtherIdentities => codes::TRI0014,
        };
        self.diagnostics.report(code, place, refusal.message(), refusal.help());
    }

    /// Counts the nodes of an expression or type that is about to be lowered, or says that there are too many.
    fn admit(&mut self, measure: Measure) -> Result<(), Refusal> {
        self.nodes = self.nodes.saturating_add(measure.nodes());
        if self.nodes > Measure::MAX_NODES { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Makes a variable visible.
    fn bind(&mut self, local: &Local, kind: LocalKind, ty: Option<triceps_core::TypeNodeId>) -> LocalId {
        let id = self.builder.local(local.name(), kind, local.is_named(), ty);
        self.scope.push((local.clone(), id));
        id
    }
}
