//! Addresses that answers of registries hold.

use std::fmt::{self, Write as _};
use std::net::{IpAddr, Ipv6Addr};

/// An address of HTTP or HTTPS.
///
/// `Display` leaves out the query, which may hold a signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    is_https: bool,
    /// The host in lower case, with its port if one is written.
    authority: String,
    /// Path and query.
    target: String,
}

impl Url {
    /// The address of a path with its query on a host.
    pub(super) fn new(is_https: bool, authority: &str, target: String) -> Self {
        Self { is_https, authority: authority.to_owned(), target }
    }

    /// Reads a whole address. User information is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_https, rest) = match text.split_once("://")? {
            (scheme, rest) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            (scheme, rest) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            _ => return None,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        let is_authority = !authority.is_empty()
            && authority
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']'));
        if !is_authority || target.bytes().any(|byte| !(0x21..0x7f).contains(&byte)) {
            return None;
        }
        let slash = if target.starts_with('/') { "" } else { "/" };
        Some(Self { is_https, authority: authority.to_ascii_lowercase(), target: format!("{slash}{target}") })
    }

    /// An address as it stands in an answer: whole, or from the root of the host that answered.
    pub(super) fn join(&self, text: &str) -> Option<Self> {
        if text.starts_with("//") {
            let scheme = if self.is_https { "https:" } else { "http:" };
            return Self::parse(&format!("{scheme}{text}"));
        }
        if text.starts_with('/') {
            let scheme = if self.is_https { "https" } else { "http" };
            return Self::parse(&format!("{scheme}://{}{text}", self.authority));
        }
        Self::parse(text)
    }

    /// Whether it is HTTPS.
    pub fn is_https(&self) -> bool {
        self.is_https
    }

    /// The host with its port.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host without its port.
    pub fn host(&self) -> &str {
        host_of(&self.authority)
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// All of it, to be sent.
    pub fn whole(&self) -> String {
        format!("{}://{}{}", if self.is_https { "https" } else { "http" }, self.authority, self.target)
    }

    /// Whether it is the same host, port and scheme.
    pub(super) fn is_same_place(&self, other: &Self) -> bool {
        let port = |url: &Self| {
            let host = url.host().len();
            let port = url.authority[host..].strip_prefix(':').unwrap_or(if url.is_https { "443" } else { "80" });
            port.to_owned()
        };
        self.is_https == other.is_https && self.host() == other.host() && port(self) == port(other)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        write!(f, "{}://{}{path}", if self.is_https { "https" } else { "http" }, self.authority)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A host without its port.
pub(super) fn host_of(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.split_inclusive(']').next().unwrap_or(authority);
    }
    authority.split(':').next().unwrap_or(authority)
}

/// Whether a host is this machine by its name or address.
pub(super) fn is_loopback(authority: &str) -> bool {
    let host = host_of(authority);
    let host = host.strip_suffix('.').unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || host.to_ascii_lowercase().ends_with(".localhost")
        || address_of(host).is_some_and(|address| address.is_loopback())
}

/// The address that a host is written as.
pub(super) fn address_of(host: &str) -> Option<IpAddr> {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    inner.map_or_else(|| host.parse().ok(), |inner| inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6))
}

/// Whether an address is this machine or its link: nothing that a registry may send anyone to.
pub(super) fn is_internal(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_loopback() || address.is_link_local() || address.is_unspecified() || address.is_broadcast()
        }
        IpAddr::V6(address) => {
            let mapped = address.to_ipv4().map(IpAddr::V4);
            let is_link_local = address.segments()[0] & 0xffc0 == 0xfe80;
            address.is_loopback() || address.is_unspecified() || is_link_local || mapped.is_some_and(is_internal)
        }
    }
}

/// Bytes of a form or query, escaped as the compiler's client does.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Url, is_internal, is_loopback};

    #[test]
    fn addresses() {
        let url = Url::parse("HTTPS://A.io:5000/x?sig=secret#y").expect("an address");
        assert_eq!((url.authority(), url.host(), url.target()), ("a.io:5000", "a.io", "/x?sig=secret"));
        assert_eq!(format!("{url} {url:?}"), "https://a.io:5000/x https://a.io:5000/x");
        for bad in ["ftp://a/x", "https://u@a.io/x", "https:///x", "https://a.io/\u{e9}", "https://a.io/ x", "/x"] {
            assert!(Url::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(url.join("/y?z").map(|url| url.whole()).as_deref(), Some("https://a.io:5000/y?z"));
        assert!(url.join("y").is_none());
        let same =
            |one: &str, other: &str| Url::parse(one).expect("one").is_same_place(&Url::parse(other).expect("other"));
        assert!(same("https://a.io/x", "https://a.io:443/y"));
        assert!(!same("https://a.io/x", "https://a.io:444/x") && !same("https://a.io/x", "http://a.io:443/x"));
    }

    #[test]
    fn this_machine() {
        for internal_target in ["localhost:1", "127.0.0.1", "[::1]:5000", "x.localhost", "LOCALHOST."] {
            assert!(is_loopback(internal_target), "{internal_target}");
        }
        for far in ["localhost.io", "10.0.0.1", "127.0.0.1.io"] {
            assert!(!is_loopback(far), "{far}");
        }
        for internal_target in ["169.254.169.254", "0.0.0.0", "fe80::1", "::ffff:127.0.0.1", "::"] {
            assert!(is_internal(internal_target.parse().expect("an address")), "{internal_target}");
        }
        assert!(!is_internal("10.0.0.4".parse().expect("an address")));
    }
}
