//! How requests leave the process.

use std::fmt;
use std::io::Read as _;
use std::net::SocketAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use super::url::{Url, is_internal};

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A request. `Debug` shows no header, as one may be a credential.
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// Where to.
    pub url: &'a Url,
    /// Headers beside those of the connection.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: &'a [u8],
    /// How many bytes of an answer are read.
    pub limit: u64,
    /// Whether it may go to this machine or its link.
    pub may_be_internal: bool,
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.name(), self.url)
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The answer is larger than the request allows.
    TooLarge,
    /// The address leads to this machine or its link, which the request must not reach.
    Near,
    /// There is no such host, and asking again would not change that.
    NoHost,
    /// Nothing or not all came back.
    Lost(String),
}

/// Sends requests.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the answer. Redirects are not followed.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken>;
}

/// Requests over the network.
#[derive(Debug)]
pub struct Network {
    open: Agent,
    /// Refuses addresses of this machine and its link.
    guarded: Agent,
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_secs(30) }
    }
}

impl Network {
    /// Certificates are verified by the platform, proxies come from the environment.
    pub fn new(timeouts: Timeouts) -> Self {
        let config = || -> Config {
            let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
            Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(concat!("triceps/", env!("CARGO_PKG_VERSION")))
                .accept("")
                .accept_encoding("")
                .timeout_connect(Some(timeouts.connect))
                .timeout_recv_response(Some(timeouts.read))
                .timeout_per_read(Some(timeouts.read))
                .build()
        };
        Self {
            open: Agent::with_parts(config(), DefaultConnector::default(), DefaultResolver::default()),
            guarded: Agent::with_parts(config(), DefaultConnector::default(), Guard::default()),
        }
    }
}

impl Transport for Network {
    fn send(&self, request: &Request<'_>) -> Result<Response, Broken> {
        let agent = if request.may_be_internal { &self.open } else { &self.guarded };
        let mut builder = ureq::http::Request::builder().method(request.method.name()).uri(request.url.whole());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let lost = |error: ureq::Error| match error {
            ureq::Error::HostNotFound if !request.may_be_internal => Broken::Near,
            ureq::Error::HostNotFound => Broken::NoHost,
            ureq::Error::Io(error) if error.to_string().starts_with("failed to lookup address") => Broken::NoHost,
            error => Broken::Lost(answer(&error)),
        };
        let response = match request.method {
            Method::Get => builder.body(()).map_err(ureq::Error::from).and_then(|request| agent.run(request)),
            Method::Post | Method::Put => {
                builder.body(request.body).map_err(ureq::Error::from).and_then(|request| agent.run(request))
            }
        };
        let mut response = response.map_err(lost)?;
        let headers = response
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect();
        let mut body = Vec::new();
        // The limit counts what is read, not what a header says.
        let read = response.body_mut().as_reader().take(request.limit + 1).read_to_end(&mut body);
        read.map_err(|error| Broken::Lost(format!("the answer broke off: {}", error.kind())))?;
        if body.len() as u64 > request.limit {
            return Err(Broken::TooLarge);
        }
        Ok(Response { status: response.status().as_u16(), headers, body })
    }
}

/// What went wrong, without an address, which may hold a signature.
fn answer(error: &ureq::Error) -> String {
    match error {
        ureq::Error::ConnectionFailed => "the connection failed".to_owned(),
        ureq::Error::Timeout(_) => "there was no answer in time".to_owned(),
        ureq::Error::Io(error) => format!("the connection broke: {}", error.kind()),
        ureq::Error::Tls(why) => format!("TLS failed: {why}"),
        ureq::Error::Rustls(error) => format!("TLS failed: {error}"),
        ureq::Error::ConnectProxyFailed(_) => "the proxy refused the connection".to_owned(),
        ureq::Error::InvalidProxyUrl => "the proxy of the environment is not an address".to_owned(),
        _ => "the answer is not HTTP".to_owned(),
    }
}

/// Finds addresses, but none of this machine or its link.
#[derive(Debug, Default)]
struct Guard(DefaultResolver);

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        let far = found.iter().copied().filter(|address: &SocketAddr| !is_internal(address.ip()));
        far.for_each(|address| kept.push(address));
        if kept.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(kept) }
    }
}
