//! Requests to registries: signed in as far as needed, sent again where that helps.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use triceps_diagnostics::codes;

use super::azure;
use super::challenge::Challenge;
use super::docker::{self, Login};
use super::transport::{Broken, Method, Request, Response, Transport};
use super::trust::{Secret, Trust, User, is_azure};
use super::url::{Url, address_of, encode, is_internal, is_loopback};
use crate::error::Error;

/// How often a request is sent that a registry is too busy for.
const TRIES: u32 = 5;
/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// The longest pause that a registry may ask for.
const MAX_PAUSE: Duration = Duration::from_secs(60);
/// Bytes of an answer with a token.
const MAX_TOKEN: u64 = 1 << 20;
const NO_ANSWER: &str =
    "try again later; in a closed network name a mirror in `triceps.toml`, or a proxy in HTTPS_PROXY";
const FORM: &str = "application/x-www-form-urlencoded";

/// What a request is allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Pull,
    Push,
}

/// A request to a registry.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    pub(super) registry: &'a str,
    /// The repository that it is about.
    pub(super) path: &'a str,
    pub(super) url: Url,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: &'a [u8],
    pub(super) limit: u64,
    pub(super) action: Action,
}

/// Ways to sign in, in the order in which they are tried.
const WAYS: [CredentialSource; 4] =
    [CredentialSource::Anonymous, CredentialSource::Environment, CredentialSource::Docker, CredentialSource::Azure];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CredentialSource {
    Anonymous,
    Environment,
    Docker,
    Azure,
}

/// What is known of signing in to a registry for a scope.
#[derive(Default)]
struct SignIn {
    authorization: Option<Secret>,
    /// What the registry asked for last; a refusal need not repeat it.
    challenge: Option<Challenge>,
    /// How many ways were tried.
    tried: usize,
    /// What came of each.
    notes: Vec<String>,
}

