//! A file of a program, what the paths in it lead to, and what came of it.

use std::collections::HashMap;
use std::sync::Arc;

use triceps_core::json::ArmTemplate;
use triceps_core::{Checked, Interface, ModuleTemplate, TargetScope};
use triceps_diagnostics::{Diagnostic, codes};

use crate::paths::CodedError;
use crate::source::Source;

/// What a path or reference leads to.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A file of Bicep, by its position.
    Text(usize),
    /// A template that is ARM JSON.
    Json(Arc<JsonTarget>),
}

/// A template that is ARM JSON.
#[derive(Debug)]
pub(crate) struct JsonTarget {
    /// The path of the file, or the reference in its normal form.
    pub(crate) identifier: String,
    /// Whether it is of a registry.
    pub(crate) is_registry: bool,
    /// The template; an empty one if there is an error.
    pub(crate) template: ModuleTemplate,
    pub(crate) error: Option<CodedError>,
}

/// What came of a file: the template, or only what it shows to others.
pub(crate) type Outcome = Result<Arc<Checked>, Arc<Interface>>;

/// A file of the program.
pub(crate) struct Unit {
    pub(crate) source: Arc<Source>,
    /// The files it names, by the path as it is written, each once.
    pub(crate) names: Vec<(String, Result<Target, CodedError>)>,
    /// By path as it is written: the position in `names`.
    pub(crate) positions: HashMap<String, usize>,
    /// How many of `names` are visited.
    pub(crate) visited: usize,
    pub(crate) is_done: bool,
    /// The template; only what it shows where it has errors.
    pub(crate) outcome: Outcome,
    pub(crate) diagnostics: Arc<[Diagnostic]>,
}

impl Unit {
    /// A file of which nothing is known but its text; `nothing` is what it shows until it is compiled.
    pub(crate) fn new(source: Arc<Source>, nothing: Arc<Interface>) -> Self {
        Self {
            source,
            names: Vec::new(),
            positions: HashMap::new(),
            visited: 0,
            is_done: false,
            outcome: Err(nothing),
            diagnostics: Arc::default(),
        }
    }

    /// The file that this one names by a path.
    pub(crate) fn target(&self, path: &str) -> Option<&Result<Target, CodedError>> {
        self.positions.get(path).map(|position| &self.names[*position].1)
    }
}

impl JsonTarget {
    pub(crate) fn new(identifier: String, is_registry: bool, template: Result<ModuleTemplate, String>) -> Self {
        let (template, error) = match template {
            Ok(template) => (template, None),
            Err(reason) => {
                let message = format!("`{identifier}` is not a template: {reason}");
                (ArmTemplate::empty(TargetScope::ResourceGroup).into(), Some((codes::BCP188, message)))
            }
        };
        Self { identifier, is_registry, template, error }
    }

    /// What is worth saying of a template that can be embedded.
    pub(crate) fn warning(&self) -> Option<CodedError> {
        let ModuleTemplate::Json(template) = &self.template else { return None };
        let time = template.times_in_utc().first()?;
        Some((codes::TRI0200, format!("the template has the time `{time}`, which is written in UTC")))
    }
}
