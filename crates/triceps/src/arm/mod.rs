//! ARM JSON.
