//! How grave a status is, why a step does not apply, and what to do about a finding.

use crate::found::text;
use crate::said::Decisions;
use crate::verdict::{Argument, Code, Level, Message, Status};
use runproof_model::plan::{Act as PlanAct, Applicability, Plan, Reason, Step};

/// How grave a status is.
pub(super) fn grave(status: &Status) -> (u8, i32) {
    match status {
        Status::NotApplicable => (0, 0),
        Status::Evidenced => (1, 0),
        Status::Attested => (2, 0),
        Status::Waived(code) => (3, -(*code as i32)),
        Status::Found(code) => {
            let level = match code.level() {
                Level::Note => 4,
                Level::Inconclusive => 5,
                Level::Error => 6,
            };
            (level, -(*code as i32))
        }
    }
}

pub(crate) fn gravest<'s>(all: impl IntoIterator<Item = &'s Status>) -> Option<Status> {
    all.into_iter().max_by_key(|status| grave(status)).cloned()
}

/// What people call the step of that number: a number, which languages write their own way, or
/// "3.2" where there are several procedures.
pub(super) fn called(plan: &Plan<'_>, number: u32) -> Argument {
    if plan.procedures.len() > 1 {
        Argument::Text(plan.label_of(number))
    } else {
        Argument::Number(i64::from(number))
    }
}

/// Why a step does not apply, or how the change answers its question.
pub(super) fn because(plan: &Plan<'_>, step: &Step<'_>, decisions: &Decisions) -> Option<Message> {
    let answered = |question: &str, given: bool| {
        let mut marked = decisions.answers.iter();
        Message {
            id: match marked.any(|(own, _)| own.as_str() == question) {
                true => "audit-answered-by-mark",
                false => "audit-answered-in-change",
            },
            arguments: vec![("question", text(question)), ("answer", answer(given))],
        }
    };
    match (&step.applicability, &step.act) {
        (Applicability::Never(Reason::Answered { question, answer }), _) => {
            Some(answered(question.as_str(), *answer))
        }
        (Applicability::Never(Reason::Ended { at }), _) => Some(Message {
            id: "doc-na-stopped",
            arguments: vec![("number", called(plan, *at))],
        }),
        (
            _,
            PlanAct::Decide {
                question,
                answer: Some(answer),
                ..
            },
        ) => Some(answered(question.as_str(), *answer)),
        _ => None,
    }
}

/// Yes or no.
pub(crate) fn answer(is_yes: bool) -> Argument {
    Argument::Message(Message {
        id: if is_yes {
            "doc-answer-yes"
        } else {
            "doc-answer-no"
        },
        arguments: Vec::new(),
    })
}

pub(crate) fn advice(code: Code) -> Option<Message> {
    let id = match code {
        Code::Missing => "audit-advice-missing",
        Code::Failed => "audit-advice-failed",
        Code::NotReached => "audit-advice-not-reached",
        Code::WrongArgument => "audit-advice-wrong-argument",
        Code::WrongPath => "audit-advice-wrong-path",
        Code::WrongHost => "audit-advice-wrong-host",
        Code::OutOfOrder => "audit-advice-out-of-order",
        Code::Simulated => "audit-advice-simulated",
        Code::Undone => "audit-advice-undone",
        Code::UnplannedChange => "audit-advice-unplanned-change",
        Code::OutsideWindow => "audit-advice-outside-window",
        Code::NoEvidence => "audit-advice-no-evidence",
        Code::OutcomeUnseen => "audit-advice-outcome-unseen",
        Code::Unattested => "audit-advice-unattested",
        Code::OrderUnproven => "audit-advice-order-unproven",
        Code::Repeated => "audit-advice-repeated",
    };
    Some(Message {
        id,
        arguments: Vec::new(),
    })
}
