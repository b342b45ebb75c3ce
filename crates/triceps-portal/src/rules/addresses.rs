//! Addresses with secrets in them, anywhere in the configuration.

use serde_json::Value;
use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::Portal;
use crate::secrecy::in_address;
use crate::structure::path;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let data = serde_json::to_value(portal).expect("a portal is data with text as keys");
    value(&data, "", diagnostics);
}

fn value(data: &Value, at: &str, diagnostics: &mut Vec<Diagnostic>) {
    match data {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, entry)| value(entry, &path::key(at, key), diagnostics));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                value(item, &path::item(at, index), diagnostics);
            }
        }
        Value::String(text) => {
            if let Some(what) = in_address(text) {
                let message = format!("the address contains {what}, which everyone could read in the files");
                let help = "write the address alone, and the credential as an entry of `[[secrets]]`";
                report(diagnostics, codes::TRI0370, at, message, help);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
