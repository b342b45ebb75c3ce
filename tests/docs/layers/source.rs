//! What the modules of a crate declare and name, read from the tokens of their files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// The names of the modules from the root of the crate to a module.
pub(super) type ModulePath = Vec<String>;

/// A module: a file, or a part of one in braces.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) file: String,
    pub(super) children: BTreeSet<String>,
    /// Types, functions, constants, traits and macros that stand in it.
    pub(super) items: BTreeSet<String>,
    /// The macros among them.
    pub(super) macros: BTreeSet<String>,
    pub(super) uses: Vec<Use>,
    /// Paths of two segments or more, and names of macros that are called.
    pub(super) paths: Vec<Named>,
    /// Every identifier outside of `use` declarations.
    pub(super) identifiers: BTreeSet<String>,
}

/// One path of a `use` declaration.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) path: Named,
    pub(super) binding: Binding,
    pub(super) is_public: bool,
}

#[derive(Debug, PartialEq)]
pub(super) enum Binding {
    Name(String),
    All,
}

/// A path and the line that it stands in.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// Reads the modules of a crate from its root file on. `files` gives the text of a file by its name.
pub(super) fn modules(root: &str, files: &BTreeMap<String, String>) -> BTreeMap<ModulePath, Module> {
    let mut reader = Reader { files, modules: BTreeMap::new() };
    reader.file(ModulePath::new(), root);
    reader.modules
}

struct Reader<'a> {
    files: &'a BTreeMap<String, String>,
    modules: BTreeMap<ModulePath, Module>,
}

impl Reader<'_> {
    fn file(&mut self, path: ModulePath, file: &str) {
        let text = self.files.get(file).unwrap_or_else(|| panic!("`{file}` is not there"));
        let tokens = text.parse().unwrap_or_else(|error| panic!("`{file}` is not Rust: {error}"));
        self.module(path, file, tokens);
    }

    fn module(&mut self, path: ModulePath, file: &str, tokens: TokenStream) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        self.tokens(&tokens.into_iter().collect::<Vec<_>>(), &path, &mut module, true);
        self.modules.insert(path, module);
    }

    fn child(&mut self, path: &ModulePath, module: &mut Module, name: String, body: Option<TokenStream>) {
        let child: ModulePath = path.iter().cloned().chain([name.clone()]).collect();
        module.children.insert(name);
        match body {
            Some(body) => self.module(child, &module.file, body),
            None => {
                let folder = child.join("/");
                let names = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
                let file = names.iter().find(|name| self.files.contains_key(*name));
                let file = file.unwrap_or_else(|| panic!("`{}` declares `{folder}`", module.file));
                self.file(child, file);
            }
        }
    }

    /// Reads tokens of a module: its own, or those in one of its brackets.
    fn tokens(&mut self, tokens: &[TokenTree], path: &ModulePath, module: &mut Module, are_items: bool) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(_) if is_attribute(tokens, at) && is_for_tests(&tokens[at]) => {
                    at = after_item(tokens, at + 1);
                    continue;
                }
                TokenTree::Group(group) => {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    self.tokens(&inner, path, module, false);
                }
                TokenTree::Ident(keyword) if keyword == "use" && !is_punct(tokens, at + 1, '<') => {
                    let end = at + tokens[at..].iter().take_while(|token| !is_char(token, ';')).count();
                    let is_public = is_public(&tokens[..at]);
                    let mut uses = Vec::new();
                    use_tree(&tokens[at + 1..end], &[], &mut uses);
                    module.uses.extend(uses.into_iter().map(|(path, binding)| Use { path, binding, is_public }));
                    at = end;
                }
                TokenTree::Ident(keyword) if keyword == "mod" => {
                    if let Some(name) = identifier(tokens, at + 1) {
                        let body = match tokens.get(at + 2) {
                            Some(TokenTree::Group(group)) => Some(group.stream()),
                            _ => None,
                        };
                        self.child(path, module, name, body);
                        at += 2;
                    }
                }
                // The crate's own name for itself.
                TokenTree::Ident(keyword)
                    if keyword == "extern" && identifier(tokens, at + 2).as_deref() == Some("self") =>
                {
                    if let Some(name) = identifier(tokens, at + 4) {
                        let path = Named { segments: vec!["crate".to_owned()], line: line(&tokens[at]) };
                        module.uses.push(Use { path, binding: Binding::Name(name), is_public: true });
                    }
                    at += 4;
                }
                TokenTree::Ident(_) => at = name(tokens, at, module, are_items),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }
}

