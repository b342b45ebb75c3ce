//! Names after a dot, and the letter case of types and versions.

use triceps::functions::{map, resource_group, resource_id, tenant_resource_id};
use triceps::{Any, Expr, IntoExpr, Param, Raw, Template, TypeExpr, array, object};

pub(super) fn property_names() -> Template {
    let mut t = Template::for_resource_group();
    let table = t.param(Param::object("table"));
    let part = t.param(Param::string("part"));
    let keys = t.var("keys", object! { "$ref": 1, "é": 2, "zażółć_1": 3 });
    let read = |names: &[&'static str]| -> Vec<Expr> { names.iter().map(|name| table.prop(*name)).collect() };

    let mut dotted = read(&[
        "name", "_name", "name9", "$", "$ref", "a$b", "é", "Ω", "имя", "名前", "ªº", "ǅ", "a٣", "a９", "true", "if",
    ]);
    dotted.extend(["$ref", "é", "zażółć_1"].map(|name| keys.as_expr().prop(name)));
    t.output_as::<Vec<Any>>("withDot", dotted.into_expr());
    let bracketed = read(&[
        "",
        "9a",
        "٣",
        "a-b",
        "a.b",
        "a b",
        " ",
        "@type",
        "#hash",
        "it's",
        "[x]",
        "a\nb",
        "Ⅳ",
        "a²",
        "e\u{301}",
        "a‿b",
        "a\u{200d}b",
        "℘",
        "𝒜",
        "😀",
    ]);
    t.output_as::<Vec<Any>>("withBrackets", bracketed.into_expr());
    t.output_as::<Vec<Any>>(
        "chains",
        array![
            table.prop("a").prop("b").prop("é").prop("$x").prop("y-z").prop("w"),
            table.as_expr().at(&part).prop("é").prop("name").at(0),
            table.safe_prop("a").prop("é").prop("y-z"),
            table.safe_prop("$x"),
            table.prop("é").safe_prop("ø"),
            table.prop("é").safe_prop("name").paren().prop("ø"),
            map("row", array![&table].one_line(), |row| row.prop("é").prop("$id")),
        ],
    );
    t
}

pub(super) fn type_casing() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));

    let account = t.add(
        "account",
        Raw::new(
            "MICROSOFT.storage/STORAGEACCOUNTS@2023-05-01",
            object! { name: "contosocasing", location: &location, kind: "StorageV2", sku: { name: "Standard_LRS" } },
        ),
    );
    let blobs = t.nested(
        &account,
        "blobs",
        Raw::new("MICROSOFT.storage/STORAGEACCOUNTS/BLOBservices", object! { name: "default" }),
    );
    let container = t.nested(
        &blobs,
        "box",
        Raw::new("MICROSOFT.storage/STORAGEACCOUNTS/BLOBservices/CONTAINERS", object! { name: "box" }),
    );
    let files = t.add(
        "files",
        Raw::new(
            "microsoft.STORAGE/storageaccounts/FILEservices@2023-05-01",
            object! { parent: &account, name: "default" },
        ),
    );
    let vault =
        t.add("vault", Raw::existing("microsoft.keyvault/VAULTS@2024-12-01-PREVIEW", object! { name: "contosovault" }));
    let lock = t.add(
        "lock",
        Raw::new(
            "microsoft.authorization/LOCKS@2020-05-01",
            object! { scope: &account, name: "keep", properties: { level: "CanNotDelete" } },
        ),
    );
    let later = t.add(
        "unknownVersion",
        Raw::existing("MICROSOFT.storage/STORAGEACCOUNTS@2099-05-01", object! { name: "contosolater" }),
    );
    let later_blobs = t.nested(
        &later,
        "blobs",
        Raw::existing("MICROSOFT.storage/STORAGEACCOUNTS/BLOBservices@2023-05-01", object! { name: "default" }),
    );
    let room = t.add("unknownType", Raw::new("Contoso.HOTELS/roomS@2024-01-01-Preview", object! { name: "room" }));
    let bed = t.nested(&room, "bed", Raw::new("Contoso.HOTELS/roomS/BEDS", object! { name: "bed" }));

    t.output_as::<Vec<Any>>(
        "ids",
        array![
            account.id(),
            blobs.id(),
            container.id(),
            files.id(),
            vault.id(),
            lock.id(),
            later.id(),
            later_blobs.id(),
            room.id(),
            bed.id(),
        ],
    );
    t.output_as::<Vec<Any>>(
        "types",
        array![
            account.type_name(),
            blobs.type_name(),
            files.type_name(),
            vault.type_name(),
            later.type_name(),
            bed.type_name(),
        ],
    );
    t.output_as::<Vec<Any>>("versions", array![vault.api_version(), room.api_version()]);
    t.output_as::<Vec<Any>>(
        "reads",
        array![
            account.prop("properties").prop("primaryEndpoints").prop("blob"),
            vault.prop("properties").prop("vaultUri"),
        ],
    );
    t.output_as::<Vec<Any>>(
        "written",
        array![
            resource_id("MICROSOFT.storage/STORAGEACCOUNTS", ["contosocasing"]),
            tenant_resource_id("microsoft.RESOURCES/tenants", ["x"]),
        ],
    );
    t
}

pub(super) fn type_casing_symbolic() -> Template {
    let mut t = Template::for_resource_group();
    let properties = t.declare_type(
        "vaultProperties",
        TypeExpr::resource_input("MICROSOFT.keyvault/VAULTS@2024-12-01-PREVIEW").prop("properties"),
    );
    let properties = t.param(Param::typed("properties", properties));

    let vault = t.add(
        "vault",
        Raw::new(
            "microsoft.KEYVAULT/vaults@2024-12-01-Preview",
            object! { name: "contosovault", location: resource_group().location(), properties: &properties },
        ),
    );
    let secret = t.add(
        "secret",
        Raw::existing("MICROSOFT.KEYVAULT/VAULTS/SECRETS@2023-07-01", object! { parent: &vault, name: "token" }),
    );

    t.output_as::<String>("uri", secret.prop("properties").prop("secretUri"));
    t.output_as::<String>("location", vault.prop("location"));
    t
}
