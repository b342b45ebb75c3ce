//! ARM JSON, equal to what the compiler makes of the Bicep text.
