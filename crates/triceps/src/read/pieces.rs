//! A file in pieces: its declarations, each with its own comments, and what stands between them.

use std::sync::OnceLock;

use triceps_syntax::ast::{AstNode, Declaration};
use triceps_syntax::{Language, Tree, parse};

use super::text::{end_with_comments, own_start};
use super::{Edit, EditError};

/// The text of a file as declarations and gaps. Editing one leaves the others alone.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// The file from start to end.
    slots: Vec<Slot>,
}

#[derive(Clone, Debug)]
enum Slot {
    Gap(String),
    Piece(usize),
}

/// The text of one declaration, from its own comments to the end of its line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    text: String,
    tree: OnceLock<Box<Tree>>,
    /// Where declarations of its kind stand in a file that is built.
    pub(super) group: u8,
    /// Whether it may stand next to another of its group without a blank line.
    is_plain: bool,
}

impl Piece {
    pub(super) fn new(text: String) -> Self {
        let mut piece = Self::of(text, None);
        let kind = piece.declaration().map(kind);
        (piece.group, piece.is_plain) = kind.unwrap_or_default();
        piece
    }

    /// A text whose declaration is known from a larger tree.
    fn of(text: String, declaration: Option<Declaration<'_>>) -> Self {
        let (group, is_plain) = declaration.map(kind).unwrap_or_default();
        Self { text, tree: OnceLock::new(), group, is_plain }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Box::new(parse(self.text.clone(), Language::Bicep)))
    }

    pub(super) fn declaration(&self) -> Option<Declaration<'_>> {
        self.tree().file().declarations().next()
    }

    /// The tree, if the text has no errors.
    pub(super) fn sound(&self) -> Result<&Tree, EditError> {
        match self.tree().errors().first() {
            None => Ok(self.tree()),
            Some(error) => Err(EditError::new(format!("the text has errors: {}", error.message(&self.text)))),
        }
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        self.text.replace_range(edit.range.clone(), &edit.text);
        self.tree = OnceLock::new();
    }
}

/// The group, and whether nothing sets it off from others of the group.
fn kind(declaration: Declaration<'_>) -> (u8, bool) {
    (group(declaration), declaration.decorators().next().is_none())
}

/// The groups in the order in which a template that is built is printed.
fn group(declaration: Declaration<'_>) -> u8 {
    match declaration {
        Declaration::Metadata(_) => 0,
        Declaration::TargetScope(_) => 1,
        Declaration::Extension(_)
        | Declaration::ExtensionConfig(_)
        | Declaration::Using(_)
        | Declaration::Extends(_) => 2,
        Declaration::Import(_) => 3,
        Declaration::TypeDeclaration(_) => 4,
        Declaration::Param(_) | Declaration::ParamAssignment(_) => 5,
        Declaration::Var(_) => 6,
        Declaration::Func(_) => 7,
        Declaration::Resource(_) | Declaration::Module(_) | Declaration::Test(_) | Declaration::Assert(_) => 8,
        Declaration::Output(_) => 9,
        Declaration::MissingDeclaration(_) | Declaration::Skipped(_) => 10,
    }
}

impl Pieces {
    pub(super) fn of(tree: &Tree) -> Self {
        let text = tree.text();
        let mut pieces = Self { pieces: Vec::new(), slots: Vec::new() };
        let mut at = 0;
        for node in tree.root().child_nodes().filter(|node| !node.range().is_empty()) {
            // What the parser skipped cannot be edited, and stays in the gap.
            let declaration = Declaration::cast(node).filter(|it| !matches!(it, Declaration::Skipped(_)));
            let Some(declaration) = declaration else { continue };
            let start = own_start(text, node).max(at);
            let end = end_with_comments(node);
            pieces.slots.push(Slot::Gap(text[at..start].to_owned()));
            pieces.slots.push(Slot::Piece(pieces.pieces.len()));
            pieces.pieces.push(Piece::of(text[start..end].to_owned(), Some(declaration)));
            at = end;
        }
        pieces.slots.push(Slot::Gap(text[at..].to_owned()));
        pieces
    }

    pub(super) fn text(&self) -> String {
        let texts = self.slots.iter().map(|slot| match slot {
            Slot::Gap(text) => text.as_str(),
            Slot::Piece(id) => self.pieces[*id].text(),
        });
        texts.collect()
    }

