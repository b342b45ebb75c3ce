//! `triceps generate`: all files of a portal.

use std::fs;
use std::path::{Path, PathBuf};

use triceps::build::{Files, Mode};
use triceps_backstage::config::EnvironmentName;
use triceps_backstage::{Bundle, BundleFile, Document, Report, Repository, bundle_for, conceal};

use crate::args::{Format, GenerateArgs};
use crate::changes;
use crate::output::{self, Code, Failure};
use crate::portal;
use crate::progress::Progress;

/// The list of the files, in the folder that they are written to.
const MANIFEST: &str = ".triceps-manifest";

/// The file of a Backstage repository that names its release.
const RELEASE: &str = "backstage.json";

/// The configuration of a Backstage repository, which belongs to its team.
const CONFIGURATION: &str = "app-config.yaml";

pub(crate) fn run(args: &GenerateArgs) -> Result<Code, Failure> {
    let source = portal::read(&args.portal)?;
    let name = &source.name;
    let document = source.document();
    let folder = args.out.as_deref().or_else(|| args.portal.parent()).unwrap_or(Path::new(""));
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
    let repository = Repository::new().backstage_json(&read(RELEASE)).app_config(&read(CONFIGURATION));
    let progress = Progress::new("generating", 1);
    let outcome = document
        .portal()
        .and_then(|portal| bundle_for(&portal, &repository).map_err(|diagnostics| document.locate(diagnostics)));
    let (diagnostics, files) = match outcome {
        Ok(Bundle { files, warnings, .. }) => (document.locate(warnings), Some(files)),
        Err(diagnostics) => (diagnostics, None),
    };
    drop(progress);
    show(&diagnostics, args.format)?;
    let Some(files) = files else {
        let errors = diagnostics.errors();
        let plural = if errors == 1 { "" } else { "s" };
        output::stderr(&format!("{errors} error{plural} in `{name}`: nothing is written\n"));
        return Ok(Code::Diagnostics);
    };
    let files = match of_environment(files, &document, folder, args.environment.as_deref()) {
        Ok(files) => files,
        Err(message) => return Err(Failure::new(message)),
    };
    if !args.check && !changes::announce(folder, &files, args.force, &command(args)) {
        return Ok(Code::Diagnostics);
    }
    let targets = Files::new().command(command(args)).manifest(folder.join(MANIFEST)).force(args.force);
    let targets = files.into_iter().fold(targets, |targets, file| file.add_to(targets, folder));
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let outcome = match targets.run(mode) {
        Ok(outcome) => outcome,
        Err(error) if error.stale().next().is_some() => {
            output::stderr(&format!("{}\n", conceal(&error.to_string())));
            return Ok(Code::Diagnostics);
        }
        Err(error) if !error.foreign().is_empty() => {
            output::stderr(&format!(
                "{error}\nyour own settings belong into `app-config.yaml` or `{name}`; to overwrite, run `{} --force`\n",
                command(args)
            ));
            return Ok(Code::Diagnostics);
        }
        Err(error) => return Err(Failure::new(error.to_string())),
    };
    for path in outcome.left() {
        output::stderr(&format!(
            "`{}` is not generated any more, and was edited: remove it if nobody needs it\n",
            path.display()
        ));
    }
    let line = |verb: &'static str| move |path: &PathBuf| format!("{verb} {}\n", path.display());
    let written = outcome.written().iter().map(line("wrote"));
    let report: String = written.chain(outcome.removed().iter().map(line("removed"))).collect();
    let report = if report.is_empty() { "all files are up to date\n".to_owned() } else { report };
    print_report(&report, args.format)
}

/// The files without those of other environments, as far as they are not there: those that are there stay fresh.
fn of_environment(
    mut files: Vec<BundleFile>,
    document: &Document<'_>,
    folder: &Path,
    wanted: Option<&str>,
) -> Result<Vec<BundleFile>, String> {
    let Some(wanted) = wanted else { return Ok(files) };
    let portal = document.portal().map_err(|diagnostics| diagnostics.to_string())?;
    let names: Vec<&str> = portal.environments.keys().map(EnvironmentName::as_str).collect();
    if !names.contains(&wanted) {
        return Err(match names.as_slice() {
            [] => "the portal has no `[environments]`".to_owned(),
            names => format!("there is no environment `{wanted}`; there are `{}`", names.join("`, `")),
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
    files.retain(|file| !others.contains(&file.path) || folder.join(&file.path).exists());
    Ok(files)
}

/// Diagnostics as asked for. What other programs read is printed even if nothing is found.
fn show(diagnostics: &Report, format: Format) -> Result<(), Failure> {
    match format {
        Format::Human => output::stderr(&diagnostics.to_text(output::has_colors())),
        Format::Json => drop(output::stdout(&diagnostics.to_json())?),
        Format::Github => drop(output::stdout(&diagnostics.to_github())?),
    }
    Ok(())
}

/// What was done: on the standard output, unless diagnostics are there for other programs.
fn print_report(report: &str, format: Format) -> Result<Code, Failure> {
    if format == Format::Human {
        return output::report(report);
    }
    output::note(report);
    Ok(Code::Fine)
}

/// The command that makes the files fresh.
fn command(args: &GenerateArgs) -> String {
    let out = args.out.as_ref().map(|folder| format!(" --out {}", folder.display())).unwrap_or_default();
    let environment = args.environment.as_ref().map(|name| format!(" --environment {name}")).unwrap_or_default();
    format!("triceps generate {}{out}{environment}", args.portal.display())
}
