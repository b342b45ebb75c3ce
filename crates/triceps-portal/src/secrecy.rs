//! What may be a secret, by its name or by itself, and texts without it.

use std::ops::Range;

/// Beginnings of values that only secrets have.
const TOKENS: [&str; 12] =
    ["ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "npm_", "xoxb-", "xoxp-", "AKIA", "eyJ"];
/// What stands before a secret in connection strings.
const ASSIGNMENTS: [&str; 4] = ["AccountKey=", "SharedAccessKey=", "SharedAccessSignature=", "Password="];
/// What stands before a secret in the query of an address, behind `?` or `&`.
const QUERIES: [&str; 8] =
    ["sig=", "token=", "access_token=", "private_token=", "api_key=", "apikey=", "client_secret=", "password="];
/// How the text form of a key begins.
const PEM: &str = "-----BEGIN ";
/// How it ends.
const PEM_END: &str = "-----END ";
/// Shorter strings are not taken for tokens.
const SHORTEST: usize = 32;
/// Shorter texts hold nothing that is known by its beginning.
const SHORTEST_MARKED: usize = 10;
/// What is shown instead.
const MASK: &str = "***";

/// How references to secrets begin, in words of other tools.
pub(crate) const REFERENCES: [&str; 2] = ["secretref:", "@Microsoft.KeyVault("];

/// Ends of names that say what a secret is for or where it is, and not the secret.
const HARMLESS: [&str; 16] = [
    "URL",
    "URI",
    "ENDPOINT",
    "HOST",
    "PATH",
    "FILE",
    "NAME",
    "ID",
    "REF",
    "KIND",
    "TTL",
    "EXPIRY",
    "EXPIRATION",
    "SECONDS",
    "ENABLED",
    "TYPE",
];
/// Words of names that secrets have, with what stands around them.
const WORDS: [&str; 16] = [
    "_PASSWORD_",
    "_PASSWD_",
    "_PWD_",
    "_PAT_",
    "_SECRET_",
    "_SECRETS_",
    "_TOKEN_",
    "_TOKENS_",
    "_APIKEY_",
    "_API_KEY_",
    "_ACCESS_KEY_",
    "_ACCOUNT_KEY_",
    "_PRIVATE_KEY_",
    "_CONNECTION_STRING_",
    "_CREDENTIAL_",
    "_CREDENTIALS_",
];

/// Whether a value is a secret, by the name that it has or by itself.
pub(crate) fn is_secret(name: &str, value: &str) -> bool {
    let reference = value.contains("${") || REFERENCES.iter().any(|start| value.starts_with(start));
    let plain = value.is_empty() || reference || value.parse::<f64>().is_ok();
    has_token(value) || (is_secret_name(name) && !plain && !matches!(value, "true" | "false" | "none"))
}

/// Whether a name is one that secrets have.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = screaming(name);
    let last = name.trim_end_matches('_').rsplit('_').next();
    WORDS.iter().any(|word| name.contains(word)) && !HARMLESS.iter().any(|end| last == Some(*end))
}

/// Whether there is a secret in a text that everyone would know for one, other than in an address.
fn has_token(text: &str) -> bool {
    let mut parts = Vec::new();
    tokens(text, &mut parts);
    !parts.is_empty()
}

/// Whether an address has a secret in it, in words for a sentence.
pub(crate) fn in_address(text: &str) -> Option<&'static str> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        let authority = after.split(|end: char| "/?#".contains(end) || is_end(end)).next().unwrap_or_default();
        if let Some((user, _)) = authority.rsplit_once('@') {
            let web = before.ends_with("http") || before.ends_with("https");
            let (_, password) = user.split_once(':').unwrap_or((user, ""));
            if (web || !password.is_empty()) && !user.contains("${") {
                return Some("a user or a password");
            }
        }
        rest = after;
    }
    let mut parts = Vec::new();
    if text.contains("://") {
        queries(text, &mut parts);
    }
    parts.into_iter().any(|part| !text[part].contains("${")).then_some("a token")
}

/// The parts of a text that may be secrets, in order and apart.
pub(crate) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    users(text, &mut parts);
    queries(text, &mut parts);
    tokens(text, &mut parts);
    merged(parts)
}

