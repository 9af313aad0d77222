//! Windows event logs: MB/s from bytes to entries, hashing and decoding included, and EVTX beside
//! the crate's own dump of it.
//!
//! `cargo bench --bench events`; docs/performance.md says what came of it. `RUNPROOF_EVTX` names a
//! real log to measure with; its first chunk is repeated. Without it, one is written.

use std::fmt::Write as _;
use std::io::Cursor;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use runproof_capture::{Entry, Input, Output, Session, Sink, Stamp, Status, Wanted, read};

#[path = "../crates/capture/src/events/tests/write_evtx.rs"]
mod write_evtx;

use write_evtx::Element;

fn main() {
    divan::main();
}

/// Counts.
#[derive(Default)]
struct Count(usize);

impl Sink for Count {
    fn session(&mut self, _: &Session) {}

    fn entry(&mut self, entry: &Entry<'_>) -> Wanted {
        self.0 += entry.text.len();
        Wanted::Nothing
    }

    fn output(&mut self, _: &Output<'_>) {}

    fn ended(&mut self, _: Option<Status>, _: Option<Stamp>) {}
}

const SIZE: usize = 64 << 20;

/// Events as `wevtutil qe` writes them, one of `every` a command, the rest of no interest.
fn xml(every: usize) -> String {
    let mut xml = String::with_capacity(SIZE + 4096);
    // Each log counts its own records.
    let mut ids = [0, 0];
    for id in 1.. {
        if xml.len() >= SIZE {
            break;
        }
        let (provider, event, channel, data) = if id % every > 0 {
            (
                "Microsoft-Windows-Security-Auditing",
                5156,
                "Security",
                CONNECTION.to_owned(),
            )
        } else if id % (2 * every) > 0 {
            (
                POWERSHELL,
                4104,
                "Microsoft-Windows-PowerShell/Operational",
                block(id),
            )
        } else {
            (
                POWERSHELL,
                4103,
                "Microsoft-Windows-PowerShell/Operational",
                BOUND.to_owned(),
            )
        };
        let record = &mut ids[usize::from(id % every == 0)];
        *record += 1;
        let _ = writeln!(
            xml,
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
             <Provider Name='{provider}' Guid='{{54849625-5478-4994-a5ba-3e3b0328c30d}}'/>\
             <EventID>{event}</EventID><Version>1</Version><Level>0</Level><Task>12810</Task>\
             <Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords>\
             <TimeCreated SystemTime='2026-03-14T{:02}:{:02}:{:02}.3502836Z'/>\
             <EventRecordID>{record}</EventRecordID><Correlation/>\
             <Execution ProcessID='4' ThreadID='5140'/><Channel>{channel}</Channel>\
             <Computer>fe01.contoso.com</Computer><Security/></System>\
             <EventData>{data}</EventData></Event>",
            id / 36_000 % 24,
            id / 600 % 60,
            id / 10 % 60,
        );
    }
    xml
}

const POWERSHELL: &str = "Microsoft-Windows-PowerShell";

const CONNECTION: &str = "<Data Name='ProcessID'>1084</Data>\
    <Data Name='Application'>\\device\\harddiskvolume2\\windows\\system32\\svchost.exe</Data>\
    <Data Name='Direction'>%%14593</Data><Data Name='SourceAddress'>10.0.0.17</Data>\
    <Data Name='SourcePort'>53714</Data><Data Name='DestAddress'>10.0.0.4</Data>\
    <Data Name='DestPort'>389</Data><Data Name='Protocol'>17</Data>\
    <Data Name='FilterRTID'>67903</Data><Data Name='LayerName'>%%14611</Data>\
    <Data Name='LayerRTID'>48</Data><Data Name='RemoteUserID'>S-1-0-0</Data>\
    <Data Name='RemoteMachineID'>S-1-0-0</Data>";

fn block(id: usize) -> String {
    format!(
        "<Data Name='MessageNumber'>1</Data><Data Name='MessageTotal'>1</Data>\
         <Data Name='ScriptBlockText'>foreach ($p in 'pool1', 'pool2') {{\n    \
         if ($p -ne $null -and {id} -gt 0) {{ Invoke-CsBackupServiceSync -PoolFqdn \
         \"$p.contoso.com\" &gt; C:\\log\\{id}.txt }}\n}}</Data>\
         <Data Name='ScriptBlockId'>fa9d0714-1fcd-4765-ab4f-{id:012}</Data>\
         <Data Name='Path'></Data>"
    )
}

const BOUND: &str = "<Data Name='ContextInfo'>        Severity = Informational\n        \
    Host Name = ConsoleHost\n        Host Version = 5.1.14393.3383\n        \
    Host ID = 95e96d56-040a-43c5-9b7c-b459d24bbb56\n        \
    Host Application = C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\n        \
    Engine Version = 5.1.14393.3383\n        \
    Runspace ID = d1a7cc59-e5d0-4b40-bf2e-0e4265f432c0\n        Pipeline ID = 7\n        \
    Command Name = Start-CsWindowsService\n        Command Type = Cmdlet\n        \
    Script Name = \n        Command Path = \n        Sequence Number = 22\n        \
    User = CONTOSO\\admin\n        Connected User = \n        Shell ID = Microsoft.PowerShell\n\
    </Data><Data Name='UserData'></Data>\
    <Data Name='Payload'>CommandInvocation(Start-CsWindowsService): \"Start-CsWindowsService\"\n\
    ParameterBinding(Start-CsWindowsService): name=\"Name\"; value=\"LYNCBACKUP\"\n</Data>";

fn take(bytes: &[u8]) -> usize {
    let mut count = Count::default();
    let read = read(
        "bench",
        Input::File(&mut Cursor::new(bytes)),
        &runproof_capture::Said::default(),
        &mut count,
    );
    assert!(read.is_ok_and(|capture| capture.entries > 0 && capture.gaps.is_empty()));
    count.0
}

/// Events as XML, one of so many a command.
#[divan::bench(args = [1, 10, 100], sample_count = 10, sample_size = 1)]
fn event_xml(bencher: Bencher<'_, '_>, every: usize) {
    let xml = xml(every);
    bencher
        .counter(BytesCount::new(xml.len()))
        .bench(|| take(black_box(xml.as_bytes())));
}

/// A log of many chunks: a real one's first chunk repeated, or a written one's.
fn log() -> Vec<u8> {
    #[allow(
        clippy::disallowed_methods,
        reason = "a benchmark is told by its environment"
    )]
    let real = std::env::var("RUNPROOF_EVTX")
        .ok()
        .and_then(|path| std::fs::read(path).ok());
    let log = real.unwrap_or_else(written);
    let (header, chunks) = log.split_at(4096);
    let mut log = header.to_vec();
    while log.len() < SIZE / 2 {
        log.extend_from_slice(&chunks[..65536]);
    }
    log
}

