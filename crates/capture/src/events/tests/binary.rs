//! EVTX: whole, cut off, and damaged.

use proptest::prelude::*;

#[path = "write_evtx.rs"]
mod write_evtx;

use self::write_evtx::{Element, log};
use super::{Event, comes_to, line, part, shown};

/// A log of these events; the records' own ids begin at 1, as in an exported file.
fn evtx(events: &[Event]) -> Vec<u8> {
    let records: Vec<(u64, Element)> = (1..).zip(events.iter().map(element)).collect();
    log(&records, ::evtx::checksum_ieee)
}

fn element(event: &Event) -> Element {
    let one = |name, attribute, value: &str| {
        Element::attributes(name, vec![(attribute, value.to_owned())])
    };
    let time = format!("2026-03-14T20:15:{:02}.1234567Z", event.second);
    let system = vec![
        one("Provider", "Name", event.provider),
        Element::text("EventID", event.event.to_string()),
        one("TimeCreated", "SystemTime", &time),
        Element::text("EventRecordID", event.id.to_string()),
        one("Execution", "ProcessID", &event.process.to_string()),
        Element::text("Channel", event.channel),
        Element::text("Computer", event.computer),
        one("Security", "UserID", event.sid),
    ];
    let data = event.data.iter().map(|(name, value)| Element {
        text: value.clone(),
        ..one("Data", "Name", name)
    });
    Element::children(
        "Event",
        vec![
            Element::children("System", system),
            Element::children("EventData", data.collect()),
        ],
    )
}

#[test]
fn a_log() {
    let text = format!("$a = '{}'", "<&>".repeat(6000));
    let bytes = evtx(&[
        line(109, r"& 'C:\a.exe' <b>"),
        part(110, 1, 2, "Sync-All\r\n", "x"),
        part(111, 2, 2, "-Force", "x"),
        line(112, &text),
        line(113, &text),
        line(114, "Get-Date"),
    ]);
    assert_eq!(bytes.len(), 4096 + 2 * 65536);
    comes_to(
        &bytes,
        &r"
        begins: fe01.contoso.com
        0:109 2026-03-14T20:15:49.1234567Z block
            & 'C:\a.exe' <b>
        0:110 2026-03-14T20:15:50.1234567Z block
            Sync-All
            -Force
        0:112 2026-03-14T20:15:52.1234567Z block
            TEXT
        0:113 2026-03-14T20:15:53.1234567Z block
            TEXT
        0:114 2026-03-14T20:15:54.1234567Z block
            Get-Date
        session 0: line 109 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:49.1234567Z to 2026-03-14T20:15:54.1234567Z Whole
    "
        .replace("TEXT", &text),
    );
}

#[test]
fn a_log_that_has_come_round_begins_at_its_oldest_chunk() {
    let text = format!("'{}'", "x".repeat(10_000));
    let events: Vec<Event> = (1..=4).map(|id| line(id, &text)).collect();
    let mut bytes = evtx(&events);
    let (first, second) = bytes[4096..].split_at_mut(65536);
    first.swap_with_slice(&mut second[..65536]);
    let shown = shown(&bytes);
    let lines: Vec<&str> = shown
        .lines()
        .filter(|line| line.ends_with("block"))
        .map(|line| &line[..4])
        .collect();
    assert_eq!(lines, ["0:1 ", "0:2 ", "0:3 ", "0:4 "]);
}

#[test]
fn a_log_that_is_cut_off() {
    let text = format!("'{}'", "x".repeat(20_000));
    let events: Vec<Event> = (1..=4).map(|id| line(id, &text)).collect();
    let bytes = evtx(&events);
    // In the second chunk, and behind the first.
    for (end, why) in [
        (4096 + 65536 + 30_000, "the file ends within it"),
        (4096 + 65536, "1 chunks of "),
    ] {
        let shown = shown(&bytes[..end]);
        assert!(
            shown.contains("0:1 ") && shown.contains(why),
            "{end}: {}",
            &shown[..shown.len().min(200)]
        );
    }
    assert!(shown(&bytes[..8]).is_empty() || shown(&bytes[..8]).contains("chunks"));
}

#[test]
fn a_changed_chunk_is_said() {
    let mut bytes = evtx(&[line(1, "Remove-It"), line(2, "Get-Date")]);
    let wide: Vec<u8> = "Remove-It"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = bytes
        .windows(wide.len())
        .position(|part| part == wide)
        .unwrap();
    bytes[at] = b'N';
    let shown = shown(&bytes);
    assert!(shown.contains("Nemove-It"), "{shown}");
    assert!(shown.contains("its checksum is wrong"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is changed or cut off, nothing panics.
    #[test]
    fn damage_is_no_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = evtx(&[
            line(1, "Get-Date"),
            part(2, 1, 2, "a", "x"),
            part(3, 2, 2, "b", "x"),
            line(4, "Get-Date"),
        ]);
        // Most of a chunk is empty.
        let used = 4096 + 4096;
        for (place, byte) in changes {
            bytes[8 + place.index(used - 8)] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(8 + cut.index(bytes.len() - 8));
        }
        shown(&bytes);
    }
}
