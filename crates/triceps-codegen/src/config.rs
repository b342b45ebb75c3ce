//! What is asked for, and the result.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use triceps_types::{Catalog, Extension, Index, ResourceType};

use crate::error::Error;
use crate::naming::{pascal, singular, snake};
use crate::samples::Samples;
use crate::shape::Model;
use crate::style::{Applied, Style};
use crate::{fixups, read, render, share};

/// Which models to generate, and where to.
///
/// ```
/// use triceps_codegen::Config;
///
/// let models = Config::new().resource("Microsoft.Sql/servers@2023-08-01").models()?;
/// assert!(models.single_file().contains("pub mod sql"));
/// # Ok::<(), triceps_codegen::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `generate` or `models`"]
pub struct Config {
    wanted: Vec<Wanted>,
    file_name: String,
    out_dir: Option<PathBuf>,
    command: String,
    styles: Vec<Style>,
}

#[derive(Clone, Debug)]
struct Wanted {
    resource: String,
    rust_name: Option<String>,
    is_core: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// Without any type yet.
    pub fn new() -> Self {
        Self {
            wanted: Vec::new(),
            file_name: "azure.rs".to_owned(),
            out_dir: None,
            command: "triceps_codegen".to_owned(),
            styles: Vec::new(),
        }
    }

    /// Adds a resource type: `Microsoft.Sql/servers@2023-08-01`. Without a version it is the newest
    /// stable one, or the newest preview where there is no other; that moves with the crate's data.
    pub fn resource(self, type_and_version: impl Into<String>) -> Self {
        self.push(Wanted { resource: type_and_version.into(), rust_name: None, is_core: false })
    }

    /// Adds a resource type under a Rust name of its own.
    pub fn resource_as(self, type_and_version: impl Into<String>, rust_name: impl Into<String>) -> Self {
        self.push(Wanted { resource: type_and_version.into(), rust_name: Some(rust_name.into()), is_core: false })
    }

    /// Adds a resource type that is there whatever features are on. In [`Models::files`] the others are
    /// behind a feature with the name of their provider.
    pub fn core_resource(self, type_and_version: impl Into<String>) -> Self {
        self.push(Wanted { resource: type_and_version.into(), rust_name: None, is_core: true })
    }

    /// Chooses names and shortcuts in the models of a namespace, and says what they are for.
    pub fn style(mut self, style: Style) -> Self {
        self.styles.push(style);
        self
    }

    /// The name of the file that [`generate`](Self::generate) writes; `azure.rs` by default.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// The directory that [`generate`](Self::generate) writes to; `OUT_DIR` of the build script by
    /// default.
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(directory.into());
        self
    }

    /// The command that the first line of every file names.
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = command.into();
        self
    }

    /// Generates the models and writes them into one file, for `include!`. It is written only if it
    /// changes.
    ///
    /// # Errors
    ///
    /// If a type or version is not known, has nothing that can be deployed, or the file cannot be
    /// written.
    pub fn generate(&self) -> Result<(), Error> {
        let directory = match &self.out_dir {
            Some(directory) => directory.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
                Error::new(
                    "`OUT_DIR` is not set: call `generate` in a build script, or choose a directory with `out_dir`",
                )
            })?,
        };
        let path = directory.join(&self.file_name);
        let text = self.models()?.single_file();
        if fs::read(&path).is_ok_and(|current| current == text.as_bytes()) {
            return Ok(());
        }
        fs::create_dir_all(&directory)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Error::new(format!("cannot write `{}`: {error}", path.display())))
    }

    /// Generates the models without writing anything.
    ///
    /// # Errors
    ///
    /// If a type or version is not known or has nothing that can be deployed.
    pub fn models(&self) -> Result<Models, Error> {
        let resources = self.wanted.iter().map(|wanted| find(&wanted.resource)).collect::<Result<Vec<_>, _>>()?;
        let mut models = Vec::new();
        let mut stale_fixups = Vec::new();
        let mut styles = self.styles.iter().cloned().map(Applied::new).collect::<Result<Vec<_>, _>>()?;
        let mut unstyled = Applied::default();
        for (wanted, resource) in self.wanted.iter().zip(&resources) {
            let rust_name = match &wanted.rust_name {
                Some(name) if *name == pascal(name) => name.clone(),
                Some(name) => {
                    return Err(Error::new(format!("`{name}` is not a name for a type: write `{}`", pascal(name))));
                }
                None => {
                    let others = self.wanted.iter().map(|wanted| wanted.rust_name.as_deref()).zip(&resources);
                    name_of(resource, others)
                }
            };
            let namespace = resource.name().split('/').next().unwrap_or_default();
            let style = styles.iter_mut().find(|style| style.is_for(namespace)).unwrap_or(&mut unstyled);
            let mut model = read::model(resource, provider_module(resource.name()), rust_name, style);
            stale_fixups.extend(fixups::apply(&mut model));
            style.docs().apply(&mut model);
            if wanted.is_core {
                model.feature = None;
            }
            models.push(model);
        }
        unique(&models)?;
        models.sort_by(|a, b| (&a.provider, &a.module).cmp(&(&b.provider, &b.module)));
        models.chunk_by_mut(|a, b| a.provider == b.provider).for_each(share::mark);
        distinct_in_providers(&models)?;
        let unused_styles = styles.iter().flat_map(Applied::unused).collect();
        Ok(Models { list: models, stale_fixups, unused_styles, command: self.command.clone() })
    }

    fn push(mut self, wanted: Wanted) -> Self {
        self.wanted.push(wanted);
        self
    }
}

