//! Secrets in container apps and jobs: what everyone who may read the app sees.

use triceps_diagnostics::codes;
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Expr, Key, Place, Resource};

use super::leak::Leaks;
use crate::check::values::{Form, Name, Value};

/// A way through objects and arrays; `*` stands for every item.
type Way = &'static [&'static str];

/// A way to something that is not for secrets, what is wrong there, and what to write instead.
type Sink = (Way, &'static str, Words);

/// What to write instead in a model, and in a text.
type Words = (&'static str, &'static str);

/// The same words for a model and a text.
const fn both(help: &'static str) -> Words {
    (help, help)
}

/// The parts of an app or job that everyone sees, with what in them is not for secrets.
const SINKS: &[(Way, &[Sink])] = &[
    (
        &["properties", "template"],
        &[
            (
                &["*containers", "*", "env", "*"],
                "the value of an environment variable holds a secret",
                (
                    "add it with `.secret(Secret::value(..))` and refer to it with `.env_secret(..)`",
                    "add it to `secrets` of the app, and refer to it with `secretRef`",
                ),
            ),
            (
                &["*containers", "*", "args"],
                "the arguments of the container hold a secret",
                both("give it to the container as an environment variable with a `secretRef`"),
            ),
            (
                &["*containers", "*", "command"],
                "the command of the container holds a secret",
                both("give it to the container as an environment variable with a `secretRef`"),
            ),
            (
                &["*containers", "*", "image"],
                "the name of the image holds a secret",
                both("pull with an identity, or with a `passwordSecretRef` of the registry"),
            ),
            (
                &["*containers", "*", "probes", "*", "httpGet"],
                "a probe holds a secret",
                both("probe a path that needs no secret"),
            ),
            (
                &["scale", "rules", "*", "*kind", "metadata"],
                "the metadata of a scale rule hold a secret",
                both("refer to a secret of the app in `auth` of the rule"),
            ),
        ],
    ),
    (
        &["properties", "configuration", "eventTriggerConfig"],
        &[(
            &["scale", "rules", "*", "metadata"],
            "the metadata of a scale rule hold a secret",
            both("refer to a secret of the job in `auth` of the rule"),
        )],
    ),
];

pub(super) fn check(leaks: &Leaks<'_, '_>, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = leaks.values().middle();
    let type_name = middle.str(resource.type_name);
    if !["Microsoft.App/containerApps", "Microsoft.App/jobs"].iter().any(|own| own.eq_ignore_ascii_case(type_name)) {
        return;
    }
    let body = Value::of(resource.body);
    let mut search = Search { leaks, diagnostics, seen: Set::new() };
    for (way, sinks) in SINKS {
        let mut seen = Vec::new();
        search.parts(body, way, &mut seen);
        for (way, message, help) in *sinks {
            seen.iter().for_each(|part| search.follow(*part, way, message, *help));
        }
    }
}

struct Search<'c, 'l, 'm> {
    leaks: &'c Leaks<'l, 'm>,
    diagnostics: &'c mut RawDiagnostics,
    /// Places that are reported already: what is not known would be for each way.
    seen: Set<(Place, &'static str)>,
}

impl Search<'_, '_, '_> {
    /// Finds what of an app holds a secret and is seen by everyone. What is not known on the way there may be
    /// something else.
    fn parts(&self, value: Value, way: &[&'static str], found: &mut Vec<Value>) {
        if !self.leaks.value(value) {
            return;
        }
        let [first, rest @ ..] = way else { return found.push(value) };
        let values = self.leaks.values();
        for alternative in values.alternatives(value) {
            if values.form(alternative) == Form::Object {
                let slot = values.slot(alternative, Name { id: values.middle().find_str(first), text: first });
                slot.values.iter().for_each(|value| self.parts(value, rest, found));
            }
        }
    }

    fn follow(&mut self, value: Value, way: &[&'static str], message: &'static str, help: Words) {
        let values = self.leaks.values();
        let [first, rest @ ..] = way else {
            if self.leaks.value(value) {
                self.report(value, message, help);
            }
            return;
        };
        if !self.leaks.value(value) {
            return;
        }
        for alternative in values.alternatives(value) {
            match (values.form(alternative), *first) {
                (Form::Array, "*") => {
                    let items = values.items(alternative);
                    for item in items.iter() {
                        self.follow(item.value, rest, message, help);
                    }
                    for unknown in items.rest() {
                        if self.leaks.value(*unknown) {
                            self.unknown(alternative);
                        }
                    }
                }
                (Form::Object, "*containers") => {
                    self.property(alternative, "containers", rest, message, help);
                    self.property(alternative, "initContainers", rest, message, help);
                }
                (Form::Object, "*kind") => {
                    for kind in ["http", "tcp", "custom", "azureQueue"] {
                        self.property(alternative, kind, rest, message, help);
                    }
                }
                (Form::Object, name) => self.property(alternative, name, rest, message, help),
                // Nothing is known of it but that a secret is in it.
                (Form::Other, _) if self.leaks.value(alternative) => self.unknown(alternative),
                _ => {}
            }
        }
    }

    fn property(&mut self, object: Value, name: &str, way: &[&'static str], message: &'static str, help: Words) {
        let values = self.leaks.values();
        let slot = values.slot(object, Name { id: values.middle().find_str(name), text: name });
        for value in slot.values.iter() {
            self.follow(value, way, message, help);
        }
        if slot.open {
            self.unknown_part(object);
        }
    }

    /// What is spread into an object and not known may have the property too.
    fn unknown_part(&mut self, object: Value) {
        let values = self.leaks.values();
        let Some((expr, _)) = values.expr(object) else { return };
        let middle = values.middle();
        let parts: Vec<Value> = match middle.expr(expr) {
            Expr::Object(run) => middle
                .entries(run)
                .iter()
                .filter(|entry| entry.key == Key::Spread)
                .map(|entry| object.part(entry.value))
                .collect(),
            Expr::Call { args, .. } => middle.list(args).iter().map(|arg| object.part(*arg)).collect(),
            _ => return,
        };
        for part in parts {
            for own in values.alternatives(part) {
                if values.form(own) == Form::Other && self.leaks.value(own) {
                    self.unknown(own);
                }
            }
        }
    }

    fn unknown(&mut self, value: Value) {
        self.report(
            value,
            "this value holds a secret, but it is not known where in the containers or scale rules it ends up",
            both("write the object out, so that the check sees that the secret ends up in `secrets`"),
        );
    }

    fn report(&mut self, value: Value, message: &'static str, help: Words) {
        let place = value.place();
        if self.seen.insert((place, message)) {
            self.diagnostics.report(codes::TRI0002, place, message, help);
        }
    }
}
