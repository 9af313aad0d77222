//! What a translation lacks: it is written in addition, and the steps after it have other numbers.

use super::compare::Found;
use super::lines::{self, Kind};
use super::{DifferenceKind, Input};
use crate::import::model::{Effect, Remark};

/// What one page lacks, by what the import says of it.
pub(super) struct Lacking<'r> {
    /// The lines of other pages that this one lacks, and the remark that says so, in order.
    lines: Vec<(Kind, &'r Remark)>,
    /// The remark on the last lacking step that was met.
    step: Option<&'r Remark>,
}

impl<'r> Lacking<'r> {
    pub(super) fn of(input: &Input<'_>, pages: &[Input<'_>], remarks: &'r [Remark]) -> Self {
        let own = input.page.source.name();
        let mut lacking = Self {
            lines: Vec::new(),
            step: None,
        };
        let mut about: Vec<&Remark> = Vec::new();
        about.extend(
            remarks
                .iter()
                .filter(|r| matches!(&r.effect, Effect::Lacking(page) if page == own)),
        );
        if about.is_empty() {
            return lacking;
        }
        for page in pages {
            let name = page.page.source.name();
            let here = about.iter().filter_map(|remark| {
                let at = remark.location.as_ref()?;
                (at.source.name() == name).then_some((at.span, *remark))
            });
            let here: Vec<_> = here.collect();
            if here.is_empty() {
                continue;
            }
            for line in lines::lines(page.page) {
                let remark = here
                    .iter()
                    .find(|(span, _)| span.start <= line.span.start && line.span.end <= span.end);
                if let Some((_, remark)) = remark {
                    lacking.lines.push((line.kind, remark));
                }
            }
        }
        lacking
    }

    /// What explains a difference: an added line is one that the page lacks, and behind a step that
    /// it lacks numbers are others.
    pub(super) fn explanation(&mut self, found: &Found) -> Option<String> {
        let remark = match found.difference.kind {
            DifferenceKind::Added => {
                let is_it = |(kind, _): &(Kind, &Remark)| kind.is_like(found.of);
                let at = self.lines.iter().position(is_it)?;
                let (kind, remark) = self.lines.remove(at);
                if matches!(kind, Kind::Step(_)) {
                    self.step = Some(remark);
                }
                remark
            }
            DifferenceKind::Structure if matches!(found.of, Kind::Step(_)) => self.step?,
            _ => return None,
        };
        Some(remark.message.clone())
    }
}
