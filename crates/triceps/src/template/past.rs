//! What a template shares with those that it is a clone of.

use triceps_model::tree::{Symbol, TemplateId};

/// What was in the templates that a template comes from when they were cloned. Handles to it are valid in the clone
/// too; handles that are made later belong to one of the templates alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past(Vec<Shared>);

/// What a clone has from one template.
#[derive(Clone, Copy, Debug)]
struct Shared {
    template: TemplateId,
    decls: usize,
    files: usize,
}

impl Past {
    /// The past of a clone of a template that has this past, this id, and as many declarations and files.
    pub(super) fn of_clone(&self, template: TemplateId, decls: usize, files: usize) -> Self {
        let mut shared = self.0.clone();
        shared.push(Shared { template, decls, files });
        Self(shared)
    }

    /// The index of a declaration that is shared.
    pub(crate) fn decl(&self, symbol: Symbol) -> Option<u32> {
        self.of(symbol.template).filter(|shared| (symbol.index as usize) < shared.decls).map(|_| symbol.index)
    }

    /// The index of a file that is shared.
    pub(crate) fn file(&self, template: TemplateId, index: usize) -> Option<usize> {
        self.of(template).filter(|shared| index < shared.files).map(|_| index)
    }

    fn of(&self, template: TemplateId) -> Option<&Shared> {
        self.0.iter().find(|shared| shared.template == template)
    }
}
