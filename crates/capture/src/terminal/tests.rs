//! What was sent to a terminal, and what was typed into its shell.

mod powershell; // PowerShell, and its editor that draws by places.

use super::super::{
    Capture, Entry, Input, Kind, Output, Session, Sink, Stamp, Status, Wanted, Whole, read,
};

/// Writes down what a reader says.
#[derive(Default)]
pub(in super::super) struct Log {
    text: String,
}

impl Sink for Log {
    fn session(&mut self, session: &Session) {
        let at = format!(
            "{}@{}",
            session.user.as_deref().unwrap_or("?"),
            session.host.as_deref().unwrap_or("?")
        );
        self.text.push_str(&format!(
            "session {at} line {}{}\n",
            session.line,
            time(" from ", session.start)
        ));
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        let kind = if entry.kind == Kind::Mark {
            "mark"
        } else {
            "typed"
        };
        let host = entry
            .host
            .map(|host| format!(" on {}", host.name()))
            .unwrap_or_default();
        let folder = entry
            .folder
            .map(|folder| format!(" in {folder}"))
            .unwrap_or_default();
        let time = time(" at ", entry.time);
        let text = entry.text.replace('\n', "⏎");
        assert!(entry.quoted.is_char_boundary(entry.column));
        self.text.push_str(&format!(
            "{:3} {kind}{host}{folder}{time}: {text}\n",
            entry.line
        ));
        Wanted::Output
    }

    fn output(&mut self, output: &Output<'_>) {
        let text = output.text.replace('\n', "⏎");
        let cut = if output.whole == Whole::CutOff {
            " …"
        } else {
            ""
        };
        if !text.is_empty() || !cut.is_empty() {
            self.text
                .push_str(&format!("{:3}   {text}{cut}\n", output.line));
        }
    }

    fn ended(&mut self, status: Option<Status>, at: Option<Stamp>) {
        let status = status
            .map(|status| format!(" {status:?}"))
            .unwrap_or_default();
        self.text
            .push_str(&format!("      ended{status}{}\n", time(" at ", at)));
    }
}

fn time(before: &str, stamp: Option<Stamp>) -> String {
    match stamp {
        Some(Stamp::Zoned(time)) => format!("{before}{time}"),
        Some(Stamp::Local(time)) => format!("{before}{time} local"),
        None => String::new(),
    }
}

/// Everything that a reader says about a capture, and what is known at its end.
pub(in super::super) fn told(bytes: &[u8]) -> String {
    let mut log = Log::default();
    let mut bytes = bytes;
    match read(
        "capture",
        Input::Stream(&mut bytes),
        &crate::Said::default(),
        &mut log,
    ) {
        Ok(Capture {
            format,
            sessions,
            gaps,
            ..
        }) => {
            for session in &sessions {
                log.text.push_str(&format!(
                    "{:?}{}\n",
                    session.ending,
                    time(" at ", session.end)
                ));
            }
            for gap in &gaps {
                log.text
                    .push_str(&format!("gap {:?} at {}\n", gap.kind, gap.line));
            }
            format!("{}\n{}", format.name(), log.text)
        }
        Err(error) => format!("{}{error}", log.text),
    }
}

/// The lines that a terminal shows.
fn shown(text: &str, width: Option<usize>) -> String {
    let mut terminal = super::screen::Terminal::new(width);
    terminal.feed(text, 1, None);
    terminal.finish();
    let mut lines = Vec::new();
    while let Some(row) = terminal.next() {
        lines.push(row.text);
    }
    lines.join("⏎")
}

#[test]
fn editing_is_replayed() {
    let cases = [
        ("plain\r\ntext", "plain⏎text"),
        ("helo\u{8}\u{1b}[K\u{8}\u{1b}[Kllo", "hello"),
        ("wrold\u{8}\u{8}\u{8}xold\u{8}\u{8}\u{8}", "wrxold"),
        ("abc\r\u{1b}[2Cx", "abx"),
        ("abc\u{8}\u{8}\u{1b}[1P", "ac"),
        ("abc\u{8}\u{8}\u{1b}[2@xy", "axybc"),
        ("10%\r20%\r100%", "100%"),
        ("\u{1b}]0;a title\u{7}\u{1b}[01;32muser\u{1b}[00m", "user"),
        ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
        (
            "before\r\n\u{1b}[?1049h\u{1b}[Hvim\r\n~\u{1b}[?1049lafter",
            "before⏎after",
        ),
        ("a\r\nb\u{1b}[H\u{1b}[2Jc", "a⏎b⏎c"),
        ("漢字\u{8}\u{8}x", "漢x"),
        ("e\u{301}x", "e\u{301}x"),
        ("a\tb", "a       b"),
        ("x\u{1b}7\u{1b}[24;0fProgress: 10%\u{1b}8y", "xy"),
        ("\u{1b}[?25lx\u{1b}(By", "xy"),
        ("a\u{7f}\u{0}b", "ab"),
    ];
    // Only where the width is known is it known over how many rows a line goes.
    assert_eq!(
        shown("one\r\ntwo\u{1b}[A\r1\u{1b}[B\r2", Some(80)),
        "1ne⏎2wo"
    );
    assert_eq!(shown("one\r\ntwo\u{1b}[A\r1", None), "one⏎1wo");
    for (sent, expected) in cases {
        assert_eq!(shown(sent, None), expected, "{sent:?}");
        assert_eq!(shown(sent, Some(80)), expected, "{sent:?}");
    }
}

