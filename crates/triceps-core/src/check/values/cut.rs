//! Cutting and replacing in a text that is only partly known.

use std::borrow::Cow;

use crate::names::{Piece, bounds};

/// At most this number of characters: `take(text, most)`.
pub(super) fn taken(pieces: Vec<Piece<'_>>, most: usize) -> Vec<Piece<'_>> {
    let (mut min, mut max) = bounds(&pieces);
    if max.is_some_and(|max| max <= most) {
        return pieces;
    }
    let mut left = most;
    let mut result = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if left == 0 {
            break;
        }
        // All pieces up to here are of a known length, so the bounds are those of what is left.
        let length = piece.min();
        if piece.max() != Some(length) {
            // Where the cut goes through this and what follows is not known.
            result.push(Piece::Unknown { min: min.min(left), max: Some(max.map_or(left, |max| max.min(left))) });
            break;
        }
        min -= length;
        max = max.map(|max| max - length);
        let kept = length.min(left);
        left -= kept;
        result.push(match piece {
            Piece::Literal(text) => Piece::Literal(first_chars(text, kept)),
            Piece::Made { chars, by, .. } => Piece::Made { length: kept, chars, by },
            Piece::Choice(options) => {
                Piece::Choice(options.into_iter().map(|option| first_chars(option, kept)).collect())
            }
            Piece::Unknown { .. } => Piece::Unknown { min: kept, max: Some(kept) },
        });
    }
    result
}

/// All but the first characters: `skip(text, count)`.
pub(super) fn skipped(pieces: Vec<Piece<'_>>, count: usize) -> Vec<Piece<'_>> {
    let mut left = count;
    let mut result = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter();
    while let Some(piece) = pieces.next() {
        if left == 0 {
            result.push(piece);
            continue;
        }
        match piece {
            Piece::Literal(text) => {
                let length = text.chars().count();
                let rest: String = text.chars().skip(left).collect();
                left = left.saturating_sub(length);
                result.push(Piece::Literal(rest.into()));
            }
            Piece::Made { length, chars, by } => {
                let rest = length.saturating_sub(left);
                left = left.saturating_sub(length);
                result.push(Piece::Made { length: rest, chars, by });
            }
            piece => {
                let rest: Vec<_> = std::iter::once(piece).chain(pieces).collect();
                let (min, max) = bounds(&rest);
                result.push(Piece::Unknown {
                    min: min.saturating_sub(left),
                    max: max.map(|max| max.saturating_sub(left)),
                });
                break;
            }
        }
    }
    result
}

/// `replace(text, old, new)` with a constant `old` and `new`.
pub(super) fn replaced<'a>(pieces: Vec<Piece<'a>>, old: &str, new: &str) -> Vec<Piece<'a>> {
    if old.is_empty() {
        return vec![Piece::UNKNOWN];
    }
    let (old_length, new_length) = (old.chars().count(), new.chars().count());
    // What is longer than one character can lie across two pieces.
    if old_length > 1 && pieces.len() > 1 {
        return match literals(&pieces) {
            Some(text) => vec![Piece::Literal(text.replace(old, new).into())],
            None => vec![resized(bounds(&pieces), old_length, new_length)],
        };
    }
    let mut result = Vec::with_capacity(pieces.len());
    for piece in pieces {
        result.push(match piece {
            Piece::Literal(text) if text.contains(old) => Piece::Literal(text.replace(old, new).into()),
            Piece::Choice(options) => {
                Piece::Choice(options.iter().map(|option| option.replace(old, new).into()).collect())
            }
            Piece::Made { chars, .. } if old.chars().all(|c| chars.contains(c)) => {
                resized((piece.min(), piece.max()), old_length, new_length)
            }
            Piece::Unknown { min, max } => resized((min, max), old_length, new_length),
            other => other,
        });
    }
    result
}

/// Nothing of an unknown text may be replaced, or all of it.
fn resized((min, max): (usize, Option<usize>), old: usize, new: usize) -> Piece<'static> {
    let shrunk = min / old * new + min % old;
    let grown = max.and_then(|max| (max / old).checked_mul(new)?.checked_add(max % old));
    if new <= old { Piece::Unknown { min: shrunk, max } } else { Piece::Unknown { min, max: grown } }
}

fn literals(pieces: &[Piece<'_>]) -> Option<String> {
    pieces.iter().try_fold(String::new(), |text, piece| match piece {
        Piece::Literal(part) => Some(text + part),
        _ => None,
    })
}

fn first_chars(text: Cow<'_, str>, count: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(count) else { return text };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}
