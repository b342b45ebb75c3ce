//! From the names of the data to names of Rust. The rules are written down in `docs/codegen.md`.

use std::collections::BTreeSet;

/// Spellings that would be taken apart in the wrong place.
const SPELLINGS: [(&str, &str); 10] = [
    ("DBforPostgreSQL", "Postgresql"),
    ("DBforMySQL", "Mysql"),
    ("DBfor", "DbFor"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("OAuth", "Oauth"),
    ("GitHub", "Github"),
    ("MySQL", "Mysql"),
    ("NoSQL", "Nosql"),
    ("OpenAI", "Openai"),
];

/// Words that end in `s` and are not plurals.
const SINGULARS: [&str; 13] = [
    "access",
    "analysis",
    "basis",
    "bypass",
    "cors",
    "dns",
    "https",
    "kubernetes",
    "redis",
    "sas",
    "series",
    "tls",
    "windows",
];

/// Words of many that end like a word of one.
const PLURALS: [&str; 1] = ["apis"];

/// Names that no generated type takes: those the generated code uses, and of the prelude.
pub(crate) const TYPES_IN_USE: [&str; 25] = [
    "Access",
    "Any",
    "Array",
    "Box",
    "Cow",
    "Default",
    "Err",
    "Expr",
    "Into",
    "IntoExpr",
    "IntoReference",
    "IntoSecure",
    "IntoValue",
    "None",
    "Number",
    "Object",
    "Ok",
    "Option",
    "ResourceBody",
    "ResourceId",
    "Secure",
    "Some",
    "String",
    "Value",
    "Vec",
];

/// Methods that every model has.
pub(crate) const MODEL_METHODS: [&str; 10] =
    ["new", "name", "existing", "api_version", "scope", "parent", "depends_on", "when", "property", "clone"];

/// Methods that every nested object has.
pub(crate) const OBJECT_METHODS: [&str; 5] = ["new", "property", "one_line", "clone", "default"];

/// Methods that every handle has.
pub(crate) const HANDLE_METHODS: [&str; 8] =
    ["id", "name", "type_name", "api_version", "prop", "method", "assume_exists", "symbol"];

/// Names out of which each is given once; a taken one gets a suffix.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    pub(crate) fn reserving<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(str::to_owned).collect())
    }

    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.0.contains(name)
    }

    /// The first free one of the candidates, else the last with the smallest free number from 2.
    pub(crate) fn take(&mut self, candidates: &[String]) -> String {
        let free = candidates.iter().find(|name| self.is_free(name)).cloned();
        let name = free.unwrap_or_else(|| {
            let last = candidates.last().map_or("", String::as_str);
            let separator = if last.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
            let numbered = (2..).map(|number| format!("{last}{separator}{number}"));
            numbered.into_iter().find(|name| self.is_free(name)).unwrap_or_default()
        });
        self.0.insert(name.clone());
        name
    }
}

/// The words of a name: `minimumTlsVersion` has three, `IPRule` two, `PerGB2018` three.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for (from, to) in SPELLINGS {
        text = text.replace(from, to);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, c) in chars.iter().copied().enumerate() {
        if !c.is_ascii_alphanumeric() {
            flush(&mut words, &mut word);
            continue;
        }
        if starts_word(&chars, at, &word) {
            flush(&mut words, &mut word);
        }
        word.push(c.to_ascii_lowercase());
    }
    flush(&mut words, &mut word);
    words
}

fn flush(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Whether the character at a place begins a new word, `word` being the one before it so far.
fn starts_word(chars: &[char], at: usize, word: &str) -> bool {
    let (Some(previous), c) = (at.checked_sub(1).map(|at| chars[at]), chars[at]) else { return false };
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    if c.is_ascii_uppercase() {
        if previous.is_ascii_lowercase() || previous.is_ascii_digit() {
            return true;
        }
        // The last capital of a run belongs to the next word, but not where an `s` ends it: `IPs`.
        let plural = next == 's' && !chars.get(at + 2).is_some_and(char::is_ascii_lowercase);
        return previous.is_ascii_uppercase() && next.is_ascii_lowercase() && !plural;
    }
    if c.is_ascii_lowercase() {
        // `IDsOf`: the run of capitals ended in a plural before.
        return false;
    }
    // A number of several digits is a word, unless it belongs to a letter: `B10`.
    let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let ends = !chars.get(at + digits).is_some_and(char::is_ascii_lowercase);
    previous.is_ascii_alphabetic() && digits >= 2 && word.len() >= 2 && ends
}

/// `minimum_tls_version`, and never a keyword.
pub(crate) fn snake(text: &str) -> String {
    let name = words(text).join("_");
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n{name}") } else { name };
    match name.as_str() {
        "" => "value".to_owned(),
        name if KEYWORDS.binary_search(&name).is_ok() => format!("{name}_"),
        _ => name,
    }
}

/// `MinimumTlsVersion`
pub(crate) fn pascal(text: &str) -> String {
    let name: String = words(text).iter().map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("N{name}") } else { name }
}

