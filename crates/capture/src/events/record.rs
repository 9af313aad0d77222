//! One Windows event, read out of its XML.
//!
//! Field names are Windows' own in every language; a classic log's data have none. Nothing is
//! allocated for an event once the buffers have grown.

use jiff::Timestamp;
use memchr::memchr;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other. A real event has five levels.
const DEEPEST: usize = 64;

/// An event's header, and its data where they are wanted.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// `Provider`'s name.
    pub(super) provider: String,
    /// `EventID`.
    pub(super) event: u32,
    /// `TimeCreated`, which is UTC.
    pub(super) time: Option<Timestamp>,
    /// `EventRecordID`.
    pub(super) id: Option<u64>,
    /// `Execution`'s process.
    pub(super) process: Option<u32>,
    /// `Channel`.
    pub(super) channel: String,
    /// `Computer`.
    pub(super) computer: String,
    /// `Security`'s user: a SID.
    pub(super) sid: String,
    /// The data; those behind `used` are left over from another event.
    data: Vec<Datum>,
    used: usize,
    /// The text of the element that is being read.
    text: String,
}

/// A `<Data>`.
#[derive(Debug, Default)]
struct Datum {
    name: String,
    value: String,
}

/// What of an event is wanted, once its header is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interest {
    /// Its data too.
    Data,
    /// Nothing more.
    Header,
}

/// Why an event can not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) String);

impl From<quick_xml::Error> for Broken {
    fn from(error: quick_xml::Error) -> Self {
        Self(error.to_string())
    }
}

impl Record {
    /// Reads `<Event>…</Event>`; `interest` decides after the header whether the rest is read.
    pub(super) fn read(
        &mut self,
        xml: &str,
        interest: impl FnOnce(&Self) -> Interest,
    ) -> Result<(), Broken> {
        self.clear();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().allow_dangling_amp = true;
        self.header(&mut reader)?;
        if interest(self) == Interest::Data {
            self.body(&mut reader)?;
        }
        Ok(())
    }

