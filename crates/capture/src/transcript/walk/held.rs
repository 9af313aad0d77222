//! Lines that are held back until it is known what the session's prompt is.

use std::collections::VecDeque;

use jiff::civil::DateTime;

use super::super::learn;
use super::super::manner::Manner;
use super::super::shape::{is_stars, prompt, time};
use super::{Pending, Walk};

/// So many lines, or bytes, must be enough.
const MOST_LINES: usize = 1000;
const MOST_BYTES: usize = 256 << 10;

/// So many prompts are enough.
const ENOUGH: usize = 3;

/// How many lines behind a command's time are looked at.
const LONGEST_SAMPLE: usize = 5;

/// Lines that are held back.
#[derive(Debug, Default)]
pub(super) struct Held {
    lines: VecDeque<(u64, String)>,
    bytes: usize,
    /// The time of the command that the first of them shows, where commands have their times.
    time: Option<DateTime>,
    /// How many prompts, or times of commands, are among them.
    met: usize,
    /// Whether a footer, or another header, is among them.
    is_ended: bool,
}

impl Held {
    /// Holds lines from that one on.
    pub(super) fn from(number: u64, line: &str, time: Option<DateTime>) -> Self {
        let mut held = Self {
            time,
            ..Self::default()
        };
        held.push(number, line);
        held
    }

    /// Holds another line.
    pub(super) fn push(&mut self, number: u64, line: &str) {
        self.bytes += line.len();
        let from_end = |back: usize| {
            let at = self.lines.len().checked_sub(back);
            at.and_then(|at| self.lines.get(at))
                .is_some_and(|(_, line)| is_stars(line))
        };
        let is_time = time(line).is_some();
        self.is_ended |= is_time && from_end(2);
        self.met += match self.time {
            Some(_) => usize::from(is_time && from_end(1)),
            None => usize::from(prompt(line).is_some_and(|prompt| !prompt.text.is_empty())),
        };
        self.lines.push_back((number, line.to_owned()));
    }

    fn is_enough(&self) -> bool {
        self.is_ended
            || self.met >= ENOUGH
            || self.lines.len() >= MOST_LINES
            || self.bytes >= MOST_BYTES
    }

    /// The prompt that they show, where it is one of somebody's own.
    fn manner(&self) -> Option<Manner> {
        let lines: Vec<&str> = self.lines.iter().map(|(_, line)| line.as_str()).collect();
        if self.time.is_some() {
            let mut samples = vec![sample(&lines)];
            let times = (2..lines.len()).filter(|at| {
                is_stars(lines[*at]) && is_stars(lines[at - 2]) && time(lines[at - 1]).is_some()
            });
            samples.extend(times.map(|at| sample(&lines[at + 1..])));
            samples.retain(|sample| !sample.is_empty());
            return learn::from_samples(&samples);
        }
        let end = lines.iter().position(|line| is_stars(line));
        let body = &lines[..end.unwrap_or(lines.len())];
        if self.met > 0 {
            return learn::above_own(body);
        }
        learn::from_body(body)
    }
}

/// The lines behind the time of a command.
fn sample<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let lines = lines.iter().take(LONGEST_SAMPLE);
    lines.take_while(|line| !is_stars(line)).copied().collect()
}

impl Walk<'_> {
    /// Reads what is held back, if it is enough, or if nothing more comes.
    pub(super) fn release(&mut self, is_all: bool) {
        let mut queue = VecDeque::new();
        while let Some(mut held) = self.held.take_if(|held| is_all || held.is_enough()) {
            let manner = held.manner();
            if let Some(level) = self.levels.last_mut() {
                level.unsettled = false;
                if manner.is_some() {
                    level.manner = manner;
                }
            }
            if let Some(time) = held.time {
                self.pending = Pending::Command(time);
            }
            // What was held back comes before what waits.
            held.lines.append(&mut queue);
            queue = held.lines;
            while let Some((number, line)) = queue.pop_front() {
                self.read(number, &line);
                if self.held.as_ref().is_some_and(Held::is_enough) {
                    break;
                }
            }
        }
    }
}
