//! Rules about parameters, outputs, variables and types.

use triceps_diagnostics::{Severity, codes};
use triceps_infer::{TypeId, Types};
use triceps_language::{Ambient, DecoratorId, Function};
use triceps_middle::raw::{Help, RawDiagnostics};
use triceps_middle::{
    Callee, DeclId, DeclKind, Decorator, DecoratorName, Expr, ExprId, Key, Middle, Place, Run, TypeNode, TypeNodeId,
};

use crate::check::context::Context;
use crate::check::secrets::is_secure_type;
use crate::check::typing::is_string_or_object;

pub(super) fn check(context: &Context<'_>, types: &mut Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let shadowed = is_shadowed(middle);
    for (id, decl) in middle.decls() {
        if decl.decorators.len() > 1 {
            conflicting_metadata(middle, decl.decorators, diagnostics);
        }
        match decl.kind {
            DeclKind::Param { ty, default } => {
                if has_plain_secure(middle, id, shadowed) {
                    if let Some(default) = default {
                        secure_default(types, id, default, diagnostics);
                    }
                } else {
                    named_like_a_secret(types, id, ty, default, shadowed, diagnostics);
                }
            }
            DeclKind::Output { .. } => {
                let name = middle.str(decl.name);
                if !middle.has_decorator(id, DecoratorId::Secure) && contains_any(name, &["password"]) {
                    diagnostics.report_as(
                        codes::OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS,
                        Severity::Warning,
                        Place::Whole(id),
                        format!("the output `{name}` is named like a secret"),
                        ("use `secure_output`, or rename it", "write `@secure()` above it, or rename it"),
                    );
                }
            }
            DeclKind::Var { .. } => decompiled(middle, id, "_var", Place::Decl(id), diagnostics),
            DeclKind::Resource(_) => {
                if let Some(name) = middle.name_of(id)
                    && matches!(middle.expr(name), Expr::String(_) | Expr::Interpolation(_))
                {
                    decompiled(middle, id, "_resource", Place::Expr(name), diagnostics);
                }
            }
            DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Type { .. }
            | DeclKind::Func { .. }
            | DeclKind::Module(_) => {}
        }
    }
    for node in (0..middle.type_node_count()).map(TypeNodeId::new) {
        explicit_any(middle, node, diagnostics);
    }
    artifacts(middle, diagnostics);
}

/// Whether something of the file is named like the decorator, which is printed as `@sys.secure()` then. The linter
/// does not see that form.
fn is_shadowed(middle: &Middle) -> bool {
    let Some(secure) = middle.find_str("secure") else { return false };
    middle.decls().any(|(_, decl)| {
        decl.name == secure && !matches!(decl.kind, DeclKind::Output { .. } | DeclKind::Metadata { .. })
    })
}

fn has_plain_secure(middle: &Middle, id: DeclId, shadowed: bool) -> bool {
    let is_plain =
        |decorator: &Decorator| decorator.name == DecoratorName::Known(DecoratorId::Secure) && !decorator.qualified;
    !shadowed && middle.decorators(middle.decl(id).decorators).iter().any(is_plain)
}

fn conflicting_metadata(middle: &Middle, decorators: Run, diagnostics: &mut RawDiagnostics) {
    if middle.decorator(decorators, DecoratorId::Description).is_none() {
        return;
    }
    let Some(metadata) = middle.decorator(decorators, DecoratorId::Metadata) else { return };
    let Some(object) = middle.list(metadata.args).first() else { return };
    for (position, entry) in (0..).zip(middle.object(*object).unwrap_or_default()) {
        if matches!(entry.key, Key::Name(name) if middle.str(name) == "description") {
            diagnostics.report(
                codes::NO_CONFLICTING_METADATA,
                Place::Key(*object, position),
                "the description is given in the metadata too",
                "keep `description`",
            );
        }
    }
}

