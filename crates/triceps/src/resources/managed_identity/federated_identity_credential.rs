//! `Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials`.

use crate::interpolate;
use crate::{Access, IntoValue, ResourceBody, resource_model};

resource_model! {
    /// A trust of an identity in tokens from elsewhere: a pipeline signs in without a stored secret.
    ///
    /// The name has 3 to 120 letters, digits, hyphens and underscores. An identity has at most 20, which
    /// must be made one after another (`batch_size`, `depends_on`).
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity};
    ///
    /// let mut t = Template::for_resource_group();
    /// let identity = t.add("identity", UserAssignedIdentity::new("id-app", "westeurope"));
    /// let trust = FederatedIdentityCredential::github("main", "contoso/portal", "ref:refs/heads/main");
    /// t.add("github", trust.parent(&identity));
    /// ```
    FederatedIdentityCredential, FederatedIdentityCredentialRef, "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", "2024-11-30"
}

impl FederatedIdentityCredential {
    /// What Azure asks tokens to be issued for.
    pub const AUDIENCE: &'static str = "api://AzureADTokenExchange";
    /// Who issues the tokens of GitHub Actions.
    pub const GITHUB_ISSUER: &'static str = "https://token.actions.githubusercontent.com";

    /// `properties.audiences`: whom the token is issued for, usually [`AUDIENCE`](Self::AUDIENCE) alone;
    /// `properties.issuer`: who issues it; `properties.subject`: whom it speaks for. Set the
    /// [`parent`](Self::parent) to the identity.
    pub fn new(
        name: impl IntoValue<String>,
        audiences: impl IntoValue<Vec<String>>,
        issuer: impl IntoValue<String>,
        subject: impl IntoValue<String>,
    ) -> Self {
        let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
        body.set(&["properties", "audiences"], audiences.into_value());
        body.set(&["properties", "issuer"], issuer.into_value());
        body.set(&["properties", "subject"], subject.into_value());
        Self(body)
    }

    /// Trusts a workflow of GitHub. `repository` is `owner/name`; `filter` says which runs count:
    /// `ref:refs/heads/main`, `environment:production`, `pull_request`.
    pub fn github(
        name: impl IntoValue<String>,
        repository: impl IntoValue<String>,
        filter: impl IntoValue<String>,
    ) -> Self {
        let (repository, filter) = (repository.into_value(), filter.into_value());
        Self::new(name, [Self::AUDIENCE], Self::GITHUB_ISSUER, interpolate!("repo:{repository}:{filter}"))
    }
}

impl<A: Access> FederatedIdentityCredentialRef<A> {
    /// `properties.audiences`: whom the token is issued for.
    pub fn audiences(&self) -> A::Read<Vec<String>> {
        self.0.read(&["properties", "audiences"])
    }

    /// `properties.issuer`: who issues the token.
    pub fn issuer(&self) -> A::Read<String> {
        self.0.read(&["properties", "issuer"])
    }

    /// `properties.subject`: whom the token speaks for.
    pub fn subject(&self) -> A::Read<String> {
        self.0.read(&["properties", "subject"])
    }
}
