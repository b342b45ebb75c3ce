//! The registry of the codes of a portal: id, default level, title.
//!
//! Each is a section of `docs/portal-checks.md`. A code has its default level here; where it depends on the
//! configuration, the rule gives the level.

use std::borrow::Cow;

use triceps_diagnostics::Code;
use triceps_diagnostics::Diagnostic;
use triceps_diagnostics::Severity::{Error, Warning};
use triceps_diagnostics::Source::Portal;

macro_rules! registry {
    ($($name:ident = $level:ident, $title:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`: ", $title, ".")]
            pub const $name: Code = Code::new(stringify!($name), Portal, $level, $title);
        )*

        /// All codes, in the order of their ids.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

registry! {
    // Structure.
    TRI0300 = Error, "more diagnostics than are shown";
    TRI0301 = Error, "the file is not TOML";
    TRI0302 = Error, "an unknown key";
    TRI0303 = Error, "a missing key";
    TRI0304 = Error, "a value of another type";
    TRI0305 = Error, "a string that breaks the rule of its kind";
    TRI0306 = Error, "a number out of its range";
    TRI0307 = Error, "a value that is not one of the choices";
    TRI0308 = Error, "too short or too long";
    TRI0309 = Warning, "an entry of `accept` that accepts nothing";

    // Size and replicas.
    TRI0310 = Error, "more than one replica without a database";
    TRI0311 = Error, "`scale.min` is greater than `scale.max`";
    TRI0312 = Error, "a large size without a database";
    TRI0313 = Error, "no replica, and rules about CPU and memory alone";
    TRI0314 = Error, "a cron rule that never applies";
    TRI0315 = Error, "a custom rule where a built-in kind exists";
    TRI0316 = Warning, "two rules with the same measure";
    TRI0317 = Warning, "fewer replicas than zones";
    TRI0318 = Warning, "rules that cannot scale anything";
    TRI0319 = Warning, "a cron rule asks for more than `scale.max`";
    TRI0320 = Error, "a name that Azure refuses";

    // Vault, database, cache, assistant.
    TRI0321 = Error, "a cache without a vault";
    TRI0322 = Error, "high availability of a burstable server";
    TRI0323 = Error, "a machine size of another tier";
    TRI0324 = Error, "a reserved database name";
    TRI0325 = Error, "a disk size that does not exist";
    TRI0326 = Error, "a size of Redis that does not exist";
    TRI0327 = Error, "too many replicas for a basic search service";
    TRI0328 = Error, "a model that is deployed twice";
    TRI0329 = Warning, "a model that is not known";

    // Registry.
    TRI0330 = Error, "a network with a registry below premium";
    TRI0331 = Error, "a setting for premium registries only";

    // Network and addresses.
    TRI0332 = Error, "an address space that is too small";
    TRI0333 = Error, "a range that does not begin at its network address";
    TRI0334 = Error, "a range that Container Apps reserves";
    TRI0335 = Warning, "a network with public addresses";
    TRI0336 = Error, "two address rules of the same name";
    TRI0337 = Warning, "address rules that overlap";
    TRI0338 = Error, "address rules behind Front Door";
    TRI0339 = Warning, "an address rule that contains all addresses";

    // Host name.
    TRI0340 = Error, "a name in a domain of Azure";
    TRI0341 = Error, "a name that is too long for a certificate";
    TRI0342 = Warning, "upper case in the host name";
    TRI0343 = Error, "a name outside its zone";
    TRI0344 = Error, "a kind of validation together with Front Door";
    TRI0345 = Error, "a host name for a portal without a public address";

    // Registration and workflows.
    TRI0350 = Error, "a client id together with a registration by the template";
    TRI0351 = Warning, "an id that is a placeholder";
    TRI0352 = Error, "a subject that is trusted twice";
    TRI0353 = Error, "a subject that never matches";

    // Tags.
    TRI0354 = Error, "too many tags";
    TRI0355 = Error, "a tag that Azure refuses";
    TRI0356 = Error, "two tags that differ in letter case";

    // Logs and alerts.
    TRI0357 = Error, "an address that gets each alert twice";
    TRI0358 = Warning, "no logs";
    TRI0359 = Warning, "Sentinel without data";

    // Environment and secrets.
    TRI0360 = Error, "a variable that Container Apps sets";
    TRI0361 = Error, "a variable that an option sets";
    TRI0362 = Error, "a name that is used twice";
    TRI0363 = Error, "the syntax of another tool";
    TRI0364 = Warning, "a literal that looks like a secret";
    TRI0365 = Error, "a secret in place of its name";
    TRI0366 = Warning, "a variable that overrides the files";
    TRI0367 = Error, "two parameters of one name";
    TRI0368 = Warning, "a reference in a variable that is not resolved";
    TRI0370 = Error, "a secret in an address";
    TRI0371 = Warning, "a key of the portal below a table header";
    TRI0372 = Warning, "a workflow without its scripts";
    TRI0373 = Error, "a variable that changes what runs";

    // Texts, connections and regions.
    TRI0374 = Error, "a string of several lines";
    TRI0375 = Warning, "more connections than the server has";
    TRI0376 = Warning, "a region that is not known";
    TRI0377 = Warning, "zones in a region without them";
    TRI0378 = Warning, "a region without private links for Front Door";
    TRI0379 = Warning, "a release of Backstage that is too old";
    TRI0380 = Warning, "a cache whose connection is closed when idle";
    TRI0381 = Error, "a group for a database with a password";
    TRI0382 = Warning, "locations that replace those of the repository";

    // Environments.
    TRI0391 = Error, "environments in one resource group";
    TRI0392 = Error, "a host name without a domain";
    TRI0393 = Error, "dedicated machines in some environments only";

    // Secure defaults that are given up.
    TRI0401 = Warning, "logs written with the shared key of the workspace";
    TRI0402 = Warning, "a database with a password";
    TRI0403 = Warning, "a firewall that can be bypassed";
    TRI0404 = Warning, "a firewall that only detects";
    TRI0405 = Warning, "public addresses";
    TRI0406 = Warning, "secrets without a vault";
    TRI0407 = Warning, "no locks";
    TRI0408 = Warning, "no alerts";
    TRI0409 = Warning, "one availability zone";
    TRI0410 = Warning, "traffic between apps in plain text";
    TRI0411 = Warning, "no diagnostic settings";
    TRI0412 = Warning, "logs that are deleted after a short time";
    TRI0413 = Warning, "one database server";
    TRI0414 = Warning, "backups in one region";
    TRI0415 = Warning, "backups of a few days";
    TRI0416 = Warning, "a registry in one zone";
    TRI0417 = Warning, "a cache with one node";
    TRI0418 = Warning, "documents in one zone";
    TRI0419 = Warning, "a search service without a service level";
    TRI0420 = Warning, "secrets that are valid for years";
    TRI0421 = Warning, "workflows that deploy without approval";
    TRI0422 = Warning, "fewer than two replicas";
    TRI0423 = Warning, "certificates that are not verified";
    TRI0424 = Warning, "not in production mode";
    TRI0425 = Warning, "a token for all organizations";
    TRI0426 = Warning, "a catalog that is not refreshed";
    TRI0427 = Warning, "a portal that can be reached from its network only";

    // Sign-in.
    TRI0501 = Warning, "a resolver that is listed twice";
    TRI0502 = Error, "domains for a resolver that ignores them";
    TRI0503 = Warning, "a name that is compared without its domain";
    TRI0504 = Warning, "an address that other tenants can choose";
    TRI0505 = Error, "a domain hint for users of any tenant";
    TRI0506 = Error, "a session of zero length";
    TRI0507 = Error, "a scope that is empty, or several in one entry";
    TRI0508 = Warning, "a scope that is always requested";
    TRI0509 = Warning, "directory users matched by a part of their address";

    // Azure DevOps.
    TRI0511 = Error, "a host with two entries";
    TRI0512 = Error, "a self-hosted server takes tokens only";
    TRI0513 = Error, "an organization with two credentials";
    TRI0514 = Error, "two credentials for all organizations";
    TRI0515 = Error, "a string that is not the name of an organization or a project";
    TRI0516 = Error, "an application that is unknown in the other tenant";

    // Catalog.
    TRI0521 = Error, "two providers with one id";
    TRI0522 = Error, "a host without an entry in `azure-devops`";
    TRI0523 = Error, "an organization without a credential";
    TRI0524 = Error, "users selected directly and by their groups";
    TRI0525 = Error, "a schedule of zero length";
    TRI0526 = Warning, "a timeout longer than the interval";
    TRI0527 = Warning, "a filter that basic queries do not support";
    TRI0528 = Error, "an empty filter";
    TRI0529 = Warning, "the right to read the directory is not granted";
    TRI0530 = Error, "a location that is read twice";
    TRI0531 = Error, "a member of a group that does not exist";
    TRI0532 = Error, "a parent that does not exist";
    TRI0533 = Error, "a group that is its own ancestor";
    TRI0534 = Error, "two entities of one name";
    TRI0535 = Warning, "a catalog without users";
    TRI0536 = Warning, "a user whom no resolver finds";
    TRI0537 = Error, "two users with one identity";

    // Documents.
    TRI0541 = Warning, "documents generated by an image without mkdocs";
}

/// The code with this id, or none.
pub(crate) fn find(id: &str) -> Option<Code> {
    let position = ALL.binary_search_by_key(&id, |code| code.id()).ok()?;
    Some(ALL[position])
}

/// Adds a diagnostic of the level that its code has.
pub(crate) fn report(
    diagnostics: &mut Vec<Diagnostic>,
    code: Code,
    path: impl Into<String>,
    message: impl Into<String>,
    help: impl Into<Cow<'static, str>>,
) {
    diagnostics.push(Diagnostic::new(code, path, message).with_help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = include_str!("../../../docs/portal-checks.md");

    #[test]
    fn ids_are_unique_and_sorted() {
        for pair in ALL.windows(2) {
            assert!(pair[0].id() < pair[1].id(), "{} stands before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn codes_are_found_by_their_ids() {
        assert!(ALL.iter().all(|code| find(code.id()) == Some(*code)));
        assert_eq!(find("TRI0101"), None);
    }

    #[test]
    fn the_book_lists_the_registry() {
        let listed: Vec<&str> = BOOK.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        let registry: Vec<String> = ALL.iter().map(|code| format!("{code} {}", capitalized(code.title()))).collect();
        assert_eq!(listed, registry);
    }

    #[test]
    fn the_book_names_the_levels() {
        for section in BOOK.split("\n### ").skip(1) {
            let (heading, text) = section.split_once('\n').expect("a section has a text");
            let code = heading.split(' ').next().and_then(find).expect("a section is about a code");
            let level = ["Error. ", "Warning. "].into_iter().find(|level| text.trim_start().starts_with(level));
            if let Some(level) = level {
                assert_eq!(level, format!("{}. ", capitalized(&code.level().to_string())), "{code}");
            }
        }
    }

    fn capitalized(text: &str) -> String {
        let mut letters = text.chars();
        letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}
