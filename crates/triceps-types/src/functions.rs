//! Functions of resources: `listKeys` and its like.

use std::cmp::Ordering;

use crate::{
    bytes::{self, Cursor},
    index::Index,
    kind::{Owner, TypeId, TypeKind},
    search::{api_version, search},
    version::{self, ApiVersion},
};

/// A function of a resource type that a template can call.
///
/// ```
/// use triceps_types::{Index, TypeKind};
///
/// let app = Index::builtin().resource_type("Microsoft.App/containerApps", "2025-07-01").expect("known");
/// let secrets = app.function("listSecrets").expect("a container app has secrets");
/// let TypeKind::Object(output) = secrets.output() else { panic!("the output is an object") };
/// assert!(output.property("value").is_some());
/// assert!(secrets.input().is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ResourceFunction<'a> {
    index: &'a Index<'a>,
    name: u32,
    output: u32,
    input: u32,
}

/// What stands for the type of an input that is not there.
const NO_INPUT: u32 = 0xff_ffff;

impl<'a> ResourceFunction<'a> {
    fn read(index: &'a Index<'a>, cursor: &mut Cursor<'_>) -> Option<Self> {
        Some(Self { index, name: cursor.small()?, output: cursor.reference()?, input: cursor.reference()? })
    }

    /// The name, `listKeys`.
    pub fn name(&self) -> &'a str {
        self.index.string(self.name)
    }

    /// What the function gives.
    pub fn output(&self) -> TypeKind<'a> {
        TypeKind::read(self.index, self.output, Owner::NONE)
    }

    /// Identity of the type of what the function gives.
    pub const fn output_id(&self) -> TypeId {
        TypeId(self.output)
    }

    /// Identity of the type of what the function takes.
    pub fn input_id(&self) -> Option<TypeId> {
        (self.input != NO_INPUT).then_some(TypeId(self.input))
    }

    /// What the function takes, if it takes anything.
    pub fn input(&self) -> Option<TypeKind<'a>> {
        (self.input != NO_INPUT).then(|| TypeKind::read(self.index, self.input, Owner::NONE))
    }

    /// Where the types of output and input are stored.
    pub(crate) fn type_ids(&self) -> impl Iterator<Item = u32> + use<> {
        [self.output, self.input].into_iter().filter(|offset| *offset != NO_INPUT)
    }
}

/// The functions of a resource type.
#[derive(Clone, Debug)]
pub struct ResourceFunctions<'a> {
    index: &'a Index<'a>,
    cursor: Cursor<'a>,
    left: u32,
}

impl<'a> ResourceFunctions<'a> {
    /// `list` is an offset plus one; zero is the empty list.
    pub(crate) fn new(index: &'a Index<'a>, list: u32) -> Self {
        let open = || {
            let mut cursor = Cursor::at(index.sections.functions, list.checked_sub(1)? as usize)?;
            let left = cursor.small()?;
            Some(Self { index, cursor, left })
        };
        open().unwrap_or(Self { index, cursor: Cursor::EMPTY, left: 0 })
    }

    /// How many functions the list says it has.
    pub(crate) fn stated_len(&self) -> u32 {
        self.left
    }
}

impl<'a> Iterator for ResourceFunctions<'a> {
    type Item = ResourceFunction<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        ResourceFunction::read(self.index, &mut self.cursor)
    }
}

/// Columns of the table of functions without a body: type, version, list.
const COLUMNS: usize = 3;

/// The functions of a type that has no body.
pub(crate) fn loose<'a>(index: &'a Index<'a>, name: &str, version: &str) -> ResourceFunctions<'a> {
    let count = u32::try_from(index.sections.loose.len() / (4 * COLUMNS)).unwrap_or_default();
    let found = search(0, count, |row| {
        let (row_name, row_version, _) = row_of(index, row as usize)?;
        let by_name: Ordering = version::compare(row_name, name);
        Some(by_name.then_with(|| row_version.cmp(&ApiVersion::new(version))))
    });
    let list = found.and_then(|row| row_of(index, row as usize)).map_or(0, |(_, _, list)| list);
    ResourceFunctions::new(index, list)
}

/// Every type that has functions but no body.
pub(crate) fn all_loose<'a>(index: &'a Index<'a>) -> impl Iterator<Item = (&'a str, &'a str, ResourceFunctions<'a>)> {
    (0..)
        .map_while(|row| row_of(index, row))
        .map(|(name, version, list)| (name, version.as_str(), ResourceFunctions::new(index, list)))
}

fn row_of<'a>(index: &Index<'a>, row: usize) -> Option<(&'a str, ApiVersion<'a>, u32)> {
    let field = |column| bytes::cell(index.sections.loose, COLUMNS, row, column);
    Some((index.try_string(field(0)?)?, api_version(index, field(1)?)?, field(2)?))
}
