//! Diagnostics that a model accepts on the declaration they are about.

use triceps_diagnostics::{Severity, codes};
use triceps_middle::raw::{Accepted, RawDiagnostic, RawDiagnostics};
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, Middle, Place};

/// What the declarations of a model accept, and what of it was found.
pub(super) struct Acceptances {
    list: Vec<Acceptance>,
    accepted: Vec<Accepted>,
}

struct Acceptance {
    decl: DeclId,
    code: Str,
    reason: Str,
    is_met: bool,
}

impl Acceptances {
    pub(super) fn of(middle: &Middle) -> Self {
        let list =
            middle.accepting().map(|(decl, code, reason)| Acceptance { decl, code, reason, is_met: false }).collect();
        Self { list, accepted: Vec::new() }
    }

    /// Takes out of the diagnostics what is accepted.
    pub(super) fn apply(&mut self, middle: &Middle, diagnostics: &mut RawDiagnostics) {
        if self.list.is_empty() {
            return;
        }
        let mut refused = RawDiagnostics::default();
        diagnostics.retain(|diagnostic| {
            let Some(acceptance) = self.find(middle, diagnostic) else { return true };
            acceptance.is_met = true;
            if diagnostic.severity == Severity::Error && diagnostic.code != codes::OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS {
                let message = format!("`{}` is an error here, and errors cannot be accepted", diagnostic.code);
                refused.report(codes::TRI0013, Place::Decl(acceptance.decl), message, "fix its cause");
                return true;
            }
            let reason = middle.str(acceptance.reason).trim().to_owned();
            let path = middle.path(diagnostic.place);
            self.accepted.push(Accepted::new(diagnostic, path, reason));
            false
        });
        diagnostics.append(refused);
    }

    fn find(&mut self, middle: &Middle, diagnostic: &RawDiagnostic) -> Option<&mut Acceptance> {
        let decl = middle.decl_of_place(diagnostic.place)?;
        self.list.iter_mut().find(|own| {
            own.decl == decl
                && middle.str(own.code) == diagnostic.code.id()
                && !middle.str(own.reason).trim().is_empty()
        })
    }

    /// Reports what was accepted and is not there, or for no reason.
    pub(super) fn finish(self, middle: &Middle, diagnostics: &mut RawDiagnostics) -> Vec<Accepted> {
        for Acceptance { decl, code, reason, .. } in self.list.into_iter().filter(|own| !own.is_met) {
            let (place, code) = (Place::Decl(decl), middle.str(code));
            if middle.str(reason).trim().is_empty() {
                let message = format!("`{code}` is accepted without a reason");
                diagnostics.report(codes::TRI0013, place, message, "give the reason why it is acceptable here");
                continue;
            }
            let message = format!("`{code}` is accepted here, but does not occur");
            let help = match codes::find(code) {
                Some(_) => "remove the acceptance: it would hide the diagnostic when it occurs for another reason",
                None => "give the code as diagnostics show it: `no-hardcoded-env-urls`, `BCP081`, `TRI0116`",
            };
            diagnostics.report(codes::TRI0012, place, message, help);
        }
        self.accepted
    }
}
