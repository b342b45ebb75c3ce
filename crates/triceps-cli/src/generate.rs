//! `triceps generate`: all files of a portal.

use std::fs;
use std::path::Path;

use triceps::build::{Files, Mode};
use triceps_backstage::{Bundle, Document, Findings, bundle};

use crate::args::{Format, GenerateArgs};
use crate::output::{self, Code, Failure};

pub(crate) fn run(args: &GenerateArgs) -> Result<Code, Failure> {
    let name = args.portal.display().to_string();
    let bytes = fs::read(&args.portal).map_err(|error| Failure::disk("read", &args.portal, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{name}` is no UTF-8 text")))?;
    let document = Document::new(&name, &text);
    let outcome = document.portal().and_then(|portal| bundle(&portal).map_err(|findings| document.locate(findings)));
    let (findings, files) = match outcome {
        Ok(Bundle { files, warnings, .. }) => (document.locate(warnings), Some(files)),
        Err(findings) => (findings, None),
    };
    show(&findings, args.format)?;
    let Some(files) = files else {
        let errors = findings.iter().filter(|finding| finding.severity() == triceps::Severity::Error).count();
        let plural = if errors == 1 { "" } else { "s" };
        output::stderr(&format!("{errors} error{plural} in `{name}`: nothing is written\n"));
        return Ok(Code::Findings);
    };
    let folder = args.out.as_deref().or_else(|| args.portal.parent()).unwrap_or(Path::new(""));
    let mut targets = Files::new().command(command(args));
    for file in files {
        let path = folder.join(&file.path);
        targets = if file.executable { targets.executable(path, file.text) } else { targets.file(path, file.text) };
    }
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let outcome = match targets.run(mode) {
        Ok(outcome) => outcome,
        Err(error) if error.stale().next().is_some() => {
            output::stderr(&format!("{error}\n"));
            return Ok(Code::Findings);
        }
        Err(error) => return Err(Failure::new(error.to_string())),
    };
    let lines: Vec<String> = outcome.written().iter().map(|path| format!("wrote {}\n", path.display())).collect();
    let report = if lines.is_empty() { "all files are up to date\n".to_owned() } else { lines.concat() };
    tell(&report, args.format)
}

/// Findings as asked for. What other programs read is printed even if nothing is found.
fn show(findings: &Findings, format: Format) -> Result<(), Failure> {
    match format {
        Format::Human => output::stderr(&findings.to_text(output::has_colors())),
        Format::Json => drop(output::stdout(&findings.to_json())?),
        Format::Github => drop(output::stdout(&findings.to_github())?),
    }
    Ok(())
}

/// What was done: on the standard output, unless findings are there for other programs.
fn tell(report: &str, format: Format) -> Result<Code, Failure> {
    if format == Format::Human {
        return output::stdout(report);
    }
    output::stderr(report);
    Ok(Code::Fine)
}

/// The command that makes the files fresh.
fn command(args: &GenerateArgs) -> String {
    let out = args.out.as_ref().map(|folder| format!(" --out {}", folder.display())).unwrap_or_default();
    format!("triceps generate {}{out}", args.portal.display())
}
