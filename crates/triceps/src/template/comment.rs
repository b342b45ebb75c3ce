//! Comments of the file and of declarations.

/// The position of a comment next to a declaration.
///
/// ```
/// # use triceps::annotations::CommentPlace;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name").default("portal"));
/// t.comment_at(&name, CommentPlace::After, "shown in the catalog");
/// t.output("name", &name).comment_at(CommentPlace::Above, "For the pipeline.");
/// assert_eq!(
///     t.check()?.to_bicep(),
///     "param name string = 'portal' // shown in the catalog\n\n// For the pipeline.\noutput name string = name\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::CommentPlace;

use triceps_model::IntoExpr;
use triceps_model::tree::Comment;

use super::Template;

/// What a comment is beside.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Commented {
    Start,
    End,
    Scope,
    /// A declaration by its index.
    Decl(usize, CommentPlace),
}

/// Comments.
impl Template {
    /// Adds a comment at the start of the file.
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
    pub fn comment_at_start(&mut self, comment: impl Into<Comment>) {
        self.comments.push((Commented::Start, comment.into()));
    }

    /// Adds a comment at the end of the file.
    ///
    /// ```
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.comment_target_scope("The group is made by hand.");
    /// t.output("name", "portal");
    /// t.comment_at_end("That is all.");
    /// assert_eq!(
    ///     t.check()?.to_bicep(),
    ///     "targetScope = 'resourceGroup' // The group is made by hand.\n\noutput name string = 'portal'\n// That is all.\n",
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn comment_at_end(&mut self, comment: impl Into<Comment>) {
        self.comments.push((Commented::End, comment.into()));
    }

    /// Adds a comment after the target scope, which is written even if it is a resource group then.
    pub fn comment_target_scope(&mut self, comment: impl Into<Comment>) {
        self.comments.push((Commented::Scope, comment.into()));
    }

    /// Adds a comment above the declaration of a handle, parameter, variable, function or type.
    /// Outputs have [`OutputBuilder::comment`](crate::OutputBuilder::comment).
    #[track_caller]
    pub fn comment(&mut self, declared: impl IntoExpr, comment: impl Into<Comment>) {
        self.comment_at(declared, CommentPlace::Above, comment);
    }

    /// Adds a comment at the end of the line of a handle's, parameter's, variable's, function's or type's declaration.
    ///
    /// ```
    /// # use triceps::annotations::CommentPlace;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name").default("portal"));
    /// t.comment_at(&name, CommentPlace::After, "shown in the catalog");
    /// t.output("name", &name);
    /// assert!(t.check()?.to_bicep().starts_with("param name string = 'portal' // shown in the catalog\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[track_caller]
    pub fn comment_at(&mut self, declared: impl IntoExpr, place: CommentPlace, comment: impl Into<Comment>) {
        if let Some(index) = self.index_for("comment", declared) {
            self.comment_decl(index, place, comment.into());
        }
    }

    pub(crate) fn comment_decl(&mut self, decl: usize, place: CommentPlace, comment: Comment) {
        self.comments.push((Commented::Decl(decl, place), comment));
    }
}
