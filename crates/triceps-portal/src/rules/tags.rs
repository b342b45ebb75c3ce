//! Tags.

use triceps_diagnostics::Diagnostic;

use super::repeated::earlier;
use super::report;
use crate::codes;
use crate::config::Portal;
use crate::structure::path;

/// Tags that a resource can have.
const MOST: usize = 50;
/// Tags that zones and Front Door can have.
const MOST_OF_ZONES: usize = 15;
const LONGEST_NAME: usize = 512;
/// Longest name of a tag of a storage account.
const LONGEST_NAME_OF_STORAGE: usize = 128;
const LONGEST_VALUE: usize = 256;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let zones = portal.front_door.is_some() || portal.network.is_some();
    let most = if zones { MOST_OF_ZONES } else { MOST };
    if portal.tags.len() > most {
        let whose = if zones { "zones and Front Door take" } else { "a resource takes" };
        report(
            diagnostics,
            codes::TRI0354,
            "tags",
            format!("{} tags, and {whose} {most}", portal.tags.len()),
            "keep those that are used in searches",
        );
    }
    let earlier = earlier(portal.tags.keys().map(|name| name.to_ascii_lowercase()));
    for ((name, value), earlier) in portal.tags.iter().zip(earlier) {
        let at = path::key("tags", name);
        if let Some(message) = name_error(name, portal.techdocs.is_some(), zones) {
            report(diagnostics, codes::TRI0355, at.as_str(), message, "choose another name");
        }
        if earlier.is_some() {
            let message = format!("`{name}` is there already: letter case makes no difference");
            report(diagnostics, codes::TRI0356, at.as_str(), message, "keep one of the two");
        }
        let length = value.chars().count();
        if length > LONGEST_VALUE {
            let message = format!("the value has {length} characters, and {LONGEST_VALUE} are allowed");
            report(diagnostics, codes::TRI0355, at.as_str(), message, "shorten it");
        }
    }
}

fn name_error(name: &str, storage: bool, zones: bool) -> Option<String> {
    let most = if storage { LONGEST_NAME_OF_STORAGE } else { LONGEST_NAME };
    let length = name.chars().count();
    if name.trim().is_empty() {
        return Some("a tag has no name".to_owned());
    }
    if length > most {
        return Some(format!("the name has {length} characters, and {most} are allowed"));
    }
    let lower = name.to_ascii_lowercase();
    if let Some(prefix) = ["microsoft", "azure", "windows"].into_iter().find(|prefix| lower.starts_with(prefix)) {
        return Some(format!("`{name}` begins with `{prefix}`, which Azure reserves"));
    }
    if let Some(letter) = name.chars().find(|letter| "<>%&\\?/".contains(*letter) || letter.is_control()) {
        return Some(format!("`{name}` contains `{letter}`"));
    }
    if zones && (name.contains([' ', '(', ')', '#', ':']) || name.starts_with(|first: char| first.is_ascii_digit())) {
        return Some(format!(
            "zones and Front Door take no tag `{name}`: no digit first, no spaces, `(`, `)`, `#` and `:`"
        ));
    }
    None
}
