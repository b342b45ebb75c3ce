//! Rules about single properties of resources.

use triceps_diagnostics::codes;
use triceps_infer::{Type, Types};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Middle, Origins, Parent, Place, Resource};

use crate::check::context::Context;
use crate::check::secrets::Leaks;

/// The name of such a property, in any case.
pub(super) const USER_NAME: &str = "adminUsername";

/// A fixed name of an administrator anywhere in the body of a resource.
pub(super) fn user_name(types: &Types<'_>, object: ExprId, value: ExprId, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    let decl = middle.decl(middle.decl_of(object));
    if !matches!(decl.kind, DeclKind::Resource(_)) || is_in_user_name(middle, object) {
        return;
    }
    if matches!(types.get(types.of(value)), Type::StringLiteral(..)) {
        diagnostics.report(
            codes::ADMINUSERNAME_SHOULD_NOT_BE_LITERAL,
            Place::Expr(value),
            "the user name of an administrator is fixed",
            "make it a parameter without a default",
        );
    }
}

/// Whether an object is a part of the value of such a property.
fn is_in_user_name(middle: &Middle, mut id: ExprId) -> bool {
    while let Parent::Expr(parent) = middle.parent(id) {
        if let Some(entries) = middle.object(parent)
            && entries.iter().any(|entry| {
                entry.value == id
                    && matches!(entry.key, triceps_middle::Key::Name(name)
                        if middle.str(name).eq_ignore_ascii_case(USER_NAME))
            })
        {
            return true;
        }
        id = parent;
    }
    false
}

pub(super) fn check(context: &Context<'_>, leaks: &Leaks<'_, '_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let recent = recent_power_shell(middle, diagnostics);
    let (image, script, command) = (
        middle.find_str("imageReference"),
        middle.find_str("azPowerShellVersion"),
        middle.find_str("commandToExecute"),
    );
    if image.is_none() && script.is_none() && command.is_none() {
        return;
    }
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        if image.is_some() {
            preview_image(middle, resource, diagnostics);
        }
        if script.is_some()
            && let Some(recent) = recent
        {
            old_power_shell(middle, id, resource, recent, diagnostics);
        }
        if command.is_some() {
            secret_command(middle, leaks, resource, diagnostics);
        }
    }
}

/// The value at a way through object literals.
fn at(middle: &Middle, body: ExprId, way: &[&str]) -> Option<ExprId> {
    way.iter().try_fold(body, |object, name| middle.property(object, middle.find_str(name)?))
}

fn preview_image(middle: &Middle, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let Some(mut image) = at(middle, resource.body, &["properties", "storageProfile", "imageReference"]) else {
        return;
    };
    if let Expr::Decl(decl) = middle.expr(image)
        && let DeclKind::Var { value, .. } = middle.decl(decl).kind
    {
        image = value;
    }
    for name in ["offer", "sku", "version"] {
        if let Some(value) = at(middle, image, &[name])
            && middle.text(value).is_some_and(|text| text.to_ascii_lowercase().contains("preview"))
        {
            diagnostics.report(
                codes::USE_STABLE_VM_IMAGE,
                Place::Expr(value),
                "the image is a preview",
                "choose a stable image",
            );
        }
    }
}

/// The oldest version of Azure PowerShell that is not old.
const RECENT: &str = "15.0";

/// The oldest version of Azure PowerShell that is not old, which a configuration may change.
fn recent_power_shell<'m>(middle: &'m Middle, diagnostics: &mut RawDiagnostics) -> Option<&'m str> {
    let Some(own) = middle.origins().and_then(Origins::recent_power_shell) else { return Some(RECENT) };
    if version_of(own).is_none() {
        let message = format!("`minimumVersion` is `{own}` in the configuration, which is not a version");
        let help = "write a version such as `15.0`";
        diagnostics.report(codes::USE_RECENT_AZ_POWERSHELL_VERSION, Place::File, message, help);
        return None;
    }
    Some(own)
}

fn old_power_shell(middle: &Middle, id: DeclId, resource: &Resource, recent: &str, diagnostics: &mut RawDiagnostics) {
    // The linter does not look through loops and conditions.
    let is_plain = resource.header.is_none() && resource.condition.is_none();
    if (middle.is_text() && !is_plain)
        || !middle.str(resource.type_name).contains("Microsoft.Resources/deploymentScripts")
    {
        return;
    }
    let kind = middle.property(resource.body, known::KIND).and_then(|kind| middle.text(kind));
    let version = at(middle, resource.body, &["properties", "azPowerShellVersion"]).and_then(|own| middle.text(own));
    if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("AzurePowerShell")) {
        return;
    }
    if let Some(version) = version
        && let (Some(own), Some(least)) = (version_of(version), version_of(recent))
        && own < least
    {
        diagnostics.report(
            codes::USE_RECENT_AZ_POWERSHELL_VERSION,
            Place::Whole(id),
            format!("the version {version} of Azure PowerShell is old"),
            format!("set `azPowerShellVersion` to {recent} or newer"),
        );
    }
}

/// Two to four numbers.
fn version_of(text: &str) -> Option<Vec<u32>> {
    let numbers = text.split('.').map(|part| part.trim().parse().ok()).collect::<Option<Vec<u32>>>()?;
    (2..=4).contains(&numbers.len()).then_some(numbers)
}

/// Publisher and type of the extensions that run a command.
const COMMANDS: [(&str, &str); 3] = [
    ("Microsoft.Azure.Extensions", "CustomScript"),
    ("Microsoft.Compute", "CustomScriptExtension"),
    ("Microsoft.OSTCExtensions", "CustomScriptForLinux"),
];

fn secret_command(middle: &Middle, leaks: &Leaks<'_, '_>, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let type_name = middle.str(resource.type_name);
    if !type_name
        .len()
        .checked_sub("/extensions".len())
        .is_some_and(|start| type_name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("/extensions")))
    {
        return;
    }
    let Some(command) = at(middle, resource.body, &["properties", "settings", "commandToExecute"]) else { return };
    let text = |name| at(middle, resource.body, &["properties", name]).and_then(|value| middle.text(value));
    let (Some(publisher), Some(kind)) = (text("publisher"), text("type")) else { return };
    let runs =
        COMMANDS.iter().any(|(own, name)| own.eq_ignore_ascii_case(publisher) && name.eq_ignore_ascii_case(kind));
    if runs && leaks.names_secret(command) {
        diagnostics.report(
            codes::PROTECT_COMMANDTOEXECUTE_SECRETS,
            place_of(middle, command),
            "the command holds a secret",
            "move `commandToExecute` to `protectedSettings`",
        );
    }
}

/// In a text the linter points at the key of a property, in a model at its value.
fn place_of(middle: &Middle, value: ExprId) -> Place {
    let Parent::Expr(object) = middle.parent(value) else { return Place::Expr(value) };
    let position = middle.object(object).and_then(|entries| entries.iter().position(|entry| entry.value == value));
    match position.and_then(|position| u32::try_from(position).ok()) {
        Some(position) if middle.is_text() => Place::Key(object, position),
        _ => Place::Expr(value),
    }
}
