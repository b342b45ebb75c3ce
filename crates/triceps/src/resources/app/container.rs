//! Containers.

use super::{Probe, VolumeMount};
use crate::{IntoExpr, IntoValue, Number, Object, model_object};

/// What containers and init containers have in common.
macro_rules! container_setters {
    () => {
        /// `env`: adds an environment variable. A secret does not fit: see [`env_secret`](Self::env_secret).
        pub fn env(self, name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
            self.env_var(EnvVar::value(name, value))
        }

        /// `env`: adds an environment variable whose value is the secret of the app by this name.
        pub fn env_secret(self, name: impl IntoValue<String>, secret: impl IntoValue<String>) -> Self {
            self.env_var(EnvVar::secret(name, secret))
        }

        /// `env`: adds an environment variable.
        pub fn env_var(mut self, variable: impl IntoValue<EnvVar>) -> Self {
            self.0.descend_array(&["env"]).push(variable.into_value().into_expr());
            self
        }

        /// `env`: all environment variables at once.
        pub fn env_vars(self, value: impl IntoValue<Vec<EnvVar>>) -> Self {
            Self(self.0.set("env", value.into_value()))
        }

        /// `command`: what is run instead of the entry point of the image.
        pub fn command(self, value: impl IntoValue<Vec<String>>) -> Self {
            Self(self.0.set("command", value.into_value()))
        }

        /// `args`: arguments of the command.
        pub fn args(self, value: impl IntoValue<Vec<String>>) -> Self {
            Self(self.0.set("args", value.into_value()))
        }

        /// `resources`: vCPU and GiB. On the Consumption plan the sums over all containers are one of 16
        /// pairs: 0.25 to 4 vCPU in steps of 0.25, with twice as many GiB.
        pub fn resources(self, cpu: f64, memory: f64) -> Self {
            self.cpu(cpu).memory(format!("{memory}Gi"))
        }

        /// `resources.cpu`: vCPU. A fraction prints as `json('0.5')`, since Bicep has no literal for one.
        pub fn cpu(mut self, value: impl IntoValue<Number>) -> Self {
            self.0.descend(&["resources"]).insert("cpu".into(), value.into_value().into_expr());
            self
        }

        /// `resources.memory`: as `2Gi`, `0.5Gi`.
        pub fn memory(mut self, value: impl IntoValue<String>) -> Self {
            self.0.descend(&["resources"]).insert("memory".into(), value.into_value().into_expr());
            self
        }

        /// `volumeMounts`: adds a place where a volume is found.
        pub fn volume_mount(mut self, mount: impl IntoValue<VolumeMount>) -> Self {
            self.0.descend_array(&["volumeMounts"]).push(mount.into_value().into_expr());
            self
        }

        /// `volumeMounts`: all of them at once.
        pub fn volume_mounts(self, value: impl IntoValue<Vec<VolumeMount>>) -> Self {
            Self(self.0.set("volumeMounts", value.into_value()))
        }
    };
}

model_object! {
    /// A container of an app: an item of `properties.template.containers`.
    ///
    /// ```
    /// use triceps::app::{Container, Probe};
    ///
    /// let container = Container::new("backstage", "contoso.azurecr.io/backstage:1.4.2")
    ///     .resources(1.0, 2.0)
    ///     .env("NODE_ENV", "production")
    ///     .env_secret("AUTH_MICROSOFT_CLIENT_SECRET", "client-secret")
    ///     .probe(Probe::liveness_http("/.backstage/health/v1/liveness", 7007));
    /// ```
    ///
    /// A secret is no value of an environment variable:
    ///
    /// ```compile_fail,E0277
    /// # use triceps::{Param, Template, app::Container};
    /// # let mut t = Template::for_resource_group();
    /// let secret = t.param(Param::secure_string("clientSecret"));
    /// let container = Container::new("backstage", "contoso.azurecr.io/backstage:1.4.2").env("SECRET", &secret);
    /// ```
    Container
}

impl Container {
    /// A container with its name and its image, with tag or digest.
    pub fn new(name: impl IntoValue<String>, image: impl IntoValue<String>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("image", image.into_value()))
    }

    container_setters!();

    /// `probes`: adds a probe; each kind at most once.
    pub fn probe(mut self, probe: impl IntoValue<Probe>) -> Self {
        self.0.descend_array(&["probes"]).push(probe.into_value().into_expr());
        self
    }

    /// `probes`: all of them at once.
    pub fn probes(self, value: impl IntoValue<Vec<Probe>>) -> Self {
        Self(self.0.set("probes", value.into_value()))
    }
}

model_object! {
    /// A container that runs to its end before the others start: an item of
    /// `properties.template.initContainers`. It has no probes.
    InitContainer
}

impl InitContainer {
    /// A container with its name and its image, with tag or digest.
    pub fn new(name: impl IntoValue<String>, image: impl IntoValue<String>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("image", image.into_value()))
    }

    container_setters!();
}

model_object! {
    /// An environment variable: an item of `env`.
    EnvVar
}

impl EnvVar {
    /// A variable with this value.
    pub fn value(name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("value", value.into_value()))
    }

    /// A variable whose value is the secret of the app by this name.
    pub fn secret(name: impl IntoValue<String>, secret: impl IntoValue<String>) -> Self {
        Self(Object::new().set("name", name.into_value()).set("secretRef", secret.into_value()))
    }
}
