//! Decides the groups of a document and writes what does not fit again, with its line breaks.

use crate::document::{Document, Kind, LastArgument, Mode, Token};

/// How the region around is laid out, and what is added to the level of its lines.
#[derive(Clone, Copy)]
struct Frame {
    flat: bool,
    shift: isize,
    /// The level of the group that is on one line.
    base: isize,
}

impl Document {
    /// Decides the noted groups, the outermost first. The column of each is the real one.
    pub(crate) fn decide_groups(&mut self) {
        let Some(first) = self.tokens.first().copied() else { return };
        let start_column = self.column() - (self.width() - first.width).cast_signed();
        let is_flat = match first.kind {
            Kind::Open(Mode::Group { flat_width, .. }) => self.fits(start_column, flat_width),
            Kind::Open(Mode::Flat) => true,
            _ => false,
        };
        if is_flat && !self.breaks_anyway {
            return;
        }
        let spaces_at_end = self.spaces;
        let width_at_end = self.width();
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.push_str(&self.out[first.at..]);
        self.out.truncate(first.at);
        self.spaces = first.spaces;

        let mut frames: Vec<Frame> = Vec::new();
        let mut current = Frame { flat: false, shift: 0, base: 0 };
        let mut column = start_column;
        let mut column_width = first.width;
        let mut written = 0;
        let mut tokens = std::mem::take(&mut self.tokens);
        for index in 0..tokens.len() {
            let token = tokens[index];
            let at = token.at - first.at;
            column += token.width.cast_signed() - column_width.cast_signed();
            column_width = token.width;
            match token.kind {
                Kind::Line { .. } | Kind::Bar if current.flat => {}
                Kind::Line { .. } | Kind::HardLine => {
                    let end = at.saturating_sub(token.spaces).max(written);
                    self.copy(&scratch[written..end]);
                    let level = if current.flat { current.base } else { token.level.cast_signed() + current.shift };
                    let level = usize::try_from(level).unwrap_or_default();
                    self.newline(level);
                    column = self.column();
                    if let Kind::Line { flat } = token.kind {
                        written = at + usize::from(flat);
                        column_width = token.width + usize::from(flat);
                    } else {
                        written = at;
                    }
                }
                Kind::Bar => {
                    self.copy(&scratch[written..at]);
                    written = at;
                    self.ascii("|");
                    self.space();
                    column += 2;
                }
                Kind::Open(mode) => {
                    frames.push(current);
                    let level = token.level.cast_signed() + current.shift;
                    match mode {
                        _ if current.flat && mode != Mode::Tail => {}
                        Mode::Group { flat_width, last_argument } => {
                            let is_flat = self.fits(column, flat_width)
                                || last_argument.is_some_and(|argument| {
                                    self.breaks_alone(&mut tokens, argument, level + 1)
                                        && self.fits(column, tokens[argument.token].width - token.width + 1)
                                });
                            if is_flat {
                                current = Frame { flat: true, shift: current.shift, base: level };
                            }
                        }
                        Mode::Flat => current = Frame { flat: true, shift: current.shift, base: level },
                        Mode::Broken => {}
                        Mode::Tail => {
                            if current.flat {
                                let shift = current.base - token.level.cast_signed();
                                current = Frame { flat: false, shift, base: current.base };
                            }
                        }
                    }
                }
                Kind::Close => {
                    if let Some(outer) = frames.pop() {
                        current = outer;
                    }
                }
            }
        }
        column += width_at_end.cast_signed() - column_width.cast_signed();
        let rest = scratch.len() - written;
        self.copy(&scratch[written..]);
        if rest > 0 {
            self.spaces = spaces_at_end.min(rest);
        }
        self.line_start += self.column() - column;
        self.tokens = tokens;
        self.scratch = scratch;
    }

    /// Whether a last argument is broken even on a line of its own; then it is marked as broken.
    fn breaks_alone(&self, tokens: &mut [Token], argument: LastArgument, level: isize) -> bool {
        let brackets = &mut tokens[argument.token];
        let Kind::Open(Mode::Group { flat_width, .. }) = brackets.kind else { return false };
        let column =
            self.base_width.cast_signed() + level * self.indent_width.cast_signed() + argument.before.cast_signed();
        let breaks = !self.fits(column, flat_width);
        if breaks {
            brackets.kind = Kind::Open(Mode::Tail);
        }
        breaks
    }

    fn copy(&mut self, run: &str) {
        if !run.is_empty() {
            self.out.push_str(run);
            self.spaces = 0;
        }
    }

    fn fits(&self, column: isize, flat_width: usize) -> bool {
        usize::try_from(column.max(0))
            .is_ok_and(|column| column <= self.options.width && flat_width <= self.options.width - column)
    }
}
