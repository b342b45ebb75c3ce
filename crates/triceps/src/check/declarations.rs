//! Names of declarations, their decorators, and what belongs together in one of them.

use super::about;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::template::{Decl, DeclKind, Template};

/// The longest name of a symbol.
const MAX_IDENTIFIER: usize = 255;

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    unique(template, findings);
    for decl in &template.decls {
        identifier(decl, findings);
        decorators(decl, findings);
        container(template, decl, findings);
    }
    files(template, findings);
}

fn identifier(decl: &Decl, findings: &mut Diagnostics) {
    let name = &*decl.name;
    let mut chars = name.chars();
    let valid = chars.next().is_some_and(|c| c == '_' || c.is_ascii_alphabetic())
        && chars.all(|c| c == '_' || c.is_ascii_alphanumeric());
    if !valid {
        let message = format!("`{name}` is no name of Bicep");
        let help = "a name starts with a letter or `_` and goes on with letters, digits and `_`, all ASCII";
        findings.push(about("BCP015", Severity::Error, decl, message).with_help(help));
    } else if name.len() > MAX_IDENTIFIER {
        let message = format!("a name has at most {MAX_IDENTIFIER} characters, this one has {}", name.len());
        findings.push(about("BCP024", Severity::Error, decl, message).with_help("choose a shorter name"));
    } else if matches!(name, "true" | "false" | "null") {
        let message = format!("`{name}` is a literal and cannot be a name");
        findings.push(about("BCP028", Severity::Error, decl, message).with_help("choose another name"));
    } else if matches!(name, "az" | "sys" | "this")
        && !matches!(decl.kind, DeclKind::Metadata(_) | DeclKind::Output { .. })
    {
        let message = format!("`{name}` is the name of a namespace");
        findings.push(about("BCP084", Severity::Error, decl, message).with_help("choose another name"));
    } else if name.eq_ignore_ascii_case("copy") && matches!(decl.kind, DeclKind::Var { .. }) {
        findings.push(
            about("BCP239", Severity::Error, decl, "`copy` is reserved among variables")
                .with_help("choose another name"),
        );
    } else if name.starts_with('_') && matches!(decl.kind, DeclKind::Metadata(_)) {
        findings.push(
            about("BCP268", Severity::Error, decl, "metadata that starts with `_` is reserved")
                .with_help("choose a name without the underscore"),
        );
    }
}

/// Which declarations must differ in name: symbols, outputs and metadata each among themselves.
fn space(decl: &Decl) -> u8 {
    match decl.kind {
        DeclKind::Metadata(_) => 0,
        DeclKind::Output { .. } => 1,
        _ => 2,
    }
}

/// Finds names that are declared twice, or that differ in the case of letters only.
fn unique(template: &Template, findings: &mut Diagnostics) {
    // Equal names have equal hashes, so only neighbours in the order of the hashes are compared.
    let mut hashes: Vec<(u64, usize)> =
        template.decls.iter().enumerate().map(|(index, decl)| (folded_hash(&decl.name), index)).collect();
    hashes.sort_unstable();
    for alike in hashes.chunk_by(|(a, _), (b, _)| a == b).filter(|alike| alike.len() > 1) {
        for (position, (_, index)) in alike.iter().enumerate() {
            let before = alike[..position].iter().map(|(_, index)| &template.decls[*index]);
            clash(&template.decls[*index], before, findings);
        }
    }
}

/// A hash that does not see the case of ASCII letters.
fn folded_hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

fn clash<'a>(decl: &Decl, before: impl Iterator<Item = &'a Decl> + Clone, findings: &mut Diagnostics) {
    let mut beside = before.filter(|other| space(other) == space(decl) && other.container() == decl.container());
    if beside.clone().any(|other| other.name == decl.name) {
        let message = format!("the name `{}` is declared twice", decl.name);
        findings.push(about("BCP028", Severity::Error, decl, message).with_help("rename one of the two"));
    } else if let Some(other) =
        beside.find(|other| same_section(other, decl) && other.name.eq_ignore_ascii_case(&decl.name))
    {
        let message = format!("`{}` and `{}` differ in the case of letters only", other.name, decl.name);
        let help = "names in a template are compared without case; rename one of the two";
        findings.push(about("BCP353", Severity::Error, decl, message).with_help(help));
    }
}

/// Whether two declarations are written to the same section of the JSON, where case does not count.
fn same_section(a: &Decl, b: &Decl) -> bool {
    std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        && !matches!(a.kind, DeclKind::Resource(_) | DeclKind::Module(_) | DeclKind::Metadata(_))
}

