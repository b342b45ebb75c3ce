//! The test that sets every property of every model.
//!
//! Every object is made in full where it is needed first and with what it requires elsewhere, so
//! that recursive types end. Models whose objects have variants are made once for each.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use triceps_types::Index;

use super::nested::constants;
use super::writer::{WIDTH, import};
use crate::samples::{Sample, Samples};
use crate::shape::{Constructor, Field, Model, NameRule, Record, Type};

const HEAD: &str = "//! Every generated model with every property set: emitted, and checked without a diagnostic.

use triceps::Template;

";

/// What the tests call.
const ACCEPT: &str = r#"
/// Checks and emits a template that has one resource of this type.
#[track_caller]
#[allow(dead_code, reason = "without features no type has use for it")]
fn accept(template: Template, type_name: &str) {
    let checked = template.check().unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    assert!(checked.to_bicep().contains(type_name));
    assert!(checked.to_arm_string().contains(type_name));
}
"#;

/// A file of tests with more lines than this is parted.
const LINES: usize = 1_000;

/// What a statement may use, and how it comes to be.
const INPUTS: [(&str, &str); 6] = [
    ("&location", "let location = t.param(Param::string(\"location\"));"),
    ("&text", "let text = t.param(Param::string(\"text\"));"),
    ("&id", "let id = t.param(Param::string(\"id\"));"),
    ("&secret)", "let secret = t.param(Param::secure_string(\"secret\"));"),
    ("&secret_object)", "let secret_object = t.param(Param::secure_object(\"secretObject\"));"),
    ("&secret,", "let secret = t.param(Param::secure_string(\"secret\"));"),
];

/// The `main.rs` and a file for each provider, or for each type where that would be too long.
pub(crate) fn tests(models: &[Model], samples: &Samples, command: &str) -> Vec<(String, String)> {
    let mut models: Vec<&Model> = models.iter().collect();
    models.sort_by_key(|model| (&model.provider, model.feature.is_some()));
    let has_both = |provider: &str| {
        let of_provider = || models.iter().filter(|model| model.provider == provider);
        of_provider().any(|model| model.feature.is_none()) && of_provider().any(|model| model.feature.is_some())
    };
    let mut files = Vec::new();
    for of_provider in models.chunk_by(|a, b| (&a.provider, &a.feature) == (&b.provider, &b.feature)) {
        let Model { provider, feature, .. } = of_provider[0];
        let suffix = if feature.is_some() && has_both(provider) { "_further" } else { "" };
        let gate = super::gate(feature.as_deref());
        let whole = file(of_provider, samples, command);
        if whole.lines().count() <= LINES {
            files.push((format!("{provider}{suffix}"), gate, whole));
        } else {
            let of_one = |model: &&Model| {
                let text = file(std::slice::from_ref(model), samples, command);
                (format!("{provider}_{}", model.module), gate.clone(), text)
            };
            files.extend(of_provider.iter().map(of_one));
        }
    }
    files.sort();
    let mut main = format!("{}{HEAD}", super::banner(command));
    for (name, gate, _) in &files {
        let _ = writeln!(main, "{gate}mod {name};");
    }
    main.push_str(ACCEPT);
    let files = files.into_iter().map(|(name, _, text)| (format!("{name}.rs"), text));
    std::iter::once(("main.rs".to_owned(), main)).chain(files).collect()
}

/// The tests of some models of one provider.
fn file(models: &[&Model], samples: &Samples, command: &str) -> String {
    let whole = [Sample::new()];
    let mut tests = String::new();
    for model in models {
        let samples = match samples.of(model) {
            [] => &whole[..],
            samples => samples,
        };
        for variant in 0..variants(model).max(samples.len()) {
            let suffix = if variant == 0 { String::new() } else { format!("_{variant}") };
            let lines = Program::new(model, variant, &samples[variant % samples.len()]).write();
            let _ = write!(tests, "\n#[test]\nfn {}{suffix}() {{\n", model.module);
            for line in lines {
                let _ = writeln!(tests, "{line}");
            }
            tests.push_str("}\n");
        }
    }
    let imports = ["Any", "Array", "Extension", "Object", "Param", "Raw", "Template", "object"];
    let used = |name: &&str| {
        tests.contains(&format!("{name}::"))
            || tests.contains(&format!("{name}!"))
            || tests.contains(&format!("<{name}>"))
    };
    let used: Vec<&str> = imports.into_iter().filter(used).collect();
    let namespace = models[0].type_name.split('/').next().unwrap_or_default();
    let doc = format!("//! Types of `{namespace}`.\n\n");
    format!("{}{doc}{}\nuse super::accept;\n{tests}", super::banner(command), import("use triceps", &used))
}

