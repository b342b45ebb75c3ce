//! Calls about something that is not a declaration of the template: nothing can come of them, so the check reports them.

use std::panic::Location;

use triceps_diagnostics::{Code, codes};
use triceps_model::IntoExpr;
use triceps_model::handle::ResourceRef;
use triceps_model::tree::Symbol;

use super::{DeclKind, Template};

/// A call about something that is not a declaration of the template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stray {
    /// The method.
    call: &'static str,
    wrong: Wrong,
    /// The line of Rust, in debug builds.
    pub(crate) location: Option<&'static Location<'static>>,
}

/// What the call is about.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    Foreign,
    Imported,
    NotDeclared,
    Item,
}

impl Stray {
    pub(crate) fn code(&self) -> Code {
        match self.wrong {
            Wrong::Foreign => codes::TRI0001,
            Wrong::Imported | Wrong::NotDeclared | Wrong::Item => codes::TRI0015,
        }
    }

    pub(crate) fn message(&self) -> String {
        let about = match self.wrong {
            Wrong::Foreign => "a handle of another template",
            Wrong::Imported => "a name that is declared in another file",
            Wrong::NotDeclared => "something that is not a declaration",
            Wrong::Item => "an item of a collection as the parent",
        };
        format!("`{}` is called with {about}", self.call)
    }

    pub(crate) fn help(&self) -> &'static str {
        match self.wrong {
            Wrong::Foreign => "use handles that this template's methods returned",
            Wrong::Imported => "call it on the template of that file",
            Wrong::Item => {
                "add it with `Template::add`, with the item as its parent: `Secret::new(..).parent(vaults.at(0))`"
            }
            Wrong::NotDeclared => {
                "give what a method of this template returned: a handle, parameter, variable, function or type; outputs have methods of their own"
            }
        }
    }
}

impl Template {
    /// The index of the declaration that a call is about. If it is not one of the template, the check reports the call.
    #[track_caller]
    pub(super) fn index_for(&mut self, call: &'static str, declared: impl IntoExpr) -> Option<usize> {
        let wrong = match declared.into_expr().as_symbol() {
            None => Wrong::NotDeclared,
            Some(symbol) => match self.index_of(symbol).map(|index| index as usize) {
                None => Wrong::Foreign,
                Some(index) if matches!(self.decls[index].kind, DeclKind::Imported(_)) => Wrong::Imported,
                Some(index) => return Some(index),
            },
        };
        self.stray(call, wrong);
        None
    }

    /// The resource in whose body a child is written. An item of a collection has no body of its own: the check reports
    /// the call.
    #[track_caller]
    pub(super) fn container_for(&mut self, call: &'static str, parent: &impl ResourceRef) -> Option<Symbol> {
        let container = parent.symbol().as_symbol();
        if container.is_none() {
            self.stray(call, Wrong::Item);
        }
        container
    }

    #[track_caller]
    fn stray(&mut self, call: &'static str, wrong: Wrong) {
        let location = cfg!(debug_assertions).then_some(Location::caller());
        self.strays.push(Stray { call, wrong, location });
    }
}
