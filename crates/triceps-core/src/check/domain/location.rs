//! Resources that need a location.

use triceps_diagnostics::codes;
use triceps_middle::data::{self, Shape};
use triceps_middle::strings;
use triceps_middle::{DeclId, Resource};
use triceps_types::{PropertyFlags, Scopes, TypeKind};

use super::Known;
use super::view::Cx;
use super::words as w;
use crate::check::values::Value;

/// Types with location and tags that are deployed without a location.
const FREE: &[&str] = &["Microsoft.Resources/deployments", "Microsoft.Resources/deploymentStacks"];

/// Azure keeps resources with tags in a location, and asks for it even where the data of the type do not.
pub(super) fn check(cx: &mut Cx<'_, '_>, id: DeclId, resource: &Resource, known: Known) {
    let body = Value::of(resource.body);
    if known.slashes != 1 || !cx.lacks(body, w::LOCATION) {
        return;
    }
    let middle = cx.middle();
    let type_name = middle.str(resource.type_name);
    let Some(version) = middle.api_version(id) else { return };
    let key = (resource.type_name, version);
    let tracked = *cx.tracked.or_insert_with(key, || is_tracked(type_name, middle.str(version)));
    if tracked {
        cx.report(
            codes::TRI0191,
            body,
            format!("a resource of the type `{type_name}` needs a location"),
            "set `location`; a resource of no region has the location `global`",
        );
    }
}

/// Whether the data have location and tags for a type of resource groups, and do not ask for the location.
fn is_tracked(type_name: &str, version: &str) -> bool {
    if FREE.iter().any(|free| free.eq_ignore_ascii_case(type_name)) {
        return false;
    }
    let Some(known) = data::resource_type(type_name, version).map(|known| known.ty) else { return false };
    let TypeKind::Object(body) = known.body() else { return false };
    let shape = Shape::of(body, None);
    let optional = |name| {
        let position = shape.position(strings::hash(name), name);
        let flags = position.map(|position| shape.members()[position].flags);
        flags.is_some_and(|own| !own.contains(PropertyFlags::READ_ONLY) && !own.contains(PropertyFlags::REQUIRED))
    };
    known.writable_scopes().contains(Scopes::RESOURCE_GROUP) && optional("location") && optional("tags")
}
