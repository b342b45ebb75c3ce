//! Comments of the file and of declarations.

use std::borrow::Cow;

use super::Template;
use crate::value::IntoExpr;

/// A comment beside a declaration, or of the whole file.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) place: CommentPlace,
    pub(crate) text: Cow<'static, str>,
}

/// Where a comment stands; declarations by index.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CommentPlace {
    Start,
    End,
    Above(u32),
    After(u32),
}

/// Comments are for those who read the Bicep file; whatever their text is, they stay comments. What readers of the
/// deployment shall see is a description.
impl Template {
    /// Adds a comment at the start of the file, a line each.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// t.comment_at_start("Made by `cargo build`: change `build.rs` instead.");
    /// let name = t.param(Param::string("name"));
    /// t.comment(&name, "Has to be free in all of Azure.\nSee the wiki for the names of others.");
    /// t.output("name", &name).comment_after("for the pipeline");
    /// assert_eq!(
    ///     t.check()?.to_bicep(),
    ///     "// Made by `cargo build`: change `build.rs` instead.\n\n\
    ///      // Has to be free in all of Azure.\n// See the wiki for the names of others.\nparam name string\n\n\
    ///      output name string = name // for the pipeline\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn comment_at_start(&mut self, text: impl Into<Cow<'static, str>>) {
        self.comments.push(Comment { place: CommentPlace::Start, text: text.into() });
    }

    /// Adds a comment at the end of the file, a line each.
    pub fn comment_at_end(&mut self, text: impl Into<Cow<'static, str>>) {
        self.comments.push(Comment { place: CommentPlace::End, text: text.into() });
    }

    /// Adds a comment above the declaration that a handle, a parameter, a variable, a function or a type stands for, a
    /// line each. Outputs have [`OutputBuilder::comment`](crate::OutputBuilder::comment).
    pub fn comment(&mut self, declared: impl IntoExpr, text: impl Into<Cow<'static, str>>) {
        if let Some(symbol) = self.own_symbol(declared) {
            self.comment_at(CommentPlace::Above(symbol.index), text.into());
        }
    }

    /// Adds a comment after the declaration that a handle, a parameter, a variable, a function or a type stands for, on
    /// its last line.
    pub fn comment_after(&mut self, declared: impl IntoExpr, text: impl Into<Cow<'static, str>>) {
        if let Some(symbol) = self.own_symbol(declared) {
            self.comment_at(CommentPlace::After(symbol.index), text.into());
        }
    }

    pub(crate) fn comment_at(&mut self, place: CommentPlace, text: Cow<'static, str>) {
        self.comments.push(Comment { place, text });
    }
}
