//! Outputs.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use triceps_model::tree::Comment;
use triceps_model::{Expr, IntoExpr, Object};

use super::{CommentPlace, Template};

/// An output or a metadata entry that was just added, for describing it.
///
/// ```
/// # use triceps::{Template, object};
/// # let mut t = Template::for_resource_group();
/// t.output("name", "portal")
///     .description("The name of the portal.")
///     .metadata(object! { owner: "platform" })
///     .length(3..=24);
/// t.output("port", 7007).blank_line_before(false);
/// t.output("host", "localhost").min_length(1).max_length(60);
/// assert!(t.check()?.to_bicep().starts_with(
///     "@description('The name of the portal.')\n@metadata({\n  owner: 'platform'\n})\n@minLength(3)\n@maxLength(24)\n\
///      output name string = 'portal'\n",
/// ));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct OutputBuilder<'a>(&'a mut Template);

impl<'a> OutputBuilder<'a> {
    /// For the declaration that was added last.
    pub(crate) fn new(template: &'a mut Template) -> Self {
        Self(template)
    }

    fn decorate<const N: usize>(self, name: &'static str, args: [Expr; N]) -> Self {
        if let Some(decl) = self.0.decls.last_mut() {
            decl.decorators.push(name, args);
        }
        self
    }

    /// Accepts a diagnostic about it, and says why it is fine here: see [`Template::accept`].
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let endpoint = t.param(Param::string("endpoint"));
    /// t.output("passwordUrl", &endpoint)
    ///     .accept("outputs-should-not-contain-secrets", "the page where passwords are changed");
    /// assert!(t.check()?.to_bicep().ends_with(
    ///     "\n// the page where passwords are changed\n#disable-next-line outputs-should-not-contain-secrets\n\
    ///      output passwordUrl string = endpoint\n",
    /// ));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn accept(self, code: impl Into<Cow<'static, str>>, reason: impl Into<Cow<'static, str>>) -> Self {
        let index = self.index();
        self.0.accept_at(index, code.into(), reason.into());
        self
    }

    /// Adds a comment above it.
    pub fn comment(self, comment: impl Into<Comment>) -> Self {
        self.comment_at(CommentPlace::Above, comment)
    }

    /// Adds a comment after it, on its last line.
    ///
    /// ```
    /// # use triceps::annotations::CommentPlace;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("port", 7007).comment("The port of the backend.").comment_after("7007 by default");
    /// t.output("host", "localhost").comment_at(CommentPlace::Above, "Where it listens.");
    /// assert_eq!(
    ///     t.check()?.to_bicep(),
    ///     "// The port of the backend.\noutput port int = 7007 // 7007 by default\n\
    ///      // Where it listens.\noutput host string = 'localhost'\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn comment_after(self, comment: impl Into<Comment>) -> Self {
        self.comment_at(CommentPlace::After, comment)
    }

    /// Adds a comment at the end of its line.
    pub fn comment_at(self, place: CommentPlace, comment: impl Into<Comment>) -> Self {
        let index = self.index();
        self.0.comment_decl(index, place, comment.into());
        self
    }

    /// The index of the declaration.
    fn index(&self) -> usize {
        self.0.decls.len().saturating_sub(1)
    }

    /// The description of the output: `@description`.
    pub fn description(self, text: impl IntoExpr) -> Self {
        self.decorate("description", [text.into_expr()])
    }

    /// Adds metadata: `@metadata({..})`.
    pub fn metadata(self, facts: Object) -> Self {
        self.decorate("metadata", [facts.into()])
    }

    /// The number of characters or items: `@minLength` and `@maxLength`.
    pub fn length(self, bounds: RangeInclusive<u32>) -> Self {
        self.min_length(*bounds.start()).max_length(*bounds.end())
    }

    /// Sets whether there is a blank line before it. By default there is none between two undecorated
    /// neighbours.
    pub fn blank_line_before(self, blank: bool) -> Self {
        if let Some(decl) = self.0.decls.last_mut() {
            decl.blank_line_before = Some(blank);
        }
        self
    }

    /// The least number of characters or items: `@minLength`.
    pub fn min_length(self, least: u32) -> Self {
        self.decorate("minLength", [least.into_expr()])
    }

    /// The greatest number of characters or items: `@maxLength`.
    pub fn max_length(self, most: u32) -> Self {
        self.decorate("maxLength", [most.into_expr()])
    }
}