    pub(super) fn get(&self, id: usize) -> &Piece {
        &self.pieces[id]
    }

    pub(super) fn get_mut(&mut self, id: usize) -> &mut Piece {
        &mut self.pieces[id]
    }

    /// The pieces that are there, in the order of the file.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Piece(id) => Some(*id),
            Slot::Gap(_) => None,
        })
    }

    /// Adds a declaration after a piece, or after those of its group and before those of later ones.
    pub(super) fn insert(&mut self, text: String, after: Option<usize>, blank: Option<bool>, newline: &str) -> usize {
        let piece = Piece::new(text);
        let after = after.or_else(|| self.ids().rev().find(|id| self.pieces[*id].group == piece.group));
        let before = match after {
            Some(_) => None,
            None => self.ids().find(|id| self.pieces[*id].group > piece.group),
        };
        let id = self.pieces.len();
        let set_off = blank;
        let blank = newline.repeat(2);
        let is_joined =
            |other: &Piece| piece.is_plain && other.is_plain && piece.group == other.group && !matches!(piece.group, 8);
        match (after, before) {
            (Some(after), _) => {
                let is_joined = set_off.map_or_else(|| is_joined(&self.pieces[after]), |set_off| !set_off);
                let gap = if is_joined { newline.to_owned() } else { blank };
                let at = self.position(after) + 1;
                self.slots.splice(at..at, [Slot::Gap(gap), Slot::Piece(id)]);
            }
            (None, Some(before)) => {
                let at = self.position(before);
                self.slots.splice(at..at, [Slot::Piece(id), Slot::Gap(blank)]);
            }
            (None, None) => {
                // At the end, after what may stand there already.
                let end = self.slots.iter().rev().find_map(|slot| match slot {
                    Slot::Gap(text) if text.is_empty() => None,
                    Slot::Gap(text) => Some(text.as_str()),
                    Slot::Piece(id) => Some(self.pieces[*id].text()),
                });
                let gap = match end {
                    None => String::new(),
                    Some(text) if text.ends_with(&blank) => String::new(),
                    Some(text) if text.ends_with(newline) => newline.to_owned(),
                    Some(_) => blank,
                };
                self.slots.extend([Slot::Gap(gap), Slot::Piece(id), Slot::Gap(newline.to_owned())]);
            }
        }
        self.pieces.push(piece);
        id
    }

    /// Removes a declaration with its own comments, and the line ends after it.
    pub(super) fn remove(&mut self, id: usize) {
        let at = self.position(id);
        self.slots.remove(at);
        let is_last = self.slots[at..].iter().all(|slot| match slot {
            Slot::Gap(text) => text.trim().is_empty(),
            Slot::Piece(_) => false,
        });
        if is_last {
            if let Some(Slot::Gap(before)) = at.checked_sub(1).map(|before| &mut self.slots[before]) {
                before.truncate(before.trim_end_matches(['\n', '\r', ' ', '\t']).len());
            }
            return;
        }
        // The greater of both distances is kept.
        let before = at.checked_sub(1).and_then(|before| self.gap(before)).unwrap_or_default();
        let after = self.gap(at).unwrap_or_default();
        let above = before.len() - before.trim_end_matches(['\n', '\r']).len();
        let below = after.len() - after.trim_start_matches(['\n', '\r']).len();
        let keeps_below = below > above && !before.is_empty();
        let length = before.len();
        match (keeps_below, &mut self.slots[at.saturating_sub(usize::from(keeps_below))]) {
            (true, Slot::Gap(before)) => before.truncate(length - above),
            (false, Slot::Gap(after)) => drop(after.drain(..below)),
            (_, Slot::Piece(_)) => {}
        }
    }

    fn gap(&self, at: usize) -> Option<&str> {
        match self.slots.get(at)? {
            Slot::Gap(text) => Some(text),
            Slot::Piece(_) => None,
        }
    }

    /// The slot of a piece.
    fn position(&self, id: usize) -> usize {
        let place = self.slots.iter().position(|slot| matches!(slot, Slot::Piece(other) if *other == id));
        place.expect("a piece that was removed is not asked for")
    }
}
