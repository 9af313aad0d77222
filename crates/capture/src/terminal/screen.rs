//! The terminal: text and escape sequences in, lines as they stood on the screen out.
//!
//! No whole terminal: what a shell's line editor and line-wise programs send is replayed (cursor,
//! erasing, inserting, wrapping); titles and the alternate screen of editors and pagers are dropped.
//! Sequences: ECMA-48 and xterm's control sequences.

use std::collections::VecDeque;

use unicode_width::UnicodeWidthChar;
use vte::{Params, Parser, Perform};

use super::super::Stamp;

/// How far back a cursor may go, in rows.
const WINDOW: usize = 100;
/// How many columns a row may have where the terminal's width is not known.
const WIDEST: usize = 1 << 16;
/// How many bytes a sequence may have that shows nothing, before it is taken for an unfinished one.
const LONGEST_SEQUENCE: usize = 64 << 10;

/// A line as it stood when the next one was begun.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// Its text, rows that were wrapped put together, blanks at its end gone.
    pub(super) text: String,
    /// The line of the capture that it begins on.
    pub(super) line: u64,
    /// When the line below was begun.
    pub(super) left: Option<Stamp>,
    /// When it was begun.
    pub(super) begun: Option<Stamp>,
    /// Whether the line below was begun at all.
    pub(super) entered: bool,
    /// The turn of a line editor that it was edited in, where the shell says so.
    pub(super) turn: Option<u32>,
    /// Whether a bell rang after its last character: the editor had more than one way to complete it.
    pub(super) rang: bool,
    /// Whether it was edited in a way that can not be followed.
    pub(super) garbled: bool,
    /// Where in it what is typed begins, in bytes: an editor that draws by absolute places asked where
    /// the cursor stands, and drew there.
    pub(super) typed: Option<usize>,
}

/// A terminal.
pub(super) struct Terminal {
    parser: Parser,
    screen: Screen,
    silent: usize,
}

impl Terminal {
    /// A terminal of so many columns; `None` where that is not known.
    pub(super) fn new(width: Option<usize>) -> Self {
        Self {
            parser: Parser::new(),
            screen: Screen::new(width),
            silent: 0,
        }
    }

    /// What was typed, without the prompt at the right edge: what stands there behind many blanks.
    pub(super) fn without_right<'t>(&self, row: &str, typed: &'t str) -> &'t str {
        const GAP: &str = "      ";
        let Some(width) = self.screen.width else {
            return typed;
        };
        let columns: usize = row.chars().filter_map(char::width).sum();
        match typed.rfind(GAP) {
            Some(at) if columns + 2 >= width && columns <= width => typed[..at].trim_end(),
            _ => typed,
        }
    }

    /// Its width from now on.
    pub(super) fn resize(&mut self, width: Option<usize>) {
        self.screen.width = width.filter(|width| *width > 1);
    }

    /// How many rows it shows.
    pub(super) fn rows(&mut self, height: Option<usize>) {
        self.screen.height = height.filter(|height| *height > 1);
    }

    /// What is sent to it, from a line of the capture, at a time.
    pub(super) fn feed(&mut self, text: &str, line: u64, at: Option<Stamp>) {
        self.screen.line = line;
        self.screen.at = at;
        let before = self.screen.calls;
        self.parser.advance(&mut self.screen, text.as_bytes());
        if self.screen.calls == before {
            self.silent += text.len();
            if self.silent > LONGEST_SEQUENCE {
                self.parser = Parser::new();
                self.silent = 0;
            }
        } else {
            self.silent = 0;
        }
    }

    /// The next line that nothing can change any more.
    pub(super) fn next(&mut self) -> Option<Row> {
        self.screen.done.pop_front()
    }

    /// Nothing more is sent: all lines are as they are.
    pub(super) fn finish(&mut self) {
        self.screen.flush();
    }

    /// Whether what is sent goes to the alternate screen, and since which line.
    pub(super) fn alternate(&self) -> Option<u64> {
        self.screen.alternate
    }
}

/// A place on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    c: char,
    /// A mark that is written over it.
    mark: Option<char>,
}