type SignIns = HashMap<(String, String, &'static str), Arc<Mutex<SignIn>>>;

pub(super) struct Session {
    transport: Box<dyn Transport>,
    user: User,
    pub(super) trust: Trust,
    pause: Duration,
    sign_ins: Mutex<SignIns>,
    /// Tokens of the Azure account by audience, and of registries for new tokens.
    azure: Mutex<HashMap<String, Result<Secret, String>>>,
}

/// A thread that panicked while it held a lock leaves nothing half-done behind it.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    pub(super) fn new(transport: Box<dyn Transport>, user: User, pause: Duration) -> Result<Self, Error> {
        let trust = Trust::of(&user)?;
        Ok(Self { transport, user, trust, pause, sign_ins: Mutex::default(), azure: Mutex::default() })
    }

    /// The address of a path on a registry.
    pub(super) fn url(&self, registry: &str, target: String) -> Url {
        Url::new(!self.trust.is_plain(registry), registry, target)
    }

    /// Sends a request, and signs in if the registry wants it. Statuses are for the caller to judge.
    pub(super) fn call(&self, call: &Call<'_>) -> Result<Response, Error> {
        self.trust.check(call.registry)?;
        let action = match call.action {
            Action::Pull => "pull",
            Action::Push => "pull,push",
        };
        let key = (call.registry.to_owned(), call.path.to_owned(), action);
        let sign_in = held(&self.sign_ins).entry(key).or_default().clone();
        loop {
            let (authorization, tried) = {
                let sign_in = held(&sign_in);
                (sign_in.authorization.clone(), sign_in.tried)
            };
            let response = self.follow(call, authorization.as_ref())?;
            if !matches!(response.status, 401 | 403) {
                return Ok(response);
            }
            let mut sign_in = held(&sign_in);
            // Another thread may have signed in meanwhile.
            if sign_in.tried == tried {
                self.advance(call, &response, action, &mut sign_in)?;
            }
        }
    }

    /// Tries the next way to sign in that gives something to send.
    fn advance(&self, call: &Call<'_>, response: &Response, action: &str, sign_in: &mut SignIn) -> Result<(), Error> {
        if sign_in.authorization.take().is_some() {
            sign_in.notes.push(format!("{}: refused", WAYS[sign_in.tried - 1].name(call.registry)));
        }
        if let Some(challenge) = response.header("www-authenticate").and_then(Challenge::parse) {
            sign_in.challenge = Some(challenge);
        }
        let challenge = sign_in.challenge.clone();
        while let Some(way) = WAYS.get(sign_in.tried) {
            sign_in.tried += 1;
            match self.authorization(*way, call, challenge.as_ref(), action) {
                Ok(Some(authorization)) => {
                    sign_in.authorization = Some(authorization);
                    return Ok(());
                }
                Ok(None) => {}
                Err(Refused::Note(note)) => {
                    sign_in.notes.push(format!("{}: {note}", way.name(call.registry)));
                }
                Err(Refused::Distrust(error)) => return Err(error),
            }
        }
        let tried = sign_in.notes.join("; ");
        // Whoever comes next is told the same without asking again.
        let message = format!("the registry answered {} and no way to sign in was accepted ({tried})", response.status);
        let help = if is_azure(call.registry) {
            let name = call.registry.split('.').next().unwrap_or_default();
            format!("run `az login`, and see that the account may pull (role AcrPull); or `docker login {name}..`")
        } else {
            format!("run `docker login {}`, or set {}", call.registry, variable(call.registry).unwrap_or_default())
        };
        Err(Error::new(codes::TRI0072, reference_of(call), message).with_help(help))
    }

    fn authorization(
        &self,
        way: CredentialSource,
        call: &Call<'_>,
        challenge: Option<&Challenge>,
        action: &str,
    ) -> Result<Option<Secret>, Refused> {
        let Some(challenge) = challenge else {
            return Err(Refused::Note("the registry does not tell how to sign in".to_owned()));
        };
        match way {
            CredentialSource::Anonymous => match challenge {
                Challenge::Basic => Err(Refused::Note("not offered".to_owned())),
                Challenge::Bearer { .. } => {
                    let realm = self.realm(call, challenge)?;
                    let form = if is_azure(call.registry) { Form::Azure { refresh: None } } else { Form::Query(None) };
                    self.token(call, &realm, challenge, action, &form).map(Some)
                }
            },
            CredentialSource::Environment => {
                if let Some(token) =
                    variable(call.registry).and_then(|name| self.user.variable(&name).map(str::to_owned))
                {
                    return Ok(Some(Secret::new(format!("Bearer {token}"))));
                }
                // These belong to one registry, which has to be named.
                let named = self.user.variable("DOCKER_REGISTRY").map(|named| {
                    let named = named.strip_prefix("https://").unwrap_or(named);
                    named.trim_end_matches('/').to_lowercase()
                });
                if named.as_deref() == Some(call.registry)
                    && let (Some(user), Some(password)) =
                        (self.user.variable("DOCKER_USERNAME"), self.user.variable("DOCKER_PASSWORD"))
                {
                    let login = Login::Password { user: user.to_owned(), password: Secret::new(password) };
                    return self.with_login(call, challenge, action, &login).map(Some);
                }
                Err(Refused::Note("not set".to_owned()))
            }
            CredentialSource::Docker => match docker::login(&self.user, call.registry) {
                Some(login) => self.with_login(call, challenge, action, &login).map(Some),
                None => Err(Refused::Note("no login".to_owned())),
            },
            CredentialSource::Azure if is_azure(call.registry) => {
                let realm = self.realm(call, challenge)?;
                let refresh = self.exchange(call, challenge)?;
                let form = Form::Azure { refresh: Some(refresh) };
                self.token(call, &realm, challenge, action, &form).map(Some)
            }
            CredentialSource::Azure => Ok(None),
        }
    }

    fn with_login(
        &self,
        call: &Call<'_>,
        challenge: &Challenge,
        action: &str,
        login: &Login,
    ) -> Result<Secret, Refused> {
        let basic = |user: &str, password: &Secret| {
            Secret::new(format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose()))))
        };
        match (challenge, login) {
            (Challenge::Basic, Login::Password { user, password }) => Ok(basic(user, password)),
            (Challenge::Basic, Login::Identity(_)) => Err(Refused::Note("an identity token is of no use".to_owned())),
            (Challenge::Bearer { .. }, Login::Password { user, password }) => {
                let realm = self.realm(call, challenge)?;
                self.token(call, &realm, challenge, action, &Form::Query(Some(basic(user, password))))
            }
            (Challenge::Bearer { .. }, Login::Identity(token)) => {
                let realm = self.realm(call, challenge)?;
                self.token(call, &realm, challenge, action, &Form::Azure { refresh: Some(token.clone()) })
            }
        }
    }

    /// Where tokens come from: the registry itself, or a host that the user trusts.
    fn realm(&self, call: &Call<'_>, challenge: &Challenge) -> Result<Url, Refused> {
        let Challenge::Bearer { realm, .. } = challenge else {
            return Err(Refused::Note("not offered".to_owned()));
        };
        let distrust = |why: &str| {
            let shown: String = realm.split('?').next().unwrap_or_default().chars().take(200).collect();
            let message = format!("the registry sends to `{}` for a token, {why}", shown.escape_debug());
            let error = Error::new(codes::TRI0073, reference_of(call), message);
            Refused::Distrust(error.with_help("if you trust that host, add it to BICEP_TRUSTED_REGISTRIES"))
        };
        let registry = self.url(call.registry, "/".to_owned());
        let Some(url) = Url::parse(realm) else { return Err(distrust("which is not an address")) };
        if url.is_same_place(&registry) {
            return Ok(url);
        }
        if !url.is_https() {
            return Err(distrust("which is not HTTPS"));
        }
        if url.host() == registry.host() || self.trust.is_of_user(url.authority()) {
            return Ok(url);
        }
        Err(distrust("which is another host"))
    }

    fn token(
        &self,
        call: &Call<'_>,
        realm: &Url,
        challenge: &Challenge,
        action: &str,
        form: &Form,
    ) -> Result<Secret, Refused> {
        let Challenge::Bearer { service, scope, .. } = challenge else {
            return Err(Refused::Note("not offered".to_owned()));
        };
        let own = format!("repository:{}:", call.path);
        let scope = match scope {
            Some(scope) if scope.starts_with(&own) => scope.clone(),
            _ => format!("{own}{action}"),
        };
        let service = service.as_deref().unwrap_or(call.registry);
        let answer = match form {
            Form::Query(basic) => {
                let separator = if realm.target().contains('?') { '&' } else { '?' };
                let target =
                    format!("{}{separator}service={}&scope={}", realm.target(), encode(service), encode(&scope));
                let url = Url::new(realm.is_https(), realm.authority(), target);
                let headers = basic.iter().map(|basic| ("authorization", basic.expose().to_owned())).collect();
                self.json(call, Method::Get, &url, headers, &[])?
            }
            Form::Azure { refresh } => {
                let (refresh, grant) = match refresh {
                    Some(refresh) => (refresh.expose(), "refresh_token"),
                    None => ("", "password"),
                };
                let body = format!(
                    "service={}&scope={}&refresh_token={}&grant_type={grant}",
                    encode(service),
                    encode(&scope),
                    encode(refresh)
                );
                let url = if is_azure(call.registry) {
                    self.url(call.registry, "/oauth2/token?api-version=2021-07-01".to_owned())
                } else {
                    realm.clone()
                };
                self.json(call, Method::Post, &url, vec![("content-type", FORM.to_owned())], body.as_bytes())?
            }
        };
        let token = answer.get("access_token").or_else(|| answer.get("token")).and_then(Value::as_str);
        match token {
            Some(token) if !token.is_empty() && token.bytes().all(|byte| (0x21..0x7f).contains(&byte)) => {
                Ok(Secret::new(format!("Bearer {token}")))
            }
            _ => Err(Refused::Note("no token was given".to_owned())),
        }
    }

    /// Trades the token of the Azure account for one of a registry of Azure.
    fn exchange(&self, call: &Call<'_>, challenge: &Challenge) -> Result<Secret, Refused> {
        // Checked again where the token leaves: whatever led here, it goes to a registry of Azure alone.
        if !is_azure(call.registry) || !call.url.is_https() {
            return Err(Refused::Note("not a registry of Azure".to_owned()));
        }
        let service = match challenge {
            Challenge::Bearer { service: Some(service), .. } => service.as_str(),
            _ => call.registry,
        };
        let key = format!("refresh {}", call.registry);
        if let Some(known) = held(&self.azure).get(&key) {
            return known.clone().map_err(Refused::Note);
        }
        let mut outcome = Err("no token".to_owned());
        for audience in [azure::audience(call.registry), azure::REGISTRY_AUDIENCE] {
            let token = match self.azure_token(audience) {
                Ok(token) => token,
                Err(note) => {
                    outcome = Err(note);
                    break;
                }
            };
            let body =
                format!("grant_type=access_token&service={}&access_token={}", encode(service), encode(token.expose()));
            let url = self.url(call.registry, "/oauth2/exchange?api-version=2021-07-01".to_owned());
            let headers = vec![("content-type", FORM.to_owned())];
            outcome = match self.json(call, Method::Post, &url, headers, body.as_bytes()) {
                Ok(answer) => match answer.get("refresh_token").and_then(Value::as_str) {
                    Some(token) => Ok(Secret::new(token)),
                    None => Err("the exchange gave no token".to_owned()),
                },
                Err(Refused::Note(note)) => Err(note),
                Err(distrust @ Refused::Distrust(_)) => return Err(distrust),
            };
            if outcome.is_ok() {
                break;
            }
        }
        held(&self.azure).insert(key, outcome.clone());
        outcome.map_err(Refused::Note)
    }

    /// A token of the Azure account, asked for once.
    fn azure_token(&self, audience: &str) -> Result<Secret, String> {
        let key = format!("account {audience}");
        if let Some(known) = held(&self.azure).get(&key) {
            return known.clone();
        }
        let token = azure::token(&self.user, audience);
        held(&self.azure).insert(key, token.clone());
        token
    }

    /// A `GET` to Azure Resource Manager as the account that is signed in.
    pub(super) fn resource_manager(&self, host: &str, target: String, subject: &str) -> Result<Response, Error> {
        let url = Url::new(true, host, target);
        let token = self.azure_token(&format!("https://{host}")).map_err(|note| {
            Error::new(codes::TRI0072, subject, format!("Azure wants an account: {note}")).with_help("run `az login`")
        })?;
        let request = Request {
            method: Method::Get,
            url: &url,
            headers: vec![("authorization", format!("Bearer {}", token.expose()))],
            body: &[],
            limit: crate::limits::MAX_LAYER,
            may_be_internal: false,
        };
        self.send(&request, subject)
    }

    /// A request for a token, with JSON as its answer. It is not redirected.
    fn json(
        &self,
        call: &Call<'_>,
        method: Method,
        url: &Url,
        headers: Vec<(&'static str, String)>,
        body: &[u8],
    ) -> Result<Value, Refused> {
        let may_be_internal = is_loopback(call.registry);
        let request = Request { method, url, headers, body, limit: MAX_TOKEN, may_be_internal };
        let response =
            self.send(&request, &reference_of(call)).map_err(|error| Refused::Note(error.message().to_owned()))?;
        if response.status != 200 {
            return Err(Refused::Note(format!("`{url}` answered {}", response.status)));
        }
        serde_json::from_slice(&response.body).map_err(|_| Refused::Note(format!("`{url}` did not answer with JSON")))
    }

    /// Sends a call and follows redirects of reads, without what signs in.
    fn follow(&self, call: &Call<'_>, authorization: Option<&Secret>) -> Result<Response, Error> {
        let subject = reference_of(call);
        let registry = self.url(call.registry, "/".to_owned());
        let is_internal_registry = is_loopback(call.registry);
        let mut url = call.url.clone();
        for hop in 0..=REDIRECTS {
            let mut headers = call.headers.clone();
            if let (0, Some(authorization)) = (hop, authorization) {
                // An upload goes where the registry says, but only on the registry.
                if url.is_same_place(&registry) {
                    headers.push(("authorization", authorization.expose().to_owned()));
                }
            }
            let request = Request {
                method: call.method,
                url: &url,
                headers,
                body: call.body,
                limit: call.limit,
                may_be_internal: is_internal_registry,
            };
            let response = self.send(&request, &subject)?;
            if !matches!(response.status, 301 | 302 | 303 | 307 | 308) || call.method != Method::Get {
                return Ok(response);
            }
            let target = response.header("location").and_then(|target| url.join(target));
            let Some(target) = target else {
                let message = format!("`{url}` sends to what is not an address");
                return Err(Error::new(codes::TRI0073, subject, message));
            };
            let is_plain_here = target.is_same_place(&registry);
            if !target.is_https() && !is_plain_here {
                let message = format!("`{url}` sends to `{target}`, which is not HTTPS");
                return Err(Error::new(codes::TRI0073, subject, message));
            }
            let leads_inside = is_loopback(target.authority()) || address_of(target.host()).is_some_and(is_internal);
            if leads_inside && !is_internal_registry {
                return Err(internal_target(&subject, &url, &target));
            }
            url = target;
        }
        Err(Error::new(codes::TRI0073, subject, format!("`{}` sends on and on", call.url)))
    }

    /// Sends one request, again where the registry is busy or the connection broke.
    fn send(&self, request: &Request<'_>, subject: &str) -> Result<Response, Error> {
        let (mut wait, mut pause) = (Duration::ZERO, self.pause);
        let mut last = String::new();
        for _ in 0..TRIES {
            thread::sleep(wait);
            let asked = match self.transport.send(request) {
                Ok(response) if matches!(response.status, 429 | 500..=599) => {
                    last = format!("it answered {}", response.status);
                    response
                        .header("retry-after")
                        .and_then(|seconds| seconds.trim().parse().ok())
                        .map(Duration::from_secs)
                }
                Ok(response) => return Ok(response),
                Err(Broken::TooLarge) => {
                    let message = format!("`{}` answers with more than {} bytes", request.url, request.limit);
                    return Err(Error::new(codes::TRI0068, subject, message));
                }
                Err(Broken::Near) => return Err(internal_target(subject, request.url, request.url)),
                Err(Broken::NoHost) => {
                    let message = format!("there is no host `{}`", request.url.authority());
                    return Err(Error::new(codes::TRI0071, subject, message).with_help(NO_ANSWER));
                }
                Err(Broken::Lost(why)) => {
                    last = why;
                    None
                }
            };
            wait = asked.unwrap_or(pause).min(MAX_PAUSE);
            pause *= 2;
        }
        let message = format!("`{}` could not be reached {TRIES} times: {last}", request.url);
        Err(Error::new(codes::TRI0071, subject, message).with_help(NO_ANSWER))
    }
}

