//! Each rule: what breaks it, where it is found, and what does not break it.

use triceps::Severity::{self, Error, Warning};
use triceps_backstage::config::Portal;
use triceps_backstage::{Document, Report, bundle};

/// Stands where a diagnostic is expected.
const MARK: char = '§';

/// Id, severity, and what is written below the name of a portal.
type Case = (&'static str, Severity, &'static str);

const CASES: &[Case] = &[
    (
        "TRI0501",
        Warning,
        "[auth]\nresolvers = [{ kind = \"email-matching-user-entity-annotation\" }, { kind = §\"email-matching-user-entity-annotation\" }]",
    ),
    (
        "TRI0502",
        Error,
        "[auth]\nresolvers = [{ kind = \"user-id-matching-user-entity-annotation\", allowed-domains = §[\"contoso.com\"] }]",
    ),
    ("TRI0503", Warning, "[auth]\nresolvers = [§{ kind = \"email-local-part-matching-user-entity-name\" }]"),
    (
        "TRI0504",
        Warning,
        "[auth]\nresolvers = [{ kind = §\"email-matching-user-entity-profile-email\" }]\n[entra]\naudience = \"multi-tenant\"",
    ),
    ("TRI0505", Error, "[auth]\ndomain-hint = §\"contoso.com\"\n[entra]\naudience = \"multi-tenant\""),
    ("TRI0506", Error, "[auth]\nsession-duration = §\"PT0S\""),
    ("TRI0506", Error, "[auth]\nsession-duration = §\"P\""),
    ("TRI0507", Error, "[auth]\nadditional-scopes = [\"Mail.Read\", §\"\"]"),
    ("TRI0508", Warning, "[auth]\nadditional-scopes = [§\"OpenID\"]"),
    (
        "TRI0509",
        Warning,
        "[auth]\nresolvers = §[{ kind = \"email-local-part-matching-user-entity-name\", allowed-domains = [\"contoso.com\"] }]\n[catalog.microsoft-graph]",
    ),
    (
        "TRI0511",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }]\n[[azure-devops]]\nhost = §\"dev.azure.com\"\ncredentials = [{ kind = \"managed-identity\" }]",
    ),
    ("TRI0512", Error, "[[azure-devops]]\nhost = \"ado.contoso.com\"\ncredentials = [{ kind = §\"system-identity\" }]"),
    (
        "TRI0513",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\", organizations = [\"contoso\", §\"contoso\"] }]",
    ),
    (
        "TRI0514",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }, §{ kind = \"system-identity\" }]",
    ),
    (
        "TRI0515",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\", organizations = [§\" contoso\"] }]",
    ),
    (
        "TRI0515",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }]\n[[catalog.azure-devops]]\nid = \"a\"\norganization = \"contoso\"\nproject = §\"Portal/Api\"",
    ),
    (
        "TRI0516",
        Error,
        "[entra]\nclient-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ntenant-id = \"7e0c1a52-3b64-4d0e-9a6f-1f2b3c4d5e6f\"\n[[azure-devops]]\ncredentials = [{ kind = \"client-assertion\", client-id = \"6F9619FF-8B86-4D01-B42D-00CF4FC964FF\", tenant-id = §\"0e5a3c1d-9f7b-4a2e-8c6d-2b4f6a8c0e1d\" }]",
    ),
    (
        "TRI0521",
        Error,
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }]\n[[catalog.azure-devops]]\nid = \"a\"\norganization = \"contoso\"\nproject = \"Portal\"\n[[catalog.azure-devops]]\nid = §\"a\"\norganization = \"contoso\"\nproject = \"Api\"",
    ),
    (
        "TRI0522",
        Error,
        "[[catalog.azure-devops]]\nid = \"a\"\nhost = §\"ado.contoso.com\"\norganization = \"contoso\"\nproject = \"Portal\"",
    ),
    ("TRI0523", Warning, "[[catalog.azure-devops]]\nid = \"a\"\norganization = §\"contoso\"\nproject = \"Portal\""),
    (
        "TRI0523",
        Error,
        "[[azure-devops]]\nhost = \"ado.contoso.com\"\ncredentials = [{ kind = \"personal-access-token\", organizations = [\"tools\"], secret = \"ado-token\" }]\n[[catalog.azure-devops]]\nid = \"a\"\nhost = \"ado.contoso.com\"\norganization = §\"contoso\"\nproject = \"Portal\"",
    ),
    (
        "TRI0524",
        Error,
        "[catalog.microsoft-graph]\nuser-filter = \"userType eq 'member'\"\ngroup-member-filter = §\"displayName eq 'a'\"",
    ),
    ("TRI0525", Error, "[catalog.microsoft-graph]\nschedule = { timeout = §\"PT0M\" }"),
    (
        "TRI0526",
        Warning,
        "[[catalog.azure-blob]]\nid = \"a\"\naccount = \"stexports\"\ncontainer = \"catalog\"\nschedule = { frequency = \"PT5M\", timeout = §\"PT301S\" }",
    ),
    ("TRI0527", Warning, "[catalog.microsoft-graph]\ngroup-filter = §\"displayName ne 'Guests'\""),
    ("TRI0527", Warning, "[catalog.microsoft-graph]\nuser-filter = §\"endsWith(mail, '@contoso.com')\""),
    ("TRI0528", Error, "[catalog.microsoft-graph]\nuser-filter = §\" \""),
    ("TRI0529", Warning, "[delivery]\nscripts = false\n§[catalog.microsoft-graph]"),
    (
        "TRI0530",
        Error,
        "[[catalog.locations]]\nurl = \"https://github.com/a/b/blob/main/c.yaml\"\n[[catalog.locations]]\nurl = §\"https://github.com/a/b/blob/main/c.yaml\"",
    ),
    ("TRI0531", Error, "[[catalog.users]]\nname = \"mona\"\nmember-of = [§\"platform\"]"),
    ("TRI0532", Error, "[[catalog.groups]]\nname = \"platform\"\nparent = §\"engineering\""),
    ("TRI0533", Error, "[[catalog.groups]]\nname = \"platform\"\nparent = §\"Platform\""),
    ("TRI0534", Error, "[[catalog.groups]]\nname = \"platform\"\n[[catalog.groups]]\nname = §\"PLATFORM\""),
    ("TRI0535", Warning, "§[catalog]\nlocations = [{ url = \"https://github.com/a/b/blob/main/c.yaml\" }]"),
    ("TRI0536", Warning, "§[[catalog.users]]\nname = \"mona\"\nemail = \"mona@contoso.com\""),
    (
        "TRI0537",
        Error,
        "[[catalog.users]]\nname = \"mona\"\nuser-id = \"d2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59\"\n[[catalog.users]]\nname = \"sam\"\nuser-id = §\"D2F8A3A1-5B1C-4B7E-9C0F-0E1D2C3B4A59\"",
    ),
    ("TRI0541", Warning, "[delivery]\ndockerfile = false\n[techdocs]\nbuilder = §\"local\""),
];