/// The text with a mask in place of each part that may be a secret.
pub(crate) fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for part in parts(text) {
        out.push_str(&text[from..part.start]);
        out.push_str(MASK);
        from = part.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Lines of files, or differences of them, with a mask in place of what may be a secret.
///
/// A value is masked if it looks like a secret, or if it belongs to a name that secrets have: on its own line, or as
/// `name` on the line before.
///
/// ```
/// let line = "+  { name: 'API_TOKEN'\n+    value: 'abc' }\n";
/// assert_eq!(triceps_portal::conceal(line), "+  { name: 'API_TOKEN'\n+    value: '***' }\n");
/// ```
pub fn conceal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut named = false;
    let mut in_key = false;
    for line in text.split_inclusive('\n') {
        let ends = line.contains(PEM_END);
        let inside = in_key;
        in_key = !ends && (inside || line.contains(PEM));
        if inside {
            out.extend([MASK, "\n"]);
            continue;
        }
        let (mut rest, newline) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let mut entries = 0;
        while let Some((key, value)) = entry(rest) {
            entries += 1;
            let literal = &rest[value.clone()];
            let secret = match key {
                "name" => {
                    named = is_secret_name(literal);
                    false
                }
                // A difference has two of them.
                "value" => named,
                key => {
                    named = false;
                    is_secret_name(key)
                }
            };
            out.push_str(&masked(&rest[..value.start]));
            let hidden = secret && !literal.is_empty() && !literal.contains("${");
            out.push_str(&if hidden { MASK.to_owned() } else { masked(literal) });
            rest = &rest[value.end..];
        }
        named &= entries > 0;
        out.extend([&masked(rest), newline]);
    }
    out
}

/// The first key in a text with a quoted value, and where the value is: `key: 'value'`, `"key": "value"`, `KEY = "value"`.
fn entry(text: &str) -> Option<(&str, Range<usize>)> {
    let mut from = 0;
    loop {
        let separator = from + text[from..].find([':', '='])?;
        from = separator + 1;
        let blank = text[from..].len() - text[from..].trim_start_matches(' ').len();
        let start = from + blank;
        let Some(quote) = text[start..].chars().next().filter(|quote| matches!(quote, '\'' | '"')) else { continue };
        let before = text[..separator].trim_end();
        let key = before.rsplit(|end: char| " {,[+-".contains(end)).next().unwrap_or_default();
        let end = start + 1 + text[start + 1..].find(quote)?;
        return Some((key.trim_matches(['"', '\'']), start + 1..end));
    }
}

/// Users of addresses.
fn users(text: &str, parts: &mut Vec<Range<usize>>) {
    for (at, scheme) in text.match_indices("://") {
        let start = at + scheme.len();
        let rest = &text[start..];
        let end = rest.find(|end: char| "/?#".contains(end) || is_end(end)).unwrap_or(rest.len());
        if let Some(user) = rest[..end].rfind('@').filter(|user| *user > 0) {
            parts.push(start..start + user);
        }
    }
}

fn queries(text: &str, parts: &mut Vec<Range<usize>>) {
    for (at, _) in text.match_indices(['?', '&']) {
        let name = &text[at + 1..];
        let known =
            QUERIES.iter().find(|known| name.get(..known.len()).is_some_and(|name| name.eq_ignore_ascii_case(known)));
        if let Some(known) = known {
            let start = at + 1 + known.len();
            let value = value(&text[start..]);
            if value > 0 {
                parts.push(start..start + value);
            }
        }
    }
}

