//! Vault, database, cache, assistant.

use triceps_diagnostics::Diagnostic;

use super::repeated::earlier;
use super::report;
use crate::codes;
use crate::config::{Authentication, HighAvailability, Portal, Postgres, PostgresTier, SearchSku};
use crate::structure::closest;

/// GiB that a disk of a database server can have.
const STORAGE: [i64; 12] = [32, 64, 128, 256, 512, 1024, 2048, 4095, 4096, 8192, 16384, 32767];
/// Databases that every server has.
const SYSTEM_DATABASES: [&str; 5] = ["azure_maintenance", "azure_sys", "postgres", "template0", "template1"];
/// Models that Azure OpenAI was known to have. They come and go.
const MODELS: [&str; 41] = [
    "codex-mini",
    "computer-use-preview",
    "dall-e-3",
    "gpt-35-turbo",
    "gpt-4",
    "gpt-4.1",
    "gpt-4.1-mini",
    "gpt-4.1-nano",
    "gpt-4o",
    "gpt-4o-audio-preview",
    "gpt-4o-mini",
    "gpt-4o-mini-transcribe",
    "gpt-4o-mini-tts",
    "gpt-4o-realtime-preview",
    "gpt-4o-transcribe",
    "gpt-5",
    "gpt-5-chat",
    "gpt-5-codex",
    "gpt-5-mini",
    "gpt-5-nano",
    "gpt-5-pro",
    "gpt-5.1",
    "gpt-5.1-chat",
    "gpt-5.1-codex",
    "gpt-audio",
    "gpt-image-1",
    "gpt-realtime",
    "model-router",
    "o1",
    "o1-mini",
    "o3",
    "o3-deep-research",
    "o3-mini",
    "o3-pro",
    "o4-mini",
    "sora",
    "text-embedding-3-large",
    "text-embedding-3-small",
    "text-embedding-ada-002",
    "tts",
    "whisper",
];
/// Sizes of a managed Redis.
const BALANCED: [u32; 14] = [0, 1, 3, 5, 10, 20, 50, 100, 150, 250, 350, 500, 700, 1000];
const COMPUTE_OPTIMIZED: [u32; 11] = [3, 5, 10, 20, 50, 100, 150, 250, 350, 500, 700];
const MEMORY_OPTIMIZED: [u32; 12] = [10, 20, 50, 100, 150, 250, 350, 500, 700, 1000, 1500, 2000];

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(postgres) = &portal.postgres {
        machine(postgres, diagnostics);
        storage(postgres, diagnostics);
        if postgres.administrators.is_some() && postgres.authentication == Authentication::Password {
            report(
                diagnostics,
                codes::TRI0381,
                "postgres.administrators",
                "the server takes passwords alone, so that no group of the directory signs in",
                "remove `authentication = \"password\"`, or the group",
            );
        }
        if SYSTEM_DATABASES.contains(&postgres.database.as_str()) {
            report(
                diagnostics,
                codes::TRI0324,
                "postgres.database",
                format!("`{}` is a database of the server itself", postgres.database),
                "choose another name, for example `backstage`",
            );
        }
    }
    cache(portal, diagnostics);
    assistant(portal, diagnostics);
}

fn machine(postgres: &Postgres, diagnostics: &mut Vec<Diagnostic>) {
    if postgres.tier == PostgresTier::Burstable && postgres.high_availability != HighAvailability::Disabled {
        report(
            diagnostics,
            codes::TRI0322,
            "postgres.high-availability",
            "burstable machines have no second server",
            "set `tier = \"general-purpose\"`, or leave it `disabled`",
        );
    }
    let Some(sku) = &postgres.sku else { return };
    let (tier, letter) = match postgres.tier {
        PostgresTier::Burstable => ("burstable", 'B'),
        PostgresTier::GeneralPurpose => ("general-purpose", 'D'),
        PostgresTier::MemoryOptimized => ("memory-optimized", 'E'),
    };
    let given = sku.as_str().trim_start_matches("Standard_").chars().next();
    if given != Some(letter) {
        let right = match given {
            Some('B') => "burstable",
            Some('D') => "general-purpose",
            _ => "memory-optimized",
        };
        report(
            diagnostics,
            codes::TRI0323,
            "postgres.sku",
            format!("`{sku}` is not a machine of the tier `{tier}`"),
            format!("set `tier = \"{right}\"`, or choose a machine that begins with `Standard_{letter}`"),
        );
    }
}

fn storage(postgres: &Postgres, diagnostics: &mut Vec<Diagnostic>) {
    let size = postgres.storage_gb;
    if STORAGE.contains(&size) {
        return;
    }
    let next = STORAGE.iter().find(|step| **step > size).unwrap_or(&STORAGE[STORAGE.len() - 1]);
    report(
        diagnostics,
        codes::TRI0325,
        "postgres.storage-gb",
        format!("disks have no size of {size} GiB"),
        format!("write {next}, the next size that there is"),
    );
}

fn cache(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(redis) = &portal.redis else { return };
    if portal.key_vault.is_none() {
        report(
            diagnostics,
            codes::TRI0321,
            "redis",
            "the portal signs in to its cache with a key, and there is no vault to keep it in",
            "add `[key-vault]`",
        );
    }
    let size = redis.size.as_str();
    let families = [
        ("Balanced_B", BALANCED.as_slice()),
        ("ComputeOptimized_X", &COMPUTE_OPTIMIZED),
        ("MemoryOptimized_M", &MEMORY_OPTIMIZED),
    ];
    for (family, numbers) in families {
        let Some(number) = size.strip_prefix(family) else { continue };
        if !numbers.iter().any(|known| known.to_string() == number) {
            let known: Vec<String> = numbers.iter().map(|known| format!("{family}{known}")).collect();
            let closest = closest(size, known.iter().map(String::as_str)).unwrap_or(&known[0]);
            report(
                diagnostics,
                codes::TRI0326,
                "redis.size",
                format!("there is no size `{size}`"),
                format!("write for example `{closest}`"),
            );
        }
    }
}

fn assistant(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(assistant) = &portal.assistant else { return };
    let earlier = earlier(assistant.models.iter().map(|model| model.name.as_str().to_ascii_lowercase()));
    for (index, (model, earlier)) in assistant.models.iter().zip(earlier).enumerate() {
        if !MODELS.contains(&model.name.as_str()) {
            let help = match closest(model.name.as_str(), MODELS) {
                Some(closest) => format!("did you mean `{closest}`? Otherwise accept it: models come and go"),
                None => "look at `az cognitiveservices model list`, and accept it if it is there".to_owned(),
            };
            report(
                diagnostics,
                codes::TRI0329,
                format!("assistant.models[{index}].name"),
                format!("`{}` is not known as a model of Azure OpenAI", model.name),
                help,
            );
        }
        if earlier.is_some() {
            report(
                diagnostics,
                codes::TRI0328,
                format!("assistant.models[{index}].name"),
                format!("`{}` is deployed already", model.name),
                "deploy it once, with the capacity of both",
            );
        }
    }
    if let Some(search) = &assistant.search
        && search.sku == SearchSku::Basic
        && search.replicas > 3
    {
        report(
            diagnostics,
            codes::TRI0327,
            "assistant.search.replicas",
            format!("{} replicas, and `basic` has up to 3", search.replicas),
            "set `sku = \"standard\"`, or write 3 or less",
        );
    }
}
