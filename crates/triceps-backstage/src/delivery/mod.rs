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

use crate::BundleFile;
use crate::config::Portal;
use names::Names;

/// The folder of what shells read.
pub(crate) const SCRIPTS: &str = "scripts/";

/// The files besides the infrastructure of `checked`, which is that of `portal`.
pub(crate) fn files(portal: &Portal, checked: &Checked) -> Vec<BundleFile> {
    let names = Names::new(portal, checked);
    let delivery = &portal.delivery;
    let mut files = vec![parameters::bicepparam(checked)];
    if delivery.scripts {
        files.extend(scripts::files(portal, &names));
        files.push(line_ends::file());
        files.extend(secret::files(portal));
    }
    if delivery.azd {
        files.extend(azd::files(portal, &names));
    }
    if delivery.github_actions && delivery.scripts {
        files.extend(workflow::file(portal));
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
