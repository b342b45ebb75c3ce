//! Extensions of the language: those that come with the compiler, and those of the configuration.

use std::borrow::Cow;
use std::collections::HashMap;

use triceps_core::{DeclId, DeclKind, Extension};
use triceps_diagnostics::codes;
use triceps_syntax::TextRange;
use triceps_syntax::ast::{self, AstNode, Declaration, ExtensionSpecification, StringLiteral};

use super::Lower;
use super::scope::extension_name;
use crate::config::{Config, ExtensionPlace};
use crate::paths::CodedError;

/// What a declaration of an extension stands for.
enum Meaning {
    Known(Extension),
    /// Nothing, which is reported.
    Lost,
}

impl<'t> Lower<'t> {
    pub(super) fn extension(&mut self, id: DeclId, it: ast::Extension<'t>) -> DeclKind {
        let range = it.syntax().range();
        let meaning = self.meaning(it);
        let config = it.config();
        let takes_config = matches!(&meaning, Meaning::Known(extension) if extension.is_kubernetes());
        if let (Some(config), false, false) = (config, takes_config, matches!(meaning, Meaning::Lost)) {
            self.report(codes::BCP205, config.syntax().range(), "the extension takes no settings");
        }
        if config.is_none() && takes_config && !self.has_experiment("moduleextensionconfigs") {
            self.report(codes::BCP206, range, "the extension needs settings: write `with { .. }`");
        }
        let config = config.filter(|_| takes_config).map(|config| self.object(config, true));
        self.origins.whole(id, range);
        let extension = match meaning {
            Meaning::Known(extension) => extension,
            Meaning::Lost => Extension {
                specification: String::new(),
                provider: String::new(),
                version: String::new(),
                registry: String::new(),
                // No type starts so.
                type_prefix: "\0".to_owned(),
            },
        };
        self.builder.extension(extension, config)
    }

    fn meaning(&mut self, it: ast::Extension<'t>) -> Meaning {
        let name = match it.specification() {
            // The parser says that it is missing.
            None => return Meaning::Lost,
            Some(ExtensionSpecification::Name(name)) => name,
            Some(ExtensionSpecification::String(reference)) => return self.referenced(reference),
        };
        let message = match self.source().config.extension(name.text()) {
            Some(ExtensionPlace::Language) => return Meaning::Known(Extension::of_language(name.text())),
            Some(ExtensionPlace::Kubernetes) => return Meaning::Known(Extension::kubernetes(name.text())),
            Some(ExtensionPlace::Graph(version)) => return Meaning::Known(graph(name.text(), version)),
            Some(ExtensionPlace::Retired) => {
                let message = "the extension `microsoftGraph` is retired: name its types in `bicepconfig.json`";
                self.report(codes::BCP407, name.range(), message);
                return Meaning::Lost;
            }
            Some(ExtensionPlace::Elsewhere(place)) => {
                let (code, message) = self.error_of_place(place);
                self.report(code, name.range(), message);
                return Meaning::Lost;
            }
            None => format!("the extension `{}` is not configured", name.text()),
        };
        self.report(codes::BCP204, name.range(), message);
        Meaning::Lost
    }

    /// An extension whose types are at a path or in a registry.
    fn referenced(&mut self, reference: StringLiteral<'t>) -> Meaning {
        let place = reference.syntax().range();
        let Some(text) = reference.value() else {
            self.report(codes::BCP303, place, "the reference of an extension cannot have holes");
            return Meaning::Lost;
        };
        if let ExtensionPlace::Graph(version) = ExtensionPlace::of(&text) {
            return Meaning::Known(graph(&text, version));
        }
        let (code, message) = self.error_of_place(&text);
        self.report(code, place, message);
        Meaning::Lost
    }

    /// Why the types at a place cannot be had.
    fn error_of_place(&self, place: &str) -> CodedError {
        let unread = |what: &str| (codes::TRI0053, format!("types of extensions in {what} are not read: `{place}`"));
        if crate::paths::is_reference(place) {
            return match self.units[self.at].target(place) {
                Some(Err(error)) => error.clone(),
                Some(Ok(_)) | None => unread("registries"),
            };
        }
        match crate::paths::resolve(&self.source().path, place) {
            Err(error) => error,
            Ok(path) if self.reader.read(&path).is_some() => unread("files"),
            Ok(path) => (codes::BCP091, format!("there is no file `{path}`")),
        }
    }

    /// Says which extensions are declared more than once, and which declarations without a name clash.
    pub(super) fn extensions_twice(&mut self) {
        let mut places: HashMap<Option<&str>, Vec<TextRange>> = HashMap::new();
        for item in &self.symbols.items {
            let Declaration::Extension(it) = item.declaration else { continue };
            match it.specification() {
                Some(ExtensionSpecification::Name(name)) => {
                    let own = match self.source().config.extension(name.text()) {
                        Some(ExtensionPlace::Language | ExtensionPlace::Kubernetes) => name.text(),
                        Some(ExtensionPlace::Graph(_)) => "MicrosoftGraph",
                        Some(ExtensionPlace::Retired | ExtensionPlace::Elsewhere(_)) | None => continue,
                    };
                    places.entry(Some(own)).or_default().push(name.range());
                }
                Some(ExtensionSpecification::String(_)) | None if extension_name(it).is_none() => {
                    places.entry(None).or_default().push(item.range);
                }
                Some(ExtensionSpecification::String(_)) | None => {}
            }
        }
        let mut found: Vec<_> = places.into_iter().filter(|(_, ranges)| ranges.len() > 1).collect();
        found.sort_by_key(|(_, ranges)| ranges[0].start);
        for (name, ranges) in found {
            for range in ranges {
                match name {
                    Some(name) => {
                        self.report(codes::BCP207, range, format!("the extension `{name}` is declared more than once"));
                    }
                    None => {
                        self.report(codes::BCP028, range, "two extensions have no name: give one a name with `as`");
                    }
                }
            }
        }
    }
}

/// The reference to a registry under which the types of an extension are.
pub(crate) fn reference_of<'t>(config: &'t Config, it: ast::Extension<'t>) -> Option<Cow<'t, str>> {
    let place = match it.specification()? {
        ExtensionSpecification::Name(name) => match config.extension(name.text())? {
            ExtensionPlace::Elsewhere(place) => Cow::Borrowed(place),
            _ => return None,
        },
        ExtensionSpecification::String(reference) => reference.value()?,
    };
    (crate::paths::is_reference(&place) && matches!(ExtensionPlace::of(&place), ExtensionPlace::Elsewhere(_)))
        .then_some(place)
}

/// The extension of Microsoft Graph.
fn graph(specification: &str, version: &str) -> Extension {
    Extension {
        specification: specification.to_owned(),
        provider: "MicrosoftGraph".to_owned(),
        version: version.to_owned(),
        registry: format!("{}{version}", ExtensionPlace::GRAPH),
        type_prefix: "Microsoft.Graph/".to_owned(),
    }
}