#[test]
fn long_lines_are_wrapped_and_put_together_again() {
    assert_eq!(shown("$ 12345678901234", Some(10)), "$ 12345678901234");
    // The cursor goes up into the row above.
    assert_eq!(
        shown("$ 12345678901234\u{1b}[A\u{8}\u{8}\u{8}\u{8}x", Some(10)),
        "$ x2345678901234"
    );
    // An editor's own wrap, in a terminal whose width is not known.
    assert_eq!(
        shown("\u{1b}[?2004h$ 12345678 \r901234\r\n", None),
        "$ 12345678901234"
    );
    assert_eq!(
        shown(
            "\u{1b}[?2004h$ 12345678 \r9012\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}",
            None
        ),
        "$ 123456789012"
    );
    assert_eq!(shown("h$ 1234567 \r8901234\r\n", None), "h$ 12345678901234");
    assert_eq!(shown("10% \r20%\r\n", None), "20%");
    let long = "x".repeat(300_000);
    let wrapped = shown(&long, Some(80));
    assert_eq!(wrapped.chars().filter(|c| *c == 'x').count(), 300_000);
    assert!(shown(&long, None).len() <= 1 << 16);
}

#[test]
fn a_row_that_was_filled_is_not_joined_with_what_is_printed_next() {
    // As bash 5.2 edits a line of exactly the terminal's width.
    let sent = "\u{1b}[?2004h$ 12345678 \r\u{1b}[A\u{1b}[9C\u{1b}[Kx\r\n\u{1b}[?2004l\routput\r\n";
    assert_eq!(shown(sent, Some(10)), "$ 1234567x⏎output");
    let sent = "\u{1b}[?2004h(search): abc\r\u{1b}[A\r\u{1b}[K$ abc\r\n\r\u{1b}[K\u{1b}[A\r\n\u{1b}[?2004l\routput\r\n";
    assert_eq!(shown(sent, Some(10)), "$ abc⏎output");
}

#[test]
fn what_can_not_be_followed_is_missing_and_said_to_be() {
    let text = "Script started on 2026-01-01 10:00:00+00:00\n\
        root@web01:~# rm a\u{1b}[A\u{1b}[3Cb\r\n\
        root@web01:~# ls\r\n\
        root@web01:~# vi x\r\n\u{1b}[?1049h~\r\n\
        root@web01:~# rm b\r\n";
    insta::assert_snapshot!(told(text.as_bytes()));
    let text = "Script started on 2026-01-01 10:00:00+00:00\n\
        \u{1b}[?2004hroot@web01:~# bind off\r\n\u{1b}[?2004l\r\
        root@web01:~# rm b\r\n\
        \n\
        Script done on 2026-01-01 10:00:01+00:00\n";
    insta::assert_snapshot!(told(text.as_bytes()));
}

#[test]
fn prompts_have_shapes() {
    let cases = [
        ("admin@web01:~$ ls", "admin web01 ~ |ls"),
        (
            "admin@web01:~/renewal$ ls # x",
            "admin web01 ~/renewal |ls # x",
        ),
        ("root@web01:/etc/ssl# ls", "root web01 /etc/ssl |ls"),
        ("[admin@web01 renewal]$ ls", "admin web01 - |ls"),
        ("[root@web01 ~]# ls", "root web01 ~ |ls"),
        (
            "(venv) admin@web01.example.com:~$ ls",
            "admin web01.example.com ~ |ls",
        ),
        ("admin@web01 ~ % ls", "admin web01 ~ |ls"),
        ("admin@web01:~$", "admin web01 ~ |"),
        ("admin@web01:~/a b$ ls", "admin web01 ~/a b |ls"),
        ("web01% ls", "- web01 - |ls"),
        ("Mac:~ admin$ ls", "admin Mac ~ |ls"),
        ("bash-5.2# ls", "- - - |ls"),
        ("$ ls", "- - - |ls"),
        ("❯ ls", "- - - |ls"),
        ("+ ls $ x", ""),
        ("mail admin@web01: costs 5$ a day", ""),
        ("100% done", ""),
        ("serial=0A1B", ""),
        ("> ls", ""),
        ("[1]+  Done  ls $ x", ""),
    ];
    for (line, expected) in cases {
        let found = super::prompt(line).map_or(String::new(), |found| {
            let part = |part: Option<&str>| part.unwrap_or("-").to_owned();
            format!(
                "{} {} {} |{}",
                part(found.user),
                part(found.host),
                part(found.folder),
                &line[found.length..]
            )
        });
        assert_eq!(found, expected, "{line}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_sent_nothing_panics(scraps in proptest::collection::vec(proptest::sample::select(vec![
        "\u{1b}[", "?1049h", "?1049l", "?2004h", "?2004l", "A", "B", "C", "D", "K", "J", "2J", "H", "P", "@", "X", "5", ";", "99999",
        "\u{1b}7", "\u{1b}8", "\u{1b}M", "\u{1b}c", "\u{1b}]0;", "\u{7}", "\r", "\n", "\r\n", "\u{8}", "\t", "x", "漢", "\u{301}", "é", " ",
        "root@h:~# ls", "> ", "$ ", "^C", "'", "#runproof:1 {}", "Script done on x", "Script started on y", "\u{0}",
    ]), 0..60), width in proptest::option::of(0_usize..12)) {
        let text = scraps.concat();
        shown(&text, width);
        let mut bytes = format!("Script started on 2026-01-01 00:00:00+00:00 [COLUMNS=\"{}\"]\n{text}", width.unwrap_or(0)).into_bytes();
        told(&bytes);
        bytes.truncate(bytes.len() / 2);
        told(&bytes);
    }
}
