//! Ten templates of the size and kind that public repositories have, written with typed models.
//!
//! `cargo run --package ports-example` writes each as Bicep and as ARM JSON below `infra/`; with `--check` it compares.

pub mod aks;
pub mod alerts;
pub mod api_management;
pub mod events;
pub mod functions;
pub mod hub_network;
pub mod subscription;
pub mod vault;
pub mod virtual_machine;
pub mod web_app;

/// The generated models, a module for each provider.
#[allow(missing_docs, clippy::pedantic)]
pub mod azure {
    include!(concat!(env!("OUT_DIR"), "/azure.rs"));
}

use triceps::{Diagnostics, Template};

/// A template with the name of its folder.
pub type Port = (&'static str, fn() -> Result<Template, Diagnostics>);

/// All templates by the names of their folders.
pub const PORTS: &[Port] = &[
    ("aks", || Ok(aks::template())),
    ("alerts", || Ok(alerts::template())),
    ("api-management", || Ok(api_management::template())),
    ("events", || Ok(events::template())),
    ("functions", || Ok(functions::template())),
    ("hub-network", hub_network::template),
    ("subscription", subscription::template),
    ("vault", vault::template),
    ("virtual-machine", || Ok(virtual_machine::template())),
    ("web-app", || Ok(web_app::template())),
];
