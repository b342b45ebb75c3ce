//! Strings with their holes.

use super::{Allow, Parser};
use crate::error::Fixed;
use crate::kind::{KindSet, SyntaxKind as K};

const HOLE_END: KindSet = KindSet::new(&[K::StringMiddle, K::StringEnd, K::NewLine]);
const NEXT_SEGMENT: KindSet = KindSet::new(&[K::StringMiddle, K::StringEnd]);

impl Parser<'_> {
    /// A string, or something skipped where it cannot be read.
    pub(super) fn string(&mut self) {
        let mark = self.mark();
        let start = self.token(self.at).start;
        let mut is_first = true;
        let mut is_malformed = false;
        loop {
            let (end, hole) =
                if is_first { (K::StringComplete, K::StringStart) } else { (K::StringEnd, K::StringMiddle) };
            is_first = false;
            is_malformed |= NEXT_SEGMENT.contains(self.peek()) && self.is_malformed()
                || matches!(self.peek(), K::StringComplete | K::StringStart) && self.is_malformed();
            if self.check(end) {
                self.bump();
                if is_malformed {
                    return self.skip_string(mark, start);
                }
                return self.finish(mark, K::StringLiteral);
            }
            if self.check(hole) {
                self.bump();
                self.hole();
                if self.check(K::NewLine) || self.is_at_end() {
                    return self.skip_string(mark, start);
                }
                continue;
            }
            self.skip_to_segment();
            if !self.check_any(NEXT_SEGMENT) {
                return self.skip_string(mark, start);
            }
        }
    }

    fn is_malformed(&self) -> bool {
        self.token(self.at).has(crate::tree::TokenData::MALFORMED)
    }

    fn hole(&mut self) {
        let mark = self.mark();
        self.recover(false, HOLE_END, |parser| parser.expression(Allow::NOTHING));
        if !self.check_any(HOLE_END) {
            // There is more in the hole than an expression.
            self.skip_to_segment();
            self.finish(mark, K::Skipped);
        }
    }

    fn skip_to_segment(&mut self) {
        let from = self.at;
        self.synchronize(from, HOLE_END, false);
        let Some(skipped) = self.pending.last().copied() else { return };
        self.error_at(self.start_of(skipped), self.end_of(skipped), Fixed::TokensInHole);
    }

    fn skip_string(&mut self, mark: usize, start: u32) {
        let end = self.token(self.at).start.max(start);
        self.finish_in(mark, K::Skipped, start, end);
    }
}
