//! The names that locals and nested resources have in the output.

use crate::middle::{DeclId, LocalId, Middle};
use crate::strings::Str;

/// The names that locals and declarations have in the text and in the JSON.
///
/// Each is the one that the author gave, unless it would hide what is meant.
#[derive(Clone, Debug)]
pub struct Names {
    locals: Vec<Str>,
    decls: Vec<Str>,
}

impl Names {
    /// The names as they were given.
    pub fn preferred(middle: &Middle) -> Self {
        Self {
            locals: middle.locals().map(|local| middle.local(local).name).collect(),
            decls: middle.decls().map(|(_, decl)| decl.name).collect(),
        }
    }

    /// The name of a local.
    pub fn local(&self, id: LocalId) -> Str {
        self.locals[id.index()]
    }

    /// The name of a declaration.
    pub fn decl(&self, id: DeclId) -> Str {
        self.decls[id.index()]
    }
}
