//! The files that a file names: those that its modules deploy, and those that it imports from.

use std::sync::Arc;

use triceps_middle::interface::Interface;
use triceps_middle::json::ArmTemplate;
use triceps_middle::{DeclKind, FileId, Import, MiddleBuilder, ModuleFile, ModuleFileKind};

use super::Checked;

/// The template of a module file.
#[derive(Clone, Debug)]
pub enum ModuleTemplate {
    /// What was built or read as Bicep.
    Checked(Arc<Checked>),
    /// A file with errors, so that the one that deploys it has one too: what it shows.
    Broken(Arc<Interface>),
    /// ARM JSON, which is embedded as it is.
    Json(Arc<ArmTemplate>),
    /// A template spec, which is linked.
    Spec {
        /// The id of its version in Azure.
        id: String,
        /// The template in it.
        template: Arc<ArmTemplate>,
    },
}

/// What is imported from.
#[derive(Clone, Debug)]
pub enum ImportSource {
    /// A file that was built or read as Bicep.
    Checked(Arc<Checked>),
    /// ARM JSON.
    Json(Arc<ArmTemplate>),
}

/// The files that a file names, beside its [`Middle`](triceps_middle::Middle), which knows of each only what it shows.
#[derive(Clone, Debug, Default)]
pub struct LinkedFiles {
    /// By [`FileId`].
    modules: Vec<ModuleTemplate>,
    /// By position in [`Middle::imports`](triceps_middle::Middle::imports); none where it could not be read.
    imports: Vec<Option<ImportSource>>,
}

impl LinkedFiles {
    /// Adds a file that modules deploy. `path` is as in [`ModuleFile::path`].
    pub fn add_module(&mut self, builder: &mut MiddleBuilder, path: String, template: ModuleTemplate) -> FileId {
        let id = builder.file(template.file(path));
        debug_assert_eq!(id.index(), self.modules.len(), "every module file has one template");
        self.modules.push(template);
        id
    }

    /// Adds an import, and gives its declaration.
    pub fn add_import(
        &mut self,
        builder: &mut MiddleBuilder,
        import: Import,
        source: Option<ImportSource>,
    ) -> DeclKind {
        let kind = builder.import_statement(import);
        self.imports.push(source);
        debug_assert_eq!(builder.middle().imports().len(), self.imports.len(), "every import has one source");
        kind
    }

    /// The template of a module file.
    pub fn module(&self, id: FileId) -> &ModuleTemplate {
        &self.modules[id.index()]
    }

    /// The templates of all module files, by id.
    pub(crate) fn modules(&self) -> &[ModuleTemplate] {
        &self.modules
    }

    /// What is imported from, in the order of the imports.
    pub fn imports(&self) -> &[Option<ImportSource>] {
        &self.imports
    }

    /// The same files, others in place of some.
    pub(super) fn replaced(&self, replacement: &dyn Fn(&Arc<Checked>) -> Option<Arc<Checked>>) -> Self {
        let mut files = self.clone();
        let modules = files.modules.iter_mut().filter_map(|module| match module {
            ModuleTemplate::Checked(checked) => Some(checked),
            ModuleTemplate::Broken(_) | ModuleTemplate::Json(_) | ModuleTemplate::Spec { .. } => None,
        });
        let imports = files.imports.iter_mut().filter_map(|import| match import {
            Some(ImportSource::Checked(checked)) => Some(checked),
            Some(ImportSource::Json(_)) | None => None,
        });
        for checked in modules.chain(imports) {
            if let Some(new) = replacement(checked) {
                *checked = new;
            }
        }
        files
    }
}

impl ModuleTemplate {
    /// What the template shows to others.
    pub fn interface(&self) -> &Arc<Interface> {
        match self {
            Self::Checked(checked) => &checked.interface,
            Self::Broken(interface) => interface,
            Self::Json(template) | Self::Spec { template, .. } => template.interface(),
        }
    }

    /// What the file that deploys it sees of it.
    fn file(&self, path: String) -> ModuleFile {
        let interface = self.interface().clone();
        let (kind, depth) = match self {
            Self::Checked(checked) => (ModuleFileKind::Bicep(checked.middle.clone()), checked.depth),
            Self::Broken(_) => (ModuleFileKind::Broken, 1),
            Self::Json(_) => (ModuleFileKind::Json, 1),
            Self::Spec { .. } => (ModuleFileKind::Spec, 1),
        };
        let secure_outputs = match self {
            Self::Checked(checked) => {
                let names = checked.facts().secrets.outputs(checked.middle());
                names.map(str::to_owned).collect()
            }
            Self::Broken(_) | Self::Json(_) | Self::Spec { .. } => {
                let secure = interface.outputs().iter().filter(|output| output.is_secure);
                secure.map(|output| output.name.clone()).collect()
            }
        };
        ModuleFile { path, kind, interface, secure_outputs, depth }
    }

    /// An upper bound of the bytes of its JSON in the template that deploys it.
    pub fn size_bound(&self) -> usize {
        match self {
            Self::Checked(checked) => checked.size_bound(),
            Self::Broken(_) => 0,
            Self::Json(template) => template.size(),
            Self::Spec { id, .. } => id.len(),
        }
    }
}

impl From<Checked> for ModuleTemplate {
    fn from(checked: Checked) -> Self {
        Self::Checked(Arc::new(checked))
    }
}

impl From<Arc<Checked>> for ModuleTemplate {
    fn from(checked: Arc<Checked>) -> Self {
        Self::Checked(checked)
    }
}

impl From<ArmTemplate> for ModuleTemplate {
    fn from(template: ArmTemplate) -> Self {
        Self::Json(Arc::new(template))
    }
}

impl From<Checked> for ImportSource {
    fn from(checked: Checked) -> Self {
        Self::Checked(Arc::new(checked))
    }
}

impl From<Arc<Checked>> for ImportSource {
    fn from(checked: Arc<Checked>) -> Self {
        Self::Checked(checked)
    }
}

impl From<ArmTemplate> for ImportSource {
    fn from(template: ArmTemplate) -> Self {
        Self::Json(Arc::new(template))
    }
}
