//! Types that have only values which are written in them: `'a' | 'b'`, `{ kind: 'x' }`.

use triceps_language::{UnaryOp, is_identifier};
use triceps_middle::map::Set;
use triceps_middle::order::sort_by;
use triceps_middle::strings::Str;
use triceps_middle::{DeclKind, Expr, ExprId, Key, TypeNode, TypeNodeId};

use super::writer::Writer;

/// The only value of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Int(i64),
    Text(Str),
    Object(Vec<(Str, Literal)>),
    Tuple(Vec<Literal>),
}

/// How many types one is looked through for its values. A template has far fewer.
const MOST_LITERALS: u32 = 100_000;

/// From this number on, values of a declared type are kept once each.
const MANY: usize = 64;

/// By declaration: the values that a declared type has, where they are few. Made when they are asked for.
pub(super) type DeclaredLiterals = Option<Vec<Option<Vec<Literal>>>>;

impl Literal {
    /// The kind of value, as a schema names it; none for `null`.
    pub(super) fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Null => None,
            Self::Bool(_) => Some("bool"),
            Self::Int(_) => Some("int"),
            Self::Text(_) => Some("string"),
            Self::Object(_) => Some("object"),
            Self::Tuple(_) => Some("array"),
        }
    }
}

impl Writer<'_, '_> {
    /// The values of a type that has only those written in it, sorted by how they are shown, each once; none for other
    /// types.
    pub(super) fn literals(&mut self, ty: TypeNodeId) -> Option<Vec<Literal>> {
        self.prepare_literals();
        self.literals_left = MOST_LITERALS;
        let mut shown: Vec<(String, Literal)> =
            self.literals_of(ty, 0)?.into_iter().map(|literal| (self.shown(&literal), literal)).collect();
        sort_by(&mut shown, |(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        shown.dedup_by(|(a, _), (b, _)| a == b);
        Some(shown.into_iter().map(|(_, literal)| literal).collect())
    }

    /// Looks at declared unions and names in an order in which each comes after those that it names.
    fn prepare_literals(&mut self) {
        if self.declared_literals.is_some() {
            return;
        }
        self.declared_literals = Some(vec![None; self.middle.decl_count()]);
        for id in self.order {
            if let DeclKind::Type { ty } = self.middle.decl(*id).kind
                && !matches!(self.middle.type_node(ty), TypeNode::Object { .. } | TypeNode::Tuple(_))
            {
                self.literals_left = MOST_LITERALS;
                let mut literals = self.literals_of(ty, 0);
                // Unions of unions may have the same values many times.
                if let Some(many) = literals.as_mut().filter(|literals| literals.len() > MANY) {
                    let mut seen = Set::new();
                    many.retain(|literal| seen.insert(self.shown(literal)));
                }
                if let Some(table) = &mut self.declared_literals {
                    table[id.index()] = literals;
                }
            }
        }
    }

    /// Objects and tuples are followed as they are needed, `depth` of them in each other.
    fn literals_of(&mut self, ty: TypeNodeId, depth: usize) -> Option<Vec<Literal>> {
        const MAX_DEPTH: usize = 64;
        self.literals_left = self.literals_left.checked_sub(1)?;
        let middle = self.middle;
        match middle.type_node(ty) {
            TypeNode::Literal(value) => Some(vec![self.literal_of(value)?]),
            TypeNode::Union(members) => {
                let mut literals = Vec::new();
                for member in middle.type_list(members) {
                    literals.extend(self.literals_of(*member, depth)?);
                }
                Some(literals)
            }
            TypeNode::Nullable(inner) => {
                let mut literals = self.literals_of(inner, depth)?;
                literals.push(Literal::Null);
                Some(literals)
            }
            TypeNode::NonNull(inner) => {
                let mut literals = self.literals_of(inner, depth)?;
                literals.retain(|literal| *literal != Literal::Null);
                Some(literals)
            }
            TypeNode::Derived { fallback, .. } => self.literals_of(fallback, depth),
            TypeNode::Decl(decl) => {
                let DeclKind::Type { ty } = middle.decl(decl).kind else { return None };
                match middle.type_node(ty) {
                    TypeNode::Object { .. } | TypeNode::Tuple(_) => self.literals_of(ty, depth),
                    _ => self.declared_literals.as_ref()?.get(decl.index())?.clone(),
                }
            }
            TypeNode::Access { .. } => {
                let declaration = self.declaration_of(ty)?;
                self.literals_of(declaration, depth)
            }
            TypeNode::Object { members, has_additional: false } if depth < MAX_DEPTH => {
                let mut properties = Vec::new();
                for member in middle.members(members) {
                    properties.push((member.name, self.single(member.ty, depth + 1)?));
                }
                Some(vec![Literal::Object(properties)])
            }
            TypeNode::Tuple(items) if depth < MAX_DEPTH => {
                let mut values = Vec::new();
                for item in middle.members(items) {
                    values.push(self.single(item.ty, depth + 1)?);
                }
                Some(vec![Literal::Tuple(values)])
            }
            TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Array(_)
            | TypeNode::Object { .. }
            | TypeNode::Tuple(_)
            | TypeNode::Resource { .. } => None,
        }
    }

    fn single(&mut self, ty: TypeNodeId, depth: usize) -> Option<Literal> {
        let mut literals = self.literals_of(ty, depth)?;
        if literals.len() == 1 { literals.pop() } else { None }
    }

    fn literal_of(&self, value: ExprId) -> Option<Literal> {
        let middle = self.middle;
        Some(match middle.expr(middle.unwrapped(value)) {
            Expr::Null => Literal::Null,
            Expr::Bool(value) => Literal::Bool(value),
            Expr::Int(value) => Literal::Int(value),
            Expr::String(text) => Literal::Text(text),
            Expr::Unary(UnaryOp::Minus, operand) => match self.literal_of(operand)? {
                Literal::Int(value) => Literal::Int(value.wrapping_neg()),
                _ => return None,
            },
            Expr::Unary(UnaryOp::Not, operand) => match self.literal_of(operand)? {
                Literal::Bool(value) => Literal::Bool(!value),
                _ => return None,
            },
            Expr::Object(entries) => {
                let mut properties = Vec::new();
                for entry in middle.entries(entries) {
                    let Key::Name(name) = entry.key else { return None };
                    properties.push((name, self.literal_of(entry.value)?));
                }
                Literal::Object(properties)
            }
            Expr::Array(items) => {
                Literal::Tuple(middle.list(items).iter().map(|item| self.literal_of(*item)).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    /// How a value is shown as a type.
    fn shown(&self, literal: &Literal) -> String {
        match literal {
            Literal::Null => "null".to_owned(),
            Literal::Bool(value) => value.to_string(),
            Literal::Int(value) => value.to_string(),
            Literal::Text(text) => shown_text(self.str(*text)),
            Literal::Object(properties) => {
                let properties: Vec<String> = properties
                    .iter()
                    .map(|(name, value)| {
                        let name = self.str(*name);
                        let key = if is_identifier(name) { name.to_owned() } else { shown_text(name) };
                        format!("{key}: {}", self.shown(value))
                    })
                    .collect();
                format!("{{ {} }}", properties.join(", "))
            }
            Literal::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.shown(item)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    pub(super) fn literal_value(&mut self, literal: &Literal) {
        match literal {
            Literal::Null => self.buffer.raw("null"),
            Literal::Bool(value) => self.buffer.raw(if *value { "true" } else { "false" }),
            Literal::Int(value) => self.buffer.int(*value),
            Literal::Text(text) => self.text_value(self.str(*text)),
            Literal::Object(properties) => {
                let mark = self.buffer.open_object();
                for (name, value) in properties {
                    self.key(Key::Name(*name), super::frames::Env::ROOT);
                    self.literal_value(value);
                }
                self.buffer.close(mark);
            }
            Literal::Tuple(items) => {
                let mark = self.buffer.open_array();
                items.iter().for_each(|item| self.literal_value(item));
                self.buffer.close(mark);
            }
        }
    }
}

/// A string as it is written in Bicep.
fn shown_text(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('\'', "\\'")
        .replace("${", "\\${")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\t', "\\t");
    format!("'{escaped}'")
}
