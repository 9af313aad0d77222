//! Lists that are not one list.

use super::{check, found};

const UNDER_INDENTED: &str = "\
9. Stop the pump.
10. Start the service:

   ```sh
   systemctl start pump
   ```

11. Look at its status.
";

#[test]
fn a_fence_that_is_indented_less_than_the_text_breaks_the_list() {
    insta::assert_snapshot!(found("en", UNDER_INDENTED), @"4:4 error list-breaks: a block of code ends the list after step 10: it is indented by 3, the step's text by 4");
    let mended = UNDER_INDENTED.replace("\n   ", "\n    ");
    check("en", &mended, &[]);
}

#[test]
fn numbers_that_do_not_go_on_are_said() {
    let page = "1. Stop the pump:\n\n```sh\nstop pump\n```\n\n3. Start it.\n";
    insta::assert_snapshot!(found("en", page), @"3:1 error list-breaks: a block of code ends the list after step 1: it is indented by 0, the step's text by 3; the next step is shown as 3");
    let over = "1. Stop the pump:\n\n```sh\nstop pump\n```\n\n1. Start it.\n";
    insta::assert_snapshot!(found("en", over), @"3:1 error list-breaks: a block of code ends the list after step 1: it is indented by 0, the step's text by 3; the next step is shown as 1");
}

#[test]
fn what_stands_at_the_margin_may_stand_there_on_purpose() {
    let between = |block: &str| format!("1. Stop the pump.\n\n{block}\n\n2. Start it.\n");
    check("en", &between("Now wait."), &["3:1 note list-breaks"]);
    check(
        "en",
        &between("> [!NOTE]\n> It drips."),
        &["3:1 warning list-breaks"],
    );
    check("en", &between("  Now wait."), &["3:3 error list-breaks"]);
    check("en", &between("## Then"), &[]);
}

#[test]
fn code_after_the_last_step_belongs_to_it_where_it_was_announced() {
    let page = |end: &str, indent: &str| {
        format!(
            "1. Stop the pump.\n2. Start it{end}\n\n{indent}```sh\n{indent}start pump\n{indent}```\n"
        )
    };
    check("en", &page(":", ""), &["4:1 error list-breaks"]);
    check("en", &page(".", "  "), &["4:3 error list-breaks"]);
    check("en", &page(":", "   "), &[]);
    // A sample for the procedure as a whole.
    check("en", &page(".", ""), &[]);
}

#[test]
fn lists_in_lists_break_too() {
    let page = "\
1. Do this:

   1. Stop the pump.

  ```sh
  stop pump
  ```

   2. Start it.
";
    assert!(found("en", page).contains("list-breaks"));
    let inner = "- Do this:\n\n  1. Stop the pump.\n\n  Wait.\n\n  2. Start it.\n";
    check("en", inner, &["5:3 error list-breaks"]);
}

#[test]
fn another_mark_after_the_number_begins_another_list() {
    check(
        "en",
        "1. Stop the pump.\n2) Start it.\n",
        &["2:1 error list-breaks"],
    );
}

#[test]
fn a_browser_counts_by_itself() {
    let list = |numbers: &[u32]| -> String {
        numbers.iter().map(|n| format!("{n}. Turn it.\n")).collect()
    };
    check("en", &list(&[1, 2, 3]), &[]);
    check("en", &list(&[1, 1, 1]), &[]);
    check("en", &list(&[0, 0, 0]), &[]);
    check("en", &list(&[1, 1, 2]), &[]);
    check(
        "en",
        &list(&[1, 2, 4]),
        &["3:1 warning number-shown-differs"],
    );
    insta::assert_snapshot!(found("en", &list(&[1, 2, 3, 1, 2])), @"4:1 warning number-shown-differs: the step typed as 1 is shown as 4");
}
