//! How apps are reached.

use crate::{IntoExpr, IntoValue, Object, ResourceId, model_enum, model_object};

model_object! {
    /// How an app is reached: `properties.configuration.ingress`.
    ///
    /// ```
    /// use triceps::app::{Ingress, Transport};
    ///
    /// let ingress = Ingress::external(7007).transport(Transport::AUTO).allow_insecure(false);
    /// ```
    Ingress
}

impl Ingress {
    /// `external: true`: reached from outside the environment, on this port of the container (1 to 65535).
    pub fn external(target_port: impl IntoValue<i64>) -> Self {
        Self(Object::new().set("external", true).set("targetPort", target_port.into_value()))
    }

    /// `external: false`: reached from apps of the environment only, on this port of the container.
    pub fn internal(target_port: impl IntoValue<i64>) -> Self {
        Self(Object::new().set("external", false).set("targetPort", target_port.into_value()))
    }

    /// `exposedPort`: port that callers use, with the transport `tcp` only; not 80 and 443.
    pub fn exposed_port(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("exposedPort", value.into_value()))
    }

    /// `transport`: the protocol; `auto` if not said.
    pub fn transport(self, value: impl IntoValue<Transport>) -> Self {
        Self(self.0.set("transport", value.into_value()))
    }

    /// `allowInsecure`: whether plain HTTP is answered instead of redirected; off if not said.
    pub fn allow_insecure(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("allowInsecure", value.into_value()))
    }

    /// `clientCertificateMode`: whether clients have to show a certificate.
    pub fn client_certificate_mode(self, value: impl IntoValue<ClientCertificateMode>) -> Self {
        Self(self.0.set("clientCertificateMode", value.into_value()))
    }

    /// `corsPolicy`: which sites may call from a browser.
    pub fn cors(self, value: impl IntoValue<CorsPolicy>) -> Self {
        Self(self.0.set("corsPolicy", value.into_value()))
    }

    /// `traffic`: how requests are split among revisions; weights sum up to 100.
    pub fn traffic(self, value: impl IntoValue<Vec<TrafficWeight>>) -> Self {
        Self(self.0.set("traffic", value.into_value()))
    }

    /// `customDomains`: all domains at once; see [`custom_domain`](Self::custom_domain).
    pub fn custom_domains(self, value: impl IntoValue<Vec<CustomDomain>>) -> Self {
        Self(self.0.set("customDomains", value.into_value()))
    }

    /// `ipSecurityRestrictions`: all rules at once; see [`ip_restriction`](Self::ip_restriction).
    pub fn ip_restrictions(self, value: impl IntoValue<Vec<IpRestriction>>) -> Self {
        Self(self.0.set("ipSecurityRestrictions", value.into_value()))
    }

    /// `additionalPortMappings`: further ports, at most 5.
    pub fn additional_port_mappings(self, value: impl IntoValue<Vec<PortMapping>>) -> Self {
        Self(self.0.set("additionalPortMappings", value.into_value()))
    }

    /// `stickySessions.affinity`: whether a client stays with one replica. One revision at a time, no `tcp`.
    pub fn sticky_sessions(self, affinity: impl IntoValue<Affinity>) -> Self {
        Self(self.0.set("stickySessions", Object::new().set("affinity", affinity.into_value())))
    }

    /// `traffic`: adds a share of the requests.
    pub fn traffic_weight(mut self, weight: impl IntoValue<TrafficWeight>) -> Self {
        self.0.descend_array(&["traffic"]).push(weight.into_value().into_expr());
        self
    }

    /// `customDomains`: adds a domain.
    pub fn custom_domain(mut self, domain: impl IntoValue<CustomDomain>) -> Self {
        self.0.descend_array(&["customDomains"]).push(domain.into_value().into_expr());
        self
    }

    /// `ipSecurityRestrictions`: adds a rule. All rules allow, or all deny.
    pub fn ip_restriction(mut self, rule: impl IntoValue<IpRestriction>) -> Self {
        self.0.descend_array(&["ipSecurityRestrictions"]).push(rule.into_value().into_expr());
        self
    }

    /// `additionalPortMappings`: adds a port.
    pub fn port_mapping(mut self, mapping: impl IntoValue<PortMapping>) -> Self {
        self.0.descend_array(&["additionalPortMappings"]).push(mapping.into_value().into_expr());
        self
    }
}

model_enum! {
    /// Protocol of an ingress: `transport`.
    Transport {
        /// HTTP/1 or HTTP/2, found out.
        AUTO = "auto",
        /// HTTP/1.
        HTTP = "http",
        /// HTTP/2.
        HTTP2 = "http2",
        /// Any protocol over TCP; outside the environment only in a network of yours.
        TCP = "tcp",
    }
}

model_enum! {
    /// Whether clients have to show a certificate: `clientCertificateMode`.
    ClientCertificateMode {
        /// Certificates are not asked for.
        IGNORE = "ignore",
        /// Certificates are passed on where there are any.
        ACCEPT = "accept",
        /// No certificate, no answer.
        REQUIRE = "require",
    }
}

model_enum! {
    /// Whether a client stays with one replica: `stickySessions.affinity`.
    Affinity {
        /// It does.
        STICKY = "sticky",
        /// It does not.
        NONE = "none",
    }
}

