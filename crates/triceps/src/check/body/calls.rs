//! What functions of the language give.

use std::borrow::Cow;

use super::infer::Scope;
use super::inferred::{Bounds, Inferred, Items, Properties, Text};
use crate::expr::Expr;

/// The type of a call of a function of `sys` or `az`.
pub(super) fn result<'t>(scope: Scope<'t, '_>, function: &str, args: &'t [Expr]) -> Inferred<'t> {
    let text = |place: usize| match args.get(place).map(|arg| scope.infer(arg)) {
        Some(Inferred::Text(text)) => Some(text),
        _ => None,
    };
    let int = |place: usize| match args.get(place).map(|arg| scope.infer(arg)) {
        Some(Inferred::Int(bounds)) => bounds.literal(),
        _ => None,
    };
    let count = |place: usize| int(place).map(|count| u64::try_from(count).unwrap_or(0));
    match function {
        "toLower" => text(0).map_or(Inferred::TEXT, |text| folded(text, str::to_lowercase)),
        "toUpper" => text(0).map_or(Inferred::TEXT, |text| folded(text, str::to_uppercase)),
        "trim" => match text(0) {
            Some(Text::Of { length, loose }) => {
                Inferred::Text(Text::Of { length: Bounds { min: None, max: length.max }, loose })
            }
            Some(literal) => folded(literal, |text| text.trim().to_owned()),
            None => Inferred::TEXT,
        },
        "replace" => match (text(0), text(1), text(2)) {
            (Some(Text::Literal(text)), Some(Text::Literal(old)), Some(Text::Literal(new))) if !old.is_empty() => {
                Inferred::Text(Text::Literal(Cow::Owned(text.replace(&*old, &new))))
            }
            _ => Inferred::TEXT,
        },
        "take" => match (text(0), count(1)) {
            (Some(Text::Literal(text)), Some(count)) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                Inferred::Text(Text::Literal(Cow::Owned(text.chars().take(count).collect())))
            }
            (Some(Text::Of { length, loose }), Some(count)) => {
                let min = length.min.unwrap_or(0).min(count);
                let max = length.max.map_or(count, |max| max.min(count));
                Inferred::Text(Text::Of { length: Bounds { min: Some(min), max: Some(max) }, loose })
            }
            _ => Inferred::Any,
        },
        "substring" => Text::sized(Bounds { min: None, max: count(2) }),
        "padLeft" => Text::sized(Bounds { min: count(1), max: None }),
        "uniqueString" => Text::sized(Bounds::exactly(13)),
        "guid" | "newGuid" => Text::sized(Bounds::exactly(36)),
        "json" => text(0).map_or(Inferred::Any, json),
        "string"
        | "join"
        | "format"
        | "base64"
        | "base64ToString"
        | "uri"
        | "uriComponent"
        | "uriComponentToString"
        | "dataUri"
        | "dataUriToString"
        | "dateTimeAdd"
        | "dateTimeFromEpoch"
        | "utcNow"
        | "cidrSubnet"
        | "cidrHost"
        | "resourceId"
        | "subscriptionResourceId"
        | "tenantResourceId"
        | "extensionResourceId"
        | "managementGroupResourceId" => Inferred::TEXT,
        "int" | "indexOf" | "lastIndexOf" | "dateTimeToEpoch" => Inferred::INT,
        "length" => length(scope, args),
        "min" | "max" => match (int(0), int(1), args.len()) {
            (Some(left), Some(right), 2) => {
                let value = if function == "min" { left.min(right) } else { left.max(right) };
                Inferred::Int(Bounds::exactly(value))
            }
            _ => Inferred::INT,
        },
        "bool" | "contains" | "empty" | "startsWith" | "endsWith" => Inferred::BOOL,
        "split" | "objectKeys" | "pickZones" => Inferred::Array(Items::Text),
        "range" => Inferred::Array(Items::Int),
        "map" | "filter" | "sort" | "items" | "flatten" | "array" | "mapValuesToArray" => {
            Inferred::Array(Items::Unknown)
        }
        // What each has, the result has; what one lacks, another may have.
        "union" => match args {
            [] => Inferred::Any,
            args => Inferred::one_of(args.iter().map(|arg| match scope.infer(arg) {
                known @ (Inferred::Object(Properties::Literal(_)) | Inferred::Array(Items::Literal(_))) => known,
                _ => Inferred::Any,
            })),
        },
        "resourceGroup" | "subscription" | "managementGroup" | "tenant" | "deployment" | "environment" | "deployer"
        | "toObject" | "mapValues" | "groupBy" | "parseCidr" | "shallowMerge" => Inferred::Object(Properties::Unknown),
        "first" | "last" => match args.first().map(|arg| scope.infer(arg)) {
            Some(Inferred::Array(Items::Text) | Inferred::Text(_)) => Inferred::TEXT,
            Some(Inferred::Array(Items::Int)) => Inferred::INT,
            _ => Inferred::Any,
        },
        _ => Inferred::Any,
    }
}

/// Whether a function gives the properties of where the deployment goes.
pub(super) fn is_context(function: &str) -> bool {
    matches!(function, "resourceGroup" | "subscription" | "managementGroup" | "tenant" | "deployment")
}

/// A literal with a function applied, or a text with the same bounds.
fn folded(text: Text<'_>, apply: impl FnOnce(&str) -> String) -> Inferred<'_> {
    Inferred::Text(match text {
        Text::Literal(text) => Text::Literal(Cow::Owned(apply(&text))),
        other @ Text::Of { .. } => other,
    })
}

fn json(text: Text<'_>) -> Inferred<'_> {
    let Text::Literal(text) = text else { return Inferred::Any };
    match text.trim() {
        "null" => Inferred::Null,
        "true" => Inferred::Bool(Some(true)),
        "false" => Inferred::Bool(Some(false)),
        number if number.parse::<i64>().is_ok() => {
            number.parse().map_or(Inferred::INT, |n| Inferred::Int(Bounds::exactly(n)))
        }
        quoted => match quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inner) if !inner.contains(['"', '\\']) => Inferred::Text(Text::Literal(Cow::Owned(inner.to_owned()))),
            _ => Inferred::Any,
        },
    }
}

fn length<'t>(scope: Scope<'t, '_>, args: &'t [Expr]) -> Inferred<'t> {
    let bounds = match args.first().map(|arg| scope.infer(arg)) {
        Some(Inferred::Text(text @ Text::Literal(_))) => text.length(),
        Some(Inferred::Array(Items::Literal(array))) if array.spreads.is_empty() => {
            Bounds::exactly(array.items.len() as u64)
        }
        _ => Bounds { min: Some(0), max: None },
    };
    let number = |length: Option<u64>| length.and_then(|length| i64::try_from(length).ok());
    Inferred::Int(Bounds { min: number(bounds.min), max: number(bounds.max) })
}
