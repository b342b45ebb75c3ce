//! Functions of the language, lambdas and functions of a template.

use triceps::functions::call;
use triceps::functions::{
    base64, base64_to_json, base64_to_string, cidr_host, cidr_subnet, concat, contains, data_uri, data_uri_to_string,
    date_time_add, date_time_from_epoch, date_time_to_epoch, deployer, deployment, distinct, empty, ends_with,
    environment, extension_resource_id, filter, first, flatten, format, group_by, guid, index_of, int, intersection,
    items, join, json, last, last_index_of, length, map, map_indexed, map_values, max, min, nameof, new_guid,
    object_keys, pad_left, parse_cidr, range, reduce, replace, resource_group, resource_id, shallow_merge, skip, sort,
    split, starts_with, string, subscription, subscription_resource_id, substring, take, tenant, tenant_resource_id,
    to_lower, to_object, to_upper, trim, union, unique_string, uri, uri_component, uri_component_to_string, utc_now,
};
use triceps::{Any, Expr, IntoExpr, Object, Param, Template, TypeExpr, array, convert::IntoTyped, interpolate, object};

pub(super) fn functions() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    let list = t.param(Param::array_of::<String>("list"));
    let obj = t.param(Param::object("obj"));
    let num = t.param(Param::int("num"));

    let strings = t.var(
        "strings",
        object! {
            lower: to_lower(&name),
            upper: to_upper(&name),
            trimmed: trim(&name),
            padded: pad_left(&name, 10, "0"),
            replaced: replace(&name, "-", ""),
            parts: split(&name, "-"),
            joined: join(&list, ","),
            sub: substring(&name, 0, 2),
            starts: starts_with(&name, "a"),
            ends: ends_with(&name, "z"),
            idx: index_of(&name, "b"),
            lastIdx: last_index_of(&name, "b"),
            taken: take(&name, 5),
            skipped: skip(&name, 1),
            len: length(&name),
            formatted: format("{0}:{1:D3}", (&name, &num)),
            uri: uri("https://example.com/", "path"),
            encoded: base64(&name),
            decoded: base64_to_string(base64(&name)),
            hashed: unique_string([&name]),
            guidded: guid((&name, "salt")),
            str: string(&num),
        },
    );
    let arrays = t.var(
        "arrays",
        object! {
            first: first(&list),
            last: last(&list),
            contains: contains(&list, "x"),
            concat: concat((&list, array!["y"].one_line())),
            flat: flatten(array![&list, &list].one_line()),
            range: range(0, &num),
            union: union((&list, array!["z"].one_line())),
            intersection: intersection((&list, array!["x"].one_line())),
            min: min((1, 2, &num)),
            max: max((1, 2, &num)),
            isEmpty: empty(&list),
            indexed: call("indexOf", (&list, "x")),
        },
    );
    let objects = t.var(
        "objects",
        object! {
            keys: object_keys(&obj),
            items: items(&obj),
            union: union((&obj, object! { extra: true }.one_line())),
            has: contains(&obj, "k"),
            shallow: shallow_merge(array![&obj, object! { b: 1 }.one_line()].one_line()),
            parsed: json("{\"a\": 1.5}"),
            coalesced: obj.safe_prop("a").or("none"),
        },
    );
    let numbers = t.var("numbers", object! { int: int("5"), cpu: json("0.5"), mod: &num % 3 });
    let dates = t.var(
        "dates",
        object! {
            plus: date_time_add("2024-01-01T00:00:00Z", "P1D"),
            epoch: date_time_to_epoch("2024-01-01T00:00:00Z"),
        },
    );
    let cidr = t.var(
        "cidr",
        object! {
            subnet: cidr_subnet("10.0.0.0/16", 24, 0),
            host: cidr_host("10.0.0.0/24", 4),
            parsed: parse_cidr("10.0.0.0/16"),
        },
    );

    t.output("strings", &strings);
    t.output("arrays", &arrays);
    t.output("objects", &objects);
    t.output("numbers", &numbers);
    t.output("dates", &dates);
    t.output("cidr", &cidr);
    t
}

