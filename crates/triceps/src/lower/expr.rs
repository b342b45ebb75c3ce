//! Expressions.

use triceps_core::language::{Flags, Function, is_identifier};
use triceps_core::{
    Callee as CoreCallee, Comment as CoreComment, Entry as CoreEntry, Expr as CoreExpr, ExprId, Hint, Key as CoreKey,
    LocalKind, Part as CorePart, Place,
};
use triceps_diagnostics::codes;
use triceps_model::tree::{
    Between, Callee, Composite, Entry, ForLoop, Key, LanguageName, Local, Node, Part, Refusal, Symbol,
};
use triceps_model::{Array, Expr, Object};

use super::Lower;

impl Lower<'_> {
    /// Lowers an expression at the top of a declaration.
    pub(super) fn root(&mut self, expr: &Expr) -> ExprId {
        match self.admit(expr.measure()) {
            Ok(()) => self.expr(expr),
            Err(refusal) => self.refusal(refusal),
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> ExprId {
        let is_direct = std::mem::take(&mut self.is_direct);
        match expr.node() {
            Node::Null => self.builder.leaf(CoreExpr::Null),
            Node::Bool(value) => self.builder.leaf(CoreExpr::Bool(*value)),
            Node::Int(value) => self.builder.leaf(CoreExpr::Int(*value)),
            Node::Str(text) => {
                let text = self.builder.intern_cow(text);
                self.builder.leaf(CoreExpr::String(text))
            }
            Node::Symbol(symbol) => self.symbol(*symbol),
            Node::Local(local) => self.local(local),
            Node::Composite(measured) => self.composite(measured.composite(), is_direct),
            Node::Refused(refusal) => self.refusal(*refusal),
        }
    }

    fn refusal(&mut self, refusal: Refusal) -> ExprId {
        let id = self.error("");
        self.refused(refusal, Place::Expr(id));
        id
    }

    pub(super) fn error(&mut self, text: &str) -> ExprId {
        let text = self.builder.intern(text);
        self.builder.leaf(CoreExpr::Error(text))
    }

    fn symbol(&mut self, symbol: Symbol) -> ExprId {
        let Some(decl) = self.decl(symbol) else {
            let id = self.error("");
            if !self.imported.is_lost(symbol) {
                self.foreign(Place::Expr(id));
            }
            return id;
        };
        let id = self.builder.leaf(CoreExpr::Decl(decl));
        if self.imported.read(symbol) || symbol.qualified {
            self.builder.hint(id, Hint::Qualified);
        }
        id
    }

    fn local(&mut self, local: &Local) -> ExprId {
        if let Some((_, id)) = self.scope.iter().rev().find(|(bound, _)| bound == local) {
            return self.builder.leaf(CoreExpr::Local(*id));
        }
        let id = self.error(local.name());
        let message = format!("`{}` is used outside of the loop, lambda or function that it belongs to", local.name());
        let help = "use the variable inside the closure that was given it";
        self.diagnostics.report(codes::BCP057, Place::Expr(id), message, help);
        id
    }

    fn composite(&mut self, composite: &Composite, is_direct: bool) -> ExprId {
        match composite {
            Composite::MultiLine(text) => {
                let id = self.builder.string(text);
                self.builder.hint(id, Hint::MultiLine(0));
                id
            }
            Composite::Interpolation { parts, dollars } => self.interpolation(parts, *dollars),
            Composite::Object(object) => self.object(object),
            Composite::Array(array) => self.array(array),
            Composite::Property { base, name, safe } => {
                let base = self.expr(base);
                let name = self.builder.intern_cow(name);
                self.builder.property(base, name, *safe)
            }
            Composite::Index { base, index, safe, from_end } => {
                let base = self.expr(base);
                let index = self.expr(index);
                self.builder.index(base, index, *safe, *from_end)
            }
            Composite::NonNull(inner) => {
                let inner = self.expr(inner);
                self.builder.non_null(inner)
            }
            Composite::Commented { inner, comment, is_before } => {
                let inner = self.expr(inner);
                let comment = triceps_core::Comment { is_block: true, ..self.comment(comment) };
                let hint = if *is_before { Hint::CommentBefore(comment.text) } else { Hint::CommentAfter(comment) };
                self.builder.hint(inner, hint);
                inner
            }
            Composite::Paren(inner) => {
                let inner = self.expr(inner);
                self.builder.paren(inner)
            }
            Composite::Unary(op, operand) => {
                let operand = self.expr(operand);
                self.builder.unary(*op, operand)
            }
            Composite::Binary(op, left, right) => {
                let left = self.expr(left);
                let right = self.expr(right);
                self.builder.binary(*op, left, right)
            }
            Composite::Ternary(condition, yes, no) => {
                let condition = self.expr(condition);
                let yes = self.expr(yes);
                let no = self.expr(no);
                self.builder.ternary(condition, yes, no)
            }
            Composite::Call { callee, args } => self.call(callee, args, is_direct),
            Composite::Method { base, name, args } => {
                let base = self.expr(base);
                let name = self.builder.intern_cow(name);
                let mut above = Vec::new();
                let start = self.push_all(args, &mut above);
                let id = self.builder.method(base, name, &self.stack[start..]);
                self.stack.truncate(start);
                self.comments_at(id, above);
                id
            }
            Composite::Lambda { params, body } => self.lambda(params, body),
            Composite::For(each) => self.for_loop(each),
        }
    }

    /// Lowers arguments onto the stack, and says where they start there.
    fn push_all(&mut self, args: &[Expr], above: &mut Vec<(u32, CoreComment)>) -> usize {
        let start = self.stack.len();
        for (position, arg) in args.iter().enumerate() {
            let id = self.item(arg, false, position, above);
            self.stack.push(id);
        }
        start
    }

    fn interpolation(&mut self, parts: &[Part], dollars: u8) -> ExprId {
        let start = self.parts.len();
        for part in parts {
            let part = match part {
                Part::Text(text) => CorePart::Text(self.builder.intern_cow(text)),
                Part::Hole(hole) => CorePart::Hole(self.expr(hole)),
            };
            self.parts.push(part);
        }
        let id = self.builder.interpolation(&self.parts[start..]);
        self.parts.truncate(start);
        if dollars > 0 {
            self.builder.hint(id, Hint::MultiLine(dollars));
        }
        id
    }

    /// Lowers what has lines of its own: an item of an array, an argument, the value of a member. Comments that stand
    /// on the lines above it go to `above`, with its position.
    fn item(&mut self, expr: &Expr, ends_line: bool, position: usize, above: &mut Vec<(u32, CoreComment)>) -> ExprId {
        if let Node::Composite(measured) = expr.node()
            && let Composite::Commented { inner, comment, is_before } = measured.composite()
            && !comment.is_block()
            && (*is_before || ends_line)
        {
            let comment = self.comment(comment);
            if *is_before {
                above.push((u32::try_from(position).unwrap_or(u32::MAX), comment));
                return self.item(inner, ends_line, position, above);
            }
            let inner = self.item(inner, ends_line, position, above);
            self.builder.hint(inner, Hint::CommentAfter(comment));
            return inner;
        }
        self.expr(expr)
    }

    fn comments_at(&mut self, list: ExprId, above: Vec<(u32, CoreComment)>) {
        for (position, comment) in above {
            self.builder.hint(list, Hint::CommentAt(position, comment));
        }
    }

    fn blank_lines(&mut self, list: ExprId, between: Option<&Between>) {
        for position in between.iter().flat_map(|between| &between.blank_lines) {
            self.builder.hint(list, Hint::BlankLineAt(u32::try_from(*position).unwrap_or(u32::MAX)));
        }
    }

    /// The comments that an object or array has at places of its own.
    fn own_comments(&mut self, between: Option<&Between>) -> Vec<(u32, CoreComment)> {
        let Some(between) = between else { return Vec::new() };
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        between.comments.iter().map(|(position, comment)| (at(*position), self.comment(comment))).collect()
    }

    pub(super) fn object(&mut self, object: &Object) -> ExprId {
        let start = self.entries.len();
        let mut above = self.own_comments(object.between());
        for (position, entry) in object.entries().iter().enumerate() {
            let entry = match entry {
                Entry::Property { key, value } => {
                    let key = match key {
                        Key::Text(text) => CoreKey::Name(self.builder.intern_cow(text)),
                        Key::Computed(key) => CoreKey::Computed(self.computed_key(key)),
                    };
                    CoreEntry { key, value: self.item(value, true, position, &mut above) }
                }
                Entry::Spread(other) => CoreEntry { key: CoreKey::Spread, value: self.expr(other) },
            };
            self.entries.push(entry);
        }
        let id = self.builder.object(&self.entries[start..]);
        self.entries.truncate(start);
        self.comments_at(id, above);
        self.blank_lines(id, object.between());
        if object.is_one_line() {
            self.builder.hint(id, Hint::OneLine);
        }
        id
    }

    /// Lowers a computed name, which Bicep has in a string alone.
    fn computed_key(&mut self, key: &Expr) -> ExprId {
        let id = self.expr(key);
        match self.builder.middle().expr(id) {
            CoreExpr::String(_) | CoreExpr::Interpolation(_) => id,
            _ => self.builder.interpolation(&[CorePart::Hole(id)]),
        }
    }

    fn array(&mut self, array: &Array) -> ExprId {
        let start = self.stack.len();
        let mut above = self.own_comments(array.between());
        for (position, item) in array.items().iter().enumerate() {
            let mut id = self.item(item, true, position, &mut above);
            if array.spreads().contains(&position) {
                id = self.builder.spread(id);
            }
            self.stack.push(id);
        }
        let id = self.builder.array(&self.stack[start..]);
        self.stack.truncate(start);
        self.comments_at(id, above);
        self.blank_lines(id, array.between());
        if array.is_one_line() {
            self.builder.hint(id, Hint::OneLine);
        }
        id
    }

    fn call(&mut self, callee: &Callee, args: &[Expr], is_direct: bool) -> ExprId {
        let function = match callee {
            Callee::Builtin(name) => Function::find(name),
            Callee::Declared(_) => None,
        };
        if let (Some(function), Callee::Builtin(name)) = (function, callee)
            && function.has(Flags::LOADS)
        {
            return self.load(function, name.qualified, args, is_direct);
        }
        let mut above = Vec::new();
        let start = self.push_all(args, &mut above);
        let is_unnamed = matches!(callee, Callee::Builtin(name) if name.is_empty());
        let (callee, qualified, foreign) = match callee {
            Callee::Builtin(name) => {
                (function.map_or_else(|| self.unknown(name), CoreCallee::Function), name.qualified, false)
            }
            Callee::Declared(symbol) => match self.decl(*symbol) {
                Some(decl) => (CoreCallee::Declared(decl), self.imported.read(*symbol), false),
                None if self.imported.is_lost(*symbol) => {
                    self.stack.truncate(start);
                    return self.error("");
                }
                None => (CoreCallee::Unknown(self.builder.intern("")), false, true),
            },
        };
        let id = self.builder.call(callee, &self.stack[start..]);
        self.stack.truncate(start);
        self.comments_at(id, above);
        if qualified {
            self.builder.hint(id, Hint::Qualified);
        }
        if foreign {
            self.foreign(Place::Expr(id));
        }
        if is_unnamed {
            let help = "give `call` the name of a function of Bicep";
            self.diagnostics.report(codes::BCP057, Place::Name(id), "a function without a name is called", help);
        }
        id
    }

    /// What is not in the table of functions.
    fn unknown(&mut self, name: &LanguageName) -> CoreCallee {
        let text = self.builder.intern(name);
        let is_list = name.starts_with("list") && is_identifier(name);
        if is_list { CoreCallee::List(text) } else { CoreCallee::Unknown(text) }
    }

    fn lambda(&mut self, params: &[Local], body: &Expr) -> ExprId {
        let depth = self.scope.len();
        let first = self.builder.local_count();
        for (position, param) in params.iter().enumerate() {
            let position = u8::try_from(position).unwrap_or(u8::MAX);
            self.bind(param, LocalKind::LambdaParam(position), None);
        }
        let params = self.builder.locals_from(first);
        let body = self.expr(body);
        self.scope.truncate(depth);
        self.builder.lambda(params, body)
    }

    fn for_loop(&mut self, each: &ForLoop) -> ExprId {
        let array = self.expr(&each.array);
        let depth = self.scope.len();
        let item = self.bind(&each.item, LocalKind::Item, None);
        let index = each.index.as_ref().map(|index| self.bind(index, LocalKind::Index, None));
        let body = self.expr(&each.body);
        self.scope.truncate(depth);
        self.builder.for_loop(item, index, array, body)
    }
}
