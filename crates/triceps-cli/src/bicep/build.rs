//! `triceps build`: templates of Azure Resource Manager from Bicep text.

use std::path::PathBuf;
use std::time::SystemTime;

use triceps::Checked;
use triceps::read::{Compilation, Compiler, Day};

use super::args::BuildArgs;
use super::inputs::{self, Input, Workspace};
use super::{diagnostics, outputs, parallel, sizes};
use crate::modules::{Recording, with_modules};
use crate::output::{self, Code, Failure};

pub(super) fn run(args: &BuildArgs) -> Result<Code, Failure> {
    let inputs = match (&args.file, &args.target.pattern) {
        (Some(file), _) => vec![Input::new(file.clone(), &args.target, Some("json"))],
        (None, Some(pattern)) => inputs::matching(pattern, &args.target, Some("json"))?,
        (None, None) => Vec::new(),
    };
    if let Some(input) = inputs.iter().find(|input| !inputs::is_bicep(&input.file)) {
        return Err(Failure::new(format!("`{}` is not a `.bicep` file", input.file.display())));
    }
    let workspace = Workspace::new(args.config.as_deref())?;
    let compiled = parallel::map("compiling", &inputs, |input| {
        // An error about the file itself shows the path as it was given.
        let text = inputs::read(&input.file)?;
        let main = inputs::full(&input.file)?;
        let files = Recording::new(&workspace).with(main.clone(), text.into_bytes());
        let (compilation, root) =
            with_modules(&input.file, !args.no_restore, |modules| compiler().compile(&files, modules, &main))?;
        let outside = match root.filter(|_| !args.allow_outside) {
            Some(root) => files.outside(&root).unwrap_or_else(|error| vec![error]),
            None => Vec::new(),
        };
        Ok((compilation, outside))
    });
    let compiled: Vec<(Compilation, Vec<_>)> = compiled.into_iter().collect::<Result<_, Failure>>()?;
    let (compiled, outside): (Vec<Compilation>, Vec<Vec<_>>) = compiled.into_iter().unzip();
    let outside: Vec<_> = outside.into_iter().flatten().collect();
    if !outside.is_empty() {
        output::module_errors(&outside);
        return Ok(Code::Diagnostics);
    }
    diagnostics::show(&compiled, args.diagnostics_format);
    let templates = inputs.into_iter().zip(&compiled).filter_map(|(input, compilation)| {
        let template = compilation.checked().filter(|_| !compilation.diagnostics().has_errors())?;
        Some((input.output, template))
    });
    let templates: Vec<(PathBuf, &Checked)> = templates.collect();
    if args.sizes {
        for (output, template) in &templates {
            output::stdout(&sizes::report(&output.display().to_string(), &template.to_arm_string()))?;
        }
    }
    if args.target.stdout {
        for (_, template) in &templates {
            output::write(|out| template.write_arm(out))?;
        }
    } else {
        outputs::write(
            templates.iter().map(|(output, template)| (output.clone(), template.to_arm_string())).collect(),
        )?;
    }
    let has_errors = templates.len() < compiled.len();
    // The process ends now, and what was compiled is many small pieces.
    std::mem::forget(compiled);
    Ok(if has_errors { Code::Diagnostics } else { Code::Fine })
}

/// A compiler that knows which day it is.
fn compiler() -> Compiler {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let days = i32::try_from(now.as_secs() / (24 * 60 * 60)).unwrap_or(i32::MAX);
    Compiler::new().on_day(Day::since_1970(days))
}
