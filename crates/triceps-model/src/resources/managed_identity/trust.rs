//! Shorthands of trust in tokens from elsewhere.

use super::FederatedIdentityCredential;
use crate::{IntoValue, interpolate};

impl FederatedIdentityCredential {
    /// What Azure asks tokens to be issued for.
    pub const AUDIENCE: &'static str = "api://AzureADTokenExchange";
    /// Who issues the tokens of GitHub Actions.
    pub const GITHUB_ISSUER: &'static str = "https://token.actions.githubusercontent.com";

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
