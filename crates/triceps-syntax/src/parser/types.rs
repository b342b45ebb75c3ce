//! Types as they are written.

use super::lists::KEY_END;
use super::{Allow, Parse, Parser};
use crate::error::Fixed;
use crate::kind::{KindSet, SyntaxKind as K};

const OPERAND_END: KindSet = KindSet::new(&[K::StringEnd, K::RightBrace, K::RightParen, K::RightSquare, K::NewLine]);
const RESOURCE_TYPE_END: KindSet = KindSet::new(&[K::Assign, K::NewLine]);
const PROPERTY_END: KindSet = KindSet::new(&[K::NewLine, K::RightBrace]);
const ITEM_END: KindSet = KindSet::new(&[K::NewLine, K::RightSquare]);

impl Parser<'_> {
    /// The type of a declaration: `resource 'T@v'` too.
    pub(super) fn declared_type(&mut self, is_output: bool) -> Parse {
        if !self.check_keyword("resource") || self.peek_ahead(1) == K::Less {
            return self.type_expression();
        }
        let mark = self.mark();
        self.bump();
        self.recover(false, RESOURCE_TYPE_END, |parser| {
            if is_output && !matches!(parser.peek(), K::StringComplete | K::StringStart) {
                return Ok(());
            }
            parser.readable_string(Fixed::ResourceTypeString)
        });
        self.finish(mark, K::ResourceType);
        Ok(())
    }

    pub(super) fn type_expression(&mut self) -> Parse {
        self.deeper(Self::union)
    }

    fn starts_member(&mut self) -> bool {
        self.check(K::Pipe) || (self.check(K::NewLine) && self.peek_ahead(1) == K::Pipe)
    }

    fn union(&mut self) -> Parse {
        let mark = self.mark();
        let has_leading_bar = self.starts_member();
        if has_leading_bar {
            self.newlines();
            self.bump();
        }
        self.suffixed_type()?;
        if !has_leading_bar && !self.starts_member() {
            return Ok(());
        }
        while self.starts_member() {
            self.newlines();
            self.bump();
            if self.check(K::NewLine) {
                self.missing(Fixed::TypeLiteral);
            } else {
                self.recover(false, KindSet::default(), Self::suffixed_type);
            }
        }
        self.finish(mark, K::UnionType);
        Ok(())
    }

    fn suffixed_type(&mut self) -> Parse {
        let mark = self.mark();
        self.unary_type()?;
        loop {
            let kind = match self.peek() {
                K::Question => K::NullableType,
                K::Exclamation => K::NonNullType,
                _ => return Ok(()),
            };
            self.bump();
            self.finish(mark, kind);
        }
    }

    fn unary_type(&mut self) -> Parse {
        if !matches!(self.peek(), K::Exclamation | K::Minus) {
            return self.member_type();
        }
        let mark = self.mark();
        self.bump();
        self.recover(false, OPERAND_END, Self::member_type);
        self.finish(mark, K::UnaryType);
        Ok(())
    }

    fn member_type(&mut self) -> Parse {
        let mark = self.mark();
        self.primary_type()?;
        loop {
            match self.peek() {
                K::LeftSquare => {
                    self.bump();
                    let kind = match self.peek() {
                        K::RightSquare => K::ArrayType,
                        K::Asterisk => {
                            self.bump();
                            K::TypeItemsAccess
                        }
                        _ => {
                            self.expression(Allow::NOTHING)?;
                            K::TypeIndexAccess
                        }
                    };
                    self.character(K::RightSquare, "]")?;
                    self.finish(mark, kind);
                }
                K::Dot => {
                    self.bump();
                    if self.check(K::Asterisk) {
                        self.bump();
                        self.finish(mark, K::TypeAdditionalPropertiesAccess);
                        continue;
                    }
                    self.identifier_or_missing(Fixed::MemberName);
                    if self.check(K::Less) {
                        self.type_arguments()?;
                        self.finish(mark, K::QualifiedTypeInstantiation);
                    } else {
                        self.finish(mark, K::TypePropertyAccess);
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    fn primary_type(&mut self) -> Parse {
        match self.peek() {
            K::Integer | K::Null | K::True | K::False => self.literal(K::LiteralType),
            K::StringComplete | K::StringStart => {
                self.string();
                if self.last_kind() == Some(K::StringLiteral) {
                    self.rename_last(K::StringType);
                }
                Ok(())
            }
            K::LeftBrace => self.object_type(),
            K::LeftSquare => self.tuple_type(),
            K::LeftParen => {
                let mark = self.mark();
                self.parenthesized_list(false, Self::type_expression)?;
                self.finish_parenthesized(mark, K::ParenType);
                Ok(())
            }
            K::Identifier => {
                let mark = self.mark();
                self.bump();
                if self.check(K::Less) {
                    self.type_arguments()?;
                    self.finish(mark, K::TypeInstantiation);
                } else {
                    self.finish(mark, K::TypeName);
                }
                Ok(())
            }
            _ => self.raise(Fixed::Type),
        }
    }

    fn rename_last(&mut self, kind: K) {
        if let Some(node) = self.pending.last().and_then(|child| child.as_node()) {
            self.nodes[node as usize].kind = kind;
        }
    }

    fn object_type(&mut self) -> Parse {
        let mark = self.mark();
        self.character(K::LeftBrace, "{")?;
        self.elements(K::RightBrace, Self::property_type);
        self.character(K::RightBrace, "}")?;
        self.finish(mark, K::ObjectType);
        Ok(())
    }

    fn property_type(&mut self) {
        let mark = self.mark();
        self.decorators();
        let is_matcher = self.check(K::Asterisk);
        self.recover(false, KEY_END, |parser| match parser.peek() {
            K::Identifier | K::Asterisk => {
                parser.bump();
                Ok(())
            }
            K::StringComplete | K::StringStart => parser.readable_string(Fixed::PropertyName),
            _ => parser.raise(Fixed::PropertyNameOrMatcher),
        });
        self.colon(PROPERTY_END);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, PROPERTY_END, Self::type_expression);
        self.finish(mark, if is_matcher { K::ObjectTypeAdditionalProperties } else { K::ObjectTypeProperty });
    }

    fn tuple_type(&mut self) -> Parse {
        let mark = self.mark();
        self.character(K::LeftSquare, "[")?;
        self.elements(K::RightSquare, |parser| {
            parser.recover(false, ITEM_END, |parser| {
                let mark = parser.mark();
                parser.decorators();
                parser.type_expression()?;
                parser.finish(mark, K::TupleTypeItem);
                Ok(())
            });
        });
        self.character(K::RightSquare, "]")?;
        self.finish(mark, K::TupleType);
        Ok(())
    }
}
