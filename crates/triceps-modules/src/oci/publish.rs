//! Publishing a module.

use triceps_diagnostics::codes;

use super::session::{Action, Call};
use super::transport::{Method, Response};
use super::url::Url;
use super::{Registries, unexpected};
use crate::digest::Digest;
use crate::error::Error;
use crate::limits::{MAX_LAYER, MAX_MANIFEST};
use crate::manifest::{EMPTY_CONFIG, MANIFEST_TYPE, Manifest, Notes};
use crate::reference::{OciReference, Pin, Reference};

/// A module that is about to be published.
#[derive(Clone, Debug)]
pub struct Publication<'a> {
    /// The compiled template.
    pub main: &'a [u8],
    /// The archive of its sources.
    pub sources: Option<&'a [u8]>,
    /// The diagnostics of it.
    pub notes: Notes,
    /// Whether a tag that is there already is moved.
    pub overwrite: bool,
}

impl Registries {
    /// Publishes a module under a tag, and gives the digest of its manifest.
    ///
    /// # Errors
    ///
    /// A tag that is there already, or a registry that does not take the module.
    pub fn publish(&self, target: &OciReference, publication: &Publication<'_>) -> Result<Digest, Error> {
        let named = Reference::Registry(target.clone());
        let Pin::Tag(tag) = target.pin() else {
            return Err(Error::new(codes::BCP192, named, "a module is published under a tag, and not under a digest"));
        };
        for bytes in [Some(publication.main), publication.sources].into_iter().flatten() {
            if bytes.len() as u64 > MAX_LAYER {
                let message = format!("a layer has {} bytes, the limit is {MAX_LAYER}", bytes.len());
                return Err(Error::new(codes::TRI0068, named, message));
            }
        }
        if let Some((_, digest)) = self.manifest(target, Action::Push)?
            && !publication.overwrite
        {
            let message = format!("the tag `{tag}` is there already, with {digest}");
            return Err(Error::new(codes::TRI0067, named, message)
                .with_help("publish under a new tag; `--force` moves the tag for everyone who uses it"));
        }
        for bytes in [Some(EMPTY_CONFIG), Some(publication.main), publication.sources].into_iter().flatten() {
            self.upload(target, bytes)?;
        }
        let manifest = Manifest::of_module(publication.main, publication.sources, &publication.notes).to_bytes();
        let url = self.session.url(target.registry(), format!("/v2/{}/manifests/{tag}", target.path()));
        let response = self.push(target, Method::Put, url, Some(MANIFEST_TYPE), &manifest)?;
        match response.status {
            200..=299 => Ok(Digest::of(&manifest)),
            status => Err(unexpected(&named, "to take the manifest", status)),
        }
    }

    fn upload(&self, target: &OciReference, bytes: &[u8]) -> Result<(), Error> {
        let named = Reference::Registry(target.clone());
        let start = self.session.url(target.registry(), format!("/v2/{}/blobs/uploads/", target.path()));
        let response = self.push(target, Method::Post, start.clone(), None, &[])?;
        if response.status != 202 {
            return Err(unexpected(&named, "for an upload", response.status));
        }
        // The upload carries a token, so it stays on the registry.
        let place = response.header("location").and_then(|place| start.join(place));
        let Some(place) = place.filter(|place| place.is_same_place(&start)) else {
            return Err(Error::new(codes::TRI0073, named, "the registry sends the upload to another host"));
        };
        let separator = if place.target().contains('?') { '&' } else { '?' };
        let digest = Digest::of(bytes).to_string().replace(':', "%3a");
        let to = Url::new(place.is_https(), place.authority(), format!("{}{separator}digest={digest}", place.target()));
        let response = self.push(target, Method::Put, to, Some("application/octet-stream"), bytes)?;
        match response.status {
            200..=299 => Ok(()),
            status => Err(unexpected(&named, "to take a layer", status)),
        }
    }

    fn push(
        &self,
        target: &OciReference,
        method: Method,
        url: Url,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<Response, Error> {
        self.session.call(&Call {
            method,
            registry: target.registry(),
            path: target.path(),
            url,
            headers: content_type.map(|content_type| ("content-type", content_type.to_owned())).into_iter().collect(),
            body,
            limit: MAX_MANIFEST,
            action: Action::Push,
        })
    }
}