const BLANK: Cell = Cell { c: ' ', mark: None };
/// The right half of a wide character.
const HALF: char = '\0';

/// A row of the screen.
#[derive(Debug, Default)]
struct Line {
    cells: Vec<Cell>,
    /// Whether it goes on in the row below.
    wraps: bool,
    number: u64,
    left: Option<Stamp>,
    begun: Option<Stamp>,
    entered: bool,
    turn: Option<u32>,
    rang: bool,
    garbled: bool,
    typed: Option<usize>,
}

impl Line {
    /// Whether it begins with a prompt.
    fn is_prompt(&self) -> bool {
        let text: String = self
            .cells
            .iter()
            .map(|cell| cell.c)
            .filter(|c| *c != HALF)
            .collect();
        super::prompt(&text).is_some()
    }
}

struct Screen {
    rows: VecDeque<Line>,
    row: usize,
    column: usize,
    width: Option<usize>,
    done: VecDeque<Row>,
    line: u64,
    at: Option<Stamp>,
    alternate: Option<u64>,
    /// The turn of the line editor that is going on.
    turn: Option<u32>,
    turns: u32,
    saved: Option<(usize, usize)>,
    /// The cursor is somewhere on the screen where nothing belongs to a line: a status bar.
    astray: bool,
    /// A blank was written last, and the cursor went to the left edge: how an editor wraps.
    wrapping: Option<usize>,
    calls: u64,
    /// How many rows the terminal shows, where that is known.
    height: Option<usize>,
    /// Whether it was asked where the cursor stands. The answer is not in the recording.
    asked: bool,
    /// The row of the screen, from 1, that an editor which draws by absolute places began in, and which
    /// of the rows here that is.
    anchor: Option<(usize, usize)>,
    /// Whether the editor says when it is done.
    says_end: bool,
}

impl Screen {
    fn new(width: Option<usize>) -> Self {
        Self {
            rows: VecDeque::from([Line::default()]),
            row: 0,
            column: 0,
            width: width.filter(|width| *width > 1),
            done: VecDeque::new(),
            line: 1,
            at: None,
            alternate: None,
            turn: None,
            turns: 0,
            saved: None,
            astray: false,
            wrapping: None,
            calls: 0,
            height: None,
            asked: false,
            anchor: None,
            says_end: false,
        }
    }

    fn current(&mut self) -> &mut Line {
        while self.rows.len() <= self.row {
            self.rows.push_back(Line::default());
        }
        &mut self.rows[self.row]
    }

    fn is_off(&self) -> bool {
        self.alternate.is_some() || self.astray
    }

    fn put(&mut self, c: char) {
        let wide = match c {
            ' '..='~' => 1,
            _ => match c.width() {
                Some(wide) => wide,
                None => return,
            },
        };
        if wide == 0 {
            let column = self.column;
            if let Some(last) = self.current().cells.get_mut(column.saturating_sub(1)) {
                last.mark = Some(c);
            }
            return;
        }
        if let Some(width) = self.width
            && self.column + wide > width
        {
            self.current().wraps = true;
            self.column = 0;
            self.down();
        }
        if self.column >= WIDEST {
            return;
        }
        let (column, number, begun, turn) = (self.column, self.line, self.at, self.turn);
        let row = self.current();
        if row.cells.is_empty() && row.number == 0 {
            row.number = number;
            row.begun = begun;
        }
        row.turn = turn.or(row.turn);
        row.rang = false;
        while row.cells.len() < column + wide {
            row.cells.push(BLANK);
        }
        row.cells[column] = Cell { c, mark: None };
        for half in &mut row.cells[column + 1..column + wide] {
            half.c = HALF;
        }
        self.column += wide;
    }

    /// To the row below, in the same column; what is far above is done with.
    fn down(&mut self) {
        self.row += 1;
        self.current();
        self.scroll();
        while self.rows.len() > WINDOW {
            if !self.release() {
                break;
            }
        }
    }

