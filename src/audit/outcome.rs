//! What an output shows: the states that a plan waits for, a line, or nothing.
//!
//! Records are read in every shape in which PowerShell shows objects: a table, a list, and the
//! one-line form of a collection (`{Name:[State,State], …}`).

use crate::capture::Whole;
use crate::runbook::{OutcomeRule, Records};

/// What an output shows of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is there. The tolerated values that were needed for that, by their place in the rule.
    Reached(Vec<usize>),
    /// It is not there, and what is there instead, as printed.
    NotYet(Vec<Shown>),
    /// A state that means failure.
    Failed(Vec<Shown>),
    /// The output is not there, or too little of it.
    Unseen,
}

/// What an output shows, and on which of its lines, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// As printed: `ConfServices.DataConf ExportStatus NonSteadyState`.
    pub(super) text: String,
    /// The line.
    pub(super) line: usize,
}

/// Judges one output that is shared by so many acts, in their order.
pub(super) fn judge(
    rule: &OutcomeRule,
    line: Option<&str>,
    text: &str,
    whole: Whole,
    acts: usize,
) -> Vec<Seen> {
    if whole == Whole::Never {
        return vec![Seen::Unseen; acts];
    }
    match rule {
        OutcomeRule::Records(rule) => records(rule, text, whole, acts),
        OutcomeRule::Line(_) => {
            let wanted = line.unwrap_or_default();
            vec![self::line(wanted, text, whole); acts]
        }
        OutcomeRule::Silence => vec![silence(text, whole); acts],
    }
}

fn line(wanted: &str, text: &str, whole: Whole) -> Seen {
    let mut lines = text.lines().map(str::trim);
    if lines.any(|line| line.eq_ignore_ascii_case(wanted.trim())) {
        return Seen::Reached(Vec::new());
    }
    if whole == Whole::CutOff || text.trim().is_empty() {
        return Seen::Unseen;
    }
    // What stands in its place: the line with the same beginning, or else the first one.
    let start = wanted.split_inclusive(['=', ':']).next().unwrap_or(wanted);
    let lines = || text.lines().map(str::trim).enumerate();
    let instead = lines()
        .find(|(_, line)| line.starts_with(start))
        .or_else(|| lines().find(|(_, line)| !line.is_empty()));
    Seen::NotYet(
        instead
            .map(|(at, text)| shown(text, at))
            .into_iter()
            .collect(),
    )
}

fn silence(text: &str, whole: Whole) -> Seen {
    let mut lines = text.lines().map(str::trim).enumerate();
    match lines.find(|(_, line)| !line.is_empty()) {
        Some((at, text)) => Seen::Failed(vec![shown(text, at)]),
        None if whole == Whole::Whole => Seen::Reached(Vec::new()),
        None => Seen::Unseen,
    }
}

fn shown(text: &str, line: usize) -> Shown {
    Shown {
        text: text.to_owned(),
        line,
    }
}

/// A record as shown: its name, and the values of the rule's fields where they are shown whole.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    name: String,
    values: Vec<Option<String>>,
    line: usize,
}

fn records(rule: &Records, text: &str, whole: Whole, acts: usize) -> Vec<Seen> {
    let (records, is_cut) = read(rule, text);
    let groups = split(records, acts);
    let Some(groups) = groups else {
        // Which record is of which act can not be told; a failure is one of all of them.
        let all = read(rule, text).0;
        let seen = match judged(rule, &all, true) {
            failed @ Seen::Failed(_) => failed,
            _ => Seen::Unseen,
        };
        return vec![seen; acts];
    };
    let last = groups.len().saturating_sub(1);
    let is_cut = |at: usize| is_cut || (whole == Whole::CutOff && at == last);
    let groups = groups.iter().enumerate();
    groups
        .map(|(at, group)| judged(rule, group, is_cut(at)))
        .collect()
}

