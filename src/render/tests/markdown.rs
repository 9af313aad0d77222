//! Markdown: whole documents, and what two parsers read in any of them.

use proptest::prelude::*;

use super::fixture::*;
use super::templates;
use crate::document::{
    Alert, AlertKind, Block, Command, Commands, Document, Inline, Occurrence, Step, StepKind,
    plain_text,
};
use crate::render::{Flavor, Format, Templates, render};

fn markdown_with(document: &Document, flavor: Flavor, templates: &Templates) -> String {
    let bytes = render(document, Format::Markdown(flavor), templates);
    String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8")
}

fn markdown(document: &Document) -> String {
    markdown_with(document, Flavor::Github, &templates())
}

#[test]
fn the_handout_of_a_change() {
    insta::assert_snapshot!(markdown(&bound()));
}

#[test]
fn the_handout_for_learn() {
    let mut document = bound();
    document.title = vec![text("Pools: \"A\" & 'B' #1")];
    insta::assert_snapshot!(markdown_with(&document, Flavor::Learn, &templates()));
}

#[test]
fn learn_calls_bash_a_console() {
    let mut document = bound();
    document.shell = crate::document::ShellName::Bash;
    let learn = markdown_with(&document, Flavor::Learn, &templates());
    assert!(
        learn.contains("\n   ```console\n   Enable-CsTopology\n"),
        "{learn}"
    );
    assert!(learn.contains("\n    ```console\n"), "{learn}");
    assert!(!learn.contains("```bash"), "{learn}");
}

/// What a parser reads: the items of each ordered list at the top, and the code and the
/// paragraphs below each item.
#[derive(Debug, Default, PartialEq)]
struct Read {
    lists: Vec<(u64, Vec<ReadItem>)>,
    headings: Vec<String>,
}

#[derive(Debug, Default, PartialEq)]
struct ReadItem {
    paragraphs: Vec<String>,
    code: Vec<String>,
    tasks: usize,
    alerts: usize,
}

