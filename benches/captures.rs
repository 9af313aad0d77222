//! Reading a transcript that is mostly noise, from the disk to the entries: hash, encoding, lines,
//! prompts.
//!
//! `cargo bench --bench captures`. `CAPTURE_MB` is the size of the transcripts (256); they are left
//! in the folder for temporary files as `runproof-transcript-…`, to be held against
//! `rg -c CsBackup` on the same file.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and may look at its surroundings"
)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use divan::Bencher;
use divan::counter::BytesCount;
use runproof_capture::{Entry, Input, Output, Session, Sink, Stamp, Status, Wanted, read};

fn main() {
    divan::main();
}

/// Lines of output for each command: a session of long outputs, and one of short ones.
#[divan::bench(args = [5, 400], sample_count = 5, sample_size = 1)]
fn a_transcript(bencher: Bencher<'_, '_>, lines_per_command: usize) {
    let (path, bytes) = transcript(lines_per_command);
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let mut file = File::open(&path).expect("the transcript");
        let mut count = Count::default();
        let capture = read(
            "bench.txt",
            Input::File(&mut file),
            &runproof_capture::Said::default(),
            &mut count,
        )
        .expect("read");
        assert_eq!(capture.bytes, bytes);
        assert_eq!(capture.entries, count.entries);
        count.outputs
    });
}

/// A sink that wants the output of one command in sixteen, as the audit does of few.
#[derive(Default)]
struct Count {
    entries: u64,
    outputs: usize,
}

impl Sink for Count {
    fn session(&mut self, _: &Session) {}

    fn entry(&mut self, _: &Entry<'_>) -> Wanted {
        self.entries += 1;
        match self.entries % 16 {
            0 => Wanted::Output,
            _ => Wanted::Nothing,
        }
    }

    fn output(&mut self, output: &Output<'_>) {
        self.outputs += output.text.len();
    }

    fn ended(&mut self, _: Option<Status>, _: Option<Stamp>) {}
}

const HEADER: &str = "\u{feff}**********************\r\nWindows PowerShell transcript start\r\nStart time: 20260314200000\r\nUsername: CONTOSO\\uc.admin\r\nRunAs User: CONTOSO\\uc.admin\r\nMachine: FE01 (Microsoft Windows NT 10.0.17763.0)\r\nHost Application: powershell.exe\r\nProcess ID: 6456\r\nPSVersion: 5.1.17763.1852\r\n**********************\r\n";

const NOISE: &[&str] = &[
    "VERBOSE: Performing the operation \"Replicate\" on target \"CN=Lc Services,CN=Microsoft,DC=contoso,DC=com\".",
    "Running  RtcSrv             Skype for Business Server Front-End",
    "",
    "    + CategoryInfo          : ObjectNotFound: (fe07:String) [Get-CsWindowsService], ManagementException",
    "2026-03-14 20:03:11.0421 INFO  [14] Überprüfung der Voraussetzungen für den Dienst abgeschlossen",
    "Stopped  RTCMEDSRV          Skype for Business Server Mediation",
];

const COMMANDS: &[&str] = &[
    "Get-CsWindowsService | Format-Table -AutoSize",
    "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
    "Get-EventLog -LogName 'Lync Server' -Newest 50",
    "foreach ($p in 'pool01','pool02') { Get-CsBackupServiceStatus -PoolFqdn \"$p.contoso.com\" }",
];

fn transcript(lines_per_command: usize) -> (PathBuf, u64) {
    let size = std::env::var("CAPTURE_MB").ok();
    let size = size.and_then(|size| size.parse().ok()).unwrap_or(256_u64) << 20;
    let path = std::env::temp_dir().join(format!("runproof-transcript-{lines_per_command}.txt"));
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    let mut written = HEADER.len() as u64;
    out.write_all(HEADER.as_bytes()).expect("written");
    let (mut line, mut command) = (0, 0);
    while written < size {
        let text = if line % (lines_per_command + 1) == 0 {
            command += 1;
            format!(
                "PS C:\\Windows\\system32> {}\r\n",
                COMMANDS[command % COMMANDS.len()]
            )
        } else {
            format!("{}\r\n", NOISE[line % NOISE.len()])
        };
        line += 1;
        written += text.len() as u64;
        out.write_all(text.as_bytes()).expect("written");
    }
    out.flush().expect("written");
    (path, written)
}
