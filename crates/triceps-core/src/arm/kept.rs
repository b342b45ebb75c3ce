//! JSON that is kept, so that templates that deploy this one take it over.

use std::sync::OnceLock;

use super::buffer::JsonBuffer;
use super::generator::Generator;
use super::template;
use crate::checked::Checked;
use crate::middle::ModuleTemplate;

/// The JSON of a template in the name of one generator, once it is written.
#[derive(Debug, Default)]
pub(crate) struct Kept(OnceLock<(Generator, JsonBuffer)>);

impl Kept {
    /// The JSON in the name of a generator.
    pub(super) fn by(&self, generator: &Generator) -> Option<&JsonBuffer> {
        self.0.get().filter(|(own, _)| own == generator).map(|(_, buffer)| buffer)
    }
}

/// Writes a template.
pub(super) fn written(checked: &Checked, generator: &Generator) -> JsonBuffer {
    let mut buffer = JsonBuffer::with_capacity(checked.middle().expr_count());
    template::write(checked, generator, &mut buffer, None);
    buffer
}

impl Checked {
    /// Writes the ARM JSON of this template and of all Bicep files that it deploys, and keeps it for
    /// [`to_arm_string_by`](Self::to_arm_string_by) and for templates that deploy this one. What is kept already stays as
    /// it is, in the name of the first generator. Says how many templates were written.
    pub fn keep_arm(&self, generator: &Generator) -> usize {
        if self.kept_json().0.get().is_some() {
            return 0;
        }
        let files = self.middle().files().map(|(_, file)| match &file.template {
            ModuleTemplate::Checked(checked) => checked.keep_arm(generator),
            ModuleTemplate::Broken(_) | ModuleTemplate::Json(_) | ModuleTemplate::Spec { .. } => 0,
        });
        let files: usize = files.sum();
        let _ = self.kept_json().0.set((generator.clone(), written(self, generator)));
        files + 1
    }
}
