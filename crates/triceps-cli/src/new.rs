//! `triceps new`: a configuration to start from.

use std::path::Path;

use triceps::build::{Files, Mode};
use triceps_backstage::config::schema_text;

use crate::args::NewArgs;
use crate::output::{self, Code, Failure};

/// The file that the first line of a configuration names, beside it.
const SCHEMA: &str = "portal.schema.json";

pub(crate) fn run(args: &NewArgs) -> Result<Code, Failure> {
    let text = args.preset.preset().toml();
    if args.out == Path::new("-") {
        return output::stdout(text);
    }
    if args.out.exists() {
        return Err(Failure::new(format!(
            "`{}` exists already, and is not replaced: edit it, write another file with `--out FILE`, or print the new one \
             with `--out -`",
            args.out.display()
        )));
    }
    let files = Files::new().file(&args.out, text).file(args.out.with_file_name(SCHEMA), schema_text());
    let outcome = files.run(Mode::Write).map_err(|error| Failure::new(error.to_string()))?;
    for path in outcome.written() {
        output::report(&format!("wrote {}\n", path.display()))?;
    }
    output::report(&format!("next: edit it, then run `triceps generate {}`\n", args.out.display()))
}
