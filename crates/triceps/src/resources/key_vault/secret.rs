//! `Microsoft.KeyVault/vaults/secrets`.

use std::borrow::Cow;

use crate::{Access, IntoSecure, IntoValue, Object, ResourceBody, resource_model};

resource_model! {
    /// A secret of a vault. The name has 1 to 127 letters, digits and hyphens.
    ///
    /// ```
    /// use triceps::{Param, Template};
    /// use triceps::functions::tenant;
    /// use triceps::key_vault::{Secret, Sku, Vault};
    ///
    /// let mut t = Template::for_resource_group();
    /// let password = t.param(Param::secure_string("password"));
    /// let vault = t.add("vault", Vault::new("kv-portal", "westeurope", tenant().tenant_id(), Sku::STANDARD));
    /// let secret = t.add("secret", Secret::new("password").parent(&vault).value(&password));
    /// t.output("address", secret.secret_uri());
    /// ```
    Secret, SecretRef, "Microsoft.KeyVault/vaults/secrets", "2026-02-01"
}

impl Secret {
    /// A secret with this name. Set the [`parent`](Self::parent) to the vault.
    pub fn new(name: impl IntoValue<String>) -> Self {
        Self(ResourceBody::new(Self::TYPE, Self::API_VERSION, name))
    }

    /// `tags`: all tags at once; names and values are text.
    pub fn tags(mut self, value: impl IntoValue<Object>) -> Self {
        self.0.set(&["tags"], value.into_value());
        self
    }

    /// Adds one entry to `tags`.
    pub fn tag(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoValue<String>) -> Self {
        self.0.set_entry(&["tags"], name, value.into_value());
        self
    }

    /// `properties.value`: the secret itself. Never read back.
    pub fn value(mut self, value: impl IntoSecure<String>) -> Self {
        self.0.set(&["properties", "value"], value.into_secure());
        self
    }

    /// `properties.contentType`: what the secret is, for people: `text/plain`.
    pub fn content_type(mut self, value: impl IntoValue<String>) -> Self {
        self.0.set(&["properties", "contentType"], value.into_value());
        self
    }

    /// `properties.attributes.enabled`: whether it can be read.
    pub fn enabled(mut self, value: impl IntoValue<bool>) -> Self {
        self.0.set(&["properties", "attributes", "enabled"], value.into_value());
        self
    }

    /// `properties.attributes.exp`: when it expires, in seconds since 1970.
    pub fn expires(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "attributes", "exp"], value.into_value());
        self
    }

    /// `properties.attributes.nbf`: when it begins to count, in seconds since 1970.
    pub fn not_before(mut self, value: impl IntoValue<i64>) -> Self {
        self.0.set(&["properties", "attributes", "nbf"], value.into_value());
        self
    }
}

impl<A: Access> SecretRef<A> {
    /// `properties.secretUri`: address without a version: the current one is read (read-only).
    pub fn secret_uri(&self) -> A::Read<String> {
        self.0.read(&["properties", "secretUri"])
    }

    /// `properties.secretUriWithVersion`: address of this version (read-only).
    pub fn secret_uri_with_version(&self) -> A::Read<String> {
        self.0.read(&["properties", "secretUriWithVersion"])
    }

    /// `properties.contentType`: what the secret is.
    pub fn content_type(&self) -> A::Read<String> {
        self.0.read(&["properties", "contentType"])
    }

    /// `properties.attributes.exp`: when it expires, in seconds since 1970.
    pub fn expires(&self) -> A::Read<i64> {
        self.0.read(&["properties", "attributes", "exp"])
    }
}
