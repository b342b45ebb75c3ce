//! One change to the code, as `cargo mutants` lists it.

use serde_json::Value;

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// A function gives the replacement at once.
    Function,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

/// Line and column, both from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    /// File, line, column and change.
    pub(super) name: String,
    pub(super) file: String,
    /// What is changed, without the position.
    pub(super) change: String,
    pub(super) genre: Genre,
    pub(super) replacement: String,
    /// Where that starts which is replaced: an operator, a pattern, a guard, a field or the first statement of a
    /// function.
    pub(super) start: Position,
}

/// Reads the list of `cargo mutants --list --json`.
///
/// # Errors
///
/// If the list has another form.
pub(super) fn parse(json: &str) -> Result<Vec<Mutant>, String> {
    let list: Vec<Value> = serde_json::from_str(json).map_err(|error| format!("cargo mutants --list: {error}"))?;
    list.iter().map(|entry| read(entry).ok_or_else(|| format!("cargo mutants --list: unknown form: {entry}"))).collect()
}

fn read(entry: &Value) -> Option<Mutant> {
    let text = |key: &str| entry[key].as_str().map(str::to_owned);
    let number = |key: &str| entry["span"]["start"][key].as_u64().and_then(|number| usize::try_from(number).ok());
    let name = text("name")?;
    Some(Mutant {
        change: name.splitn(4, ':').nth(3).unwrap_or(&name).trim().to_owned(),
        file: text("file")?,
        genre: match entry["genre"].as_str()? {
            "FnValue" => Genre::Function,
            "BinaryOperator" => Genre::BinaryOperator,
            "UnaryOperator" => Genre::UnaryOperator,
            "MatchArm" => Genre::MatchArm,
            "MatchArmGuard" => Genre::MatchArmGuard,
            "StructField" => Genre::StructField,
            _ => return None,
        },
        replacement: text("replacement")?,
        start: Position { line: number("line")?, column: number("column")? },
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutant_has_a_name_a_file_and_a_change() {
        let json = r#"[{ "name": "a.rs:3:5: replace f -> A::B with c()", "file": "a.rs", "genre": "FnValue",
            "replacement": "c()", "span": { "start": { "line": 3, "column": 5 }, "end": { "line": 3, "column": 9 } } }]"#;
        let mutants = parse(json).unwrap();
        assert_eq!(mutants[0].change, "replace f -> A::B with c()");
        assert_eq!(mutants[0].genre, Genre::Function);
        assert_eq!(mutants[0].start, Position { line: 3, column: 5 });
        assert!(parse("[{}]").is_err());
    }
}
