//! Names of modules in Rust.

use triceps_diagnostics::codes;

use crate::error::Error;
use crate::lock::Lock;
use crate::reference::Reference;

/// What cannot name a module, is the name of the types that several have, or must not hide what every file sees.
const TAKEN: &[&str] = &[
    "abstract", "alloc", "as", "async", "await", "become", "box", "break", "const", "continue", "core", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "shared", "static", "std",
    "struct", "super", "trait", "triceps", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// The name of a new module: its last segment; on a clash with the group before it.
///
/// # Errors
///
/// Both names are taken.
pub fn choose(lock: &Lock, reference: &Reference) -> Result<String, Error> {
    let short = name_of(reference.short_name());
    let Some(other) = lock.named(&short).filter(|other| *other != reference) else { return Ok(short) };
    if let (Reference::Registry(one), Reference::Registry(other)) = (reference, other)
        && one.registry() == other.registry()
        && one.path() == other.path()
    {
        let message = format!("`{short}` is the name of `{}` already", Reference::Registry(other.clone()));
        return Err(Error::new(codes::TRI0074, reference, message).with_help(
            "to change the version, run `triceps modules update`; to use both side by side, add `--as NAME`",
        ));
    }
    let path = match reference {
        Reference::Registry(reference) => reference.path(),
        Reference::TemplateSpec(reference) => reference.group(),
        Reference::Path(path) => path.as_str(),
    };
    let mut segments = path.rsplit('/');
    if matches!(reference, Reference::Registry(_)) {
        segments.next();
    }
    let long = segments.next().map(|group| name_of(&format!("{group}-{}", reference.short_name())));
    match long {
        Some(long) if lock.named(&long).is_none() => Ok(long),
        _ => {
            let message = format!("`{short}` is the name of `{other}` already");
            Err(Error::new(codes::TRI0074, reference, message).with_help("add `--as NAME`"))
        }
    }
}

/// Refuses a name that a user gives, if it is none.
///
/// # Errors
///
/// What to write instead.
pub fn check(reference: &Reference, name: &str) -> Result<(), Error> {
    if name_of(name) == name {
        return Ok(());
    }
    let message = format!("`{}` is not a name of a module in Rust", name.escape_debug());
    Err(Error::new(codes::TRI0074, reference, message).with_help(format!("write `--as {}`", name_of(name))))
}

fn name_of(text: &str) -> String {
    let mut name: String = text
        .chars()
        .map(|found| if found.is_ascii_alphanumeric() { found.to_ascii_lowercase() } else { '_' })
        .collect();
    if name.bytes().all(|byte| byte == b'_') || name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert_str(0, "module_");
    }
    if TAKEN.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names() {
        let names = ["storage-account", "Type", "2d", "a.b_c", "-"].map(name_of);
        assert_eq!(names, ["storage_account", "type_", "module_2d", "a_b_c", "module__"]);
    }
}
