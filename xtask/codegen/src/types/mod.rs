//! `codegen types`: the type index of `triceps-types`, made from the archives it is pinned to.
//!
//! Two paths lead through the sources. The encoder reads them into a graph, merges equal types and writes the index;
//! the witness renders the JSON as it is. The index is written only if the reader gives back what the witness says about
//! every type and version.

mod compare;
mod encode;
mod fresh;
mod graph;
mod json_outline;
mod load;
mod lock;
mod merge;
mod resources;
mod shapes;
mod source;
mod strings;
mod writer;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use triceps_types::Index;

use self::{
    fresh::{Mode, write_or_check},
    lock::Lock,
    source::Archive,
};

/// How the command is called.
pub(crate) const USAGE: &str = "codegen types --azure FILE [--graph FILE] [--check]

  --azure FILE  archive of the types of Azure
  --graph FILE  archive of the types of Microsoft Graph; without it the index has no Microsoft Graph
  --check       compare with the committed files instead of writing them
";

/// Makes the index and what its tests compare it with. Gives a summary to print.
///
/// # Errors
///
/// If an archive is not the pinned one, the data has something the index has no form for, the finished index does
/// not say what the data says, or, with `--check`, a committed file is out of date.
pub(crate) fn run(args: &[String]) -> Result<String, String> {
    let options = Options::parse(args)?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crate_dir = workspace.join("crates/triceps-types");
    let lock = Lock::read(&crate_dir.join("types.lock.toml"))?;

    let unpacked = workspace.join("target/types");
    let azure = Archive::open(&options.azure, &lock.azure, &unpacked.join("azure"))?;
    let graph = options.graph.as_deref();
    let graph = graph.map(|graph| Archive::open(graph, &lock.graph, &unpacked.join("graph"))).transpose()?;

    let mut data = graph::Data::new();
    load::azure(&mut data, &azure)?;
    if let Some(graph) = &graph {
        load::graph(&mut data, graph)?;
    }
    let nodes = data.nodes.len();
    let data = merge::merge(data);
    let bytes = encode::encode(&data, &lock.pins(graph.is_some()))?;

    let index = Index::open(&bytes).map_err(|error| error.to_string())?;
    index.verify().map_err(|error| error.to_string())?;
    let seen = compare::compare(&index, &azure, graph.as_ref())?;

    let mode = if options.check { Mode::Check } else { Mode::Write };
    write_or_check(mode, &crate_dir.join("data/types.bin"), &bytes)?;
    write_or_check(mode, &crate_dir.join("tests/fixtures/counts.txt"), seen.counts.as_bytes())?;
    write_or_check(mode, &crate_dir.join("tests/fixtures/sample.txt"), seen.sample.as_bytes())?;

    let mut summary = String::new();
    writeln!(summary, "{} bytes made of {nodes} types", bytes.len())
        .and_then(|()| {
            writeln!(summary, "{} resource types and functions compared, {} lines", seen.compared, seen.lines)
        })
        .map_err(|error| error.to_string())?;
    Ok(summary)
}

struct Options {
    azure: PathBuf,
    graph: Option<PathBuf>,
    check: bool,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self, String> {
        let (mut azure, mut graph, mut check) = (None, None, false);
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--azure" => azure = args.next().map(PathBuf::from),
                "--graph" => graph = args.next().map(PathBuf::from),
                "--check" => check = true,
                other => return Err(format!("unknown argument `{other}`\nusage: {USAGE}")),
            }
        }
        let azure = azure.ok_or_else(|| format!("`--azure FILE` is missing\nusage: {USAGE}"))?;
        Ok(Self { azure, graph, check })
    }
}
