//! CPU and memory.

use triceps_diagnostics::codes;
use triceps_middle::DeclId;
use triceps_middle::strings::known;

use super::view::Cx;
use super::words as w;
use crate::check::values::{Form, Value};

const ENVIRONMENT: &str = "Microsoft.App/managedEnvironments";

/// Checks the sums over all containers against the pairs of the Consumption plan.
pub(super) fn check(cx: &mut Cx<'_, '_>, properties: Value) {
    profile(cx, properties);
    let no_profile = cx.lacks(properties, w::WORKLOAD_PROFILE_NAME);
    let consumption = no_profile || cx.text(properties, w::WORKLOAD_PROFILE_NAME).is_some_and(|it| it == "Consumption");
    for template in cx.objects(properties, w::TEMPLATE) {
        for (_, container) in cx.items(template, w::CONTAINERS) {
            for resources in cx.objects(container, w::RESOURCES) {
                memory_unit(cx, resources);
            }
        }
        if consumption {
            sums(cx, properties, template, no_profile);
        }
    }
}

fn memory_unit(cx: &mut Cx<'_, '_>, resources: Value) {
    for (value, memory) in cx.texts(resources, w::MEMORY) {
        if gib(&memory).is_none() {
            cx.report(
                codes::TRI0111,
                value,
                format!("`{memory}` is not an amount of memory in GiB"),
                "write it as `2Gi` or `0.5Gi`",
            );
        }
    }
}

fn gib(memory: &str) -> Option<f64> {
    let number = memory.strip_suffix("Gi")?;
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_plain { number.parse().ok() } else { None }
}

fn sums(cx: &mut Cx<'_, '_>, properties: Value, template: Value, no_profile: bool) {
    let Some((array, items)) = cx.all_items(template, w::CONTAINERS) else { return };
    if items.is_empty() {
        return;
    }
    let (mut cpu, mut memory) = (0.0, 0.0);
    let mut single = array;
    for item in items.iter() {
        let own = cx.values.alternatives(item.value).only().filter(|own| cx.values.form(*own) == Form::Object);
        let Some(resources) = own.and_then(|own| cx.only(own, w::RESOURCES)) else { return };
        if cx.values.form(resources) != Form::Object {
            return;
        }
        let own_cpu = cx.only(resources, w::CPU).and_then(|cpu| cx.values.number(cpu));
        let own_memory = cx.text(resources, w::MEMORY).and_then(|memory| gib(&memory));
        let (Some(own_cpu), Some(own_memory)) = (own_cpu, own_memory) else { return };
        cpu += own_cpu;
        memory += own_memory;
        single = resources;
    }
    if !is_pair(cpu, memory) {
        let (place, message) = if items.len() == 1 {
            (single, format!("{cpu} vCPU and {memory} GiB are not a pair of the Consumption plan"))
        } else {
            (array, format!("{cpu} vCPU and {memory} GiB in all are not a pair of the Consumption plan"))
        };
        cx.report(codes::TRI0110, place, message, suggestion(cpu, memory));
    } else if cpu > 2.0 && no_profile && is_of_the_old_plan(cx, properties) {
        cx.report(
            codes::TRI0112,
            array,
            format!("{cpu} vCPU are more than the 2 of an environment without workload profiles"),
            "add the workload profile `Consumption` to the environment, or take 2 vCPU or less",
        );
    }
}

/// 0.25 to 4 vCPU in steps of 0.25, with twice as many GiB.
fn is_pair(cpu: f64, memory: f64) -> bool {
    let quarters = cpu * 4.0;
    (1.0..=16.0).contains(&quarters) && close(quarters, quarters.round()) && close(memory, cpu * 2.0)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

fn suggestion(cpu: f64, memory: f64) -> String {
    let closest = (cpu * 4.0).ceil().max((memory * 2.0).ceil()) / 4.0;
    if closest <= 4.0 {
        format!("take {closest} vCPU with {} GiB", closest * 2.0)
    } else {
        "the largest is 4 vCPU with 8 GiB; for more, choose a dedicated workload profile".to_owned()
    }
}

/// The environment of the template that an app is in, where that is not there already.
fn environment(cx: &Cx<'_, '_>, properties: Value) -> Option<(DeclId, Value)> {
    let decl = cx.values.read_of(cx.only(properties, w::ENVIRONMENT_ID)?, known::ID)?;
    let resource = cx.middle().decl(decl).as_resource().filter(|own| !own.existing)?;
    if !cx.middle().str(resource.type_name).eq_ignore_ascii_case(ENVIRONMENT) {
        return None;
    }
    Some((decl, Value::of(resource.body)))
}

fn is_of_the_old_plan(cx: &Cx<'_, '_>, properties: Value) -> bool {
    environment(cx, properties)
        .and_then(|(_, body)| cx.objects(body, w::PROPERTIES).only())
        .is_some_and(|own| cx.lacks(own, w::WORKLOAD_PROFILES))
}

/// The profile has to be one of the environment's.
fn profile(cx: &mut Cx<'_, '_>, properties: Value) {
    let names = cx.texts(properties, w::WORKLOAD_PROFILE_NAME);
    if names.is_empty() {
        return;
    }
    let Some((environment, body)) = environment(cx, properties) else { return };
    let Some(own) = cx.objects(body, w::PROPERTIES).only() else { return };
    let Some(profiles) = cx.names(own, w::WORKLOAD_PROFILES) else { return };
    for (value, name) in names {
        if !profiles.contain_in_any_case(&name) {
            let environment = cx.name(environment);
            cx.report(
                codes::TRI0113,
                value,
                format!("`{environment}` has no workload profile `{name}`"),
                "add it to `workloadProfiles` of the environment, or name one that is there",
            );
        }
    }
}
