//! Rules of the linter that are off by default: a text asks for them in its `bicepconfig.json`.

mod descriptions;
mod forms;
mod ids;
mod locations;
mod versions;
mod what_if;

use triceps_diagnostics::{Code, codes};
use triceps_infer::Types;
use triceps_middle::Middle;
use triceps_middle::raw::RawDiagnostics;

use crate::check::context::Context;

pub(super) fn check<'m>(context: &Context<'m>, types: &mut Types<'m>, diagnostics: &mut RawDiagnostics) {
    let rules = Rules(context.middle);
    if !codes::OFF_BY_DEFAULT.iter().any(|rule| rules.has(*rule)) {
        return;
    }
    descriptions::check(context.middle, rules, diagnostics);
    forms::check(context.middle, rules, diagnostics);
    ids::check(context, types, rules, diagnostics);
    locations::check(context.middle, rules, diagnostics);
    versions::check(context, types, rules, diagnostics);
    what_if::check(context, types, rules, diagnostics);
}

/// Which rules a text asks for.
#[derive(Clone, Copy)]
struct Rules<'m>(&'m Middle);

impl Rules<'_> {
    fn has(self, code: Code) -> bool {
        self.0.origins().is_some_and(|origins| origins.asks_for(code))
    }
}