fn read_by_pulldown(markdown: &str) -> Read {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut read = Read::default();
    let (mut lists, mut ordered, mut paragraph, mut code) = (0, false, None::<String>, None);
    let mut heading = None::<String>;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, options) {
        let item = || -> Option<()> { (ordered && lists > 0).then_some(()) };
        let inside = item().is_some();
        // An item of a list without a blank line has text and no paragraph.
        match &event {
            Event::Text(_) | Event::Code(_)
                if inside && lists == 1 && paragraph.is_none() && code.is_none() =>
            {
                paragraph = Some(String::new());
            }
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::List(_))
            | Event::End(TagEnd::Item)
                if inside =>
            {
                let text = paragraph.take();
                last(&mut read).paragraphs.extend(text);
            }
            _ => {}
        }
        match event {
            Event::Start(Tag::List(start)) => {
                if lists == 0 {
                    ordered = start.is_some();
                    if let Some(start) = start {
                        read.lists.push((start, Vec::new()));
                    }
                }
                lists += 1;
            }
            Event::End(TagEnd::List(_)) => lists -= 1,
            Event::Start(Tag::Item) if lists == 1 && ordered => {
                read.lists.last_mut().unwrap().1.push(ReadItem::default());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => read.headings.extend(heading.take()),
            Event::Start(Tag::Paragraph) => paragraph = Some(String::new()),
            Event::End(TagEnd::Paragraph) => {
                if let (true, Some(text)) = (inside, paragraph.take()) {
                    last(&mut read).paragraphs.push(text);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => {
                if let (true, Some(text)) = (inside, code.take()) {
                    last(&mut read).code.push(text);
                }
            }
            Event::Start(Tag::BlockQuote(Some(_))) if inside => last(&mut read).alerts += 1,
            Event::TaskListMarker(false) if inside => last(&mut read).tasks += 1,
            Event::Text(text) | Event::Code(text) => {
                for out in [&mut heading, &mut paragraph, &mut code]
                    .into_iter()
                    .flatten()
                {
                    out.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(out) = &mut paragraph {
                    out.push(' ');
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let ours = ["<strong>", "</strong>", "<em>", "</em>", "<!-- -->"];
                assert!(ours.contains(&&*html), "{html:?} in {markdown}");
            }
            Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {
                panic!("{event:?} in {markdown}")
            }
            _ => {}
        }
    }
    read
}

fn last(read: &mut Read) -> &mut ReadItem {
    let items = &mut read.lists.last_mut().expect("inside of a list").1;
    items.last_mut().expect("inside of an item")
}

fn read_by_comrak(markdown: &str) -> Read {
    use comrak::nodes::{AstNode, ListType, NodeValue};
    fn text_of<'a>(node: &'a AstNode<'a>) -> String {
        let mut out = String::new();
        for node in node.descendants() {
            match &node.data.borrow().value {
                NodeValue::Text(text) => out.push_str(text),
                NodeValue::Code(code) => out.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
                NodeValue::HtmlInline(html) => {
                    let ours = ["<strong>", "</strong>", "<em>", "</em>", "<!-- -->"];
                    assert!(ours.contains(&html.as_str()), "{html}");
                }
                _ => {}
            }
        }
        out
    }
    fn read_item<'a>(node: &'a AstNode<'a>) -> ReadItem {
        let mut item = ReadItem::default();
        for node in node.descendants() {
            let in_task = node
                .ancestors()
                .any(|n| matches!(n.data.borrow().value, NodeValue::TaskItem(_)));
            match &node.data.borrow().value {
                NodeValue::Paragraph if !in_task => item.paragraphs.push(text_of(node)),
                NodeValue::CodeBlock(block) => item.code.push(block.literal.clone()),
                NodeValue::TaskItem(_) => item.tasks += 1,
                NodeValue::Alert(_) => item.alerts += 1,
                _ => {}
            }
        }
        item
    }
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut read = Read::default();
    for node in root.children() {
        match &node.data.borrow().value {
            NodeValue::List(list) if list.list_type == ListType::Ordered => {
                let items = node.children().map(read_item).collect();
                read.lists.push((list.start as u64, items));
            }
            NodeValue::Heading(_) => read.headings.push(text_of(node)),
            NodeValue::Table(_) | NodeValue::ThematicBreak | NodeValue::HtmlBlock(_) => {
                panic!("{:?} in {markdown}", node.data.borrow().value)
            }
            _ => {}
        }
    }
    read
}

/// What a reader must find.
fn expected(document: &Document) -> Read {
    let items = document.steps.iter().map(|step| {
        let mut item = ReadItem::default();
        expect_blocks(&step.body, &mut item);
        item
    });
    Read {
        lists: vec![(1, items.collect())],
        headings: vec![
            visible(&plain_text(&document.title)),
            visible(&plain_text(&document.procedure)),
        ],
    }
}

fn expect_blocks(blocks: &[Block], item: &mut ReadItem) {
    for block in blocks {
        match block {
            Block::Paragraph(prose) => item.paragraphs.push(visible(&plain_text(&prose.text))),
            Block::Commands(commands) => {
                for command in &commands.commands {
                    item.code.push(format!("{}\n", command.text));
                    if command.occurrences.len() > 1 {
                        item.tasks += command.occurrences.len();
                    }
                }
            }
            Block::Alert(alert) => {
                item.alerts += 1;
                expect_blocks(&alert.blocks, item);
            }
            _ => {}
        }
    }
}

/// The text as it can be seen: blanks at the ends and the number of blanks are not.
fn visible(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    text.split(' ')
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn normal(mut read: Read) -> Read {
    for item in read.lists.iter_mut().flat_map(|(_, items)| items) {
        for paragraph in &mut item.paragraphs {
            *paragraph = visible(paragraph);
        }
    }
    for heading in &mut read.headings {
        *heading = visible(heading);
    }
    read
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-zé1 .:!*_`\\\\<>&;#~$|\\[\\]()+=@/\"'“-]{1,12}",
        1 => "[a-z ]{1,12}",
    ]
}

fn any_inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => any_text().prop_map(Inline::Text),
        2 => any_text().prop_map(Inline::Code),
        1 => Just(Inline::Break),
    ];
    let inline = leaf.prop_recursive(2, 6, 3, |inner| {
        let inner = proptest::collection::vec(inner, 1..3);
        prop_oneof![
            inner.clone().prop_map(Inline::Strong),
            inner.clone().prop_map(Inline::Emphasis),
            (any_text(), inner).prop_map(|(target, text)| Inline::Link {
                target: format!("https://example.com/{target}"),
                text
            }),
        ]
    });
    // Something to be seen at the start: a paragraph of nothing is none.
    proptest::collection::vec(inline, 0..6).prop_map(|mut inlines| {
        inlines.insert(0, text("x"));
        inlines
    })
}

fn any_command() -> impl Strategy<Value = Command> {
    let line = prop_oneof![
        any_text().prop_map(|s| s.replace(['\n', '\r', '\0'], " ")),
        Just(String::new()),
        Just("   ".to_owned()),
        Just("````".to_owned()),
    ];
    (proptest::collection::vec(line, 1..4), 0usize..3).prop_map(|(lines, acts)| Command {
        text: format!("x{}", lines.join("\n")),
        has_placeholders: false,
        occurrences: (0..acts)
            .map(|act| Occurrence {
                binding: vec![crate::document::Binding {
                    name: "server".into(),
                    value: format!("fe{act}"),
                }],
                ..Occurrence::default()
            })
            .collect(),
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        any_inlines().prop_map(paragraph),
        proptest::collection::vec(any_command(), 1..3).prop_map(|commands| {
            Block::Commands(Commands {
                commands,
                outcome: None,
            })
        }),
    ];
    leaf.prop_recursive(1, 4, 3, |inner| {
        proptest::collection::vec(inner, 1..3).prop_map(|blocks| {
            Block::Alert(Alert {
                kind: AlertKind::Note,
                label: "Note".into(),
                blocks,
            })
        })
    })
}

/// A document whose failure is shown as its Markdown.
struct Shown(Document);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bodies: Vec<_> = self.0.steps.iter().map(|step| &step.body).collect();
        writeln!(
            f,
            "title: {:?}\n{bodies:#?}\n{}",
            self.0.title,
            markdown(&self.0)
        )
    }
}

fn any_document() -> impl Strategy<Value = Shown> {
    let bodies = proptest::collection::vec(proptest::collection::vec(any_block(), 1..4), 1..13);
    (bodies, any_inlines(), any_text()).prop_map(|(bodies, title, plain)| {
        let mut document = bound();
        document.steps = bodies
            .into_iter()
            .enumerate()
            .map(|(at, body)| -> Step { step(at as u32 + 1, "a", &plain, StepKind::Command, body) })
            .collect();
        document.title = title.into_iter().filter(|i| *i != Inline::Break).collect();
        document.product.clone_from(&plain);
        if let Some(change) = &mut document.change {
            change.id.clone_from(&plain);
        }
        document.generated = plain;
        Shown(document)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The published pages break in two at their tenth step; ours are one list for every parser,
    /// and what was text stays text.
    #[test]
    fn every_parser_reads_one_list_with_every_step_whole(Shown(document) in any_document()) {
        thread_local!(static TEMPLATES: Templates = templates());
        for flavor in [Flavor::Github, Flavor::Learn] {
            let markdown = TEMPLATES.with(|templates| markdown_with(&document, flavor, templates));
            let body = match flavor {
                Flavor::Github => markdown.as_str(),
                Flavor::Learn => markdown.splitn(3, "---\n").nth(2).expect("front matter"),
            };
            let expected = expected(&document);
            prop_assert_eq!(&normal(read_by_pulldown(body)), &expected, "pulldown: {}", body);
            prop_assert_eq!(&normal(read_by_comrak(body)), &expected, "comrak: {}", body);
        }
    }
}
