//! Comments.

use triceps::annotations::{Comment, CommentPlace};
use triceps::functions::{resource_group, union};
use triceps::{Any, Array, Expr, Object, Param, Template, Value, array, object};

pub(super) fn comments_and_directives() -> Template {
    let mut t = Template::for_resource_group();
    t.comment_at_start("A leading comment.");
    t.comment_at_start(Comment::block("A block comment\n   over two lines."));
    t.comment_target_scope("trailing after a statement");
    t.metadata("purpose", "comments")
        .comment_at(CommentPlace::Before, "before")
        .comment_at(CommentPlace::AfterKeyword, "between")
        .comment_after("after");

    let location = t.param(Param::string("location").description("Documented.").default(resource_group().location()));
    t.comment(&location, "above a decorator");
    t.comment_at(&location, CommentPlace::AfterDecorator(0), "after a decorator");
    t.comment_at(&location, CommentPlace::BelowDecorators, "between decorator and declaration");
    t.comment_at(&location, CommentPlace::After, Comment::block("after a value"));
    t.param(Param::string("unused").default("x"));

    t.var("alsoUnused", 1);
    let list = t.var(
        "list",
        array![
            Value::<String>::of("a").comment_before("before the first item").comment_after("after an item"),
            Value::<String>::of("b").comment_before(Comment::block("inline")),
        ]
        .comment("before the closing bracket"),
    );
    let object = t.var(
        "object",
        Object::new()
            .comment("before the first key")
            .set("one", Value::<i64>::of(1).comment_after("after a value"))
            .set("two", Value::<i64>::of(2).comment_before(Comment::block("between")))
            .blank_line()
            .comment("after a blank line")
            .set("three", 3)
            .comment("before the closing brace"),
    );
    let nothing = t.var("nothing", Object::new().comment("only a comment"));
    let no_items = t.var("noItems", Array::new().comment("only a comment"));
    let call = t.var(
        "call",
        union((
            object.comment_before("before an argument"),
            object! { four: Value::<i64>::of(4).comment_before("inside an argument") },
        )),
    );
    let is_near = location.equals(Value::<String>::of("westeurope").comment_after("&&"));
    let condition = t.var("condition", is_near.then_else(Value::<String>::of("eu").comment_after("yes"), "other"));
    t.comment_at(&condition, CommentPlace::After, "no");
    t.blank_line_before(&list, true);
    t.blank_line_before(&object, true);
    t.blank_line_before(&nothing, true);
    t.blank_line_before(&no_items, true);
    t.blank_line_before(&call, true);
    t.blank_line_before(&condition, true);

    let unknown = t.add_raw(
        "unknown",
        "Contoso.Made/up@2099-01-01",
        object! {
            name: Value::<String>::of("made-up").comment_after("the name"),
            location: location.comment_before("the body"),
        },
    );
    let all: Vec<Expr> =
        vec![list.into(), object.into(), nothing.into(), no_items.into(), call, condition.into(), unknown.prop("id")];
    t.output_as::<Vec<Any>>("all", all).comment("before the outputs");
    t.comment_at_end("The end.");
    t.comment_at_end(Comment::block("Really."));
    t
}