fn secure_default(types: &mut Types<'_>, id: DeclId, default: ExprId, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    let empty = middle.text(default).is_some_and(str::is_empty) || middle.object(default).is_some_and(<[_]>::is_empty);
    let random = |part| matches!(middle.expr(part), Expr::Call { callee: Callee::Function(Function::NewGuid), .. });
    let ty = types.of(default);
    // A default that cannot be read is reported in a text, as by the compiler.
    let is_judged = middle.is_text() || ty != TypeId::ERROR;
    if !empty && is_judged && !types.is_secure(ty) && !middle.any(default, &mut |part| random(part)) {
        diagnostics.report(
            codes::SECURE_PARAMETER_DEFAULT,
            if middle.is_text() { Place::Head(id) } else { Place::Expr(default) },
            "a secret has a default that everyone can read",
            "leave the default out, so that the secret is given when the template is deployed",
        );
    }
}

fn contains_any(name: &str, parts: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    parts.iter().any(|part| name.contains(part))
}

fn named_like_a_secret(
    types: &mut Types<'_>,
    id: DeclId,
    ty: TypeNodeId,
    default: Option<ExprId>,
    shadowed: bool,
    diagnostics: &mut RawDiagnostics,
) {
    let middle = types.middle();
    let name = middle.str(middle.decl(id).name);
    let alike = contains_any(name, &["password", "pwd", "secret", "accountkey", "acctkey"])
        && !contains_any(name, &["secretpermissions", "secretversion", "secreturi", "secreturl", "secretname"])
        && !is_secure_type(middle, ty)
        && is_string_or_object(types, ty);
    let reads_secret = default.is_some_and(|default| {
        middle.any(default, &mut |part| {
            matches!(middle.expr(part), Expr::Decl(other)
                if matches!(middle.decl(other).kind, DeclKind::Param { .. })
                    && has_plain_secure(middle, other, shadowed))
        })
    });
    if alike {
        diagnostics.report(
            codes::SECURE_SECRETS_IN_PARAMS,
            Place::Decl(id),
            format!("the parameter `{name}` is named like a secret, but is not secure"),
            ("use `Param::secure_string` or `Param::secure_object`", "write `@secure()` above it"),
        );
    } else if reads_secret {
        diagnostics.report(
            codes::SECURE_SECRETS_IN_PARAMS,
            Place::Decl(id),
            format!("the default of `{name}` reads a secret, but the parameter is not secure"),
            ("use `Param::secure_string` or `Param::secure_object`", "write `@secure()` above it"),
        );
    }
}

fn explicit_any(middle: &Middle, node: TypeNodeId, diagnostics: &mut RawDiagnostics) {
    if middle.type_node(node) == TypeNode::Ambient(Ambient::Any) {
        diagnostics.report(
            codes::NO_EXPLICIT_ANY,
            Place::Type(node),
            "the declared type is `any`",
            (
                "give the type: `output_as::<String>(..)`, `Param::typed(..)`",
                "write the type of the value, such as `string`",
            ),
        );
    }
}

const LOCATION: &str = "_artifactsLocation";
const TOKEN: &str = "_artifactsLocationSasToken";

