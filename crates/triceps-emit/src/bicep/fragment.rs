//! Parts of a file, for text that is changed where it stands.

use triceps_layout::{Document, Items, Options, Statements};
use triceps_middle::analysis::Names;
use triceps_middle::{Callee, CommentPlace, DeclId, Expr, ExprId, LocalId, Middle};

use super::printer::Printer;

/// The place of a part in the text around it.
#[derive(Clone, Copy, Debug)]
pub struct Placement<'a> {
    /// How the text is laid out.
    pub options: Options,
    /// What stands before each line of the part but the first.
    pub indent: &'a str,
    /// The column where the part starts.
    pub column: usize,
    /// The variables of loops around it, outermost first.
    pub locals: &'a [LocalId],
    /// The resources in whose bodies it stands, outermost first.
    pub bodies: &'a [DeclId],
}

/// Prints parts of a file that was not checked.
#[derive(Debug)]
pub struct Fragments {
    middle: Middle,
    names: Names,
}

impl Fragments {
    /// The parts of a file.
    pub fn new(mut middle: Middle) -> Self {
        let names = Names::new(&mut middle);
        Self { middle, names }
    }

    /// What the parts mean.
    pub fn middle(&self) -> &Middle {
        &self.middle
    }

    /// An expression.
    pub fn expression(&self, id: ExprId, at: &Placement<'_>) -> String {
        self.print(at, |printer| printer.expr(id))
    }

    /// The members of an object literal, without its braces.
    pub fn members(&self, object: ExprId, at: &Placement<'_>) -> String {
        self.print(at, |printer| {
            let Expr::Object(entries) = self.middle.expr(object) else { return };
            let mut statements = Statements::new();
            printer.entries(object, entries, &mut statements);
        })
    }

    /// A declaration with its decorators.
    pub fn declaration(&self, id: DeclId, at: &Placement<'_>) -> String {
        self.print(at, |printer| {
            let decl = self.middle.decl(id);
            let mut statements = Statements::new();
            printer.above(id, decl, &mut statements);
            statements.item(&mut printer.doc);
            printer.comments_within(id, CommentPlace::Before);
            printer.declaration(id, decl);
            printer.comments_behind(id, CommentPlace::After);
        })
    }

    /// The decorators of a declaration alone, a line each.
    pub fn decorators(&self, id: DeclId, at: &Placement<'_>) -> Vec<String> {
        let decorators = self.middle.decl(id).decorators;
        let line =
            |position| self.print(at, |printer| printer.decorator(&self.middle.decorators(decorators)[position]));
        (0..decorators.len()).map(line).collect()
    }

    /// A name that an expression means something else by than it would mean at the place: that of a variable or of a
    /// nested resource around it.
    pub fn hidden_name(&self, id: ExprId, at: &Placement<'_>) -> Option<&str> {
        let renamed = at.locals.iter().find(|local| self.names.local(**local) != self.middle.local(**local).name);
        if let Some(local) = renamed {
            return Some(self.middle.str(self.middle.local(*local).name));
        }
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if let Expr::Decl(decl) | Expr::Call { callee: Callee::Declared(decl), .. } = self.middle.expr(id) {
                let is_local = |name| at.locals.iter().any(|local| self.names.local(*local) == name);
                let (start, _) = self.names.start_of(&self.middle, decl, at.bodies, is_local);
                let name = self.names.decl(start);
                let is_outer = self.middle.decl(start).container().is_none();
                if is_outer && self.names.nested_named(&self.middle, name, at.bodies).is_some() {
                    return Some(self.middle.str(name));
                }
            }
            self.middle.for_each_child(id, |child| open.push(child));
        }
        None
    }

    fn print(&self, at: &Placement<'_>, write: impl FnOnce(&mut Printer<'_>)) -> String {
        let options = Options { final_newline: false, ..at.options };
        let mut printer = Printer::new(&self.middle, &self.names);
        printer.doc = Document::within(options, at.indent, at.column).stable();
        printer.locals.extend_from_slice(at.locals);
        printer.bodies.extend_from_slice(at.bodies);
        write(&mut printer);
        printer.doc.finish()
    }
}