/// How many variants its objects have at most.
fn variants(model: &Model) -> usize {
    let records = std::iter::once(&model.record).chain(&model.records);
    records.map(|record| record.constructors.len()).max().unwrap_or(1)
}

/// One template of a model.
struct Program<'m> {
    model: &'m Model,
    variant: usize,
    sample: &'m Sample,
    lines: Vec<String>,
    complete: BTreeSet<usize>,
    next: usize,
}

impl<'m> Program<'m> {
    fn new(model: &'m Model, variant: usize, sample: &'m Sample) -> Self {
        Self { model, variant, sample, lines: Vec::new(), complete: BTreeSet::new(), next: 0 }
    }

    fn write(mut self) -> Vec<String> {
        let Model { rust_name, type_name, scopes, provider, module, .. } = self.model;
        let parent = if matches!(self.model.name, NameRule::Absent(_)) { None } else { self.parents() };
        let constructor = self.chosen(&self.model.record);
        let mut args = Vec::new();
        if matches!(self.model.name, NameRule::Chosen(_)) {
            args.push("&text".to_owned());
        }
        args.extend(self.arguments(&self.model.record, constructor, true));
        self.call("resource", &format!("m::{rust_name}::{}", constructor.name), &args);
        self.setters("resource", &self.model.record, constructor);
        if let Some(identity) = &self.model.identity {
            let kind = self.value(&identity.kind, false);
            self.lines.push("let resource = resource.identity(&id).system_identity();".to_owned());
            self.lines.push(format!("let resource = resource.identity_type({kind});"));
        }
        if let Some(parent) = &parent {
            self.lines.push(format!("let resource = resource.parent({parent});"));
        } else if scopes == "resource" {
            let target = "Microsoft.Storage/storageAccounts@2023-05-01";
            self.lines.push(format!("let target = Raw::existing(\"{target}\", object! {{ name: &text }});"));
            self.lines.push("let target = t.add(\"target\", target);".to_owned());
            self.lines.push("let resource = resource.scope(target);".to_owned());
        }
        if self.model.getters.is_empty() {
            self.lines.push("t.add(\"resource\", resource);".to_owned());
        } else {
            self.lines.push("let resource = t.add(\"resource\", resource);".to_owned());
            self.lines.push("let reads = Array::new();".to_owned());
            // A secret that is read may not come out.
            for getter in self.model.getters.iter().filter(|getter| !self.model.holds_secret(&getter.kind)) {
                self.lines.push(format!("let reads = reads.push(resource.{}());", getter.method));
            }
            self.lines.push("t.output_as::<Vec<Any>>(\"reads\", reads);".to_owned());
        }
        self.lines.push(format!("accept(t, \"{type_name}\");"));

        let scope = ["resourceGroup", "subscription", "managementGroup", "tenant"];
        let scope = scope.into_iter().find(|scope| scopes.split(", ").any(|own| own == *scope));
        let scope = crate::naming::snake(scope.unwrap_or("resourceGroup"));
        let mut head = vec![format!("use triceps::{provider}::{module} as m;"), String::new()];
        head.push(format!("let mut t = Template::for_{scope}();"));
        if matches!(self.model.name, NameRule::Absent(_)) {
            head.push("t.extension(Extension::microsoft_graph());".to_owned());
        }
        let mut seen = BTreeSet::new();
        for (use_type, declaration) in INPUTS {
            if self.lines.iter().any(|line| contains_word(line, use_type)) && seen.insert(declaration) {
                head.push(declaration.to_owned());
            }
        }
        head.into_iter().chain(self.lines).flat_map(|line| laid_out(&line)).collect()
    }

    /// Existing resources for the parents, outermost first. Gives the variable of the innermost.
    fn parents(&mut self) -> Option<String> {
        let parent = self.model.parent.clone()?;
        let (namespace, segments) = parent.split_once('/')?;
        let mut name = namespace.to_owned();
        let mut outer: Option<String> = None;
        for (depth, segment) in segments.split('/').enumerate() {
            name = format!("{name}/{segment}");
            let versioned = Index::builtin().versioned_type(&name)?;
            let same = versioned.version(&self.model.version).or_else(|| versioned.newest_stable());
            let version = same.or_else(|| versioned.newest())?.version();
            let variable = format!("parent{}", depth + 1);
            let inside = outer.map(|outer| format!("parent: {outer}, ")).unwrap_or_default();
            let fixed = ["blobServices", "fileServices", "queueServices"].contains(&segment);
            let own = if fixed { "\"default\"" } else { "&text" };
            self.lines.push(format!("let body = object! {{ {inside}name: {own} }};"));
            self.lines.push(format!("let {variable} = Raw::existing(\"{name}@{version}\", body);"));
            self.lines.push(format!("let {variable} = t.add(\"{variable}\", {variable});"));
            outer = Some(variable);
        }
        outer
    }

