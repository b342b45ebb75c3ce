//! What a declaration of a resource or a module has in it, for those who lower it.

use std::borrow::Cow;

use super::ModuleTarget;
use crate::expr::{Expr, Local, Object, Symbol};
use crate::value::Each;

/// A resource or a module.
#[derive(Clone, Debug)]
pub enum Content {
    /// A resource.
    Resource(ResourceDecl),
    /// A module.
    Module(ModuleDecl),
}

/// A resource.
#[derive(Clone, Debug)]
pub struct ResourceDecl {
    /// The full type, also of a nested resource: `Microsoft.Network/virtualNetworks/subnets`.
    pub type_name: Cow<'static, str>,
    /// None: that of the parent that a nested resource stands in.
    pub api_version: Option<Cow<'static, str>>,
    /// Whether it is only referred to.
    pub existing: bool,
    /// The resource whose body this one is written in.
    pub container: Option<Symbol>,
    /// The loop around it.
    pub header: Option<LoopHeader>,
    /// Where it does not hold, it is not there.
    pub condition: Option<Expr>,
    /// Everything in the braces, in order: `parent`, `name`, `scope`, `dependsOn` too.
    pub body: Object,
}

/// A module.
#[derive(Clone, Debug)]
pub struct ModuleDecl {
    /// What it deploys.
    pub target: ModuleTarget,
    /// The loop around it.
    pub header: Option<LoopHeader>,
    /// Where it does not hold, it is not there.
    pub condition: Option<Expr>,
    /// Everything in the braces, in order: `name`, `scope`, `params`, `dependsOn`.
    pub body: Object,
}

/// `for (item, index) in array`, before the body of a looped resource or module.
#[derive(Clone, Debug)]
pub struct LoopHeader {
    /// The variable of an item.
    pub item: Local,
    /// The variable of its place, where the body reads it.
    pub index: Option<Local>,
    /// What is looped over.
    pub array: Expr,
}

impl LoopHeader {
    /// The header of a loop whose body mentions the index, or not.
    pub fn new<T>(each: Each<T>, mentions: impl FnOnce(&Local) -> bool) -> Self {
        let (item, index, array) = each.into_parts();
        let index = mentions(&index).then_some(index);
        Self { item, index, array }
    }
}
