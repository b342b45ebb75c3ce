//! What the compiler's linter says by default, under the names of its rules.
//!
//! One look at each expression finds what a rule may have to say something about; few rules need more.

mod access;
mod declarations;
mod depends;
mod deployments;
mod identifiers;
mod inputs;
mod outputs;
mod parents;
mod resources;
mod same;
mod texts;
mod unused;

use super::secrets::Leaks;
use super::{Context, Findings};
use crate::language::Function;
use crate::middle::{Callee, Expr, ExprId, Key};
use crate::strings::Str;
use crate::types::Types;

pub(super) fn check(context: &Context<'_>, types: &mut Types<'_>, findings: &mut Findings) {
    let middle = context.middle;
    let leaks = Leaks::new(context);
    unused::check(context, findings);
    declarations::check(context, types, findings);
    depends::check(context, findings);
    let words = Words::of(context);
    let mut unstable = false;
    for id in (0..middle.expr_count()).map(ExprId::new) {
        match middle.expr(id) {
            Expr::String(text) => {
                if words.has_host(text) {
                    texts::host(middle, id, middle.str(text), findings);
                }
            }
            Expr::Interpolation(run) => texts::interpolation(types, &words, id, middle.parts(run), findings),
            Expr::Object(run) => {
                if let Some(names) = &words.user_names {
                    for entry in middle.entries(run) {
                        if let Key::Name(name) = entry.key
                            && names.contains(&name)
                        {
                            resources::user_name(context, id, entry.value, findings);
                        }
                    }
                }
            }
            Expr::Call { callee: Callee::Function(function), args } => match function {
                Function::Concat => texts::concat(types, id, middle.list(args), findings),
                Function::Json => texts::json_null(middle, id, middle.list(args), findings),
                Function::Reference => access::symbol(context, id, "reference", middle.list(args), findings),
                Function::NewGuid | Function::UtcNow => unstable = true,
                _ => {}
            },
            Expr::Call { callee: Callee::List(name), args } => {
                access::symbol(context, id, middle.str(name), middle.list(args), findings);
            }
            Expr::Ternary(condition, yes, _) => access::guarded(middle, id, condition, yes, findings),
            Expr::Property { .. } | Expr::Index { .. } => access::optional(types, id, findings),
            _ => {}
        }
    }
    if unstable {
        identifiers::check(context, findings);
    }
    parents::check(context, findings);
    deployments::check(context, findings);
    resources::check(context, &leaks, findings);
    inputs::check(context, types, findings);
    if middle.is_text() {
        outputs::check(&leaks, types, findings);
    }
}

/// What of the strings of a file a rule is about.
struct Words {
    /// Strings with a host of one cloud in them, sorted.
    hosts: Vec<Str>,
    /// `adminUsername`, in all the cases that the file writes it in.
    user_names: Option<Vec<Str>>,
}

impl Words {
    fn of(context: &Context<'_>) -> Self {
        let mut words = Self { hosts: Vec::new(), user_names: None };
        for (id, text) in context.middle.strings().iter() {
            if texts::may_have_host(text) {
                words.hosts.push(id);
            }
            if text.len() == resources::USER_NAME.len() && text.eq_ignore_ascii_case(resources::USER_NAME) {
                words.user_names.get_or_insert_default().push(id);
            }
        }
        words
    }

    fn has_host(&self, text: Str) -> bool {
        !self.hosts.is_empty() && self.hosts.binary_search(&text).is_ok()
    }
}
