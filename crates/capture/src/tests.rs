//! What a capture comes to, printed line by line; and what must hold for all of them.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use super::*;

/// A sink that prints what it is given.
#[derive(Default)]
pub(super) struct Printer {
    pub(super) out: String,
    pub(super) quiet: bool,
}

fn stamp(stamp: Option<Stamp>) -> String {
    match stamp {
        Some(Stamp::Local(time)) => time.to_string(),
        Some(Stamp::Zoned(time)) => time.to_string(),
        None => "-".to_owned(),
    }
}

impl Sink for Printer {
    fn session(&mut self, session: &Session) {
        let _ = writeln!(
            self.out,
            "session line {}: {} {}{} from {}",
            session.line,
            session.host.as_deref().unwrap_or("-"),
            session.user.as_deref().unwrap_or("-"),
            session
                .run_as
                .as_ref()
                .map(|name| format!(" as {name}"))
                .unwrap_or_default(),
            stamp(session.start),
        );
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        let kind = match entry.kind {
            Kind::Typed => String::new(),
            Kind::Bound { .. } => " bound".to_owned(),
            Kind::Mark => " mark".to_owned(),
            other => format!(" {other:?}"),
        };
        let at = entry
            .time
            .map(|_| format!(" at {}", stamp(entry.time)))
            .unwrap_or_default();
        let folder = entry
            .folder
            .map(|folder| format!(" in {folder}"))
            .unwrap_or_default();
        let host = entry
            .host
            .map(|host| format!(" on {}", host.name()))
            .unwrap_or_default();
        let text = entry.text.replace('\n', "⏎");
        assert!(entry.quoted.is_char_boundary(entry.column), "{entry:?}");
        let _ = writeln!(
            self.out,
            "{}:{}{kind}{at}{host}{folder}: {text}",
            entry.session, entry.line
        );
        if self.quiet {
            Wanted::Nothing
        } else {
            Wanted::Output
        }
    }

    fn output(&mut self, output: &Output<'_>) {
        if output.text.is_empty() && output.whole == Whole::Whole {
            return;
        }
        let cut = if output.whole == Whole::CutOff {
            " cut off"
        } else {
            ""
        };
        let _ = writeln!(self.out, "  from {}{cut}", output.line);
        for line in output.text.lines() {
            let _ = writeln!(self.out, "  | {line}");
        }
    }

    fn ended(&mut self, status: Option<Status>, at: Option<Stamp>) {
        let _ = writeln!(self.out, "  ended {status:?} {}", stamp(at));
    }
}

/// All that is in a capture, printed.
pub(super) fn printed(bytes: &[u8]) -> String {
    match told(bytes, &mut Printer::default()) {
        Ok((out, _)) => out,
        Err(error) => format!("unreadable: {error}\n"),
    }
}

fn told(bytes: &[u8], printer: &mut Printer) -> Result<(String, Capture), Unreadable> {
    let mut cursor = Cursor::new(bytes);
    let capture = read(
        "capture.txt",
        Input::File(&mut cursor),
        &Said::default(),
        printer,
    )?;
    Ok((finish(printer, &capture), capture))
}

fn finish(printer: &Printer, capture: &Capture) -> String {
    let mut out = printer.out.clone();
    for (at, session) in capture.sessions.iter().enumerate() {
        let _ = writeln!(
            out,
            "session {at} ends {} {:?}",
            stamp(session.end),
            session.ending
        );
    }
    for gap in &capture.gaps {
        let session = gap
            .session
            .map(|at| format!(" of session {at}"))
            .unwrap_or_default();
        let _ = writeln!(out, "gap at {}{session}: {:?}", gap.line, gap.kind);
    }
    out
}

/// A capture with commands, long lines, letters of many languages and a mark.
fn sample() -> String {
    let long = "é".repeat(300_000);
    format!(
        "**********************\r\nWindows PowerShell transcript start\r\nStart time: 20260314200000\r\nUsername: CONTOSO\\jörg\r\nMachine: FE01 (Microsoft Windows NT 10.0.17763.0)\r\nPSVersion: 5.1\r\n**********************\r\nPS C:\\> Get-Date\r\nSamstag, 14. März\r\n{long}\r\n#runproof:1 {{\"event\":\"a\"}}\r\nPS C:\\> foreach ($p in 1) {{\r\n  'größer'\r\n}}\r\ngrößer 語\r\n**********************\r\nWindows PowerShell transcript end\r\nEnd time: 20260314210000\r\n**********************\r\n"
    )
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::read::GzEncoder::new(bytes, flate2::Compression::fast());
    let mut out = Vec::new();
    packed.read_to_end(&mut out).expect("packed");
    out
}