/// Generated models, not yet written.
#[derive(Clone, Debug)]
pub struct Models {
    list: Vec<Model>,
    stale_fixups: Vec<&'static str>,
    unused_styles: Vec<String>,
    command: String,
}

impl Models {
    /// All models in one text, a module for each provider, for `include!`.
    pub fn single_file(&self) -> String {
        render::single_file(&self.list, &self.command)
    }

    /// A file for each resource type and the `mod.rs` files above them: relative path and text.
    pub fn files(&self) -> Vec<(String, String)> {
        render::files(&self.list, &self.command)
    }

    /// A test program that sets every property of every model, and checks the result: relative
    /// path and text of its files.
    ///
    /// # Errors
    ///
    /// If a sample names what is not there, or a property is in no sample of its type.
    pub fn tests(&self, samples: &Samples) -> Result<Vec<(String, String)>, Error> {
        samples.check(&self.list)?;
        Ok(render::tests(&self.list, samples, &self.command))
    }

    /// What was generated.
    pub fn report(&self) -> Report {
        let known = Index::builtin().azure().types().chain(graph().into_iter().flat_map(|graph| graph.types()));
        let is_generated = |name: &str| self.list.iter().any(|model| model.type_name.eq_ignore_ascii_case(name));
        let mut report = Report {
            stale_fixups: self.stale_fixups.clone(),
            unused_styles: self.unused_styles.clone(),
            ..Report::default()
        };
        for versioned in known {
            report.total += 1;
            let is_writable = versioned.resource_types().any(|resource| !resource.is_read_only());
            match (is_generated(versioned.name()), is_writable) {
                (true, _) => report.generated += 1,
                (false, true) => *report.skipped.entry("not asked for").or_default() += 1,
                (false, false) => *report.skipped.entry("read-only at every version").or_default() += 1,
            }
        }
        report
    }
}

/// How many resource types were generated, and why the others were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Types with a model.
    pub generated: usize,
    /// Types without one, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// All types of the index.
    pub total: usize,
    /// Corrections of the data that changed nothing, so that they can go.
    pub stale_fixups: Vec<&'static str>,
    /// What of the styles fits no type and no property.
    pub unused_styles: Vec<String>,
}

fn find(wanted: &str) -> Result<ResourceType<'static>, Error> {
    let (name, version) = match wanted.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (wanted, None),
    };
    let index = Index::builtin();
    let versioned = index
        .versioned_type(name)
        .or_else(|| graph()?.versioned_type(name))
        .ok_or_else(|| Error::new(format!("`{name}` is not a resource type{}", similar(name))))?;
    let resource = match version {
        Some(version) => versioned.version(version).ok_or_else(|| {
            let known: Vec<String> = versioned.versions().map(|version| format!("`{version}`")).collect();
            Error::new(format!("`{name}` has no API version `{version}`; it has {}", known.join(", ")))
        })?,
        None => versioned
            .newest_stable()
            .or_else(|| versioned.newest())
            .ok_or_else(|| Error::new(format!("`{name}` has no API version")))?,
    };
    if resource.is_read_only() {
        return Err(Error::new(format!(
            "`{name}@{}` can only be read, so there is nothing to model",
            resource.version()
        )));
    }
    Ok(resource)
}

