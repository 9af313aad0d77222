//! The readers that take what others wrote, each as a plain function of bytes: whatever they are given,
//! they come to an end and do not panic.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use runproof_capture::{
    self as capture, Entry, Format, Input, Output, Said, Session, Sink, Stamp, Status, Wanted,
};
use runproof_core::diagnostic::Source;
use runproof_language::Catalog;
use runproof_model::plan;
use runproof_model::runbook::{self, Runbook};
use runproof_pages::Page;
use runproof_shell::{self as command, Dialect, Line, Tables};

/// A reader, and what it is given to begin with.
pub(crate) struct Target {
    /// Its name, which is that of its folder in `fuzz/corpus`.
    pub(crate) name: &'static str,
    /// Reads the bytes.
    pub(crate) read: fn(&[u8]),
    /// Files of the project that are seeds as well, by their paths.
    pub(crate) seeds: &'static [&'static str],
}

macro_rules! recorded {
    ($($name:literal),*) => {
        &[$(concat!("tests/recordings/pwsh-7.6/", $name)),*]
    };
}

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "definition",
        read: definition,
        seeds: &["runbooks/rotate-tls-certificate.yaml"],
    },
    Target {
        name: "catalog",
        read: catalog,
        seeds: &["locales/fr/rotate-tls-certificate.ftl"],
    },
    Target {
        name: "change",
        read: change,
        seeds: &["tests/recordings/pwsh-7.6/change.yaml"],
    },
    Target {
        name: "transcript",
        read: |bytes| captured(Format::PowershellTranscript, bytes),
        seeds: recorded!("FE11.txt", "cols80.txt"),
    },
    Target {
        name: "typescript",
        read: |bytes| captured(Format::Typescript, bytes),
        seeds: recorded!("ts-80.typescript"),
    },
    Target {
        name: "cast",
        read: |bytes| captured(Format::Asciinema, bytes),
        seeds: &[],
    },
    Target {
        name: "event-xml",
        read: |bytes| captured(Format::EventXml, bytes),
        seeds: &[],
    },
    Target {
        name: "evtx",
        read: |bytes| captured(Format::Evtx, bytes),
        seeds: &[],
    },
    Target {
        name: "clixml",
        read: |bytes| captured(Format::HistoryClixml, bytes),
        seeds: recorded!("split.clixml"),
    },
    Target {
        name: "history-csv",
        read: |bytes| captured(Format::HistoryCsv, bytes),
        seeds: recorded!("hc-fi_FI.csv"),
    },
    Target {
        name: "xes",
        read: |bytes| captured(Format::Xes, bytes),
        seeds: &["tests/stories/stored/1/verdict.xes"],
    },
    Target {
        name: "any-capture",
        read: any_capture,
        seeds: recorded!("same-session.history"),
    },
    Target {
        name: "page",
        read: page,
        seeds: &["docs/pages.md"],
    },
    Target {
        name: "powershell",
        read: |bytes| lines(Dialect::PowerShell, bytes),
        seeds: &[],
    },
    Target {
        name: "bash",
        read: |bytes| lines(Dialect::Bash, bytes),
        seeds: &[],
    },
];

fn source(bytes: &[u8]) -> Arc<Source> {
    Source::new("input", String::from_utf8_lossy(bytes).into_owned())
}

fn definition(bytes: &[u8]) {
    let parsed = runbook::parse(&source(bytes));
    let is_sound = parsed.runbook.is_some();
    assert_eq!(
        is_sound,
        !runproof_core::diagnostic::has_errors(&parsed.findings)
    );
}

fn catalog(bytes: &[u8]) {
    let catalog = Catalog::parse(source(bytes));
    for message in catalog.messages() {
        let _ = catalog.locate(message.id.name);
    }
    let _ = (catalog.faults(), catalog.term_references());
}

static RUNBOOK: LazyLock<Runbook> = LazyLock::new(|| {
    let text = include_str!("../../runbooks/paired-front-end-pools.yaml");
    let parsed = runbook::parse(&Source::new("runbook", text));
    parsed.runbook.expect("a sound definition")
});

fn change(bytes: &[u8]) {
    let _ = plan::parse_change(&source(bytes), &RUNBOOK);
}

fn page(bytes: &[u8]) {
    let source = source(bytes);
    let page = Page::read(&source);
    let _ = page.outline();
}

fn lines(dialect: Dialect, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let tables = Tables {
        dialect,
        ..Tables::default()
    };
    let mut session = command::Session::new(dialect, &tables);
    for text in text.lines() {
        let line = Line {
            text,
            folder: None,
            host: None,
        };
        let _ = session.run(&line);
    }
}

/// Wants every output, so that all of it is read.
struct All;

impl Sink for All {
    fn session(&mut self, _: &Session) {}

    fn entry(&mut self, _: &Entry<'_>) -> Wanted {
        Wanted::Output
    }

    fn output(&mut self, _: &Output<'_>) {}

    fn ended(&mut self, _: Option<Status>, _: Option<Stamp>) {}
}

fn captured(format: Format, bytes: &[u8]) {
    let said = Said {
        format: Some(format),
        ..Said::default()
    };
    let _ = capture::read(
        "input",
        Input::File(&mut Cursor::new(bytes)),
        &said,
        &mut All,
    );
}

fn any_capture(bytes: &[u8]) {
    let mut bytes = bytes;
    let _ = capture::read(
        "input",
        Input::Stream(&mut bytes),
        &Said::default(),
        &mut All,
    );
}
