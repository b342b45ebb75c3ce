//! Limits of Azure Resource Manager on the size of a template and its parts.

use triceps_diagnostics::{Code, codes};
use triceps_emit::{Checked, LinkedFiles, measure, nested_too_deeply};
use triceps_middle::analysis::Facts;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{
    Binder, Callee, DeclId, DeclKind, Expr, ExprId, Key, LocalId, LocalKind, Middle, Parent, Part, Place, Referent,
};

use super::context::Context;

/// The longest expression, in characters of the JSON string.
const MAX_EXPRESSION: usize = 24_576;
/// The largest template, in bytes.
const MAX_TEMPLATE: usize = 4 * 1024 * 1024;
/// How deep expressions may be nested once variables are inlined.
const MAX_DEPTH: u32 = 512;
/// Bounds are off by far less than this is above the limits, so it need not be written to be measured.
const MAX_MEASURED: usize = 8 * MAX_TEMPLATE;

/// Checks that what reads the text comes to the end of each expression.
pub(super) fn nesting(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    if middle.is_text() {
        return;
    }
    for place in nested_too_deeply(middle) {
        let message = "this is nested too deeply to be read from its text";
        diagnostics.report(
            codes::TRI0009,
            place,
            message,
            "give a part of it a name with `Template::var` or `Template::declare_type`",
        );
    }
}

/// Checks how many declarations there are.
pub(super) fn counts(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let mut tallies = [
        Tally::new(codes::MAX_PARAMS, 256, "parameters"),
        Tally::new(codes::MAX_VARIABLES, 512, "variables"),
        Tally::new(codes::MAX_OUTPUTS, 64, "outputs"),
        Tally::new(codes::MAX_RESOURCES, 800, "resources"),
    ];
    for (id, decl) in cx.middle.decls() {
        let position = match decl.kind {
            DeclKind::Param { .. } => 0,
            DeclKind::Var { .. } => 1,
            DeclKind::Output { .. } => 2,
            DeclKind::Resource(_) => 3,
            DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Type { .. }
            | DeclKind::Func { .. }
            | DeclKind::Module(_) => continue,
        };
        tallies[position].first.get_or_insert(id);
        tallies[position].count += 1;
    }
    for Tally { code, most, what, count, first } in tallies {
        if let Some(first) = first.filter(|_| count > most) {
            let message = format!("the template has {count} {what}, the limit is {most}");
            diagnostics.report(code, Place::Decl(first), message, "move a part of it into a module");
        }
    }
}

struct Tally {
    code: Code,
    most: usize,
    what: &'static str,
    count: usize,
    first: Option<DeclId>,
}

impl Tally {
    const fn new(code: Code, most: usize, what: &'static str) -> Self {
        Self { code, most, what, count: 0, first: None }
    }
}

const SHORTER: &str = "compute a part of it in a parameter's default, a variable without run-time values, or a module";
const SMALLER: &str = "split it into several deployments; modules count as parts of it";

/// Measures the JSON where an upper bound of its size says that a limit may be reached, and gives an upper bound of
/// its bytes.
pub(super) fn sizes(checked: &Checked, diagnostics: &mut RawDiagnostics) -> usize {
    let middle = checked.middle();
    let weights = Weights::new(checked);
    let too_deep = middle.decls().find(|(id, _)| checked.facts().inlining.depth(*id) > MAX_DEPTH);
    if let Some((id, decl)) = too_deep {
        let message = format!(
            "`{}` is inlined where it is used, which nests more than {MAX_DEPTH} expressions",
            middle.str(decl.name)
        );
        diagnostics.report(codes::TRI0009, Place::Decl(id), message, SHORTER);
        return weights.total;
    }
    if weights.deepest < MAX_EXPRESSION && weights.total < MAX_TEMPLATE {
        return weights.total;
    }
    if weights.total > MAX_MEASURED {
        let mut blamed = false;
        for (id, decl) in middle.decls().filter(|(id, _)| weights.decls[id.index()] > MAX_TEMPLATE) {
            blamed = true;
            let message = format!(
                "`{}` has more than {MAX_TEMPLATE} bytes as JSON, and an expression may have {MAX_EXPRESSION} characters",
                middle.str(decl.name)
            );
            diagnostics.report(codes::TRI0006, Place::Decl(id), message, SHORTER);
        }
        if !blamed {
            let message = format!("the template has more than {MAX_TEMPLATE} bytes as JSON, which is the limit");
            diagnostics.report(codes::TRI0007, Place::File, message, SMALLER);
        }
        return weights.total;
    }
    let sizes = measure(checked);
    if sizes.template > MAX_TEMPLATE {
        let message = format!("the template has {} bytes as JSON, the limit is {MAX_TEMPLATE}", sizes.template);
        diagnostics.report(codes::TRI0007, Place::File, message, SMALLER);
    }
    for (place, length) in sizes.expressions {
        if length > MAX_EXPRESSION {
            let message = format!("the expression has {length} characters as JSON, the limit is {MAX_EXPRESSION}");
            diagnostics.report(codes::TRI0006, place, message, SHORTER);
        }
    }
    sizes.template
}

