//! A number of steps that is not the number that there are.

use std::ops::Range;

use super::Findings;
use super::sheet::{Sheet, Text};
use crate::stated::{Stated, Steps};
use crate::{Block, Content};
use runproof_core::diagnostic::codes;
use runproof_language::{Capitals, Language, Languages};

codes! {
    /// A stated number of steps that is not the number that there are.
    ///
    /// ## Why
    ///
    /// Nobody changes “the final two steps” when a step is added, and whoever skips two of three
    /// carries out the third. The number is counted as a browser counts, across a list that
    /// breaks in two.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// 1. If the lamps are new, skip the final two steps.
    /// 2. Unscrew the old lamp.
    /// 3. Screw in the new lamp.
    /// 4. Switch it on.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// 1. If the lamps are new, skip the final three steps.
    /// 2. Unscrew the old lamp.
    /// 3. Screw in the new lamp.
    /// 4. Switch it on.
    /// ```
    ///
    /// English, French, Portuguese and German are understood. “Repeat the last two steps” looks
    /// back, and a step of another procedure is not counted.
    pub STATED_COUNT = "stated-count", Error;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    let language = sheet.language;
    if !language.is_known() || sheet.outline.procedures.is_empty() {
        return;
    }
    let mut counts_by_heading = None;
    for text in &sheet.texts {
        if text.block.is_none() {
            continue;
        }
        for index in 0..text.words.len() {
            if text.words[index].is_technical {
                continue;
            }
            if let Some(statement) = Statement::at(language, text, index) {
                if let Some((message, help)) = statement.fault(sheet, text) {
                    let place = text.flat.place(statement.range);
                    findings.push(sheet.finding(&STATED_COUNT, place, message).help(help));
                }
            } else if let Some(reference) = Reference::at(language, text, index) {
                let counts = *counts_by_heading.get_or_insert_with(|| names_steps(sheet, language));
                if counts {
                    continue;
                }
                if let Some((message, help)) = reference.fault(sheet, language, text) {
                    let place = text.flat.place(reference.range);
                    findings.push(sheet.finding(&STATED_COUNT, place, message).help(help));
                }
            }
        }
    }
}

/// *The final two steps*.
struct Statement {
    stated: Stated,
    range: Range<usize>,
}

impl Statement {
    fn at(language: &Language, text: &Text<'_>, index: usize) -> Option<Self> {
        let stated = Stated::at(language, text, index)?;
        let (first, last) = (stated.words.start, stated.words.end - 1);
        let range = text.words[first].range.start..text.words[last].range.end;
        Some(Self { stated, range })
    }

    /// What is wrong with it, and what would be right.
    fn fault(&self, sheet: &Sheet<'_>, text: &Text<'_>) -> Option<(String, String)> {
        let stated = self.stated.number as usize;
        let meant = self.stated.steps;
        let quoted = text.flat.text.get(self.range.clone())?;
        let Some(at) = text.step else {
            // Before a procedure: “the following three steps”, “this procedure has three steps”.
            let next = procedure_after(sheet, text)?;
            let steps = sheet.outline.procedures[next].steps.len();
            let is_right = match meant {
                Steps::Following | Steps::Whole => stated == steps,
                _ => true,
            };
            return (!is_right).then(|| {
                let message = format!("“{quoted}” stands before {}", counted(steps));
                (message, format!("write {steps}, or no number"))
            });
        };
        let steps = sheet.outline.procedures[at.procedure].steps.len();
        let number = at.step + 1;
        let left = steps - number;
        let possible = possible(sheet, text, left);
        let most = possible.iter().copied().max().unwrap_or(0);
        let is_right = match meant {
            Steps::Final | Steps::FinalFollowing => {
                possible.contains(&stated) || !self.stated.is_of_the_rest(left)
            }
            Steps::Following => stated <= most,
            Steps::Previous => stated < number.max(2) || possible.len() > 1,
            Steps::Again => true,
            Steps::First => stated <= steps || possible.len() > 1,
            Steps::Whole => stated == steps || possible.len() > 1,
        };
        if is_right {
            return None;
        }
        let found = match meant {
            Steps::Previous => format!("{} stand before step {number}", counted(number - 1)),
            Steps::First | Steps::Whole => format!("the procedure has {}", counted(steps)),
            _ if left == 1 => format!("1 step follows step {number}"),
            _ => format!("{} follow step {number}", counted(left)),
        };
        let help = match meant {
            Steps::Previous => "name the steps by their numbers".to_owned(),
            Steps::First | Steps::Whole => format!("write {steps}, or no number"),
            _ => match left {
                0 => "no step follows: say what is meant".to_owned(),
                1 => format!("write “step {steps}”, or no number"),
                _ => format!(
                    "write {left} (steps {} to {steps}), or no number",
                    number + 1
                ),
            },
        };
        Some((format!("“{quoted}”: {found}"), help))
    }
}

/// *Step 12*, *steps 8 through 10*.
struct Reference {
    lowest: u32,
    highest: u32,
    range: Range<usize>,
}