/// The type or variant of a name of others, which may have no letter or digit: `*` gives `Asterisk`.
#[cfg(feature = "modules")]
pub(crate) fn type_name(text: &str) -> String {
    let name = pascal(text);
    if name.is_empty() { pascal(&symbols(text)) } else { name }
}

/// The constant of a value of an enum: `STANDARD_LRS`.
pub(crate) fn constant(text: &str) -> String {
    let name = words(text).join("_").to_ascii_uppercase();
    match name.as_str() {
        "" => symbols(text),
        "KNOWN" => "KNOWN_VALUE".to_owned(),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("V{name}"),
        _ => name,
    }
}

/// Values without any letter or digit are spelled.
fn symbols(text: &str) -> String {
    let spelled: Vec<&str> = text
        .chars()
        .map(|c| match c {
            '*' => "ASTERISK",
            '+' => "PLUS",
            '-' => "MINUS",
            '<' => "LESS",
            '>' => "GREATER",
            '=' => "EQUAL",
            '.' => "DOT",
            '/' => "SLASH",
            ' ' => "SPACE",
            _ => "SYMBOL",
        })
        .collect();
    if spelled.is_empty() { "EMPTY".to_owned() } else { spelled.join("_") }
}

/// The name of one out of many: `storageAccounts` gives `storageAccount`.
pub(crate) fn singular(text: &str) -> String {
    let last = words(text).pop().unwrap_or_default();
    let keep = text.len().saturating_sub(last.len());
    // What follows the last word is not taken apart.
    let ends_with_s = last.ends_with('s') && text.ends_with(['s', 'S']);
    if SINGULARS.contains(&last.as_str()) || !ends_with_s || last.len() < 3 {
        return text.to_owned();
    }
    let stem = &text[..text.len() - 1];
    let ends_so = last.ends_with("ss") || last.ends_with("us") || last.ends_with("is");
    if ends_so && !PLURALS.contains(&last.as_str()) {
        return text.to_owned();
    }
    if last.ends_with("ies") && last.len() > 4 {
        return format!("{}y", &text[..text.len() - 3]);
    }
    if ["sses", "xes", "shes", "uses"].iter().any(|end| last.ends_with(end)) {
        return text[..text.len() - 2].to_owned();
    }
    debug_assert!(keep <= stem.len(), "the last word is at the end");
    stem.to_owned()
}

const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_where_words_begin() {
        for (name, expected) in [
            ("minimumTlsVersion", "minimum_tls_version"),
            ("IPRule", "ip_rule"),
            ("PerGB2018", "per_gb_2018"),
            ("TLS1_2", "tls1_2"),
            ("Standard_B10ms", "standard_b10ms"),
            ("immediatePurgeDataOn30Days", "immediate_purge_data_on_30_days"),
            ("DBforPostgreSQL", "postgresql"),
            ("allowedIPs", "allowed_ips"),
            ("allowedIPsOf", "allowed_ips_of"),
            ("vNICEssentials", "v_nic_essentials"),
            ("IPv6Address", "ipv6_address"),
            ("odata.type", "odata_type"),
            ("type", "type_"),
            ("20mb", "n20mb"),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
        assert_eq!(pascal("IPRule"), "IpRule");
        for (value, expected) in [
            ("Standard_LRS", "STANDARD_LRS"),
            ("1.0", "V1_0"),
            ("known", "KNOWN_VALUE"),
            ("", "EMPTY"),
            ("*+-", "ASTERISK_PLUS_MINUS"),
            ("<=>", "LESS_EQUAL_GREATER"),
            ("./ ", "DOT_SLASH_SPACE"),
            ("?", "SYMBOL"),
        ] {
            assert_eq!(constant(value), expected, "{value}");
        }
    }

    #[test]
    fn keywords_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
    }

    #[cfg(feature = "modules")]
    #[test]
    fn every_name_gives_a_type() {
        for (name, expected) in
            [("a-b", "AB"), ("*", "Asterisk"), ("\"", "Symbol"), ("", "Empty"), ("\u{1f600}", "Symbol")]
        {
            assert_eq!(type_name(name), expected, "{name}");
        }
    }

    #[test]
    fn one_out_of_many() {
        for (many, one) in [
            ("storageAccounts", "storageAccount"),
            ("securityPolicies", "securityPolicy"),
            ("publicIPAddresses", "publicIPAddress"),
            ("redis", "redis"),
            ("diagnosticSettings", "diagnosticSetting"),
            ("databases", "database"),
            ("allowedIPs", "allowedIP"),
            ("rules\u{1f600}", "rules\u{1f600}"),
            ("rules ", "rules "),
            ("apis", "api"),
            ("analysis", "analysis"),
            ("cors", "cors"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn a_taken_name_gets_a_suffix() {
        let mut names = Names::reserving(["Sku"]);
        assert_eq!(names.take(&["Sku".to_owned(), "AccountSku".to_owned()]), "AccountSku");
        assert_eq!(names.take(&["Sku".to_owned(), "AccountSku".to_owned()]), "AccountSku2");
    }
}