model_enum! {
    /// What an [`IpRestriction`] does.
    RestrictionAction {
        /// Lets these addresses through and no others.
        ALLOW = "Allow",
        /// Keeps these addresses out.
        DENY = "Deny",
    }
}

model_enum! {
    /// How a [`CustomDomain`] is bound to its certificate.
    BindingType {
        /// No certificate yet.
        DISABLED = "Disabled",
        /// By the certificate named.
        SNI_ENABLED = "SniEnabled",
        /// By a managed certificate that is made on the way.
        AUTO = "Auto",
    }
}

model_object! {
    /// A share of the requests: an item of `traffic`.
    #[derive(Default)]
    TrafficWeight
}

impl TrafficWeight {
    /// `latestRevision: true`: this many percent go to the latest revision.
    pub fn latest(weight: impl IntoValue<i64>) -> Self {
        Self(Object::new().set("latestRevision", true).set("weight", weight.into_value()))
    }

    /// This many percent go to a revision by its name.
    pub fn revision(name: impl IntoValue<String>, weight: impl IntoValue<i64>) -> Self {
        Self(Object::new().set("revisionName", name.into_value()).set("weight", weight.into_value()))
    }

    /// `latestRevision`: whether it goes to the latest revision.
    pub fn latest_revision(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("latestRevision", value.into_value()))
    }

    /// `label`: a name that the revision gets an address of its own by.
    pub fn label(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("label", value.into_value()))
    }
}

model_object! {
    /// One rule about the addresses of callers: an item of `ipSecurityRestrictions`.
    IpRestriction
}

impl IpRestriction {
    /// A rule with its name, what it does, and an IPv4 address range as `203.0.113.0/24`.
    pub fn new(
        name: impl IntoValue<String>,
        action: impl IntoValue<RestrictionAction>,
        range: impl IntoValue<String>,
    ) -> Self {
        Self(
            Object::new()
                .set("name", name.into_value())
                .set("action", action.into_value())
                .set("ipAddressRange", range.into_value()),
        )
    }

    /// Lets a range through, and no range that is not named.
    pub fn allow(name: impl IntoValue<String>, range: impl IntoValue<String>) -> Self {
        Self::new(name, RestrictionAction::ALLOW, range)
    }

    /// Keeps a range out.
    pub fn deny(name: impl IntoValue<String>, range: impl IntoValue<String>) -> Self {
        Self::new(name, RestrictionAction::DENY, range)
    }

    /// `description`: what the range is.
    pub fn description(self, value: impl IntoValue<String>) -> Self {
        Self(self.0.set("description", value.into_value()))
    }
}

model_object! {
    /// Which sites may call from a browser: `corsPolicy`.
    CorsPolicy
}

impl CorsPolicy {
    /// `allowedOrigins`: the sites: `https://portal.contoso.com`, or `*`.
    pub fn new(allowed_origins: impl IntoValue<Vec<String>>) -> Self {
        Self(Object::new().set("allowedOrigins", allowed_origins.into_value()))
    }

    /// `allowedMethods`: methods that they may use.
    pub fn allowed_methods(self, value: impl IntoValue<Vec<String>>) -> Self {
        Self(self.0.set("allowedMethods", value.into_value()))
    }

    /// `allowedHeaders`: headers that they may send.
    pub fn allowed_headers(self, value: impl IntoValue<Vec<String>>) -> Self {
        Self(self.0.set("allowedHeaders", value.into_value()))
    }

    /// `exposeHeaders`: headers that they may read.
    pub fn expose_headers(self, value: impl IntoValue<Vec<String>>) -> Self {
        Self(self.0.set("exposeHeaders", value.into_value()))
    }

    /// `maxAge`: seconds that the answer to a preflight request counts.
    pub fn max_age(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("maxAge", value.into_value()))
    }

    /// `allowCredentials`: whether cookies are sent along; not with the origin `*`.
    pub fn allow_credentials(self, value: impl IntoValue<bool>) -> Self {
        Self(self.0.set("allowCredentials", value.into_value()))
    }
}

model_object! {
    /// A domain of an app: an item of `customDomains`.
    CustomDomain
}

impl CustomDomain {
    /// `name`: the host name.
    pub fn new(name: impl IntoValue<String>) -> Self {
        Self(Object::new().set("name", name.into_value()))
    }

    /// `bindingType`: how it is bound to its certificate.
    pub fn binding_type(self, value: impl IntoValue<BindingType>) -> Self {
        Self(self.0.set("bindingType", value.into_value()))
    }

    /// `certificateId`: a certificate of the environment; needed for [`BindingType::SNI_ENABLED`].
    pub fn certificate(self, value: impl IntoValue<ResourceId>) -> Self {
        Self(self.0.set("certificateId", value.into_value()))
    }
}

model_object! {
    /// A further port of an app: an item of `additionalPortMappings`.
    PortMapping
}

impl PortMapping {
    /// `external`: whether it is reached from outside the environment; needs a network of yours.
    /// `targetPort`: port of the container.
    pub fn new(external: impl IntoValue<bool>, target_port: impl IntoValue<i64>) -> Self {
        Self(Object::new().set("external", external.into_value()).set("targetPort", target_port.into_value()))
    }

    /// `exposedPort`: port that callers use; the target port if not said.
    pub fn exposed_port(self, value: impl IntoValue<i64>) -> Self {
        Self(self.0.set("exposedPort", value.into_value()))
    }
}