fn internal_target(subject: &str, from: &Url, to: &Url) -> Error {
    let message = format!("`{from}` leads to `{to}`, which is this machine or its link");
    Error::new(codes::TRI0073, subject, message)
}

fn reference_of(call: &Call<'_>) -> String {
    format!("br:{}/{}", call.registry, call.path)
}

enum Form {
    /// `GET` with a query, as registries of Docker's kind have it.
    Query(Option<Secret>),
    /// `POST` of a form, as those of Azure have it.
    Azure { refresh: Option<Secret> },
}

enum Refused {
    /// The next way may do.
    Note(String),
    /// Nothing more is sent.
    Distrust(Error),
}

impl CredentialSource {
    fn name(self, registry: &str) -> String {
        match self {
            Self::Anonymous => "without an account".to_owned(),
            Self::Environment => variable(registry).unwrap_or_else(|| "environment".to_owned()),
            Self::Docker => "Docker's config.json".to_owned(),
            Self::Azure => "Azure account".to_owned(),
        }
    }
}

/// The variable with the token of a registry. `.`, `-` and `:` become one, two and three `_`, so that no two registries
/// share a variable; a host that has a `_` itself has none.
fn variable(registry: &str) -> Option<String> {
    let is_plain = registry.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
    let has_odd_label =
        registry.split([':', '.']).any(|label| label.is_empty() || label.starts_with('-') || label.ends_with('-'));
    if !is_plain || has_odd_label {
        return None;
    }
    let name = registry.to_ascii_uppercase().replace('-', "__").replace(':', "___").replace('.', "_");
    Some(format!("TRICEPS_REGISTRY_{name}_TOKEN"))
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn each_registry_has_its_own_variable() {
        assert_eq!(variable("contoso.azurecr.io").as_deref(), Some("TRICEPS_REGISTRY_CONTOSO_AZURECR_IO_TOKEN"));
        assert_eq!(variable("a-b.io:5000").as_deref(), Some("TRICEPS_REGISTRY_A__B_IO___5000_TOKEN"));
        assert_ne!(variable("a-b.io"), variable("a.b.io"));
        for none in ["a_b.io", "[::1]", "a.io.", "-a.io", "a..io"] {
            assert_eq!(variable(none), None, "{none}");
        }
    }
}
