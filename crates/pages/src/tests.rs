//! Pages and what is read from them, side by side.

use crate::tree::OnPage;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::tree::{Block, Content, Inline, InlineKind};
use super::{Page, command_blocks, labels};
use runproof_core::diagnostic::Source;

fn read(text: &str) -> Page {
    Page::read(&Source::new("page.md", text))
}

/// The tree, a block a line, with the line of the page that it begins on.
fn shown(text: &str) -> String {
    let page = read(text);
    let mut out = String::new();
    show(&page, &page.blocks, 0, &mut out);
    out
}

fn show(page: &Page, blocks: &[Block], depth: usize, out: &mut String) {
    for block in blocks {
        let line = page.source.line_column(block.span.start).line;
        let _ = write!(out, "{line:>3} {}", "  ".repeat(depth));
        let _ = match &block.content {
            Content::Heading(h) => writeln!(
                out,
                "heading {} {}{}",
                h.level,
                words(&h.text),
                h.anchor
                    .as_ref()
                    .map(|a| format!(" #{a}"))
                    .unwrap_or_default()
            ),
            Content::Paragraph(text) => writeln!(out, "text {}", words(text)),
            Content::Code(code) => writeln!(
                out,
                "code {:?} {:?} {:?} {:?}",
                code.form,
                code.language,
                code.text,
                code.lines
                    .iter()
                    .map(|at| page.source.line_column(*at))
                    .map(|at| (at.line, at.column))
                    .collect::<Vec<_>>()
            ),
            Content::List(list) => writeln!(out, "list {:?}", list.start),
            Content::Table(table) => {
                let row = |cells: &[Vec<Inline>]| {
                    cells
                        .iter()
                        .map(|c| words(c))
                        .collect::<Vec<_>>()
                        .join(" | ")
                };
                let _ = writeln!(out, "table {:?} html={}", table.align, table.is_html);
                let _ = writeln!(out, "      {}{}", "  ".repeat(depth), row(&table.head));
                for cells in &table.rows {
                    let _ = writeln!(out, "      {}{}", "  ".repeat(depth), row(cells));
                }
                Ok(())
            }
            Content::Quote(quote) => writeln!(out, "quote {:?}", quote.alert),
            Content::Html(raw) => writeln!(out, "html {raw}"),
            Content::Rule => writeln!(out, "rule"),
        };
        if let Content::List(list) = &block.content {
            for item in &list.items {
                let line = page.source.line_column(item.span.start).line;
                let _ = writeln!(
                    out,
                    "{line:>3} {}item {:?}",
                    "  ".repeat(depth + 1),
                    item.typed
                );
                show(page, &item.blocks, depth + 2, out);
            }
        } else {
            for inner in block.inner() {
                show(page, inner, depth + 1, out);
            }
        }
    }
}

fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Strong(inner) => out.extend(["⟨b ", &words(inner), "⟩"]),
            InlineKind::Emphasis(inner) => out.extend(["⟨i ", &words(inner), "⟩"]),
            InlineKind::Code(code) => out.extend(["⟨code ", code, "⟩"]),
            InlineKind::Link { target, text, .. } => {
                out.extend(["⟨link ", target, " ", &words(text), "⟩"]);
            }
            InlineKind::Image(image) => {
                out.extend(["⟨image ", &image.source, " ", &image.alt, "⟩"])
            }
            InlineKind::Break => out.push('⏎'),
            InlineKind::Other(OnPage::Soft) => out.push('␣'),
            InlineKind::Other(OnPage::Html(raw)) => out.extend(["⟨html ", raw, "⟩"]),
        }
    }
    out
}

const PAGE: &str = "\
---
title: 'Lamps: how to change one'
ms:assetid: 11
---

<div class=\"topic\">

# <a name=\"change-a-lamp\"></a>Change a lamp in Beacon 3

</div>

Use **Lamp Console** & a <STRONG>ladder</STRONG> for `lamp.exe`.
It takes <minutes of time>.

## To change a lamp

1. Switch off:
    
   ```powershell
   Stop-Lamp -Name <Lamp name> 
   ```
