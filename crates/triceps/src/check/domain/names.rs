//! What names may look like.

use super::text::{Case, Piece, pieces};
use super::view::{Cx, Rule, error, warning};
use crate::check::Path;
use crate::expr::Expr;
use crate::template::ResourceDecl;

const NAME: Rule = error("TRI0101");
const NAME_MAY_BREAK: Rule = warning("TRI0102");
const LOOSE_NAME: Rule = warning("TRI0103");

struct Naming {
    type_name: &'static str,
    min: usize,
    max: usize,
    allowed: fn(char) -> bool,
    first: fn(char) -> bool,
    last: fn(char) -> bool,
    /// Whether two hyphens in a row are refused.
    single_hyphens: bool,
    /// The rule in words.
    words: &'static str,
    rule: &'static Rule,
}

const ANY: fn(char) -> bool = |_| true;
const LETTER: fn(char) -> bool = |c| c.is_ascii_alphabetic();
const LETTER_OR_DIGIT: fn(char) -> bool = |c| c.is_ascii_alphanumeric();
const HYPHENATED: fn(char) -> bool = |c| c.is_ascii_alphanumeric() || c == '-';
const LOWER: fn(char) -> bool = |c| c.is_ascii_lowercase();
const LOWER_OR_DIGIT: fn(char) -> bool = |c| c.is_ascii_lowercase() || c.is_ascii_digit();
const WORD: fn(char) -> bool = |c| c.is_ascii_alphanumeric() || c == '-' || c == '_';

const NAMINGS: [Naming; 8] = [
    Naming {
        type_name: "Microsoft.App/containerApps",
        min: 2,
        max: 32,
        allowed: |c| LOWER_OR_DIGIT(c) || c == '-',
        first: LOWER,
        last: LOWER_OR_DIGIT,
        single_hyphens: true,
        words: "2 to 32 lower-case letters, digits and single hyphens, a letter first and no hyphen last",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.App/managedEnvironments",
        min: 1,
        max: 60,
        allowed: HYPHENATED,
        first: LETTER,
        last: ANY,
        single_hyphens: false,
        words: "1 to 60 letters, digits and hyphens, a letter first",
        rule: &LOOSE_NAME,
    },
    Naming {
        type_name: "Microsoft.ContainerRegistry/registries",
        min: 5,
        max: 50,
        allowed: LETTER_OR_DIGIT,
        first: ANY,
        last: ANY,
        single_hyphens: false,
        words: "5 to 50 letters and digits",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.OperationalInsights/workspaces",
        min: 4,
        max: 63,
        allowed: HYPHENATED,
        first: LETTER_OR_DIGIT,
        last: LETTER_OR_DIGIT,
        single_hyphens: false,
        words: "4 to 63 letters, digits and hyphens, no hyphen at either end",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.KeyVault/vaults",
        min: 3,
        max: 24,
        allowed: HYPHENATED,
        first: LETTER,
        last: LETTER_OR_DIGIT,
        single_hyphens: true,
        words: "3 to 24 letters, digits and single hyphens, a letter first and no hyphen last",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.KeyVault/vaults/secrets",
        min: 1,
        max: 127,
        allowed: HYPHENATED,
        first: ANY,
        last: ANY,
        single_hyphens: false,
        words: "1 to 127 letters, digits and hyphens",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.ManagedIdentity/userAssignedIdentities",
        min: 3,
        max: 128,
        allowed: WORD,
        first: LETTER_OR_DIGIT,
        last: ANY,
        single_hyphens: false,
        words: "3 to 128 letters, digits, hyphens and underscores, a letter or digit first",
        rule: &NAME,
    },
    Naming {
        type_name: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
        min: 3,
        max: 120,
        allowed: WORD,
        first: LETTER_OR_DIGIT,
        last: ANY,
        single_hyphens: false,
        words: "3 to 120 letters, digits, hyphens and underscores, a letter or digit first",
        rule: &NAME,
    },
];

/// Checks the name of a resource, as far as it is known.
pub(super) fn check(cx: &mut Cx<'_>, resource: &ResourceDecl, path: &Path<'_>) {
    let Some(naming) = NAMINGS.iter().find(|naming| resource.type_name.eq_ignore_ascii_case(naming.type_name)) else {
        return;
    };
    let Some(name) = resource.body.get("name") else { return };
    let Some(flaw) = flaw(cx, name, naming) else { return };
    let (rule, message) = match flaw {
        Flaw::Certain(message) => (naming.rule, message),
        Flaw::Possible(message) => (&NAME_MAY_BREAK, message),
        Flaw::ManySegments => return,
    };
    cx.report(rule, &path.name("name"), message, format!("give it {}", naming.words));
}

enum Flaw {
    Certain(String),
    Possible(String),
    /// `vault/secret`: the names of the parents are in it.
    ManySegments,
}

fn flaw(cx: &Cx<'_>, name: &Expr, naming: &Naming) -> Option<Flaw> {
    let (mut min, mut max) = (0, Some(0));
    let mut first = None;
    let mut last = None;
    let mut flaw = None;
    let mut starts_hashed = false;
    pieces(cx, name, &mut |piece| {
        if min == 0 && max == Some(0) {
            starts_hashed = matches!(piece, Piece::Hash);
            first = edge(piece, false);
        }
        if piece.max() != Some(0) {
            last = edge(piece, true);
        }
        min += piece.min();
        max = max.zip(piece.max()).map(|(sum, most)| sum + most);
        if let (Piece::Literal(text, case), None) = (piece, &flaw) {
            flaw = literal_flaw(text, case, naming);
        }
    });
    if flaw.is_some() {
        return flaw;
    }
    if let Some(c) = first.filter(|c| !(naming.first)(*c)) {
        return Some(Flaw::Certain(format!("the name starts with `{c}`")));
    }
    if let Some(c) = last.filter(|c| !(naming.last)(*c)) {
        return Some(Flaw::Certain(format!("the name ends with `{c}`")));
    }
    if min > naming.max {
        return Some(Flaw::Certain(format!("the name has {min} characters or more, and may have {}", naming.max)));
    }
    match max {
        Some(max) if max < naming.min => {
            Some(Flaw::Certain(format!("the name has at most {max} characters, and needs {}", naming.min)))
        }
        Some(max) if max > naming.max => {
            Some(Flaw::Possible(format!("the name can get {max} characters long, and may have {}", naming.max)))
        }
        _ if starts_hashed && !(naming.first)('0') => {
            Some(Flaw::Possible("the name starts with what `uniqueString` gives, which can be a digit".to_owned()))
        }
        _ => None,
    }
}

fn edge(piece: Piece<'_>, last: bool) -> Option<char> {
    let Piece::Literal(text, case) = piece else { return None };
    let c = if last { text.chars().next_back() } else { text.chars().next() };
    c.map(|c| case.apply(c))
}

fn literal_flaw(text: &str, case: Case, naming: &Naming) -> Option<Flaw> {
    if let Some(c) = text.chars().find(|c| !(naming.allowed)(case.apply(*c))) {
        let child = c == '/' && naming.type_name.matches('/').count() > 1;
        return Some(if child { Flaw::ManySegments } else { Flaw::Certain(format!("the name has `{c}` in it")) });
    }
    (naming.single_hyphens && text.contains("--"))
        .then(|| Flaw::Certain("the name has two hyphens in a row".to_owned()))
}
