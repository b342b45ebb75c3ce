//! Which version of a module is newer.

use semver::Version;

use crate::error::Error;
use crate::module::Registry;
use crate::reference::{OciReference, Pin};

/// The newest version of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newest {
    /// The tag.
    pub tag: String,
    /// Whether it is newer than the one asked about.
    pub is_newer: bool,
}

/// The newest tag of a module; none where the module is pinned by a digest or a tag that is not a version.
///
/// # Errors
///
/// A registry that does not answer.
pub fn newest(
    reference: &OciReference,
    registry: &dyn Registry,
    with_prereleases: bool,
) -> Result<Option<Newest>, Error> {
    let Pin::Tag(tag) = reference.pin() else { return Ok(None) };
    let Some(current) = version(tag) else { return Ok(None) };
    let tags = registry.tags(reference)?;
    let versions = tags.into_iter().filter_map(|tag| Some((version(&tag)?, tag)));
    let newest = versions
        .filter(|(version, _)| with_prereleases || version.pre.is_empty() || *version == current)
        .max_by(|(one, one_tag), (other, other_tag)| one.cmp_precedence(other).then_with(|| one_tag.cmp(other_tag)));
    Ok(newest.map(|(version, tag)| Newest { is_newer: version.cmp_precedence(&current).is_gt(), tag }))
}

/// A tag as a version: `1.2.3`, `v1.2.3-beta.1`.
fn version(tag: &str) -> Option<Version> {
    Version::parse(tag.strip_prefix('v').unwrap_or(tag)).ok()
}

#[cfg(test)]
mod tests {
    use super::{Newest, newest};
    use crate::config::BicepConfig;
    use crate::module::MemoryRegistry;
    use crate::reference::{OciReference, Reference};

    fn reference(tag: &str) -> OciReference {
        match Reference::parse(&format!("br:a.io/m:{tag}"), &BicepConfig::default()) {
            Ok(Reference::Registry(reference)) => reference,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn versions_are_ordered_as_numbers() {
        let tags = ["0.9.0", "0.10.0", "1.0.0-beta.1", "latest", "0.2.0"];
        let registry = tags
            .iter()
            .fold(MemoryRegistry::new(), |registry, tag| registry.with(Reference::Registry(reference(tag)), *b"{}"));
        let found = |tag: &str, with_prereleases| newest(&reference(tag), &registry, with_prereleases).expect("tags");
        let of = |tag: &str, is_newer| Some(Newest { tag: tag.to_owned(), is_newer });
        assert_eq!(found("0.9.0", false), of("0.10.0", true));
        assert_eq!(found("0.10.0", false), of("0.10.0", false));
        assert_eq!(found("0.9.0", true), of("1.0.0-beta.1", true));
        assert_eq!(found("latest", false), None);
    }
}
