//! Diagnostics reveal nothing about what may be a secret, however they are shown.

use triceps_backstage::{Document, Report, bundle};

/// Texts that hold a secret, and the secret.
const SECRETS: &[(&str, &str)] = &[
    ("[[secrets]]\nname = \"a\"\nenv = \"A\"\nvalue = \"hunter2secret\"\n", "hunter2secret"),
    ("[[secrets]]\nname = \"a\"\nvalue = 'hunter2secret'\nenv = 1\n", "hunter2secret"),
    ("[postgres]\npassword = \"hunter2secret\"\n", "hunter2secret"),
    ("[postgres]\npasword = 48213377\n", "48213377"),
    ("[entra]\nclient-secret = \"hunter2secret\"\n", "hunter2secret"),
    ("entra = { client-secret = \"hunter2secret\", audience = \"all\" }\n", "hunter2secret"),
    ("[key-vault]\nsecrets = { a = \"hunter2secret\", b = [\"other\", \"hunter3secret\"] }\n", "hunter3secret"),
    ("[[azure-devops]]\ncredentials = [{ kind = \"pat\", token = \"hunter2secret\" }]\n", "hunter2secret"),
    ("[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\", token = \"hunter2secret\" }]\n", "hunter2secret"),
    ("[[azure-devops]]\ncredentials = [\"hunter2secret\"]\n", "hunter2secret"),
    ("[[azure-devops]]\ncredentials = [{ token = \"hunter2secret\" }]\n", "hunter2secret"),
    ("[env]\nAPI_TOKEN = \"hunter2secret\"\n", "hunter2secret"),
    ("[env]\nAPI_TOKEN = \"hunter2secret\" \nPATH = \"x\"\n", "hunter2secret"),
    ("env = { PATH = \"x\", API_TOKEN = \"hunter2secret\" }\n", "hunter2secret"),
    (
        "[scale]\nrules = [{ kind = \"custom\", scaler = \"redis\", metadata = { password = \"hunter2secret\", metricType = \"x\" } }]\n",
        "hunter2secret",
    ),
    ("[[catalog.locations]]\nurl = \"https://mona:hunter2secret@contoso.com/a.yaml\"\n", "hunter2secret"),
    ("[[catalog.locations]]\nurl = \"https://contoso.com/a.yaml?sig=hunter2secret\"\n", "hunter2secret"),
    ("[[catalog.locations]]\nurl = \"https://contoso.com/a.yaml?v=1&token=hunter2secret\"\n", "hunter2secret"),
    (
        "[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\", organizations = [\"https://mona:hunter2secret@dev.azure.com/contoso\"] }]\n",
        "hunter2secret",
    ),
    ("[domain]\nhost = \"https://mona:hunter2secret@contoso.com\"\n", "hunter2secret"),
    ("size = \"ghp_16C7e42F292c6912E7\"\n", "16C7e42F292c6912E7"),
    ("redis = \"rediss://:hunter2secret@cache:6380\"\n", "hunter2secret"),
    ("title = 7 # ghp_16C7e42F292c6912E7\n", "16C7e42F292c6912E7"),
    // No TOML.
    ("[postgres]\npassword = hunter2secret\n", "hunter2secret"),
    ("password = \"hunter2secret\n", "hunter2secret"),
    (
        "[[secrets]]\nvalue = \"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQ\n-----END RSA PRIVATE KEY-----\"\n",
        "MIIEpAIBAAKCAQ",
    ),
    (
        "[[secrets]]\nvalue = \"\"\"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQ\n-----END RSA PRIVATE KEY-----\"\"\"\n",
        "MIIEpAIBAAKCAQ",
    ),
    ("entra = { client-secret = hunter2secret, audience = \"all\" }\n", "hunter2secret"),
    ("MIIEpAIBAAKCAQ=\n", "MIIEpAIBAAKCAQ"),
    ("[hunter2secret\n", "hunter2secret"),
];

fn diagnostics(text: &str) -> Report {
    let document = Document::new("portal.toml", text);
    match document.portal() {
        Ok(portal) => match bundle(&portal) {
            Ok(bundle) => document.locate(bundle.warnings),
            Err(diagnostics) => document.locate(diagnostics),
        },
        Err(diagnostics) => diagnostics,
    }
}

#[test]
fn no_format_shows_a_secret() {
    for (text, secret) in SECRETS {
        for text in [format!("name = \"backstage\"\n{text}"), format!("{text}\nunknown = 1\n"), format!("{text}\n= \n")]
        {
            assert!(text.contains(secret));
            let diagnostics = diagnostics(&text);
            assert!(!diagnostics.is_empty(), "{text}");
            let formats = [
                diagnostics.to_text(false),
                diagnostics.to_text(true),
                diagnostics.to_lines(),
                diagnostics.to_json(),
                diagnostics.to_github(),
                format!("{diagnostics:?}"),
            ];
            for rendered in formats {
                assert!(!rendered.contains(secret), "{text}\n{rendered}");
            }
        }
    }
}

#[test]
fn names_of_secrets_are_shown() {
    for (text, name) in [
        ("[[secrets]]\nname = \"Github_Token\"\nenv = \"A\"\n", "`Github_Token` is not a valid secret name"),
        ("[[secrets]]\nname = \"postgres-password\"\nenv = \"A\"\n", "postgres-password"),
        ("[[secrets]]\nname = \"a\"\nenv = \"1TOKEN\"\n", "`1TOKEN` is not a valid name"),
    ] {
        let shown = diagnostics(&format!("name = \"backstage\"\n{text}")).to_text(false);
        assert!(shown.contains(name) && !shown.contains("***"), "{shown}");
    }
}

#[test]
fn the_rest_of_the_line_is_shown_in_its_columns() {
    let text = "name = \"backstage\"\nentra = { client-secret = \"hünter2secret\", audience = \"all\" }\n";
    let shown = diagnostics(text).to_text(false);
    assert!(shown.contains("2 | entra = { client-secret = \"*************\", audience = \"all\" }\n"), "{shown}");
    assert!(shown.contains("portal.toml:2:55\n"), "{shown}");
}
