//! What stands between lines of stars: headers, footers, and the times of commands.

use jiff::civil::DateTime;

use runproof_shell::powershell::Version;

use super::shape::{field, is_stars, is_user, machine, prompt, time};

/// No header has more lines.
const LONGEST: usize = 48;

/// A session's header.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) line: u64,
    /// Its first line, `Windows PowerShell transcript start` in any language.
    pub(super) banner: String,
    pub(super) start: DateTime,
    pub(super) host: Option<String>,
    pub(super) user: Option<String>,
    pub(super) run_as: Option<String>,
    /// What it was started as, where that tells what it ran.
    pub(super) application: Option<(u64, String)>,
    /// Whether it is of PowerShell 2 to 4, which says no version and wraps long lines.
    pub(super) legacy: bool,
    pub(super) version: Version,
    /// What stands before each of its lines: a transcript may be pasted into a document.
    pub(super) indent: String,
}

/// Lines from a line of stars on, as long as it is open what they are.
#[derive(Debug)]
pub(super) struct Block {
    lines: Vec<(u64, String)>,
    start: Option<DateTime>,
}

/// What another line makes of a block.
#[derive(Debug)]
pub(super) enum Step {
    /// It is still open.
    More(Block),
    /// It is none; these lines are to be read as what they are by themselves.
    Nothing(Vec<(u64, String)>),
    /// A header.
    Header(Header),
    /// A header that stops without its stars: the last line is not part of it.
    HeaderBefore(Header),
    /// Banner and time between stars: a footer, or a header in its least form.
    Short(Header, Vec<(u64, String)>),
    /// The time of the command that follows.
    Invocation(DateTime, Vec<(u64, String)>),
}

impl Block {
    /// A block that begins with that line of stars.
    pub(super) fn new(number: u64, line: &str) -> Self {
        Self {
            lines: vec![(number, line.to_owned())],
            start: None,
        }
    }

    /// The lines so far.
    pub(super) fn into_lines(self) -> Vec<(u64, String)> {
        self.lines
    }

    /// Reads the next line.
    pub(super) fn push(mut self, number: u64, line: &str) -> Step {
        let keep = |mut block: Self| {
            block.lines.push((number, line.to_owned()));
            block
        };
        match self.lines.len() {
            1 => {
                if let Some(time) = time(line) {
                    self.start = Some(time);
                    Step::More(keep(self))
                } else if line.contains("PowerShell") && prompt(line.trim()).is_none() {
                    Step::More(keep(self))
                } else {
                    Step::Nothing(keep(self).lines)
                }
            }
            2 => match (self.start, time(line)) {
                (Some(time), _) if is_stars(line) => Step::Invocation(time, keep(self).lines),
                (None, Some(time)) => {
                    self.start = Some(time);
                    Step::More(keep(self))
                }
                _ => Step::Nothing(keep(self).lines),
            },
            length => {
                let Some(start) = self.start else {
                    return Step::Nothing(keep(self).lines);
                };
                if is_stars(line) {
                    return match length {
                        3 => {
                            let header = self.header(start);
                            Step::Short(header, keep(self).lines)
                        }
                        _ => Step::Header(self.header(start)),
                    };
                }
                let belongs = field(line).is_some() || machine(line).is_some();
                let body = prompt(line.trim()).is_some();
                if belongs && !body && length < LONGEST {
                    return Step::More(keep(self));
                }
                if length == 3 {
                    return Step::Nothing(keep(self).lines);
                }
                Step::HeaderBefore(self.header(start))
            }
        }
    }

    fn header(&self, start: DateTime) -> Header {
        let (line, stars) = match self.lines.first() {
            Some((line, stars)) => (*line, stars.as_str()),
            None => (1, ""),
        };
        let text = |at: usize| self.lines.get(at).map_or("", |(_, line)| line.trim());
        let fields = self.lines.get(3..).unwrap_or_default();
        let at = fields.iter().position(|(_, line)| machine(line).is_some());
        let host = at.and_then(|at| machine(&fields[at].1)).map(str::to_owned);
        // Users stand before the computer, and programs, which have backslashes too, behind it.
        let before = &fields[..at.unwrap_or(fields.len().min(2))];
        let mut users = before
            .iter()
            .filter_map(|(_, line)| field(line).map(|(_, value)| value))
            .filter(|value| is_user(value));
        let user = users.next().map(str::to_owned);
        let run_as = users.next().map(str::to_owned);
        let number = fields
            .iter()
            .filter_map(|(_, line)| field(line))
            .find(|(label, _)| label.eq_ignore_ascii_case("PSVersion"))
            .map(|(_, number)| number);
        let banner = text(1).to_owned();
        let version = match number {
            Some(number) => Version::of(number),
            // Only Windows PowerShell says so of itself, in every language.
            None if banner.contains("Windows PowerShell") => Version::Windows,
            None => Version::Unknown,
        };
        Header {
            line,
            banner,
            start,
            host,
            run_as: run_as.filter(|name| user.as_ref() != Some(name)),
            user,
            legacy: number.is_none() && (1..=3).contains(&fields.len()),
            version,
            application: at.and_then(|at| application(fields.get(at + 1)?)),
            indent: stars[..stars.len() - stars.trim_start().len()].to_owned(),
        }
    }
}

/// The line behind the computer's, if it says what PowerShell was started for: a file or a command.
fn application((line, text): &(u64, String)) -> Option<(u64, String)> {
    let (_, value) = field(text)?;
    let mut words = value.split_whitespace();
    let is_told = words.any(|word| {
        let word = word.trim_matches(['"', '\'']).to_ascii_lowercase();
        let named = word.strip_prefix('-').is_some_and(|name| {
            let starts = |whole: &str| !name.is_empty() && whole.starts_with(name);
            starts("file") || starts("command") || starts("encodedcommand") || name == "ec"
        });
        named || word.ends_with(".ps1")
    });
    is_told.then(|| (*line, value.to_owned()))
}