    fn chosen(&self, record: &'m Record) -> &'m Constructor {
        &record.constructors[self.variant.min(record.constructors.len() - 1)]
    }

    /// Sets what the variant has besides what it requires.
    fn setters(&mut self, variable: &str, record: &'m Record, constructor: &Constructor) {
        for (at, field) in record.fields.iter().enumerate() {
            let is_of_variant = field.only_in.is_empty()
                || constructor.variant.as_ref().is_some_and(|value| field.only_in.contains(value));
            if is_of_variant && !constructor.arguments.contains(&at) && !self.sample.leaves_out(record, field) {
                let value = self.field(record, field, true);
                self.lines.push(format!("let {variable} = {variable}.{}({value});", field.method));
            }
        }
    }

    fn arguments(&mut self, record: &'m Record, constructor: &Constructor, full: bool) -> Vec<String> {
        constructor.arguments.iter().map(|at| self.field(record, &record.fields[*at], full)).collect()
    }

    fn field(&mut self, record: &Record, field: &'m Field, full: bool) -> String {
        if let Some(value) = self.sample.value(record, field) {
            return value.to_owned();
        }
        match field.kind {
            Type::Text(_) if field.path == ["location"] => "&location".to_owned(),
            _ => self.value(&field.kind, full),
        }
    }

    /// An expression of this type. Objects become variables of their own before it.
    fn value(&mut self, kind: &'m Type, full: bool) -> String {
        match kind {
            Type::Any => "\"any\"".to_owned(),
            Type::Bool => "true".to_owned(),
            Type::Int { min, max } => {
                let value = min.unwrap_or(1).max(1);
                max.map_or(value, |max| value.min(max)).to_string()
            }
            Type::Number => "0.5".to_owned(),
            Type::Text(_) => "&text".to_owned(),
            Type::Secret | Type::SecretOrPlain => "&secret".to_owned(),
            Type::SecretObject => "&secret_object".to_owned(),
            Type::ResourceId => "&id".to_owned(),
            Type::Enum(at) => {
                let item = &self.model.enums[*at];
                let constant = constants(item).into_iter().next().map(|(constant, _)| constant).unwrap_or_default();
                format!("m::{}::{constant}", item.rust_name)
            }
            Type::Record(at) | Type::Reference(at) => self.object(*at, full),
            Type::Keyed(_, inner) => self.value(inner, full),
            Type::Map(value) => {
                let value = self.value(value, full);
                format!("Object::new().set(\"key\", {value})")
            }
            Type::Object => "Object::new()".to_owned(),
            Type::List(item) => format!("[{}]", self.value(item, full)),
        }
    }

    fn object(&mut self, at: usize, full: bool) -> String {
        let record = &self.model.records[at];
        let constructor = self.chosen(record);
        let full = full && self.complete.insert(at);
        let args = self.arguments(record, constructor, full);
        self.next += 1;
        let variable = format!("v{}", self.next);
        self.call(&variable, &format!("m::{}::{}", record.rust_name, constructor.name), &args);
        if full {
            self.setters(&variable, record, constructor);
        }
        variable
    }

    fn call(&mut self, variable: &str, function: &str, args: &[String]) {
        self.lines.push(format!("let {variable} = {function}({});", args.join(", ")));
    }
}

/// `&id` is not mentioned by `&identity`.
fn contains_word(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        name.ends_with([',', ')'])
            || !line[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
    })
}

/// A statement in its place; a call that is too long has its arguments one to a line.
fn laid_out(line: &str) -> Vec<String> {
    if line.is_empty() {
        return vec![String::new()];
    }
    if line.len() + 4 <= WIDTH {
        return vec![format!("    {line}")];
    }
    if let Some((variable, value)) = line.split_once(" = ").filter(|(_, value)| value.len() + 8 <= WIDTH) {
        return vec![format!("    {variable} ="), format!("        {value}")];
    }
    let call = line.strip_suffix(");").and_then(|line| line.split_once('('));
    let Some((function, args)) = call else { return vec![format!("    {line}")] };
    let mut lines = vec![format!("    {function}(")];
    lines.extend(args.split(", ").map(|arg| format!("        {arg},")));
    lines.push("    );".to_owned());
    lines
}
