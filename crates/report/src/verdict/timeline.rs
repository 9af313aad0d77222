//! When what was done where: a lane for each computer.

use std::collections::HashMap;

use super::clock::{Clock, Instant};
use super::matrix::Mark;
use super::say::Speaker;
use super::tree::{Report, Step, stamp};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use runproof_audit::{Evidence, Verdict};
use runproof_language::Args;

/// The most lanes that are drawn; those with deviations come first.
const MOST_LANES: usize = 60;

/// What a drawing shows. Places are hundredths of a per cent from the left.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// A lane for each computer.
    pub lanes: Vec<Lane>,
    /// Places with a time.
    pub ticks: Vec<(u32, String)>,
    /// The change window, where it begins and how wide it is.
    pub window: Option<(u32, u32)>,
    /// The drawing in a sentence.
    pub description: String,
    /// Which times they are, in a sentence.
    pub zone: String,
}

/// What was done on one computer.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The computer, as captured.
    pub host: String,
    /// Sessions: where they begin and how wide they are.
    pub sessions: Vec<(u32, u32)>,
    /// Commands.
    pub dots: Vec<Dot>,
    /// Whether no capture is from it.
    pub is_uncovered: bool,
}

/// A command.
#[derive(Debug, Clone)]
pub struct Dot {
    /// Where.
    pub at: u32,
    /// What it was to the audit, by the name that style sheets know.
    pub kind: &'static str,
    /// What a pointer on it tells.
    pub title: String,
}

/// The whole width.
const WIDTH: i64 = 10_000;

struct Seen {
    host: String,
    at: i64,
    mark: Mark,
    title: String,
}

impl Timeline {
    /// The time line of a report, where its captures have times.
    pub(super) fn of(report: &Report<'_>, verdict: &Verdict, speaker: Speaker<'_>) -> Option<Self> {
        let clock = Clock::new(report.provenance.timezone.as_deref());
        let seen = seen(report, &clock);
        let read = |text: Option<String>| clock.read(&text?).map(|at| at.seconds());
        let mut sessions: Vec<(String, i64, i64)> = Vec::new();
        for session in report.captures.iter().flat_map(|c| &c.capture.sessions) {
            let start = read(session.start.as_ref().map(stamp));
            let end = read(session.end.as_ref().map(stamp));
            if let (Some(start), Some(host)) = (start, &session.host) {
                // One that was cut off lasted at least until the last command that is seen in it.
                let here = seen.iter().filter(|dot| dot.host == *host);
                let last = here.map(|dot| dot.at).max().unwrap_or(start);
                sessions.push((host.clone(), start, end.unwrap_or(last).max(start)));
            }
        }
        let ends = sessions.iter().flat_map(|(_, start, end)| [*start, *end]);
        let all: Vec<i64> = seen.iter().map(|s| s.at).chain(ends).collect();
        let (first, last) = (*all.iter().min()?, *all.iter().max()?);
        let axis = Axis::over(first, last);
        let window = report.provenance.window.as_ref().and_then(|(start, end)| {
            let start = clock.read(start)?.seconds();
            let end = clock.read(end)?.seconds();
            axis.stretch(start, end)
        });
        let zone = report.provenance.timezone.as_deref();
        let mut args = Args::new();
        let lanes = lanes(&axis, seen, &sessions, verdict);
        args.set("hosts", lanes.len());
        let time = |at| Label::of(zone, at).full;
        args.set("start", time(first));
        args.set("end", time(last));
        let description = speaker.plain("audit-timeline-describes", &args);
        let zone_said = match zone {
            Some(zone) => {
                let mut args = Args::new();
                args.set("timezone", zone);
                speaker.plain("audit-timeline-zone", &args)
            }
            None => speaker.label("audit-timeline-as-captured"),
        };
        Some(Self {
            lanes,
            ticks: axis.ticks(zone),
            window,
            description,
            zone: zone_said,
        })
    }
}

/// Every command that evidences something or was found, the gravest of its marks.
fn seen(report: &Report<'_>, clock: &Clock) -> Vec<Seen> {
    let mut all: Vec<Seen> = Vec::new();
    let mut known: HashMap<(usize, u64, usize), usize> = HashMap::new();
    let mut put = |evidence: &Evidence, mark: Mark, step: Option<&Step<'_>>, said: &str| {
        let at = evidence.time.as_deref().and_then(|time| clock.read(time));
        let Some(at) = at.as_ref().map(Instant::seconds) else {
            return;
        };
        let session = report.session(evidence);
        let host = evidence.host.as_deref();
        let host = host.or_else(|| session?.host.as_deref()).unwrap_or("?");
        let step = step.map_or(String::new(), |step| format!(" · {}", step.heading));
        let time = evidence.time.as_deref().unwrap_or("");
        let title = format!("{time}{step} · {said} · {}", evidence.command);
        let seen = Seen {
            host: host.to_owned(),
            at,
            mark,
            title,
        };
        let key = (evidence.capture, evidence.line, evidence.quoted.mark.start);
        match known.get(&key).and_then(|index| all.get_mut(*index)) {
            Some(before) if before.mark < mark => *before = seen,
            Some(_) => {}
            None => {
                known.insert(key, all.len());
                all.push(seen);
            }
        }
    };
    for step in &report.steps {
        for occurrence in &step.occurrences {
            for evidence in occurrence.evidence {
                // What was found about it is told by the finding's own evidence.
                let mark = Mark::of(occurrence.status).min(Mark::Noted);
                put(evidence, mark, Some(step), &report.words.evidenced);
            }
        }
    }
    for finding in report.findings.iter().chain(&report.waived) {
        let mark = if finding.waived.is_some() {
            Mark::Waived
        } else {
            Mark::of_level(finding.level)
        };
        let step = finding.step.and_then(|index| report.steps.get(index));
        for evidence in finding.evidence {
            put(evidence, mark, step, &finding.code_said);
        }
    }
    all
}