/// What is near a rule and does not break it.
const FINE: &[(&str, &str)] = &[
    (
        "TRI0509",
        "[auth]\nresolvers = [{ kind = \"email-local-part-matching-user-entity-name\", allowed-domains = [\"contoso.com\"] }]\n[catalog.microsoft-graph]\n[[catalog.users]]\nname = \"mona\"",
    ),
    (
        "TRI0502",
        "[auth]\nresolvers = [{ kind = \"email-local-part-matching-user-entity-name\", allowed-domains = [\"contoso.com\"] }]",
    ),
    ("TRI0504", "[entra]\naudience = \"multi-tenant\""),
    (
        "TRI0512",
        "[[azure-devops]]\nhost = \"ado.contoso.com\"\ncredentials = [{ kind = \"personal-access-token\", secret = \"ado-token\" }]",
    ),
    (
        "TRI0513",
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\", organizations = [\"contoso\"] }]\n[[azure-devops]]\nhost = \"ado.contoso.com\"\ncredentials = [{ kind = \"personal-access-token\", organizations = [\"contoso\"], secret = \"ado-token\" }]",
    ),
    (
        "TRI0516",
        "[entra]\naudience = \"multi-tenant\"\nclient-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ntenant-id = \"7e0c1a52-3b64-4d0e-9a6f-1f2b3c4d5e6f\"\n[[azure-devops]]\ncredentials = [{ kind = \"client-assertion\", client-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\", tenant-id = \"0e5a3c1d-9f7b-4a2e-8c6d-2b4f6a8c0e1d\" }]",
    ),
    (
        "TRI0521",
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }]\n[[catalog.azure-devops]]\nid = \"a\"\norganization = \"contoso\"\nproject = \"Portal\"\n[[catalog.azure-blob]]\nid = \"a\"\naccount = \"stexports\"\ncontainer = \"catalog\"",
    ),
    (
        "TRI0523",
        "[[azure-devops]]\nhost = \"Dev.Azure.com\"\ncredentials = [{ kind = \"managed-identity\", organizations = [\"Contoso\"] }]\n[[catalog.azure-devops]]\nid = \"a\"\norganization = \"contoso\"\nproject = \"Portal\"",
    ),
    ("TRI0526", "[catalog.microsoft-graph]\nschedule = { frequency = \"PT5M\", timeout = \"PT300S\" }"),
    ("TRI0527", "[catalog.microsoft-graph]\nquery-mode = \"advanced\"\ngroup-filter = \"displayName ne 'Guests'\""),
    ("TRI0527", "[catalog.microsoft-graph]\ngroup-filter = \"displayName eq 'Nettie'\""),
    (
        "TRI0533",
        "[[catalog.groups]]\nname = \"a\"\n[[catalog.groups]]\nname = \"b\"\nparent = \"a\"\n[[catalog.groups]]\nname = \"c\"\nparent = \"a\"",
    ),
    (
        "TRI0536",
        "[auth]\nresolvers = [{ kind = \"email-local-part-matching-user-entity-name\", allowed-domains = [\"contoso.com\"] }]\n[[catalog.users]]\nname = \"mona\"",
    ),
];

