//! Typescripts as `script` writes them.

use super::super::terminal::told;
use insta::assert_snapshot;

#[test]
fn a_session_with_an_editor_that_tells() {
    // Recorded with bash 5.2, then shortened: typing errors, history, search, completion, paste.
    let text = "Script started on 2026-11-21 07:37:24+00:00 [TERM=\"xterm\" TTY=\"/dev/pts/0\" COLUMNS=\"60\" LINES=\"24\"]\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ echo helo\u{8}\u{1b}[K\u{8}\u{1b}[Klo wrold\u{8}\u{8}\u{8}xold\u{8}\u{8}\u{8}\r\n\
        \u{1b}[?2004l\rhelo wrxold\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ for i in 1 2; do\r\n\
        \u{1b}[?2004l\r\u{1b}[?2004h> echo $i\r\n\
        \u{1b}[?2004l\r\u{1b}[?2004h> done\r\n\
        \u{1b}[?2004l\r1\r\n2\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ rm -rf /^C\u{1b}[?2004l\r\u{1b}[?2004h\u{1b}[?2004l\r\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ cat <<EOF\r\n\
        \u{1b}[?2004l\r\u{1b}[?2004h> line 'one\r\n\
        \u{1b}[?2004l\r\u{1b}[?2004h> EOF\r\n\
        \u{1b}[?2004l\rline 'one\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ ls /etc/host\u{7}\r\n\
        host.conf  hostname   hosts      \r\n\
        admin@ws1:~/renewal$ ls /etc/hostname\r\n\
        \u{1b}[?2004l\r/etc/hostname\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ echo half\u{1b}[H\u{1b}[2Jadmin@ws1:~/renewal$ echo halfmore\r\n\
        \u{1b}[?2004l\rhalfmore\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ \u{1b}[7mecho p1\u{1b}[27m\r\n\
        \r\u{1b}[7mecho p2\u{1b}[27m\u{1b}[A\u{1b}[14Cecho p1\r\n\
        \recho p2\r\n\
        \u{1b}[?2004l\rp1\r\np2\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ cat old.log\r\n\
        \u{1b}[?2004l\radmin@ws1:~/renewal$ shred -u www.key\r\n\
        \u{1b}[?2004hadmin@ws1:~/renewal$ exit 3\r\n\
        \u{1b}[?2004l\rexit\r\n\
        \n\
        Script done on 2026-11-21 07:37:33+00:00 [COMMAND_EXIT_CODE=\"3\"]\n";
    assert_snapshot!(told(text.as_bytes()));
}

#[test]
fn a_session_over_ssh_without_an_editor_that_tells() {
    let text = "Script started on Tue 12 Mar 2024 10:15:30 AM CET\n\
        [admin@ws1 renewal]$ scp www.pem web01:www.pem.new\r\n\
        www.pem    100% 4096     1.2MB/s   00:00    \r\n\
        [admin@ws1 renewal]$ ssh web01\r\n\
        Last login: Tue Mar 12 09:00:00 2024 from 10.0.0.1\r\n\
        admin@web01:~$ sudo install -m 0644 \\\r\n\
        > www.pem.new /etc/ssl/certs/www.pem\r\n\
        admin@web01:~$ sudo -i\r\n\
        root@web01:~# cd /etc/nginx\r\n\
        root@web01:/etc/nginx# nginx -t\r\n\
        nginx: configuration file /etc/nginx/nginx.conf test is successful\r\n\
        root@web01:/etc/nginx# set -x; systemctl reload nginx\r\n\
        + systemctl reload nginx\r\n\
        # a line of output\r\n\
        $ another\r\n\
        root@web01:/etc/nginx# exit\r\n\
        logout\r\n\
        admin@web01:~$ exit\r\n\
        logout\r\n\
        Connection to web01 closed.\r\n\
        [admin@ws1 renewal]$ rm w\u{7}\r\n\
        www.key  www.pem\r\n\
        [admin@ws1 renewal]$ rm www.key\r\n\
        [admin@ws1 renewal]$ ssh web01 'cat log'\r\n\
        root@web02:~# rm y\r\n\
        [admin@ws1 renewal]$ exit\r\n\
        \n\
        Script done on Tue 12 Mar 2024 10:25:30 AM CET\n";
    // What `cat log` prints is no prompt.
    assert_snapshot!(told(text.as_bytes()));
}

#[test]
fn what_was_cut_off_says_so() {
    let text = "Script started on Mon Mar  4 10:00:00 2019\n$ ls\r\na\r\n$ cat log\r\nScript done on Mon Mar  4 09:00:00 2019\r\nb\r\n$ rm";
    assert_snapshot!(told(text.as_bytes()));
    let twice = "Script started on Mon Mar  4 10:00:00 2019\n$ ls\r\na\r\n\nScript done on Mon Mar  4 10:00:09 2019\nScript started on 2026-01-01 10:00:00+01:00\n# pwd\r\n/\r\n\nScript done on 2026-01-01 10:00:05+01:00 [COMMAND_EXIT_CODE=\"0\"]\n";
    assert_snapshot!(told(twice.as_bytes()));
}

#[test]
fn marks_and_commands_without_a_prompt() {
    let text = "Script started on 2026-01-01 10:00:00+01:00 [COMMAND=\"ssh web01 \"sudo nginx -t\"\" TERM=\"xterm\" COLUMNS=\"20\"]\n\
        #runproof:1 {\"event\":\"command-start\",\"command\":\"ssh web01 ls\"}\r\n\
        printed\r\n\
        #runproof:1 {\"event\":\"command-end\",\"exit\":0}\r\n\
        \n\
        Script done on 2026-01-01 10:00:05+01:00 [COMMAND_EXIT_CODE=\"1\"]\n";
    assert_snapshot!(told(text.as_bytes()));
}
