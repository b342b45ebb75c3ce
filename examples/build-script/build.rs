//! Writes `infra/main.bicep` whenever the model below changes.

mod infra;

fn main() {
    triceps::build::bicep("infra/main.bicep", infra::storage);
}
