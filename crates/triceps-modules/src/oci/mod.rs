//! Registries over the network.

mod azure;
mod challenge;
mod docker;
mod publish;
mod session;
mod tags;
mod transport;
mod trust;
mod url;

use std::time::Duration;

use triceps_diagnostics::codes;

use crate::config::Cloud;
use crate::digest::Digest;
use crate::error::Error;
use crate::limits::{MAX_LAYER, MAX_MANIFEST};
use crate::manifest::{Kind, Layer, Manifest};
use crate::module::{Module, Registry};
use crate::reference::{OciReference, Pin, Reference, TemplateSpecReference};
pub use publish::Publication;
use session::{Action, Call, Session};
pub use transport::{Broken, Method, Network, Request, Response, Timeouts, Transport};
pub use trust::User;
use trust::is_azure;
pub use url::Url;

/// What the compiler asks for, in its order.
const ACCEPT: &str = "application/vnd.docker.distribution.manifest.v2+json, \
                      application/vnd.docker.distribution.manifest.list.v2+json, \
                      application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json";
/// How long to wait before a request is sent again, the first time.
const PAUSE: Duration = Duration::from_millis(500);
/// The version of the API of template specs.
const TEMPLATE_SPECS: &str = "2022-02-01";

/// Registries over HTTPS, and template specs of Azure.
///
/// Nothing is sent to a registry that neither the compiler's list nor the user names, and no credential to any host but
/// the one it belongs to.
pub struct Registries {
    session: Session,
    cloud: Cloud,
}

impl Registries {
    /// Registries as a user reaches them.
    ///
    /// # Errors
    ///
    /// A configuration of the user that cannot be read.
    pub fn new(user: User, cloud: Cloud) -> Result<Self, Error> {
        Self::through(Box::new(Network::new(Timeouts::default())), user, cloud, PAUSE)
    }

    /// Registries through another transport. Trust is checked before it is asked.
    ///
    /// # Errors
    ///
    /// A configuration of the user that cannot be read.
    pub fn through(transport: Box<dyn Transport>, user: User, cloud: Cloud, pause: Duration) -> Result<Self, Error> {
        Ok(Self { session: Session::new(transport, user, pause)?, cloud })
    }

    fn manifest(&self, reference: &OciReference, action: Action) -> Result<Option<(Vec<u8>, Digest)>, Error> {
        let named = Reference::Registry(reference.clone());
        let target = format!("/v2/{}/manifests/{}", reference.path(), reference.version());
        let response = self.session.call(&Call {
            method: Method::Get,
            registry: reference.registry(),
            path: reference.path(),
            url: self.session.url(reference.registry(), target),
            headers: vec![("accept", ACCEPT.to_owned())],
            body: &[],
            limit: MAX_MANIFEST,
            action,
        })?;
        match response.status {
            200 => {}
            404 => return Ok(None),
            status => return Err(unexpected(&named, "the manifest", status)),
        }
        let digest = Digest::of(&response.body);
        let answer = response.header("docker-content-digest");
        if answer.is_some_and(|answer| answer.starts_with("sha256:") && answer != digest.to_string()) {
            let message = "The server-computed digest does not match the client-computed digest.";
            return Err(Error::new(codes::BCP192, named, message));
        }
        if let Pin::Digest(wanted) = reference.pin()
            && *wanted != digest
        {
            let message = format!("the registry gave a manifest with {digest}");
            return Err(Error::new(codes::BCP192, named, message));
        }
        Ok(Some((response.body, digest)))
    }

    fn blob(&self, reference: &OciReference, layer: &Layer) -> Result<Vec<u8>, Error> {
        let named = Reference::Registry(reference.clone());
        // The client of Azure escapes the colon, and says what it takes.
        let (digest, headers) = if is_azure(reference.registry()) {
            (layer.digest.to_string().replace(':', "%3A"), vec![("accept", "application/octet-stream".to_owned())])
        } else {
            (layer.digest.to_string(), Vec::new())
        };
        let response = self.session.call(&Call {
            method: Method::Get,
            registry: reference.registry(),
            path: reference.path(),
            url: self.session.url(reference.registry(), format!("/v2/{}/blobs/{digest}", reference.path())),
            headers,
            body: &[],
            limit: layer.size.clamp(1 << 16, MAX_LAYER),
            action: Action::Pull,
        })?;
        match response.status {
            200 => {}
            404 => {
                let message = format!(
                    "The OCI artifact is not a valid Bicep artifact. Module manifest refers to a non-existent blob with \
                     digest \"{}\".",
                    layer.digest
                );
                return Err(Error::new(codes::BCP192, named, message));
            }
            status => return Err(unexpected(&named, "a layer", status)),
        }
        layer.check(&named, &response.body)?;
        Ok(response.body)
    }

    fn artifact(&self, reference: &OciReference) -> Result<Module, Error> {
        let named = Reference::Registry(reference.clone());
        let Some((bytes, digest)) = self.manifest(reference, Action::Pull)? else {
            return Err(Error::missing(&named, "The artifact does not exist in the registry.")
                .with_help("check the spelling of the path and the tag"));
        };
        let manifest = Manifest::read(&named, &bytes)?;
        let main = self.blob(reference, &manifest.main)?;
        let sources = manifest.sources.as_ref().map(|layer| self.blob(reference, layer)).transpose()?;
        Ok(Module { main, manifest: Some(bytes), digest: Some(digest), sources, kind: manifest.kind })
    }

    fn template_spec(&self, reference: &TemplateSpecReference) -> Result<Module, Error> {
        let named = Reference::TemplateSpec(reference.clone());
        // A project names its cloud; the token goes to Azure's own hosts all the same.
        let host = match self.cloud.resource_manager.trim_end_matches('/') {
            "https://management.azure.com" => "management.azure.com",
            "https://management.chinacloudapi.cn" => "management.chinacloudapi.cn",
            "https://management.usgovcloudapi.net" => "management.usgovcloudapi.net",
            other => {
                let message = format!("the cloud `{}` has its own `{other}`, which gets no token", self.cloud.profile);
                return Err(Error::new(codes::TRI0073, named, message));
            }
        };
        let target = format!("{}?api-version={TEMPLATE_SPECS}", reference.resource_id());
        let response = self.session.resource_manager(host, target, &named.to_string())?;
        match response.status {
            200 => Ok(Module { main: response.body, manifest: None, digest: None, sources: None, kind: Kind::Module }),
            404 => Err(Error::missing(&named, "the template spec or its version does not exist")),
            status => Err(unexpected(&named, "the template spec", status)),
        }
    }
}

impl Registry for Registries {
    fn fetch(&self, reference: &Reference) -> Result<Module, Error> {
        match reference {
            Reference::Registry(reference) => self.artifact(reference),
            Reference::TemplateSpec(reference) => self.template_spec(reference),
            Reference::Path(path) => {
                Err(Error::missing(reference, format!("`{path}` is a file, not a module of a registry")))
            }
        }
    }

    fn tags(&self, reference: &OciReference) -> Result<Vec<String>, Error> {
        self.all_tags(reference)
    }
}

fn unexpected(reference: &Reference, what: &str, status: u16) -> Error {
    Error::new(codes::TRI0071, reference, format!("the registry answered {status} when asked for {what}"))
}
