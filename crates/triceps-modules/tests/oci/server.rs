//! A small registry on the loopback address, and what leads to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use triceps_modules::{
    BicepConfig, Broken, Digest, Network, Reference, Registries, Request, Response, Timeouts, Transport, Url, User,
};

/// A request as a server saw it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// Everything that came, as text.
    pub(crate) fn all(&self) -> String {
        format!("{} {} {:?} {}", self.method, self.url, self.headers, String::from_utf8_lossy(&self.body))
    }
}

/// What a server answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    /// The length that the header says, if it lies.
    pub(crate) length: Option<usize>,
    pub(crate) delay: Duration,
}

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

type Handler = dyn Fn(&Seen) -> Answer + Send + Sync;

/// A server that answers what a function says, and keeps what it was asked.
pub(crate) struct Server {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    inner: Arc<tiny_http::Server>,
}

impl Server {
    pub(crate) fn start(handler: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Self {
        let server = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let handler: Arc<Handler> = Arc::new(handler);
        for _ in 0..4 {
            let (server, seen, handler) = (server.clone(), seen.clone(), handler.clone());
            thread::spawn(move || {
                while let Ok(mut request) = server.recv() {
                    let mut body = Vec::new();
                    let _ = request.as_reader().read_to_end(&mut body);
                    let headers = request
                        .headers()
                        .iter()
                        .map(|header| (header.field.as_str().as_str().to_lowercase(), header.value.to_string()))
                        .collect();
                    let asked =
                        Seen { method: request.method().to_string(), url: request.url().to_owned(), headers, body };
                    let answer = handler(&asked);
                    seen.lock().expect("no test panicked").push(asked);
                    thread::sleep(answer.delay);
                    let length = answer.length.unwrap_or(answer.body.len());
                    let headers = answer
                        .headers
                        .iter()
                        .map(|(name, value)| tiny_http::Header::from_bytes(*name, value.as_str()).expect("a header"))
                        .collect();
                    let body = std::io::Cursor::new(answer.body);
                    let response = tiny_http::Response::new(answer.status.into(), headers, body, Some(length), None)
                        .with_chunked_threshold(usize::MAX);
                    let _ = request.respond(response);
                }
            });
        }
        Self { port, seen, inner: server }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test panicked").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..4 {
            self.inner.unblock();
        }
    }
}

/// What a registry keeps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Shelf {
    pub(crate) fn put(&self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.lock().expect("no test panicked").insert(path.into(), bytes.into());
    }

    pub(crate) fn blob(&self, repository: &str, bytes: &[u8]) {
        self.put(format!("/v2/{repository}/blobs/{}", Digest::of(bytes)), bytes);
    }

    /// Adds a module with a manifest, and gives the manifest.
    pub(crate) fn module(&self, repository: &str, tag: &str, main: &[u8]) -> Vec<u8> {
        let manifest = manifest(main);
        self.blob(repository, main);
        self.put(format!("/v2/{repository}/manifests/{tag}"), manifest.clone());
        self.put(format!("/v2/{repository}/manifests/{}", Digest::of(&manifest)), manifest.clone());
        manifest
    }

    /// Answers as a registry without accounts.
    pub(crate) fn answer(&self, seen: &Seen) -> Answer {
        let url = seen.url.replace("%3A", ":").replace("%3a", ":");
        let path = url.split('?').next().unwrap_or_default().to_owned();
        match seen.method.as_str() {
            "GET" => match self.0.lock().expect("no test panicked").get(&path) {
                Some(bytes) => Answer::new(200, bytes.clone())
                    .with("Docker-Content-Digest", Digest::of(bytes).to_string())
                    .with("Content-Type", "application/octet-stream"),
                None => Answer::new(404, "{}"),
            },
            "POST" => Answer::new(202, "").with("Location", format!("{path}some-id?_state=some-state")),
            "PUT" if path.contains("/blobs/uploads/") => {
                let repository = path.trim_start_matches("/v2/").split("/blobs/").next().unwrap_or_default();
                let answer = url.rsplit_once("digest=").map(|(_, digest)| digest).unwrap_or_default();
                if answer != Digest::of(&seen.body).to_string() {
                    return Answer::new(400, "");
                }
                self.blob(repository, &seen.body);
                Answer::new(201, "")
            }
            "PUT" => {
                self.put(path, seen.body.clone());
                Answer::new(201, "")
            }
            _ => Answer::new(405, ""),
        }
    }
}

/// A manifest as a publisher writes it.
pub(crate) fn manifest(main: &[u8]) -> Vec<u8> {
    format!(
        r#"{{"schemaVersion":2,"artifactType":"application/vnd.ms.bicep.module.artifact","config":{{"mediaType":"application/vnd.ms.bicep.module.config.v1+json","digest":"{}","size":2}},"layers":[{{"mediaType":"application/vnd.ms.bicep.module.layer.v1+json","digest":"{}","size":{}}}]}}"#,
        Digest::of(b"{}"),
        Digest::of(main),
        main.len()
    )
    .into_bytes()
}

pub(crate) const MAIN: &[u8] =
    br#"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": []}"#;

/// Sends what is meant for hosts to servers of this test. All checks of trust come before it.
pub(crate) struct Mapped {
    network: Network,
    hosts: BTreeMap<String, u16>,
}

impl Transport for Mapped {
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken> {
        let url = request.url;
        let Some(port) = self.hosts.get(url.authority()) else {
            return Err(Broken::Lost(format!("`{}` is not mapped", url.authority())));
        };
        let to = Url::parse(&format!("http://127.0.0.1:{port}{}", url.target())).expect("an address");
        self.network.send(&Request {
            method: request.method,
            url: &to,
            headers: request.headers.clone(),
            body: request.body,
            limit: request.limit,
            may_be_internal: true,
        })
    }
}

pub(crate) fn timeouts() -> Timeouts {
    Timeouts { connect: Duration::from_secs(5), read: Duration::from_millis(400) }
}

/// Registries whose hosts are servers of this test.
pub(crate) fn mapped(user: User, hosts: &[(&str, &Server)]) -> Registries {
    let hosts = hosts.iter().map(|(host, server)| ((*host).to_owned(), server.port)).collect();
    let transport = Mapped { network: Network::new(timeouts()), hosts };
    let config = BicepConfig::default();
    Registries::through(Box::new(transport), user, config.cloud().clone(), Duration::from_millis(2)).expect("no file")
}

/// Registries over the real transport, to loopback in plain HTTP.
pub(crate) fn loopback() -> Registries {
    let user = User::new(folder("user"), variables(&[("BICEP_TRUSTED_REGISTRIES", "127.0.0.1")])).with_plain_http(true);
    let config = BicepConfig::default();
    let network = Box::new(Network::new(timeouts()));
    Registries::through(network, user, config.cloud().clone(), Duration::from_millis(2)).expect("no file")
}

pub(crate) fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/registry/oci").join(name)
}

/// A new empty folder.
pub(crate) fn folder(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("oci-{}-{name}-{count}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

pub(crate) fn reference(text: &str) -> Reference {
    Reference::parse(text, &BicepConfig::default()).expect("the reference is right")
}

/// A program that stands for another one on the path of a user.
#[cfg(unix)]
pub(crate) fn program(folder: &Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("the file can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("the file is ours");
}
