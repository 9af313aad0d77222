//! A list of steps that is not one list.

use super::Findings;
use super::sheet::Sheet;
use crate::outline::walk;
use crate::{Block, Content, Item, List, Procedure, Section, Split};
use runproof_core::diagnostic::{Diagnostic, Severity, Span, codes};

codes! {
    /// A list of steps that breaks in two, or that ends before its last block.
    ///
    /// ## Why
    ///
    /// What belongs to a step is indented to where the step's text begins (CommonMark 0.31,
    /// §5.2): three columns under `9. `, four under `10. `. A block that stands further to the
    /// left ends the list, and the next step begins a new one. The number of the new list may
    /// look right; the block stands outside, and whatever counts the steps counts fewer.
    ///
    /// ## Example
    ///
    /// ````markdown
    /// 10. Start the service:
    ///
    ///    ```sh
    ///    systemctl start nginx
    ///    ```
    ///
    /// 11. Look at its status.
    /// ````
    ///
    /// ## Instead
    ///
    /// ````markdown
    /// 10. Start the service:
    ///
    ///     ```sh
    ///     systemctl start nginx
    ///     ```
    ///
    /// 11. Look at its status.
    /// ````
    ///
    /// Where the numbers go on, what stands at the left margin may stand there on purpose: a
    /// paragraph is a note, a picture, a table or an alert a warning.
    pub LIST_BREAKS = "list-breaks", Error;

    /// A step whose number a reader sees otherwise than it was typed.
    ///
    /// ## Why
    ///
    /// A browser takes the first number of a list and counts on by itself; it ignores all
    /// others. Whoever wrote “go back to step 4” meant the number that was typed.
    ///
    /// ## Example
    ///
    /// ```markdown
    /// 1. Stop the service.
    /// 2. Replace the file.
    /// 4. Start the service.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```markdown
    /// 1. Stop the service.
    /// 2. Replace the file.
    /// 3. Start the service.
    /// ```
    ///
    /// `1.` before every step, or before some, is a way to let the browser count, and fine.
    pub NUMBER_SHOWN_DIFFERS = "number-shown-differs", Warning;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for procedure in &sheet.outline.procedures {
        for split in &procedure.splits {
            findings.push(of_procedure(sheet, procedure, split));
        }
    }
    for section in &sheet.outline.sections {
        starts_over(sheet, section, findings);
        falls_out(sheet, section, findings);
    }
    walk(&sheet.page.blocks, &mut |block| {
        for inner in block.inner() {
            nested(sheet, inner, findings);
        }
        if let Content::List(list) = &block.content {
            typed(sheet, list, findings);
        }
    });
}

fn of_procedure(sheet: &Sheet<'_>, procedure: &Procedure<'_>, split: &Split<'_>) -> Diagnostic {
    let before = split.after.checked_sub(1);
    let last = before.and_then(|index| procedure.steps.get(index));
    let next = procedure.steps.get(split.after);
    let step = Broken {
        item: last.map(|step| step.item),
        number: last.map_or(0, |step| step.number),
        between: split.between,
        next: next.map_or(procedure.span, |step| step.item.span),
        goes_on_with: split.goes_on_with,
    };
    step.finding(sheet)
}

/// A list and another that was meant to be the same.
struct Broken<'p> {
    /// The last item before the break, and its number.
    item: Option<&'p Item>,
    number: u64,
    between: &'p [Block],
    /// The first item after it, and its number.
    next: Span,
    goes_on_with: u64,
}

