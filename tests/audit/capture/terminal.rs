//! What a Unix console leaves: `script`, `~/.bash_history`, asciinema.

use std::ops::RangeInclusive;

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::{Recording, Sitting};
use crate::dice::Dice;
use crate::scenario::Id;

/// How a sitting is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `script` of util-linux, with escape sequences.
    Typescript,
    /// The same in a window of 100 columns: long lines are broken at its edge.
    NarrowTypescript,
    /// Lines alone.
    History,
    /// Each line with its time before it.
    TimedHistory,
    /// asciinema v2: times from the beginning.
    Cast2,
    /// asciinema v3: times from the event before.
    Cast3,
}

impl Form {
    pub(crate) const ALL: [Self; 6] = [
        Self::Typescript,
        Self::NarrowTypescript,
        Self::TimedHistory,
        Self::Cast2,
        Self::Cast3,
        Self::History,
    ];

    /// Whether it holds what commands printed.
    pub(crate) fn has_output(self) -> bool {
        !matches!(self, Self::History | Self::TimedHistory)
    }
}

/// Paris in April.
const ZONE: Offset = Offset::constant(2);

/// The sitting as a file.
pub(crate) fn record(form: Form, sitting: &Sitting, seed: u64) -> Recording {
    let mut dice = Dice::new(seed);
    match form {
        Form::Typescript | Form::NarrowTypescript => typescript(form, sitting, &mut dice),
        Form::History | Form::TimedHistory => history(form, sitting),
        Form::Cast2 | Form::Cast3 => cast(form, sitting, &mut dice),
    }
}

/// The prompt in its colours, the window's title before it.
fn prompt(sitting: &Sitting, folder: &str) -> String {
    let host = sitting.machine.0;
    format!(
        "\x1b]0;admin@{host}: {folder}\x07\x1b[?2004h\x1b[01;32madmin@{host}\x1b[00m:\x1b[01;34m{folder}\x1b[00m$ "
    )
}

/// Text as the terminal echoes it: now and then a slip and its correction.
fn echoed(text: &str, dice: &mut Dice) -> Vec<String> {
    let mut pieces = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            pieces.push("\r\n\x1b[?2004l\r\x1b[?2004h> ".to_owned());
        }
        for word in line.split_inclusive(' ') {
            if word.len() > 3 && dice.once_in(9) {
                pieces.push(format!("{}x", &word[..1]));
                pieces.push(format!("\x08\x1b[K{}", &word[1..]));
            } else {
                pieces.push(word.to_owned());
            }
        }
    }
    pieces
}

/// A line of input as readline writes it in a window of so many columns: at its edge it writes a blank
/// to get to the next row, and goes back to its beginning.
fn broken(text: &str, prompt: usize, columns: usize) -> String {
    let mut broken = String::new();
    let mut column = prompt;
    for letter in text.chars() {
        if letter == '\n' {
            broken.push_str("\r\n\x1b[?2004l\r\x1b[?2004h> ");
            column = 2;
            continue;
        }
        broken.push(letter);
        column += 1;
        if column == columns {
            broken.push_str(" \r");
            column = 0;
        }
    }
    broken
}

fn typescript(form: Form, sitting: &Sitting, dice: &mut Dice) -> Recording {
    let columns = match form {
        Form::NarrowTypescript => 100,
        _ => 320,
    };
    let mut text = format!(
        "Script started on {} [TERM=\"xterm-256color\" TTY=\"/dev/pts/0\" COLUMNS=\"{columns}\" LINES=\"50\"]\n",
        zoned(sitting.start, "%Y-%m-%d %H:%M:%S%:z")
    );
    let mut marks: Vec<(Id, RangeInclusive<u64>)> = Vec::new();
    for input in &sitting.inputs {
        let first = lines_in(&text) + 1;
        text.push_str(&prompt(sitting, &input.folder));
        text.push_str(&match form {
            // `admin@ops01:~$ `: what is seen of the prompt.
            Form::NarrowTypescript => broken(
                &input.typed,
                "admin@:$ ".len() + sitting.machine.0.len() + input.folder.len(),
                columns,
            ),
            _ => echoed(&input.typed, dice).concat(),
        });
        let last = lines_in(&text) + 1;
        if let Some((act, _)) = &input.act {
            marks.push((*act, first..=last));
        }
        text.push_str("\r\n\x1b[?2004l\r");
        for said in &input.said {
            text.push_str(&said.text);
            text.push_str("\r\n");
        }
    }
    text.push_str(&prompt(sitting, "~"));
    text.push_str("exit\r\n\x1b[?2004l\rexit\r\n");
    text.push_str(&format!(
        "\nScript done on {} [COMMAND_EXIT_CODE=\"0\"]\n",
        zoned(sitting.end, "%Y-%m-%d %H:%M:%S%:z")
    ));
    Recording {
        name: "typescript".to_owned(),
        bytes: text.into_bytes(),
        marks,
    }
}

