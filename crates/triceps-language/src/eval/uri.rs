//! Resolving URIs.

use super::{Failure, Outcome, Value, fails, texts};

/// Simple cases are resolved; others stay unknown.
pub(crate) fn uri(args: &[Value]) -> Outcome {
    let [base, relative] = texts(args)?;
    let Some((scheme, rest)) = base.split_once("://") else {
        return if base.contains(':') { Err(Failure::Unknown) } else { fails("needs an absolute URI to start from") };
    };
    let (host, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    let plain_path = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/' | b'.'))
            && text.split('/').all(|segment| !matches!(segment, "." | ".."))
            && !text.contains("//")
    };
    if !matches!(scheme, "http" | "https")
        || host.is_empty()
        || !is_plain(host)
        || host.bytes().any(|byte| byte.is_ascii_uppercase())
        || !plain_path(path)
        || !plain_path(relative)
    {
        return Err(Failure::Unknown);
    }
    let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
    let joined = match relative {
        "" if path.is_empty() => "/".to_owned(),
        "" => path.to_owned(),
        _ if relative.starts_with('/') => relative.to_owned(),
        _ => format!("{folder}{relative}"),
    };
    Ok(Value::Text(format!("{scheme}://{host}{joined}")))
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    #[test]
    fn plain_ones_are_resolved() {
        for (base, relative, result) in [
            ("https://contoso.com/", "path", "https://contoso.com/path"),
            ("https://contoso.com", "path", "https://contoso.com/path"),
            ("https://contoso.com/a", "b", "https://contoso.com/b"),
            ("https://contoso.com/a/", "/b", "https://contoso.com/b"),
            ("https://contoso.com/a/", "", "https://contoso.com/a/"),
            ("https://contoso.com/a/b", "", "https://contoso.com/a/b"),
        ] {
            assert_eq!(super::uri(&[Value::text(base), Value::text(relative)]), Ok(Value::text(result)));
        }
        assert!(matches!(super::uri(&[Value::text("x"), Value::text("y")]), Err(Failure::Fails(_))));
        assert_eq!(super::uri(&[Value::text("https://A.b"), Value::text("../c")]), Err(Failure::Unknown));
    }

    #[test]
    fn others_stay_unknown() {
        for (base, relative) in [
            ("ftp://contoso.com/", "a"),
            ("https:///a", "b"),
            ("https://contoso_1.com", "a"),
            ("https://Contoso.com", "a"),
            ("https://contoso.com/a b", "c"),
            ("https://contoso.com/../a", "b"),
            ("https://contoso.com", "a//b"),
            ("https://contoso.com", "./a"),
        ] {
            assert_eq!(
                super::uri(&[Value::text(base), Value::text(relative)]),
                Err(Failure::Unknown),
                "{base} {relative}"
            );
        }
    }
}
