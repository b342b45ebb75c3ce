//! Probes of containers.

use crate::{IntoExpr, IntoValue, Object, model_enum, model_object};

model_object! {
    /// How Azure finds out whether a container is well: an item of `probes`.
    ///
    /// ```
    /// use triceps::app::Probe;
    ///
    /// let probe = Probe::startup_http("/healthz", 7007).period_seconds(5).failure_threshold(10);
    /// ```
    Probe
}

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
        let get = Object::new().set("path", path.into_value()).set("port", port.into_value());
        Self(Object::new().set("type", kind.into_value()).set("httpGet", get))
    }

    /// A probe of any type over TCP.
    pub fn tcp(kind: impl IntoValue<ProbeType>, port: impl IntoValue<i64>) -> Self {
        let socket = Object::new().set("port", port.into_value());
        Self(Object::new().set("type", kind.into_value()).set("tcpSocket", socket))
    }

    /// `httpGet.scheme`: HTTP or HTTPS.
    pub fn scheme(mut self, value: impl IntoValue<Scheme>) -> Self {
        self.0.descend(&["httpGet"]).insert("scheme".into(), value.into_value().into_expr());
        self
    }

    /// `httpGet.httpHeaders`: adds a header to the request.
    pub fn header(mut self, name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
        let header = Object::new().set("name", name.into_value()).set("value", value.into_value());
        self.0.descend_array(&["httpGet", "httpHeaders"]).push(header.into());
        self
    }

    /// `httpGet.host` or `tcpSocket.host`: the host that is asked, the replica itself if not said.
    pub fn host(mut self, value: impl IntoValue<String>) -> Self {
        let target = if self.0.get("tcpSocket").is_some() { "tcpSocket" } else { "httpGet" };
        self.0.descend(&[target]).insert("host".into(), value.into_value().into_expr());
        self
    }

    /// `failureThreshold`: failures in a row that count, 1 to 10; 3 if not said.
    pub fn failure_threshold(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("failureThreshold", value.into_value()))
    }

    /// `initialDelaySeconds`: seconds before the first probe, 1 to 60.
    pub fn initial_delay_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("initialDelaySeconds", value.into_value()))
    }

    /// `periodSeconds`: seconds between probes, 1 to 240; 10 if not said.
    pub fn period_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("periodSeconds", value.into_value()))
    }

    /// `successThreshold`: successes in a row that count, 1 to 10; 1 for liveness and startup.
    pub fn success_threshold(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("successThreshold", value.into_value()))
    }

    /// `terminationGracePeriodSeconds`: seconds to stop after a failure, at most 3600.
    pub fn termination_grace_period_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("terminationGracePeriodSeconds", value.into_value()))
    }

    /// `timeoutSeconds`: seconds that an answer may take, 1 to 240; 1 if not said.
    pub fn timeout_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("timeoutSeconds", value.into_value()))
    }
}

model_enum! {
    /// What a probe is for: `type`.
    ProbeType {
        /// Whether the container still works, or is restarted.
        LIVENESS = "Liveness",
        /// Whether the container gets requests.
        READINESS = "Readiness",
        /// Whether the container has started.
        STARTUP = "Startup",
    }
}

model_enum! {
    /// How a probe asks over HTTP: `httpGet.scheme`.
    Scheme {
        /// In plain text.
        HTTP = "HTTP",
        /// With TLS; the certificate is not checked.
        HTTPS = "HTTPS",
    }
}
