//! `Get-History | Export-Clixml`: objects in PowerShell's own XML.
//!
//! An object counts as a history's where it has a `CommandLine`: those that went through
//! `Select-Object` have another type. Strings have `_xHHHH_` for what XML can not hold.

use std::io::BufRead;

use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Item, give, status, whole};
use crate::events::record::{Broken, plain_breaks, push_escaped, push_reference};
use crate::parts::Parts;
use crate::sniff::Head;
use crate::{Format, GapKind, Sink, Stamp, Status, Unreadable};

/// How deep elements may lie in each other.
const DEEPEST: usize = 64;

/// Whether a file that begins like this is a history.
pub(crate) fn looks_like(head: &Head<'_>) -> bool {
    let start = head.start();
    let root = match start.strip_prefix("<?xml") {
        Some(rest) => rest
            .split_once("?>")
            .map_or("", |(_, rest)| rest.trim_start()),
        None => start,
    };
    root.starts_with("<Objs")
        && (head.text.contains("Commands.HistoryInfo") || head.text.contains("N=\"CommandLine\""))
}

/// Reads a history.
///
/// # Errors
/// Where there is no command in it.
pub(crate) fn read(
    input: &mut dyn BufRead,
    parts: &mut Parts,
    sink: &mut dyn Sink,
) -> Result<(), Unreadable> {
    let text = whole(input, parts);
    let mut items = Vec::new();
    let mut reader = Reader::from_str(&text);
    reader.config_mut().allow_dangling_amp = true;
    if let Err(Broken(why)) = objects(&mut reader, &text, &mut items) {
        let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = line_of(&text, read);
        if items.is_empty() {
            return Err(Unreadable::Broken {
                format: Format::HistoryClixml,
                reason: why,
            });
        }
        parts.gap(None, line, GapKind::Unreadable(why));
    }
    give(&items, parts, sink);
    Ok(())
}

/// An `<Obj>` that is open.
#[derive(Default)]
struct Object {
    /// Which property of the object around it it is.
    name: String,
    /// Its `<ToString>`.
    shown: String,
    command: Option<String>,
    status: Option<Status>,
    start: Option<Stamp>,
    end: Option<Stamp>,
    line: u64,
}

fn objects(reader: &mut Reader<&[u8]>, text: &str, items: &mut Vec<Item>) -> Result<(), Broken> {
    let mut open: Vec<Object> = Vec::new();
    let mut deep = 0_usize;
    // The property that is open, and its text.
    let mut name = String::new();
    let mut value = String::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event()? {
            Event::Start(start) => {
                deep += 1;
                if deep > DEEPEST {
                    return Err(Broken("elements lie too deep".to_owned()));
                }
                value.clear();
                name.clear();
                member(&start, &mut name)?;
                if start.name().0 == "Obj" {
                    line += breaks(text, counted, position);
                    counted = position;
                    open.push(Object {
                        name: std::mem::take(&mut name),
                        line,
                        ..Object::default()
                    });
                }
            }
            Event::Text(part) => value.push_str(&part),
            Event::CData(part) => value.push_str(&part),
            Event::GeneralRef(part) => push_reference(&part, &mut value)?,
            Event::End(end) => {
                deep = deep.saturating_sub(1);
                match (end.name().0, open.last_mut()) {
                    ("Obj", Some(_)) => {
                        if let Some(object) = open.pop() {
                            close(object, open.last_mut(), items);
                        }
                    }
                    ("ToString", Some(object)) => object.shown = unescape(&value),
                    ("S", Some(object)) if name == "CommandLine" => {
                        object.command = Some(unescape(&value));
                    }
                    ("S", Some(object)) if name == "ExecutionStatus" => {
                        object.status = status(&value);
                    }
                    ("DT", Some(object)) if name == "StartExecutionTime" => {
                        object.start = time(&value);
                    }
                    ("DT", Some(object)) if name == "EndExecutionTime" => {
                        object.end = time(&value);
                    }
                    _ => {}
                }
                value.clear();
                name.clear();
            }
            Event::Eof if deep == 0 => return Ok(()),
            Event::Eof => return Err(Broken("the file ends inside an object".to_owned())),
            Event::Empty(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Comment(_) => {}
        }
    }
}

/// An object is whole: it is a command, or says something of the object around it.
fn close(object: Object, around: Option<&mut Object>, items: &mut Vec<Item>) {
    if let Some(text) = object.command {
        items.push(Item {
            line: object.line,
            text,
            status: object.status,
            start: object.start,
            end: object.end,
        });
    } else if object.name == "ExecutionStatus"
        && let Some(around) = around
    {
        around.status = status(&object.shown);
    }
}

/// The attribute `N`.
fn member(start: &BytesStart<'_>, into: &mut String) -> Result<(), Broken> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Broken(error.to_string()))?;
        if attribute.key.0 == "N" {
            push_escaped(&attribute.value, into)?;
        }
    }
    Ok(())
}

/// A time with its offset, or without one where it has none.
fn time(text: &str) -> Option<Stamp> {
    let text = text.trim();
    match text.parse::<Timestamp>() {
        Ok(time) => Some(Stamp::Zoned(time)),
        Err(_) => text.parse().ok().map(Stamp::Local),
    }
}

/// A string as it was: `_x000A_` is a line break, `_x005F_` a `_`; two for what UTF-16 has two for.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut high: Option<u16> = None;
    loop {
        let unit = escape(rest);
        if let Some(first) = high.take() {
            let pair = unit.and_then(|low| char::decode_utf16([first, low]).next()?.ok());
            if let Some(character) = pair.filter(|c| c.len_utf16() == 2) {
                plain.push(character);
                rest = &rest[7..];
                continue;
            }
            plain.push('\u{fffd}');
        }
        match unit {
            Some(unit @ 0xd800..=0xdbff) => {
                high = Some(unit);
                rest = &rest[7..];
            }
            Some(unit) => {
                plain.push(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}'));
                rest = &rest[7..];
            }
            None => match rest.chars().next() {
                Some(character) => {
                    plain.push(character);
                    rest = &rest[character.len_utf8()..];
                }
                None => break,
            },
        }
    }
    plain_breaks(&mut plain);
    plain
}

/// The unit of UTF-16 that an escape at the beginning stands for.
fn escape(text: &str) -> Option<u16> {
    let bytes = text.as_bytes().get(..7)?;
    let digits = bytes.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn breaks(text: &str, from: usize, to: usize) -> u64 {
    let part = text.as_bytes().get(from..to).unwrap_or_default();
    memchr::memchr_iter(b'\n', part).count() as u64
}

fn line_of(text: &str, to: usize) -> u64 {
    1 + breaks(text, 0, to.min(text.len()))
}
