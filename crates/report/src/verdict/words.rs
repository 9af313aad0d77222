//! The labels of a report, and everything that the audit asks of `runproof.ftl`.

use serde::Serialize;

use runproof_audit::{Account, Code, Level, Overall};
use runproof_capture::Format;
use runproof_language::{Args, Need, Translator, Wanted, unshield};
use runproof_shell::Effect;

/// Declares labels: each field is the words of the message of its name.
macro_rules! words {
    ($( $field:ident = $id:literal; )+) => {
        /// What a report says around the facts, in its language. Plain text.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
        #[expect(missing_docs, reason = "each is the words of the message of its name")]
        pub struct Words {
            $( pub $field: String, )+
        }

        impl Words {
            /// The labels in a translator's language.
            pub fn read(program: &Translator) -> Self {
                let none = Args::new();
                let say = |id: &str| unshield(&program.format(id, None, &none).text);
                Self { $( $field: say($id), )+ }
            }
        }

        /// The messages of the labels.
        const LABELS: &[&str] = &[$( $id, )+];
    };
}

words! {
    title = "audit-title";
    contents = "doc-contents";
    product = "doc-product";
    change = "doc-change";
    runbook = "doc-runbook";
    revision = "doc-revision";
    window = "doc-window";
    timezone = "doc-timezone";
    yes = "doc-answer-yes";
    no = "doc-answer-no";
    glance = "audit-section-glance";
    gaps = "audit-section-gaps";
    findings = "audit-section-findings";
    waived = "audit-section-waived";
    next = "audit-section-next";
    timeline = "audit-section-timeline";
    captures = "audit-section-captures";
    unplanned = "audit-section-unplanned";
    unknown_commands = "audit-section-unknown";
    plan = "audit-section-plan";
    provenance = "audit-section-provenance";
    totals = "audit-section-totals";
    assumptions = "audit-section-assumptions";
    evidence = "audit-section-evidence";
    step = "audit-head-step";
    place = "audit-head-place";
    result = "audit-head-result";
    capture = "audit-head-capture";
    line = "audit-head-line";
    time = "audit-head-time";
    host = "audit-head-host";
    user = "audit-head-user";
    command = "audit-head-command";
    effect = "audit-head-effect";
    expected = "audit-head-expected";
    format = "audit-head-format";
    size = "audit-head-size";
    start = "audit-head-start";
    end = "audit-head-end";
    variant = "audit-head-variant";
    clock_skew = "audit-head-clock-skew";
    tool = "audit-head-tool";
    as_of = "audit-head-as-of";
    by = "audit-head-by";
    cost = "audit-head-cost";
    everywhere = "audit-head-everywhere";
    allowed = "audit-effect-allowed";
    open_end = "audit-session-open";
    no_plan = "audit-nothing-expected";
    evidenced = "audit-status-evidenced";
    attested = "audit-status-attested";
    waived_status = "audit-status-waived";
    accepted_status = "audit-status-accepted";
    not_applicable = "audit-status-not-applicable";
    noted = "audit-status-noted";
    lacking = "audit-level-inconclusive";
    deviating = "audit-level-error";
    skip = "audit-skip-to-findings";
    total_bytes = "audit-total-bytes";
    total_records = "audit-total-records";
    total_entries = "audit-total-entries";
    total_commands = "audit-total-commands";
}

/// The short name of a kind of finding, for people.
pub(super) fn code_title(code: Code) -> &'static str {
    match code {
        Code::Missing => "audit-code-missing",
        Code::Failed => "audit-code-failed",
        Code::NotReached => "audit-code-not-reached",
        Code::WrongArgument => "audit-code-wrong-argument",
        Code::WrongPath => "audit-code-wrong-path",
        Code::WrongHost => "audit-code-wrong-host",
        Code::OutOfOrder => "audit-code-out-of-order",
        Code::Simulated => "audit-code-simulated",
        Code::Undone => "audit-code-undone",
        Code::UnplannedChange => "audit-code-unplanned-change",
        Code::OutsideWindow => "audit-code-outside-window",
        Code::NoEvidence => "audit-code-no-evidence",
        Code::OutcomeUnseen => "audit-code-outcome-unseen",
        Code::Unattested => "audit-code-unattested",
        Code::OrderUnproven => "audit-code-order-unproven",
        Code::Repeated => "audit-code-repeated",
    }
}

