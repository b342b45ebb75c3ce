//! What is wrong with a text, as the official compiler says it.

use std::borrow::Cow;
use std::ops::Range;

use crate::range::TextRange;

/// A fault of the text itself: found by the lexer or the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where it is; may be empty.
    pub range: TextRange,
    pub(crate) kind: ErrorKind,
}

impl SyntaxError {
    pub(crate) fn new(range: Range<u32>, kind: ErrorKind) -> Self {
        Self { range: TextRange { start: range.start, end: range.end }, kind }
    }

    /// The code, for example `BCP018`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Whether the parser found it, not the lexer.
    pub fn is_of_parser(&self) -> bool {
        let of_lexer =
            ["BCP001", "BCP002", "BCP003", "BCP004", "BCP005", "BCP006", "BCP103", "BCP133", "BCP140", "BCP226"];
        !of_lexer.contains(&self.code())
    }

    /// Every code that reading a text can give. The checker of the official compiler raises `BCP010`
    /// and `BCP032` too.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let computed = [
            ErrorKind::UnrecognizedToken,
            ErrorKind::DoubleQuote,
            ErrorKind::Keyword(""),
            ErrorKind::Character(""),
            ErrorKind::LoopVariables(0),
        ];
        Fixed::ALL.iter().copied().map(ErrorKind::Fixed).chain(computed).map(ErrorKind::code)
    }

    /// What is wrong. `source` is the text that was parsed.
    pub fn message(&self, source: &str) -> Cow<'static, str> {
        self.kind.message(|| self.range.of(source).unwrap_or("\u{fffd}"))
    }
}

macro_rules! errors {
    ($($name:ident $code:literal $message:literal)*) => {
        /// Faults whose message is always the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Fixed { $($name),* }

        impl Fixed {
            const ALL: &[Self] = &[$(Self::$name),*];

            fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            fn message(self) -> &'static str {
                match self { $(Self::$name => $message),* }
            }
        }
    };
}

