//! What a run found: a row of the table of each area, and the mutants that survive.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use crate::areas::Area;
use crate::compile;
use crate::mutant::Mutant;
use crate::sample::{self, Drawn, SKIPPED_ONE_OF};
use crate::trial::Verdict;

/// What is known of an area.
#[derive(Debug)]
pub(super) struct AreaReport<'a> {
    pub(super) name: &'static str,
    /// Each mutant with its number.
    pub(super) drawn: Vec<(u32, Drawn<'a>)>,
}

impl<'a> AreaReport<'a> {
    /// Draws the sample of an area.
    ///
    /// # Errors
    ///
    /// If more mutants are skipped than may be.
    pub(super) fn new(
        area: &Area,
        mutants: &'a [Mutant],
        count: usize,
        numbers: &HashMap<&str, u32>,
    ) -> Result<AreaReport<'a>, String> {
        let drawn: Vec<_> = sample::draw(area, mutants, count)
            .into_iter()
            .filter_map(|drawn| Some((*numbers.get(&*drawn.mutant.name)?, drawn)))
            .collect();
        let skipped = drawn.iter().filter(|(_, drawn)| drawn.skipped.is_some()).count();
        if skipped * SKIPPED_ONE_OF > count {
            return Err(format!(
                "{}: {skipped} of {count} mutants are skipped; at most one of {SKIPPED_ONE_OF} may be",
                area.name
            ));
        }
        Ok(AreaReport { name: area.name, drawn })
    }
}

/// Writes the report, and gives whether nine of ten are caught in each area.
pub(super) fn write(
    areas: &[AreaReport],
    broken: &BTreeMap<u32, String>,
    verdicts: &BTreeMap<u32, Verdict>,
) -> (String, bool) {
    let mut rows = String::from(
        "| area | mutants | do not compile | skipped | tried | caught | per cent |\n|---|---:|---:|---:|---:|---:|---:|\n",
    );
    let mut list: BTreeMap<&str, String> = BTreeMap::new();
    let mut is_enough = true;
    for area in areas {
        let (mut unbuilt, mut skipped, mut caught, mut tried) = (0, 0, 0, 0);
        for (number, drawn) in &area.drawn {
            let name = drawn.mutant.name.as_str();
            if let Some(reason) = drawn.skipped {
                skipped += 1;
                list.insert(name, format!("skipped: {name}: {reason}"));
            } else if let Some(error) = broken.get(number) {
                // It would compile if it were not chosen when a test runs.
                if error.starts_with(compile::NOT_CONST) {
                    skipped += 1;
                    list.insert(name, format!("skipped: {name}: in a constant, which the compiler computes"));
                } else {
                    unbuilt += 1;
                }
            } else {
                tried += 1;
                match verdicts.get(number) {
                    Some(Verdict::Caught(_)) => caught += 1,
                    Some(Verdict::Survived) => drop(list.insert(name, format!("survived: {name}"))),
                    Some(Verdict::Unreached) | None => drop(list.insert(name, format!("not reached: {name}"))),
                }
            }
        }
        let per_cent = f64::from(caught) * 100.0 / f64::from(tried.max(1));
        let _ = writeln!(
            rows,
            "| {} | {} | {unbuilt} | {skipped} | {tried} | {caught} | {per_cent:.1} |",
            area.name,
            area.drawn.len()
        );
        is_enough &= caught * 10 >= tried * 9;
    }
    let list = list.into_values().fold(String::new(), |list, line| list + &line + "\n");
    (format!("{list}\n{rows}"), is_enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutant::{Genre, Position};

    #[test]
    fn a_row_counts_what_was_tried_and_the_rest_is_named() {
        let mutants: Vec<Mutant> = ["a", "b", "c", "d", "e", "f"]
            .into_iter()
            .map(|name| Mutant {
                name: name.to_owned(),
                file: String::new(),
                change: String::new(),
                genre: Genre::Function,
                replacement: String::new(),
                start: Position { line: 1, column: 1 },
            })
            .collect();
        let skipped = |index| (index == 4).then_some("equal");
        let drawn = (1..)
            .zip(mutants.iter().enumerate())
            .map(|(number, (index, mutant))| (number, Drawn { key: String::new(), mutant, skipped: skipped(index) }))
            .collect();
        let verdicts =
            BTreeMap::from([(1, Verdict::Caught(String::new())), (2, Verdict::Survived), (3, Verdict::Unreached)]);
        let broken = BTreeMap::from([(4, String::new()), (6, "E0015 cannot call".to_owned())]);
        let (text, is_enough) = write(&[AreaReport { name: "core", drawn }], &broken, &verdicts);
        assert!(
            text.starts_with("survived: b\nnot reached: c\nskipped: e: equal\nskipped: f: in a constant"),
            "{text}"
        );
        assert!(text.ends_with("| core | 6 | 1 | 2 | 3 | 1 | 33.3 |\n"), "{text}");
        assert!(!is_enough);
    }
}