    /// The value of the `<Data>` of this name.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        self.data[..self.used]
            .iter()
            .find(|datum| datum.name == name)
            .map(|datum| datum.value.as_str())
    }

    /// The value of the `<Data>` at this place.
    pub(super) fn nth(&self, place: usize) -> Option<&str> {
        self.data[..self.used]
            .get(place)
            .map(|datum| datum.value.as_str())
    }

    fn clear(&mut self) {
        for text in [
            &mut self.provider,
            &mut self.channel,
            &mut self.computer,
            &mut self.sid,
        ] {
            text.clear();
        }
        (self.event, self.time, self.id, self.process) = (0, None, None, None);
        self.used = 0;
    }

    /// Up to `</System>`.
    fn header(&mut self, reader: &mut Reader<&[u8]>) -> Result<(), Broken> {
        let mut deep = 0_usize;
        let mut has_event = false;
        self.text.clear();
        loop {
            match reader.read_event()? {
                Event::Start(start) => {
                    deep += 1;
                    if deep > DEEPEST {
                        return Err(Broken("elements lie too deep".to_owned()));
                    }
                    self.text.clear();
                    self.attributes(&start)?;
                }
                Event::Empty(start) => self.attributes(&start)?,
                Event::Text(text) => self.text.push_str(&text),
                Event::CData(text) => self.text.push_str(&text),
                Event::GeneralRef(name) => push_reference(&name, &mut self.text)?,
                Event::End(end) => {
                    deep = deep.saturating_sub(1);
                    let text = self.text.trim();
                    match end.name().0 {
                        "EventID" => {
                            has_event = true;
                            self.event = text
                                .parse()
                                .map_err(|_| Broken(format!("`{text}` is no event id")))?;
                        }
                        "EventRecordID" => self.id = text.parse().ok(),
                        "Channel" => self.channel.push_str(text),
                        "Computer" => self.computer.push_str(text),
                        "System" => {
                            return if has_event {
                                Ok(())
                            } else {
                                Err(Broken("an event without its id".to_owned()))
                            };
                        }
                        _ => {}
                    }
                    self.text.clear();
                }
                Event::Eof => return Err(Broken("an event without its header".to_owned())),
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            }
        }
    }

    /// What the header says in attributes.
    fn attributes(&mut self, start: &BytesStart<'_>) -> Result<(), Broken> {
        let name = start.name();
        if !matches!(
            name.0,
            "Provider" | "TimeCreated" | "Execution" | "Security"
        ) {
            return Ok(());
        }
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Broken(error.to_string()))?;
            let raw = attribute.value.as_ref();
            match (name.0, attribute.key.0) {
                ("Provider", "Name") => {
                    self.provider.clear();
                    push_escaped(raw, &mut self.provider)?;
                }
                ("TimeCreated", "SystemTime") => self.time = raw.parse().ok(),
                ("Execution", "ProcessID") => self.process = raw.parse().ok(),
                ("Security", "UserID") => {
                    self.sid.clear();
                    push_escaped(raw, &mut self.sid)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The `<Data>` that follow the header.
    fn body(&mut self, reader: &mut Reader<&[u8]>) -> Result<(), Broken> {
        // Levels below `<Event>`, and the level of the `<Data>` that is open.
        let mut deep = 0_usize;
        let mut open: Option<usize> = None;
        loop {
            match reader.read_event()? {
                Event::Start(start) => {
                    deep += 1;
                    if deep > DEEPEST {
                        return Err(Broken("elements lie too deep".to_owned()));
                    }
                    if open.is_none() && deep == 2 && start.name().0 == "Data" {
                        open = Some(deep);
                        self.datum(&start)?;
                    }
                }
                Event::Empty(start) => {
                    if open.is_none() && deep == 1 && start.name().0 == "Data" {
                        self.datum(&start)?;
                    }
                }
                Event::Text(text) => self.push(open, &text),
                Event::CData(text) => self.push(open, &text),
                Event::GeneralRef(name) => {
                    if open.is_some()
                        && let Some(datum) = self.data[..self.used].last_mut()
                    {
                        push_reference(&name, &mut datum.value)?;
                    }
                }
                Event::End(end) => {
                    if open == Some(deep) {
                        open = None;
                    }
                    if deep == 0 || (deep == 1 && end.name().0 == "EventData") {
                        break;
                    }
                    deep -= 1;
                }
                Event::Eof => return Err(Broken("an event without its end".to_owned())),
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            }
        }
        for datum in &mut self.data[..self.used] {
            plain_breaks(&mut datum.value);
        }
        Ok(())
    }

    /// A new, empty datum.
    fn datum(&mut self, start: &BytesStart<'_>) -> Result<(), Broken> {
        if self.used == self.data.len() {
            self.data.push(Datum::default());
        }
        let datum = &mut self.data[self.used];
        self.used += 1;
        datum.name.clear();
        datum.value.clear();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Broken(error.to_string()))?;
            if attribute.key.0 == "Name" {
                push_escaped(&attribute.value, &mut datum.name)?;
            }
        }
        Ok(())
    }

    /// Adds to the datum that is open.
    fn push(&mut self, open: Option<usize>, text: &str) {
        if open.is_some()
            && let Some(datum) = self.data[..self.used].last_mut()
        {
            datum.value.push_str(text);
        }
    }
}

/// What `&name;` or `&#10;` stands for. A character that XML has not becomes U+FFFD.
pub(crate) fn push_reference(name: &str, into: &mut String) -> Result<(), Broken> {
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => {
            let Some(number) = name.strip_prefix('#') else {
                return Err(Broken(format!("`&{name};` stands for nothing")));
            };
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok()
                .filter(|code| *code != 0)
                .and_then(char::from_u32)
                .unwrap_or('\u{fffd}')
        }
    };
    into.push(character);
    Ok(())
}

/// Adds an attribute's value, its references resolved.
pub(crate) fn push_escaped(raw: &str, into: &mut String) -> Result<(), Broken> {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        into.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // No reference is longer; what looks like one and is not is left as it is.
        match rest.bytes().take(12).position(|byte| byte == b';') {
            Some(end) => {
                push_reference(&rest[..end], into)?;
                rest = &rest[end + 1..];
            }
            None => into.push('&'),
        }
    }
    into.push_str(rest);
    Ok(())
}

/// Makes every line break `\n`.
pub(crate) fn plain_breaks(text: &mut String) {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = memchr(b'\r', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        plain.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    plain.push_str(rest);
    *text = plain;
}
