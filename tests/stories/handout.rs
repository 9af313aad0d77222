//! Handouts: whoever follows one from top to bottom does what the plan says in the order in which
//! the plan says it, and every document that is written is read back.

use std::fmt::Write as _;
use std::sync::Mutex;

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use runproof::project::Project;
use runproof_core::diagnostic::Source;
use runproof_language::{Locale, Translator};
use runproof_model::document::{Document, Writer};
use runproof_model::plan::{self, Plan};
use runproof_model::runbook::{self, Runbook};
use runproof_render::{self as render, Flavor, Format, Templates};

use crate::story::Story;

const TLS: &str = include_str!("../../runbooks/rotate-tls-certificate.yaml");
const POOLS: &str = include_str!("../../runbooks/paired-front-end-pools.yaml");
const LOCALES: [&str; 4] = ["en", "fr", "pt-BR", "de"];

fn parsed(text: &str) -> Runbook {
    let parsed = runbook::parse(&Source::new("x.yaml", text));
    let findings = parsed.findings;
    parsed.runbook.unwrap_or_else(|| panic!("{findings:?}"))
}

fn names(first: &str, count: usize) -> String {
    let names: Vec<String> = (1..=count)
        .map(|n| format!("{first}{n:02}.example.com"))
        .collect();
    names.join(", ")
}

fn answers(names: &[&str], given: &[Option<bool>]) -> String {
    let mut text = String::new();
    for (name, answer) in names.iter().zip(given) {
        if let Some(answer) = answer {
            let _ = writeln!(text, "  {name}: {answer}");
        }
    }
    if text.is_empty() {
        "answers: {}\n".to_owned()
    } else {
        format!("answers:\n{text}")
    }
}

fn tls_change(variant: &str, hosts: usize, given: &[Option<bool>]) -> String {
    format!(
        "change: CHG0042170\nvariant: {variant}\nparameters:\n  domain: www.example.com\n  \
         certificate: /home/admin/new.pem\n  key: /home/admin/new.key\n  serial: '0A1B'\n  \
         hosts: [{}]\n{}window: {{ start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }}\n\
         timezone: Europe/Berlin\n",
        names("web", hosts),
        answers(&["behind_load_balancer"], given),
    )
}

fn pools_change(variant: &str, servers: (usize, usize), given: &[Option<bool>]) -> String {
    let questions = [
        "pools_exist",
        "pools_deployed_before_pairing",
        "cumulative_update_applied",
    ];
    format!(
        "change: CHG0042137\nvariant: {variant}\nparameters:\n  pools:\n  \
         - {{ fqdn: pool01.example.com, servers: [{}] }}\n  \
         - {{ fqdn: pool02.example.com, servers: [{}] }}\n{}",
        names("fe", servers.0),
        names("fx", servers.1),
        answers(&questions, given),
    )
}

fn document(plan: &Plan<'_>, tag: &str) -> Document {
    let project = Project::embedded();
    let locale: Locale = tag.parse().expect("a tag");
    let folder = project.folder_for(&locale, "x").expect("embedded");
    let program = Translator::new(&locale, folder.catalog("runproof"), None);
    let prose = Translator::new(&locale, folder.for_runbook(plan.runbook.id.as_str()), None);
    Writer::new(&program, &prose, &Locale::english()).write(plan)
}

fn rendered(document: &Document, format: Format<'_>) -> String {
    let [embedded, own] = Project::embedded().templates().expect("embedded");
    let bytes = render::render(document, format, &Templates::new(embedded, own));
    String::from_utf8(bytes.expect("the templates are right")).expect("UTF-8")
}

/// The blocks of code in the list of steps, from top to bottom.
fn in_markdown(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut code) = (0, None);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::CodeBlock(_)) if depth > 0 => code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => found.extend(code.take()),
            Event::Text(text) => code.iter_mut().for_each(|code| code.push_str(&text)),
            _ => {}
        }
    }
    found
        .iter()
        .map(|code| code.trim_end().to_owned())
        .collect()
}

/// The same of a page.
fn in_html(page: &str) -> Vec<String> {
    let steps = page.split_once("<ol class=\"steps\"").expect("steps").1;
    let blocks = steps.split("<pre ").skip(1);
    blocks
        .map(|block| {
            let inner = block
                .split_once("<code")
                .and_then(|(_, rest)| rest.split_once('>'));
            let (code, _) = inner
                .expect("code")
                .1
                .split_once("</code>")
                .expect("its end");
            let mut text = String::new();
            for piece in code.split('<') {
                // A tag, and what follows it; the first piece has none.
                text.push_str(match text.is_empty() && !code.starts_with('<') {
                    true => piece,
                    false => piece.split_once('>').map_or("", |(_, text)| text),
                });
            }
            let text = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
            text.replace("&#39;", "'").replace("&amp;", "&")
        })
        .collect()
}