/// A chunk of script blocks.
fn written() -> Vec<u8> {
    let one = |name, attribute, value: &str| {
        Element::attributes(name, vec![(attribute, value.to_owned())])
    };
    let data = |name, value: &str| Element {
        text: value.to_owned(),
        ..one("Data", "Name", name)
    };
    let event = |id: u64| {
        let system = vec![
            one("Provider", "Name", POWERSHELL),
            Element::text("EventID", "4104"),
            one("TimeCreated", "SystemTime", "2026-03-14T20:15:07.3502836Z"),
            Element::text("EventRecordID", id.to_string()),
            one("Execution", "ProcessID", "6012"),
            Element::text("Channel", "Microsoft-Windows-PowerShell/Operational"),
            Element::text("Computer", "fe01.contoso.com"),
            one("Security", "UserID", "S-1-5-21-1-1111"),
        ];
        let data = vec![
            data("MessageNumber", "1"),
            data("MessageTotal", "1"),
            data("ScriptBlockText", &block(id as usize)),
            data("ScriptBlockId", &id.to_string()),
            data("Path", ""),
        ];
        let parts = vec![
            Element::children("System", system),
            Element::children("EventData", data),
        ];
        (id, Element::children("Event", parts))
    };
    write_evtx::log(
        &(1..=40).map(event).collect::<Vec<_>>(),
        evtx::checksum_ieee,
    )
}

/// EVTX, as this program reads it.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn evtx_entries(bencher: Bencher<'_, '_>) {
    let log = log();
    bencher.counter(BytesCount::new(log.len())).bench(|| {
        let mut count = Count::default();
        let read = read(
            "bench",
            Input::File(&mut Cursor::new(&log)),
            &runproof_capture::Said::default(),
            &mut count,
        );
        assert!(read.is_ok_and(|capture| capture.entries > 0));
        count.0
    });
}

/// EVTX, as the crate dumps it: its records as XML.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn evtx_dump(bencher: Bencher<'_, '_>) {
    let log = log();
    bencher
        .counter(BytesCount::new(log.len()))
        .with_inputs(|| log.clone())
        .bench_values(|log| {
            let Ok(mut parser) = evtx::EvtxParser::from_buffer(log) else {
                return 0;
            };
            parser
                .records()
                .flatten()
                .map(|record| record.data.len())
                .sum::<usize>()
        });
}
