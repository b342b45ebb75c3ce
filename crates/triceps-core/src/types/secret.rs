//! Which types are secrets, or hold one.

use super::table::Types;
use crate::kinds::{Type, TypeFlags, TypeId};

/// How deep secrets are looked for: types may contain themselves.
const DEEPEST: u8 = 16;

impl Types<'_> {
    /// Whether a value of this type is a secret itself.
    pub fn is_secure(&self, ty: TypeId) -> bool {
        self.flags_within(ty).contains(TypeFlags::SECURE)
    }

    /// Where a value of this type holds secrets, as paths: empty (itself), `.password`, `[*].key`, `.*`.
    pub fn secrets(&mut self, ty: TypeId) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = Vec::new();
        self.find_secrets(ty, &mut String::new(), &mut open, true, &mut found);
        found
    }

    /// The same for a value of which only a part is read: secrets inside of it are not looked for.
    pub(crate) fn secrets_itself(&mut self, ty: TypeId) -> Vec<String> {
        let mut found = Vec::new();
        self.find_secrets(ty, &mut String::new(), &mut Vec::new(), false, &mut found);
        found
    }

    /// Whether a value of this type is a secret or holds one.
    pub fn holds_secret(&mut self, ty: TypeId) -> bool {
        !self.secrets(ty).is_empty()
    }

    fn find_secrets(
        &mut self,
        ty: TypeId,
        path: &mut String,
        open: &mut Vec<TypeId>,
        is_whole: bool,
        found: &mut Vec<String>,
    ) {
        let ty = self.resolved(ty);
        if open.contains(&ty) || open.len() >= usize::from(DEEPEST) {
            return;
        }
        open.push(ty);
        if self.flags(ty).contains(TypeFlags::SECURE) {
            found.push(path.clone());
        }
        let length = path.len();
        let mut inner = |types: &mut Self, segment: &str, ty: TypeId, path: &mut String| {
            path.push_str(segment);
            types.find_secrets(ty, path, open, is_whole, found);
            path.truncate(length);
        };
        match self.get(ty) {
            Type::Union(_) => {
                for member in self.members(ty) {
                    inner(self, "", member, path);
                }
            }
            _ if !is_whole => {}
            Type::Object(_) => {
                if let Some(additional) = self.additional(ty) {
                    inner(self, ".*", additional.ty, path);
                }
                for property in self.properties(ty) {
                    let segment = format!(".{}", self.str(property.name));
                    inner(self, &segment, property.ty, path);
                }
            }
            Type::Tuple { items, .. } => {
                for (position, item) in self.list(items).to_vec().into_iter().enumerate() {
                    inner(self, &format!("[{position}]"), item, path);
                }
            }
            Type::Array { item, .. } => inner(self, "[*]", item, path),
            _ => {}
        }
        open.pop();
    }
}