impl Reference {
    fn at(language: &Language, text: &Text<'_>, index: usize) -> Option<Self> {
        if !language.is_step(text.word(index)) {
            return None;
        }
        let digits = |index: usize| {
            let word = text.word(index);
            let number: u32 = word.parse().ok()?;
            (1..100).contains(&number).then_some(number)
        };
        let mut last = index + 1;
        if !text.adjoins(index) {
            return None;
        }
        // A label may have a number: **Step 4: Start the services**; so may a page of a wizard.
        let noun = &text.words[index];
        let is_named = language.capitals != Capitals::Nouns
            && !noun.is_first
            && text.word(index).starts_with(char::is_uppercase);
        if noun.is_bold || is_named || text.gap(last).trim_start().starts_with(':') {
            return None;
        }
        let lowest = digits(last)?;
        // “8 through 10”, “8–10”
        let gap = text.gap(last).trim();
        if matches!(gap, "-" | "–") && digits(last + 1).is_some() {
            last += 1;
        } else if text.adjoins(last)
            && language.is_through(text.word(last + 1))
            && text.adjoins(last + 1)
            && digits(last + 2).is_some()
        {
            last += 2;
        }
        let highest = lowest.max(digits(last).unwrap_or(0));
        let range = text.words[index].range.start..text.words[last].range.end;
        Some(Self {
            lowest,
            highest,
            range,
        })
    }

    fn fault(
        &self,
        sheet: &Sheet<'_>,
        language: &Language,
        text: &Text<'_>,
    ) -> Option<(String, String)> {
        let at = text.step?;
        let steps = sheet.outline.procedures[at.procedure].steps.len();
        let (lowest, highest) = (self.lowest as usize, self.highest as usize);
        if highest <= steps || names_another(language, text) {
            return None;
        }
        // Far beyond the last step, or around this one, it is another procedure's step.
        let is_this = (0..text.words.len())
            .any(|at| language.is_this(text.word(at)) && language.is_procedure(text.word(at + 1)));
        let is_around = (lowest..=highest).contains(&(at.step + 1));
        if !is_this && (highest > steps + 1 || is_around) {
            return None;
        }
        // Where a page has several lists, the step may be another's.
        let mut most = 0;
        crate::outline::walk(&sheet.page.blocks, &mut |block| {
            if let Content::List(list) = &block.content {
                most = most.max(list.items.len() + list.start.unwrap_or(1) as usize - 1);
            }
        });
        let longest = sheet.outline.procedures.iter().map(|p| p.steps.len()).max();
        if highest <= most.max(longest.unwrap_or(0)) {
            return None;
        }
        let quoted = text.flat.text.get(self.range.clone())?;
        Some((
            format!("“{quoted}”: the procedure has {}", counted(steps)),
            "name a step that there is".to_owned(),
        ))
    }
}

fn counted(steps: usize) -> String {
    match steps {
        0 => "no steps".to_owned(),
        1 => "1 step".to_owned(),
        _ => format!("{steps} steps"),
    }
}

/// The procedure that begins with the very next block.
fn procedure_after(sheet: &Sheet<'_>, text: &Text<'_>) -> Option<usize> {
    let block = text.block?;
    let at = sheet
        .page
        .blocks
        .iter()
        .position(|other| std::ptr::eq(other, block))?;
    let next = sheet.page.blocks.get(at + 1)?;
    let procedures = &sheet.outline.procedures;
    procedures
        .iter()
        .position(|procedure| procedure.span.start == next.span.start)
}

/// Every number of steps that follow a text: in its procedure, in the lists that it is nested in,
/// in the list that comes next.
fn possible(sheet: &Sheet<'_>, text: &Text<'_>, left: usize) -> Vec<usize> {
    let mut found = vec![left];
    let Some(block) = text.block else {
        return found;
    };
    let start = block.span.start;
    let mut blocks: &[Block] = &sheet.page.blocks;
    let mut is_top = true;
    loop {
        let after = blocks.partition_point(|block| block.span.start <= start);
        let Some(at) = after.checked_sub(1) else {
            break;
        };
        let here = &blocks[at];
        if std::ptr::eq(here, block) {
            if let Some(Content::List(list)) = blocks.get(at + 1).map(|next| &next.content) {
                found.push(list.items.len());
            }
            break;
        }
        blocks = match &here.content {
            Content::List(list) => {
                let after = list.items.partition_point(|item| item.span.start <= start);
                let Some(index) = after.checked_sub(1) else {
                    break;
                };
                if !is_top {
                    found.push(list.items.len() - 1 - index);
                }
                is_top = false;
                &list.items[index].blocks
            }
            Content::Quote(quote) => &quote.blocks,
            _ => break,
        };
    }
    found
}

/// Whether headings or the beginnings of paragraphs number steps: “Step 3: Configure”.
fn names_steps(sheet: &Sheet<'_>, language: &Language) -> bool {
    sheet.texts.iter().any(|text| {
        let at_start = language.is_step(text.word(0)) && text.word(1).parse::<u32>().is_ok();
        let heads = matches!(
            text.role,
            super::sheet::Role::Heading | super::sheet::Role::Front
        );
        let anywhere = heads
            && (0..text.words.len()).any(|index| {
                language.is_step(text.word(index)) && text.word(index + 1).parse::<u32>().is_ok()
            });
        at_start || anywhere
    })
}

/// Whether a text with a step in it names something else that the step may be of.
fn names_another(language: &Language, text: &Text<'_>) -> bool {
    let is_link = text
        .flat
        .marks
        .iter()
        .any(|mark| matches!(mark.kind, crate::MarkKind::Link(_)));
    let names = (0..text.words.len()).any(|index| {
        let word = text.word(index);
        let is_this = index > 0 && language.is_this(text.word(index - 1));
        (language.is_procedure(word) && !is_this) || {
            let word = word.to_lowercase();
            let of_all = Languages::BUILT_IN.all();
            let sections = of_all.flat_map(|known| known.counting.sections);
            let mut sections = sections.chain(language.counting.sections);
            sections.any(|section| word.starts_with(section))
        }
    });
    is_link || names
}
