//! The Dapr sidecar.

use crate::{IntoValue, model_enum, model_object};

model_object! {
    /// The Dapr sidecar of an app: `properties.configuration.dapr`.
    #[derive(Default)]
    Dapr
}

impl Dapr {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `enabled: true` with this `appId`.
    pub fn enabled_as(app_id: impl IntoValue<String>) -> Self {
        Self::new().enabled(true).app_id(app_id)
    }

    /// `appId`: name that other apps call it by, unique in the environment.
    pub fn app_id(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("appId", value.into_value()))
    }

    /// `appPort`: port that Dapr calls it at.
    pub fn app_port(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("appPort", value.into_value()))
    }

    /// `appProtocol`: protocol that Dapr calls it with.
    pub fn app_protocol(self, value: impl IntoValue<DaprProtocol>) -> Self {
        Self(self.0.set("appProtocol", value.into_value()))
    }

    /// `appHealth`: how Dapr finds out whether it is well.
    pub fn app_health(self, value: impl IntoValue<DaprAppHealth>) -> Self {
        Self(self.0.set("appHealth", value.into_value()))
    }

    /// `enableApiLogging`: whether calls of the API of Dapr are logged.
    pub fn enable_api_logging(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enableApiLogging", value.into_value()))
    }

    /// `enabled`: whether there is a sidecar.
    pub fn enabled(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enabled", value.into_value()))
    }

    /// `httpMaxRequestSize`: MB that a request may have; 4 if not said.
    pub fn http_max_request_size(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("httpMaxRequestSize", value.into_value()))
    }

    /// `httpReadBufferSize`: KB that the headers of a request may have; 65 if not said.
    pub fn http_read_buffer_size(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("httpReadBufferSize", value.into_value()))
    }

    /// `logLevel`: what Dapr logs.
    pub fn log_level(self, value: impl IntoValue<DaprLogLevel>) -> Self {
        Self(self.0.set("logLevel", value.into_value()))
    }

    /// `maxConcurrency`: most calls at the same time.
    pub fn max_concurrency(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("maxConcurrency", value.into_value()))
    }
}

model_object! {
    /// How Dapr finds out whether an app is well: `dapr.appHealth`.
    #[derive(Default)]
    DaprAppHealth
}

impl DaprAppHealth {
    /// Without any property yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `enabled`: whether it asks.
    pub fn enabled(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("enabled", value.into_value()))
    }

    /// `path`: path that it asks at.
    pub fn path(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("path", value.into_value()))
    }

    /// `probeIntervalSeconds`: seconds between questions, from 1.
    pub fn probe_interval_seconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("probeIntervalSeconds", value.into_value()))
    }

    /// `probeTimeoutMilliseconds`: milliseconds that it waits, from 1.
    pub fn probe_timeout_milliseconds(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("probeTimeoutMilliseconds", value.into_value()))
    }

    /// `threshold`: failures after which the app is ill, from 1.
    pub fn threshold(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("threshold", value.into_value()))
    }
}

model_enum! {
    /// Protocol that Dapr calls an app with.
    DaprProtocol {
        /// HTTP.
        HTTP = "http",
        /// gRPC.
        GRPC = "grpc",
    }
}

model_enum! {
    /// What Dapr logs.
    DaprLogLevel {
        /// What happens.
        INFO = "info",
        /// Everything.
        DEBUG = "debug",
        /// Warnings and errors.
        WARN = "warn",
        /// Errors.
        ERROR = "error",
    }
}