/// Upper bounds of how long expressions become in the JSON. All sums saturate.
struct Weights<'m> {
    middle: &'m Middle,
    linked: &'m LinkedFiles,
    facts: &'m Facts,
    /// By declaration: what a mention of it comes to.
    references: Vec<usize>,
    /// By declaration: what it comes to where it stands. What is replaced by its value stands nowhere.
    decls: Vec<usize>,
    /// By local: what a mention of it comes to.
    locals: Vec<usize>,
    /// The greatest weight of a single expression.
    deepest: usize,
    total: usize,
}

/// What a name and the function that reads it come to.
const NAME: usize = 16;
/// What the place of a value in a format comes to.
const HOLE: usize = 8;
/// What a call, an access or an operator comes to.
const STEP: usize = 32;

fn sum(parts: impl IntoIterator<Item = usize>) -> usize {
    parts.into_iter().fold(0, usize::saturating_add)
}

impl<'m> Weights<'m> {
    fn new(checked: &'m Checked) -> Self {
        let (middle, graph, facts) = (checked.middle(), checked.graph(), checked.facts());
        let count = middle.decl_count();
        let mut weights = Self {
            middle,
            linked: checked.linked(),
            facts,
            references: vec![64; count],
            decls: vec![0; count],
            locals: vec![64; middle.local_count()],
            deepest: 0,
            total: 1000,
        };
        for id in graph.order() {
            weights.reference(*id);
        }
        weights.written();
        // Types have names and little else; strings count once more for those of their members.
        let types = middle.type_node_count().saturating_mul(128);
        let strings = if types == 0 { 0 } else { middle.strings().total_length() };
        let decls = middle.decls().map(|(id, _)| {
            // What is mentioned may be waited for.
            let waits = graph.targets(id).iter().map(|target| match middle.decl(*target).kind {
                DeclKind::Resource(_) | DeclKind::Module(_) => weights.references[target.index()],
                _ => 0,
            });
            sum([weights.decls[id.index()], sum(waits)])
        });
        weights.total = sum([weights.total, types, strings, sum(decls)]);
        weights
    }

    /// Finds what a mention of a declaration comes to, and of the variable of its loop.
    fn reference(&mut self, id: DeclId) {
        let middle = self.middle;
        let decl = middle.decl(id);
        if let Some(header) = decl.header() {
            let array = self.expression(header.array);
            self.bind(header.item, header.index, array);
        }
        self.references[id.index()] = match decl.kind.referent() {
            // It is a part of the expression that mentions it.
            Referent::Variable(value) if self.facts.inlining.is_inlined(id) => self.expression(value),
            Referent::Deployed => self.identity(id),
            Referent::Variable(_) | Referent::Other => self.length(decl.name) + NAME,
        };
    }

    /// How many bytes a text can become in an expression in JSON: one may be written as `\u2028`.
    fn length(&self, text: Str) -> usize {
        let length = self.middle.length(text);
        if self.middle.is_plain(text) { length } else { length.saturating_mul(6) }
    }

    /// A text between holes, in which braces are doubled.
    fn format_length(&self, text: Str) -> usize {
        self.length(text).saturating_add(self.middle.str(text).matches(['{', '}']).count())
    }

    /// An item is written as an item of the array of its loop.
    fn bind(&mut self, item: LocalId, index: Option<LocalId>, array: usize) {
        self.locals[item.index()] = array.saturating_add(STEP);
        if let Some(index) = index {
            self.locals[index.index()] = STEP;
        }
    }

    /// What an id, a name or a reference of a resource comes to.
    fn identity(&mut self, id: DeclId) -> usize {
        let middle = self.middle;
        let decl = middle.decl(id);
        let mut weight = 120_usize;
        let mut segments = 1;
        if let Some(resource) = decl.as_resource() {
            let type_name = middle.str(resource.type_name);
            weight += type_name.len();
            // A name with `/` is split once for each segment of the type.
            segments = type_name.bytes().filter(|byte| *byte == b'/').count().max(1);
        }
        if let Some(container) = decl.container() {
            weight = weight.saturating_add(self.references[container.index()]);
        }
        for entry in decl.body().and_then(|body| middle.object(body)).unwrap_or_default() {
            if let Key::Name(known::NAME | known::PARENT | known::SCOPE) = entry.key {
                weight = weight.saturating_add(self.expression(entry.value).saturating_mul(segments));
            }
        }
        weight
    }

