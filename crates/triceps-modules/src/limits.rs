//! How large what others publish may be.

/// Bytes of a manifest.
pub const MAX_MANIFEST: u64 = 1 << 20;
/// Bytes of a layer: a template, or an archive of sources.
pub const MAX_LAYER: u64 = 32 << 20;
/// How many deployments may be nested in a module.
pub const MAX_DEPLOYMENTS: usize = 800;
/// Bytes of all sources of a module, unpacked.
pub const MAX_SOURCES: u64 = 100 << 20;
/// Files among the sources of a module.
pub const MAX_SOURCE_FILES: usize = 10_000;
