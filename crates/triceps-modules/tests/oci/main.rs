//! Registries, spoken to in this process: no test leaves the loopback address.

mod artifacts;
mod azure;
mod hostile;
mod plain;
mod server;
mod trouble;
