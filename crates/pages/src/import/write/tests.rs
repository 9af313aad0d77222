//! The law of this room: whatever a page says, the files say it back.

use runproof_prose::{Image, Inline, running_text};
use std::collections::BTreeMap;

use std::sync::Arc;

use proptest::prelude::*;

use super::markup::expected;
use super::node::{self, Node, References};
use super::*;
use crate::import::model::*;
use runproof_core::diagnostic::Source;
use runproof_language::{Args, Catalog, Locale, Translator};

use runproof_model::runbook;

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag")
}

fn said(name: &str, words: Vec<Words>) -> Message {
    let words = words.into_iter().enumerate().collect();
    Message {
        name: name.into(),
        words: BTreeMap::from([(locale("en"), words)]),
    }
}

fn text(text: &str) -> Words {
    vec![Piece::Text(text.into())]
}

/// One step for `variants` products.
fn one_step(step: Step, variants: usize) -> Imported {
    let variant = |at| Variant {
        id: format!("v{at}"),
        product: BTreeMap::from([(locale("en"), format!("Kiln {at}"))]),
        facts: Vec::new(),
    };
    Imported {
        id: "kiln".into(),
        source: locale("en"),
        locales: vec![locale("en")],
        variants: (1..=variants).map(variant).collect(),
        parameters: Vec::new(),
        title: said("title", vec![text("Fire a kiln"); variants]),
        page: vec![Part {
            variants: Variants::All,
            kind: PartKind::Steps(0..1),
            comments: Vec::new(),
        }],
        steps: vec![step],
        glossary: Vec::new(),
        undecided: Vec::new(),
    }
}

fn step(text: Message, body: Vec<PartKind>) -> Step {
    let part = |kind| Part {
        variants: Variants::All,
        kind,
        comments: Vec::new(),
    };
    Step {
        id: "open".into(),
        variants: Variants::All,
        text,
        body: body.into_iter().map(part).collect(),
        comments: Vec::new(),
    }
}

fn file(files: &[File], end: &str) -> Arc<Source> {
    let found = files.iter().find(|file| file.path.ends_with(end));
    let file = found.expect("the file");
    Source::new(file.path.clone(), file.text.clone())
}

