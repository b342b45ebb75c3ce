//! A small platform of modules of others.
