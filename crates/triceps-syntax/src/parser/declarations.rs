//! Declarations of `.bicep` files.

use super::{Allow, NEW_LINE, Parse, Parser};
use crate::error::{ErrorKind, Fixed};
use crate::kind::{KindSet, SyntaxKind as K};

const ASSIGN_OR_NEW_LINE: KindSet = KindSet::new(&[K::Assign, K::NewLine]);
const IDENTIFIER_OR_NEW_LINE: KindSet = KindSet::new(&[K::Identifier, K::NewLine]);
const STRING_OR_NEW_LINE: KindSet = KindSet::new(&[K::StringComplete, K::StringStart, K::NewLine]);
const BRACE_OR_NEW_LINE: KindSet = KindSet::new(&[K::LeftBrace, K::NewLine]);
const VALUE_OR_NEW_LINE: KindSet = KindSet::new(&[K::Assign, K::LeftBrace, K::NewLine]);

/// What the value of a declaration may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Resource,
    Module,
    Test,
}

impl Parser<'_> {
    pub(super) fn declaration_of_bicep(&mut self) {
        self.declaration(false);
    }

    /// A declaration, or a line end. `only_resource` within objects.
    pub(super) fn declaration(&mut self, only_resource: bool) {
        self.recover(false, NEW_LINE, |parser| parser.deeper(|parser| parser.declaration_inner(only_resource)));
    }

    fn declaration_inner(&mut self, only_resource: bool) -> Parse {
        let mark = self.mark();
        let is_decorated = self.decorators();
        match self.peek() {
            K::Identifier => {
                let keyword = self.text_of(self.at);
                if only_resource && keyword != "resource" {
                    return self.no_declaration(mark, is_decorated);
                }
                match keyword {
                    "targetScope" => self.target_scope(mark),
                    "metadata" => self.named_value(mark, K::Metadata, Fixed::MetadataName),
                    "assert" => self.named_value(mark, K::Assert, Fixed::AssertName),
                    "type" => self.type_declaration(mark),
                    "param" => self.param(mark),
                    "var" => self.var(mark),
                    "func" => self.func(mark),
                    "resource" => self.resource(mark),
                    "output" => self.output(mark),
                    "module" => self.module(mark),
                    "test" => self.test(mark),
                    "import" => {
                        self.bump();
                        // `import 'kubernetes@1.0.0'` is how extensions were written once.
                        if matches!(self.peek(), K::StringStart | K::StringComplete) {
                            self.extension(mark);
                        } else {
                            return self.import(mark);
                        }
                    }
                    "extension" => {
                        self.bump();
                        self.extension(mark);
                    }
                    _ => return self.no_declaration(mark, is_decorated),
                }
                Ok(())
            }
            K::NewLine => {
                self.bump();
                Ok(())
            }
            _ => self.no_declaration(mark, is_decorated),
        }
    }

    fn no_declaration(&mut self, mark: usize, is_decorated: bool) -> Parse {
        if !is_decorated {
            return self.raise(Fixed::Declaration);
        }
        self.finish(mark, K::MissingDeclaration);
        Ok(())
    }

    /// Decorators with the line ends after them, as one node; whether there are any.
    pub(super) fn decorators(&mut self) -> bool {
        if !self.check(K::At) {
            return false;
        }
        let mark = self.mark();
        while self.check(K::At) {
            self.decorator();
            self.recover_beyond(NEW_LINE, |parser| parser.expect(K::NewLine, Fixed::NewLine));
            self.newlines();
        }
        self.finish(mark, K::Decorators);
        true
    }

    fn decorator(&mut self) {
        let mark = self.mark();
        self.bump();
        self.recover(false, NEW_LINE, |parser| {
            let expression = parser.mark();
            parser.identifier(Fixed::DecoratorName)?;
            parser.call_or_name(expression, Allow::COMPLEX)?;
            while parser.check(K::Dot) {
                parser.bump();
                parser.identifier_or_missing(Fixed::MemberName);
                if parser.check(K::LeftParen) {
                    parser.arguments(Allow::COMPLEX)?;
                    parser.finish(expression, K::MethodCall);
                } else {
                    parser.finish(expression, K::PropertyAccess);
                }
            }
            Ok(())
        });
        self.finish(mark, K::Decorator);
    }

    pub(super) fn name(&mut self, error: Fixed, terminators: KindSet) {
        self.recover(false, terminators, |parser| parser.identifier(error));
    }

    pub(super) fn assignment(&mut self, terminators: KindSet) {
        let is_silent = self.last_is_missing();
        self.recover(is_silent, terminators, |parser| parser.character(K::Assign, "="));
    }

    pub(super) fn value(&mut self) {
        let is_silent = self.last_is_missing();
        self.recover(is_silent, NEW_LINE, |parser| parser.expression(Allow::COMPLEX));
    }

    fn target_scope(&mut self, mark: usize) {
        self.bump();
        self.recover(false, NEW_LINE, |parser| parser.character(K::Assign, "="));
        self.recover(false, NEW_LINE, |parser| parser.expression(Allow::COMPLEX));
        self.finish(mark, K::TargetScope);
    }

    fn named_value(&mut self, mark: usize, kind: K, error: Fixed) {
        self.bump();
        self.name(error, ASSIGN_OR_NEW_LINE);
        self.assignment(NEW_LINE);
        self.value();
        self.finish(mark, kind);
    }

    pub(super) fn type_declaration(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::TypeNameExpected, ASSIGN_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, NEW_LINE, |parser| parser.character(K::Assign, "="));
        self.recover(is_silent, VALUE_OR_NEW_LINE, |parser| parser.declared_type(false));
        self.finish(mark, K::TypeDeclaration);
    }

    fn param(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::ParameterName, IDENTIFIER_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, VALUE_OR_NEW_LINE, |parser| parser.declared_type(false));
        let is_silent = self.last_is_missing();
        self.recover(is_silent, NEW_LINE, |parser| match parser.peek() {
            K::NewLine | K::EndOfFile => Ok(()),
            K::Assign => {
                let mark = parser.mark();
                parser.bump();
                parser.recover(false, NEW_LINE, |parser| parser.expression(Allow::COMPLEX));
                parser.finish(mark, K::ParamDefault);
                Ok(())
            }
            _ => parser.raise(Fixed::ParameterContinuation),
        });
        self.finish(mark, K::Param);
    }

    pub(super) fn var(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::VariableName, IDENTIFIER_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, ASSIGN_OR_NEW_LINE, |parser| match parser.peek() {
            K::EndOfFile | K::NewLine | K::Assign => Ok(()),
            _ => parser.declared_type(false),
        });
        self.assignment(NEW_LINE);
        self.value();
        self.finish(mark, K::Var);
    }

    fn func(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::VariableName, ASSIGN_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, NEW_LINE, Self::typed_lambda);
        self.finish(mark, K::Func);
    }

    fn output(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::OutputName, IDENTIFIER_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.recover(is_silent, ASSIGN_OR_NEW_LINE, |parser| parser.declared_type(true));
        self.assignment(NEW_LINE);
        self.value();
        self.finish(mark, K::Output);
    }

    fn resource(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::ResourceName, STRING_OR_NEW_LINE);
        self.path(Fixed::ResourceTypeString);
        // The type decides whether a missing `=` is reported; `existing` does not.
        let is_silent = self.last_is_missing();
        if self.check_keyword("existing") {
            self.bump();
        }
        self.recover(is_silent, BRACE_OR_NEW_LINE, |parser| parser.character(K::Assign, "="));
        let is_silent = self.last_is_missing();
        if !self.last_is_skipped() {
            self.newlines_before_if();
        }
        self.body(is_silent, Value::Resource);
        self.finish(mark, K::Resource);
    }

    fn module(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::ModuleName, STRING_OR_NEW_LINE);
        self.path(Fixed::ModulePath);
        self.assignment(BRACE_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.newlines_before_if();
        self.body(is_silent, Value::Module);
        self.finish(mark, K::Module);
    }

    fn test(&mut self, mark: usize) {
        self.bump();
        self.name(Fixed::TestName, STRING_OR_NEW_LINE);
        self.path(Fixed::TestPath);
        self.assignment(BRACE_OR_NEW_LINE);
        let is_silent = self.last_is_missing();
        self.body(is_silent, Value::Test);
        self.finish(mark, K::Test);
    }

    fn path(&mut self, error: Fixed) {
        let is_silent = self.last_is_missing();
        self.recover(is_silent, ASSIGN_OR_NEW_LINE, |parser| parser.readable_string(error));
    }

    fn newlines_before_if(&mut self) {
        let next = self.beyond_newlines(self.at);
        if self.is_keyword(next, "if") {
            self.newlines();
        }
    }

    fn body(&mut self, is_silent: bool, value: Value) {
        let allow = if value == Value::Resource { Allow::RESOURCES } else { Allow::COMPLEX };
        self.recover(is_silent, NEW_LINE, |parser| match parser.peek() {
            K::LeftBrace => parser.object(allow),
            _ if value == Value::Test => parser.raise(ErrorKind::Character("{")),
            K::Identifier if parser.check_keyword("if") => parser.if_condition(allow, false),
            K::LeftSquare => parser.for_loop(allow, true),
            _ => parser.raise(Fixed::BodyStartIfOrLoop),
        });
    }

    /// After `import`: `{..} from '..'` or `* as name from '..'`.
    pub(super) fn import(&mut self, mark: usize) -> Parse {
        match self.peek() {
            K::EndOfFile | K::NewLine | K::Identifier => self.missing(Fixed::ImportList),
            K::LeftBrace => self.import_list()?,
            K::Asterisk => self.recover(false, NEW_LINE, |parser| {
                let mark = parser.mark();
                parser.bump();
                let alias = parser.mark();
                parser.keyword("as")?;
                parser.identifier(Fixed::NamespaceName)?;
                parser.finish(alias, K::AsClause);
                parser.finish(mark, K::WildcardImport);
                Ok(())
            }),
            _ => {
                let mark = self.mark();
                self.bump();
                self.skip(mark, Fixed::ImportList);
            }
        }
        self.recover(false, NEW_LINE, |parser| {
            let mark = parser.mark();
            parser.keyword("from")?;
            parser.recover(false, NEW_LINE, |parser| parser.readable_string(Fixed::ModulePath));
            parser.finish(mark, K::FromClause);
            Ok(())
        });
        self.finish(mark, K::Import);
        Ok(())
    }

    fn import_list(&mut self) -> Parse {
        let mark = self.mark();
        self.bump();
        self.elements(K::RightBrace, Self::import_item);
        self.character(K::RightBrace, "}")?;
        self.finish(mark, K::ImportList);
        Ok(())
    }

    fn import_item(&mut self) {
        let mark = self.mark();
        match self.peek() {
            K::Identifier => self.bump(),
            K::StringComplete => self.string(),
            K::StringStart => {
                self.string();
                self.skip(mark, Fixed::NotConstant);
            }
            _ => {
                self.bump();
                self.skip(mark, Fixed::ExportedName);
            }
        }
        let is_string = self.last_kind() == Some(K::StringLiteral);
        if self.check_keyword("as") {
            self.alias(Fixed::TypeNameExpected, KindSet::new(&[K::Comma, K::NewLine]));
        } else if is_string {
            return self.skip(mark, Fixed::ImportAlias);
        }
        self.finish(mark, K::ImportItem);
    }

    /// `as name`
    fn alias(&mut self, error: Fixed, terminators: KindSet) {
        let mark = self.mark();
        self.bump();
        self.name(error, terminators);
        self.finish(mark, K::AsClause);
    }

    /// After `extension`: what it is, `with {..}`, `as name`.
    pub(super) fn extension(&mut self, mark: usize) {
        if self.check(K::Identifier) {
            self.bump();
        } else {
            self.recover(false, NEW_LINE, |parser| parser.readable_string(Fixed::ExtensionSpecification));
        }
        match self.peek() {
            K::EndOfFile | K::NewLine => self.absent(),
            K::Identifier if self.check_keyword("as") => self.absent(),
            _ => {
                let is_silent = self.last_is_missing();
                self.with_clause(is_silent, Fixed::WithAsOrNewLine.into());
            }
        }
        match self.peek() {
            K::EndOfFile | K::NewLine => self.absent(),
            _ => {
                let is_silent = self.last_is_missing();
                self.recover(is_silent, NEW_LINE, |parser| {
                    if !parser.check_keyword("as") {
                        return parser.raise(Fixed::WithAsOrNewLine);
                    }
                    parser.alias(Fixed::ExtensionAlias, NEW_LINE);
                    Ok(())
                });
            }
        }
        self.finish(mark, K::Extension);
    }

    /// `with {..}`
    pub(super) fn with_clause(&mut self, is_silent: bool, error: ErrorKind) {
        self.recover(is_silent, NEW_LINE, |parser| {
            let mark = parser.mark();
            parser.keyword_or("with", error)?;
            parser.recover(false, NEW_LINE, |parser| parser.object(Allow::COMPLEX));
            parser.finish(mark, K::WithClause);
            Ok(())
        });
    }
}
