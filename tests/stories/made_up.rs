//! A language that nobody speaks is added: a value of `Language` and its catalogs are all that it
//! takes. Without the value, rules that need its words are silent or wrong.

#[path = "made_up/language.rs"]
mod language;

use language::LANGUAGES;
use runproof_core::diagnostic::{Diagnostic, Source};
use runproof_language::{Catalog, Folder, Languages, Library, Locale, NamedCatalog, Translator};
use runproof_lint::{Dictionaries, Inputs, Options};
use runproof_model::document::Writer;
use runproof_model::plan::Plan;
use runproof_model::runbook;
use runproof_pages::Page;
use runproof_pages::drift::{Subject, alone, compare};
use runproof_pages::vocabulary::Vocabulary;

use crate::story::Story;

const RUNBOOK: &str = include_str!("made_up/demo.yaml");
const ENGLISH: &str = include_str!("made_up/en.ftl");
const KALD: &str = include_str!("made_up/qkd.ftl");
const PROGRAM: &str = include_str!("made_up/words.ftl");

fn kald() -> Locale {
    "qkd".parse().expect("a tag")
}

/// `code: what is marked`, one a line.
fn shown(findings: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let at = finding.location.as_ref().expect("a place");
        format!("{}: {}", finding.code.name, at.source.slice(at.span))
    };
    findings.iter().map(line).collect()
}

/// What lint finds in this text of one message, in Kald.
fn linted(languages: Languages, text: &str) -> Vec<String> {
    let folder = |locale: Locale, text: &str| Folder {
        locale,
        catalogs: vec![NamedCatalog {
            name: "demo".to_owned(),
            catalog: Catalog::parse(Source::new("demo.ftl", text)),
        }],
        words: Vec::new(),
    };
    let library = Library {
        folders: vec![folder(kald(), &format!("a = {text}\n"))],
    };
    let findings = runproof_lint::catalogs(&Inputs {
        library: &library,
        source: &kald(),
        contracts: &[],
        languages,
        dictionaries: &Dictionaries::default(),
        options: &Options::default(),
    });
    shown(&findings)
}

/// What a page in Kald has wrong by itself.
fn alone(languages: Languages, text: &str) -> Vec<String> {
    let page = Page::read(&Source::new("page.md", text));
    let mut findings = Vec::new();
    let locale = kald();
    let subject = Subject {
        page: &page,
        locale: &locale,
        language: languages.of(&locale),
    };
    alone::check(subject, &mut findings);
    shown(&findings)
}

#[test]
fn a_document_is_rendered_in_it() {
    let story = Story::new()
        .file("runbooks/demo.yaml", RUNBOOK)
        .file("locales/en/demo.ftl", ENGLISH)
        .file("locales/qkd/demo.ftl", KALD)
        .file("locales/qkd/runproof.ftl", PROGRAM);
    let told = story.tell("render demo --variant one --locale qkd");
    assert!(told.starts_with("# Restarto de la Servo\n"), "{told}");
    assert!(told.contains("*Produto* Veb"), "{told}");
    assert!(told.contains("preterpasu la lasti 2 Stapi."), "{told}");
    assert!(told.ends_with("--- exit 0 ---\n"), "{told}");
    assert!(!told.contains("fallback-used"), "{told}");
}

#[test]
fn lint_knows_its_counts_doubled_words_and_typography() {
    let found = |text| linted(LANGUAGES, text);
    assert_eq!(
        found("Preterpasu la lasti duo Stapi."),
        ["stated-number: duo Stapi"]
    );
    assert_eq!(found("Apertu la la Liston."), ["doubled-word: la la"]);
    assert_eq!(found("Ne ve ve."), [""; 0]);
    assert_eq!(found("Haltu !"), ["punctuation-spacing:  !"]);
    assert_eq!(found("‹Servi›\u{a0}!").len(), 2);
    assert_eq!(found("‹\u{a0}Servi\u{a0}› kaj\u{a0}!"), [""; 0]);
    // What comes with the program does not know it.
    let found = |text| linted(Languages::BUILT_IN, text);
    assert_eq!(found("Preterpasu la lasti duo Stapi."), [""; 0]);
    assert_eq!(found("Ne ve ve."), ["doubled-word: ve ve"]);
    assert_eq!(found("‹Servi›."), [""; 0]);
}

#[test]
fn drift_reads_its_counts_and_typography() {
    let page = "1. Apertu la ‹\u{a0}Servi\u{a0}› kaj la Liston !\n2. Preterpasu la lasti trio Stapi .\n3. Haltu la Servo kaj la Liston\u{a0}!\n4. Startu.\n";
    assert_eq!(
        alone(LANGUAGES, page),
        [
            "punctuation-space:  !",
            "stated-count: lasti trio Stapi",
            "blank-before-punctuation:  .",
        ]
    );
    assert_eq!(alone(Languages::BUILT_IN, page), [""; 0]);
}

#[test]
fn drift_holds_its_counts_against_the_plan() {
    let parsed = runbook::parse(&Source::new("demo.yaml", RUNBOOK));
    let runbook = parsed.runbook.expect("a definition");
    let locale = kald();
    let catalog = |text: &str| Catalog::parse(Source::new("qkd.ftl", text));
    let (prose, program) = (catalog(KALD), catalog(PROGRAM));
    let prose = Translator::new(&locale, [&prose], None);
    let program = Translator::new(&locale, [&program], None);
    let plan = Plan::resolve(&runbook, &runbook.variants[0], None);
    let document = Writer::new(&program, &prose, &locale).write(&plan);
    let text = "# Restarto de la Servo\n\n\
        1. Apertu la Liston.\n\
        2. Preterpasu la lasti trio Stapi.\n\
        3. Haltu la Servo.\n\n   ```bash\n   systemctl stop web\n   ```\n\n\
        4. Startu la Servo.\n\n   ```bash\n   systemctl start web\n   ```\n";
    let page = Page::read(&Source::new("page.md", text));
    let against = |languages: Languages| {
        let subject = Subject {
            page: &page,
            locale: &locale,
            language: languages.of(&locale),
        };
        let mut findings = Vec::new();
        let vocabulary = Vocabulary::default();
        compare::against(subject, &plan, &document, &vocabulary, &mut findings);
        shown(&findings)
    };
    assert_eq!(against(LANGUAGES), ["count-differs: lasti trio Stapi"]);
    assert_eq!(against(Languages::BUILT_IN), [""; 0]);
}
