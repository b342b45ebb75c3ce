//! A registry without accounts on the loopback address.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The least template.
pub(super) const TEMPLATE: &str = "{\n  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\n  \"contentVersion\": \"1.0.0.0\",\n  \"resources\": []\n}";

pub(super) struct Registry {
    pub(super) port: u16,
    kept: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    server: Arc<tiny_http::Server>,
}

impl Registry {
    pub(super) fn start() -> Self {
        let server = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a port is free"));
        let port = server.server_addr().to_ip().expect("an address").port();
        let kept = Arc::new(Mutex::new(BTreeMap::<String, Vec<u8>>::new()));
        std::thread::spawn({
            let (server, kept) = (server.clone(), kept.clone());
            move || {
                while let Ok(mut request) = server.recv() {
                    let mut body = Vec::new();
                    let _ = request.as_reader().read_to_end(&mut body);
                    let url = request.url().replace("%3a", ":");
                    let path = url.split('?').next().unwrap_or_default().to_owned();
                    let mut kept = kept.lock().expect("no test panicked");
                    let (status, place, content) = match request.method() {
                        tiny_http::Method::Post => (202, Some(format!("{path}id?state=x")), Vec::new()),
                        tiny_http::Method::Put => {
                            let key = match (path.split_once("uploads/"), url.rsplit_once("digest=")) {
                                (Some((blobs, _)), Some((_, digest))) => format!("{blobs}{digest}"),
                                _ => path,
                            };
                            kept.insert(key, body);
                            (201, None, Vec::new())
                        }
                        _ if path.ends_with("/tags/list") => {
                            let manifests = path.replace("tags/list", "manifests/");
                            let tags = kept.keys().filter_map(|key| key.strip_prefix(&manifests)).collect::<Vec<_>>();
                            (200, None, serde_json::json!({ "tags": tags }).to_string().into_bytes())
                        }
                        _ => match kept.get(&path) {
                            Some(bytes) => (200, None, bytes.clone()),
                            None => (404, None, Vec::new()),
                        },
                    };
                    drop(kept);
                    let mut response = tiny_http::Response::from_data(content).with_status_code(status);
                    if let Some(place) = place {
                        response.add_header(tiny_http::Header::from_bytes("Location", place).expect("a header"));
                    }
                    let _ = request.respond(response);
                }
            }
        });
        Self { port, kept, server }
    }

    pub(super) fn reference(&self, path: &str, tag: &str) -> String {
        format!("br:127.0.0.1:{}/{path}:{tag}", self.port)
    }

    /// What is kept at a path.
    pub(super) fn content(&self, path: &str) -> Vec<u8> {
        self.kept.lock().expect("no test panicked")[path].clone()
    }

    /// Makes one tag what another one is.
    pub(super) fn move_tag(&self, path: &str, from: &str, to: &str) {
        let mut kept = self.kept.lock().expect("no test panicked");
        let manifest = kept[&format!("/v2/{path}/manifests/{from}")].clone();
        kept.insert(format!("/v2/{path}/manifests/{to}"), manifest);
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.server.unblock();
    }
}