fn lanes(
    axis: &Axis,
    seen: Vec<Seen>,
    sessions: &[(String, i64, i64)],
    verdict: &Verdict,
) -> Vec<Lane> {
    // A computer is known by its first label, in any case.
    let key = |host: &str| {
        let label = host.split('.').next().unwrap_or(host);
        label.to_lowercase()
    };
    let mut lanes: Vec<Lane> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut graver: Vec<Mark> = Vec::new();
    let mut lane = |lanes: &mut Vec<Lane>, host: &str| {
        *known.entry(key(host)).or_insert_with(|| {
            lanes.push(Lane {
                host: host.to_owned(),
                sessions: Vec::new(),
                dots: Vec::new(),
                is_uncovered: false,
            });
            lanes.len() - 1
        })
    };
    for (host, start, end) in sessions {
        let index = lane(&mut lanes, host);
        if let (Some(stretch), Some(lane)) = (axis.stretch(*start, *end), lanes.get_mut(index)) {
            lane.sessions.push(stretch);
        }
    }
    for dot in seen {
        let index = lane(&mut lanes, &dot.host);
        graver.resize(lanes.len(), Mark::NotApplicable);
        if let (Some(lane), Some(gravest)) = (lanes.get_mut(index), graver.get_mut(index)) {
            *gravest = dot.mark.max(*gravest);
            lane.dots.push(Dot {
                at: axis.place(dot.at),
                kind: dot.mark.name(),
                title: dot.title,
            });
        }
    }
    for host in &verdict.uncovered {
        let index = lane(&mut lanes, host);
        if let Some(lane) = lanes.get_mut(index) {
            lane.is_uncovered = lane.sessions.is_empty() && lane.dots.is_empty();
        }
    }
    graver.resize(lanes.len(), Mark::Lacking);
    for lane in &mut lanes {
        // Grave ones are drawn last, over the others.
        lane.dots
            .sort_by_key(|dot| Mark::ALL.iter().position(|m| m.name() == dot.kind));
    }
    if lanes.len() > MOST_LANES {
        let mut order: Vec<usize> = (0..lanes.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(graver.get(*index).copied()));
        order.truncate(MOST_LANES);
        order.sort_unstable();
        let mut index = 0;
        lanes.retain(|_| {
            index += 1;
            order.binary_search(&(index - 1)).is_ok()
        });
    }
    lanes
}

/// Seconds laid over the width.
struct Axis {
    first: i64,
    length: i64,
}

impl Axis {
    /// With a little room at both ends.
    fn over(first: i64, last: i64) -> Self {
        let length = last.saturating_sub(first).max(60);
        let room = length / 40 + 1;
        Self {
            first: first.saturating_sub(room),
            length: length.saturating_add(2 * room),
        }
    }

    fn place(&self, at: i64) -> u32 {
        let from = i128::from(at.saturating_sub(self.first));
        let place = from * i128::from(WIDTH) / i128::from(self.length);
        u32::try_from(place.clamp(0, i128::from(WIDTH))).unwrap_or(0)
    }

    fn stretch(&self, start: i64, end: i64) -> Option<(u32, u32)> {
        let is_seen = end >= self.first && start <= self.first.saturating_add(self.length);
        let (start, end) = (self.place(start), self.place(end));
        is_seen.then_some((start, end.saturating_sub(start)))
    }

    /// Times at full minutes, hours or days: as few as a narrow page holds.
    fn ticks(&self, zone: Option<&str>) -> Vec<(u32, String)> {
        const STEPS: [i64; 14] = [
            60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 604_800,
            2_592_000,
        ];
        const MOST: i64 = 5;
        let longest = STEPS.iter().find(|step| self.length / **step <= MOST);
        let step = longest
            .copied()
            .unwrap_or_else(|| (self.length / MOST).max(1));
        let offset = Label::of(zone, self.first).offset;
        let mut at = (self.first + offset).div_euclid(step) * step - offset + step;
        let mut ticks = Vec::new();
        while at < self.first.saturating_add(self.length) {
            let label = Label::of(zone, at);
            ticks.push((
                self.place(at),
                if step < 86_400 { label.time } else { label.day },
            ));
            at = at.saturating_add(step);
        }
        ticks
    }
}

/// A place on the line, as the change's zone writes it.
struct Label {
    time: String,
    day: String,
    full: String,
    offset: i64,
}

impl Label {
    fn of(zone: Option<&str>, at: i64) -> Self {
        let zone = zone.and_then(|name| TimeZone::get(name).ok());
        let timestamp = Timestamp::from_second(at).unwrap_or_default();
        let zoned = timestamp.to_zoned(zone.unwrap_or(TimeZone::UTC));
        Self {
            time: zoned.strftime("%H:%M").to_string(),
            day: zoned.strftime("%Y-%m-%d").to_string(),
            full: zoned.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            offset: i64::from(zoned.offset().seconds()),
        }
    }
}
