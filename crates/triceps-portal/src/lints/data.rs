//! How data and secrets are kept.

use triceps_diagnostics::Diagnostic;

use super::{is_production, report};
use crate::codes;
use crate::config::{Authentication, HighAvailability, Portal, Postgres, Replication};

/// Days after which a secret should have been replaced.
const EXPIRY: i64 = 365;
/// Days of backups, so that a mistake of last week can be undone.
const BACKUPS: i64 = 14;
/// Copies of an index of which one may be written and one be lost.
const SEARCH_REPLICAS: i64 = 3;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let production = is_production(portal);
    if let Some(postgres) = &portal.postgres {
        database(postgres, production, diagnostics);
    }
    match &portal.key_vault {
        None if production => report(
            diagnostics,
            codes::TRI0406,
            "size",
            "the secrets of a portal of this size are parameters, which every deployment has to pass",
            "add `[key-vault]`",
        ),
        Some(vault) if vault.secret_expiry_days > EXPIRY => report(
            diagnostics,
            codes::TRI0420,
            "key-vault.secret-expiry-days",
            format!("secrets are replaced after {} days only", vault.secret_expiry_days),
            format!("write {EXPIRY} or less"),
        ),
        _ => {}
    }
    if portal.redis.as_ref().is_some_and(|redis| !redis.high_availability) {
        report(
            diagnostics,
            codes::TRI0417,
            "redis.high-availability",
            "the cache is unavailable while its only node is updated",
            "remove the key",
        );
    }
    if portal.techdocs.as_ref().is_some_and(|techdocs| techdocs.replication == Replication::Lrs) {
        report(
            diagnostics,
            codes::TRI0418,
            "techdocs.replication",
            "the documents are in one availability zone alone",
            "remove the key, or write `zrs`, `grs` or `gzrs`",
        );
    }
    if let Some(search) = portal.assistant.as_ref().and_then(|assistant| assistant.search.as_ref())
        && search.replicas < SEARCH_REPLICAS
    {
        report(
            diagnostics,
            codes::TRI0419,
            "assistant.search.replicas",
            format!("Azure guarantees nothing for an index that has {} of {SEARCH_REPLICAS} copies", search.replicas),
            format!("write {SEARCH_REPLICAS} or more"),
        );
    }
}

fn database(postgres: &Postgres, production: bool, diagnostics: &mut Vec<Diagnostic>) {
    if postgres.authentication == Authentication::Password {
        report(
            diagnostics,
            codes::TRI0402,
            "postgres.authentication",
            "the database takes a password, which works from everywhere for everyone who knows it",
            "remove the key: the portal signs in with its identity",
        );
    }
    if postgres.backup_days < BACKUPS {
        report(
            diagnostics,
            codes::TRI0415,
            "postgres.backup-days",
            format!("the database can be brought back for {} days only", postgres.backup_days),
            format!("write {BACKUPS} or more"),
        );
    }
    if !production {
        return;
    }
    if postgres.high_availability == HighAvailability::Disabled {
        report(
            diagnostics,
            codes::TRI0413,
            "postgres.high-availability",
            "the portal is unavailable while its only database server is updated",
            "set `high-availability = \"zone-redundant\"`, or `same-zone` where the region has no zones",
        );
    }
    if !postgres.geo_backup {
        report(
            diagnostics,
            codes::TRI0414,
            "postgres.geo-backup",
            "all backups are in the region of the server, which cannot be changed later",
            "set `geo-backup = true`",
        );
    }
}
