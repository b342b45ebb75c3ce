//! Where something is: its parent in the tree, and its path in the model.

use std::fmt::Write;

use super::{DeclId, DeclKind, Entry, Expr, ExprId, FileId, ImportedNames, Key, LocalId, Middle, TypeNodeId};

/// What an expression or a written type is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// An expression.
    Expr(ExprId),
    /// A written type: a literal type, or a type in a type.
    Type(TypeNodeId),
    /// A declaration, directly: its value, default, type, body, condition or loop.
    Decl(DeclId),
    /// A decorator of this declaration.
    Decorator(DeclId),
    /// A decorator of a member of this object type or tuple.
    MemberDecorator(TypeNodeId),
}

/// A string in the text: a value or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringPlace {
    /// An expression.
    Value(ExprId),
    /// The key of a member of an object literal, by the object and the position of the member.
    Key(ExprId, u32),
    /// The name of a member of an object type, by the type of the member.
    Member(TypeNodeId),
}

impl StringPlace {
    /// The string as a whole.
    pub fn whole(self) -> Place {
        match self {
            Self::Value(expr) => Place::Expr(expr),
            Self::Key(object, position) => Place::Key(object, position),
            Self::Member(ty) => Place::Member(ty),
        }
    }
}

/// What a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A declaration as a whole, which in text is its name.
    Decl(DeclId),
    /// An expression.
    Expr(ExprId),
    /// The key of a member of an object literal, by the object and the position of the member; all of a spread.
    Key(ExprId, u32),
    /// A member of an object literal, with its key and its value.
    Entry(ExprId, u32),
    /// The name that is read by a property access, or called as a function or method; the `for` of a loop; the mark
    /// that makes an access by index safe or from the end.
    Name(ExprId),
    /// What follows the base of an access: the dot and the name, or the index with its brackets.
    Access(ExprId),
    /// The arguments of a call, with their parentheses.
    Arguments(ExprId),
    /// The arguments of a call, without their parentheses.
    Inside(ExprId),
    /// A host within a string, and how many hosts are before it.
    Host(StringPlace, u8),
    /// A type as it is written.
    Type(TypeNodeId),
    /// The name of a member of an object type, by the type of the member.
    Member(TypeNodeId),
    /// What follows the base of an access to a type: the name, or the index.
    TypePart(TypeNodeId),
    /// The type of a resource, the path of a module, the default of a parameter with its `=`.
    Head(DeclId),
    /// The API version in the type of a resource.
    Version(DeclId),
    /// The condition of a resource or module.
    Condition(DeclId),
    /// What a resource or module is declared as: its braces with the loop and the condition before them.
    Value(DeclId),
    /// A declaration with all its parts.
    Whole(DeclId),
    /// A variable of a loop, lambda or function, where it is bound.
    Local(LocalId),
    /// A decorator of a declaration, by its position.
    Decorator(DeclId, u32),
    /// The name of a decorator of a declaration, by its position.
    DecoratorName(DeclId, u32),
    /// The arguments of a decorator of a declaration with their parentheses, by its position.
    DecoratorArguments(DeclId, u32),
    /// A decorator of a member of a type, by the type of the member and the position of the decorator.
    MemberDecorator(TypeNodeId, u32),
    /// The name of a decorator of a member of a type.
    MemberDecoratorName(TypeNodeId, u32),
    /// The arguments of a decorator of a member of a type with their parentheses.
    MemberDecoratorArguments(TypeNodeId, u32),
    /// A module file.
    ModuleFile(FileId),
}

impl Middle {
    /// The declaration that an expression is a part of.
    pub fn decl_of(&self, mut expr: ExprId) -> DeclId {
        loop {
            match self.parent(expr) {
                Parent::Expr(parent) => expr = parent,
                Parent::Decl(decl) | Parent::Decorator(decl) => return decl,
                Parent::Type(ty) | Parent::MemberDecorator(ty) => return self.decl_of_type(ty),
            }
        }
    }

    /// The declaration that a written type is a part of.
    pub fn decl_of_type(&self, mut ty: TypeNodeId) -> DeclId {
        loop {
            match self.type_parent(ty) {
                Parent::Type(parent) | Parent::MemberDecorator(parent) => ty = parent,
                Parent::Decl(decl) | Parent::Decorator(decl) => return decl,
                Parent::Expr(expr) => return self.decl_of(expr),
            }
        }
    }

    /// The declaration that a diagnostic is about, or none.
    pub fn decl_of_place(&self, place: Place) -> Option<DeclId> {
        match place {
            Place::File | Place::ModuleFile(_) => None,
            Place::Decl(decl)
            | Place::Head(decl)
            | Place::Version(decl)
            | Place::Condition(decl)
            | Place::Value(decl)
            | Place::Whole(decl)
            | Place::Decorator(decl, _)
            | Place::DecoratorName(decl, _)
            | Place::DecoratorArguments(decl, _) => Some(decl),
            Place::Expr(expr)
            | Place::Key(expr, _)
            | Place::Entry(expr, _)
            | Place::Name(expr)
            | Place::Access(expr)
            | Place::Arguments(expr)
            | Place::Inside(expr)
            | Place::Host(StringPlace::Value(expr) | StringPlace::Key(expr, _), _) => Some(self.decl_of(expr)),
            Place::Type(ty)
            | Place::Member(ty)
            | Place::TypePart(ty)
            | Place::Host(StringPlace::Member(ty), _)
            | Place::MemberDecorator(ty, _)
            | Place::MemberDecoratorName(ty, _)
            | Place::MemberDecoratorArguments(ty, _) => Some(self.decl_of_type(ty)),
            Place::Local(local) => Some(match self.local(local).binder {
                super::Binder::Expr(expr) => self.decl_of(expr),
                super::Binder::Decl(decl) => decl,
            }),
        }
    }

