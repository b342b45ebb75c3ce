//! What keeps a JSON value from being a template.

use std::collections::HashMap;

use super::value::Json;
use super::{ArmTemplate, OtherProperties, Schema, SchemaKind, find};
use crate::language::TargetScope;

/// How many declared types a template may have.
pub(super) const MOST_DEFINITIONS: usize = 100_000;

/// How many references may lead from one to the next.
const MOST_REFERENCES: usize = 64;

/// The scope that the schema of a template names.
pub(super) fn scope(root: &Json) -> Result<TargetScope, String> {
    let schema = find(root, "$schema").and_then(Json::as_str).ok_or("it has no `$schema`")?;
    let address = schema.split(['#', '?']).next().unwrap_or_default();
    let path = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)?.split_once('/'));
    let scope = match path.map_or("", |(_, path)| path) {
        "schemas/2019-08-01/tenantDeploymentTemplate.json" => TargetScope::Tenant,
        "schemas/2019-08-01/managementGroupDeploymentTemplate.json" => TargetScope::ManagementGroup,
        "schemas/2018-05-01/subscriptionDeploymentTemplate.json" => TargetScope::Subscription,
        "schemas/2014-04-01-preview/deploymentTemplate.json"
        | "schemas/2015-01-01/deploymentTemplate.json"
        | "schemas/2019-04-01/deploymentTemplate.json" => TargetScope::ResourceGroup,
        _ => return Err(format!("`{schema}` is not the schema of a template")),
    };
    if find(root, "contentVersion").and_then(Json::as_str).is_none() {
        return Err("it has no `contentVersion`".to_owned());
    }
    Ok(scope)
}

/// Whether a template declares few enough types.
pub(super) fn count(definitions: usize) -> Result<(), String> {
    if definitions > MOST_DEFINITIONS { Err(too_many_definitions()) } else { Ok(()) }
}

pub(super) fn too_many_definitions() -> String {
    format!("it declares more than {MOST_DEFINITIONS} types")
}

/// Looks at all types of a template.
pub(super) fn types(template: &ArmTemplate) -> Result<(), String> {
    let mut check = Check { template, done: HashMap::new() };
    for (section, name, schema) in template
        .definitions()
        .map(|(name, schema)| ("type", name, schema))
        .chain(template.parameters().map(|(name, schema)| ("parameter", name, schema)))
        .chain(template.outputs().map(|(name, schema)| ("output", name, schema)))
    {
        check.node(schema).map_err(|error| format!("the {section} `{name}` {error}"))?;
    }
    for (_, name, function) in template.functions() {
        let parameters = find(function, "parameters").map_or(&[][..], Json::items);
        for schema in parameters.iter().chain(find(function, "output")) {
            check.node(Schema::new(schema)).map_err(|error| format!("the function `{name}` {error}"))?;
        }
    }
    Ok(())
}

struct Check<'a> {
    template: &'a ArmTemplate,
    /// References that are known to lead somewhere: how many follow each other from there.
    done: HashMap<&'a str, usize>,
}

impl<'a> Check<'a> {
    /// Looks at a node and its parts, which the depth of JSON bounds.
    fn node(&mut self, schema: Schema<'a>) -> Result<(), String> {
        if !matches!(schema.json(), Json::Object(_)) {
            return Err("is not an object".to_owned());
        }
        if let Some(reference) = schema.reference() {
            self.reference(reference)?;
        } else if let Some(name) = schema.kind_name()
            && schema.kind().is_none()
        {
            return Err(format!("has the unknown type {name}"));
        }
        if let (Some(values), Some(kind)) = (schema.allowed_values(), schema.kind()) {
            allowed_values(values, kind)?;
        }
        if let OtherProperties::Of(schema) = schema.other_properties() {
            self.node(schema)?;
        }
        for (_, property) in schema.properties() {
            self.node(property)?;
        }
        if let Some(items) = schema.items() {
            self.node(items)?;
        }
        for item in schema.prefix_items().into_iter().flatten() {
            self.node(item)?;
        }
        for (_, variant) in schema.discriminator().into_iter().flat_map(|(_, variants)| variants) {
            self.node(variant)?;
        }
        Ok(())
    }