fn tokens(text: &str, parts: &mut Vec<Range<usize>>) {
    if text.len() < SHORTEST_MARKED {
        return;
    }
    for mark in TOKENS {
        for (at, _) in text.match_indices(mark) {
            let first = text[..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric());
            let length = text[at..].find(|end: char| !is_of_token(end)).unwrap_or(text.len() - at);
            if first && length >= mark.len() + 8 {
                parts.push(at..at + length);
            }
        }
    }
    for mark in ASSIGNMENTS {
        for (at, _) in text.match_indices(mark) {
            let start = at + mark.len();
            let length = value(&text[start..]);
            if length > 0 && !text[start..].starts_with("${") {
                parts.push(start..start + length);
            }
        }
    }
    for (at, _) in text.match_indices(PEM) {
        let rest = &text[at..];
        let end = rest.find(PEM_END).and_then(|end| Some(end + 9 + rest[end + 9..].find("-----")? + 5));
        parts.push(at..at + end.unwrap_or(rest.len()));
    }
    runs(text, |letter| letter.is_ascii_alphanumeric(), |run| run.len() >= SHORTEST && is_mixed(run), parts);
    let with_tilde = |run: &str| run.len() >= SHORTEST && run.contains('~') && is_mixed(run);
    runs(text, |letter| is_of_token(letter) || letter == '~', with_tilde, parts);
    runs(text, |letter| letter.is_ascii_alphanumeric() || "+/=".contains(letter), is_base64, parts);
}

/// The longest parts of a text whose letters are of a kind, if they are what is looked for.
fn runs(text: &str, kind: impl Fn(char) -> bool, is: impl Fn(&str) -> bool, parts: &mut Vec<Range<usize>>) {
    let mut start = 0;
    for end in text.char_indices().filter(|(_, letter)| !kind(*letter)).map(|(at, letter)| (at, letter.len_utf8())) {
        let (at, length) = end;
        if is(&text[start..at]) {
            parts.push(start..at);
        }
        start = at + length;
    }
    if is(&text[start..]) {
        parts.push(start..text.len());
    }
}

fn is_mixed(run: &str) -> bool {
    run.bytes().any(|byte| byte.is_ascii_digit()) && run.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a run is a key in base 64, and not the path of an address.
fn is_base64(run: &str) -> bool {
    let cases = run.bytes().any(|byte| byte.is_ascii_uppercase()) && run.bytes().any(|byte| byte.is_ascii_lowercase());
    let dense =
        run.contains('+') || run.ends_with('=') || run.split('/').any(|part| part.len() >= 24 && is_mixed(part));
    run.len() >= 40 && cases && dense && is_mixed(run)
}

/// How long the value at the beginning of a text is.
fn value(text: &str) -> usize {
    text.find(|end: char| ";&#".contains(end) || is_end(end)).unwrap_or(text.len())
}

fn is_of_token(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_-.".contains(letter)
}

/// Whether a letter ends a value in any of the languages.
fn is_end(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "\"'`,)]}<>|\\".contains(letter)
}

/// Ranges in order, those that touch or overlap as one.
pub(crate) fn merged(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| (part.start, part.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        match merged.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => merged.push(part),
        }
    }
    merged
}

