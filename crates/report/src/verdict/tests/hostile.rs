//! Whatever a log holds, no format lets it through as anything but text.

use proptest::prelude::*;
use quick_xml::events::Event;

use super::fixture::{LOCALES, conformant, deviating, evidence, found, message, reported, text};
use super::formats::written;
use crate::Style;
use crate::verdict::Format;
use runproof_audit::{Argument, Code, Output, Quoted, Unplanned, Verdict};
use runproof_capture::{Gap, GapKind};
use runproof_shell::Effect;

const TEXT: Format = Format::Text {
    style: Style::Plain,
    width: 80,
};

/// A verdict with the text wherever a text of a log can stand.
fn with(hostile: &str) -> Verdict {
    let mut verdict = deviating();
    let own = || hostile.to_owned();
    for capture in &mut verdict.captures {
        capture.path = own();
        capture.encoding = own();
        for session in &mut capture.sessions {
            session.host = Some(own());
            session.user = Some(own());
            session.run_as = Some(own());
        }
    }
    let mut seen = evidence(0, 7, "2026-03-14T21:00:00", hostile);
    seen.time = Some(own());
    seen.host = Some(own());
    seen.user = Some(own());
    seen.quoted = Quoted {
        text: own(),
        mark: hostile.len() / 3..hostile.len(),
    };
    seen.output = Some(Output {
        line: 8,
        text: own(),
    });
    let mut finding = found(
        Code::WrongArgument,
        3,
        vec![("server".to_owned(), own())],
        message(
            "audit-wrong-argument",
            &[
                ("command", text(hostile)),
                (
                    "differences",
                    Argument::Messages(vec![message(
                        "audit-difference-added",
                        &[("parameter", text(hostile)), ("value", text(hostile))],
                    )]),
                ),
            ],
        ),
    );
    finding.evidence = vec![seen.clone()];
    for step in &mut verdict.steps {
        for occurrence in &mut step.occurrences {
            occurrence.evidence.push(seen.clone());
            occurrence.expected.push(own());
        }
    }
    verdict.findings.push(finding);
    verdict.uncovered.push(own());
    verdict.gaps.push((
        0,
        Gap {
            session: None,
            line: 1,
            kind: GapKind::Unreadable(own()),
        },
    ));
    verdict.unplanned.push(Unplanned {
        evidence: seen,
        effect: Effect::Unknown,
        is_allowed: false,
        times: 1,
    });
    verdict.provenance.by = Some(own());
    verdict.provenance.change = own();
    verdict.provenance.parameters.push((own(), vec![own()]));
    verdict
}

/// Texts made of what could do harm somewhere.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\u{1b}[2J"),
        Just("\u{9b}31m"),
        Just("\u{7}"),
        Just("\u{202e}"),
        Just("\u{2066}"),
        Just("\0"),
        Just("\u{ffff}"),
        Just("\r"),
        Just("\n"),
        Just("\t"),
        Just("=1+1"),
        Just("+"),
        Just("-"),
        Just("@SUM(A1)"),
        Just("\""),
        Just("'"),
        Just(","),
        Just(";"),
        Just("|"),
        Just("`"),
        Just("```"),
        Just("</code></pre><script>alert(1)</script>"),
        Just("<b>"),
        Just("&lt;"),
        Just("]]>"),
        Just("<!--"),
        Just("*x*"),
        Just("[a](javascript:b)"),
        Just("{{ x }}"),
        Just("{ $y }"),
        Just("# "),
        Just("\u{f003c}"),
        Just("é"),
        Just("日本"),
        Just("a b"),
        Just("\u{200b}"),
        Just("\u{feff}"),
        Just(""),
    ];
    prop_oneof![
        3 => prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Whether a terminal would obey the character, or nobody would see it.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
}

/// The text of XML, element by element.
fn parsed(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return names,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.expect("an attribute");
                }
                names.push(tag.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
}

