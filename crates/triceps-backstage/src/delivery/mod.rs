//! What deploys the portal: parameters, scripts, workflow, image, queries, runbook.

mod azd;
mod image;
mod line_ends;
mod markdown;
mod names;
mod parameters;
mod queries;
mod registration;
mod runbook;
mod scripts;
mod secret;
mod select;
mod workflow;

use triceps::Checked;

use crate::file::BundleFile;
use crate::infra::Azd;
use crate::inventory;
use names::Names;
use triceps_portal::config::Portal;

/// The folder of what shells read.
pub(crate) const SCRIPTS: &str = "scripts/";

/// The files besides the infrastructure of `checked`, which is that of `portal`, and of the registration.
pub(crate) fn files(
    portal: &Portal,
    checked: &Checked,
    registration: Option<&Checked>,
    azd: Option<&Azd<Checked>>,
) -> Vec<BundleFile> {
    let names = Names::new(portal, checked);
    let delivery = &portal.delivery;
    let mut files: Vec<BundleFile> = parameters::bicepparam(&names).collect();
    if let Some(registration) = registration {
        files.push(registration::parameters(registration));
    }
    if delivery.scripts {
        files.extend(scripts::files(portal, &names, &inventory::of(checked)));
        files.push(line_ends::file());
        files.extend(secret::files(portal));
    }
    files.extend(azd.into_iter().flat_map(|azd| azd::files(portal, &names, azd)));
    if delivery.github_actions && delivery.scripts {
        files.extend(workflow::files(portal, &names));
    }
    if delivery.dockerfile {
        files.extend(image::files(portal));
    }
    if delivery.runbook {
        files.extend(queries::files(portal, &names));
        files.push(runbook::file(portal, &names));
    }
    files
}
