//! `interpolate!` and `interpolate_secret!` of triceps, without dependencies.

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// Text with values in it: `interpolate!("{prefix}-{}", name)`.
///
/// A hole is `{}`, filled by the next argument, or `{name}`, filled by the variable of that name.
/// `{{` and `}}` stand for braces. A secret does not fit into a hole.
#[proc_macro]
pub fn interpolate(input: TokenStream) -> TokenStream {
    expand(input, "Interpolate", "interpolate_fragments")
}

/// Text with values and secrets in it; the text is a secret.
#[proc_macro]
pub fn interpolate_secret(input: TokenStream) -> TokenStream {
    expand(input, "InterpolateSecret", "interpolate_secret_fragments")
}

struct Failure {
    message: String,
    span: Span,
}

fn expand(input: TokenStream, hole_trait: &str, join: &str) -> TokenStream {
    match fragments(input, hole_trait) {
        Ok(fragments) => {
            let array = TokenTree::Group(Group::new(Delimiter::Bracket, fragments));
            let mut call = path(&["triceps", "__private", join], Span::call_site());
            call.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, array.into()))]);
            call
        }
        Err(Failure { message, span }) => {
            let mut literal = Literal::string(&message);
            literal.set_span(span);
            let mut tokens = path(&["core", "compile_error"], span);
            let mut bang = Punct::new('!', Spacing::Alone);
            bang.set_span(span);
            let mut group = Group::new(Delimiter::Parenthesis, TokenTree::Literal(literal).into());
            group.set_span(span);
            tokens.extend([TokenTree::Punct(bang), TokenTree::Group(group)]);
            tokens
        }
    }
}

enum Piece {
    Text(String),
    Next,
    Named(String),
}

fn fragments(input: TokenStream, hole_trait: &str) -> Result<TokenStream, Failure> {
    let mut tokens = input.into_iter();
    let (text, span) = match tokens.next() {
        Some(TokenTree::Literal(literal)) => match unquote(&literal.to_string()) {
            Some(text) => (text, literal.span()),
            None => return Err(Failure { message: "expected a string literal".into(), span: literal.span() }),
        },
        Some(other) => return Err(Failure { message: "expected a string literal".into(), span: other.span() }),
        None => return Err(Failure { message: "expected a string literal".into(), span: Span::call_site() }),
    };
    let mut arguments = arguments(tokens)?.into_iter();
    let mut output = TokenStream::new();
    for piece in split(&text).map_err(|message| Failure { message, span })? {
        match piece {
            Piece::Text(text) => {
                output.extend(path(&["triceps", "__private", "Fragment", "text"], Span::call_site()));
                let literal = TokenTree::Literal(Literal::string(&text));
                output.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, literal.into()))]);
            }
            Piece::Next => {
                let argument = arguments
                    .next()
                    .ok_or_else(|| Failure { message: "a `{}` has no argument after the text".into(), span })?;
                output.extend(hole(argument, hole_trait));
            }
            Piece::Named(name) => {
                let variable = TokenTree::Ident(Ident::new(&name, span.resolved_at(Span::call_site())));
                output.extend(hole(variable.into(), hole_trait));
            }
        }
        output.extend([TokenTree::Punct(Punct::new(',', Spacing::Alone))]);
    }
    match arguments.next() {
        None => Ok(output),
        Some(extra) => {
            let span = extra.into_iter().next().map_or(span, |token| token.span());
            Err(Failure { message: "this argument has no `{}` in the text".into(), span })
        }
    }
}

/// `::triceps::__private::Interpolate::into_fragment(&(argument))`
fn hole(argument: TokenStream, hole_trait: &str) -> TokenStream {
    let span = argument.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let mut tokens = path(&["triceps", "__private", hole_trait, "into_fragment"], span);
    let mut inner = Group::new(Delimiter::Parenthesis, argument);
    inner.set_span(span);
    let mut and = Punct::new('&', Spacing::Alone);
    and.set_span(span);
    let reference: TokenStream = [TokenTree::Punct(and), TokenTree::Group(inner)].into_iter().collect();
    let mut group = Group::new(Delimiter::Parenthesis, reference);
    group.set_span(span);
    tokens.extend([TokenTree::Group(group)]);
    tokens
}

fn path(segments: &[&str], span: Span) -> TokenStream {
    let mut tokens = Vec::with_capacity(segments.len() * 3);
    for segment in segments {
        for spacing in [Spacing::Joint, Spacing::Alone] {
            let mut colon = Punct::new(':', spacing);
            colon.set_span(span);
            tokens.push(TokenTree::Punct(colon));
        }
        tokens.push(TokenTree::Ident(Ident::new(segment, span.resolved_at(Span::call_site()))));
    }
    tokens.into_iter().collect()
}

/// The arguments after the text, split at commas. Those between the angle brackets of a path are part of it.
fn arguments(tokens: impl Iterator<Item = TokenTree>) -> Result<Vec<TokenStream>, Failure> {
    let mut tokens = tokens.peekable();
    match tokens.next() {
        None => return Ok(Vec::new()),
        Some(TokenTree::Punct(comma)) if comma.as_char() == ',' => {}
        Some(other) => return Err(Failure { message: "expected a comma".into(), span: other.span() }),
    }
    let mut arguments = Vec::new();
    let mut current = Vec::new();
    let mut angles = 0_usize;
    for token in tokens {
        let mark = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { '_' };
        match mark {
            '<' if angles > 0 || starts_path(&current) => angles += 1,
            '>' if !is_punct(current.last(), '-') => angles = angles.saturating_sub(1),
            ',' if angles == 0 => {
                arguments.push(current.drain(..).collect());
                continue;
            }
            _ => {}
        }
        current.push(token);
    }
    if !current.is_empty() {
        arguments.push(current.into_iter().collect());
    }
    Ok(arguments)
}

/// Whether a `<` after these tokens starts the generics of a path, `f::<A, B>` or `<A as B<C, D>>::f`, and is not a
/// comparison.
fn starts_path(before: &[TokenTree]) -> bool {
    before.is_empty() || is_punct(before.last(), ':')
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn split(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => {
                chars.next();
                plain.push(c);
            }
            '}' => return Err("a `}` without `{`; write `}}` for a brace".into()),
            '{' => {
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some('}') => break,
                        Some(c) => name.push(c),
                        None => return Err("a `{` without `}`; write `{{` for a brace".into()),
                    }
                }
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(match name.trim() {
                    "" => Piece::Next,
                    name if is_identifier(name) => Piece::Named(name.to_owned()),
                    other => {
                        return Err(format!(
                            "`{{{other}}}` is not a variable; write `{{}}` and give `{other}` as an argument"
                        ));
                    }
                });
            }
            c => plain.push(c),
        }
    }
    if !plain.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric())
}

/// The text of a string literal as it stands in the source, or none if it is not a string.
fn unquote(source: &str) -> Option<String> {
    if let Some(raw) = source.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        return Some(raw[hashes..].strip_prefix('"')?.strip_suffix(&format!("\"{}", "#".repeat(hashes)))?.to_owned());
    }
    let body = source.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next()? {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            '0' => text.push('\0'),
            'x' => {
                let digits: String = chars.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&digits, 16).ok()?));
            }
            'u' => {
                let digits: String = chars.by_ref().skip(1).take_while(|c| *c != '}').filter(|c| *c != '_').collect();
                text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
            }
            '\n' => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            other => text.push(other),
        }
    }
    Some(text)
}
