//! The infrastructure of a portal: one module an option.

use triceps::Template;

use crate::config::Portal;

/// The template of everything that the portal needs in Azure.
pub fn infrastructure(_portal: &Portal) -> Template {
    Template::for_resource_group()
}
