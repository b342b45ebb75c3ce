//! `hostile`: each string field of a configuration × texts that mean something in some language, through every consumer that
//! is here: two readers of YAML, Backstage's own loader, bash, JSON, an independent reader of Bicep.

mod consumers;
mod portals;
mod spellings;
mod texts;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use triceps_backstage::config::Portal;
use triceps_backstage::{BundleFile, bundle};

use spellings::Spellings;

/// How much of the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One of this number, spread over all fields.
    Sample(usize),
    Whole,
}

/// What came of the work.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    places: usize,
    tried: usize,
    refused: usize,
    differences: Vec<String>,
}

/// Tries texts in all places, and writes those that are taken below `folder` for Backstage's own packages.
///
/// # Errors
///
/// Where a consumer reads something else than what was written.
pub(crate) fn run(extent: Extent, folder: &Path) -> Result<String, String> {
    let outcome = tried(extent, Some(folder))?;
    let mut differences = outcome.differences;
    differences.extend(node(folder)?);
    let taken = outcome.tried - outcome.refused;
    if differences.is_empty() {
        return Ok(format!(
            "{} texts in {} places: {} refused, {taken} taken, 0 differences\n",
            outcome.tried, outcome.places, outcome.refused
        ));
    }
    Err(format!("{} differences:\n{}", differences.len(), differences.join("\n")))
}

/// Tries texts in all places, with the consumers that are in Rust, and bash.
pub(crate) fn tried(extent: Extent, folder: Option<&Path>) -> Result<Outcome, String> {
    let step = match extent {
        Extent::Sample(step) => step,
        Extent::Whole => 1,
    };
    if let Some(folder) = folder {
        let _ = fs::remove_dir_all(folder);
    }
    let places = portals::places()?;
    let mut outcome = Outcome { places: places.len(), ..Outcome::default() };
    let mut turn = 0;
    for place in &places {
        // The files with the mark itself, made once a text is taken.
        let mut baseline = None;
        for text in candidates(place) {
            turn += 1;
            if turn % step != 0 {
                continue;
            }
            outcome.tried += 1;
            let Ok(files) = files(&place.portal, &place.at, &text) else {
                outcome.refused += 1;
                continue;
            };
            let (plain, read) = match &mut baseline {
                Some(known) => known,
                none => none.insert(read_baseline(place)?),
            };
            let case = format!("{} = {:?}", place.at, text.chars().take(40).collect::<String>());
            match read.with(plain, &files) {
                Err(error) => outcome.differences.push(format!("{case}: {error}")),
                Ok(hostile) => {
                    let found = consumers::differences(read, &hostile, &Spellings::new(&place.mark, &text));
                    outcome.differences.extend(found.into_iter().map(|found| format!("{case}: {found}")));
                }
            }
            if let Some(folder) = folder {
                write(&folder.join(turn.to_string()), place, &text, plain, &files)?;
            }
        }
    }
    Ok(outcome)
}

fn read_baseline(place: &portals::Place) -> Result<(Vec<BundleFile>, consumers::Read), String> {
    let plain = files(&place.portal, &place.at, &place.mark)
        .map_err(|error| format!("{} is refused as it is: {error}", place.at))?;
    let read = consumers::Read::of(&plain)?;
    Ok((plain, read))
}

/// The texts for a place. Where a pattern keeps most of them out, they stand at the ends of the mark as well.
fn candidates(place: &portals::Place) -> Vec<String> {
    let texts = texts::TEXTS.iter().map(|text| (*text).to_owned()).chain([texts::long()]);
    let mark = &place.mark;
    texts
        .flat_map(|text| {
            let ends = place.has_pattern.then(|| [format!("{text}{mark}"), format!("{mark}{text}")]);
            [text].into_iter().chain(ends.into_iter().flatten())
        })
        .collect()
}

/// The files of a portal with a text in a place.
fn files(portal: &Value, at: &str, text: &str) -> Result<Vec<BundleFile>, String> {
    let mut portal = portal.clone();
    *portal.pointer_mut(at).ok_or("there is no such place")? = json!(text);
    let portal: Portal = serde_json::from_value(portal).map_err(|error| error.to_string())?;
    Ok(bundle(&portal).map_err(|diagnostics| diagnostics.to_string())?.files)
}

/// The files that Backstage reads, with and without the text, for its own packages.
fn write(
    folder: &Path,
    place: &portals::Place,
    text: &str,
    plain: &[BundleFile],
    files: &[BundleFile],
) -> Result<(), String> {
    let put = |folder: &Path, files: &[BundleFile]| -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        for file in files.iter().filter(|file| consumers::is_yaml(&file.path)) {
            let name = file.path.replace('/', "_");
            fs::write(folder.join(&name), &file.text)?;
            fs::write(
                folder.join(format!("{name}.json")),
                consumers::yaml(&file.text).unwrap_or(Value::Null).to_string(),
            )?;
        }
        Ok(())
    };
    let spellings = Spellings::new(&place.mark, text);
    let case = json!({ "at": place.at, "text": text, "spellings": spellings.pairs() });
    put(&folder.join("plain"), plain)
        .and_then(|()| put(&folder.join("hostile"), files))
        .and_then(|()| fs::write(folder.join("case.json"), case.to_string()))
        .map_err(|error| format!("could not write `{}`: {error}", folder.display()))
}

/// What Backstage's own loader and the other reader of YAML find.
fn node(folder: &Path) -> Result<Vec<String>, String> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/backstage-node");
    let output = Command::new("node").arg("hostile.mjs").arg(folder).current_dir(&project).output();
    let output = output.map_err(|error| format!("could not start node: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_consumer_reads_something_else() {
        let outcome = tried(Extent::Sample(149), None).expect("the portals are good");
        assert!(outcome.differences.is_empty(), "{:#?}", outcome.differences);
        assert!(outcome.tried > outcome.refused, "{outcome:?}");
    }
}
