//! Declarations.

use triceps_core::language::DecoratorId;
use triceps_core::{
    Decl as CoreDecl, DeclHint, DeclId, DeclKind as CoreKind, DecoratorName, ExprId, Extension, FileId, Header,
    LocalKind, Module, Place, Resource, Run,
};
use triceps_diagnostics::codes;
use triceps_model::tree::{Decorators, ExtensionDecl, Local, LoopHeader, ModuleDecl, ModuleTarget, ResourceDecl};
use triceps_model::{Expr, TypeExpr};

use super::Lower;
use crate::template::{Decl, DeclKind, template_of, template_of_unbound};

impl Lower<'_> {
    pub(super) fn declaration(&mut self, id: DeclId, decl: Decl) {
        let name = self.builder.intern_cow(&decl.name);
        let decorators = self.decorators(&decl.decorators);
        let kind = match decl.kind {
            DeclKind::Metadata(value) => CoreKind::Metadata { value: self.root(&value) },
            DeclKind::Extension(extension) => self.extension(extension),
            DeclKind::Import(_) => self.import_statement(id),
            DeclKind::Imported(_) => unreachable!("what is imported is declared elsewhere"),
            DeclKind::Type(ty) => CoreKind::Type { ty: self.root_type(&ty) },
            DeclKind::Param { ty, default } => {
                let ty = self.root_type(&ty);
                CoreKind::Param { ty, default: default.map(|default| self.root(&default)) }
            }
            DeclKind::Var { ty, value } => {
                let ty = ty.map(|ty| self.root_type(&ty));
                self.is_direct = true;
                let value = self.root(&value);
                self.is_direct = false;
                CoreKind::Var { ty, value }
            }
            DeclKind::Func { params, returns, body } => self.func(&params, &returns, &body),
            DeclKind::Resource(resource) => self.resource(id, &resource),
            DeclKind::Module(module) => self.module(id, &module),
            DeclKind::Output { ty, value } => {
                let ty = self.root_type(&ty);
                CoreKind::Output { ty, value: self.root(&value) }
            }
        };
        if let Some(blank) = decl.blank_line_before {
            self.builder.decl_hint(id, DeclHint::BlankLineBefore(blank));
        }
        self.builder.declare(id, CoreDecl { name, kind, decorators }, decl.location);
    }

    pub(super) fn decorators(&mut self, decorators: &Decorators) -> Run {
        if decorators.list().is_empty() {
            return Run::default();
        }
        let mut list = Vec::with_capacity(decorators.list().len());
        for decorator in decorators.list() {
            let name = match DecoratorId::find_with(&decorator.name, |_| false) {
                Some(known) => DecoratorName::Known(known),
                None => DecoratorName::Unknown(self.builder.intern(&decorator.name)),
            };
            let args: Vec<ExprId> = decorator.args.iter().map(|arg| self.root(arg)).collect();
            list.push((name, decorator.name.qualified, args));
        }
        self.builder.decorators(&list)
    }

    fn extension(&mut self, extension: ExtensionDecl) -> CoreKind {
        let extension = Extension {
            specification: extension.specification.into_owned(),
            provider: extension.provider.into_owned(),
            version: extension.version.into_owned(),
            registry: extension.registry.into_owned(),
            type_prefix: extension.type_prefix.into_owned(),
        };
        self.builder.extension(extension, None)
    }

    fn func(&mut self, params: &[(Local, TypeExpr)], returns: &TypeExpr, body: &Expr) -> CoreKind {
        let types: Vec<_> = params.iter().map(|(_, ty)| self.root_type(ty)).collect();
        let first = self.builder.local_count();
        for (position, ((local, _), ty)) in params.iter().zip(types).enumerate() {
            let position = u16::try_from(position).unwrap_or(u16::MAX);
            self.bind(local, LocalKind::FuncParam(position), Some(ty));
        }
        let params = self.builder.locals_from(first);
        let returns = self.root_type(returns);
        self.in_function = true;
        let body = self.root(body);
        self.in_function = false;
        self.scope.clear();
        CoreKind::Func { params, returns, body }
    }

    fn resource(&mut self, id: DeclId, resource: &ResourceDecl) -> CoreKind {
        let container = resource.container.and_then(|symbol| self.decl(symbol));
        let is_lost = resource.container.is_some() && container.is_none();
        if is_lost {
            self.foreign(Place::Decl(id));
        }
        let type_name = self.builder.intern_cow(&resource.type_name);
        let api_version = resource.api_version.as_ref().map(|version| self.builder.intern_cow(version));
        let header = resource.header.as_ref().map(|header| self.header(header));
        let condition = resource.condition.as_ref().map(|condition| self.root(condition));
        let body = self.body(&resource.body);
        self.scope.clear();
        CoreKind::Resource(Resource {
            type_name,
            api_version,
            existing: resource.existing,
            container,
            header,
            condition,
            body,
        })
    }

    fn module(&mut self, id: DeclId, module: &ModuleDecl) -> CoreKind {
        let file = self.module_file(id, &module.target);
        let header = module.header.as_ref().map(|header| self.header(header));
        let condition = module.condition.as_ref().map(|condition| self.root(condition));
        let body = self.body(&module.body);
        self.scope.clear();
        CoreKind::Module(Module { file, header, condition, body })
    }

    fn module_file(&mut self, id: DeclId, target: &ModuleTarget) -> Option<FileId> {
        let template = match target {
            ModuleTarget::File { template, index } => {
                let own = if *template == self.template { Some(*index) } else { self.past.file(*template, *index) };
                let own = own.filter(|index| *index < self.builder.middle().files().len());
                if own.is_none() {
                    let help = "give the handle that this template's `module_file` returned";
                    let message = "the module file belongs to another template";
                    self.diagnostics.report(codes::TRI0001, Place::Decl(id), message, help);
                }
                return own.map(FileId::new);
            }
            target if self.known_module(target).is_some() => return self.same_module(id, target),
            ModuleTarget::Source(source) => template_of(source).cloned().map_err(str::to_owned),
            ModuleTarget::Unbound(module) => template_of_unbound(module),
        };
        let (reference, _) = target.of_others()?;
        match template {
            Ok(template) => {
                let file = self.linked.add_module(&mut self.builder, reference.to_owned(), template);
                self.modules.push((file, target.clone()));
                Some(file)
            }
            Err(error) => {
                let message = format!("the template of `{reference}` cannot be read: {error}");
                let help = "run `triceps modules restore`, which brings back the template that is locked";
                self.diagnostics.report(codes::BCP192, Place::Decl(id), message, help);
                None
            }
        }
    }

    /// The module from a registry that has the same reference, if there is one already.
    fn known_module(&self, target: &ModuleTarget) -> Option<&(FileId, ModuleTarget)> {
        let (reference, _) = target.of_others()?;
        self.modules.iter().find(|(_, known)| known.of_others().is_some_and(|(known, _)| known == reference))
    }

    /// The file of a module that is used again; its text has to be the same.
    fn same_module(&mut self, id: DeclId, target: &ModuleTarget) -> Option<FileId> {
        let (file, known) = self.known_module(target)?;
        let file = *file;
        if known.of_others() != target.of_others() {
            let message = match target.of_others() {
                Some((reference, _)) => format!("`{reference}` is given two templates that differ"),
                None => return None,
            };
            let help = "give both the template that is locked: `triceps modules check` compares files with the lock";
            self.diagnostics.report(codes::TRI0062, Place::Decl(id), message, help);
        }
        Some(file)
    }

    fn header(&mut self, header: &LoopHeader) -> Header {
        let array = self.root(&header.array);
        let item = self.bind(&header.item, LocalKind::Item, None);
        let index = header.index.as_ref().map(|index| self.bind(index, LocalKind::Index, None));
        Header { item, index, array }
    }

    fn body(&mut self, body: &triceps_model::Object) -> ExprId {
        match self.admit(body.measure()) {
            Ok(()) => self.object(body),
            Err(refusal) => {
                let id = self.builder.object(&[]);
                self.refused(refusal, Place::Expr(id));
                id
            }
        }
    }
}
