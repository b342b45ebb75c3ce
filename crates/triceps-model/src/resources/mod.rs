//! Typed models of Azure resources, a module for each provider.

pub mod app;
pub mod authorization;
mod body;
pub mod container_registry;
pub mod key_vault;
pub mod managed_identity;
pub mod operational_insights;
