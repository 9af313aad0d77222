//! What a terminal showed: the bytes that were sent to it, replayed, and the commands at its prompts.

mod prompt;
mod recording;
mod screen;

#[cfg(test)]
pub(super) mod tests;

pub(super) use prompt::prompt;
pub(super) use recording::Recording;

/// A line without what only moves the cursor or colours.
pub(super) fn plain(line: &str) -> String {
    let mut terminal = screen::Terminal::new(None);
    terminal.feed(line, 1, None);
    terminal.finish();
    terminal.next().map(|row| row.text).unwrap_or_default()
}

#[cfg(test)]
pub(super) use tests::told;