/// The types of the newest stable release of the Microsoft Graph extension.
fn graph() -> Option<Catalog<'static>> {
    let is_stable =
        |extension: &Extension<'_>| extension.channel().ends_with("v1.0") && !extension.release().contains('-');
    let newest = Index::builtin().extensions().filter(is_stable).max_by_key(Extension::release);
    newest.map(|extension| extension.catalog())
}

/// What may have been meant: the same last segment in the same namespace, or the closest spelling.
fn similar(name: &str) -> String {
    let Some((namespace, _)) = name.split_once('/') else {
        return ": write `Provider/type@version`".to_owned();
    };
    let Some(provider) = Index::builtin().provider(namespace) else {
        return format!(": there is no provider `{namespace}`");
    };
    let closest = provider.types().map(|known| (distance(known.name(), name), known.name())).min();
    closest.map_or(String::new(), |(_, closest)| format!(": did you mean `{closest}`?"))
}

/// How many letters have to be changed, added or left out.
fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.bytes().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

/// `Microsoft.DBforPostgreSQL/flexibleServers` lies in `postgresql`.
fn provider_module(name: &str) -> String {
    let namespace = name.split('/').next().unwrap_or_default();
    // `resources` would say nothing.
    if namespace.eq_ignore_ascii_case("Microsoft.Resources") {
        return "resource_manager".to_owned();
    }
    snake(namespace.strip_prefix("Microsoft.").or_else(|| namespace.strip_prefix("microsoft.")).unwrap_or(namespace))
}

/// The last segment of the type as one: `storageAccounts/blobServices` gives `BlobService`. Where
/// several types of a provider would have that name, their parents' come before it. `all`: the types with the names that
/// are chosen for them.
fn name_of<'a>(
    resource: &ResourceType<'_>,
    mut all: impl Iterator<Item = (Option<&'a str>, &'a ResourceType<'a>)>,
) -> String {
    let short = |name: &str| pascal(&singular(name.rsplit('/').next().unwrap_or_default()));
    let namespace = |name: &str| name.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let own = short(resource.name());
    let is_rival = |(chosen, other): (Option<&str>, &ResourceType<'_>)| {
        !other.name().eq_ignore_ascii_case(resource.name())
            && chosen.map_or_else(|| short(other.name()) == own, |chosen| chosen == own)
            && namespace(other.name()) == namespace(resource.name())
    };
    if all.any(is_rival) {
        resource.name().split('/').skip(1).map(|segment| pascal(&singular(segment))).collect()
    } else {
        own
    }
}

/// What the module of a provider names itself is there once.
fn distinct_in_providers(models: &[Model]) -> Result<(), Error> {
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for model in models {
        for name in render::names_in_provider(model) {
            if let Some(other) = seen.insert((&model.provider, name), &model.type_name) {
                return Err(Error::new(format!(
                    "`{}` and `{other}` both have a type `{name}` for the module `{}`: rename one of them",
                    model.type_name, model.provider
                )));
            }
        }
    }
    Ok(())
}

fn unique(models: &[Model]) -> Result<(), Error> {
    let mut seen = BTreeMap::new();
    for model in models {
        if model.module == render::SHARED {
            return Err(Error::new(format!(
                "`{}` cannot be called `{}`, as the module of shared types is: choose another name with `resource_as`",
                model.type_name, model.rust_name
            )));
        }
        let named = format!("{}@{}", model.type_name, model.version);
        if let Some(other) = seen.insert((&model.provider, &model.rust_name), named.clone()) {
            return Err(Error::new(format!(
                "`{other}` and `{named}` are both called `{}`: give one a name of its own with `resource_as`",
                model.rust_name
            )));
        }
    }
    Ok(())
}
