//! The built-in index against what was written down of the data it is made of.

mod counts;
mod damage;
mod lookup;
mod outline;
mod sample;
mod suggestions;
mod views;