pub(super) fn lambdas() -> Template {
    let mut t = Template::for_resource_group();
    let people = t.param(Param::array("people").default(array![{ name: "ada", age: 36 }, { name: "alan", age: 41 }]));

    t.output("names", map("p", &people, |p| p.prop("name")));
    t.output_as::<Vec<Any>>("indexed", map_indexed(["p", "i"], &people, |p, i| interpolate!("{i}:{}", p.prop("name"))));
    t.output("adults", filter("p", &people, |p| p.prop("age").at_least(18)));
    t.output("total", reduce(["acc", "next"], map("p", &people, |p| p.prop("age")), 0, |acc, next| &acc + &next));
    t.output("sorted", sort(["x", "y"], &people, |x, y| x.prop("age").less_than(y.prop("age"))));
    t.output_as::<Object>("byName", call("toObject", (&people, Expr::lambda(["p"], |[p]| p.prop("name")))));
    t.output("ages", to_object("p", &people, |p| p.prop("name"), |p| p.prop("age")));
    t.output("grouped", group_by("p", &people, |p| p.prop("name")));
    t.output("mapped", map_values("v", object! { a: 1, b: 2 }.one_line(), |v| v * 2));
    t
}

pub(super) fn user_functions() -> Template {
    let mut t = Template::for_resource_group();
    let resource_name = t.func::<String, 2>(
        "resourceName",
        [("prefix", TypeExpr::named("string")), ("suffix", TypeExpr::named("string"))],
        |[prefix, suffix]| to_lower(interpolate!("{prefix}-{suffix}")),
    );
    t.describe(&resource_name, "Joins a prefix and a suffix.");
    let double = t.func::<i64, 1>("double", [("input", TypeExpr::named("int"))], |[input]| input * 2);
    t.export(&double);
    let describe = t.func::<Object, 2>(
        "describe",
        [("name", TypeExpr::named("string")), ("count", TypeExpr::named("int"))],
        |[name, count]| object! { name: resource_name.call((&name, "x")), count: double.call([&count]) }.into_typed(),
    );

    t.output("named", resource_name.call(["App", "Env"]));
    t.output("doubled", double.call([21]));
    t.output("described", describe.call(("a", 1)));
    t
}

pub(super) fn functions_all_sys_1() -> Template {
    let mut t = Template::for_resource_group();
    let text = t.param(Param::string("text"));
    let list = t.param(Param::array("list"));
    let names = t.param(Param::array_of::<String>("names"));
    let numbers = t.param(Param::array_of::<i64>("numbers"));
    let obj = t.param(Param::object("obj"));

    let encoding = t.var(
        "encoding",
        object! {
            toBase64: base64(&text),
            fromBase64: base64_to_string("aGVsbG8="),
            jsonFromBase64: base64_to_json(base64(string(&obj))),
            toDataUri: data_uri(&text),
            fromDataUri: data_uri_to_string("data:text/plain;base64,aGVsbG8="),
            escaped: uri_component(interpolate!("a b/c?{text}")),
            unescaped: uri_component_to_string("a%20b"),
            joinedUri: uri("https://contoso.com/api/", &text),
            built: call(
                "buildUri",
                [object! { scheme: "https", host: "contoso.com", port: 8443, path: "/portal", query: "v=1" }],
            ),
            parsedHost: call("parseUri", ["https://contoso.com:8443/portal?v=1"]).prop("host"),
        },
    );
    let conversions = t.var(
        "conversions",
        object! {
            toArray: call("array", [&text]),
            toBool: call("bool", ["true"]),
            boolFromInt: call("bool", [1]),
            toInt: int("42"),
            intFromInt: call("int", [42]),
            toText: string(&numbers),
            parsed: json("{\"a\":[1,2.5,null]}"),
            untyped: call("any", [&text]),
            unsafe: call("any", [&obj]).prop("whatever").prop("deep"),
        },
    );
    let strings = t.var(
        "strings",
        object! {
            paddedNumber: call("padLeft", (7, 3, "0")),
            paddedDefault: call("padLeft", (&text, 8)),
            splitMany: call("split", (&text, array![",", ";"].one_line())),
            tail: call("substring", (&text, 2)),
            like: call("like", (&text, "app-*-0?")),
            hasPart: contains(&text, "b"),
            joined: join(&names, ", "),
            formatted: format("{0,5}|{1:X2}|{{literal}}|{2}", (&text, 255, true)),
            firstChar: call("first", [&text]),
            lastChar: call("last", [&text]),
            size: length(&text),
            blank: empty(&text),
            where: index_of(&text, "needle"),
            whereLast: last_index_of(&text, "needle"),
            lower: to_lower("ABC"),
            upper: to_upper("abc"),
            bare: trim(" x "),
            unique: unique_string((&text, "salt", subscription().id())),
            id: guid([&text]),
        },
    );
    let arrays = t.var(
        "arrays",
        object! {
            deduped: distinct(&names),
            smallest: min([&numbers]),
            largest: max([&numbers]),
            smallestOf: min([3, 1, 2]),
            largestOf: max([3]),
            head: call("take", (&list, 2)),
            rest: call("skip", (&list, 2)),
            firstItem: first(&list),
            lastItem: last(&list),
            has: contains(&list, "x"),
            at: call("indexOf", (&list, "x")),
            lastAt: call("lastIndexOf", (&list, "x")),
            numbers: range(5, 10),
            merged: union((&list, array!["a"].one_line(), array!["b"].one_line())),
            common: intersection((&list, array!["a"].one_line(), array!["b"].one_line())),
            flat: flatten(array![array![1].one_line(), array![2, 3].one_line(), []].one_line()),
            appended: concat((&list, array!["tail"].one_line(), &names)),
            count: length(&list),
            none: empty(&list),
        },
    );

    t.output("encoding", &encoding);
    t.output("conversions", &conversions);
    t.output("strings", &strings);
    t.output("arrays", &arrays);
    t
}