errors! {
    UnterminatedComment "BCP002" "The multi-line comment at this location is not terminated. Terminate it with the */ character sequence."
    UnterminatedString "BCP003" "The string at this location is not terminated. Terminate the string with a single quote character."
    StringWithNewLine "BCP004" "The string at this location is not terminated due to an unexpected new line character."
    UnterminatedEscape "BCP005" "The string at this location is not terminated. Complete the escape sequence and terminate the string with a single unescaped quote character."
    UnknownEscape "BCP006" r#"The specified escape sequence is not recognized. Only the following escape sequences are allowed: "\$", "\'", "\\", "\n", "\r", "\t", "\u{...}"."#
    Declaration "BCP007" "This declaration type is not recognized. Specify a metadata, parameter, variable, resource, or output declaration."
    ParameterContinuation "BCP008" r#"Expected the "=" token, or a newline at this location."#
    Expression "BCP009" "Expected a literal value, an array, an object, a parenthesized expression, or a function call at this location."
    Integer "BCP010" "Expected a valid 64-bit signed integer."
    ParameterName "BCP013" "Expected a parameter identifier at this location."
    VariableName "BCP015" "Expected a variable identifier at this location."
    OutputName "BCP016" "Expected an output identifier at this location."
    ResourceName "BCP017" "Expected a resource identifier at this location."
    NewLine "BCP019" "Expected a new line character at this location."
    MemberName "BCP020" "Expected a function or property name at this location."
    PropertyName "BCP022" "Expected a property name at this location."
    LongIdentifier "BCP024" "The identifier exceeds the limit of 255. Reduce the length of the identifier."
    NotConstant "BCP032" "The value must be a compile-time constant."
    TokensInHole "BCP064" "Found unexpected tokens in interpolated expression."
    ResourceTypeString "BCP068" r#"Expected a resource type string. Specify a valid resource type of format "<type-name>@<apiVersion>"."#
    ComplexLiteral "BCP087" "Array and object literals are not allowed here."
    ModuleName "BCP096" "Expected a module identifier at this location."
    ModulePath "BCP097" "Expected a module path string. This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'"
    EmptyIndexer "BCP117" "An empty indexer is not allowed. Specify a valid expression."
    BodyStartIfOrLoop "BCP118" r#"Expected the "{" character, the "[" character, or the "if" keyword at this location."#
    DecoratorName "BCP123" "Expected a namespace or decorator name at this location."
    UnicodeEscape "BCP133" r"The unicode escape sequence is not valid. Valid unicode escape sequences range from \u{0} to \u{10FFFF}."
    UnterminatedMultiLineString "BCP140" "The multi-line string at this location is not terminated. Terminate it with \"'''\"."
    LoopVariable "BCP162" r#"Expected a loop item variable identifier or "(" at this location."#
    BodyStartOrIf "BCP167" r#"Expected the "{" character or the "if" keyword at this location."#
    ExtensionSpecification "BCP201" "Expected an extension specification string. This should either be a relative path, or a valid OCI artifact specification."
    ExtensionAlias "BCP202" "Expected an extension alias name at this location."
    NoDiagnosticCodes "BCP226" "Expected at least one diagnostic code at this location. Valid format is \"#disable-next-line diagnosticCode1 diagnosticCode2 ...\""
    NewLineOrComma "BCP236" "Expected a new line or comma character at this location."
    Comma "BCP237" "Expected a comma character at this location."
    NewLineAfterComma "BCP238" "Unexpected new line character after a comma."
    OneExpression "BCP243" "Parentheses must contain exactly one expression."
    FilePath "BCP257" "Expected a Bicep file path string. This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'"
    MetadataName "BCP266" "Expected a metadata identifier at this location."
    Type "BCP279" r#"Expected a type at this location. Please specify a valid type expression or one of the following types: "any", "array", "bool", "int", "object", "string"."#
    TypeLiteral "BCP300" "Expected a type literal at this location. Please specify a concrete value or a reference to a literal type."
    WithAsOrNewLine "BCP305" r#"Expected the "with" keyword, "as" keyword, or a new line character at this location."#
    PropertyNameOrMatcher "BCP317" "Expected an identifier, a string, or an asterisk at this location."
    SafeCall "BCP322" "The `.?` (safe dereference) operator may not be used on instance function invocations."
    TypeNameExpected "BCP325" "Expected a type identifier at this location."
    ParamsDeclaration "BCP337" r#"This declaration type is not valid for a Bicep Parameters file. Supported declarations: "using", "extends", "param", "var", "type"."#
    AssertName "BCP344" "Expected an assert identifier at this location."
    TestName "BCP346" "Expected a test identifier at this location."
    TestPath "BCP347" "Expected a test path string at this location."
    ImportList "BCP354" "Expected left brace ('{') or asterisk ('*') character at this location."
    ExportedName "BCP355" "Expected the name of an exported symbol at this location."
    NamespaceName "BCP356" "Expected a valid namespace identifier at this location."
    ImportAlias "BCP375" "An import list item that identifies its target with a quoted string must include an 'as <alias>' clause."
    ExtendsPath "BCP404" r#"The "extends" declaration is missing a bicepparam file path reference"#
    WithOrNewLine "BCP436" r#"Expected the "with" keyword or a new line character at this location."#
    TooDeep "TRI0050" "This is nested too deeply to be read. Move a part of it into a variable or a type of its own."
    TooLong "TRI0052" "The file is too long to be read."
    Json "TRI0051" "This is not valid JSON."
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Fixed(Fixed),
    UnrecognizedToken,
    DoubleQuote,
    Keyword(&'static str),
    Character(&'static str),
    LoopVariables(usize),
}

impl ErrorKind {
    fn code(self) -> &'static str {
        match self {
            Self::Fixed(fixed) => fixed.code(),
            Self::UnrecognizedToken => "BCP001",
            Self::DoubleQuote => "BCP103",
            Self::Keyword(_) => "BCP012",
            Self::Character(_) => "BCP018",
            Self::LoopVariables(_) => "BCP249",
        }
    }

    fn message<'s>(self, text: impl FnOnce() -> &'s str) -> Cow<'static, str> {
        match self {
            Self::Fixed(fixed) => fixed.message().into(),
            Self::UnrecognizedToken => format!("The following token is not recognized: \"{}\".", text()).into(),
            Self::DoubleQuote => format!(
                "The following token is not recognized: \"{}\". Strings are defined using single quotes in bicep.",
                text()
            )
            .into(),
            Self::Keyword(keyword) => format!("Expected the \"{keyword}\" keyword at this location.").into(),
            Self::Character(character) => format!("Expected the \"{character}\" character at this location.").into(),
            Self::LoopVariables(count) => format!(
                "Expected loop variable block to consist of exactly 2 elements (item variable and index variable), but found {count}."
            )
            .into(),
        }
    }
}

impl From<Fixed> for ErrorKind {
    fn from(fixed: Fixed) -> Self {
        Self::Fixed(fixed)
    }
}
