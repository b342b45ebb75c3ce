//! `triceps doctor`: whether this machine, the account and Azure are ready for a portal. Nothing is changed.

mod azure;
mod tools;
mod wanted;

use crate::args::DoctorArgs;
use crate::output::{self, Code, Failure};
use crate::portal;
use wanted::Wanted;

/// What came of one look.
enum Verdict {
    /// It is as it should be, with what was found.
    Good(String),
    /// It keeps the portal from being deployed: what is wrong, and what to do.
    Bad(String, String),
    /// It cannot be told, and why.
    Open(String),
}

/// What was looked at, and what came of it.
struct Probe {
    at: &'static str,
    verdict: Verdict,
}

impl Probe {
    fn new(at: &'static str, verdict: Verdict) -> Self {
        Self { at, verdict }
    }
}

pub(crate) fn run(args: &DoctorArgs) -> Result<Code, Failure> {
    let wanted = match &args.portal {
        None => Wanted::default(),
        Some(path) => {
            let source = portal::read(path)?;
            let document = source.document();
            match document
                .portal()
                .and_then(|portal| Wanted::of(&portal).map_err(|diagnostics| document.locate(diagnostics)))
            {
                Ok(wanted) => wanted,
                Err(diagnostics) => {
                    output::stderr(&diagnostics.to_text(output::has_colors()));
                    return Ok(Code::Diagnostics);
                }
            }
        }
    };
    let mut probes = tools::probes(&wanted);
    probes.extend(azure::probes(&wanted));
    let mut bad = 0;
    for Probe { at, verdict } in &probes {
        output::stdout(&match verdict {
            Verdict::Good(found) => format!("ok    {at}: {found}\n"),
            Verdict::Open(why) => format!("-     {at}: {why}\n"),
            Verdict::Bad(wrong, help) => {
                bad += 1;
                format!("FAIL  {at}: {wrong}\n      help: {help}\n")
            }
        })?;
    }
    if bad == 0 {
        return output::stdout("no problems found\n");
    }
    let plural = if bad == 1 { "problem" } else { "problems" };
    output::stdout(&format!("{bad} {plural} found\n"))?;
    Ok(Code::Diagnostics)
}
