//! What the variables of loops stand for at a place of the template.

use triceps_middle::analysis::ResourceReference;
use triceps_middle::document;
use triceps_middle::strings::Str;
use triceps_middle::{Expr, ExprId, Header, LocalId, Middle};

/// The loops around a place, innermost first: a position in [`Frames`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Env(u32);

impl Env {
    /// Outside of every loop.
    pub(super) const ROOT: Self = Self(0);
}

/// Which iteration of a loop is meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Index {
    /// The one being deployed: `copyIndex()`, or `copyIndex('name')`.
    Current(Option<Str>),
    /// The one at this position.
    At(ExprId, Env),
}

/// A loop whose variables are bound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    parent: Env,
    item: LocalId,
    position: Option<LocalId>,
    pub(super) array: ExprId,
    pub(super) array_env: Env,
    pub(super) index: Index,
    /// Which of its variables stand for the iteration that is mentioned.
    bound: Bound,
}

/// Which variables of a loop stand for the iteration that is mentioned. The others stand for the one being deployed,
/// whatever is mentioned: the compiler replaces those variables alone that are in the name of what is mentioned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) item: bool,
    pub(super) position: bool,
}

impl Bound {
    /// All.
    pub(super) const ALL: Self = Self { item: true, position: true };
}

/// The loops that are entered.
#[derive(Debug, Default)]
pub(super) struct Frames {
    frames: Vec<Frame>,
}

impl Frames {
    /// How many loops are entered, for [`leave`](Self::leave).
    pub(super) fn mark(&self) -> usize {
        self.frames.len()
    }

    /// Leaves all loops that were entered since.
    pub(super) fn leave(&mut self, mark: usize) {
        self.frames.truncate(mark);
    }

    /// Enters the loop of a resource, module or variable, at the iteration that is mentioned.
    pub(super) fn enter(&mut self, middle: &Middle, reference: ResourceReference, bound: Bound, env: Env) -> Env {
        let decl = middle.decl(reference.decl);
        let header = match (decl.header(), decl.kind) {
            (Some(header), _) => *header,
            (None, triceps_middle::DeclKind::Var { value, .. }) => match middle.expr(value) {
                Expr::For { item, index, array, .. } => Header { item, index, array },
                _ => return Env::ROOT,
            },
            _ => return Env::ROOT,
        };
        let env = if reference.by_variable { Env::ROOT } else { env };
        let index = reference.index.map_or(Index::Current(None), |index| Index::At(index, env));
        self.push(Env::ROOT, header, Env::ROOT, index, bound)
    }

    /// Enters a loop of values around which `env` is.
    pub(super) fn enter_values(&mut self, header: Header, env: Env, name: Option<Str>) -> Env {
        self.push(env, header, env, Index::Current(name), Bound::ALL)
    }

    fn push(&mut self, parent: Env, header: Header, array_env: Env, index: Index, bound: Bound) -> Env {
        let Header { item, index: position, array } = header;
        self.frames.push(Frame { parent, item, position, array, array_env, index, bound });
        Env(document::position(self.frames.len()))
    }

    /// The loop that a variable belongs to, and whether it is the variable of the items.
    pub(super) fn find(&self, mut env: Env, local: LocalId) -> Option<(Frame, bool)> {
        while env != Env::ROOT {
            let frame = self.frames[env.0 as usize - 1];
            let seen = |is_bound: bool| if is_bound { frame } else { Frame { index: Index::Current(None), ..frame } };
            if frame.item == local {
                return Some((seen(frame.bound.item), true));
            }
            if frame.position == Some(local) {
                return Some((seen(frame.bound.position), false));
            }
            env = frame.parent;
        }
        None
    }

    /// Whether an expression depends on the iteration that is being deployed.
    pub(super) fn uses_copy_index(&self, middle: &Middle, expr: ExprId, env: Env) -> bool {
        middle.any(expr, &mut |part| {
            let Expr::Local(local) = middle.expr(part) else { return false };
            match self.find(env, local).map(|(frame, _)| frame.index) {
                None => false,
                Some(Index::Current(_)) => true,
                Some(Index::At(index, env)) => self.uses_copy_index(middle, index, env),
            }
        })
    }
}
