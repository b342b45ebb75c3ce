//! API versions that are old on the day of the check.

use triceps_diagnostics::codes;
use triceps_infer::{Type, Types, is_version};
use triceps_language::Function;
use triceps_middle::Day;
use triceps_middle::map::Map;
use triceps_middle::order::sort_by;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Callee, DeclId, Expr, ExprId, Origins, Place, VersionAges};
use triceps_types::Index;

use super::super::calls::is_type;
use super::super::same::{fingerprint, same};
use super::Rules;
use crate::check::context::Context;

pub(super) fn check(context: &Context<'_>, types: &Types<'_>, rules: Rules<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    if !rules.has(codes::USE_RECENT_API_VERSIONS) {
        return;
    }
    let Some(ages) = middle.origins().and_then(Origins::version_ages).map(Ages) else { return };
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        if !context.facts.resources.is_azure(middle, id) || middle.foreign(id).is_some() {
            continue;
        }
        if let Some(version) = middle.api_version(id).and_then(|version| Version::parse(middle.str(version)))
            && let Some(fault) = ages.fault(middle.str(resource.type_name), version).filter(|fault| fault.is_known)
        {
            diagnostics.report(codes::USE_RECENT_API_VERSIONS, Place::Version(id), fault.message, fault.help);
        }
    }
    let mut calls = Calls { context, types, names: None };
    for (id, expr) in middle.exprs() {
        let Expr::Call { callee: Callee::Function(Function::Reference) | Callee::List(_), args } = expr else {
            continue;
        };
        if let [target, version, ..] = middle.list(args)
            && let Some(version) = calls.literal(*version).and_then(Version::parse)
            && let Some(name) = calls.type_of(*target)
            && let Some(fault) = ages.fault(&name, version)
        {
            diagnostics.report(codes::USE_RECENT_API_VERSIONS, Place::Expr(id), fault.message, fault.help);
        }
    }
}

/// An API version with a date.
#[derive(Clone, Copy, Debug)]
struct Version<'v> {
    text: &'v str,
    day: Day,
}

impl<'v> Version<'v> {
    fn parse(text: &'v str) -> Option<Self> {
        is_version(text).then_some(())?;
        Some(Self { text, day: Day::parse(&text[..10])? })
    }

    fn is_preview(self) -> bool {
        self.text.len() > 10
    }

    fn is(self, other: Version<'_>) -> bool {
        self.text.eq_ignore_ascii_case(other.text)
    }
}

/// What is wrong with a version.
struct Fault {
    /// Whether the type and the version are known.
    is_known: bool,
    message: String,
    help: String,
}

/// Which versions are recommended.
#[derive(Clone, Copy)]
struct Ages(VersionAges);

impl Ages {
    fn age(self, version: Version<'_>) -> i32 {
        self.0.today.days_since(version.day)
    }

    fn is_recent(self, version: Version<'_>) -> bool {
        self.age(version) <= self.0.most
    }

    /// Whether a version is too new to be recommended.
    fn is_new(self, version: Version<'_>) -> bool {
        self.0.grace > 0 && self.age(version) < self.0.grace
    }

    /// What is wrong with a version of a resource type, if anything is.
    fn fault(self, name: &str, version: Version<'_>) -> Option<Fault> {
        let Some(known) = Index::builtin().versioned_type(name) else {
            let message = format!("the resource type `{name}` is not known");
            return Some(Fault { is_known: false, message, help: "correct the type".to_owned() });
        };
        let all: Vec<Version<'_>> = known.versions().filter_map(|version| Version::parse(version.as_str())).collect();
        let acceptable = self.acceptable(&all);
        if acceptable.iter().any(|other| other.is(version)) {
            return None;
        }
        let names: Vec<&str> = acceptable.iter().map(|version| version.text).collect();
        let help = format!("use {}", triceps_infer::listed(names));
        if !all.iter().any(|other| other.is(version)) {
            let message = format!("the resource type `{name}` has no version `{}`", version.text);
            return Some(Fault { is_known: false, message, help });
        }
        if self.is_new(version) {
            return None;
        }
        let stable = all.iter().filter(|version| !version.is_preview()).map(|version| version.day).max();
        let message = if version.is_preview() && self.is_recent(version) && stable >= Some(version.day) {
            format!("`{name}` has a stable version that is not older than the preview `{}`", version.text)
        } else {
            let (age, most) = (self.age(version), self.0.most);
            format!("the version `{}` of `{name}` is {age} days old; {most} days are recent", version.text)
        };
        Some(Fault { is_known: true, message, help })
    }