    /// The first line of the screen is done with, with the rows that it was wrapped over.
    fn release(&mut self) -> bool {
        let count = 1 + self.rows.iter().take_while(|row| row.wraps).count();
        if count > self.row || count > self.rows.len() {
            // It is the one that is being written: it must not grow without end, though.
            if self.rows.len() <= 64 * WINDOW {
                return false;
            }
            if let Some(first) = self.rows.iter_mut().take(WINDOW).next_back() {
                first.wraps = false;
            }
            return self.release();
        }
        let rows: Vec<Line> = self.rows.drain(..count).collect();
        self.row -= count;
        self.anchor = self
            .anchor
            .and_then(|(shown, row)| Some((shown, row.checked_sub(count)?)));
        self.finish(&rows);
        true
    }

    fn finish(&mut self, rows: &[Line]) {
        let mut text = String::new();
        let mut typed = None;
        for row in rows {
            if let Some(column) = row.typed {
                let cells = row.cells.iter().take(column);
                let before = cells.filter(|cell| cell.c != HALF);
                let length: usize = before
                    .map(|cell| cell.c.len_utf8() + cell.mark.map_or(0, char::len_utf8))
                    .sum();
                typed = Some(text.len() + length);
            }
            for cell in row.cells.iter().filter(|cell| cell.c != HALF) {
                text.push(cell.c);
                text.extend(cell.mark);
            }
        }
        text.truncate(text.trim_end_matches(' ').len());
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        self.done.push_back(Row {
            text,
            line: if first.number == 0 {
                self.line
            } else {
                first.number
            },
            left: last.left,
            begun: first.begun,
            entered: last.entered,
            turn: rows.iter().find_map(|row| row.turn),
            rang: rows.iter().any(|row| row.rang),
            garbled: rows.iter().any(|row| row.garbled),
            typed,
        });
    }

    /// All that is on the screen is done with; the cursor stands on an empty one.
    fn flush(&mut self) {
        let mut rows: Vec<Line> = Vec::new();
        let empty = |row: &Line| row.cells.is_empty() && !row.entered;
        while self.rows.back().is_some_and(empty) {
            self.rows.pop_back();
        }
        while let Some(row) = self.rows.pop_front() {
            let wraps = row.wraps;
            rows.push(row);
            if !wraps || self.rows.is_empty() {
                self.finish(&rows);
                rows.clear();
            }
        }
        self.rows.push_back(Line::default());
        (self.row, self.column, self.saved, self.anchor) = (0, 0, None, None);
    }

    /// A new line: the one above was entered.
    fn line_feed(&mut self) {
        let (number, at, turn) = (self.line, self.at, self.turn);
        let here = self.row;
        self.current();
        // An editor that filled a row wrote a blank into the one below, and took it back.
        let below = self.rows.get(here + 1);
        if self.rows[here].wraps
            && below.is_none_or(|below| below.cells.iter().all(|cell| *cell == BLANK))
        {
            self.rows[here].wraps = false;
            if let Some(below) = self.rows.get_mut(here + 1) {
                *below = Line {
                    wraps: below.wraps,
                    ..Line::default()
                };
            }
        }
        let row = self.current();
        if row.number == 0 {
            row.number = number;
            row.begun = at;
        }
        row.entered = true;
        row.left = at;
        row.turn = turn.or(row.turn);
        if self.anchor.is_some() && !self.says_end {
            (self.anchor, self.turn) = (None, None);
        }
        // Rows are sent as `\r\n`, and by programs that know no terminal as `\n`.
        self.column = 0;
        self.down();
    }

    /// Up, but not into a line that was entered before, where the width of the terminal is not known
    /// and so neither is over how many rows a line goes.
    fn up(&mut self, count: usize) {
        if self.width.is_some() {
            self.row = self.row.saturating_sub(count);
            return;
        }
        let turn = self.turn;
        for _ in 0..count {
            let above = self
                .row
                .checked_sub(1)
                .and_then(|above| self.rows.get(above));
            if turn.is_some() && above.is_some_and(|above| above.turn == turn || above.wraps) {
                self.row -= 1;
            } else {
                self.current().garbled = true;
                return;
            }
        }
    }

