//! Recordings of asciinema.

use super::super::terminal::told;
use insta::assert_snapshot;

#[test]
fn the_three_versions() {
    assert_snapshot!(told(br#"{"version": 2, "width": 80, "height": 24, "timestamp": 1700000000, "env": {"SHELL": "/bin/bash"}}
[0.5, "o", "\u001b[?2004hadmin@ws1:~$ "]
[1.0, "i", "l"]
[1.0, "o", "ls\r\n\u001b[?2004l\r"]
[1.5, "o", "a  b\r\n"]
[2.25, "o", "\u001b[?2004hadmin@ws1:~$ "]
[3.0, "o", "exit\r\n\u001b[?2004l\r"]
"#));
    assert_snapshot!(told(br#"{"version":3,"term":{"cols":20,"rows":24},"timestamp":1700000000,"command":"/bin/bash -l"}
# a comment
[0.5, "o", "admin@ws1:~$ "]
[0.5, "o", "ls 1234567890123\r\n"]
[0.5, "o", "a  b\r\n"]
[0.5, "m", "a mark"]
[0.5, "r", "100x40"]
[0.5, "o", "admin@ws1:~$ exit\r\n"]
[0.5, "x", "7"]
"#));
    assert_snapshot!(told(br#"{"version": 1, "width": 80, "height": 24, "duration": 1.5, "command": "ssh web01 uptime",
"stdout": [[0.5, "up 3 days\r\n"], [1.0, "done\r\n"]]}"#));
}

#[test]
fn what_is_damaged_says_so() {
    assert_snapshot!(told(b"{\"version\": 2, \"width\": 80, \"height\": 24}\n[0.5, \"o\", \"$ ls\\r\\na\\r\\n\"]\n[1.0, \"o\", \"b"));
    assert_snapshot!(told(b"{\"version\": 2, \"width\": \"x\"}\n"));
}
