//! Patterns of strings: the part of regular expressions that the type data uses, matched in linear time.

use std::iter::Peekable;
use std::str::Chars;

/// Patterns that need more steps than this are not checked: the compiler leaves them out as well.
const MOST_ATOMS: usize = 1_500;

/// Whether a text has a part that the pattern describes. None if the pattern is not one that is checked:
/// it looks around, is too large, or is not a pattern.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let mut parser = Parser { chars: pattern.chars().peekable(), sets: Vec::new() };
    let tree = parser.alternation()?;
    if parser.chars.next().is_some() {
        return None;
    }
    let mut program = Vec::new();
    emit(&tree, &mut program)?;
    program.push(Step::Match);
    Some(run(&program, &parser.sets, text))
}

enum Tree {
    Empty,
    Atom(Atom),
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
    Repeat { inner: Box<Tree>, least: usize, most: Option<usize> },
}

#[derive(Clone, Copy)]
enum Atom {
    Char(char),
    /// Anything but a line feed.
    Dot,
    /// By its place among the sets.
    Set(usize),
    Start,
    End,
}

struct Set {
    items: Vec<Item>,
    negated: bool,
}

#[derive(Clone, Copy)]
enum Item {
    Range(char, char),
    /// `\d`, `\w`, `\s`; in upper case what they are not.
    Class(char),
}

enum Step {
    Atom(Atom),
    Split(usize, usize),
    Jump(usize),
    Match,
}

struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
    sets: Vec<Set>,
}

impl Parser<'_> {
    fn alternation(&mut self) -> Option<Tree> {
        let mut choices = vec![self.sequence()?];
        while self.chars.next_if_eq(&'|').is_some() {
            choices.push(self.sequence()?);
        }
        Some(if choices.len() == 1 { choices.swap_remove(0) } else { Tree::Choice(choices) })
    }

    fn sequence(&mut self) -> Option<Tree> {
        let mut parts = Vec::new();
        while let Some(next) = self.chars.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let atom = self.atom()?;
            parts.push(self.repeated(atom)?);
        }
        Some(if parts.is_empty() { Tree::Empty } else { Tree::Sequence(parts) })
    }

    fn atom(&mut self) -> Option<Tree> {
        Some(Tree::Atom(match self.chars.next()? {
            '(' => {
                if self.chars.next_if_eq(&'?').is_some() && self.chars.next() != Some(':') {
                    return None;
                }
                let inner = self.alternation()?;
                return (self.chars.next() == Some(')')).then_some(inner);
            }
            '[' => self.set()?,
            '.' => Atom::Dot,
            '^' => Atom::Start,
            '$' => Atom::End,
            '\\' => match self.escape()? {
                Item::Range(char, _) => Atom::Char(char),
                item @ Item::Class(_) => self.add_set(vec![item], false),
            },
            '*' | '+' | '?' => return None,
            char => Atom::Char(char),
        }))
    }

    fn repeated(&mut self, inner: Tree) -> Option<Tree> {
        let (least, most) = match self.chars.peek() {
            Some(sign @ ('*' | '+' | '?')) => {
                let bounds = (usize::from(*sign == '+'), (*sign == '?').then_some(1));
                self.chars.next();
                bounds
            }
            Some('{') => match self.bounds() {
                Some(bounds) => bounds,
                None => return Some(inner),
            },
            _ => return Some(inner),
        };
        // What is matched, not how much of it, is asked for: a lazy repetition is a plain one.
        self.chars.next_if_eq(&'?');
        let is_nested = matches!(self.chars.peek(), Some('*' | '+' | '?'));
        if is_nested || most.is_some_and(|most| most < least) {
            return None;
        }
        Some(Tree::Repeat { inner: Box::new(inner), least, most })
    }

    /// `{2}`, `{2,}` or `{2,5}`; without reading anything if a brace is just a brace.
    fn bounds(&mut self) -> Option<(usize, Option<usize>)> {
        let mut ahead = self.chars.clone();
        ahead.next();
        let text: String = ahead.by_ref().take_while(|char| *char != '}').collect();
        let bounds = match text.split_once(',') {
            Some((least, "")) => (least.parse().ok()?, None),
            Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            None => (text.parse().ok()?, Some(text.parse().ok()?)),
        };
        self.chars = ahead;
        Some(bounds)
    }

    fn set(&mut self) -> Option<Atom> {
        let negated = self.chars.next_if_eq(&'^').is_some();
        let mut items: Vec<Item> = Vec::new();
        loop {
            let first = match self.chars.next()? {
                ']' if !items.is_empty() => return Some(self.add_set(items, negated)),
                '\\' => self.escape()?,
                char => Item::Range(char, char),
            };
            let Item::Range(from, _) = first else {
                items.push(first);
                continue;
            };
            let mut ahead = self.chars.clone();
            if ahead.next() != Some('-') || matches!(ahead.peek(), Some(']') | None) {
                items.push(first);
                continue;
            }
            self.chars.next();
            let last = match self.chars.next()? {
                '\\' => self.escape()?,
                char => Item::Range(char, char),
            };
            match last {
                Item::Range(to, _) if from <= to => items.push(Item::Range(from, to)),
                Item::Range(..) => return None,
                // `[a-\d]`: the hyphen is one of the characters.
                class @ Item::Class(_) => items.extend([first, Item::Range('-', '-'), class]),
            }
        }
    }

    fn escape(&mut self) -> Option<Item> {
        let char = self.chars.next()?;
        let char = match char {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => return Some(Item::Class(char)),
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' => '\0',
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            char if char == '_' || char.is_alphanumeric() => return None,
            char => char,
        };
        Some(Item::Range(char, char))
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let text: String = self.chars.by_ref().take(digits).collect();
        char::from_u32(u32::from_str_radix(&text, 16).ok()?)
    }

    fn add_set(&mut self, items: Vec<Item>, negated: bool) -> Atom {
        self.sets.push(Set { items, negated });
        Atom::Set(self.sets.len() - 1)
    }
}