/// `connectionString` as `_CONNECTION_STRING_`.
fn screaming(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    out.push('_');
    let mut lower = false;
    for letter in name.chars() {
        if lower && letter.is_ascii_uppercase() {
            out.push('_');
        }
        lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        out.push(if letter == '-' { '_' } else { letter.to_ascii_uppercase() });
    }
    out.push('_');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_name_or_value() {
        for (name, value, secret) in [
            ("GITHUB_TOKEN", "abc", true),
            ("connectionString", "Server=x", true),
            ("DB_PWD", "hunter2", true),
            ("client-secret", "hunter2", true),
            ("ANYTHING", "ghp_1234567890", true),
            ("STORE", "DefaultEndpointsProtocol=https;AccountKey=abc", true),
            ("TOKEN_URL", "https://contoso.com", false),
            ("TOKEN_TTL", "PT1H", false),
            ("TOKENIZER", "bpe", false),
            ("MAX_TOKENS", "4000", false),
            ("azure-pat", "x", true),
            ("SECRET", "${OTHER}", false),
            ("LOG_LEVEL", "debug", false),
        ] {
            assert_eq!(is_secret(name, value), secret, "{name} = {value}");
        }
    }

    #[test]
    fn addresses_hold_secrets_in_three_places() {
        for (address, found) in [
            ("https://mona:word@dev.azure.com/contoso", true),
            ("https://1a2b3c@github.com/contoso", true),
            ("postgres://user:word@db/backstage", true),
            ("https://st.blob.core.windows.net/a?sv=2024&sig=abc%3D", true),
            ("https://gitlab.com/a?TOKEN=abc", true),
            ("redis://user@cache:6380", false),
            ("postgres://user:${PASSWORD}@db", false),
            ("https://github.com/contoso/catalog/blob/main/all.yaml?token=", false),
            ("https://contoso.com/design=1&b=2", false),
            ("mona:word@contoso.com", false),
        ] {
            assert_eq!(in_address(address).is_some(), found, "{address}");
        }
    }

    #[test]
    fn places_of_secrets_are_in_the_text() {
        for text in ["is ghp_16C7e42F292c6912E7", "AccountKey=abc==", "https://u:p@host/x?sig=a"] {
            let parts = parts(text);
            assert!(!parts.is_empty() && parts.iter().all(|part| part.end <= text.len()), "{text}: {parts:?}");
        }
    }

    #[test]
    fn what_may_be_a_secret_is_masked_and_nothing_else() {
        for (text, expected) in [
            ("is `ghp_16C7e42F292c6912E7` a token", "is `***` a token"),
            ("https://u:p@host/x?sig=a%2Fb&sv=1", "https://***@host/x?sig=***&sv=1"),
            ("AccountKey=abc==;EndpointSuffix=x", "AccountKey=***;EndpointSuffix=x"),
            ("AccountKey=abc== is a key", "AccountKey=*** is a key"),
            ("AccountKey=abc==\u{1b}[0m", "AccountKey=***\u{1b}[0m"),
            ("key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end", "key *** end"),
            ("a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6", "***"),
            ("abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456-_.a", "***"),
            ("MIIEpAIBAAKCAQEA7bq98Qm0Xo/Yk+2f9uJ1w5yD3h0aZ4s=", "***"),
            ("72f988bf-86f1-41af-91ab-2d7cd011db47", "72f988bf-86f1-41af-91ab-2d7cd011db47"),
            (
                "https://github.com/contoso/catalog/blob/main/2024/catalog-info.yaml",
                "https://github.com/contoso/catalog/blob/main/2024/catalog-info.yaml",
            ),
            ("mona@contoso.com", "mona@contoso.com"),
            // Too short for a key, without digits, or without long parts.
            ("MIIEpAIBAAKCAQEA7bq98Qm0Xo/Yk+2f9uJ1w5=", "MIIEpAIBAAKCAQEA7bq98Qm0Xo/Yk+2f9uJ1w5="),
            ("AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnop=", "AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnop="),
            ("Docs/guides2/Install/version3/Windows/steps/a", "Docs/guides2/Install/version3/Windows/steps/a"),
            ("at the end ghp_16C7e42F292c6912E7", "at the end ***"),
            ("AbcDefGhiJklMnoPqrStuVwxYzaBcdEfgHijKlmNop", "AbcDefGhiJklMnoPqrStuVwxYzaBcdEfgHijKlmNop"),
            ("user-id-matching-user-entity-annotation", "user-id-matching-user-entity-annotation"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn values_in_files_are_masked_by_their_names() {
        for (text, expected) in [
            ("-  \"password\": \"old\",\n", "-  \"password\": \"***\",\n"),
            ("   \"name\": \"DB_PWD\",\n-  \"value\": \"old\"\n", "   \"name\": \"DB_PWD\",\n-  \"value\": \"***\"\n"),
            ("+  name: 'LOG'\n+  value: 'info'\n", "+  name: 'LOG'\n+  value: 'info'\n"),
            (
                "+ a: |\n+   -----BEGIN KEY-----\n+   MII\n+   -----END KEY-----\n+ b\n",
                "+ a: |\n+   ***\n***\n***\n+ b\n",
            ),
            ("  secretRef: 'github-token'\n", "  secretRef: 'github-token'\n"),
            ("  clientSecret: \"${SECRET}\"\n", "  clientSecret: \"${SECRET}\"\n"),
            (
                "- { name: 'LOG', value: 'a' } { name: 'DB_PWD', value: 'b' }\n",
                "- { name: 'LOG', value: 'a' } { name: 'DB_PWD', value: '***' }\n",
            ),
            ("API_TOKEN = \"abc\" # x\n", "API_TOKEN = \"***\" # x\n"),
        ] {
            assert_eq!(conceal(text), expected);
        }
    }
}
