//! A reader of small Bicep files, so that cases can be written as text. It knows no layout and reports no faults.

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum E {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Pieces(Vec<Piece>),
    Name(String),
    Object(Vec<(K, E)>),
    Array(Vec<E>),
    Spread(Box<E>),
    Property(Box<E>, String, bool),
    Index(Box<E>, Box<E>, bool),
    NonNull(Box<E>),
    Paren(Box<E>),
    Unary(char, Box<E>),
    Binary(&'static str, Box<E>, Box<E>),
    Ternary(Box<E>, Box<E>, Box<E>),
    Call(String, Vec<E>),
    Method(Box<E>, String, Vec<E>),
    Lambda(Vec<String>, Box<E>),
    For(String, Option<String>, Box<E>, Box<E>),
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(String),
    Hole(E),
}

/// The key of a member of an object.
#[derive(Clone, Debug)]
pub(crate) enum K {
    Name(String),
    Computed(E),
    Spread,
}

/// A type as it is written.
#[derive(Clone, Debug)]
pub(crate) enum T {
    Name(String),
    Literal(E),
    Array(Box<T>),
    Nullable(Box<T>),
    NonNull(Box<T>),
    Object(Vec<(Vec<Decorator>, String, T)>, bool),
    Tuple(Vec<(Vec<Decorator>, T)>),
    Union(Vec<T>),
    Property(Box<T>, String),
    Items(Box<T>),
    Resource(bool, String),
}

#[derive(Clone, Debug)]
pub(crate) struct Decorator {
    pub(crate) name: String,
    pub(crate) qualified: bool,
    pub(crate) args: Vec<E>,
}

#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) decorators: Vec<Decorator>,
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Metadata(E),
    Type(T),
    Param(T, Option<E>),
    Var(Option<T>, E),
    Func(Vec<(String, T)>, T, E),
    Resource { ty: String, existing: bool, looped: Option<(String, Option<String>, E)>, condition: Option<E>, body: E },
    Module { path: String, looped: Option<(String, Option<String>, E)>, condition: Option<E>, body: E },
    Output(T, E),
}

