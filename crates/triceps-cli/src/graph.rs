//! `triceps graph`: the resources of a portal as a picture.

use triceps_backstage::Graph;

use crate::args::{GraphArgs, Picture};
use crate::output::{self, Code, Failure};
use crate::portal;

pub(crate) fn run(args: &GraphArgs) -> Result<Code, Failure> {
    let source = portal::read(&args.portal)?;
    let document = source.document();
    let graph =
        document.portal().and_then(|portal| Graph::new(&portal).map_err(|diagnostics| document.locate(diagnostics)));
    match graph {
        Ok(graph) => output::stdout(&match args.format {
            Picture::Mermaid => graph.to_mermaid(),
            Picture::Svg => graph.to_svg(),
        }),
        Err(diagnostics) => {
            output::stderr(&diagnostics.to_text(output::has_colors()));
            Ok(Code::Diagnostics)
        }
    }
}
