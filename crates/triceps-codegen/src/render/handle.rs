//! Handles: read accessors and `list..` functions.

use super::docs;
use super::types::{argument, read_type};
use super::writer::{Method, Writer};
use crate::shape::{Accessor, Function, Getter, Model, Output, Read, Type};

pub(super) fn write(writer: &mut Writer, model: &Model) {
    if model.getters.is_empty() && model.functions.is_empty() && model.identity.is_none() {
        return;
    }
    writer.import("Access");
    writer.blank();
    writer.line(0, &format!("impl<A: Access> {}Ref<A> {{", model.rust_name));
    for getter in &model.getters {
        writer.blank();
        self::getter(writer, model, getter);
    }
    if model.identity.is_some() {
        identities(writer);
    }
    for function in &model.functions {
        writer.blank();
        self::function(writer, model, function);
    }
    writer.line(0, "}");
    for output in &model.outputs {
        self::output(writer, model, output);
    }
}

fn getter(writer: &mut Writer, model: &Model, getter: &Getter) {
    let what = match &getter.docs {
        // The links of a setter lead from its handle, too.
        Some(text) => format!(": {}", text.replace("](Self::", &format!("]({}::", model.rust_name))),
        None if getter.kind == Type::Secret => String::new(),
        None => format!(": {}", docs::kind(model, &getter.kind)),
    };
    let note = if getter.read_only { " (read-only)" } else { "" };
    writer.doc(1, &format!("{}{what}{note}.", docs::path("", &getter.path)));
    let path = format!("{:?}", getter.path);
    let (returns, body) = if getter.kind == Type::Secret {
        ("A::ReadSecret<String>".to_owned(), format!("self.0.read_secret(&{path})"))
    } else {
        (format!("A::Read<{}>", read_type(writer, model, &getter.kind)), format!("self.0.read(&{path})"))
    };
    let body = vec![body];
    writer.method(&Method { name: &getter.method, receiver: "&self", params: Vec::new(), returns: &returns, body });
}

fn identities(writer: &mut Writer) {
    writer.import("Value");
    writer.blank();
    writer.doc(
        1,
        "`identity.principalId`: object id of the resource's own identity (read-only). Known only during the deployment.",
    );
    writer.method(&Method {
        name: "system_principal_id",
        receiver: "&self",
        params: Vec::new(),
        returns: "A::Read<String>",
        body: vec!["self.0.read(&[\"identity\", \"principalId\"])".to_owned()],
    });
    writer.blank();
    writer.doc(1, "`identity.?principalId`: the same, null where the resource has no identity of its own.");
    writer.method(&Method {
        name: "optional_system_principal_id",
        receiver: "&self",
        params: Vec::new(),
        returns: "Value<Option<String>>",
        body: vec![
            "let identity = self.0.symbol().safe_prop(\"identity\");".to_owned(),
            "Value::from_expr(identity.safe_prop(\"principalId\"))".to_owned(),
        ],
    });
}

fn function(writer: &mut Writer, model: &Model, function: &Function) {
    let Function { name, method, input, output, docs } = function;
    if let Some(text) = docs {
        writer.doc(1, &format!("{text}."));
        writer.doc(1, "");
    }
    let secret = if matches!(output, Read::Plain(_)) { "" } else { " What is secret in it stays secret." };
    writer.doc(1, &format!("Calls `{name}()`.{secret}"));
    let mut params = Vec::new();
    let mut args = "()".to_owned();
    if let Some(input) = input {
        let (kind, value) = argument(writer, model, input, "parameters");
        params.push(("parameters".to_owned(), kind));
        args = format!("({}::API_VERSION, {value})", model.rust_name);
    }
    // Long calls are taken apart, so that they fit on their lines.
    let longest = name.len() + args.len() + 2 * method.len();
    let (setup, call) = if longest > 60 {
        let setup =
            vec![format!("let args = {args};"), format!("let output = self.0.symbol().method({name:?}, args);")];
        (setup, "output".to_owned())
    } else {
        (Vec::new(), format!("self.0.symbol().method({name:?}, {args})"))
    };
    reading(writer, model, method, params, output, setup, &call);
}

fn output(writer: &mut Writer, model: &Model, output: &Output) {
    writer.import("Expr");
    writer.blank();
    for line in &output.docs {
        writer.verbatim(0, line);
    }
    if !output.docs.is_empty() {
        writer.doc(0, "");
    }
    writer.doc(0, &format!("What `{}` gives.", output.place));
    writer.line(0, "#[derive(Clone, Debug)]");
    writer.line(0, &format!("pub struct {}(Expr);", output.rust_name));
    if output.accessors.is_empty() {
        return;
    }
    writer.blank();
    writer.line(0, &format!("impl {} {{", output.rust_name));
    for Accessor { property, method, read, docs: text } in &output.accessors {
        writer.blank();
        let note = if is_secret(read) { ": a secret" } else { "" };
        let what = text.as_ref().map_or_else(|| note.to_owned(), |text| format!(": {text}"));
        writer.doc(1, &format!("{}{what}.", docs::code(property)));
        reading(writer, model, method, Vec::new(), read, Vec::new(), &format!("self.0.prop({property:?})"));
    }
    writer.line(0, "}");
}

/// A method that gives a part of an expression with its type.
fn reading(
    writer: &mut Writer,
    model: &Model,
    name: &str,
    mut params: Vec<(String, String)>,
    read: &Read,
    mut setup: Vec<String>,
    expr: &str,
) {
    let (read, expr) = match read {
        Read::List(item) => {
            writer.import("IntoValue");
            params.push(("index".to_owned(), "impl IntoValue<i64>".to_owned()));
            (&**item, format!("{expr}.at(index.into_value())"))
        }
        read => (read, expr.to_owned()),
    };
    let (returns, body) = match read {
        Read::Plain(kind) => {
            writer.import("Value");
            (format!("Value<{}>", read_type(writer, model, kind)), format!("Value::from_expr({expr})"))
        }
        Read::Secret(kind) => {
            writer.import("Secure");
            (format!("Secure<{}>", read_type(writer, model, kind)), format!("Secure::from_expr({expr})"))
        }
        Read::Output(at) => {
            let name = &model.outputs[*at].rust_name;
            (name.clone(), format!("{name}({expr})"))
        }
        // Lists of lists are read with `at`.
        Read::List(_) => {
            writer.import("Secure");
            writer.import("Any");
            ("Secure<Any>".to_owned(), format!("Secure::from_expr({expr})"))
        }
    };
    setup.push(body);
    writer.method(&Method { name, receiver: "&self", params, returns: &returns, body: setup });
}

fn is_secret(read: &Read) -> bool {
    match read {
        Read::Secret(_) => true,
        Read::List(item) => is_secret(item),
        Read::Plain(_) | Read::Output(_) => false,
    }
}