/// Takes the path or the name at `at`, and returns the place of its last segment.
fn name(tokens: &[TokenTree], mut at: usize, module: &mut Module, are_items: bool) -> usize {
    let line = line(&tokens[at]);
    let continues = at >= 2 && is_colons(tokens, at - 2);
    let keyword = identifier(tokens, at).expect("an identifier");
    if are_items {
        let is_macro = keyword == "macro_rules";
        let declares = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"].contains(&&*keyword);
        if let Some(item) = identifier(tokens, if is_macro { at + 2 } else { at + 1 })
            && (declares || is_macro)
        {
            module.items.insert(item.clone());
            module.macros.extend(is_macro.then_some(item));
        }
    }
    let mut segments = vec![keyword];
    while is_colons(tokens, at + 1)
        && let Some(segment) = identifier(tokens, at + 3)
    {
        segments.push(segment);
        at += 3;
    }
    module.identifiers.extend(segments.iter().cloned());
    let is_macro = matches!(tokens.get(at + 1), Some(TokenTree::Punct(punct))
        if punct.as_char() == '!' && punct.spacing() == Spacing::Alone);
    if !continues && (segments.len() > 1 || is_macro) {
        module.paths.push(Named { segments, line });
    }
    at
}

/// The paths of a `use` declaration, with the names that they bind.
fn use_tree(tokens: &[TokenTree], prefix: &[String], uses: &mut Vec<(Named, Binding)>) {
    for tree in tokens.split(|token| is_char(token, ',')).filter(|tree| !tree.is_empty()) {
        let line = line(&tree[0]);
        let mut segments = prefix.to_vec();
        let mut binding = None;
        for (at, token) in tree.iter().enumerate() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    binding = identifier(tree, at + 1);
                    break;
                }
                TokenTree::Ident(word) => segments.push(word.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '*' => {
                    uses.push((Named { segments: segments.clone(), line }, Binding::All));
                }
                TokenTree::Group(group) => {
                    use_tree(&group.stream().into_iter().collect::<Vec<_>>(), &segments, uses);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
        let is_leaf = matches!(tree.last(), Some(TokenTree::Ident(_)));
        if is_leaf {
            if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
                segments.pop();
            }
            let binding = binding.unwrap_or_else(|| segments.last().cloned().unwrap_or_default());
            uses.push((Named { segments, line }, Binding::Name(binding)));
        }
    }
}

/// Whether what comes before `use` makes it a re-export.
fn is_public(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(word)] => word == "pub",
        [.., TokenTree::Ident(word), TokenTree::Group(group)] => {
            word == "pub" && group.delimiter() == Delimiter::Parenthesis
        }
        _ => false,
    }
}

fn is_attribute(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_punct(tokens, at - 1, '#')
}

/// `cfg(test)` and `cfg(all(test, ..))`.
fn is_for_tests(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else { return false };
    let text = group.stream().to_string().replace(char::is_whitespace, "");
    text == "cfg(test)" || text.starts_with("cfg(all(test,")
}

/// The place after an item: after its braces, or its semicolon.
fn after_item(tokens: &[TokenTree], mut at: usize) -> usize {
    let is_use = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "use");
    let ends_in_semicolon = tokens[at..].iter().take_while(|token| !is_braces(token)).any(is_use);
    while let Some(token) = tokens.get(at) {
        at += 1;
        if is_char(token, ';') || is_braces(token) && !ends_in_semicolon {
            break;
        }
    }
    at
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if Group::delimiter(group) == Delimiter::Brace)
}

fn is_char(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn is_punct(tokens: &[TokenTree], at: usize, char: char) -> bool {
    tokens.get(at).is_some_and(|token| is_char(token, char))
}

/// Whether `::` stands at `at`.
fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}

fn identifier(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(identifier)) => Some(identifier.to_string()),
        _ => None,
    }
}
