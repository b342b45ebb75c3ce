//! Diagnostics as SARIF 2.1.0.

use std::fmt::Write as _;

use serde_json::{Value, json};
use triceps::read::Compilation;
use triceps::{Diagnostic, Severity};

use super::diagnostics::{all, place, text};

pub(super) fn log(compilations: &[Compilation]) -> String {
    let results: Vec<Value> = all(compilations).map(|(_, diagnostic)| result(diagnostic)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "triceps", "version": env!("CARGO_PKG_VERSION") } },
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
            "columnKind": "utf16CodeUnits",
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("keys are text and values are finite");
    text.push('\n');
    text
}

fn result(diagnostic: &Diagnostic) -> Value {
    let (file, line, column) = place(diagnostic);
    let mut region = json!({ "startLine": line, "startColumn": column });
    if let Some(span) = diagnostic.span() {
        region["endLine"] = span.end.0.into();
        region["endColumn"] = span.end.1.into();
    }
    // The official program writes the column under this name.
    region["charOffset"] = column.into();
    json!({
        "ruleId": diagnostic.id(),
        "level": level(diagnostic.severity()),
        "message": { "text": text(diagnostic) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(file) },
                "region": region,
            },
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

/// The address of a file.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes any text");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_escape_what_a_path_may_hold() {
        assert_eq!(super::uri("/my files/ä#1.bicep"), "file:///my%20files/%C3%A4%231.bicep");
        assert_eq!(super::uri("C:/x.bicep"), "file:///C:/x.bicep");
    }
}
