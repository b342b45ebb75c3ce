//! Functions that read files, the environment and other inputs while compiling.

use crate::row::{Emission, Flags, Overload, Param, Row};
use crate::sig::Sig;

const FILE: Param = Param::new("filePath", Sig::String);
const ENCODING: Param =
    Param::new("encoding", Sig::OneOf(&["iso-8859-1", "us-ascii", "utf-16", "utf-16BE", "utf-8"])).optional();
const FILTERED: &[Param] = &[FILE, Param::new("pathFilter", Sig::String).optional(), ENCODING];

pub(super) const LOAD_TEXT_CONTENT: Row =
    Row::new("Takes over the text of a file while compiling.", &[Overload::new(&[FILE, ENCODING], Sig::String)])
        .flags(Flags::COMPILE_TIME.and(Flags::PURE).and(Flags::LOADS))
        .emission(Emission::LiteralOrVariable);

pub(super) const LOAD_FILE_AS_BASE64: Row =
    Row::new("Takes over the bytes of a file in base64 while compiling.", &[Overload::new(&[FILE], Sig::String)])
        .flags(Flags::COMPILE_TIME.and(Flags::PURE).and(Flags::LOADS))
        .emission(Emission::LiteralOrVariable);

pub(super) const LOAD_JSON_CONTENT: Row =
    Row::new("Takes over the JSON of a file, or a part of it, while compiling.", &[Overload::new(FILTERED, Sig::Any)])
        .flags(Flags::COMPILE_TIME.and(Flags::PURE).and(Flags::LOADS))
        .emission(Emission::Variable);

pub(super) const LOAD_YAML_CONTENT: Row =
    Row::new("Takes over the YAML of a file, or a part of it, while compiling.", &[Overload::new(FILTERED, Sig::Any)])
        .flags(Flags::COMPILE_TIME.and(Flags::PURE).and(Flags::LOADS))
        .emission(Emission::Variable);

pub(super) const LOAD_DIRECTORY_FILE_INFO: Row = Row::new(
    "Lists the files of a folder while compiling.",
    &[Overload::new(
        &[Param::new("directoryPath", Sig::String), Param::new("searchPattern", Sig::String).optional()],
        Sig::Any,
    )],
)
.flags(Flags::COMPILE_TIME.and(Flags::PURE).and(Flags::LOADS))
.emission(Emission::Variable);

pub(super) const READ_ENVIRONMENT_VARIABLE: Row = Row::new(
    "Reads an environment variable while a parameter file is compiled.",
    &[Overload::new(
        &[Param::new("variableName", Sig::String), Param::new("default", Sig::String).optional()],
        Sig::String,
    )],
)
.flags(Flags::PARAMS_FILE.and(Flags::COMPILE_TIME))
.emission(Emission::Literal);

pub(super) const READ_ENV_VAR: Row = Row::new(
    "Reads an environment variable when a parameter file is deployed.",
    &[Overload::new(&[Param::new("variableName", Sig::String).constant()], Sig::String)],
)
.flags(Flags::PARAMS_FILE.and(Flags::EXPERIMENTAL))
.emission(Emission::CallAs("externalInputs"));

pub(super) const READ_CLI_ARG: Row = Row::new(
    "Reads an argument of the command line when a parameter file is deployed.",
    &[Overload::new(&[Param::new("argumentName", Sig::String).constant()], Sig::String)],
)
.flags(Flags::PARAMS_FILE.and(Flags::EXPERIMENTAL))
.emission(Emission::CallAs("externalInputs"));

pub(super) const EXTERNAL_INPUT: Row = Row::new(
    "Asks the tool that deploys a parameter file for a value.",
    &[Overload::new(
        &[Param::new("name", Sig::String).constant(), Param::new("config", Sig::Any).optional().constant()],
        Sig::Any,
    )],
)
.flags(Flags::PARAMS_FILE)
.emission(Emission::CallAs("externalInputs"));

pub(super) const GET_SECRET: Row = Row::new(
    "Gives a parameter the secret of a key vault when the deployment starts.",
    &[Overload::new(
        &[
            Param::new("subscriptionId", Sig::String),
            Param::new("resourceGroupName", Sig::String),
            Param::new("keyVaultName", Sig::String),
            Param::new("secretName", Sig::String),
            Param::new("secretVersion", Sig::String).optional(),
        ],
        Sig::SecureString,
    )],
)
.flags(Flags::PARAMS_FILE.and(Flags::DIRECT).and(Flags::SECRET))
.emission(Emission::VaultReference);