fn emit(tree: &Tree, program: &mut Vec<Step>) -> Option<()> {
    if program.len() > 2 * MOST_ATOMS {
        return None;
    }
    match tree {
        Tree::Empty => {}
        Tree::Atom(atom) => program.push(Step::Atom(*atom)),
        Tree::Sequence(parts) => parts.iter().try_for_each(|part| emit(part, program))?,
        Tree::Choice(choices) => {
            let mut ends = Vec::new();
            for (index, choice) in choices.iter().enumerate() {
                if index + 1 == choices.len() {
                    emit(choice, program)?;
                    continue;
                }
                let split = program.len();
                program.push(Step::Match);
                emit(choice, program)?;
                ends.push(program.len());
                program.push(Step::Match);
                program[split] = Step::Split(split + 1, program.len());
            }
            for end in ends {
                program[end] = Step::Jump(program.len());
            }
        }
        Tree::Repeat { inner, least, most } => {
            for _ in 0..*least {
                emit(inner, program)?;
            }
            let start = program.len();
            match most {
                None => {
                    program.push(Step::Match);
                    emit(inner, program)?;
                    program.push(Step::Jump(start));
                    program[start] = Step::Split(start + 1, program.len());
                }
                Some(most) => {
                    let mut splits = Vec::new();
                    for _ in *least..*most {
                        splits.push(program.len());
                        program.push(Step::Match);
                        emit(inner, program)?;
                    }
                    for split in splits {
                        program[split] = Step::Split(split + 1, program.len());
                    }
                }
            }
        }
    }
    Some(())
}

