//! `triceps modules publish`: a module for others.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use triceps::read::{Disk, compile_with};
use triceps_modules::{Interface, Notes, Publication, Reference, pack};

use super::context::Context;
use super::{CommandError, Place, Recording, with_modules};
use crate::output::{self, Code, Failure};

#[derive(Debug, clap::Args)]
pub(crate) struct PublishArgs {
    /// The module: a Bicep file or a compiled template.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The reference to publish to: `br:contoso.azurecr.io/bicep/network:1.2.0`.
    #[arg(long, value_name = "REFERENCE")]
    target: String,
    /// The address of its documentation.
    #[arg(long, value_name = "URI")]
    documentation_uri: Option<String>,
    /// Publish the sources with it.
    #[arg(long)]
    with_source: bool,
    /// Overwrite an existing tag.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &PublishArgs) -> Result<Code, CommandError> {
    let context = Context::open(&args.place)?;
    let reference = context.reference(&args.target)?;
    let Reference::Registry(target) = &reference else {
        return Err(Failure::new(format!("`{reference}` is a template spec; `--target` takes `br:..`")).into());
    };
    let (main, files) = template(args)?;
    let interface = Interface::read(&reference, &main)?;
    let sources = args.with_source.then(|| pack(&files));
    let publication = Publication {
        main: &main,
        sources: sources.as_deref(),
        notes: Notes {
            description: interface.description,
            documentation: args.documentation_uri.clone(),
            created: Some(time(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())),
        },
        overwrite: args.force,
    };
    let digest = context.registries().publish(target, &publication)?;
    Ok(output::report(&format!("published {reference}, {digest}\n"))?)
}

/// A file with its path.
type Source = (String, Vec<u8>);

/// The compiled template, and the files that it was made of; the one that it starts from comes first.
fn template(args: &PublishArgs) -> Result<(Vec<u8>, Vec<Source>), CommandError> {
    let bytes = fs::read(&args.file).map_err(|error| Failure::disk("read", &args.file, &error))?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !args.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("bicep")) {
        return Ok((bytes.clone(), vec![(name, bytes)]));
    }
    let main = Disk::path(&args.file).map_err(|error| Failure::disk("find", &args.file, &error))?;
    let files = Recording::new(&Disk);
    let (compilation, _) = with_modules(&args.file, true, |modules| compile_with(&files, modules, &main))?;
    let errors: Vec<String> = compilation.diagnostics().iter().map(|found| format!("{found}\n")).collect();
    output::stderr(&errors.concat());
    let Some(template) = compilation.checked().filter(|_| !compilation.diagnostics().has_errors()) else {
        return Err(Failure::new(format!("`{}` has errors, and is not published", args.file.display())).into());
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut sources = vec![(name, bytes)];
    for (path, bytes) in files.into_read() {
        // What is outside of the folder of the module is not for others.
        match path.strip_prefix(&folder).and_then(|path| path.strip_prefix('/')) {
            Some(below) if path != main => sources.push((below.to_owned(), bytes)),
            _ => {}
        }
    }
    Ok((template.to_arm_string().trim_end().as_bytes().to_vec(), sources))
}

/// A time since 1970 in UTC, as the compiler writes it.
fn time(since: Duration) -> String {
    let seconds = since.as_secs();
    let (year, month, day) = date(seconds / 86_400);
    let of_day = seconds % 86_400;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:07}Z",
        of_day / 3_600,
        of_day / 60 % 60,
        of_day % 60,
        since.subsec_nanos() / 100
    )
}

/// Year, month and day of a day since 1970.
fn date(mut days: u64) -> (u64, u64, u64) {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if days < length {
            return (year, month, days + 1);
        }
        days -= length;
    }
    (year, 12, 31)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{date, time};

    #[test]
    fn days_become_dates() {
        for (day, expected) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (789, (1972, 2, 29)),
            (790, (1972, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_322, (2000, 12, 31)),
            (11_323, (2001, 1, 1)),
            (20_786, (2026, 11, 29)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(date(day), expected, "{day}");
        }
    }

    #[test]
    fn a_time_has_seven_digits_of_its_second() {
        let since = Duration::new(20_786 * 86_400 + 18 * 3_600 + 56 * 60 + 7, 123_456_789);
        assert_eq!(time(since), "2026-11-29T18:56:07.1234567Z");
    }
}