    /// Takes back a wrap that the width of the terminal, were it known, would have made.
    fn unwrap_edge(&mut self, c: char) {
        if let Some(edge) = self.wrapping.take()
            // The line drawn again from its beginning is no wrap.
            && self.current().cells.first().is_some_and(|first| first.c != c)
        {
            // Now it is known.
            self.width = Some(edge);
            let row = self.current();
            row.cells.truncate(edge);
            row.wraps = true;
            self.down();
        }
    }

    /// To a place on the screen. Where the screen begins in what was recorded is not known, but an
    /// editor asks where the cursor stands before it draws for the first time, and then draws there.
    fn absolute(&mut self, row: usize, column: usize) {
        let asked = std::mem::take(&mut self.asked);
        let is_next = !self.astray && self.column > 0 && column == self.column + 1;
        let is_begun = asked || self.anchor.is_none() && self.current().is_prompt();
        if is_next && is_begun {
            self.anchor = Some((row, self.row));
            self.turns = self.turns.wrapping_add(1);
            self.turn = Some(self.turns);
            let (typed, turn) = (self.column, self.turn);
            let current = self.current();
            (current.typed, current.turn) = (Some(typed), turn);
            return;
        }
        if let Some((shown, at)) = self.anchor {
            // No editor draws above its prompt, nor far below it.
            if row + 4 >= shown && row < shown + WINDOW && at + row >= shown {
                self.row = at + row - shown;
                self.column = column - 1;
                self.current();
                return;
            }
        }
        if (row, column) == (1, 1) {
            self.flush();
            self.astray = false;
        } else {
            if asked {
                // It draws in a place that can not be told.
                self.current().garbled = true;
            }
            // A status line: nobody types there.
            self.astray = true;
        }
    }

    /// The screen was scrolled by a row, if the cursor was in its last one.
    fn scroll(&mut self) {
        if let (Some(height), Some((shown, at))) = (self.height, &mut self.anchor)
            && self.row + *shown > height + *at
        {
            *shown = shown.saturating_sub(1);
        }
    }

    fn erase_display(&mut self, what: u16) {
        match what {
            0 => {
                self.erase_line(0);
                let keep = self.row + 1;
                self.current().wraps = false;
                self.rows.truncate(keep);
            }
            2 | 3 => {
                let column = self.column;
                // What is typed at that moment is drawn anew.
                let last = self.rows.len().saturating_sub(1);
                if self.row == last {
                    self.rows.truncate(last);
                }
                self.flush();
                self.column = column;
            }
            _ => {}
        }
    }

    fn erase_line(&mut self, what: u16) {
        let column = self.column;
        let row = self.current();
        match what {
            0 => row.cells.truncate(column),
            1 => {
                let end = row.cells.len().min(column + 1);
                row.cells[..end].fill(BLANK);
            }
            _ => row.cells.clear(),
        }
    }

    fn mode(&mut self, params: &Params, on: bool) {
        for param in params {
            match param.first() {
                Some(47 | 1047 | 1049) => {
                    let line = self.line;
                    self.alternate = match (on, self.alternate) {
                        (true, since) => since.or(Some(line)),
                        (false, _) => None,
                    };
                }
                // Keys of the cursor: PowerShell turns them on where its editor begins, and off where a
                // line was entered.
                Some(1) if self.alternate.is_none() => {
                    if on {
                        self.says_end = true;
                    } else if self.anchor.take().is_some() {
                        self.turn = None;
                    }
                }
                // Bracketed paste: bash turns it on where its editor begins, and off where a line is
                // entered.
                Some(2004) if self.alternate.is_none() => {
                    if on {
                        self.turns = self.turns.wrapping_add(1);
                        self.turn = Some(self.turns);
                        self.astray = false;
                    } else {
                        self.turn = None;
                    }
                }
                _ => {}
            }
        }
    }
}

impl Perform for Screen {
    fn print(&mut self, c: char) {
        self.calls += 1;
        if !self.is_off() {
            self.unwrap_edge(c);
            self.put(c);
        }
    }

