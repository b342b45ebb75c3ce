//! Where a value stands, and how what is wrong with it is reported.

use crate::check::Path;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// How deep variables and declared types are followed.
const DEEPEST: u8 = 60;

/// The place of a value: what it is assigned to.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) path: Path<'p>,
    pub(super) slot: Slot<'p>,
    /// How bad a value of a wrong type is here.
    pub(super) severity: Severity,
    /// Whether `null` is welcome.
    pub(super) nullable: bool,
    /// The variable that the value was found in.
    pub(super) variable: Option<&'p str>,
    /// Whether the value is one of several: what one lacks another may have.
    pub(super) partial: bool,
    /// Whether it is inside of an item of an array.
    pub(super) of_item: bool,
    /// How far below the body it is; types and values may contain themselves.
    depth: u8,
}

/// What a value is assigned to.
#[derive(Clone, Copy)]
pub(super) enum Slot<'p> {
    Resource(&'p str),
    Property(&'p str),
    Item,
}

impl<'p> Place<'p> {
    /// The body of a resource.
    pub(super) fn of_resource(path: Path<'p>, name: &'p str) -> Self {
        Self {
            path,
            slot: Slot::Resource(name),
            severity: Severity::Warning,
            nullable: false,
            variable: None,
            partial: false,
            of_item: false,
            depth: 0,
        }
    }

    /// A property of an object at this place.
    pub(super) fn property(&'p self, name: &'p str, severity: Severity, nullable: bool) -> Self {
        Self { path: self.path.name(name), slot: Slot::Property(name), severity, nullable, ..self.below() }
    }

    /// An item of an array at this place.
    pub(super) fn item(&'p self, index: usize, severity: Severity) -> Self {
        Self { path: self.path.index(index), ..self.any_item(severity) }
    }

    /// What every item of an array at this place is.
    pub(super) fn any_item(&self, severity: Severity) -> Self {
        Self { slot: Slot::Item, severity, nullable: false, of_item: true, ..self.below() }
    }

    /// What all items of an array at this place have in common.
    pub(super) fn of_each(&self) -> Self {
        Self { nullable: false, of_item: true, ..*self }
    }

    /// One of several values at this place.
    pub(super) fn of_choice(&self) -> Self {
        Self { partial: true, ..*self }
    }

    fn below(&self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..*self }
    }

    /// Whether nothing further is to be followed.
    pub(super) fn is_deep(&self) -> bool {
        self.depth >= DEEPEST
    }

    /// The same place, with a value that stands in a variable.
    pub(super) fn via(self, variable: &'p str) -> Self {
        Self { variable: Some(variable), ..self.below() }
    }

    /// Reports something at this place.
    pub(super) fn report(
        &self,
        findings: &mut Diagnostics,
        id: &'static str,
        severity: Severity,
        message: String,
        help: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        let message = match self.variable {
            Some(variable) => format!("{message} (in the variable `{variable}`)"),
            None => message,
        };
        findings.push(Diagnostic::new(id, severity, self.path.to_string(), message).with_help(help));
    }
}
