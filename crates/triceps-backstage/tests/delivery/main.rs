//! What deploys a portal: scripts, parameters, workflow, image, queries, runbook.
//!
//! shellcheck, the schema of workflows and a grammar of PowerShell look at the same files in `.ci/backstage`.

mod azd;
mod book;
mod image;
mod parameters;
mod runbook;
mod scripts;
mod support;
mod workflow;