/// Follows all ways through the program at once, so that no pattern is slow.
fn run(program: &[Step], sets: &[Set], text: &str) -> bool {
    let mut now = Vec::with_capacity(program.len());
    let mut next = Vec::new();
    let mut seen = vec![usize::MAX; program.len()];
    let mut chars = text.char_indices();
    loop {
        let at = text.len() - chars.as_str().len();
        let before_end = chars.as_str().is_empty() || chars.as_str() == "\n";
        // The match may begin anywhere.
        now.push(0);
        let char = chars.next().map(|(_, char)| char);
        while let Some(step) = now.pop() {
            if std::mem::replace(&mut seen[step], at) == at {
                continue;
            }
            match &program[step] {
                Step::Match => return true,
                Step::Jump(to) => now.push(*to),
                Step::Split(first, second) => now.extend([*first, *second]),
                Step::Atom(Atom::Start) if at == 0 => now.push(step + 1),
                Step::Atom(Atom::End) if before_end => now.push(step + 1),
                Step::Atom(atom) => {
                    if char.is_some_and(|char| takes(*atom, sets, char)) {
                        next.push(step + 1);
                    }
                }
            }
        }
        if char.is_none() {
            return false;
        }
        std::mem::swap(&mut now, &mut next);
    }
}

fn takes(atom: Atom, sets: &[Set], char: char) -> bool {
    match atom {
        Atom::Char(expected) => char == expected,
        Atom::Dot => char != '\n',
        Atom::Set(set) => {
            let Set { items, negated } = &sets[set];
            *negated != items.iter().any(|item| holds(*item, char))
        }
        Atom::Start | Atom::End => false,
    }
}

fn holds(item: Item, char: char) -> bool {
    match item {
        Item::Range(from, to) => (from..=to).contains(&char),
        Item::Class('d') => is_digit(char),
        Item::Class('D') => !is_digit(char),
        Item::Class('w') => is_word(char),
        Item::Class('W') => !is_word(char),
        Item::Class('s') => char.is_whitespace(),
        Item::Class(_) => !char.is_whitespace(),
    }
}

fn is_digit(char: char) -> bool {
    char.is_ascii_digit() || (!char.is_ascii() && char.is_numeric() && !matches!(char, '²' | '³' | '¹' | '¼'..='¾'))
}

fn is_word(char: char) -> bool {
    char == '_' || char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::matches;

    /// Patterns of the type data, with texts that the compiler takes and refuses. `unchecked` are those it leaves out.
    const RECORDED: &str = include_str!("patterns.txt");

    #[test]
    fn judges_as_recorded() {
        let mut pattern = "";
        let (mut judged, mut unchecked) = (0, 0);
        for line in RECORDED.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let text = rest.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
            match word {
                "pattern" => pattern = rest,
                "unchecked" => {
                    assert_eq!(matches(pattern, "a"), None, "{pattern}");
                    unchecked += 1;
                }
                word => {
                    assert_eq!(matches(pattern, &text), Some(word == "yes"), "{pattern} {text:?}");
                    judged += 1;
                }
            }
        }
        assert!(judged > 1_000 && unchecked > 5, "{judged} {unchecked}");
    }

    #[test]
    fn classes_mean_the_same_inside_of_a_set() {
        for (class, inside, outside) in [
            ("\\d", "1", "a"),
            ("\\D", "a", "1"),
            ("\\w", "a", "-"),
            ("\\W", "-", "a"),
            ("\\s", " ", "a"),
            ("\\S", "a", " "),
        ] {
            for (pattern, text, expected) in [
                (format!("^{class}$"), inside, true),
                (format!("^{class}$"), outside, false),
                (format!("^[{class}]$"), inside, true),
                (format!("^[{class}]$"), outside, false),
                (format!("^[^{class}]$"), inside, false),
                (format!("^[^{class}]$"), outside, true),
            ] {
                assert_eq!(matches(&pattern, text), Some(expected), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn hard_patterns_stay_fast_and_broken_ones_are_left_out() {
        assert_eq!(matches("^(a*)*(a*)*b$", &"a".repeat(2_000)), Some(false));
        for broken in ["(", "a)", "[a", "*a", "a**b", "[z-a]", "\\", "(?=a)", "a{3,2}", "(?<n>a)"] {
            assert_eq!(matches(broken, "a"), None, "{broken}");
        }
    }
}
