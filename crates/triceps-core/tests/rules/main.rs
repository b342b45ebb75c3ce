//! Rules of the domain, of the linter, of secrets and of limits, each with a case that breaks it and a near one that
//! does not. Cases are written as Bicep text.

mod domain;
mod limits;
mod linter;
mod lower;
mod recorded;
mod secrets;
mod text;
