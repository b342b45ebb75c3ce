//! `triceps completions` and `triceps man`.

use std::fs;

use clap::CommandFactory as _;

use crate::args::{Args, CompletionsArgs, ManArgs};
use crate::output::{self, Code, Failure};

pub(crate) fn completions(args: &CompletionsArgs) -> Result<Code, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "triceps", &mut script);
    output::stdout(&String::from_utf8_lossy(&script))
}

pub(crate) fn man(args: &ManArgs) -> Result<Code, Failure> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        let outcome = clap_mangen::Man::new(Args::command()).render(&mut page);
        outcome.map_err(|error| Failure::new(format!("could not create the page: {error}")))?;
        return output::stdout(&String::from_utf8_lossy(&page));
    };
    fs::create_dir_all(folder).map_err(|error| Failure::disk("create", folder, &error))?;
    clap_mangen::generate_to(Args::command(), folder)
        .map_err(|error| Failure::disk("write the pages to", folder, &error))?;
    output::report(&format!("wrote the manual pages to `{}`\n", folder.display()))
}