fn history(form: Form, sitting: &Sitting) -> Recording {
    let mut text = String::new();
    let mut marks = Vec::new();
    for input in &sitting.inputs {
        if form == Form::TimedHistory {
            let time = ZONE.to_timestamp(input.at).expect("a time").as_second();
            text.push_str(&format!("#{time}\n"));
        }
        let first = lines_in(&text) + 1;
        // A line that went on after a backslash is kept as the one that it is.
        text.push_str(&input.typed.replace("\\\n", ""));
        text.push('\n');
        if let Some((act, _)) = &input.act {
            marks.push((*act, first..=lines_in(&text)));
        }
    }
    Recording {
        name: ".bash_history".to_owned(),
        bytes: text.into_bytes(),
        marks,
    }
}

fn cast(form: Form, sitting: &Sitting, dice: &mut Dice) -> Recording {
    let began = ZONE
        .to_timestamp(sitting.start)
        .expect("a time")
        .as_second();
    let header = match form {
        Form::Cast2 => format!(
            "{{\"version\": 2, \"width\": 320, \"height\": 50, \"timestamp\": {began}, \"env\": {{\"SHELL\": \"/bin/bash\", \"TERM\": \"xterm-256color\"}}}}"
        ),
        _ => format!(
            "{{\"version\":3,\"term\":{{\"cols\":320,\"rows\":50,\"type\":\"xterm-256color\"}},\"timestamp\":{began},\"env\":{{\"SHELL\":\"/bin/bash\"}}}}"
        ),
    };
    let mut tape = Tape {
        form,
        lines: vec![header],
        now: 0.0,
    };
    let mut marks = Vec::new();
    for input in &sitting.inputs {
        let at = f64::from(
            i32::try_from(input.at.duration_since(sitting.start).as_secs()).expect("a night"),
        );
        let first = tape.lines.len() + 1;
        tape.put(at - 5.0, &prompt(sitting, &input.folder));
        for (place, piece) in echoed(&input.typed, dice).into_iter().enumerate() {
            let late = f64::from(u32::try_from(place).expect("small"));
            tape.put(at - 4.0 + late * 0.05, &piece);
        }
        tape.put(at, "\r\n\x1b[?2004l\r");
        // An act is where its prompt is, where its typing begins, or where it was entered.
        let lines = u64::try_from(first).expect("a line")
            ..=u64::try_from(tape.lines.len()).expect("a line");
        if let Some((act, _)) = &input.act {
            marks.push((*act, lines));
        }
        let said: String = input
            .said
            .iter()
            .map(|said| format!("{}\r\n", said.text))
            .collect();
        if !said.is_empty() {
            tape.put(at + 0.8, &said);
        }
    }
    let end = sitting.end.duration_since(sitting.start).as_secs();
    let end = f64::from(i32::try_from(end).expect("a night"));
    tape.put(end, &format!("{}exit\r\nexit\r\n", prompt(sitting, "~")));
    Recording {
        name: "session.cast".to_owned(),
        bytes: (tape.lines.join("\n") + "\n").into_bytes(),
        marks,
    }
}

/// An asciinema file that is being written.
struct Tape {
    form: Form,
    lines: Vec<String>,
    /// Seconds from the beginning.
    now: f64,
}

impl Tape {
    fn put(&mut self, at: f64, text: &str) {
        let at = at.max(self.now);
        let time = match self.form {
            Form::Cast3 => at - self.now,
            _ => at,
        };
        self.now = at;
        let text = serde_json::Value::from(text);
        self.lines.push(format!("[{time:.6}, \"o\", {text}]"));
    }
}

fn lines_in(text: &str) -> u64 {
    u64::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).expect("lines")
}

fn zoned(at: DateTime, format: &str) -> String {
    let zoned = ZONE.to_timestamp(at).expect("a time");
    zoned
        .to_zoned(ZONE.to_time_zone())
        .strftime(format)
        .to_string()
}
