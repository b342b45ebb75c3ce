//! Shorthands of probes of containers.

use super::{HttpGet, HttpHeader, Probe, ProbeType, Scheme, TcpSocket};
use crate::IntoValue;

impl Probe {
    /// Whether it still works, or is restarted: a GET of this path on this port has to answer with 200 to 399.
    pub fn liveness_http(path: impl IntoValue<String>, port: impl IntoValue<i64>) -> Self {
        Self::http(ProbeType::LIVENESS, path, port)
    }

    /// Whether it still works, or is restarted: this port has to accept connections.
    pub fn liveness_tcp(port: impl IntoValue<i64>) -> Self {
        Self::tcp(ProbeType::LIVENESS, port)
    }

    /// Whether it gets requests: a GET of this path on this port has to answer with 200 to 399.
    pub fn readiness_http(path: impl IntoValue<String>, port: impl IntoValue<i64>) -> Self {
        Self::http(ProbeType::READINESS, path, port)
    }

    /// Whether it gets requests: this port has to accept connections.
    pub fn readiness_tcp(port: impl IntoValue<i64>) -> Self {
        Self::tcp(ProbeType::READINESS, port)
    }

    /// Whether it has started; the others wait for it: a GET of this path on this port has to answer with 200 to 399.
    pub fn startup_http(path: impl IntoValue<String>, port: impl IntoValue<i64>) -> Self {
        Self::http(ProbeType::STARTUP, path, port)
    }

    /// Whether it has started; the others wait for it: this port has to accept connections.
    pub fn startup_tcp(port: impl IntoValue<i64>) -> Self {
        Self::tcp(ProbeType::STARTUP, port)
    }

    /// A probe of any type over HTTP.
    pub fn http(kind: impl IntoValue<ProbeType>, path: impl IntoValue<String>, port: impl IntoValue<i64>) -> Self {
        Self::new().kind(kind).http_get(HttpGet::new(path, port))
    }

    /// A probe of any type over TCP.
    pub fn tcp(kind: impl IntoValue<ProbeType>, port: impl IntoValue<i64>) -> Self {
        Self::new().kind(kind).tcp_socket(TcpSocket::new(port))
    }

    /// `httpGet.scheme`: HTTP or HTTPS.
    pub fn scheme(self, value: impl IntoValue<Scheme>) -> Self {
        Self(self.0.set_at(&["httpGet", "scheme"], value.into_value()))
    }

    /// `httpGet.httpHeaders`: adds a header to the request.
    pub fn header(self, name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
        let header = HttpHeader::new(name, value);
        Self(self.0.push_at(&["httpGet", "httpHeaders"], header))
    }

    /// `httpGet.host` or `tcpSocket.host`: the host that is asked, the replica itself by default.
    pub fn host(self, value: impl IntoValue<String>) -> Self {
        let target = if self.0.get("tcpSocket").is_some() { "tcpSocket" } else { "httpGet" };
        Self(self.0.set_at(&[target, "host"], value.into_value()))
    }
}