/// What is found, warnings too.
fn found(text: &str) -> Report {
    let document = Document::new("portal.toml", text);
    let made = document
        .portal()
        .and_then(|portal: Portal| bundle(&portal).map_err(|diagnostics| document.locate(diagnostics)));
    match made {
        Ok(made) => document.locate(made.warnings),
        Err(diagnostics) => diagnostics,
    }
}

#[test]
fn each_rule_is_found_at_its_place() {
    for (id, severity, below) in CASES {
        let marked = format!("name = \"backstage\"\n{below}\n");
        let (before, _) = marked.split_once(MARK).expect("the place is marked");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().expect("a last line").chars().count() + 1;
        let found = found(&marked.replace(MARK, ""));
        let place = (Some(line), Some(column));
        let expected = found.iter().find(|one| one.id() == *id && (one.line(), one.column()) == place);
        let expected = expected.unwrap_or_else(|| panic!("{id} at {line}:{column} in\n{marked}\nfound: {found}"));
        assert_eq!(expected.severity(), *severity, "{id}");
        assert!(expected.help().is_some(), "{id} says what to write instead");
    }
}

#[test]
fn what_is_near_a_rule_is_fine() {
    for (id, below) in FINE {
        let text = format!("name = \"backstage\"\n{below}\n");
        let found = found(&text);
        assert!(found.iter().all(|one| one.id() != *id), "{id} in\n{text}\nfound: {found}");
    }
}

#[test]
fn each_rule_is_explained_and_has_a_case() {
    let book = include_str!("../../../../docs/portal-checks.md");
    let explained: Vec<&str> = book
        .lines()
        .filter_map(|line| line.strip_prefix("### ")?.split_whitespace().next())
        .filter(|id| id.starts_with("TRI05"))
        .collect();
    let mut cases: Vec<&str> = CASES.iter().map(|(id, ..)| *id).collect();
    cases.dedup();
    assert_eq!(explained, cases);
}

#[test]
fn warnings_can_be_accepted() {
    for (id, severity, below) in CASES.iter().filter(|(_, severity, _)| *severity == Warning) {
        let accept = format!("[[accept]]\nid = \"{id}\"\nreason = \"it is meant like this\"");
        let text = format!("name = \"backstage\"\n{}\n{accept}\n", below.replace(MARK, ""));
        assert!(found(&text).iter().all(|one| one.id() != *id), "{id} {severity}");
    }
}

/// The refused configurations in `fixtures/portals/bad` that are about the configuration of Backstage.
#[test]
fn many_configurations_are_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/portals/bad");
    let names =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").file_name());
    let topics = ["sign-in-", "azure-devops-", "catalog-"];
    let ours = names
        .filter_map(|name| name.into_string().ok()?.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| topics.iter().any(|topic| name.starts_with(topic)));
    assert!(ours.count() >= 20);
}
