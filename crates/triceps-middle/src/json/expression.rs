//! Expressions of templates: what stands between `[` and `]` in a text.

/// How deep calls may be in each other.
const MAX_DEPTH: usize = 128;

/// An expression of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmExpr {
    /// `'text'`
    String(String),
    /// A number.
    Number(String),
    /// `name(args)`, and what is read from its result, step by step.
    Call {
        /// The name of the function.
        name: String,
        /// Its arguments.
        args: Vec<ArmExpr>,
        /// What is read of the result, step by step.
        steps: Vec<ArmExpr>,
    },
}

/// What a text of a template means: an expression, or itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// Text.
    Text(String),
    /// An expression.
    Expression(ArmExpr),
}

/// Reads a text of a template. What looks like an expression and is none stays a text.
pub fn parse(text: &str) -> Meaning {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    match inner {
        Some(inner) if inner.starts_with('[') => Meaning::Text(text[1..].to_owned()),
        Some(inner) => {
            let mut reader = Reader { text: inner, at: 0, depth: 0 };
            match reader.expr() {
                Some(expr) if reader.rest().trim_start().is_empty() => Meaning::Expression(expr),
                _ => Meaning::Text(text.to_owned()),
            }
        }
        None => Meaning::Text(text.to_owned()),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Moves past a character, if it is the next one after blanks.
    fn take(&mut self, letter: char) -> bool {
        let rest = self.rest().trim_start();
        match rest.strip_prefix(letter) {
            Some(after) => {
                self.at = self.text.len() - after.len();
                true
            }
            None => false,
        }
    }

    fn word(&mut self, is_part: impl Fn(char) -> bool) -> Option<&'a str> {
        let rest = self.rest().trim_start();
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        self.at = self.text.len() - rest.len() + end;
        Some(word)
    }

    fn expr(&mut self) -> Option<ArmExpr> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let expr = self.inner();
        self.depth -= 1;
        expr
    }

    fn inner(&mut self) -> Option<ArmExpr> {
        if self.take('\'') {
            let mut text = String::new();
            loop {
                let rest = self.rest();
                let end = rest.find('\'')?;
                text.push_str(&rest[..end]);
                self.at += end + 1;
                if !self.rest().starts_with('\'') {
                    return Some(ArmExpr::String(text));
                }
                text.push('\'');
                self.at += 1;
            }
        }
        let word = self.word(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+' | '$'))?;
        if word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+')) {
            let number = super::number::normalized(word.strip_prefix('+').unwrap_or(word))?;
            return Some(ArmExpr::Number(number));
        }
        let name = word.to_owned();
        if !self.take('(') {
            return None;
        }
        let mut args = Vec::new();
        if !self.take(')') {
            loop {
                args.push(self.expr()?);
                if self.take(')') {
                    break;
                }
                if !self.take(',') {
                    return None;
                }
            }
        }
        let mut steps = Vec::new();
        loop {
            if self.take('.') {
                let step = self.word(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-'))?;
                steps.push(ArmExpr::String(step.to_owned()));
            } else if self.take('[') {
                steps.push(self.expr()?);
                if !self.take(']') {
                    return None;
                }
            } else {
                return Some(ArmExpr::Call { name, args, steps });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ArmExpr, Meaning, parse};

    fn text(text: &str) -> Meaning {
        Meaning::Text(text.to_owned())
    }

    #[test]
    fn texts_stay_texts() {
        for plain in ["", "a", "[", "[]", "[a", "[a]", "[a(]", "['a]", "[a() b()]"] {
            assert_eq!(parse(plain), text(plain), "{plain}");
        }
        assert_eq!(parse("[[a()]"), text("[a()]"));
        let deep = format!("[{}{}]", "a(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(parse(&deep), text(&deep));
    }

    #[test]
    fn calls_have_arguments_and_steps() {
        let call =
            |name: &str, args: Vec<ArmExpr>, steps: Vec<ArmExpr>| ArmExpr::Call { name: name.to_owned(), args, steps };
        let string = |text: &str| ArmExpr::String(text.to_owned());
        let expected = call("variables", vec![string("it's")], vec![string("a"), ArmExpr::Number("0".to_owned())]);
        assert_eq!(parse("[ variables('it''s').a[0] ]"), Meaning::Expression(expected));
        let expected =
            call("contoso.shout", vec![ArmExpr::Number("-1".to_owned()), call("true", vec![], vec![])], vec![]);
        assert_eq!(parse("[contoso.shout(-1, true())]"), Meaning::Expression(expected));
    }
}
