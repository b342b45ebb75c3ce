//! Types: what is known of a value without evaluating it.