fn decorators(decl: &Decl, findings: &mut Diagnostics) {
    let list = &decl.decorators.0;
    for (index, decorator) in list.iter().enumerate() {
        let name = &*decorator.name;
        if list[..index].iter().any(|other| other.name == name) {
            let message = format!("`@{name}` is given twice");
            findings.push(about("BCP166", Severity::Error, decl, message).with_help("keep one of the two"));
        }
        if name == "nullIfNotFound" && decl.as_resource().is_some_and(|resource| !resource.existing) {
            let message = "`@nullIfNotFound` belongs to a resource that exists already";
            findings.push(about("BCP445", Severity::Error, decl, message).with_help("leave it out"));
        }
        let fits = match name {
            "metadata" => matches!(decl.kind, DeclKind::Param { .. } | DeclKind::Output { .. } | DeclKind::Type(_)),
            "allowed" => matches!(decl.kind, DeclKind::Param { .. }),
            "secure" | "minLength" | "maxLength" | "minValue" | "maxValue" | "discriminator" | "sealed" => {
                matches!(decl.kind, DeclKind::Param { .. } | DeclKind::Output { .. } | DeclKind::Type(_))
            }
            "export" => matches!(decl.kind, DeclKind::Var { .. } | DeclKind::Type(_) | DeclKind::Func { .. }),
            "batchSize" => decl.header().is_some(),
            "retryOn" | "onlyIfNotExists" => decl.as_resource().is_some_and(|resource| !resource.existing),
            "nullIfNotFound" => decl.as_resource().is_some(),
            _ => true,
        };
        if !fits {
            let message = format!("`@{name}` does not belong here");
            let help = match name {
                "batchSize" => "it belongs to a resource or module added with `add_each`",
                _ => "leave it out",
            };
            findings.push(about("BCP125", Severity::Error, decl, message).with_help(help));
        }
    }
    if decl.decorators.argument("batchSize").and_then(crate::Expr::as_int).is_some_and(|size| size < 1) {
        findings
            .push(about("BCP154", Severity::Error, decl, "a batch has at least one item").with_help("give 1 or more"));
    }
    bounds(decl, ["minLength", "maxLength"], findings);
    bounds(decl, ["minValue", "maxValue"], findings);
}

fn bounds(decl: &Decl, [least, most]: [&str; 2], findings: &mut Diagnostics) {
    let bound = |name| decl.decorators.argument(name).and_then(crate::Expr::as_int);
    if let (Some(low), Some(high)) = (bound(least), bound(most))
        && low > high
    {
        let message = format!("`@{least}({low})` is above `@{most}({high})`");
        findings.push(about("TRI0003", Severity::Error, decl, message).with_help("swap the two bounds"));
    }
}

fn container(template: &Template, decl: &Decl, findings: &mut Diagnostics) {
    let Some(container) = decl.container() else { return };
    let Some(parent) = template.decl(container) else {
        return findings.push(
            about("TRI0001", Severity::Error, decl, "the resource it is nested in belongs to another template")
                .with_help("give the handle that this template's `add` returned"),
        );
    };
    if parent.header().is_some() {
        findings.push(
            about("BCP160", Severity::Error, decl, "a resource cannot be nested in a looped one")
                .with_help("add it with `add_each` and `.parent(collection.at(index))`"),
        );
    }
}

fn files(template: &Template, findings: &mut Diagnostics) {
    for (index, file) in template.files.iter().enumerate() {
        let path = format!("files['{}']", file.path);
        let segments_fit = file.path.split('/').all(|segment| !segment.is_empty() && segment != ".");
        if !segments_fit || file.path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
            let message = format!("`{}` is no path of a module", file.path);
            findings.push(Diagnostic::new("BCP051", Severity::Error, path.clone(), message).with_help(
                "give a path relative to this template's file with `/` between folders: `modules/registry.bicep`",
            ));
        } else if !file.path.ends_with(".bicep") {
            let message = format!("`{}` does not end in `.bicep`", file.path);
            findings.push(
                Diagnostic::new("TRI0004", Severity::Error, path.clone(), message).with_help("add the extension"),
            );
        }
        let twice = template.files[..index].iter().any(|other| other.path == file.path);
        if twice {
            let message = format!("two module files are called `{}`", file.path);
            findings.push(Diagnostic::new("TRI0005", Severity::Error, path, message).with_help(
                "add the file once and use its handle for every module, or give the other one another path",
            ));
        }
    }
}