/// How often each kind of tag is in a page.
fn tags(html: &str) -> Vec<&str> {
    let parts = html.split('<').skip(1);
    parts
        .map(|part| part.split([' ', '>', '\n']).next().unwrap_or(""))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_terminal_obeys_nothing(hostile in hostile()) {
        let verdict = with(&hostile);
        for format in [TEXT, Format::Json, Format::Csv, Format::Sarif, Format::InToto, Format::Junit,
            Format::Xes, Format::Markdown, Format::Html]
        {
            let text = written(&verdict, format, "en");
            let obeyed = text.chars().find(|c| is_obeyed(*c));
            prop_assert_eq!(obeyed, None, "{:?}", format);
        }
    }

    #[test]
    fn colours_are_all_that_a_terminal_obeys(hostile in hostile()) {
        let coloured = Format::Text { style: Style::Coloured, width: 80 };
        let (coloured, plain) = (written(&with(&hostile), coloured, "en"), written(&with(&hostile), TEXT, "en"));
        prop_assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }

    #[test]
    fn text_keeps_to_its_columns(hostile in hostile(), width in 40_usize..140) {
        let text = written(&with(&hostile), Format::Text { style: Style::Plain, width }, "fr");
        for line in text.lines() {
            let shown = unicode_width::UnicodeWidthStr::width(line);
            prop_assert!(shown <= width, "{shown} > {width}: {line}");
        }
    }

    #[test]
    fn a_program_reads_the_same_text_from_json(hostile in hostile()) {
        let json = written(&with(&hostile), Format::Json, "de");
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        prop_assert_eq!(value["captures"][0]["path"].as_str(), Some(hostile.as_str()));
    }

    #[test]
    fn no_cell_is_a_formula(hostile in hostile()) {
        let csv = written(&with(&hostile), Format::Csv, "en");
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a row of 18 cells") {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }

    #[test]
    fn xml_is_well_formed_and_has_the_same_elements(hostile in hostile()) {
        for format in [Format::Junit, Format::Xes] {
            let (bad, good) = (with(&hostile), with("harmless"));
            let (bad, good) = (written(&bad, format, "en"), written(&good, format, "en"));
            let forbidden = bad.find(['\0', '\u{b}', '\u{ffff}']);
            prop_assert_eq!(forbidden, None);
            prop_assert_eq!(parsed(&bad), parsed(&good));
        }
    }

    #[test]
    fn a_page_has_no_tag_of_a_log(hostile in hostile()) {
        let page = written(&with(&hostile), Format::Html, "en");
        for tag in tags(&page) {
            let is_ours = tag.starts_with('/') || tag.starts_with('!') || [
                "a", "article", "body", "br", "circle", "code", "dd", "div", "dl", "dt", "figcaption",
                "figure", "footer", "g", "h1", "h2", "h3", "head", "header", "html", "li", "line", "main",
                "mark", "meta", "nav", "ol", "p", "path", "pre", "rect", "section", "span", "strong",
                "style", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
            ].contains(&tag);
            prop_assert!(is_ours, "{tag}");
        }
        prop_assert!(!page.contains("<script") && !page.contains("javascript:b\""));
    }

    #[test]
    fn markdown_shows_no_markup_of_a_log(hostile in hostile()) {
        let markdown = written(&with(&hostile), Format::Markdown, "en");
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.tasklist = true;
        options.extension.autolink = true;
        options.render.r#unsafe = true;
        let html = comrak::markdown_to_html(&markdown, &options);
        prop_assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        prop_assert!(!html.contains("href=\"javascript:"), "{html}");
    }
}

#[test]
fn every_language_has_every_word() {
    for tag in LOCALES {
        for verdict in [deviating(), conformant(), with("x")] {
            reported(&verdict, tag, |report| assert!(!report.verdict.is_empty()));
        }
    }
}

#[test]
fn marks_of_any_place_are_shown() {
    let mut verdict = deviating();
    for (start, end) in [(0, 0), (3, 1), (900, 2_000), (1, 4)] {
        for finding in &mut verdict.findings {
            for evidence in &mut finding.evidence {
                evidence.quoted = Quoted {
                    text: "é日本 x".to_owned(),
                    mark: std::ops::Range { start, end },
                };
            }
        }
        for format in [TEXT, Format::Json, Format::Sarif, Format::Html] {
            written(&verdict, format, "en");
        }
    }
}
