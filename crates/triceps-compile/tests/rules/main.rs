//! Rules of the checks, each with a case that breaks it and a near one that does not. Cases are written as Bicep text.

mod cases;
mod codes;
mod config;
mod declared;
mod domain;
mod expressions;
mod files;
mod limits;
mod linter;
mod optional;
mod scopes;
mod secrets;
mod text;