impl Broken<'_> {
    fn finding(&self, sheet: &Sheet<'_>) -> Diagnostic {
        let source = sheet.source();
        let Some(block) = self.between.first() else {
            let message = format!(
                "the list breaks in two before step {}: the mark after its number is another",
                self.goes_on_with
            );
            return sheet
                .finding(&LIST_BREAKS, self.next, message)
                .help("write the same mark, `.` or `)`, after every number");
        };
        let (at, indented) = indentation(source, block.span);
        let wanted = self.item.map_or(0, |item| content_column(source, item));
        let what = name(block);
        let is_wrong_number = self.goes_on_with != self.number + 1;
        let mut message = format!(
            "{what} ends the list after step {}: it is indented by {indented}, the step's text by {wanted}",
            self.number
        );
        if is_wrong_number {
            message.push_str(&format!(
                "; the next step is shown as {}",
                self.goes_on_with
            ));
        }
        let mut finding = sheet.finding(&LIST_BREAKS, line_from(source, at), message);
        // At the margin, with numbers that go on, it may stand on purpose.
        if indented == 0 && !is_wrong_number {
            finding.severity = match &block.content {
                Content::Code(_) => Severity::Error,
                Content::Paragraph(_) if block.picture().is_none() => Severity::Note,
                _ => Severity::Warning,
            };
        }
        finding.help(format!(
            "indent it by {wanted} columns, and it belongs to step {}",
            self.number
        ))
    }
}

/// A list that starts over at 1 right after the block that its last step announced.
fn starts_over(sheet: &Sheet<'_>, section: &Section<'_>, findings: &mut Findings) {
    for (at, block) in section.blocks.iter().enumerate() {
        let Content::List(list) = &block.content else {
            continue;
        };
        let (Some(start), Some(item)) = (list.start, list.items.last()) else {
            continue;
        };
        let rest = &section.blocks[at + 1..];
        let between = rest
            .iter()
            .take_while(|block| matches!(block.content, Content::Code(_)))
            .count();
        let Some(Content::List(next)) = rest.get(between).map(|block| &block.content) else {
            continue;
        };
        let is_announced = between > 0 && is_expected(sheet, item, &rest[0]);
        if next.start == Some(1) && is_announced {
            let broken = Broken {
                item: Some(item),
                number: start + list.items.len() as u64 - 1,
                between: &rest[..between],
                next: rest[between].span,
                goes_on_with: 1,
            };
            findings.push(broken.finding(sheet));
        }
    }
}

/// Code that the last step announced, or that is indented as if it belonged to it.
fn falls_out(sheet: &Sheet<'_>, section: &Section<'_>, findings: &mut Findings) {
    let is_numbered =
        |block: &Block| matches!(&block.content, Content::List(list) if list.start.is_some());
    for (at, block) in section.blocks.iter().enumerate() {
        let Content::List(list) = &block.content else {
            continue;
        };
        let (Some(start), Some(item)) = (list.start, list.items.last()) else {
            continue;
        };
        let rest = &section.blocks[at + 1..];
        let Some(code) = rest.first() else { continue };
        // Before another list it is what breaks the list, and said already.
        if rest.iter().any(is_numbered) || !is_expected(sheet, item, code) {
            continue;
        }
        let source = sheet.source();
        let (from, indented) = indentation(source, code.span);
        let wanted = content_column(source, item);
        let number = start + list.items.len() as u64 - 1;
        let message = format!(
            "the code stands outside of step {number}: it is indented by {indented}, the step's text by {wanted}"
        );
        findings.push(
            sheet
                .finding(&LIST_BREAKS, line_from(source, from), message)
                .help(format!(
                    "indent it by {wanted} columns, and it belongs to step {number}"
                )),
        );
    }
}

/// Whether a block of code was meant to belong to the item before it: it is indented, or the item
/// ends in a colon.
fn is_expected(sheet: &Sheet<'_>, item: &Item, block: &Block) -> bool {
    if !matches!(block.content, Content::Code(_)) {
        return false;
    }
    let (_, indented) = indentation(sheet.source(), block.span);
    let text = sheet.source().get(item.span.range()).unwrap_or_default();
    let holds_code = item
        .blocks
        .last()
        .is_some_and(|last| matches!(last.content, Content::Code(_)));
    indented > 0 || (!holds_code && text.trim_end().ends_with(':'))
}

/// Lists within an item or a quote.
fn nested(sheet: &Sheet<'_>, blocks: &[Block], findings: &mut Findings) {
    let mut last: Option<(usize, &List)> = None;
    for (at, block) in blocks.iter().enumerate() {
        let Content::List(list) = &block.content else {
            continue;
        };
        let Some(start) = list.start else { continue };
        if let Some((before, first)) = last
            && let Some(item) = first.items.last()
            && start > 1
        {
            let number = first.start.unwrap_or(1) + first.items.len() as u64 - 1;
            let broken = Broken {
                item: Some(item),
                number,
                between: &blocks[before + 1..at],
                next: block.span,
                goes_on_with: start,
            };
            findings.push(broken.finding(sheet));
        }
        last = Some((at, list));
    }
}