    /// The versions that are recommended, the newest first: recent ones, or the newest where none is.
    fn acceptable<'v>(self, all: &[Version<'v>]) -> Vec<Version<'v>> {
        let mut candidates: Vec<Version<'v>> = all.iter().copied().filter(|version| !self.is_new(*version)).collect();
        if candidates.is_empty() {
            candidates = all.to_vec();
        }
        let (previews, stable): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|version| version.is_preview());
        let newest = |list: &[Version<'v>]| -> Vec<Version<'v>> {
            let day = list.iter().map(|version| version.day).max();
            list.iter().copied().filter(|version| Some(version.day) == day).collect()
        };
        let recent = |list: &[Version<'v>]| -> Vec<Version<'v>> {
            list.iter().copied().filter(|version| self.is_recent(*version)).collect()
        };
        let mut acceptable = recent(&stable);
        if acceptable.is_empty() {
            acceptable = newest(&stable);
        }
        match stable.iter().map(|version| version.day).max() {
            Some(day) => acceptable.extend(recent(&previews).into_iter().filter(|version| version.day > day)),
            None => acceptable.extend(recent(&previews)),
        }
        if acceptable.is_empty() {
            acceptable = newest(&previews);
        }
        sort_by(&mut acceptable, |a, b| b.day.cmp(&a.day).then(a.text.cmp(b.text)));
        acceptable
    }
}

/// What calls that read a resource are about.
struct Calls<'c, 'm> {
    context: &'c Context<'m>,
    types: &'c Types<'m>,
    /// The first resource of each name.
    names: Option<Names<'c>>,
}

/// The first resource of each name: by its value, and by how it is written.
type Names<'c> = (Map<&'c str, DeclId>, Map<u64, DeclId>);

impl<'c> Calls<'c, '_> {
    fn literal(&self, expr: ExprId) -> Option<&'c str> {
        match self.types.get(self.types.of(expr)) {
            Type::StringLiteral(text, _) => Some(self.types.str(text)),
            _ => None,
        }
    }

    /// The resource type that the first argument of a call leads to.
    fn type_of(&mut self, target: ExprId) -> Option<String> {
        let named = self.of_id_call(target).or_else(|| {
            let literal = self.literal(target).filter(|text| is_type(text));
            literal.map(str::to_owned).or_else(|| self.of_symbol(target)).or_else(|| self.of_name(target))
        });
        named.map(|path| shortest(&path))
    }

    /// `resourceId(.., 'Microsoft.Web/sites', 'slots')`
    fn of_id_call(&self, target: ExprId) -> Option<String> {
        let (Function::ResourceId, args) = self.context.middle.builtin_call(target)? else { return None };
        let mut literals = args.iter().map(|arg| self.literal(*arg));
        let first = literals.by_ref().flatten().map(|text| text.trim_end_matches('/')).find(|text| is_type(text))?;
        let rest = literals.map_while(|literal| literal);
        Some(rest.fold(first.to_owned(), |path, segment| path + "/" + segment))
    }

    /// `resource.id`
    fn of_symbol(&self, target: ExprId) -> Option<String> {
        let middle = self.context.middle;
        let Expr::Property { base, .. } = middle.expr(target) else { return None };
        let Expr::Decl(decl) = middle.expr(base) else { return None };
        self.type_name(decl)
    }

    /// The name of a resource of the file.
    fn of_name(&mut self, target: ExprId) -> Option<String> {
        let middle = self.context.middle;
        let names = self.names.take().unwrap_or_else(|| self.all_names());
        let by_value = self.literal(target).and_then(|value| names.0.get(&value).copied());
        let alike = names.1.get(&fingerprint(middle, target)).copied();
        let alike = alike.filter(|id| middle.name_of(*id).is_some_and(|name| same(middle, name, target)));
        self.names = Some(names);
        by_value.into_iter().chain(alike).min().and_then(|id| self.type_name(id))
    }

    fn all_names(&self) -> Names<'c> {
        let middle = self.context.middle;
        let (mut by_value, mut alike) = (Map::new(), Map::new());
        for (id, decl) in middle.decls() {
            let Some(name) = decl.as_resource().and_then(|_| middle.name_of(id)) else { continue };
            if let Some(value) = self.literal(name) {
                by_value.or_insert_with(value, || id);
            }
            alike.or_insert_with(fingerprint(middle, name), || id);
        }
        (by_value, alike)
    }

    fn type_name(&self, decl: DeclId) -> Option<String> {
        let middle = self.context.middle;
        middle.decl(decl).as_resource().map(|resource| middle.str(resource.type_name).to_owned())
    }
}

/// The type at the start of a path that also has names of resources in it.
fn shortest(path: &str) -> String {
    let mut rest = path;
    let mut shortest = rest;
    while is_type(rest) {
        if Index::builtin().versioned_type(rest).is_some() {
            return rest.to_owned();
        }
        shortest = rest;
        rest = rest.rsplit_once('/').map_or("", |(before, _)| before);
    }
    shortest.to_owned()
}