    /// The path of a place in the model: `resources.portal.properties.template.containers[0].image`.
    pub fn path(&self, place: Place) -> String {
        let mut path = String::new();
        match place {
            Place::File => path.push_str("template"),
            Place::ModuleFile(file) => {
                let _ = write!(path, "files['{}']", self.file(file).path);
            }
            Place::Decl(decl)
            | Place::Head(decl)
            | Place::Version(decl)
            | Place::Value(decl)
            | Place::Whole(decl)
            | Place::Decorator(decl, _)
            | Place::DecoratorName(decl, _)
            | Place::DecoratorArguments(decl, _) => {
                self.decl_path(decl, &mut path);
            }
            Place::Expr(expr)
            | Place::Name(expr)
            | Place::Access(expr)
            | Place::Arguments(expr)
            | Place::Inside(expr)
            | Place::Host(StringPlace::Value(expr), _) => {
                self.expr_path(expr, &mut path);
            }
            Place::Key(object, position)
            | Place::Entry(object, position)
            | Place::Host(StringPlace::Key(object, position), _) => {
                self.expr_path(object, &mut path);
                if let Expr::Object(run) = self.expr(object)
                    && let Some(Entry { key: Key::Name(name), .. }) = self.entries(run).get(position as usize)
                {
                    push_name(&mut path, self.str(*name));
                }
            }
            Place::Condition(decl) => self.expr_path_of(decl, &mut path),
            Place::Type(ty)
            | Place::Member(ty)
            | Place::TypePart(ty)
            | Place::Host(StringPlace::Member(ty), _)
            | Place::MemberDecorator(ty, _)
            | Place::MemberDecoratorName(ty, _)
            | Place::MemberDecoratorArguments(ty, _) => {
                self.decl_path(self.decl_of_type(ty), &mut path);
            }
            Place::Local(local) => match self.local(local).binder {
                super::Binder::Expr(expr) => self.expr_path(expr, &mut path),
                super::Binder::Decl(decl) => self.decl_path(decl, &mut path),
            },
        }
        path
    }

    fn expr_path_of(&self, decl: DeclId, path: &mut String) {
        match self.decl(decl).condition() {
            Some(condition) => self.expr_path(condition, path),
            None => self.decl_path(decl, path),
        }
    }

    fn decl_path(&self, id: DeclId, path: &mut String) {
        let decl = self.decl(id);
        path.push_str(decl.kind.section());
        let name = match decl.kind {
            DeclKind::Import(position) => self.name_of_import(position),
            _ => None,
        };
        push_name(path, name.unwrap_or(self.str(decl.name)));
    }

    /// The name of an import: that of the file as a whole, or its path.
    fn name_of_import(&self, position: u32) -> Option<&str> {
        let import = self.imports().get(position as usize)?;
        Some(match &import.names {
            ImportedNames::All { alias, .. } => alias,
            ImportedNames::List(_) => &import.path,
        })
    }

    fn expr_path(&self, expr: ExprId, path: &mut String) {
        let mut climbed = vec![expr];
        let mut top = expr;
        let decl = loop {
            match self.parent(top) {
                Parent::Expr(parent) => {
                    climbed.push(parent);
                    top = parent;
                }
                Parent::Decl(decl) => {
                    self.decl_path(decl, path);
                    break decl;
                }
                Parent::Decorator(decl) => return self.decl_path(decl, path),
                Parent::Type(ty) | Parent::MemberDecorator(ty) => {
                    return self.decl_path(self.decl_of_type(ty), path);
                }
            }
        };
        self.slot_segment(decl, top, path);
        for pair in climbed.windows(2).rev() {
            let &[child, parent] = pair else { continue };
            self.child_segment(parent, child, path);
        }
    }

    /// What of a declaration an expression at its top is.
    fn slot_segment(&self, id: DeclId, top: ExprId, path: &mut String) {
        let decl = self.decl(id);
        if decl.condition() == Some(top) {
            path.push_str(".if");
        } else if decl.header().is_some_and(|header| header.array == top) {
            path.push_str(".for");
        } else if matches!(decl.kind, DeclKind::Param { .. }) {
            path.push_str(".default");
        }
    }

    fn child_segment(&self, parent: ExprId, child: ExprId, path: &mut String) {
        match self.expr(parent) {
            Expr::Object(run) => {
                let entry = self.entries(run).iter().find(|entry| entry.value == child);
                if let Some(Entry { key: Key::Name(name), .. }) = entry {
                    push_name(path, self.str(*name));
                }
            }
            Expr::Array(run) => {
                if let Some(position) = self.list(run).iter().position(|item| *item == child) {
                    let _ = write!(path, "[{position}]");
                }
            }
            _ => {}
        }
    }
}

/// Appends `.name`, or `['name']` where it is not an identifier.
fn push_name(path: &mut String, name: &str) {
    let mut bytes = name.bytes();
    let identifier = bytes.next().is_some_and(|byte| byte == b'_' || byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    if identifier {
        path.push('.');
        path.push_str(name);
    } else {
        path.push_str("['");
        path.push_str(name);
        path.push_str("']");
    }
}
