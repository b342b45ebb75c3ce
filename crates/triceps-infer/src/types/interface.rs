//! What a file whose types are known shows to others.

use triceps_language::DecoratorId;
use triceps_middle::interface::{
    ExportKind, ExportedParameter, Interface, InterfaceExport, InterfaceOutput, InterfaceParameter,
};
use triceps_middle::{DeclId, DeclKind, Middle};

use super::export::Export;
use super::table::Types;

/// The interface of a file whose types are known.
pub fn interface(types: &mut Types<'_>) -> Interface {
    let middle = types.middle();
    let mut export = Export::new(types);
    let (mut parameters, mut outputs, mut exports) = (Vec::new(), Vec::new(), Vec::new());
    for (id, decl) in middle.decls() {
        let name = || middle.str(decl.name).to_owned();
        let description = || description(middle, id);
        let ty = export.types().of_decl(id);
        match decl.kind {
            DeclKind::Param { default, .. } => {
                let types = export.types();
                let is_required = default.is_none() && !types.is_nullable(ty);
                let is_secure = types.holds_secret(ty);
                let ty = export.copy(ty);
                parameters.push(InterfaceParameter {
                    name: name(),
                    is_required,
                    is_secure,
                    description: description(),
                    ty,
                });
            }
            DeclKind::Output { .. } => {
                let is_secure = export.types().holds_secret(ty);
                let ty = export.copy(ty);
                outputs.push(InterfaceOutput { name: name(), is_secure, description: description(), ty });
            }
            _ if !middle.has_decorator(id, DecoratorId::Export) => {}
            DeclKind::Type { .. } | DeclKind::Var { .. } | DeclKind::Func { .. } => {
                let kind = match decl.kind {
                    DeclKind::Func { params, .. } => {
                        let parameter = |local| {
                            let ty = export.types().of_local(local);
                            let name = middle.str(middle.local(local).name).to_owned();
                            ExportedParameter { name, ty: export.copy(ty) }
                        };
                        ExportKind::Function(middle.params(params).map(parameter).collect())
                    }
                    DeclKind::Type { .. } => ExportKind::Type,
                    _ => ExportKind::Variable,
                };
                let ty = export.copy(ty);
                exports.push(InterfaceExport { name: name(), kind, description: description(), ty });
            }
            DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_) => {}
        }
    }
    Interface::from_parts(middle.scope(), parameters, outputs, exports, export.finish())
}

fn description(middle: &Middle, decl: DeclId) -> Option<String> {
    let text = middle.decorator_argument(decl, DecoratorId::Description)?;
    middle.text(text).map(str::to_owned)
}
