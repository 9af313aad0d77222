//! Paths that are the same.

use super::super::same_text;

#[test]
fn paths_are_the_same_where_that_is_sure() {
    let cases = [
        ("x.pem", None, "x.pem", Some("/a"), Some(true)),
        ("/a/x.pem", None, "x.pem", Some("/a"), Some(true)),
        ("/a/x.pem", None, "../a/./x.pem", Some("/b"), Some(true)),
        ("/a/x.pem", None, "x.pem", Some("/b"), Some(false)),
        ("/a/x.pem", None, "x.pem", None, None),
        ("/a/x.pem", None, "y.pem", None, Some(false)),
        ("/home/a/x.pem", None, "~/x.pem", None, None),
        ("/home/a/x.pem", None, "~/y.pem", None, Some(false)),
        ("x.pem", Some("~"), "~/x.pem", None, Some(true)),
        ("x.pem", None, "/a/x.pem", Some("/b"), None),
        ("web01:x", None, "web01:x", None, Some(true)),
        ("web01:x", None, "web02:x", None, Some(false)),
        ("web01:x", None, "web01:/home/a/x", None, None),
        ("web01:x", None, "web01:/tmp/y", None, Some(false)),
        (
            "<(openssl x509 -in /a/x.pem -noout)",
            None,
            "<(openssl x509 -in x.pem -noout)",
            Some("/a"),
            Some(true),
        ),
        (
            "<(openssl x509 -in /a/x.pem -noout)",
            None,
            "<(openssl x509 -in x.pem -noout)",
            None,
            None,
        ),
        (
            "<(openssl x509 -in x.pem)",
            None,
            "<(openssl pkey -in x.pem)",
            None,
            Some(false),
        ),
    ];
    for (planned, from, typed, there, expected) in cases {
        assert_eq!(
            same_text((planned, from), (typed, there)),
            expected,
            "{planned} {typed} {there:?}"
        );
    }
}
