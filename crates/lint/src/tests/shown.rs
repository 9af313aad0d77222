//! What a document shows is what rules look at: a message is a sentence, and what would be HTML, a
//! list or a block of code on a page is text in it.

use super::alone;

#[test]
fn text_that_a_page_would_hide_is_read() {
    let cases = [
        ("a = <table> the the pool.\n", "`the` stands twice"),
        ("a = <!-- the the --> pool.\n", "`the` stands twice"),
        (
            "a =\n    # The pool\n    - of the the servers\n",
            "`the` stands twice",
        ),
        ("a = 1. Open the the pool.\n", "`the` stands twice"),
        ("a = > See the the pool.\n", "`the` stands twice"),
    ];
    for (text, expected) in cases {
        let list = alone(text).list();
        assert!(list.contains(expected), "{text}\n{list}");
    }
}

#[test]
fn code_of_a_sentence_is_code_over_the_end_of_its_line() {
    assert_eq!(alone("a = Run `ls\n    - the the`.\n").list(), "");
}
