//! The pages of `docs/`: their examples run, they have the codes of the registry, and all text is plain.

mod codes;
mod first_hour;
mod layers;
mod links;
mod pages;
mod pictures;
mod words;
