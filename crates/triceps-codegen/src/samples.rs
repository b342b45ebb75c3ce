//! What samples of models leave out and set otherwise, where properties exclude each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::shape::{Field, Model, Record};

/// Samples of resource types whose rules do not let all properties be set at once.
///
/// Resource types and nested types are named as in Rust, properties by their path from there.
///
/// ```
/// use triceps_codegen::{Config, Sample, Samples};
///
/// let samples = Samples::new()
///     .sample("Vault", Sample::new().without("Vault", "properties.networkAcls"))
///     .sample("Vault", Sample::new().with("Vault", "properties.softDeleteRetentionInDays", "7"));
/// let models = Config::new().resource("Microsoft.KeyVault/vaults@2026-02-01").models()?;
/// assert_eq!(models.tests(&samples)?.len(), 2);
/// # Ok::<(), triceps_codegen::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Samples {
    by_type: BTreeMap<String, Vec<Sample>>,
}

/// One sample of a resource type.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    without: BTreeSet<(String, String)>,
    with: BTreeMap<(String, String), String>,
}

impl Samples {
    /// One sample of every type, with all properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sample of a type.
    pub fn sample(mut self, resource: impl Into<String>, sample: Sample) -> Self {
        self.by_type.entry(resource.into()).or_default().push(sample);
        self
    }

    pub(crate) fn of(&self, model: &Model) -> &[Sample] {
        self.by_type.get(&model.rust_name).map_or(&[], Vec::as_slice)
    }

    /// Whether each entry fits a property, and each property is in one sample at least.
    pub(crate) fn check(&self, models: &[Model]) -> Result<(), Error> {
        for (name, samples) in &self.by_type {
            let Some(model) = models.iter().find(|model| model.rust_name == *name) else {
                return Err(Error::new(format!("there are samples of `{name}`, which is not a model")));
            };
            for (owner, property) in samples.iter().flat_map(|sample| sample.without.iter().chain(sample.with.keys())) {
                let records = std::iter::once(&model.record).chain(&model.records);
                let mut fields = records.filter(|record| record.rust_name == *owner).flat_map(|record| &record.fields);
                if !fields.any(|field| field.path.join(".") == *property) {
                    return Err(Error::new(format!(
                        "a sample of `{name}` names `{owner}.{property}`, which is not there"
                    )));
                }
            }
            for (owner, property) in samples.iter().flat_map(|sample| &sample.without) {
                let key = (owner.clone(), property.clone());
                if samples.iter().all(|sample| sample.without.contains(&key)) {
                    return Err(Error::new(format!("no sample of `{name}` has `{owner}.{property}`")));
                }
            }
        }
        Ok(())
    }
}

impl Sample {
    /// A sample with all properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out a property.
    pub fn without(mut self, owner: impl Into<String>, property: impl Into<String>) -> Self {
        self.without.insert((owner.into(), property.into()));
        self
    }

    /// Sets a property to this Rust expression, in which `m` is the module of the model.
    pub fn with(mut self, owner: impl Into<String>, property: impl Into<String>, value: impl Into<String>) -> Self {
        self.with.insert((owner.into(), property.into()), value.into());
        self
    }

    pub(crate) fn leaves_out(&self, record: &Record, field: &Field) -> bool {
        self.without.contains(&key(record, field))
    }

    pub(crate) fn value(&self, record: &Record, field: &Field) -> Option<&str> {
        self.with.get(&key(record, field)).map(String::as_str)
    }
}

fn key(record: &Record, field: &Field) -> (String, String) {
    (record.rust_name.clone(), field.path.join("."))
}
