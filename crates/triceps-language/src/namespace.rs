//! The namespaces of the language.

/// A namespace of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// Functions that know nothing of Azure, decorators, types.
    Sys,
    /// Functions of Azure.
    Az,
    /// Functions of the resource whose body they stand in.
    This,
}

impl Namespace {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sys => "sys",
            Self::Az => "az",
            Self::This => "this",
        }
    }
}
