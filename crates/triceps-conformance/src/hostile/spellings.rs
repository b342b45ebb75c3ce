//! How a text of a configuration is spelled in the files that are made of it.

use std::collections::{BTreeMap, HashSet};

/// What may replace each spelling of the mark.
#[derive(Debug)]
pub(super) struct Spellings(BTreeMap<String, Vec<String>>);

impl Spellings {
    pub(super) fn new(mark: &str, text: &str) -> Self {
        let mut spellings = Self(BTreeMap::new());
        let quoted = text.replace('\'', "''");
        let in_quotes = format!("\"{text}\"");
        for spelling in [
            text.to_owned(),
            // In an expression of a template, and there in a pattern.
            quoted.clone(),
            quoted.replace('{', "{{").replace('}', "}}"),
            if text.starts_with('[') { format!("[{text}") } else { text.to_owned() },
            text.replace(['\n', '\r'], " "),
            // Names of federated credentials have letters and digits only.
            text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect(),
            escaped(text),
            escaped(&in_quotes),
            in_quotes,
        ] {
            spellings.add(mark.to_owned(), spelling);
        }
        let names: [fn(&str) -> String; 7] = [
            identifier,
            |text| camel(text),
            |text| text.to_uppercase().replace('-', "_"),
            str::to_lowercase,
            |text| text.replace('.', "-"),
            |text| text.to_lowercase().replace('.', "-"),
            // The name of a host in its zone.
            |text| text.split('.').next().unwrap_or_default().to_owned(),
        ];
        for name in names {
            // A short name is part of others.
            if name(mark).len() > 3 {
                spellings.add(name(mark), name(text));
            }
        }
        spellings
    }

    fn add(&mut self, mark: String, text: String) {
        let texts = self.0.entry(mark).or_default();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }

    /// The spellings of the mark, and what may replace each.
    pub(super) fn pairs(&self) -> &BTreeMap<String, Vec<String>> {
        &self.0
    }

    /// Whether `other` is `one` with a spelling of the text in place of each spelling of the mark.
    pub(super) fn fit(&self, one: &str, other: &str) -> bool {
        let mut open = vec![(0, 0)];
        let mut seen = HashSet::new();
        while let Some((at, reached)) = open.pop() {
            let (rest, left) = (&one[at..], &other[reached..]);
            if rest.is_empty() && left.is_empty() {
                return true;
            }
            if !seen.insert((at, reached)) {
                continue;
            }
            let mut has_mark = false;
            for (mark, texts) in self.0.iter().filter(|(mark, _)| rest.starts_with(mark.as_str())) {
                has_mark = true;
                let fitting = texts.iter().filter(|text| left.starts_with(text.as_str()));
                open.extend(fitting.map(|text| (at + mark.len(), reached + text.len())));
            }
            match (rest.chars().next(), left.chars().next()) {
                (Some(here), Some(there)) if here == there && !has_mark => {
                    open.push((at + here.len_utf8(), reached + there.len_utf8()));
                }
                _ => {}
            }
        }
        false
    }
}

/// `first-secret` as `firstSecret`.
fn camel(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut upper = false;
    for letter in text.chars() {
        match letter {
            '-' => upper = true,
            letter if upper => {
                out.extend(letter.to_uppercase());
                upper = false;
            }
            letter => out.push(letter),
        }
    }
    out
}

/// As a name in a template, which no digit begins.
fn identifier(text: &str) -> String {
    let name = camel(text.trim_start_matches('-'));
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// A text as Backstage's loader gives it back: each reference has a second `$`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, reference) = rest.split_at(start);
        out.push_str(before);
        let closes = reference[2..].find(['{', '}']).is_some_and(|end| reference[2 + end..].starts_with('}'));
        out.push_str(if closes { "$${" } else { "${" });
        rest = &reference[2..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_of_the_mark_is_replaced_by_one_of_the_text() {
        let spellings = Spellings::new("zq-token", "1zq-token");
        for (one, other, fits) in [
            ("a zq-token b", "a 1zq-token b", true),
            ("param zqToken = 'PORTAL_ZQ_TOKEN'", "param _1zqToken = 'PORTAL_1ZQ_TOKEN'", true),
            ("zq-token zq-token", "1zq-token zq-token", false),
            ("a zq-token b", "a 1zq-token", false),
            ("a", "b", false),
            ("a", "a", true),
        ] {
            assert_eq!(spellings.fit(one, other), fits, "{one} {other}");
        }
    }
}