/// A reader that gives a byte at a time.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len().min(self.0.len()).min(1);
        into[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

#[test]
fn every_encoding_gives_the_same() {
    let text = sample();
    let plain = told(text.as_bytes(), &mut Printer::default()).expect("read");
    assert_eq!(plain.1.encoding, "utf-8");
    // A mark whose output is wanted counts.
    assert_eq!((plain.1.entries, plain.1.records), (3, 19));
    let marked = format!("\u{feff}{text}");
    let variants = [
        (marked.as_bytes().to_vec(), "utf-8"),
        (wide(&marked, u16::to_le_bytes), "utf-16le"),
        (wide(&marked, u16::to_be_bytes), "utf-16be"),
        (
            wide(&text.replace(['é', '語'], "e"), u16::to_le_bytes),
            "utf-16le",
        ),
        (gzip(text.as_bytes()), "gzip+utf-8"),
        (
            gzip(&gzip(&wide(&marked, u16::to_le_bytes))),
            "gzip+utf-16le",
        ),
    ];
    for (bytes, encoding) in variants {
        let (out, capture) = told(&bytes, &mut Printer::default()).expect("read");
        assert_eq!(capture.encoding, encoding);
        assert_eq!(capture.bytes, bytes.len() as u64);
        assert_eq!(capture.sessions, plain.1.sessions);
        if !bytes.starts_with(b"*\0") {
            assert!(out == plain.0, "{encoding}");
        }
    }
}

#[test]
fn encodings_mixed_in_one_file() {
    let mut bytes = b"PS C:\\> hostname\r\nGr\xfc\xdfe\r\n".to_vec();
    let name = |bytes: &[u8]| {
        told(bytes, &mut Printer::default())
            .expect("read")
            .1
            .encoding
    };
    assert_eq!(name(&bytes), "windows-1252");
    bytes.extend_from_slice("größer\r\n".as_bytes());
    assert_eq!(name(&bytes), "mixed");
    bytes.extend(wide("PS C:\\> echo wide\r\nwide\r\n", u16::to_le_bytes));
    bytes.extend_from_slice(b"PS C:\\> whoami\r\n");
    let out = printed(&bytes);
    for wanted in ["Grüße", "größer", "echo wide", "| wide", "whoami"] {
        assert!(out.contains(wanted), "{wanted}: {out}");
    }
}

#[test]
fn the_hash_is_that_of_the_file() {
    let mut cursor = Cursor::new(b"PS C:\\> x\n");
    let capture = read(
        "x",
        Input::Stream(&mut cursor),
        &Said::default(),
        &mut Printer::default(),
    );
    let capture = capture.expect("read");
    assert_eq!(capture.bytes, 10);
    assert_eq!(capture.sha256.len(), 64);
    let mut cursor = Cursor::new(b"PS C:\\> x\n");
    let file = read(
        "x",
        Input::File(&mut cursor),
        &Said::default(),
        &mut Printer::default(),
    );
    assert_eq!(file.expect("read").sha256, capture.sha256);
}

#[test]
fn a_line_without_an_end_is_cut() {
    let mut text = "PS C:\\> hostname\n".to_owned();
    text.push_str(&"x".repeat(3 << 20));
    text.push_str("\nPS C:\\> whoami\n");
    let mut printer = Printer {
        quiet: true,
        ..Printer::default()
    };
    let (out, _) = told(text.as_bytes(), &mut printer).expect("read");
    assert!(out.contains("0:3 in C:\\: whoami"), "{out}");
    assert!(out.contains("gap at 2: LongLine(3145728)"), "{out}");
}

#[test]
fn what_is_no_capture_is_named() {
    let mut out = String::new();
    for bytes in [
        b"".as_slice(),
        b" \r\n\r\n",
        b"\xff\xd8\xff\xe0 JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"<!DOCTYPE html><html>",
        b"{\"a\": 1}",
        b"\x01\x02\x03\x04\x05\x06",
        b"Dear auditor,\nall went well.\n",
        b"\x1f\x8b\x08\x00broken",
    ] {
        out.push_str(&printed(bytes));
    }
    insta::assert_snapshot!(out);
    let mut cursor = Cursor::new(b"nothing of the kind\n");
    let error = read(
        "x",
        Input::File(&mut cursor),
        &transcript(),
        &mut Printer::default(),
    );
    insta::assert_snapshot!(error.expect_err("nothing"), @"it can not be read as powershell-transcript: there is neither a header nor a prompt in it");
}

/// What somebody says is a transcript.
fn transcript() -> Said {
    Said {
        format: Some(Format::PowershellTranscript),
        ..Said::default()
    }
}

/// Pieces that mean something to a reader, in any order.
fn pieces() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    use proptest::prelude::*;
    let known = [
        "**********************\n",
        "Windows PowerShell transcript start\n",
        "Windows PowerShell transcript end\n",
        "Start time: 20260314200000\n",
        "Start time: 20260314200500\n",
        "Machine: FE01 (Microsoft Windows NT 10)\n",
        "PS C:\\> Get-Content x\n",
        "PS D:\\> foreach {\n",
        "PS>CommandInvocation(X): \"X\"\n",
        ">> ParameterBinding(X): name=\"a\"; value=\"b\n",
        "PS C:\\>\n",
        "C:\\x>\n",
        "}\n",
        "@'\n",
        "#runproof:1 {\n",
        "#runproof:1 {}\n",
        "\r\n",
        "text \u{e9}\u{8a9e}\n",
        "\t",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..20),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in pieces()) {
        let mut cursor = Cursor::new(&bytes);
        let _ = read("x", Input::File(&mut cursor), &transcript(), &mut Printer::default());
        let _ = printed(&bytes);
        let _ = printed(&gzip(&bytes)[..gzip(&bytes).len() / 2]);
    }

    #[test]
    fn the_pieces_that_bytes_come_in_change_nothing(bytes in pieces()) {
        let mut drops = Drops(&bytes);
        let mut printer = Printer::default();
        let streamed = read("capture.txt", Input::Stream(&mut drops), &Said::default(), &mut printer);
        let streamed = match streamed {
            Ok(capture) => finish(&printer, &capture),
            Err(error) => format!("unreadable: {error}\n"),
        };
        proptest::prop_assert_eq!(streamed, printed(&bytes));
    }
}