/// A level's name, as a heading of one finding.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "audit-level-error",
        Level::Inconclusive => "audit-level-inconclusive",
        Level::Note => "audit-level-note",
    }
}

/// The verdict in a word, and in a sentence. Where something had to be waived, that is said: not all
/// was as planned.
pub(super) fn verdict_name(overall: Overall, is_waived: bool) -> (&'static str, &'static str) {
    match overall {
        Overall::Conformant if is_waived => ("audit-verdict-conformant", "audit-means-waived"),
        Overall::Conformant => ("audit-verdict-conformant", "audit-means-conformant"),
        Overall::Deviating => ("audit-verdict-deviating", "audit-means-deviating"),
        Overall::Inconclusive => ("audit-verdict-inconclusive", "audit-means-inconclusive"),
    }
}

/// What a command does.
pub(super) fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Reads => "audit-effect-reads",
        Effect::Unknown => "audit-effect-unknown",
        Effect::Changes => "audit-effect-changes",
    }
}

/// What became of commands.
pub(super) fn account_name(account: Account) -> &'static str {
    match account {
        Account::Matched => "audit-total-matched",
        Account::Again => "audit-total-again",
        Account::Shown => "audit-total-shown",
        Account::Harmless => "audit-total-harmless",
        Account::Allowed => "audit-total-allowed",
        Account::Scripted => "audit-total-scripted",
        Account::Outside => "audit-total-outside",
        Account::Changing => "audit-total-changing",
        Account::Unknown => "audit-total-unknown",
    }
}

/// What a capture is.
pub(super) fn format_name(format: Format) -> String {
    format!("audit-format-{}", format.name())
}