/// Where a second list was meant to begin: 1, 2, 3, and 1, 2 after them.
fn starts_again(list: &List, start: u64) -> Option<usize> {
    let typed: Vec<Option<u64>> = list.items.iter().map(|item| item.typed).collect();
    let at = (1..typed.len()).find(|at| typed[*at] == Some(start))?;
    let counts = |items: &[Option<u64>]| {
        items.len() > 1
            && items
                .iter()
                .zip(start..)
                .all(|(typed, shown)| *typed == Some(shown))
    };
    (counts(&typed[..at]) && counts(&typed[at..])).then_some(at)
}

/// The first number that is shown otherwise than it was typed.
fn typed(sheet: &Sheet<'_>, list: &List, findings: &mut Findings) {
    let Some(start) = list.start else { return };
    let shown = || list.items.iter().zip(start..);
    // Some write `1.` before every step, some now and then: the browser is to count.
    let is_left_to_browser = list
        .items
        .iter()
        .skip(1)
        .any(|item| item.typed == Some(start));
    let wrong = match is_left_to_browser {
        false => shown().find(|(item, shown)| item.typed.is_some_and(|typed| typed != *shown)),
        true => starts_again(list, start).and_then(|at| shown().nth(at)),
    };
    let wrong = wrong.and_then(|(item, shown)| Some((item, item.typed?, shown)));
    if let Some((item, typed, shown)) = wrong {
        let at = item.span.start as usize;
        let span = Span::new(at, at + typed.to_string().len() + 1);
        findings.push(
            sheet
                .finding(
                    &NUMBER_SHOWN_DIFFERS,
                    span,
                    format!("the step typed as {typed} is shown as {shown}"),
                )
                .help(format!("write {shown}, and go on counting from there")),
        );
    }
}

fn name(block: &Block) -> &'static str {
    match &block.content {
        Content::Heading(_) => "a heading",
        Content::Paragraph(_) if block.picture().is_some() => "a picture",
        Content::Paragraph(_) => "a paragraph",
        Content::Code(_) => "a block of code",
        Content::List(_) => "a list",
        Content::Table(_) => "a table",
        Content::Quote(quote) if quote.alert.is_some() => "a note",
        Content::Quote(_) => "a quote",
        Content::Html(_) => "HTML",
        Content::Rule => "a line across the page",
    }
}

/// Where the first character of a block stands, and the columns before it.
fn indentation(source: &str, span: Span) -> (usize, usize) {
    let from = (span.start as usize).min(source.len());
    let line = source[..from].rfind('\n').map_or(0, |at| at + 1);
    let mut column = 0;
    let mut at = line;
    for c in source[line..].chars() {
        match c {
            ' ' => column += 1,
            '\t' => column = column / 4 * 4 + 4,
            _ if at >= from => break,
            // A marker of a quote or an item stands before the block.
            _ => column += 1,
        }
        at += c.len_utf8();
    }
    (at, column)
}

/// The column at which the text of an item begins.
fn content_column(source: &str, item: &Item) -> usize {
    let (at, column) = indentation(source, item.span);
    let rest = &source[at..];
    let marker = rest
        .find(|c: char| !c.is_ascii_digit())
        .map_or(rest.len(), |digits| digits + 1);
    let blanks = rest[marker.min(rest.len())..]
        .bytes()
        .take_while(|byte| *byte == b' ')
        .count();
    // Five blanks or more are one, and code.
    column + marker + if (1..=4).contains(&blanks) { blanks } else { 1 }
}

/// From a byte to the end of its line.
fn line_from(source: &str, at: usize) -> Span {
    let end = source[at..]
        .find(['\n', '\r'])
        .map_or(source.len(), |end| at + end);
    Span::new(at, end)
}
