//! Shorthands of containers.

use super::{Container, EnvVar, InitContainer};
use crate::IntoValue;

/// What containers and init containers have in common.
macro_rules! container_shorthands {
    () => {
        /// `env`: adds an environment variable. A secret does not fit: see [`env_secret`](Self::env_secret).
        pub fn env(self, name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
            self.env_var(EnvVar::value(name, value))
        }

        /// `env`: adds an environment variable whose value is the secret of the app by this name.
        pub fn env_secret(self, name: impl IntoValue<String>, secret: impl IntoValue<String>) -> Self {
            self.env_var(EnvVar::secret(name, secret))
        }

        /// `resources`: vCPU and GiB. On the Consumption plan the sums over all containers are one of 16
        /// pairs: 0.25 to 4 vCPU in steps of 0.25, with twice as many GiB.
        pub fn resources(self, cpu: f64, memory: f64) -> Self {
            self.cpu(cpu).memory(format!("{memory}Gi"))
        }
    };
}

impl Container {
    container_shorthands!();
}

impl InitContainer {
    container_shorthands!();
}

impl EnvVar {
    /// A variable with this value.
    pub fn value(name: impl IntoValue<String>, value: impl IntoValue<String>) -> Self {
        Self::new().name(name).with_value(value)
    }

    /// A variable whose value is the secret of the app by this name.
    pub fn secret(name: impl IntoValue<String>, secret: impl IntoValue<String>) -> Self {
        Self::new().name(name).secret_ref(secret)
    }
}
