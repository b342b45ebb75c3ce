//! The same portal in two templates, for the Azure Developer CLI.
//!
//! `azd provision` deploys the services, and `azd deploy` the app with the image that it has just built. So port, probes and
//! image change together, and no placeholder ever runs. What needs the app comes with it.

use triceps::{Checked, Diagnostics, Template, interpolate};

use super::app::Image;
use super::base::Base;
use super::front_door;
use super::parameters::{AppParameters, SecretParameters};
use super::services::Services;
use super::varying::Varying;
use super::{Whole, access, app_name, names, outputs, records, start, url, watch};
use triceps_portal::config::Portal;

/// The templates of the Azure Developer CLI.
pub(crate) struct Azd<T> {
    pub services: T,
    pub app: T,
}

impl Azd<Template> {
    /// Checks both.
    pub(crate) fn check(self) -> Result<Azd<Checked>, Diagnostics> {
        Ok(Azd { services: self.services.check()?, app: self.app.check()? })
    }
}

/// The templates, where the portal has what they need: a vault, since what runs between the two cannot give the second
/// the value of a secret, and scripts, which register the portal. It has environments of its own.
pub(crate) fn azd(portal: &Portal) -> Option<Azd<Template>> {
    has_azd(portal).then(|| Azd { services: services(portal), app: app(portal) })
}

/// Whether there are such templates.
pub(crate) fn has_azd(portal: &Portal) -> bool {
    let delivery = &portal.delivery;
    delivery.azd && delivery.scripts && portal.key_vault.is_some() && portal.environments.is_empty()
}

fn services(portal: &Portal) -> Template {
    let mut template = start(portal, ": what it stands on");
    let t = &mut template;
    let mut base = Base::add(t, portal);
    let secrets = SecretParameters::add(t, portal);
    let varying = Varying::add(t, portal);
    let services = Services::add(t, &base, portal, &secrets, &varying);
    access::access(t, &mut base, portal, &services);
    let front_door = portal.front_door.as_ref().map(|config| {
        let front_door = front_door::front_door(t, &base, varying.host.as_ref());
        front_door.firewall(t, &base, config);
        front_door
    });
    records(t, portal, &services, &varying, &interpolate!("ca-{}", base.name));
    names(t, portal, &varying, front_door.as_ref());
    watch::diagnostics(t, portal, &services, None, front_door.as_ref());
    if portal.locks {
        watch::locks(t, &services);
    }
    outputs::of_services(t, portal, &services, front_door.as_ref());
    template
}

fn app(portal: &Portal) -> Template {
    let mut template = start(portal, ": the app");
    let t = &mut template;
    let mut base = Base::add(t, portal);
    let image = Image::required_parameter(t);
    let parameters = AppParameters::add(t, portal, image);
    let name = app_name(t, &base);
    let varying = Varying::add(t, portal);
    let services = Services::existing(t, &base, portal);
    let front_door = portal.front_door.as_ref().map(|_| front_door::existing(t, &base, varying.host.as_ref()));
    let url = url(t, &services, &name, varying.host.as_ref(), front_door.as_ref());
    let image = Image::given(&parameters.image);
    let whole = Whole { name, image, url, varying, services };
    let app = whole.app(t, &mut base, portal, &parameters, Vec::new());
    if let Some(front_door) = &front_door {
        whole.route(t, &base, portal, front_door, app, None);
    }
    whole.certificate(t, &base, portal, app);
    watch::metrics(t, portal, &whole.services, app);
    whole.alerts(t, &base, portal, app);
    outputs::of_app(t, &whole.url, app);
    template
}