/// Messages that are told something, each with what it is told.
const SENTENCES: &[(&str, &[&str])] = &[
    // Findings.
    ("audit-missing", &["command", "place"]),
    ("audit-missing-by-hand", &["command", "place"]),
    ("audit-no-evidence", &["command", "place"]),
    ("audit-no-evidence-cut", &["command", "place", "where"]),
    ("audit-no-evidence-torn", &["command", "place", "where"]),
    ("audit-no-evidence-unresolved", &["command", "reason"]),
    ("audit-no-evidence-guess", &["command", "capture", "format"]),
    ("audit-no-evidence-refused", &["command", "place", "where"]),
    ("audit-no-evidence-hidden", &["command", "place", "reason"]),
    ("audit-hidden-launcher", &["text"]),
    ("audit-hidden-name", &["text"]),
    ("audit-failed", &["command", "error"]),
    ("audit-failed-exit", &["command", "code"]),
    ("audit-failed-status", &["command"]),
    ("audit-declined", &["command"]),
    ("audit-failed-outcome", &["command", "outcome", "seen"]),
    ("audit-failed-silence", &["command", "outcome", "seen"]),
    ("audit-not-reached", &["command", "outcome", "seen"]),
    ("audit-wrong-argument", &["command", "differences"]),
    ("audit-difference-missing", &["parameter", "expected"]),
    ("audit-difference-added", &["parameter", "value"]),
    ("audit-difference-value", &["parameter", "expected", "seen"]),
    ("audit-difference-only-missing", &["what"]),
    ("audit-difference-only-added", &["what"]),
    ("audit-difference-only-value", &["expected", "seen"]),
    ("audit-difference-stage", &["expected", "seen"]),
    ("audit-wrong-path", &["expected", "seen"]),
    ("audit-wrong-host", &["command", "host", "expected"]),
    ("audit-out-of-order", &["command", "number", "others"]),
    ("audit-out-of-order-late", &["command", "number", "others"]),
    ("audit-out-of-order-within", &["command", "other"]),
    ("audit-rolling", &["host", "other"]),
    ("audit-simulated", &["command"]),
    ("audit-undone", &["command", "host"]),
    ("audit-undone-before", &["command", "host", "other"]),
    ("audit-undone-said", &[]),
    ("audit-undone-seen", &["command", "host"]),
    ("audit-no-evidence-undone", &["command", "host", "reason"]),
    ("audit-no-evidence-undone-order", &["command", "host"]),
    (
        "audit-unattested-twice",
        &["by", "time", "other", "other-time"],
    ),
    ("audit-outcome-unseen-older", &["command", "other"]),
    ("audit-unplanned-change", &["command", "host"]),
    ("audit-outside-window", &["command", "time", "start", "end"]),
    ("audit-outcome-unseen", &["command", "outcome"]),
    ("audit-outcome-unseen-entered", &["command"]),
    ("audit-outcome-unseen-silent", &["command"]),
    ("audit-outcome-unseen-unexplained", &["command", "line"]),
    ("audit-outcome-unseen-hidden", &["command"]),
    ("audit-outcome-unseen-started", &["command"]),
    ("audit-outcome-unseen-one-of-several", &["command"]),
    ("audit-unattested", &[]),
    ("audit-and-skipped", &["finding", "by", "reason"]),
    ("audit-outside-window-said", &["by", "time", "start", "end"]),
    (
        "audit-out-of-order-said",
        &["by", "time", "number", "others"],
    ),
    (
        "audit-out-of-order-said-late",
        &["by", "time", "number", "others"],
    ),
    ("audit-outcome-unseen-begun", &["command"]),
    ("audit-no-evidence-marks", &["command", "place"]),
    ("audit-order-unproven", &["number", "others"]),
    ("audit-repeated", &["command", "count"]),
    // What to do next.
    ("audit-advice-missing", &[]),
    ("audit-advice-failed", &[]),
    ("audit-advice-not-reached", &[]),
    ("audit-advice-wrong-argument", &[]),
    ("audit-advice-wrong-path", &[]),
    ("audit-advice-wrong-host", &[]),
    ("audit-advice-out-of-order", &[]),
    ("audit-advice-simulated", &[]),
    ("audit-advice-undone", &[]),
    ("audit-advice-unplanned-change", &[]),
    ("audit-advice-outside-window", &[]),
    ("audit-advice-no-evidence", &[]),
    ("audit-advice-outcome-unseen", &[]),
    ("audit-advice-unattested", &[]),
    ("audit-advice-order-unproven", &[]),
    ("audit-advice-repeated", &[]),
    // Why something could not be told.
    ("audit-unresolved-variable", &["text"]),
    ("audit-unresolved-expression", &["text"]),
    ("audit-unresolved-parameter", &["text"]),
    ("audit-unresolved-folder", &["text"]),
    ("audit-unresolved-short-name", &["text"]),
    ("audit-unresolved-syntax", &["text"]),
    ("audit-unresolved-version", &["text"]),
    ("audit-unresolved-branch", &["text"]),
    ("audit-unresolved-script", &["text"]),
    ("audit-unresolved-binding", &["text"]),
    ("audit-unresolved-computer", &["text"]),
    ("audit-unresolved-imported", &["text"]),
    ("audit-unresolved-format", &["text"]),
    // What was assumed.
    ("audit-assume-skew", &["seconds"]),
    ("audit-assume-timezone", &["timezone"]),
    ("audit-assume-one-zone", &[]),
    ("audit-assume-unknown-zone", &[]),
    ("audit-assume-unnamed", &["capture"]),
    ("audit-assume-said-host", &["capture", "host"]),
    ("audit-assume-no-window", &[]),
    ("audit-assume-search-limit", &[]),
    ("audit-assume-answer", &["question", "by", "answer"]),
    ("audit-assume-no-answer", &["question"]),
    // Who vouches.
    ("audit-attested-by-undated", &["by"]),
    ("audit-attested-by", &["by", "time"]),
    ("audit-answered-in-change", &["question", "answer"]),
    ("audit-answered-by-mark", &["question", "answer"]),
    ("audit-skipped-by", &["by", "reason"]),
    // What the report itself asks for.
    ("audit-step", &["number", "title"]),
    ("audit-gap-no-end", &[]),
    ("audit-gap-records", &["first", "last", "count"]),
    ("audit-gap-script-block", &["text"]),
    ("audit-gap-long-line", &["bytes"]),
    ("audit-gap-unreadable", &["text"]),
    ("audit-gap-quiet", &["start", "end"]),
    ("audit-gap-cleared", &["time"]),
    ("audit-gap-nothing", &[]),
    ("audit-gap-guess", &["format"]),
    ("audit-gap-refused", &["file", "reason"]),
    ("audit-gap-uncovered", &["host"]),
    ("audit-gap-marks-definition", &["revision", "sha256"]),
    ("audit-gap-marks-variant", &["variant"]),
    ("audit-gap-marks-change", &["change"]),
    ("audit-gap-marks-no-change", &[]),
    ("audit-gap-marks-beheaded", &[]),
    ("audit-anywhere", &[]),
    ("audit-unknown-host", &[]),
    ("audit-list-two", &["first", "second"]),
    ("audit-list-next", &["list", "next"]),
    ("audit-list-last", &["list", "last"]),
    ("audit-list-more", &["list", "count"]),
    ("audit-parts-next", &["list", "next"]),
    ("audit-count-errors", &["count"]),
    ("audit-count-inconclusive", &["count"]),
    ("audit-count-notes", &["count"]),
    ("audit-count-waived", &["count"]),
    ("audit-count-nothing", &[]),
    ("audit-margin-by", &["cost"]),
    ("audit-margin-tie", &[]),
    ("audit-waived-by", &["by", "reason", "until"]),
    ("audit-accepted-by", &["by", "reason", "until"]),
    ("audit-verdict-accepted-by", &["by"]),
    ("audit-means-accepted", &[]),
    ("audit-others-not-shown", &["count"]),
    ("audit-others-not-listed", &["count"]),
    ("audit-times", &["count"]),
    ("audit-seconds", &["count"]),
    ("audit-bytes", &["count"]),
    ("audit-number", &["count"]),
    ("audit-timeline-describes", &["hosts", "start", "end"]),
    ("audit-timeline-zone", &["timezone"]),
    ("audit-timeline-as-captured", &[]),
    ("audit-generated", &["tool"]),
    ("doc-step", &["number"]),
    ("doc-window-range", &["start", "end"]),
];