    /// Sums up what is written where it stands.
    fn written(&mut self) {
        let middle = self.middle;
        for (id, decl) in middle.decls() {
            let identity = match decl.kind {
                DeclKind::Resource(_) => self.references[id.index()],
                DeclKind::Module(module) => {
                    let file = module.file.map_or(0, |file| self.linked.module(file).size_bound());
                    self.total = self.total.saturating_add(file);
                    self.references[id.index()]
                }
                _ => 0,
            };
            self.decls[id.index()] = sum([self.length(decl.name), 64, identity]);
        }
        // Parts come before what they are parts of, and the array of a loop before its body.
        let mut weights = vec![0_usize; middle.expr_count()];
        for (id, expr) in middle.exprs() {
            let own = match expr {
                Expr::Local(local) => self.local(local, &weights),
                _ => self.own(expr),
            };
            let weight = own.saturating_add(weights[id.index()]);
            weights[id.index()] = weight;
            if !matches!(expr, Expr::Object(_) | Expr::Array(_) | Expr::Paren(_) | Expr::For { .. } | Expr::String(_)) {
                self.deepest = self.deepest.max(weight);
            }
            let around = match middle.parent(id) {
                Parent::Expr(parent) => &mut weights[parent.index()],
                Parent::Decl(decl) | Parent::Decorator(decl) => &mut self.decls[decl.index()],
                Parent::Type(_) | Parent::MemberDecorator(_) => continue,
            };
            *around = around.saturating_add(weight);
        }
        for (id, decl) in middle.decls() {
            if matches!(decl.kind, DeclKind::Var { .. }) && self.facts.inlining.is_inlined(id) {
                self.decls[id.index()] = 0;
            }
        }
    }

    /// What a mention of a local comes to, once the array of its loop is summed up.
    fn local(&self, id: LocalId, weights: &[usize]) -> usize {
        let local = self.middle.local(id);
        match (local.kind, local.binder) {
            (LocalKind::Item, Binder::Expr(each)) => match self.middle.expr(each) {
                Expr::For { array, .. } => weights[array.index()].saturating_add(STEP),
                _ => STEP,
            },
            (LocalKind::Index, _) => STEP,
            (LocalKind::LambdaParam(_), _) => self.length(local.name) + STEP,
            (LocalKind::Item | LocalKind::FuncParam(_), _) => self.locals[id.index()],
        }
    }

    /// What an expression comes to, as a part of another one.
    fn expression(&mut self, id: ExprId) -> usize {
        let middle = self.middle;
        let expr = middle.expr(id);
        match expr {
            Expr::Lambda { params, .. } => {
                for param in middle.params(params) {
                    self.locals[param.index()] = self.length(middle.local(param).name) + STEP;
                }
            }
            Expr::For { item, index, array, .. } => {
                let over = self.expression(array);
                self.bind(item, index, over);
            }
            _ => {}
        }
        let mut weight = self.own(expr);
        middle.for_each_child(id, |child| weight = weight.saturating_add(self.expression(child)));
        weight
    }

    /// What an expression comes to without its parts.
    fn own(&self, expr: Expr) -> usize {
        let middle = self.middle;
        match expr {
            Expr::Null | Expr::Bool(_) => 8,
            Expr::Int(_) => 28,
            Expr::String(text) | Expr::Error(text) => self.length(text) + 4,
            Expr::Decl(decl) => self.references[decl.index()],
            Expr::Local(local) => self.locals[local.index()],
            Expr::Interpolation(run) => {
                let parts = middle.parts(run).iter().map(|part| match part {
                    Part::Text(text) => self.format_length(*text),
                    Part::Hole(_) => HOLE,
                });
                sum(parts).saturating_add(STEP)
            }
            Expr::Property { name, .. } => self.length(name) + NAME,
            Expr::Object(run) => sum(middle.entries(run).iter().map(|entry| match entry.key {
                Key::Name(name) => self.length(name) + 8,
                Key::Computed(_) | Key::Spread => STEP,
            })),
            Expr::Call { callee, .. } => {
                STEP + match callee {
                    Callee::Function(function) => function.name().len(),
                    Callee::List(name) | Callee::Arm(name) | Callee::Unknown(name) => self.length(name),
                    Callee::Declared(function) => self.length(middle.decl(function).name),
                }
            }
            Expr::Method { name, .. } => self.length(name) + STEP,
            // With a comma after each item.
            Expr::Array(run) => STEP + run.len(),
            Expr::Lambda { .. }
            | Expr::Spread(_)
            | Expr::Index { .. }
            | Expr::NonNull(_)
            | Expr::Paren(_)
            | Expr::Unary(..)
            | Expr::Binary(..)
            | Expr::Ternary(..) => STEP,
            Expr::For { .. } => 2 * STEP,
        }
    }
}
