//! Expressions: operators, access, calls, lambdas, loops, and the parentheses they need.

use triceps_language::{Namespace, Precedence};
use triceps_layout::{Form, Items};
use triceps_middle::{Callee, Expr, ExprId, Hint, LocalId, Middle, Place, Run};

use super::printer::Printer;

impl Printer<'_> {
    /// Any expression, with its comments.
    pub(super) fn expr(&mut self, id: ExprId) {
        if !self.middle.has_comments() || self.in_hole {
            return self.bare(id);
        }
        self.comments_before(id);
        self.bare(id);
        self.comments_after(id);
    }

    fn bare(&mut self, id: ExprId) {
        self.mark(Place::Expr(id));
        if let Some(position) = self.load_of(id) {
            return self.load(position);
        }
        match self.middle.expr(id) {
            Expr::Error(text) => {
                let text = self.str(text);
                self.doc.text(text);
            }
            Expr::Null => self.doc.text("null"),
            Expr::Bool(value) => self.doc.text(if value { "true" } else { "false" }),
            Expr::Int(value) => self.doc.integer(value),
            Expr::String(text) => self.string(id, self.str(text)),
            Expr::Interpolation(parts) => {
                let dollars = self.middle.hints(id).find_map(|hint| match hint {
                    Hint::MultiLine(dollars) => Some(dollars),
                    _ => None,
                });
                self.interpolation(id, parts, dollars.unwrap_or(0));
            }
            Expr::Decl(decl) => self.symbol(decl, self.is_qualified(id)),
            Expr::Local(local) => self.local(local),
            Expr::Object(entries) => self.object(id, entries),
            Expr::Array(items) => self.array(id, items),
            Expr::Spread(inner) => {
                self.doc.spread();
                self.expr(inner);
            }
            Expr::Property { base, name, safe } => {
                self.operand(base, Precedence::Primary);
                self.mark_access(id);
                let name = self.str(name);
                self.doc.property_access(name, safe);
            }
            Expr::Index { base, index, safe, from_end } => {
                self.operand(base, Precedence::Primary);
                self.mark_access(id);
                self.doc.open_index(safe, from_end);
                self.expr(index);
                self.doc.close_index();
            }
            Expr::NonNull(base) => {
                self.operand(base, Precedence::Primary);
                self.doc.glued("!");
            }
            Expr::Paren(inner) => self.parenthesized(inner),
            Expr::Unary(op, operand) => {
                self.doc.glued(op.token());
                self.operand(operand, Precedence::Primary);
            }
            Expr::Binary(op, left, right) => {
                let precedence = op.precedence();
                self.operand(left, precedence);
                self.doc.operator(op.token());
                self.operand(right, precedence.tighter());
            }
            Expr::Ternary(condition, yes, no) => {
                let ternary = self.doc.ternary();
                self.operand(condition, Precedence::Coalesce);
                ternary.question(&mut self.doc);
                self.expr(yes);
                ternary.colon(&mut self.doc);
                self.expr(no);
                ternary.close(&mut self.doc);
            }
            Expr::Call { callee, args } => {
                self.mark(Place::Name(id));
                self.callee(id, callee);
                self.mark(Place::Arguments(id));
                self.arguments_of(Some(id), args);
            }
            Expr::Method { base, name, args } => {
                self.operand(base, Precedence::Primary);
                self.mark_access(id);
                let name = self.str(name);
                self.doc.method(name);
                self.mark(Place::Arguments(id));
                self.arguments_of(Some(id), args);
            }
            Expr::Lambda { params, body } => self.lambda(params, body),
            Expr::For { item, index, array, body } => {
                let form = if self.is_broken_object(body) { Form::Broken } else { Form::Fit };
                let depth = self.locals.len();
                let mut list = self.doc.for_loop(form);
                list.item(&mut self.doc);
                self.loop_header(item, index, array);
                self.expr(body);
                list.close(&mut self.doc);
                self.locals.truncate(depth);
            }
        }
    }

    fn is_qualified(&self, id: ExprId) -> bool {
        self.middle.hints(id).any(|hint| hint == Hint::Qualified)
    }

    /// The call that has read an expression from a file.
    fn load_of(&self, id: ExprId) -> Option<u32> {
        self.middle.hints(id).find_map(|hint| match hint {
            Hint::Loaded(position) => Some(position),
            _ => None,
        })
    }

    /// `loadTextContent('path')`
    fn load(&mut self, position: u32) {
        let load = self.middle.load(position);
        self.language_name(load.function.namespace(), load.function.name(), load.is_qualified);
        let mut list = self.doc.arguments(load.args.len());
        for argument in &load.args {
            list.argument(&mut self.doc);
            self.doc.string(argument);
        }
        list.close(&mut self.doc);
    }

    /// A variable where it is bound.
    fn bound(&mut self, local: LocalId) {
        self.mark(Place::Local(local));
        self.local(local);
    }

    fn mark_access(&mut self, id: ExprId) {
        self.mark(Place::Name(id));
        self.mark(Place::Access(id));
    }

    /// An operand that has to hold together at least so tightly.
    fn operand(&mut self, id: ExprId, least: Precedence) {
        if precedence(self.middle, id) < least {
            self.parenthesized(id);
        } else {
            self.expr(id);
        }
    }

    pub(super) fn parenthesized(&mut self, id: ExprId) {
        self.doc.open_parenthesis();
        self.expr(id);
        self.doc.close_parenthesis();
    }

    fn callee(&mut self, call: ExprId, callee: Callee) {
        let is_qualified = self.is_qualified(call);
        match callee {
            Callee::Function(function) => self.language_name(function.namespace(), function.name(), is_qualified),
            Callee::List(name) => self.language_name(Namespace::Az, self.str(name), is_qualified),
            Callee::Declared(decl) => self.symbol(decl, is_qualified),
            Callee::Arm(name) | Callee::Unknown(name) => {
                let name = self.str(name);
                self.doc.text(name);
            }
        }
    }

    /// `(a, b)`
    pub(super) fn arguments(&mut self, args: Run) {
        self.arguments_of(None, args);
    }

    /// The arguments of a call, with the comments above them.
    fn arguments_of(&mut self, call: Option<ExprId>, args: Run) {
        let args = self.middle.list(args);
        let commented = call.filter(|call| {
            self.middle.has_comments()
                && !self.in_hole
                && self.middle.hints(*call).any(|hint| matches!(hint, Hint::CommentAt(..)))
        });
        let mut list = self.doc.arguments(if commented.is_some() { 2.max(args.len()) } else { args.len() });
        for (position, arg) in args.iter().enumerate() {
            list.comma(&mut self.doc);
            if let Some(call) = commented {
                self.comments_at(call, position, &mut list);
            }
            list.next_argument(&mut self.doc);
            let is_tail = args.len() > 1 && position + 1 == args.len() && self.may_trail(*arg);
            if is_tail {
                list.tail(&self.doc);
            }
            self.expr(*arg);
            if is_tail {
                list.end_tail(&mut self.doc);
            }
        }
        list.close(&mut self.doc);
    }

    /// Whether a last argument may stay on the line of the call though it is broken itself.
    fn may_trail(&self, arg: ExprId) -> bool {
        match self.middle.expr(arg) {
            Expr::Lambda { body, .. } => self.has_brackets(body),
            _ => self.has_brackets(arg),
        }
    }

    fn has_brackets(&self, id: ExprId) -> bool {
        matches!(self.middle.expr(id), Expr::Object(_) | Expr::Array(_))
    }

    fn lambda(&mut self, params: Run, body: ExprId) {
        let middle = self.middle;
        let depth = self.locals.len();
        if params.len() == 1 {
            middle.params(params).for_each(|param| self.bound(param));
        } else {
            let mut list = self.doc.parameters();
            for param in middle.params(params) {
                list.argument(&mut self.doc);
                self.bound(param);
            }
            list.close(&mut self.doc);
        }
        self.locals.extend(middle.params(params));
        self.arrow(body);
        self.locals.truncate(depth);
    }

    /// ` => body`
    pub(super) fn arrow(&mut self, body: ExprId) {
        let arrow = self.doc.arrow(self.has_brackets(body));
        arrow.item(&mut self.doc);
        self.expr(body);
        arrow.close(&mut self.doc);
    }

    /// `for (item, index) in array: `; the variables are visible from here on.
    pub(super) fn loop_header(&mut self, item: LocalId, index: Option<LocalId>, array: ExprId) {
        self.doc.keyword("for");
        if let Some(index) = index {
            let mut list = self.doc.loop_variables_with(triceps_layout::Document::open_parenthesis);
            list.argument(&mut self.doc);
            self.bound(item);
            list.argument(&mut self.doc);
            self.bound(index);
            list.close(&mut self.doc);
        } else {
            self.bound(item);
        }
        self.doc.space();
        self.doc.keyword("in");
        self.expr(array);
        self.doc.colon();
        self.locals.push(item);
        self.locals.extend(index);
    }
}

/// Whether an expression is what a call has read from a file.
pub(super) fn is_load(middle: &Middle, id: ExprId) -> bool {
    middle.hints(id).any(|hint| matches!(hint, Hint::Loaded(_)))
}

/// How tightly an expression holds together.
pub(super) fn precedence(middle: &Middle, id: ExprId) -> Precedence {
    if is_load(middle, id) {
        return Precedence::Primary;
    }
    match middle.expr(id) {
        Expr::Int(value) if value < 0 => Precedence::Unary,
        Expr::Unary(..) => Precedence::Unary,
        Expr::Binary(op, ..) => op.precedence(),
        // A lambda takes everything that follows it, as the last arm of a ternary does.
        Expr::Ternary(..) | Expr::Lambda { .. } => Precedence::Ternary,
        _ => Precedence::Primary,
    }
}