pub(crate) fn read(text: &str) -> Vec<Statement> {
    let mut reader = Reader { text: text.as_bytes(), at: 0 };
    let mut all = Vec::new();
    loop {
        reader.lines();
        if reader.at >= reader.text.len() {
            return all;
        }
        if let Some(statement) = reader.statement() {
            all.push(statement);
        }
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

const BINARY: [&[&str]; 7] =
    [&["??"], &["||"], &["&&"], &["==", "!=", "=~", "!~"], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn rest(&self) -> &str {
        std::str::from_utf8(&self.text[self.at..]).expect("text")
    }

    fn starts(&self, token: &str) -> bool {
        self.text[self.at..].starts_with(token.as_bytes())
    }

    fn spaces(&mut self) {
        loop {
            while matches!(self.peek(), b' ' | b'\t' | b'\r') {
                self.at += 1;
            }
            if self.starts("//") {
                while self.at < self.text.len() && self.peek() != b'\n' {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    fn lines(&mut self) {
        loop {
            self.spaces();
            if matches!(self.peek(), b'\n' | b',') {
                self.at += 1;
            } else if self.peek() == b'#' {
                while self.at < self.text.len() && self.peek() != b'\n' {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    fn take(&mut self, token: &str) -> bool {
        self.spaces();
        let word = token.as_bytes()[0].is_ascii_alphabetic();
        let found = self.starts(token)
            && !(word && self.text.get(self.at + token.len()).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_'));
        if found {
            self.at += token.len();
        }
        found
    }

    #[track_caller]
    fn expect(&mut self, token: &str) {
        assert!(self.take(token), "`{token}` is expected at `{}`", self.rest().chars().take(60).collect::<String>());
    }

    #[track_caller]
    fn identifier(&mut self) -> String {
        self.spaces();
        let start = self.at;
        while self.peek().is_ascii_alphanumeric() || self.peek() == b'_' {
            self.at += 1;
        }
        assert!(self.at > start, "a name is expected at `{}`", self.rest().chars().take(60).collect::<String>());
        String::from_utf8(self.text[start..self.at].to_vec()).expect("ASCII")
    }

    fn decorators(&mut self) -> Vec<Decorator> {
        let mut all = Vec::new();
        loop {
            self.lines();
            if !self.take("@") {
                return all;
            }
            let mut name = self.identifier();
            let qualified = self.take(".");
            if qualified {
                name = self.identifier();
            }
            self.expect("(");
            let args = self.arguments();
            all.push(Decorator { name, qualified, args });
        }
    }

    fn statement(&mut self) -> Option<Statement> {
        let decorators = self.decorators();
        let keyword = self.identifier();
        if keyword == "targetScope" {
            self.expect("=");
            self.expression();
            return None;
        }
        let name = self.identifier();
        let kind = match &*keyword {
            "metadata" => {
                self.expect("=");
                Kind::Metadata(self.expression())
            }
            "type" => {
                self.expect("=");
                Kind::Type(self.written_type())
            }
            "param" => {
                let ty = self.written_type();
                let default = self.take("=").then(|| self.expression());
                Kind::Param(ty, default)
            }
            "var" => {
                let ty = if self.take("=") {
                    None
                } else {
                    let ty = self.written_type();
                    self.expect("=");
                    Some(ty)
                };
                Kind::Var(ty, self.expression())
            }
            "func" => {
                self.expect("(");
                let mut params = Vec::new();
                loop {
                    self.lines();
                    if self.take(")") {
                        break;
                    }
                    let name = self.identifier();
                    params.push((name, self.written_type()));
                }
                let returns = self.written_type();
                self.expect("=>");
                Kind::Func(params, returns, self.expression())
            }
            "output" => {
                let ty = self.written_type();
                self.expect("=");
                Kind::Output(ty, self.expression())
            }
            "resource" | "module" => self.deployed(keyword == "module"),
            other => panic!("`{other}` is not known"),
        };
        Some(Statement { decorators, name, kind })
    }

    fn deployed(&mut self, module: bool) -> Kind {
        let E::Text(ty) = self.primary() else { panic!("a type is a string") };
        let existing = self.take("existing");
        self.expect("=");
        let looped = if self.take("[") {
            self.expect("for");
            let (item, index) = self.loop_variables();
            self.expect("in");
            let array = self.expression();
            self.expect(":");
            Some((item, index, array))
        } else {
            None
        };
        let condition = self.take("if").then(|| {
            self.expect("(");
            let condition = self.expression();
            self.expect(")");
            condition
        });
        let body = self.primary();
        if looped.is_some() {
            self.lines();
            self.expect("]");
        }
        if module {
            Kind::Module { path: ty, looped, condition, body }
        } else {
            Kind::Resource { ty, existing, looped, condition, body }
        }
    }

    fn loop_variables(&mut self) -> (String, Option<String>) {
        if self.take("(") {
            let item = self.identifier();
            self.expect(",");
            let index = self.identifier();
            self.expect(")");
            (item, Some(index))
        } else {
            (self.identifier(), None)
        }
    }

    fn expression(&mut self) -> E {
        let start = self.at;
        if let Some(lambda) = self.lambda() {
            return lambda;
        }
        self.at = start;
        let condition = self.binary(0);
        let before = self.at;
        self.lines();
        if self.peek() == b'?' && !self.starts("??") && !self.starts("?.") {
            self.at += 1;
            self.lines();
            let yes = self.expression();
            self.lines();
            self.expect(":");
            self.lines();
            let no = self.expression();
            return E::Ternary(Box::new(condition), Box::new(yes), Box::new(no));
        }
        self.at = before;
        condition
    }

    fn lambda(&mut self) -> Option<E> {
        self.lines();
        let mut params = Vec::new();
        if self.take("(") {
            while !self.take(")") {
                self.spaces();
                if !(self.peek().is_ascii_alphabetic() || self.peek() == b'_') {
                    return None;
                }
                params.push(self.identifier());
                self.take(",");
            }
        } else if self.peek().is_ascii_alphabetic() || self.peek() == b'_' {
            params.push(self.identifier());
        } else {
            return None;
        }
        self.take("=>").then(|| E::Lambda(params, Box::new(self.expression())))
    }

    fn binary(&mut self, level: usize) -> E {
        let Some(operators) = BINARY.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1);
        loop {
            self.spaces();
            let found = operators.iter().find(|op| self.starts(op) && !(**op == "<" && self.starts("<=")));
            let Some(op) = found else { return left };
            self.at += op.len();
            self.lines();
            let right = self.binary(level + 1);
            left = E::Binary(op, Box::new(left), Box::new(right));
        }
    }

    fn unary(&mut self) -> E {
        self.spaces();
        match self.peek() {
            op @ (b'!' | b'-') => {
                self.at += 1;
                E::Unary(char::from(op), Box::new(self.unary()))
            }
            _ => self.postfix(),
        }
    }

    fn postfix(&mut self) -> E {
        let mut base = self.primary();
        loop {
            if self.starts(".") && !self.starts("...") {
                self.at += 1;
                let safe = self.take("?");
                let name = self.identifier();
                if self.peek() == b'(' {
                    self.at += 1;
                    let args = self.arguments();
                    base = match base {
                        E::Name(namespace) if namespace == "az" || namespace == "sys" => E::Call(name, args),
                        base => E::Method(Box::new(base), name, args),
                    };
                } else {
                    base = E::Property(Box::new(base), name, safe);
                }
            } else if self.starts("[") {
                self.at += 1;
                let safe = self.take("?");
                let index = self.expression();
                self.expect("]");
                base = E::Index(Box::new(base), Box::new(index), safe);
            } else if self.starts("!") && !self.starts("!=") && !self.starts("!~") {
                self.at += 1;
                base = E::NonNull(Box::new(base));
            } else {
                return base;
            }
        }
    }

    fn arguments(&mut self) -> Vec<E> {
        let mut args = Vec::new();
        loop {
            self.lines();
            if self.take(")") {
                return args;
            }
            args.push(self.expression());
        }
    }

    fn primary(&mut self) -> E {
        self.spaces();
        match self.peek() {
            b'\'' => self.string(),
            b'{' => self.object(),
            b'[' => self.array(),
            b'(' => {
                self.at += 1;
                self.lines();
                let inner = self.expression();
                self.lines();
                self.expect(")");
                E::Paren(Box::new(inner))
            }
            b'0'..=b'9' => {
                let digits = self.identifier();
                E::Int(digits.parse().expect("a number"))
            }
            _ => {
                let name = self.identifier();
                match &*name {
                    "true" => E::Bool(true),
                    "false" => E::Bool(false),
                    "null" => E::Null,
                    _ if self.peek() == b'(' => {
                        self.at += 1;
                        E::Call(name, self.arguments())
                    }
                    _ => E::Name(name),
                }
            }
        }
    }

    fn string(&mut self) -> E {
        self.expect("'");
        let mut pieces = Vec::new();
        let mut text = Vec::new();
        loop {
            let byte = self.peek();
            self.at += 1;
            match byte {
                b'\'' => break,
                b'\\' => {
                    text.push(self.peek());
                    self.at += 1;
                }
                b'$' if self.peek() == b'{' => {
                    self.at += 1;
                    if !text.is_empty() {
                        pieces.push(Piece::Text(String::from_utf8(std::mem::take(&mut text)).expect("text")));
                    }
                    pieces.push(Piece::Hole(self.expression()));
                    self.expect("}");
                }
                0 => panic!("a string ends"),
                _ => text.push(byte),
            }
        }
        let text = String::from_utf8(text).expect("text");
        if pieces.is_empty() {
            return E::Text(text);
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        E::Pieces(pieces)
    }

    fn object(&mut self) -> E {
        self.expect("{");
        let mut members = Vec::new();
        loop {
            self.lines();
            if self.take("}") {
                return E::Object(members);
            }
            if self.take("...") {
                members.push((K::Spread, self.expression()));
                continue;
            }
            let key = if self.peek() == b'\'' {
                match self.string() {
                    E::Text(text) => K::Name(text),
                    computed => K::Computed(computed),
                }
            } else {
                K::Name(self.identifier())
            };
            self.expect(":");
            members.push((key, self.expression()));
        }
    }

    fn array(&mut self) -> E {
        self.expect("[");
        self.lines();
        if self.take("for") {
            let (item, index) = self.loop_variables();
            self.expect("in");
            let array = self.expression();
            self.expect(":");
            let body = self.expression();
            self.lines();
            self.expect("]");
            return E::For(item, index, Box::new(array), Box::new(body));
        }
        let mut items = Vec::new();
        loop {
            self.lines();
            if self.take("]") {
                return E::Array(items);
            }
            items.push(if self.take("...") { E::Spread(Box::new(self.expression())) } else { self.expression() });
        }
    }

    fn written_type(&mut self) -> T {
        self.take("|");
        let mut members = vec![self.type_part()];
        while self.take("|") {
            members.push(self.type_part());
        }
        if members.len() == 1 { members.remove(0) } else { T::Union(members) }
    }

    fn type_part(&mut self) -> T {
        self.spaces();
        let mut ty = match self.peek() {
            b'\'' | b'0'..=b'9' => T::Literal(self.primary()),
            b'{' => self.object_type(),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.lines();
                    if self.take("]") {
                        break T::Tuple(items);
                    }
                    let decorators = self.decorators();
                    items.push((decorators, self.written_type()));
                }
            }
            b'(' => {
                self.at += 1;
                let inner = self.written_type();
                self.expect(")");
                inner
            }
            _ => {
                let name = self.identifier();
                match &*name {
                    "true" | "false" => T::Literal(E::Bool(name == "true")),
                    "null" => T::Literal(E::Null),
                    "resourceInput" | "resourceOutput" => {
                        self.expect("<");
                        let E::Text(resource) = self.primary() else { panic!("a type is a string") };
                        self.expect(">");
                        T::Resource(name == "resourceInput", resource)
                    }
                    _ => T::Name(name),
                }
            }
        };
        loop {
            if self.starts("[]") {
                self.at += 2;
                ty = T::Array(Box::new(ty));
            } else if self.starts("[*]") {
                self.at += 3;
                ty = T::Items(Box::new(ty));
            } else if self.starts("?") {
                self.at += 1;
                ty = T::Nullable(Box::new(ty));
            } else if self.starts("!") {
                self.at += 1;
                ty = T::NonNull(Box::new(ty));
            } else if self.starts(".") {
                self.at += 1;
                let name = self.identifier();
                ty = T::Property(Box::new(ty), name);
            } else {
                return ty;
            }
        }
    }

    fn object_type(&mut self) -> T {
        self.expect("{");
        let (mut members, mut additional) = (Vec::new(), false);
        loop {
            let decorators = self.decorators();
            if self.take("}") {
                return T::Object(members, additional);
            }
            let name = if self.take("*") {
                additional = true;
                String::new()
            } else if self.peek() == b'\'' {
                match self.string() {
                    E::Text(text) => text,
                    _ => panic!("a name is a string"),
                }
            } else {
                self.identifier()
            };
            self.expect(":");
            members.push((decorators, name, self.written_type()));
        }
    }
}