/// What a reader of a variant gets for a message of the catalog.
fn read_back(files: &[File], id: &str, variant: &str) -> Vec<Inline> {
    let own = Catalog::parse(file(files, "/kiln.ftl"));
    assert!(own.faults().is_empty(), "{}", own.source().text());
    let glossary = files.iter().any(|f| f.path.ends_with("glossary.ftl"));
    let glossary = glossary.then(|| Catalog::parse(file(files, "/kiln.glossary.ftl")));
    let en = locale("en");
    let translator = Translator::new(&en, std::iter::once(&own).chain(&glossary), None);
    let mut args = Args::new();
    args.set("variant", variant);
    args.set("remaining", 3);
    let text = translator.format(id, None, &args).text;
    assert_eq!(translator.take_flaws(), [], "{}", own.source().text());
    running_text(&text)
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Two {
    a: String,
    b: One,
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct One {
    c: String,
}

struct NoNames;

impl References for NoNames {
    fn label(&self, _: usize) -> Node {
        Node::Text(String::new())
    }
    fn count(&self, count: &Count) -> Node {
        Node::Text(count.written.clone())
    }
    fn text(&self, text: &str) -> Vec<Node> {
        vec![Node::Text(text.into())]
    }
}

fn holds(words: Vec<Words>) {
    let imported = one_step(step(said("open", words.clone()), Vec::new()), words.len());
    let files = write(&imported);
    for (at, words) in words.iter().enumerate() {
        let wanted = expected(&node::nodes(words, &NoNames), 0);
        let got = read_back(&files, "open", &format!("v{}", at + 1));
        assert_eq!(got, wanted, "{}", file(&files, "/kiln.ftl").text());
    }
}

#[test]
fn what_markdown_or_fluent_could_take_for_markup_is_text() {
    for hostile in [
        "a *b* _c_ `d` [e](f) <g> &amp; &#42; \\* \\",
        "{ $variant } { -ui } {\"x\"} }{",
        "# no heading",
        "1. no item",
        "- no item",
        "[no-arm] text",
        "*[other] text",
        ".attribute = text",
        " blanks at both ends  ",
        "\u{a0}no-break\u{a0}",
        "two  blanks",
        "trailing backslash\\",
        "C:\\Program Files\\{x}\\_y",
        "<Pool FQDN>",
        "![no picture](x)",
        "a\nb\r\nc",
        "=",
        "&",
        "snake_case and * alone",
        "http://kiln.example/?a=b&c=d",
        "\"quotes\" 'and' more",
        "}",
        "# ## ###",
    ] {
        holds(vec![text(hostile)]);
        holds(vec![vec![Piece::Strong(text(hostile))]]);
        holds(vec![vec![Piece::Code(hostile.into())]]);
        holds(vec![vec![
            Piece::Text("x".into()),
            Piece::Break,
            Piece::Text(hostile.into()),
            Piece::Break,
            Piece::Strong(text(hostile)),
            Piece::Paragraph,
            Piece::Text(hostile.into()),
        ]]);
    }
}

#[test]
fn marks_hold_beside_any_character() {
    let strong = |s: &str| Piece::Strong(text(s));
    let emphasis = |s: &str| Piece::Emphasis(text(s));
    let plain = |s: &str| Piece::Text(s.into());
    for words in [
        vec![plain("a"), strong("\"b\""), plain("c")],
        vec![plain("a"), strong("b."), plain("c")],
        vec![plain("l’"), strong("« b »"), plain("c")],
        vec![strong("OK "), plain(".")],
        // A letter in a circle is a symbol.
        vec![plain("é"), strong("x🅞"), plain("m")],
        vec![plain("é"), emphasis("Ⓐ"), plain("m")],
        vec![strong("a"), strong("b")],
        vec![emphasis("a"), strong("b"), emphasis("c")],
        vec![plain("a"), emphasis("b"), plain("c")],
        vec![Piece::Strong(vec![
            emphasis("a"),
            plain(" b "),
            strong("c"),
        ])],
        vec![Piece::Link {
            target: "a b(c)<d>\\".into(),
            text: vec![plain("x]"), strong("y"), Piece::Code("`".into())],
        }],
        vec![Piece::Image(Image {
            source: "x y.png".into(),
            alt: "a ] *b*".into(),
            title: Some("\"t\"".into()),
        })],
        vec![
            plain("!"),
            Piece::Link {
                target: "a".into(),
                text: text("b"),
            },
        ],
        vec![Piece::Code("``a` ".into()), plain("b")],
        vec![Piece::Code("a".into()), Piece::Code("b".into())],
    ] {
        holds(vec![words]);
    }
}

/// Characters that a page can have: none of the private ones that stand for others.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z.*_`{}\\[\\]<>&#!\\\\|~:\"'()=+0-9-]{0,12}",
        "[a-z {}\u{a0}’«»é.]{0,10}",
        "\\PC{0,8}",
    ]
    .prop_filter("private", |s| {
        !s.contains(|c| ('\u{f0000}'..='\u{f00ff}').contains(&c))
    })
}

fn pieces() -> impl Strategy<Value = Words> {
    let leaf = prop_oneof![
        6 => hostile().prop_map(Piece::Text),
        1 => hostile().prop_map(Piece::Code),
        1 => (hostile(), hostile(), hostile()).prop_map(|(source, alt, title)| {
            Piece::Image(Image {
                source,
                alt,
                title: Some(title).filter(|title| !title.is_empty()),
            })
        }),
        1 => Just(Piece::Break),
    ];
    let tree = leaf.prop_recursive(2, 8, 3, |inner| {
        let some = prop::collection::vec(inner, 1..3);
        prop_oneof![
            some.clone().prop_map(Piece::Strong),
            some.clone().prop_map(Piece::Emphasis),
            (hostile(), some).prop_map(|(target, text)| Piece::Link { target, text }),
        ]
    });
    prop::collection::vec(tree, 0..5)
}

