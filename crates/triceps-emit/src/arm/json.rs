//! ARM JSON as `serde_json` values.

use serde_json::Value;

use crate::checked::Checked;

impl Checked {
    /// The template as a JSON value, with its keys in order.
    ///
    /// # Panics
    ///
    /// Never: the text is JSON.
    pub fn to_arm(&self) -> Value {
        serde_json::from_str(&self.to_arm_string()).expect("what is written is JSON")
    }
}