2. Wait. \u{20}
   Then look at
   ![The lamp](lamp.png \"Lamp\")

    - cold
    - dark

      > [!HINWEIS]  
      > Not hot.

10. Nothing follows.

   &nbsp;

   ```
   Start-Lamp
   ```

11. Look.

| Lamp | Price |
|:-----|------:|
| **A** <br/> small | 3 |

<table>
<thead><tr><th>Lamp</th><th>Price</th></tr></thead>
<tbody><tr><td><p><strong>A</strong></p><p>small&nbsp;one</p></td><td>3</td></tr></tbody>
</table>

   <pre>
   off
   on
   </pre>
";

#[test]
fn a_page_is_read_with_everything_in_it() {
    insta::assert_snapshot!(shown(PAGE));
}

#[test]
fn a_procedure_goes_on_where_its_list_breaks() {
    let text =
        "# T\n\n## Do\n\n9. a\n\n10. b\n\n   ```\n   c\n   ```\n\n11. d\n\n**Then**\n\n1. e\n";
    let page = read(text);
    let outline = page.outline();
    let shown: Vec<_> = outline
        .procedures
        .iter()
        .map(|procedure| {
            let steps: Vec<_> = procedure
                .steps
                .iter()
                .map(|step| (step.number, command_blocks(step.blocks()).len()))
                .collect();
            let splits: Vec<_> = procedure
                .splits
                .iter()
                .map(|s| (s.after, s.goes_on_with))
                .collect();
            (words(procedure.heading.unwrap_or_default()), steps, splits)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "Do".to_owned(),
                vec![(9, 0), (10, 1), (11, 0)],
                vec![(2, 11)]
            ),
            ("⟨b Then⟩".to_owned(), vec![(1, 0)], vec![]),
        ]
    );
}

#[test]
fn labels_know_their_places() {
    let text = "1. Click **sur &amp; Modifier** and <b>OK</b>.\n";
    let page = read(text);
    let found: Vec<_> = labels(&page.blocks, page.source.text())
        .into_iter()
        .map(|(label, mark)| (label, page.source.slice(mark.span).to_owned(), mark.kind))
        .collect();
    assert_eq!(
        found,
        [
            (
                "sur & Modifier".to_owned(),
                "**sur &amp; Modifier**".to_owned(),
                super::MarkKind::Strong
            ),
            (
                "OK".to_owned(),
                "<b>OK</b>".to_owned(),
                super::MarkKind::StrongHtml
            ),
        ]
    );
}

#[test]
fn front_matter_is_read_by_line_and_may_be_broken() {
    let page = read("---\ntitle: \"A: b\"\nms.date: 07/23/2014\ntags:\n- x\n---\n# T\n");
    assert_eq!(
        page.front.get("ms:date").map(|e| &e.value[..]),
        Some("07/23/2014")
    );
    assert_eq!(
        page.front.get("title").map(|e| page.source.slice(e.span)),
        Some("\"A: b\"")
    );
    assert!(read("---\ntitle: x\n\n# T\n").front.is_unclosed);
    assert_eq!(read("---\n\n# T\n").front.entries, []);
}

#[test]
fn ten_megabytes_of_nested_quotes_are_read() {
    let page = read(&">".repeat(10_000_000));
    assert!(page.is_too_deep);
    let page = read(&"> ".repeat(100_000));
    assert!(page.is_too_deep);
    let page = read(&"- ".repeat(20_000));
    assert!(page.is_too_deep || !page.blocks.is_empty());
    read(&"*".repeat(200_000));
    read(&"<b>".repeat(200_000));
    read(&"[".repeat(100_000));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_page(text in "(?s).{0,200}") {
        read(&text).outline();
    }

    #[test]
    fn any_markdown_is_a_page_whose_places_are_in_it(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "1. ", "2. ", "   ", "\n", "\n\n", "\t", "- ", "> ", "[!NOTE]", "```", "`", "**", "*", "<b>",
                "</b>", "<div>", "</div>", "<table><tr><td>", "</table>", "<pre>", "</pre>", "<p>", "x", "é", "&nbsp;",
                "![a](b)", "[a](b \"c\")", "<Pool 1>", "|a|b|\n|-|-|\n|c|d|\n", "# ", "---\n", "a: b\n", "\r\n", "\\",
            ]),
            0..40,
        )
    ) {
        let text: String = parts.concat();
        let page = read(&text);
        fn check(page: &Page, blocks: &[Block]) {
            for block in blocks {
                assert!(page.source.text().get(block.span.range()).is_some(), "{block:?}");
                for text in block.texts() {
                    let flat = super::Flat::of(text, page.source.text());
                    for (at, c) in flat.text.char_indices() {
                        let place = flat.place(at..at + c.len_utf8());
                        assert!(page.source.text().get(place.range()).is_some(), "{flat:?} {at}");
                    }
                    for mark in &flat.marks {
                        assert!(page.source.text().get(mark.span.range()).is_some());
                        assert!(flat.text.get(mark.range.clone()).is_some());
                    }
                }
                for inner in block.inner() {
                    check(page, inner);
                }
            }
        }
        check(&page, &page.blocks);
        page.outline();
    }
}