pub(super) fn functions_all_sys_2() -> Template {
    let mut t = Template::for_resource_group();
    let people = t.param(Param::typed(
        "people",
        TypeExpr::object([
            ("name", TypeExpr::named("string")),
            ("age", TypeExpr::named("int")),
            ("team", TypeExpr::named("string").nullable()),
        ])
        .array(),
    ));
    let obj = t.param(Param::object("obj"));
    let when = t.param(Param::string("when").default(call("utcNow", ())));
    let stamp = t.param(Param::string("stamp").default(utc_now("yyyyMMdd-HHmm")));
    let run_id = t.param(Param::string("runId").default(new_guid()));
    let nonce = t.param(Param::string("nonce").default(unique_string((new_guid(), utc_now("u")))));
    let generated = t.param(Param::secure_string("generated").or_new_guid());

    let objects = t.var(
        "objects",
        object! {
            keys: object_keys(&obj),
            pairs: items(&obj),
            pairNames: map(
                "pair",
                items(object! { b: 1, a: 2 }.one_line()),
                |pair| interpolate!("{}={}", pair.prop("key"), pair.prop("value")),
            ),
            merged: union((
                &obj,
                object! { a: object! { b: 1 }.one_line() }.one_line(),
                object! { a: object! { c: 2 }.one_line() }.one_line(),
            )),
            common: intersection((&obj, object! { a: 1 }.one_line())),
            shallow: shallow_merge(array![
                &obj,
                object! { a: 1 }.one_line(),
                object! { a: object! { b: 2 }.one_line() }.one_line(),
            ].one_line()),
            count: length(&obj),
            none: empty(&obj),
            has: contains(&obj, "a"),
            doubled: map_values("n", object! { a: 1, b: 2 }.one_line(), |n| n * 2),
        },
    );
    let lambdas = t.var(
        "lambdas",
        object! {
            filtered: filter("p", &people, |p| p.prop("age").greater_than(30)),
            filteredByIndex: call(
                "filter",
                (&people, Expr::lambda(["p", "i"], |[_, i]| (i % 2).equals(0).into_expr())),
            ),
            mappedByIndex: map_indexed(
                ["p", "i"],
                &people,
                |p, i| object! { rank: &i, name: p.prop("name") }.one_line(),
            ),
            sorted: sort(["a", "b"], &people, |a, b| a.prop("age").at_most(b.prop("age"))),
            oldest: call("reduce", (
                &people,
                people.at(0),
                Expr::lambda(
                    ["acc", "p"],
                    |[acc, p]| acc.prop("age").greater_than(p.prop("age")).then_else(&acc, &p).into_expr(),
                ),
            )),
            weighted: call("reduce", (
                map("p", &people, |p| p.prop("age")),
                0,
                Expr::lambda(["acc", "age", "i"], |[acc, age, i]| (acc + age * &i).into_expr()),
            )),
            byName: call("toObject", (&people, Expr::lambda(["p"], |[p]| p.prop("name")))),
            ageByName: to_object(
                "p",
                &people,
                |p| to_lower(p.prop("name")),
                |p| object! { age: p.prop("age") }.one_line(),
            ),
            byTeam: group_by("p", &people, |p| p.safe_prop("team").or("none")),
            namesByTeam: call("groupBy", (
                &people,
                Expr::lambda(["p"], |[p]| p.safe_prop("team").or("none")),
                Expr::lambda(["p"], |[p]| p.prop("name")),
            )),
            nested: map(
                "p",
                &people,
                |p| filter("q", &people, |q| q.prop("age").greater_than(p.prop("age"))),
            ),
            constant: map("_", range(0, 3), |_the_| "same"),
        },
    );
    let dates = t.var(
        "dates",
        object! {
            added: date_time_add("2026-01-31T00:00:00Z", "-P1DT2H"),
            addedFormatted: call("dateTimeAdd", (&when, "PT90M", "yyyy-MM-dd HH:mm")),
            epoch: date_time_to_epoch("2026-01-01T00:00:00Z"),
            fromEpoch: date_time_from_epoch(1_767_225_600),
        },
    );
    let network = t.var(
        "network",
        object! {
            subnets: map("i", range(0, 3), |i| cidr_subnet("10.8.0.0/16", 24, &i)),
            hostAddress: cidr_host("10.8.1.0/24", 10),
            details: parse_cidr("10.8.0.0/20"),
            lastUsable: parse_cidr("10.8.0.0/20").prop("lastUsable"),
            v6: cidr_subnet("fd00::/48", 64, 3),
        },
    );
    let names = t.var(
        "names",
        object! {
            ofParam: nameof(&people),
            ofProperty: nameof(people.at(0).prop("age")),
            ofVariable: nameof(&dates),
        },
    );
    let guarded = t.var(
        "guarded",
        empty(&people).then_else(
            call("fail", ["At least one person is needed."]),
            call("first", [&people]).non_null().prop("name"),
        ),
    );

    t.output("objects", &objects);
    t.output("lambdas", &lambdas);
    t.output("dates", &dates);
    t.output("network", &network);
    t.output("names", &names);
    t.output_as::<String>("guarded", &guarded);
    t.output("stamps", array![&when, &stamp, &run_id, &nonce]);
    t.secure_output::<String>("generated", &generated);
    t
}

