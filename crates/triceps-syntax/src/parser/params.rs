//! Declarations of `.bicepparam` files.

use super::{NEW_LINE, Parse, Parser};
use crate::error::{ErrorKind, Fixed};
use crate::kind::{KindSet, SyntaxKind as K};

const IDENTIFIER_OR_NEW_LINE: KindSet = KindSet::new(&[K::Identifier, K::NewLine]);

impl Parser<'_> {
    pub(super) fn declaration_of_params(&mut self) {
        self.recover(false, NEW_LINE, Self::params_declaration);
    }

    fn params_declaration(&mut self) -> Parse {
        let mark = self.mark();
        self.decorators();
        match self.peek() {
            K::NewLine => {
                self.bump();
                Ok(())
            }
            K::Identifier => match self.text_of(self.at) {
                "using" => self.using(mark),
                "extends" => {
                    self.bump();
                    self.recover(false, NEW_LINE, |parser| parser.readable_string(Fixed::ExtendsPath));
                    self.finish(mark, K::Extends);
                    Ok(())
                }
                "param" => {
                    self.bump();
                    self.name(Fixed::ParameterName, IDENTIFIER_OR_NEW_LINE);
                    self.assignment(NEW_LINE);
                    self.value();
                    self.finish(mark, K::ParamAssignment);
                    Ok(())
                }
                "var" => {
                    self.var(mark);
                    Ok(())
                }
                "type" => {
                    self.type_declaration(mark);
                    Ok(())
                }
                "import" => {
                    self.bump();
                    self.import(mark)
                }
                "extension" => {
                    self.bump();
                    self.extension(mark);
                    Ok(())
                }
                "extensionConfig" => {
                    self.bump();
                    self.name(Fixed::ExtensionAlias, IDENTIFIER_OR_NEW_LINE);
                    let is_silent = self.last_is_missing();
                    self.with_clause(is_silent, ErrorKind::Keyword("with"));
                    self.finish(mark, K::ExtensionConfig);
                    Ok(())
                }
                _ => self.raise(Fixed::ParamsDeclaration),
            },
            _ => self.raise(Fixed::ParamsDeclaration),
        }
    }

    fn using(&mut self, mark: usize) -> Parse {
        self.bump();
        match self.peek() {
            K::Identifier => {
                let none = self.mark();
                self.keyword("none")?;
                self.finish(none, K::NoneLiteral);
            }
            K::StringComplete => self.readable_string(Fixed::FilePath)?,
            _ => self.missing(Fixed::ImportList),
        }
        if matches!(self.peek(), K::EndOfFile | K::NewLine) {
            self.absent();
        } else {
            let is_silent = self.last_is_missing();
            self.with_clause(is_silent, Fixed::WithOrNewLine.into());
        }
        self.finish(mark, K::Using);
        Ok(())
    }
}
