//! Which types are secrets, or hold one.

use triceps_middle::kinds::{Type, TypeFlags, TypeId};
use triceps_middle::map::Set;

use super::table::Types;

/// How deep secrets are looked for: types may contain themselves.
const DEEPEST: usize = 16;

/// From this depth on, what holds no secret is remembered: types may hold others several times, at each depth.
const MEMORIZED: usize = 4;

/// How many secrets of one value are looked for.
const MOST: usize = 1_000;

/// A search for the secrets in a type.
#[derive(Default)]
struct Search {
    is_whole: bool,
    path: String,
    /// The types around the one that is looked at.
    open: Vec<TypeId>,
    /// Types without a secret at a depth.
    without: Set<(TypeId, usize)>,
    /// How often a type was left out since it is around itself.
    circles: usize,
    found: Vec<String>,
}

impl Types<'_> {
    /// Whether a value of this type is a secret itself.
    pub fn is_secure(&self, ty: TypeId) -> bool {
        self.flags_within(ty).contains(TypeFlags::SECURE)
    }

    /// Where a value of this type holds secrets, as paths: empty (itself), `.password`, `[*].key`, `.*`.
    pub fn secrets(&mut self, ty: TypeId) -> Vec<String> {
        self.find_all(ty, true)
    }

    /// The same for a value of which only a part is read: secrets inside of it are not looked for.
    pub fn secrets_itself(&mut self, ty: TypeId) -> Vec<String> {
        self.find_all(ty, false)
    }

    /// Whether a value of this type is a secret or holds one.
    pub fn holds_secret(&mut self, ty: TypeId) -> bool {
        match self.get(ty) {
            Type::Union(_) | Type::Object(_) | Type::Tuple { .. } | Type::Array { .. } => !self.secrets(ty).is_empty(),
            _ => self.is_secure(ty),
        }
    }

    fn find_all(&mut self, ty: TypeId, is_whole: bool) -> Vec<String> {
        let mut search = Search { is_whole, ..Search::default() };
        self.find_secrets(ty, &mut search);
        search.found
    }

    fn find_secrets(&mut self, ty: TypeId, search: &mut Search) {
        let ty = self.resolved(ty);
        let depth = search.open.len();
        if depth >= DEEPEST || search.found.len() >= MOST {
            return;
        }
        if search.open.contains(&ty) {
            search.circles += 1;
            return;
        }
        if depth >= MEMORIZED && search.without.contains(&(ty, depth)) {
            return;
        }
        let (circles, found) = (search.circles, search.found.len());
        search.open.push(ty);
        if self.flags(ty).contains(TypeFlags::SECURE) {
            search.found.push(search.path.clone());
        }
        let (length, is_whole) = (search.path.len(), search.is_whole);
        let mut inner = |types: &mut Self, segment: &str, ty: TypeId| {
            search.path.push_str(segment);
            types.find_secrets(ty, search);
            search.path.truncate(length);
        };
        match self.get(ty) {
            Type::Union(_) => {
                for member in self.members(ty) {
                    inner(self, "", member);
                }
            }
            _ if !is_whole => {}
            Type::Object(_) => {
                if let Some(additional) = self.additional(ty) {
                    inner(self, ".*", additional.ty);
                }
                for property in self.properties(ty) {
                    let segment = format!(".{}", self.str(property.name));
                    inner(self, &segment, property.ty);
                }
            }
            Type::Tuple { items, .. } => {
                for (position, item) in self.list(items).to_vec().into_iter().enumerate() {
                    inner(self, &format!("[{position}]"), item);
                }
            }
            Type::Array { item, .. } => inner(self, "[*]", item),
            _ => {}
        }
        search.open.pop();
        if depth >= MEMORIZED && search.circles == circles && search.found.len() == found {
            search.without.insert((ty, depth));
        }
    }
}