/// Everything that the audit and its reports ask of `runproof.ftl`.
pub fn messages() -> Vec<Wanted> {
    let codes = Code::ALL.into_iter().map(code_title);
    let levels = [level_name(Level::Note)];
    let verdicts = [
        (Overall::Conformant, false),
        (Overall::Conformant, true),
        (Overall::Deviating, false),
        (Overall::Inconclusive, false),
    ];
    let verdicts = verdicts
        .map(|(overall, is_waived)| verdict_name(overall, is_waived))
        .into_iter()
        .flat_map(|(name, means)| [name, means]);
    let effects = [Effect::Reads, Effect::Unknown, Effect::Changes].map(effect_name);
    let accounts = Account::ALL.map(account_name);
    let formats = Format::ALL.map(format_name);
    let silent = LABELS
        .iter()
        .copied()
        .chain(codes)
        .chain(levels)
        .chain(verdicts)
        .chain(effects)
        .chain(accounts)
        .map(|id| wanted(id, &[]));
    let telling = SENTENCES
        .iter()
        .map(|(id, variables)| wanted(id, variables));
    silent
        .chain(formats.iter().map(|id| wanted(id, &[])))
        .chain(telling)
        // What documents ask for too is in their contract.
        .filter(|wanted| wanted.id.starts_with("audit-"))
        .collect()
}

fn wanted(id: &str, variables: &[&str]) -> Wanted {
    Wanted {
        id: id.to_owned(),
        attribute: None,
        variables: variables.iter().map(|name| (*name).to_owned()).collect(),
        need: Need::Must,
    }
}
