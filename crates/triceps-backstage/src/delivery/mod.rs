//! What deploys the portal: parameters, workflow, scripts, image, runbook.

use crate::BundleFile;
use crate::config::Portal;

pub(crate) fn files(_portal: &Portal) -> Vec<BundleFile> {
    Vec::new()
}
