//! What a terminal showed: the bytes that were sent to it, replayed, and the commands at its prompts.

mod prompt;
mod recording;
mod screen;

#[cfg(test)]
pub(super) mod tests;

pub(super) use prompt::prompt;
pub(super) use recording::Recording;
#[cfg(test)]
pub(super) use tests::told;
