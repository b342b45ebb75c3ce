//! The part of a reference that the compiler reads as a URI.
//!
//! The rules are those of .NET for a scheme that it does not know: a host or authority, then a path whose `.` and `..`
//! are resolved.

/// A host with its port, and a path in segments that keep their `/`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Uri {
    pub(super) authority: String,
    pub(super) segments: Vec<String>,
    /// What the compiler drops silently: user information, a query or a fragment.
    pub(super) dropped: Option<&'static str>,
}

impl Uri {
    /// Reads `host[:port]/path`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches([' ', '\n', '\r', '\t']);
        let end = text.find(['/', '\\', '?', '#']).unwrap_or(text.len());
        let (authority, rest) = text.split_at(end);
        let mut dropped = None;
        let host = match authority.rsplit_once('@') {
            Some((_, host)) => {
                dropped = Some("user information");
                host
            }
            None => authority,
        };
        let authority = authority_of(host)?;
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let (path, tail) = rest.split_at(end);
        dropped = dropped.or(match tail.chars().next() {
            Some('?') => Some("a query"),
            Some(_) => Some("a fragment"),
            None => None,
        });
        Some(Self { authority, segments: segments(path), dropped })
    }
}

/// The host in lower case with its port; none where it is neither a name nor an address.
fn authority_of(text: &str) -> Option<String> {
    let (host, port) = if text.starts_with('[') {
        let (host, rest) = text.split_once(']')?;
        host[1..].parse::<std::net::Ipv6Addr>().ok()?;
        (format!("{host}]"), rest.strip_prefix(':').or_else(|| rest.is_empty().then_some(""))?)
    } else {
        let (host, port) = text.split_once(':').unwrap_or((text, ""));
        if !is_host(host) {
            return None;
        }
        (host.to_owned(), port)
    };
    let host = host.to_lowercase();
    if port.is_empty() {
        return Some(host);
    }
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let port: u16 = port.parse().ok()?;
    Some(format!("{host}:{port}"))
}

/// The longest host that is a name.
const MAX_HOST: usize = 256;

fn is_host(host: &str) -> bool {
    let labels = host.strip_suffix('.').unwrap_or(host);
    host.chars().count() <= MAX_HOST
        && labels.split('.').all(|label| {
            label.chars().next().is_some_and(|first| first.is_alphanumeric() || matches!(first, '-' | '_'))
                && label.chars().all(|found| found.is_alphanumeric() || matches!(found, '-' | '_'))
        })
}

/// The segments of a path, of which `.` and `..` are resolved; the first is `/`.
fn segments(path: &str) -> Vec<String> {
    let path = path.replace('\\', "/");
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.strip_prefix('/').unwrap_or(&path).split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(part),
        }
    }
    let last = kept.pop();
    let mut segments = vec!["/".to_owned()];
    segments.extend(kept.into_iter().map(|part| format!("{part}/")));
    segments.extend(last.filter(|part| !part.is_empty()).map(str::to_owned));
    segments
}

/// A segment with `%20` and `+` decoded. What is not an escape stays.
pub(crate) fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
                continue;
            }
            (b'+', _, _) if plus => decoded.push(b' '),
            (byte, _, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Uri, decode, segments};

    #[test]
    fn folders_are_resolved() {
        assert_eq!(segments("/a/./../b:1"), ["/", "b:1"]);
        assert_eq!(segments("/../../a/"), ["/", "a/"]);
        assert_eq!(segments("/a/.."), ["/"]);
        assert_eq!(segments("//a"), ["/", "/", "a"]);
        assert_eq!(segments("\\a\\b"), ["/", "a/", "b"]);
        assert_eq!(segments(""), ["/"]);
    }

    #[test]
    fn hosts() {
        let host = |text: &str| Uri::parse(text).map(|uri| uri.authority);
        assert_eq!(host("A.example:0443/x").as_deref(), Some("a.example:443"));
        assert_eq!(host("[::1]:5000/x").as_deref(), Some("[::1]:5000"));
        assert_eq!(host("a:/x").as_deref(), Some("a"));
        for bad in ["a:65536/x", "a:b/x", "a b/x", "/x", "a..b/x", "[::g]/x", "[::1]5/x", "a%2e/x"] {
            assert_eq!(host(bad), None, "{bad}");
        }
        assert_eq!(Uri::parse("u:p@a/x").and_then(|uri| uri.dropped), Some("user information"));
    }

    #[test]
    fn escapes() {
        assert_eq!(decode("a%20b+c%2", true), "a b c%2");
        assert_eq!(decode("%c3%bc+", false), "ü+");
    }
}