/// What a person who follows the plan's walk runs. What is the same for every item of a step is
/// there once, with a box for each.
fn walked(plan: &Plan<'_>) -> Vec<String> {
    let order = plan.order();
    let of = |turn: &plan::order::Turn<'_>| -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for unit in order.units_of(turn) {
            let text = unit
                .command(plan)
                .map(|command| command.text.as_str().to_owned());
            texts.extend(text.filter(|text| !texts.contains(text)));
        }
        texts
    };
    let mut all = Vec::new();
    for stretch in &order.stretches {
        match stretch {
            plan::order::Stretch::Rolling { .. } => {
                for turn in &order.turns[stretch.turns()] {
                    all.extend(of(turn));
                }
            }
            plan::order::Stretch::Step { turns, .. } => {
                let turns: Vec<Vec<String>> = order.turns[turns.clone()].iter().map(of).collect();
                let is_one = turns.windows(2).all(|pair| pair[0] == pair[1]);
                all.extend(
                    turns
                        .into_iter()
                        .take(if is_one { 1 } else { usize::MAX })
                        .flatten(),
                );
            }
        }
    }
    all
}

fn follows_the_walk(runbook: &Runbook, change: &str, tag: &str) {
    let parsed = plan::parse_change(&Source::new("c.yaml", change), runbook);
    let change = parsed
        .change
        .unwrap_or_else(|| panic!("{:?}", parsed.findings));
    let variant = change.variant.as_ref().expect("it names one");
    let variant = runbook.variant(variant.as_str()).expect("a variant");
    let plan = Plan::resolve(runbook, variant, Some(&change));
    let document = document(&plan, tag);
    let walked = walked(&plan);
    for flavor in [Flavor::Github, Flavor::Learn] {
        let text = rendered(&document, Format::Markdown(flavor));
        assert_eq!(in_markdown(&text), walked, "{text}");
    }
    assert_eq!(in_html(&rendered(&document, Format::Html)), walked);
    let text = rendered(
        &document,
        Format::Terminal {
            width: 100,
            colour: false,
        },
    );
    let mut rest = text.as_str();
    for command in &walked {
        let (_, behind) = rest
            .split_once(command.as_str())
            .unwrap_or_else(|| panic!("{command}\n{text}"));
        rest = behind;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_follows_a_handout_walks_as_the_plan_does(
        hosts in 1usize..13,
        servers in (1usize..7, 1usize..7),
        given in any::<[Option<bool>; 3]>(),
        locale in 0..LOCALES.len(),
    ) {
        let (tls, pools) = (parsed(TLS), parsed(POOLS));
        let locale = LOCALES[locale];
        for variant in &tls.variants {
            follows_the_walk(&tls, &tls_change(variant.id.as_str(), hosts, &given[..1]), locale);
        }
        for variant in &pools.variants {
            follows_the_walk(&pools, &pools_change(variant.id.as_str(), servers, &given), locale);
        }
    }
}

/// A cluster, two at a time: updates, and their installation, which must not mix.
const CLUSTER: &str = "\
format: runproof/runbook/1
id: cluster
revision: 1.0.0
shell: bash
variants: { one: {} }
parameters:
  sites:
    list: site
    key: name
    fields:
      name: { type: text }
      members: { list: member, type: host }
steps:
  - id: update
    for_each: member
    commands:
      - run: ssh {member} sudo apt-get update
      - { id: then, run: 'ssh {member} sudo apt-get install -y postgresql' }
  - id: compare
    for_each: site
    commands:
      - { id: each, for_each: member, run: 'ssh {member} pg_lsclusters' }
      - { id: all, run: 'check-site {site.name}' }
  - id: stop
    for_each: member
    run: ssh {member} sudo systemctl stop postgresql
  - id: start
    for_each: member
    commands:
      - run: ssh {member} sudo systemctl start postgresql
      - { id: see, run: 'pg_isready -h {member}', expect: ready }
    notes: [ { id: late, kind: warning }, { id: log, kind: tip } ]
outcomes:
  ready: { line: accepting connections }
rolling:
  - { id: site-by-site, each: site, from: stop, to: start }
";

const CLUSTER_WORDS: &str = "\
title = Update a cluster
product = PostgreSQL
summary = It is updated.
procedure = Update
site-by-site = Complete steps { $first } through { $last } on one site.
update = Update every member.
    .title = Update
    .then = Then install.
compare = Compare the members of each site.
    .title = Compare
    .each = See the clusters.
    .all = Check the site.
stop = Stop the server.
    .title = Stop
start = Start the server.
    .title = Start
    .see = See that it is ready.
    .late = If it is late, wait.
    .log = Its log says more.
outcome-ready = It is ready.
";

const CLUSTER_CHANGE: &str = "\
change: CHG1
parameters:
  sites:
    - { name: north, members: [pg1.example.com, pg2.example.com] }
    - { name: south, members: [pg3.example.com] }
window: { start: 2026-03-14T08:00:00+01:00, end: 2026-03-14T12:00:00+01:00 }
";

fn cluster() -> Story {
    Story::new()
        .file("runbooks/cluster.yaml", CLUSTER)
        .file("locales/en/cluster.ftl", CLUSTER_WORDS)
        .file("change.yaml", CLUSTER_CHANGE)
}

#[test]
fn what_is_done_for_one_server_stands_together() {
    let told = cluster().tell("render cluster --change change.yaml");
    insta::assert_snapshot!(told);
    let at = |text: &str| told.find(text).unwrap_or_else(|| panic!("{text}\n{told}"));
    assert!(
        at("ssh pg1.example.com sudo apt-get install")
            < at("ssh pg2.example.com sudo apt-get update")
    );
    assert!(at("pg_isready -h pg2.example.com") < at("ssh pg3.example.com sudo systemctl stop"));
    assert!(at("If it is late") < at("ssh pg1.example.com sudo systemctl start"));
}

/// Every document that `render` writes comes back through `import`, and `drift` finds nothing.
#[test]
fn every_document_comes_back_as_it_was() {
    let story = cluster()
        .file("tls.yaml", tls_change("rhel", 3, &[Some(true)]))
        .file("one.yaml", tls_change("debian", 1, &[Some(false)]))
        .file(
            "pools.yaml",
            pools_change("sfb-2019", (2, 2), &[Some(true), Some(true), Some(true)]),
        )
        .file(
            "open.yaml",
            pools_change("lync-2013", (1, 3), &[None, None, None]),
        );
    let mut documents: Vec<(String, &str)> = Vec::new();
    for locale in LOCALES {
        let mut add = |arguments: String, format: &'static str| {
            documents.push((
                format!("{arguments} --locale {locale} --format {format}"),
                locale,
            ));
        };
        for (runbook, variants) in [
            (
                "paired-front-end-pools",
                &["lync-2013", "sfb-2015", "sfb-2019"][..],
            ),
            ("rotate-tls-certificate", &["debian", "rhel"]),
        ] {
            for variant in variants {
                add(format!("{runbook} --variant {variant}"), "markdown");
                add(format!("{runbook} --variant {variant}"), "page");
            }
        }
        for change in ["tls", "one"] {
            add(
                format!("rotate-tls-certificate --change {change}.yaml"),
                "markdown",
            );
        }
        add(
            "rotate-tls-certificate --change tls.yaml".to_owned(),
            "page",
        );
        add(
            "rotate-tls-certificate --change tls.yaml --flavor learn".to_owned(),
            "markdown",
        );
        for change in ["pools", "open"] {
            add(
                format!("paired-front-end-pools --change {change}.yaml"),
                "markdown",
            );
        }
    }
    documents.push(("cluster".to_owned(), "en"));
    documents.push(("cluster --change change.yaml".to_owned(), "en"));
    let next = Mutex::new(documents.iter().enumerate());
    let lost = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((at, (arguments, locale))) = next.lock().expect("no panic").next()
                    else {
                        return;
                    };
                    let (page, project) = (format!("page{at}.md"), format!("imported{at}"));
                    let made = story.tell(&format!("render {arguments} --output {page}"));
                    let drift = story.tell(&format!("drift {page} --locale {locale}"));
                    let import = story.tell(&format!("import {page} --out {project}"));
                    let is_well = made.ends_with("--- exit 0 ---\n")
                        && drift.starts_with("nothing found\n")
                        && import.contains("1 of 1 page comes back as it was")
                        && import.ends_with("--- exit 0 ---\n");
                    if !is_well {
                        lost.lock()
                            .expect("no panic")
                            .push(format!("{arguments}\n{made}{drift}{import}"));
                    }
                }
            });
        }
    });
    let lost = lost.into_inner().expect("no panic");
    assert!(
        lost.is_empty(),
        "{} of {}\n{}",
        lost.len(),
        documents.len(),
        lost.join("\n")
    );
}
