//! Variables of loops, lambdas and functions.

use std::fmt;
use std::sync::Arc;

/// A variable of a loop, a lambda or a function. It is known by its identity: two of one name are two variables.
#[derive(Clone)]
pub struct Local(Arc<Named>);

struct Named {
    name: Box<str>,
    /// Whether the author chose the name.
    by_author: bool,
}

impl Local {
    /// A new variable that the author calls so.
    pub fn named(name: &str) -> Self {
        Self(Arc::new(Named { name: name.into(), by_author: true }))
    }

    /// A new variable that the author gave no name.
    pub fn unnamed(preferred: &str) -> Self {
        Self(Arc::new(Named { name: preferred.into(), by_author: false }))
    }

    /// Another variable of the same name.
    pub fn renewed(&self) -> Self {
        Self(Arc::new(Named { name: self.0.name.clone(), by_author: self.0.by_author }))
    }

    /// The name it would like to have in the output.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether the author chose the name.
    pub fn is_named(&self) -> bool {
        self.0.by_author
    }
}

impl PartialEq for Local {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
