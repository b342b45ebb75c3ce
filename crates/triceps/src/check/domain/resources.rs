//! CPU and memory.

use super::app::containers;
use super::view::{Cx, Rule, error, number, symbol_of, warning};
use crate::check::Path;
use crate::expr::Object;

const PAIR: Rule = error("TRI0110");
const MEMORY_UNIT: Rule = warning("TRI0111");
const OLD_PLAN: Rule = warning("TRI0112");
const PROFILE: Rule = warning("TRI0113");

const ENVIRONMENT: &str = "Microsoft.App/managedEnvironments";

/// Checks the sums over all containers against the pairs of the Consumption plan.
pub(super) fn check<'a>(cx: &mut Cx<'a>, properties: &'a Object, path: &Path<'_>) {
    profile(cx, properties, path);
    let profile = cx.get(properties, "workloadProfileName");
    let consumption = match profile {
        None => cx.lacks(properties, "workloadProfileName"),
        Some(name) => name.as_str() == Some("Consumption"),
    };
    let path = &path.name("template");
    let Some(array) = cx.object(properties, "template").and_then(|template| containers(cx, template)) else { return };
    let containers_path = path.name("containers");
    let (mut cpu, mut memory, mut known) = (0.0, 0.0, !array.items.is_empty());
    let mut count = 0;
    for (index, container) in cx.objects(array) {
        count += 1;
        let Some(resources) = cx.object(container, "resources") else {
            known = false;
            continue;
        };
        let place = containers_path.index(index);
        match (cx.get(resources, "cpu").and_then(number), gib(cx, resources, &place.name("resources"))) {
            (Some(own_cpu), Some(own_memory)) => {
                cpu += own_cpu;
                memory += own_memory;
            }
            _ => known = false,
        }
    }
    if !known || !consumption || count != array.items.len() {
        return;
    }
    if !is_pair(cpu, memory) {
        let message = if count == 1 {
            format!("{cpu} vCPU and {memory} GiB are no pair of the Consumption plan")
        } else {
            format!("{cpu} vCPU and {memory} GiB in all are no pair of the Consumption plan")
        };
        let container = containers_path.index(0);
        let single = container.name("resources");
        cx.report(&PAIR, if count == 1 { &single } else { &containers_path }, message, suggestion(cpu, memory));
    } else if cpu > 2.0 && profile.is_none() && of_the_old_plan(cx, properties) {
        cx.report(
            &OLD_PLAN,
            &containers_path,
            format!("{cpu} vCPU are more than the 2 of an environment without workload profiles"),
            "add the workload profile `Consumption` to the environment, or take 2 vCPU or less",
        );
    }
}

fn gib<'a>(cx: &mut Cx<'a>, resources: &'a Object, path: &Path<'_>) -> Option<f64> {
    let memory = cx.text(resources, "memory")?;
    let amount = memory.strip_suffix("Gi").and_then(|amount| amount.parse().ok());
    if amount.is_none() {
        cx.report(
            &MEMORY_UNIT,
            &path.name("memory"),
            format!("`{memory}` is no amount of memory in GiB"),
            "write it as `2Gi` or `0.5Gi`",
        );
    }
    amount
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
    let nearest = (cpu * 4.0).ceil().max((memory * 2.0).ceil()) / 4.0;
    if nearest <= 4.0 {
        format!("take {nearest} vCPU with {} GiB", nearest * 2.0)
    } else {
        "the largest is 4 vCPU with 8 GiB; for more, choose a dedicated workload profile".to_owned()
    }
}

fn of_the_old_plan<'a>(cx: &Cx<'a>, properties: &'a Object) -> bool {
    let environment = cx.get(properties, "environmentId").and_then(|id| cx.resource_of_id(id, ENVIRONMENT));
    environment.is_some_and(|environment| {
        !environment.existing
            && cx.object(&environment.body, "properties").is_some_and(|own| cx.lacks(own, "workloadProfiles"))
    })
}

/// The profile has to be one of the environment's.
fn profile<'a>(cx: &mut Cx<'a>, properties: &'a Object, path: &Path<'_>) {
    let Some(name) = cx.text(properties, "workloadProfileName") else { return };
    let Some(id) = cx.get(properties, "environmentId") else { return };
    let Some(environment) = cx.resource_of_id(id, ENVIRONMENT).filter(|environment| !environment.existing) else {
        return;
    };
    let Some(own) = cx.object(&environment.body, "properties") else { return };
    let missing = match cx.array(own, "workloadProfiles") {
        None => cx.lacks(own, "workloadProfiles"),
        Some(profiles) => {
            super::view::is_complete(profiles)
                && profiles.items.iter().all(|profile| {
                    let profile = cx.resolve(profile).as_object();
                    let other = profile.and_then(|profile| cx.text(profile, "name"));
                    other.is_some_and(|other| !other.eq_ignore_ascii_case(name))
                })
        }
    };
    if missing {
        let environment = symbol_of(cx.resolve(id), "id").and_then(|symbol| cx.template.decl(symbol));
        let environment = environment.map_or("", |decl| &decl.name);
        cx.report(
            &PROFILE,
            &path.name("workloadProfileName"),
            format!("`{environment}` has no workload profile `{name}`"),
            "add it to `workloadProfiles` of the environment, or name one that is there",
        );
    }
}
