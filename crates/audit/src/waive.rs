//! Deviations that somebody lets pass: they stay, and count no more.

use jiff::civil::Date;

use super::judge::gravest;
use super::verdict::{Code, Finding, Status, StepResult, Waived};
use runproof_core::diagnostic::{Diagnostic, Location, codes, did_you_mean};
use runproof_model::plan::{Change, Plan, Waiver};

codes! {
    /// A waiver in a change for a code that no audit finds.
    ///
    /// ## Why
    ///
    /// It lets nothing pass, and its author believes that it does.
    ///
    /// ## Example
    ///
    /// `waivers: [{ code: repeats, … }]`
    ///
    /// ## Instead
    ///
    /// Write the code as the audit has it: `repeated`.
    pub UNKNOWN_AUDIT_CODE = "unknown-audit-code", Error;
}

/// What is wrong with the waivers of a change.
pub fn waiver_faults(change: &Change) -> Vec<Diagnostic> {
    let unknown = change
        .waivers
        .iter()
        .filter(|waiver| code(waiver).is_none());
    unknown
        .map(|waiver| {
            let names = Code::ALL.iter().map(|code| code.name());
            Diagnostic::at(
                &UNKNOWN_AUDIT_CODE,
                Location::new(&change.source, waiver.code.span),
                format!("no audit finds `{}`", waiver.code.value),
            )
            .maybe_help(did_you_mean(&waiver.code.value, names))
        })
        .collect()
}

fn code(waiver: &Waiver) -> Option<Code> {
    Code::ALL
        .into_iter()
        .find(|code| code.name() == waiver.code.value)
}

/// Lets findings pass that the change waives on that day.
pub(super) fn waive(
    plan: &Plan<'_>,
    findings: &mut [Finding],
    steps: &mut [StepResult],
    today: Date,
) {
    let waivers = plan.change.map_or(&[][..], |change| &change.waivers);
    for finding in findings.iter_mut() {
        let step = finding.step.map(|at| plan.steps[at].id);
        let waiver = waivers.iter().find(|waiver| {
            code(waiver) == Some(finding.code)
                && today <= waiver.until
                && waiver.step.as_ref().is_none_or(|own| step == Some(own))
                && waiver.binding.iter().all(|(name, value)| {
                    let mut items = finding.binding.iter();
                    items.any(|(item, its)| item == name && its.eq_ignore_ascii_case(value))
                })
        });
        finding.waived = waiver.map(|waiver| Waived {
            reason: waiver.reason.clone(),
            by: waiver.by.clone(),
            until: waiver.until.to_string(),
        });
    }
    for (at, step) in steps.iter_mut().enumerate() {
        for occurrence in &mut step.occurrences {
            let own = findings.iter().filter(|finding| {
                finding.step == Some(at)
                    && (finding.binding.is_empty() || finding.binding == occurrence.binding)
            });
            let all: Vec<Status> = own
                .filter(|_| matches!(occurrence.status, Status::Found(_)))
                .map(|finding| match finding.waived {
                    Some(_) => Status::Waived(finding.code),
                    None => Status::Found(finding.code),
                })
                .collect();
            if all.iter().any(|status| matches!(status, Status::Waived(_)))
                && let Some(status) = gravest(&all)
            {
                occurrence.status = status;
            }
        }
        if let Some(status) = gravest(step.occurrences.iter().map(|one| &one.status)) {
            step.status = status;
        }
    }
}
