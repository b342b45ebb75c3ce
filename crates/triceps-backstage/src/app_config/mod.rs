//! The configuration of Backstage itself.

use crate::BundleFile;
use crate::config::Portal;

pub(crate) fn files(_portal: &Portal) -> Vec<BundleFile> {
    Vec::new()
}
