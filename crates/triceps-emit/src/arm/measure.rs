//! How large a template becomes.

use triceps_middle::Place;
use triceps_middle::document::{Generator, JsonBuffer};

use super::template;
use crate::checked::Checked;

/// The sizes that Azure Resource Manager limits.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Bytes of the whole template, without white space.
    pub template: usize,
    /// The length of every expression in characters, by the expression of the file that it is written for. Those of
    /// modules are measured in their own file.
    pub expressions: Vec<(Place, usize)>,
}

/// Writes a template and measures it.
pub fn measure(checked: &Checked) -> Sizes {
    let mut buffer = JsonBuffer::with_capacity(checked.middle().expr_count());
    let mut expressions = Vec::new();
    template::write(checked, &Generator::default(), &mut buffer, Some(&mut expressions));
    Sizes { template: buffer.compact_len(), expressions }
}
