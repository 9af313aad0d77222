//! Captures, and what the audit finds in them, side by side. `tests/audit` makes captures by the
//! hundred; these are the ones that a reader should see.

mod beside;
mod documents;
mod history;
mod laws;
mod project;
mod said;
mod totals;

use std::fmt::Write;
use std::io::Cursor;

use super::{Audit, Conclusion, Options, Secrets};
use runproof_capture::{self as capture, Input};
use runproof_core::diagnostic::Source;
use runproof_model::plan::{self, Plan};
use runproof_model::runbook;

/// The change that most of the captures are of.
pub(super) const CHANGE: &str = "\
change: CHG1
variant: sfb-2019
parameters:
  pools:
    - { fqdn: pool01.contoso.com, servers: [fe01.contoso.com] }
    - { fqdn: pool02.contoso.com, servers: [fe11.contoso.com] }
answers: { pools_deployed_before_pairing: true, cumulative_update_applied: false }
window: { start: 2026-03-14T20:00:00+01:00, end: 2026-03-15T02:00:00+01:00 }
timezone: Europe/Berlin
attestations:
  - { step: edit-properties, by: uc.admin }
  - { step: choose-resiliency, by: uc.admin }
  - { step: select-backup-pool, by: uc.admin }
  - { step: enable-voice-failover, by: uc.admin }
  - { step: publish-topology, by: uc.admin }
";

/// What comes of captures.
pub(super) fn concluded(change: &str, captures: &[(&str, &str)], options: &Options) -> Conclusion {
    const RUNBOOK: &str = include_str!("../../../../runbooks/paired-front-end-pools.yaml");
    concluded_of(RUNBOOK, change, captures, options)
}

/// What comes of captures of a change by that definition.
pub(super) fn concluded_of(
    runbook: &str,
    change: &str,
    captures: &[(&str, &str)],
    options: &Options,
) -> Conclusion {
    let runbook = runbook::parse(&Source::new("runbook.yaml", runbook));
    let runbook = runbook
        .runbook
        .unwrap_or_else(|| panic!("{:?}", runbook.findings));
    let change = plan::parse_change(&Source::new("change.yaml", change), &runbook);
    let change = change
        .change
        .unwrap_or_else(|| panic!("{:?}", change.findings));
    let variant = change.variant.as_ref().map(|variant| variant.as_str());
    let variant = variant.and_then(|variant| runbook.variant(variant));
    let variant = variant.unwrap_or(&runbook.variants[0]);
    let plan = Plan::resolve(&runbook, variant, Some(&change));
    let audit = Audit::new(&plan);
    let observations = captures.iter().map(|(name, text)| {
        let mut observer = audit.observer();
        let mut bytes = Cursor::new(text.as_bytes());
        let capture = capture::read(
            name,
            Input::Stream(&mut bytes),
            &capture::Said::default(),
            &mut observer,
        );
        observer.finish(capture.expect(name))
    });
    audit
        .conclude(observations.collect(), options)
        .expect("an alignment")
}

pub(super) fn options() -> Options {
    Options {
        clock_skew: 10,
        today: jiff::civil::date(2026, 3, 16),
        as_of: None,
        by: None,
        tool: "runproof".to_owned(),
        secrets: Secrets::Masked,
        refused: Vec::new(),
    }
}

/// A verdict as a few lines: what was found, where, and how much worse the next explanation is.
pub(super) fn shown(conclusion: &Conclusion) -> String {
    let verdict = &conclusion.verdict;
    let mut text = format!("{} at a cost of {}\n", verdict.overall.name(), verdict.cost);
    for finding in &verdict.findings {
        let step = finding.step.map_or("–", |at| verdict.steps[at].id.as_str());
        let items: Vec<&str> = finding
            .binding
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        let _ = write!(text, "{} {step} {}", finding.code.name(), items.join("/"));
        for evidence in &finding.evidence {
            let path = &verdict.captures[evidence.capture].path;
            let _ = write!(text, "\n    {path}:{} {}", evidence.line, evidence.command);
            if let Some(output) = &evidence.output {
                let first = output.text.lines().next().unwrap_or_default();
                let _ = write!(text, "\n      {}: {first}", output.line);
            }
        }
        let _ = writeln!(text, "\n    {} {:?}", finding.message.id, finding.margin);
    }
    for one in &verdict.unplanned {
        let _ = writeln!(text, "beside: {} {}", one.effect, one.evidence.command);
    }
    text
}