/// Of marks in marks, and of marks around what is no text, Markdown cannot say every one; what
/// pages have is flat.
fn flat_pieces() -> impl Strategy<Value = Words> {
    let visible = || hostile().prop_filter("empty", |text| !text.is_empty());
    let piece = prop_oneof![
        4 => hostile().prop_map(Piece::Text),
        2 => visible().prop_map(|s| Piece::Strong(text(&s))),
        1 => visible().prop_map(|s| Piece::Emphasis(text(&s))),
        1 => hostile().prop_map(Piece::Code),
        1 => (hostile(), visible()).prop_map(|(target, s)| Piece::Link { target, text: text(&s) }),
        1 => Just(Piece::Break),
        1 => Just(Piece::Paragraph),
    ];
    prop::collection::vec(piece, 0..6)
}

proptest! {
    #[test]
    fn any_text_reads_back(words in flat_pieces()) {
        holds(vec![words]);
    }

    #[test]
    fn any_texts_of_two_products_read_back(
        start in "[a-z ]{0,20}", one in flat_pieces(), two in flat_pieces(), end in "[a-z .]{0,20}",
    ) {
        let words = |middle: Words| {
            let mut words = text(&start);
            words.extend(middle);
            words.extend(text(&end));
            words
        };
        holds(vec![words(one), words(two)]);
    }

    #[test]
    fn any_words_give_a_catalog_without_faults(words in pieces()) {
        let files = write(&one_step(step(said("open", vec![words]), Vec::new()), 1));
        read_back(&files, "open", "v1");
    }

    #[test]
    fn any_command_and_sample_read_back(
        command in "[ -~é{}\n\t]{0,30}[!-~]", sample in "([ -~\u{a0}\r\n\t]|\\PC){0,30}",
    ) {
        // A blank or line break at the end of a command is none of the command.
        let command = command.trim_end_matches(['\n', ' ']).to_owned();
        let body = vec![
            PartKind::Run(Command { text: Each::Same(vec![CommandPiece::Text(command.clone())]) }),
            PartKind::Sample { text: Each::Same(sample.clone()), language: None },
        ];
        let files = write(&one_step(step(said("open", vec![text("Open")]), body), 1));
        let source = file(&files, ".yaml");
        let parsed = runbook::parse(&source);
        let found: Vec<&str> = parsed.findings.iter().map(|f| f.message.as_str()).collect();
        prop_assert_eq!(found, Vec::<&str>::new(), "{}", source.text());
        let runbook = parsed.runbook.expect("a runbook");
        let runbook::Act::Run(groups) = &runbook.steps[0].act else { panic!("no command") };
        let text: String = groups[0].run[0].pieces.iter().map(|piece| match piece {
            runbook::Piece::Text(text) => text.as_str(),
            runbook::Piece::Hole(_) => "HOLE",
        }).collect();
        prop_assert_eq!(text, command, "{}", source.text());
        let body = runbook.steps[0].body.as_ref().expect("a body");
        let runbook::Says::Sample { texts, .. } = &body[1].says else { panic!("no sample") };
        prop_assert_eq!(&*texts[0], sample.trim_end_matches('\n'), "{}", source.text());
    }

    #[test]
    fn any_scalar_reads_back(text in "([ -~é\n\r\t\u{85}\u{2028}\u{feff}]|\\PC){0,20}") {
        let yaml = format!("a: {}\nb: {{ c: {} }}\n", yaml::value(&text, 0), yaml::scalar(&text));
        let source = Source::new("x.yaml", yaml.clone());
        let read = runproof_model::yaml::read::<Two>(&source, &runproof_model::yaml::Shape::of::<Two>());
        let read = read.value.map(|two| (two.a, two.b.c));
        prop_assert_eq!(read, Some((text.clone(), text)), "{}", yaml);
    }

    #[test]
    fn nothing_leaves_the_output_folder(id in "[a-z./\\\\-]{0,12}|\\PC{0,6}") {
        let mut imported = one_step(step(said("open", vec![text("Open")]), Vec::new()), 1);
        imported.id = id;
        for file in write(&imported) {
            prop_assert!(!file.path.starts_with('/') && !file.path.contains(".."));
            prop_assert_eq!(file.path.matches('/').count(), 1 + usize::from(file.path.starts_with("l")));
        }
    }
}
