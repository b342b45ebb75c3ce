//! `triceps generate`: all files of a portal.

use std::fs;
use std::path::Path;

use triceps::build::{Files, Mode};
use triceps_backstage::config::EnvironmentName;
use triceps_backstage::{Bundle, BundleFile, Document, Findings, bundle};

use crate::args::{Format, GenerateArgs};
use crate::changes;
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
    let files = match of_environment(files, &document, args.environment.as_deref()) {
        Ok(files) => files,
        Err(message) => return Err(Failure::new(message)),
    };
    if !args.check && !changes::announce(folder, &files, args.force, &command(args)) {
        return Ok(Code::Findings);
    }
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

/// The files that are not of another environment.
fn of_environment(
    mut files: Vec<BundleFile>,
    document: &Document<'_>,
    wanted: Option<&str>,
) -> Result<Vec<BundleFile>, String> {
    let Some(wanted) = wanted else { return Ok(files) };
    let portal = document.portal().map_err(|findings| findings.to_string())?;
    let names: Vec<&str> = portal.environments.keys().map(EnvironmentName::as_str).collect();
    if !names.contains(&wanted) {
        return Err(match names.as_slice() {
            [] => "the portal has no environments".to_owned(),
            names => format!("there is no environment `{wanted}`, but `{}`", names.join("`, `")),
        });
    }
    let own = |name: &str| {
        [
            format!("infra/{name}.bicepparam"),
            format!("scripts/settings.{name}.env"),
            format!("scripts/registration.{name}.json"),
        ]
    };
    let others: Vec<String> = names.into_iter().filter(|name| *name != wanted).flat_map(own).collect();
    files.retain(|file| !others.contains(&file.path));
    Ok(files)
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
    let environment = args.environment.as_ref().map(|name| format!(" --environment {name}")).unwrap_or_default();
    format!("triceps generate {}{out}{environment}", args.portal.display())
}