/// One group of records an act: a name that comes again begins the next.
fn split(records: Vec<Record>, acts: usize) -> Option<Vec<Vec<Record>>> {
    if acts == 1 {
        // A loop looks again and again: the last look at each record is what counts.
        let mut last: Vec<Record> = Vec::new();
        for record in records {
            match last.iter_mut().find(|other| other.name == record.name) {
                Some(other) => *other = record,
                None => last.push(record),
            }
        }
        return Some(vec![last]);
    }
    let mut groups: Vec<Vec<Record>> = Vec::new();
    for record in records {
        let is_again = groups
            .last()
            .is_none_or(|group| group.iter().any(|other| other.name == record.name));
        if is_again {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(record);
        }
    }
    (groups.len() == acts).then_some(groups)
}

fn judged(rule: &Records, records: &[Record], is_cut: bool) -> Seen {
    let mut failed = Vec::new();
    let mut not_yet = Vec::new();
    let mut tolerated = Vec::new();
    let mut is_unseen = records.is_empty() || is_cut;
    let among =
        |values: &[String], value: &str| values.iter().any(|v| v.eq_ignore_ascii_case(value));
    for record in records {
        for (at, (field, reached)) in rule.reached.iter().enumerate() {
            let Some(value) = &record.values[at] else {
                is_unseen = true;
                continue;
            };
            let means_failure = rule
                .failed
                .iter()
                .any(|(name, values)| name == field && among(values, value));
            let text = || shown(&format!("{} {field} {value}", record.name), record.line);
            if means_failure {
                failed.push(text());
            } else if !among(reached, value) {
                let let_pass = rule.tolerated.iter().position(|tolerated| {
                    tolerated.record.eq_ignore_ascii_case(&record.name)
                        && tolerated.field == *field
                        && tolerated.value.eq_ignore_ascii_case(value)
                });
                match let_pass {
                    Some(at) => tolerated.push(at),
                    None => not_yet.push(text()),
                }
            }
        }
    }
    if !failed.is_empty() {
        Seen::Failed(failed)
    } else if !not_yet.is_empty() {
        Seen::NotYet(not_yet)
    } else if is_unseen {
        Seen::Unseen
    } else {
        tolerated.dedup();
        Seen::Reached(tolerated)
    }
}

/// All records in a text, and whether something of them was visibly cut.
fn read(rule: &Records, text: &str) -> (Vec<Record>, bool) {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader {
        rule,
        found: Vec::new(),
        is_cut: false,
    };
    let mut at = 0;
    while at < lines.len() {
        at = reader
            .table(&lines, at)
            .or_else(|| reader.list(&lines, at))
            .or_else(|| reader.one_line(&lines, at))
            .unwrap_or(at + 1);
    }
    (reader.found, reader.is_cut)
}

struct Reader<'a> {
    rule: &'a Records,
    found: Vec<Record>,
    is_cut: bool,
}

