//! A user's own templates: in the place of ours, wrong, and without an end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fixture::bound;
use super::{embedded, templates};
use crate::{Flavor, Format, Templates, render};
use runproof_core::diagnostic::{Diagnostic, Source};
use runproof_model::document::ShellName;

fn with_own(files: &[(&str, &str)]) -> Templates {
    let own = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Source::new(*name, *text)));
    Templates::new(embedded(), own)
}

fn markdown(templates: &Templates) -> Result<String, Vec<Diagnostic>> {
    render(&bound(), Format::Markdown(Flavor::Github), templates)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Each finding as a person sees it: `file:line:column: code: message`, and the place itself.
fn shown(findings: &[Diagnostic]) -> String {
    findings
        .iter()
        .map(|finding| {
            let place = finding.location.as_ref().map_or_else(String::new, |at| {
                let start = at.start();
                let text = at.source.slice(at.span);
                format!(
                    "{}:{}:{}: `{text}`: ",
                    at.source.name(),
                    start.line,
                    start.column
                )
            });
            format!("{place}{}: {}\n", finding.code.name, finding.message)
        })
        .collect()
}

#[test]
fn the_embedded_templates_are_clean() {
    assert_eq!(shown(&templates().check()), "");
}

#[test]
fn one_template_is_replaced_and_the_others_stay() {
    let own = with_own(&[(
        "markdown/facts.md",
        "{{ product }} <b>*{{ change.id }}*</b>\n\n",
    )]);
    assert_eq!(shown(&own.check()), "");
    let text = markdown(&own).expect("renders");
    assert!(
        text.contains("\nSkype for Business Server 2019 <b>*CHG0042137*</b>\n"),
        "{text}"
    );
    assert!(text.contains("\n12. Write down what you saw.\n"), "{text}");
}

#[test]
fn metering_changes_no_character() {
    let ours: Vec<(String, Arc<Source>)> = embedded();
    let metered = Templates::new([], ours);
    let mut bash = bound();
    bash.shell = ShellName::Bash;
    let guide = super::fixture::guide(&bash);
    let (width, colour) = (80, true);
    for format in [
        Format::Markdown(Flavor::Github),
        Format::Markdown(Flavor::Learn),
        Format::Html,
        Format::Terminal { width, colour },
        Format::Script(&guide),
    ] {
        for document in [&bound(), &bash] {
            assert_eq!(
                render(document, format, &metered).expect("renders"),
                render(document, format, &templates()).expect("renders"),
                "{format:?}"
            );
        }
    }
}

#[test]
fn what_is_wrong_is_found_at_its_place() {
    let mut all = String::new();
    for (name, text) in [
        ("markdown.md", "# é {{ title }\n{% if x %}"),
        (
            "markdown.md",
            "one\n{% for step in steps %}é {{ step.titel }}{% endfor %}",
        ),
        (
            "markdown.md",
            "{% for a in steps %}\n  {{ produkt }}{% endfor %}",
        ),
        (
            "markdown.md",
            "{% for step in steps -%}\n é {{ step.title | shout }}{% endfor %}",
        ),
        ("markdown.md", "{{ title | upper(x=1) }}{{ now() }}"),
        ("markdown.md", "x\n{% include \"markdown/none.md\" %}"),
        ("markdown.md", "{% include \"markdown.md\" %}"),
        ("markdown.md", "{% include \"markdown/a.md\" %}"),
        ("markdown/facts.md", "{{ 1 + title }}"),
        ("markdwon.md", "x"),
        ("html/print.css", "x"),
    ] {
        let templates = with_own(&[
            (name, text),
            ("markdown/a.md", "{% include 'markdown.md' %}"),
        ]);
        let mut findings = templates.check();
        if findings.is_empty() {
            findings = markdown(&templates).err().unwrap_or_default();
        }
        all.push_str(&shown(&findings));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_template_that_does_not_parse_is_named() {
    let findings = with_own(&[
        ("markdown.md", "{{ "),
        ("markdown/facts.md", "{% if %}"),
        ("html.html", "{% endfor %}"),
    ])
    .check();
    let mut files: Vec<&str> = findings
        .iter()
        .filter_map(|finding| Some(finding.location.as_ref()?.source.name()))
        .collect();
    files.sort_unstable();
    assert_eq!(files, ["html.html", "markdown.md", "markdown/facts.md"]);
}

#[test]
fn every_template_comes_to_an_end() {
    let nested = "{% for a in range(end=9999) %}{% for b in range(end=9999) %}\
                  {% endfor %}{% endfor %}";
    let doubling = "{% set_global x = 'xxxxxxxxxx' %}{% for a in range(end=90000) %}\
                    {% set_global x = x ~ x %}{% endfor %}";
    let replacing = "{% set_global x = 'aaaaaaaaaa' %}{% for a in range(end=90000) %}\
                     {% set_global x = x | replace(from='a', to=x) %}{% endfor %}";
    let capturing = "{% set_global x = 'xxxxxxxxxx' %}{% for a in range(end=90000) %}\
                     {% set_global x %}{{ x }}{{ x }}{% endset %}{% endfor %}";
    let component = "{% component a() %}{{<a />}}{% endcomponent a %}{{<a />}}";
    let bushy = "{% component a() %}{{<a />}}{{<a />}}{{<a />}}{% endcomponent a %}{{<a />}}";
    let endless = "{% for a in range(end=1000000000) %}x{% endfor %}";
    let wordy = "{% for a in range(end=100000) %}{{ summary_text }}{{ summary_text }}{{ summary_text }}\
                 {{ summary_text }}{{ summary_text }}{% endfor %}";
    let straight = "{% set x = 'xxxxxxxxxx' %}".to_owned() + &"{% set x = x ~ x %}".repeat(60);
    for template in [
        nested, doubling, replacing, capturing, component, bushy, endless, wordy, &straight,
    ] {
        let start = Instant::now();
        let findings = markdown(&with_own(&[("markdown.md", template)]));
        let findings = findings.expect_err(template);
        assert_eq!(findings.len(), 1, "{template}");
        assert!(findings[0].location.is_some(), "{template}: {findings:?}");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{template} took {took:?}");
    }
}

#[test]
fn tags_in_strings_comments_and_raw_text_are_none() {
    let own = "{# {% for #}{{ '{% for %}' }}{% raw %}{% for a %}{{ b }}{% endraw %}\
               {% set x %}a{% endset %}{% set y | upper %}b{% endset %}{{ x }}{{ y }}\n";
    let text = markdown(&with_own(&[("markdown.md", own)])).expect("renders");
    assert_eq!(text, "{% for %}{% for a %}{{ b }}aB\n");
}