/// Two parameters that belong together.
fn artifacts(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    module_artifacts(middle, diagnostics);
    let find = |name: &str| {
        middle.decls().find(|(_, decl)| {
            matches!(decl.kind, DeclKind::Param { .. }) && middle.str(decl.name).eq_ignore_ascii_case(name)
        })
    };
    // Few files have either name.
    let (location, token) = match (find(LOCATION), find(TOKEN)) {
        (None, None) => return,
        (Some((id, _)), None) => return lonely(id, LOCATION, TOKEN, diagnostics),
        (None, Some((id, _))) => return lonely(id, TOKEN, LOCATION, diagnostics),
        (Some((location, _)), Some((token, _))) => (location, token),
    };
    for id in [location, token] {
        let DeclKind::Param { ty, .. } = middle.decl(id).kind else { continue };
        let named = match middle.type_node(ty) {
            TypeNode::Ambient(ambient) => ambient != Ambient::String,
            TypeNode::Decl(_) => true,
            _ => false,
        };
        if named {
            report_artifacts(Place::Type(ty), "the parameter must be a `string`", "declare it as one", diagnostics);
        }
    }
    if let DeclKind::Param { ty, .. } = middle.decl(token).kind
        && !middle.has_decorator(token, DecoratorId::Secure)
    {
        report_artifacts(
            Place::Type(ty),
            "the parameter must be secure",
            ("declare it with `Param::secure_string`", "write `@secure()` above it"),
            diagnostics,
        );
    }
    if let DeclKind::Param { default: Some(default), .. } = middle.decl(location).kind
        && !middle.text(default).is_some_and(|text| text.starts_with("http"))
        && !reads_template_link(middle, default)
    {
        report_artifacts(
            Place::Expr(default),
            "the default must be an address, or must be read from the deployment's `templateLink`",
            "give an address that starts with `http`, or leave the default out",
            diagnostics,
        );
    }
    if let DeclKind::Param { default: Some(default), .. } = middle.decl(token).kind
        && !middle.text(default).is_some_and(str::is_empty)
    {
        report_artifacts(
            Place::Expr(default),
            "the default of the token must be empty",
            "give an empty string, or leave the default out",
            diagnostics,
        );
    }
}

fn reads_template_link(middle: &Middle, default: ExprId) -> bool {
    middle.any(default, &mut |part| match middle.expr(part) {
        Expr::Property { base, name, .. } => {
            middle.str(name).eq_ignore_ascii_case("templateLink")
                && middle.any(base, &mut |inner| matches!(middle.builtin_call(inner), Some((Function::Deployment, _))))
        }
        _ => false,
    })
}

fn report_artifacts(place: Place, message: &str, help: impl Into<Help>, diagnostics: &mut RawDiagnostics) {
    diagnostics.report(codes::ARTIFACTS_PARAMETERS, place, message, help);
}

fn lonely(id: DeclId, name: &str, other: &str, diagnostics: &mut RawDiagnostics) {
    diagnostics.report(
        codes::ARTIFACTS_PARAMETERS,
        Place::Decl(id),
        format!("`{name}` comes without `{other}`"),
        "declare both, or choose another name",
    );
}

/// A module that has such a parameter is given it.
fn module_artifacts(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in middle.decls() {
        let Some(file) = decl.as_module().and_then(|module| module.file) else { continue };
        let parameters = middle.file(file).interface.parameters().iter();
        let wanted = parameters
            .map(|parameter| &*parameter.name)
            .filter(|name| name.eq_ignore_ascii_case(LOCATION) || name.eq_ignore_ascii_case(TOKEN));
        for name in wanted {
            let given = middle
                .body_property(id, triceps_middle::strings::known::PARAMS)
                .and_then(|params| middle.object(params))
                .is_some_and(|entries| {
                    entries.iter().any(|entry| matches!(entry.key, Key::Name(own) if middle.str(own) == name))
                });
            if !given {
                diagnostics.report(
                    codes::ARTIFACTS_PARAMETERS,
                    Place::Decl(id),
                    format!("the parameter `{name}` of the module gets no value"),
                    "give the module a value for it",
                );
            }
        }
    }
}

/// Names that the decompiler makes up.
fn decompiled(middle: &Middle, id: DeclId, suffix: &str, place: Place, diagnostics: &mut RawDiagnostics) {
    let name = middle.str(middle.decl(id).name);
    let made_up = name
        .strip_suffix(suffix)
        .is_some_and(|stem| stem.bytes().next_back().is_some_and(|byte| byte.is_ascii_alphanumeric()));
    if made_up {
        diagnostics.report(
            codes::DECOMPILER_CLEANUP,
            place,
            format!("`{name}` looks like a name that the decompiler made"),
            format!("choose a name without `{suffix}`"),
        );
    }
}