    fn execute(&mut self, byte: u8) {
        self.calls += 1;
        if self.alternate.is_some() {
            return;
        }
        if byte == b'\n' {
            self.astray = false;
            self.asked &= self.anchor.is_none();
        }
        if self.astray {
            return;
        }
        if byte != b'\r' {
            self.wrapping = None;
        }
        match byte {
            b'\n' | 0x0b | 0x0c => self.line_feed(),
            b'\r' => {
                let column = self.column;
                let edits = self.turn.is_some();
                let known = self.width.is_some();
                let row = self.current();
                let edge = !known
                    && column > 1
                    && row.cells.len() == column
                    && row.cells[column - 1] == BLANK
                    && (edits || row.is_prompt());
                self.wrapping = edge.then(|| column - 1);
                self.column = 0;
            }
            0x08 => self.column = self.column.saturating_sub(1),
            0x07 => self.current().rang = true,
            b'\t' => self.column = (self.column / 8 + 1) * 8,
            _ => {}
        }
        if let Some(width) = self.width {
            self.column = self.column.min(width);
        }
    }

    fn osc_dispatch(&mut self, _: &[&[u8]], _: bool) {
        self.calls += 1;
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _: bool, action: char) {
        self.calls += 1;
        if intermediates == b"?" && matches!(action, 'h' | 'l') {
            return self.mode(params, action == 'h');
        }
        if self.alternate.is_some() || !intermediates.is_empty() {
            return;
        }
        if action != 'm' {
            self.wrapping = None;
        }
        let first = params
            .iter()
            .next()
            .and_then(|param| param.first().copied())
            .unwrap_or(0);
        let second = params
            .iter()
            .nth(1)
            .and_then(|param| param.first().copied())
            .unwrap_or(0);
        let count = usize::from(first.max(1));
        // The first lines may have been done with meanwhile.
        self.current();
        match action {
            'n' if first == 6 => self.asked = true,
            'H' | 'f' => self.absolute(count, usize::from(second.max(1))),
            'u' => self.restore(),
            _ if self.astray => {}
            's' => self.saved = Some((self.row, self.column)),
            'A' | 'F' => {
                self.up(count);
                if action == 'F' {
                    self.column = 0;
                }
            }
            'B' | 'E' => {
                self.row = (self.row + count).min(self.rows.len().saturating_sub(1));
                if action == 'E' {
                    self.column = 0;
                }
            }
            'C' | 'a' => self.column = (self.column + count).min(self.width.unwrap_or(WIDEST)),
            'D' => self.column = self.column.saturating_sub(count),
            'G' | '`' => self.column = (count - 1).min(self.width.unwrap_or(WIDEST)),
            'J' => self.erase_display(first),
            'K' => self.erase_line(first),
            'P' => {
                let column = self.column;
                let cells = &mut self.current().cells;
                let end = cells.len().min(column + count);
                if column < end {
                    cells.drain(column..end);
                }
            }
            '@' => {
                let column = self.column;
                let cells = &mut self.current().cells;
                if column <= cells.len() && cells.len() < WIDEST {
                    cells.splice(column..column, std::iter::repeat_n(BLANK, count));
                }
            }
            'X' => {
                let column = self.column;
                let cells = &mut self.current().cells;
                let end = cells.len().min(column + count);
                if column < end {
                    cells[column..end].fill(BLANK);
                }
            }
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        self.calls += 1;
        if self.alternate.is_some() || !intermediates.is_empty() {
            return;
        }
        match byte {
            b'7' => self.saved = Some((self.row, self.column)),
            b'8' => self.restore(),
            b'c' => self.flush(),
            b'M' if !self.astray => self.row = self.row.saturating_sub(1),
            b'D' | b'E' if !self.astray => self.line_feed(),
            _ => {}
        }
    }
}

impl Screen {
    fn restore(&mut self) {
        self.astray = false;
        if let Some((row, column)) = self.saved {
            self.row = row.min(self.rows.len().saturating_sub(1));
            self.column = column;
        }
    }
}
