//! The tags of a repository.

use serde_json::Value;
use triceps_diagnostics::codes;

use super::session::{Action, Call};
use super::transport::Method;
use super::{Registries, unexpected};
use crate::error::Error;
use crate::reference::{OciReference, Reference};

/// Bytes of a page.
const MAX_PAGE: u64 = 4 << 20;
/// Pages of a list.
const MAX_PAGES: usize = 1_000;

impl Registries {
    pub(super) fn all_tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        let named = Reference::Registry(reference.clone());
        let registry = self.session.url(reference.registry(), "/".to_owned());
        let mut url = self.session.url(reference.registry(), format!("/v2/{}/tags/list?n=1000", reference.path()));
        let mut tags = Vec::new();
        for _ in 0..MAX_PAGES {
            let response = self.session.call(&Call {
                method: Method::Get,
                registry: reference.registry(),
                path: reference.path(),
                url: url.clone(),
                headers: Vec::new(),
                body: &[],
                limit: MAX_PAGE,
                action: Action::Pull,
            })?;
            match response.status {
                200 => {}
                404 => return Err(Error::missing(&named, "the registry has no such repository")),
                status => return Err(unexpected(&named, "the tags", status)),
            }
            let page: Value = serde_json::from_slice(&response.body)
                .map_err(|_| Error::new(codes::TRI0071, &named, "the registry did not answer with JSON"))?;
            let listed = page.get("tags").and_then(Value::as_array);
            tags.extend(listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
            let Some(next) = response.header("link").and_then(next_page) else { return Ok(tags) };
            url = match url.join(next).filter(|next| next.is_same_place(&registry)) {
                Some(next) => next,
                None => {
                    let message = "the next page of the tags is on another host";
                    return Err(Error::new(codes::TRI0073, named, message));
                }
            };
        }
        Err(Error::new(codes::TRI0068, named, format!("the tags have more than {MAX_PAGES} pages")))
    }
}

/// The address of the next page in a header `Link`.
fn next_page(header: &str) -> Option<&str> {
    header.split(',').find_map(|link| {
        let (address, rest) = link.trim().strip_prefix('<')?.split_once('>')?;
        rest.split(';').any(|part| matches!(part.trim(), "rel=\"next\"" | "rel=next")).then_some(address)
    })
}
