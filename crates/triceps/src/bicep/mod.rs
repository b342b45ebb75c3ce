//! Bicep text.