    /// Follows a reference to a node that is none.
    fn reference(&mut self, start: &'a str) -> Result<(), String> {
        let mut way = Vec::new();
        let mut next = Some(start);
        let mut following = 0;
        while let Some(reference) = next {
            if way.contains(&reference) {
                return Err(format!("refers to `{reference}` in a circle"));
            }
            let known = self.done.get(reference).copied();
            if way.len() + known.unwrap_or(1) > MOST_REFERENCES {
                return Err(format!("refers to `{start}`, from where more than {MOST_REFERENCES} references follow"));
            }
            if let Some(known) = known {
                following = known;
                break;
            }
            way.push(reference);
            let target = self.template.resolve(reference);
            let target = target.ok_or_else(|| format!("refers to `{reference}`, which is not there"))?;
            next = target.reference();
        }
        self.done.extend(way.into_iter().rev().zip(following + 1..));
        Ok(())
    }
}

fn allowed_values(values: &[Json], kind: SchemaKind) -> Result<(), String> {
    let fits = |value: &Json| match kind {
        SchemaKind::String | SchemaKind::SecureString => value.as_str().is_some(),
        SchemaKind::Int => value.as_int().is_some(),
        SchemaKind::Bool => value.as_bool().is_some(),
        SchemaKind::Array => true,
        SchemaKind::Object | SchemaKind::SecureObject => matches!(value, Json::Object(_)),
    };
    let is_of_arrays = |value: &Json| matches!(value, Json::Array(_));
    let is_mixed = kind == SchemaKind::Array && values.iter().any(is_of_arrays) && !values.iter().all(is_of_arrays);
    // Compilers of old wrote `null` where a type takes null.
    match values.iter().find(|value| **value != Json::Null && !fits(value)) {
        Some(value) => Err(format!("allows {value}, which is of another type")),
        None if is_mixed => Err("allows arrays and items of arrays".to_owned()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_DEFINITIONS, MOST_REFERENCES};
    use crate::json::ArmTemplate;

    #[test]
    fn a_template_declares_a_limited_number_of_types() {
        let outcome = |count: usize, line: &str| {
            let types: Vec<String> = (0..count).map(|number| format!("{line}{line}\"t{number}\": {{}}")).collect();
            let text = format!(
                "{{{line}\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\
                 {line}\"languageVersion\": \"2.0\",{line}\"contentVersion\": \"1.0.0.0\",{line}\"definitions\": {{{}{line}}},\
                 {line}\"resources\": {{}}{}}}",
                types.join(","),
                &line[..line.len().min(1)],
            );
            ArmTemplate::parse(&text.replace("\n  \n  ", "\n    ")).map(drop)
        };
        // As compilers write it, and on one line.
        for line in ["\n  ", ""] {
            assert_eq!(outcome(2, line), Ok(()), "{line:?}");
            let refused = outcome(MOST_DEFINITIONS + 1, line).expect_err("one too many");
            assert_eq!(refused, "it declares more than 100000 types");
        }
    }

    #[test]
    fn a_limited_number_of_references_follow_each_other() {
        // From the first to the last, and from the last to the first, where the rest of the way is known already.
        let outcome = |count: usize, is_reversed: bool| {
            let mut types: Vec<String> = (0..count)
                .map(|number| format!("\"t{number}\": {{\"$ref\": \"#/definitions/t{}\"}}", number + 1))
                .chain([format!("\"t{count}\": {{\"type\": \"string\"}}")])
                .collect();
            if is_reversed {
                types.reverse();
            }
            let text = format!(
                "{{\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\
                 \"languageVersion\": \"2.0\", \"contentVersion\": \"1.0.0.0\", \"definitions\": {{{}}},\
                 \"resources\": {{}}}}",
                types.join(","),
            );
            ArmTemplate::parse(&text).map(drop)
        };
        for is_reversed in [false, true] {
            assert_eq!(outcome(MOST_REFERENCES, is_reversed), Ok(()), "{is_reversed}");
            let refused = outcome(MOST_REFERENCES + 1, is_reversed).expect_err("one too many");
            assert!(refused.ends_with("from where more than 64 references follow"), "{refused}");
        }
    }
}