pub(super) fn functions_all_sys_3() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let other_subscription = t.param(Param::string("otherSubscription"));

    let current = t.var(
        "current",
        object! {
            subscriptionId: subscription().id(),
            subscriptionTenant: subscription().tenant_id(),
            group: resource_group().name(),
            groupTags: resource_group().into_expr().safe_prop("tags"),
            groupState: resource_group().into_expr().prop("properties").prop("provisioningState"),
            tenantCountry: tenant().into_expr().prop("countryCode"),
            deploymentName: deployment().name(),
            deploymentTemplate: deployment().into_expr().prop("properties").prop("template").prop("contentVersion"),
            deployerId: deployer().object_id(),
            deployerTenant: deployer().tenant_id(),
            deployerName: deployer().into_expr().prop("userPrincipalName"),
            cloud: environment().name(),
            resourceManager: environment().resource_manager(),
            loginEndpoint: environment().login_endpoint(),
            audience: environment().into_expr().prop("authentication").prop("audiences").at(0),
            keyvaultDns: environment().key_vault_suffix(),
            sqlServer: environment().into_expr().prop("suffixes").prop("sqlServerHostname"),
            acr: environment().acr_suffix(),
        },
    );
    let ids = t.var(
        "ids",
        object! {
            plain: resource_id("Microsoft.Network/virtualNetworks/subnets", ["vnet", "apps"]),
            inGroup: resource_id("rg-net", ["Microsoft.Network/virtualNetworks", "vnet"]),
            inSubscription: resource_id(&other_subscription, ["rg-net", "Microsoft.Network/virtualNetworks", "vnet"]),
            subscriptionScoped: subscription_resource_id(
                "Microsoft.Authorization/policyDefinitions",
                ["deny-public"],
            ),
            otherSubscriptionScoped: subscription_resource_id(
                &other_subscription,
                ["Microsoft.Authorization/policyDefinitions", "deny-public"],
            ),
            tenantScoped: tenant_resource_id("Microsoft.Authorization/policyDefinitions", ["builtin"]),
            groupScoped: call(
                "managementGroupResourceId",
                ["mg-platform", "Microsoft.Authorization/policyDefinitions", "deny-public"],
            ),
            extension: extension_resource_id(
                resource_id("Microsoft.KeyVault/vaults", ["kv"]),
                "Microsoft.Authorization/roleAssignments",
                [guid(["kv"])],
            ),
            role: call("roleDefinitions", ["AcrPull"]).prop("id"),
            roleGuid: call("roleDefinitions", ["AcrPull"]).prop("roleDefinitionId"),
        },
    );
    let zones = t.var(
        "zones",
        object! {
            picked: call("pickZones", ("Microsoft.Network", "publicIPAddresses", &location)),
            pickedThree: call("pickZones", ("Microsoft.Compute", "virtualMachines", &location, 3)),
            pickedFrom: call("pickZones", ("Microsoft.Compute", "virtualMachines", &location, 1, 1)),
        },
    );

    t.output("current", &current);
    t.output("ids", &ids);
    t.output("zones", &zones);
    t.output_as::<String>("logicalZone", call("toLogicalZone", (&other_subscription, &location, "westeurope-az1")));
    t.output_as::<Vec<Any>>(
        "logicalZones",
        call("toLogicalZones", (&other_subscription, &location, array!["westeurope-az1", "westeurope-az2"])),
    );
    t.output_as::<String>("physicalZone", call("toPhysicalZone", (subscription().subscription_id(), &location, "1")));
    t.output_as::<Vec<Any>>(
        "physicalZones",
        call("toPhysicalZones", (subscription().subscription_id(), &location, array!["1", "2"].one_line())),
    );
    t.output_as::<String>(
        "vaultUri",
        call("reference", (resource_id("Microsoft.KeyVault/vaults", ["kv"]), "2024-11-01")).prop("vaultUri"),
    );
    t.output_as::<String>(
        "vaultLocation",
        call("reference", (resource_id("Microsoft.KeyVault/vaults", ["kv"]), "2024-11-01", "Full")).prop("location"),
    );
    t
}

pub(super) fn scope_functions() -> Template {
    let mut t = Template::for_resource_group();
    t.output("rgId", resource_group().id());
    t.output("rgName", resource_group().name());
    t.output("rgLocation", resource_group().location());
    t.output("subId", subscription().subscription_id());
    t.output("subDisplay", subscription().display_name());
    t.output("tenantId", tenant().tenant_id());
    t.output("deploymentName", deployment().name());
    t.output("storageSuffix", environment().storage_suffix());
    t.output("portal", environment().portal());
    t.output("rid", resource_id("Microsoft.Storage/storageAccounts", ["sa"]));
    t.output("ridOther", resource_id("other-rg", ["Microsoft.Storage/storageAccounts", "sa"]));
    t.output(
        "subRid",
        subscription_resource_id("Microsoft.Authorization/roleDefinitions", ["7f951dda-4ed3-4680-a7ca-43fe172d538d"]),
    );
    t.output("tenantRid", tenant_resource_id("Microsoft.Management/managementGroups", ["mg"]));
    t.output("extRid", extension_resource_id(resource_group().id(), "Microsoft.Authorization/locks", ["lock"]));
    t
}