impl Reader<'_> {
    fn fields(&self) -> impl Iterator<Item = &str> {
        self.rule.reached.iter().map(|(field, _)| field.as_str())
    }

    fn value(&mut self, text: &str) -> Option<String> {
        let is_cut = text.ends_with("...") || text.ends_with('…');
        self.is_cut |= is_cut;
        (!is_cut && !text.is_empty()).then(|| text.to_owned())
    }

    /// A table: a line of heads, a line of dashes, and rows up to a blank line.
    fn table(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let heads: Vec<(usize, &str)> = words(lines[at]).collect();
        let is_head = |name: &str| {
            heads
                .iter()
                .position(|(_, head)| head.eq_ignore_ascii_case(name))
        };
        let key = is_head(&self.rule.key)?;
        let fields: Vec<Option<usize>> = self.fields().map(is_head).collect();
        fields.iter().flatten().next()?;
        let dashes = lines.get(at + 1)?;
        let is_rule =
            |line: &str| line.contains('-') && line.chars().all(|c| c == '-' || c.is_whitespace());
        if !is_rule(dashes) {
            return None;
        }
        let mut next = at + 2;
        while let Some(row) = lines.get(next).filter(|row| !row.trim().is_empty()) {
            let cells = cells(row, &heads);
            let cell = |index: usize| cells.get(index).copied().unwrap_or_default().trim();
            let name = cell(key);
            if name.is_empty() {
                break;
            }
            self.is_cut |= name.ends_with("...") || name.ends_with('…');
            let values = fields.iter();
            let values = values
                .map(|index| index.and_then(|index| self.value(cell(index))))
                .collect();
            self.found.push(Record {
                name: name.to_owned(),
                values,
                line: next,
            });
            next += 1;
        }
        Some(next)
    }

    /// A list: `Name : value` on a line each; the key begins a record.
    fn list(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let pair = |line: &str| {
            let (name, value) = line.split_once(':')?;
            let is_name = !name.trim().is_empty() && !name.trim().contains(char::is_whitespace);
            is_name.then(|| (name.trim().to_owned(), value.trim().to_owned()))
        };
        let (name, value) = pair(lines[at])?;
        if !name.eq_ignore_ascii_case(&self.rule.key) || value.is_empty() {
            return None;
        }
        let fields: Vec<String> = self.fields().map(ToOwned::to_owned).collect();
        let mut record = Record {
            name: value,
            values: vec![None; fields.len()],
            line: at,
        };
        let mut next = at + 1;
        while let Some((name, value)) = lines.get(next).and_then(|line| pair(line)) {
            if name.eq_ignore_ascii_case(&self.rule.key) {
                break;
            }
            if let Some(index) = fields.iter().position(|f| f.eq_ignore_ascii_case(&name)) {
                record.values[index] = self.value(&value);
            }
            next += 1;
        }
        self.found.push(record);
        Some(next)
    }

    /// The one-line form of a collection: `{Name:[State,State], …}`, its states in the order of the
    /// rule's fields. It may go on over several lines.
    fn one_line(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let mut rest = lines[at];
        if !rest.contains(":[") {
            return None;
        }
        let width = self.rule.reached.len();
        while let Some(open) = rest.find(":[") {
            let before = &rest[..open];
            let start = before
                .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
                .map_or(0, |at| {
                    at + before[at..].chars().next().map_or(1, char::len_utf8)
                });
            let name = &before[start..];
            let after = &rest[open + 2..];
            let Some(close) = after.find(']') else {
                self.is_cut = true;
                break;
            };
            let states: Vec<&str> = after[..close].split(',').map(str::trim).collect();
            if !name.is_empty() && states.len() == width {
                let values = states.iter().map(|state| self.value(state)).collect();
                self.found.push(Record {
                    name: name.to_owned(),
                    values,
                    line: at,
                });
            }
            rest = &after[close + 1..];
        }
        self.is_cut |= rest.contains("...") || rest.contains('…');
        Some(at + 1)
    }
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// The cells of a row: by blanks where there are as many as heads, else below the heads.
fn cells<'a>(row: &'a str, heads: &[(usize, &str)]) -> Vec<&'a str> {
    let by_blanks: Vec<&str> = row.split_whitespace().collect();
    if by_blanks.len() == heads.len() {
        return by_blanks;
    }
    let starts = heads.iter().map(|(start, _)| *start);
    let ends = starts.clone().skip(1).chain([usize::MAX]);
    starts
        .zip(ends)
        .map(|(start, end)| row.get(start..end.min(row.len())).unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runbook::Tolerated;

    fn steady() -> OutcomeRule {
        let owned = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        OutcomeRule::Records(Records {
            key: "Identity".into(),
            reached: vec![
                ("ExportStatus".into(), owned(&["SteadyState", "FinalState"])),
                ("ImportStatus".into(), owned(&["NormalState"])),
            ],
            failed: vec![
                ("ExportStatus".into(), owned(&["ErrorState"])),
                ("ImportStatus".into(), owned(&["ErrorState"])),
            ],
            tolerated: vec![Tolerated {
                record: "CentralMgmt.CMSMaster".into(),
                field: "ExportStatus".into(),
                value: "NotInitialized".into(),
                in_at_most: 1,
            }],
        })
    }

    fn seen(text: &str) -> Seen {
        judge(&steady(), None, text, Whole::Whole, 1).remove(0)
    }

    const TABLE: &str = "\n\
        Identity                    ExportStatus   ImportStatus\n\
        --------                    ------------   ------------\n\
        UserServices.PresenceFocus  FinalState     NormalState\n\
        ConfServices.DataConf       SteadyState    NormalState\n";

    #[test]
    fn a_table_is_read() {
        assert_eq!(seen(TABLE), Seen::Reached(vec![]));
        let master = format!("{TABLE}CentralMgmt.CMSMaster       NotInitialized NormalState\n");
        assert_eq!(seen(&master), Seen::Reached(vec![0]));
        let backlog = TABLE.replace("SteadyState", "NonSteadyState");
        assert_eq!(
            seen(&backlog),
            Seen::NotYet(vec![shown(
                "ConfServices.DataConf ExportStatus NonSteadyState",
                4
            )])
        );
        let error = TABLE.replace("SteadyState    NormalState", "SteadyState    ErrorState");
        assert_eq!(
            seen(&error),
            Seen::Failed(vec![shown(
                "ConfServices.DataConf ImportStatus ErrorState",
                4
            )])
        );
    }

    #[test]
    fn a_list_is_read() {
        let list = "Identity     : UserServices.PresenceFocus\nExportStatus : SteadyState\n\
                    ImportStatus : NormalState\n\nIdentity     : ConfServices.DataConf\n\
                    ExportStatus : FinalState\nImportStatus : NormalState\n";
        assert_eq!(seen(list), Seen::Reached(vec![]));
        let half = list.rsplit_once("ImportStatus").expect("there").0;
        assert_eq!(seen(half), Seen::Unseen);
    }

    #[test]
    fn the_one_line_form_is_read_and_its_cut_end_seen() {
        let line = "BackupModules : {UserServices.PresenceFocus:[FinalState,NormalState], \
                    ConfServices.DataConf:[SteadyState,NormalState]}";
        assert_eq!(seen(line), Seen::Reached(vec![]));
        let cut = "BackupModules : {UserServices.PresenceFocus:[FinalState,NormalState], Conf...}";
        assert_eq!(seen(cut), Seen::Unseen);
        assert_eq!(
            seen("BackupModules : {UserServices.PresenceFocus:[FinalState…}"),
            Seen::Unseen
        );
    }

    #[test]
    fn two_looks_in_one_output_are_told_apart_by_the_name_that_comes_again() {
        let both = format!("{TABLE}{}", TABLE.replace("SteadyState", "NonSteadyState"));
        let seen = judge(&steady(), None, &both, Whole::Whole, 2);
        assert_eq!(seen[0], Seen::Reached(vec![]));
        assert!(matches!(seen[1], Seen::NotYet(_)));
        let three = judge(&steady(), None, &both, Whole::Whole, 3);
        assert_eq!(three, vec![Seen::Unseen; 3]);
    }

    #[test]
    fn an_output_that_ends_early_is_not_a_success() {
        assert_eq!(
            judge(&steady(), None, TABLE, Whole::CutOff, 1),
            [Seen::Unseen]
        );
        assert_eq!(judge(&steady(), None, "", Whole::Whole, 1), [Seen::Unseen]);
        assert_eq!(
            judge(&steady(), None, TABLE, Whole::Never, 1),
            [Seen::Unseen]
        );
    }

    #[test]
    fn a_line_is_there_or_what_stands_in_its_place_is_named() {
        let line = |text: &str| line("serial=049F", text, Whole::Whole);
        assert_eq!(line("serial=049F\nnotAfter=x"), Seen::Reached(vec![]));
        assert_eq!(
            line("a\nserial=0001\n"),
            Seen::NotYet(vec![shown("serial=0001", 1)])
        );
        assert_eq!(line("\n"), Seen::Unseen);
    }

    #[test]
    fn silence_is_nothing_at_all() {
        assert_eq!(silence("\n", Whole::Whole), Seen::Reached(vec![]));
        assert_eq!(silence("", Whole::CutOff), Seen::Unseen);
        assert_eq!(
            silence("\n2c2\n< x", Whole::Whole),
            Seen::Failed(vec![shown("2c2", 1)])
        );
    }
}
