//! Shorthands of the credentials of registries.

use super::Credentials;
use crate::{IntoValue, Secure};

impl Credentials {
    /// `passwords[index].value`: one of the two passwords, 0 or 1.
    pub fn password(&self, index: impl IntoValue<i64>) -> Secure<String> {
        self.passwords(index).value()
    }
}
