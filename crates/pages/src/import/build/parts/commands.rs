//! Blocks of code as commands that are run, or as samples.

use super::super::code::{self, Reading};
use super::super::node::{Node, Says};
use super::{Builder, Scope, each};
use crate::import::model::{Command, CommandPiece, Each, Effect, PartKind};

impl Builder<'_, '_, '_> {
    pub(super) fn code(
        &mut self,
        node: &Node<'_>,
        before: &str,
        scope: &Scope<'_>,
        comments: &mut Vec<String>,
    ) -> PartKind {
        let mut language = None;
        let mut texts: Vec<(usize, String)> = Vec::new();
        let mut is_run = scope.is_step;
        for variant in &node.variants {
            let lead = self.pages.leads[*variant];
            let Some(Says::Code(code)) = node.cell(lead).map(|cell| &cell.says) else {
                continue;
            };
            if scope.is_step {
                let reading = code::reading(&code.text, code.language.as_deref(), before);
                is_run &= reading == Reading::Run;
                if let Reading::Sample(Some(why)) = reading
                    && !comments.iter().any(|known| known == why)
                {
                    comments.push(why.to_owned());
                }
            }
            language = language.or_else(|| code.language.clone());
            texts.push((*variant, code.text.clone()));
        }
        self.compare(node, is_run);
        if is_run {
            comments.clear();
            let cleaned: Vec<(usize, String)> = texts
                .into_iter()
                .map(|(variant, text)| (variant, code::clean(&text)))
                .collect();
            if cleaned.iter().any(|(_, text)| has_bare_blanks(text)) {
                comments.push(
                    "the path holds blanks and stands without quotes, as in the page: a shell \
                     does not take it so"
                        .to_owned(),
                );
            }
            let known = self.parameters.len();
            let command = self.command(cleaned);
            self.say_alike(known, node);
            return PartKind::Run(command);
        }
        let is_same = |of: &dyn Fn(&str) -> String| {
            let mut all = texts.iter().map(|(_, text)| of(text));
            let first = all.next();
            all.all(|text| Some(text) == first)
        };
        let text = if is_same(&|text| text.to_owned()) || !is_same(&|text| code::clean(text)) {
            each(texts)
        } else {
            each(
                texts
                    .into_iter()
                    .map(|(variant, text)| (variant, code::clean(&text)))
                    .collect(),
            )
        };
        PartKind::Sample { text, language }
    }

    /// Says which of the parameters behind the first `known` are written almost like others.
    fn say_alike(&mut self, known: usize, node: &Node<'_>) {
        let bare = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        for (at, new) in self.parameters.iter().enumerate().skip(known) {
            let own = bare(&new.placeholder);
            let mut earlier = self.parameters[..at].iter();
            let alike = earlier.find(|other| bare(&other.placeholder) == own);
            let place = self
                .namer(node)
                .and_then(|page| Some((page, node.cell(page)?.span)));
            if let (Some(alike), Some((page, span))) = (alike, place) {
                let message = format!(
                    "`{}` here, `{}` elsewhere: two parameters, `{}` and `{}`",
                    new.placeholder, alike.placeholder, new.name, alike.name
                );
                self.remarks.at(page, span, message);
            }
        }
    }

    fn command(&mut self, texts: Vec<(usize, String)>) -> Command {
        let is_for_all = texts.len() == self.pages.leads.len();
        let is_same = texts.windows(2).all(|pair| pair[0].1 == pair[1].1);
        if !is_same && is_for_all {
            let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
            if let Some(common) = self.facts.common(&all) {
                let mut pieces = code::pieces(&common.before, &mut self.parameters);
                pieces.push(CommandPiece::Fact(common.fact));
                pieces.extend(code::pieces(&common.after, &mut self.parameters));
                return Command {
                    text: Each::Same(pieces),
                };
            }
        }
        let mut pieces = Vec::new();
        for (variant, text) in texts {
            pieces.push((variant, code::pieces(&text, &mut self.parameters)));
        }
        Command { text: each(pieces) }
    }

    /// Holds the code of translations against that of their product's leading page.
    fn compare(&mut self, node: &Node<'_>, is_run: bool) {
        for page in node.pages() {
            let Some(cell) = node.cell(page) else {
                continue;
            };
            let Says::Code(own) = cell.says else { continue };
            if is_run && own.text.lines().any(|line| line.trim_end() != line) {
                self.trailing[page].push(cell.span);
            }
            let lead = self.pages.leads[self.pages.variant(page)];
            let Some(Says::Code(leading)) = node.cell(lead).map(|cell| &cell.says) else {
                continue;
            };
            let (ours, theirs) = (code::clean(&own.text), code::clean(&leading.text));
            if page == lead || ours == theirs {
                continue;
            }
            if lines(&ours) == lines(&theirs) {
                let message = "blanks or the ends of lines in the code differ from the leading \
                               page's, which was taken";
                self.remarks
                    .with(Effect::Code, page, cell.span, message.to_owned());
                continue;
            }
            let (mine, named) = (code::placeholders(&ours), code::placeholders(&theirs));
            let differ = mine
                .iter()
                .zip(&named)
                .find(|((_, a), (_, b))| a != b)
                .map(|((_, a), (_, b))| format!("`{a}` here, `{b}` in the leading page"));
            let is_only_names =
                mine.len() == named.len() && without(&ours, &mine) == without(&theirs, &named);
            let message = match differ.filter(|_| is_only_names) {
                Some(differ) => {
                    format!("a placeholder is translated: {differ}, which was taken")
                }
                None => format!(
                    "the code differs from the leading page's, which was taken: “{}”",
                    super::super::excerpt(&ours)
                ),
            };
            self.remarks.with(Effect::Code, page, cell.span, message);
        }
    }

    pub(super) fn say_trailing(&mut self) {
        for (page, spans) in self.trailing.iter().enumerate() {
            let Some(first) = spans.first() else { continue };
            let message = match spans.len() {
                1 => "a command ends in blanks: dropped".to_owned(),
                n => format!("{n} commands end in blanks, this one first: dropped"),
            };
            self.remarks.at(page, *first, message);
        }
    }
}

/// A text without its placeholders.
fn without(text: &str, placeholders: &[(std::ops::Range<usize>, &str)]) -> String {
    let mut bare = text.to_owned();
    for (range, _) in placeholders.iter().rev() {
        bare.replace_range(range.clone(), "<>");
    }
    super::super::similar::squeezed(&bare)
}

/// Whether a path with blanks stands at the start of a text, without quotes.
fn has_bare_blanks(text: &str) -> bool {
    let Some((root, rest)) = text.split_once('\\') else {
        return false;
    };
    let is_bare = !root.contains(['"', '\'']) && !root.trim_matches(['<', '>']).contains('-');
    let program = rest.rsplit_once('\\').map_or("", |(folder, _)| folder);
    is_bare && program.contains(' ') && !program.contains(['"', '\'', '-'])
}

/// The lines of code without the blanks that a shell does not read. Where a line ends it does read.
fn lines(code: &str) -> Vec<String> {
    let squeezed = code.lines().map(super::super::similar::squeezed);
    squeezed.filter(|line| !line.is_empty()).collect()
}
