//! States of records, in every shape in which they are printed.

use super::{Printed, Seen, is_cut, list, one_line, shown, table};
use runproof_capture::Whole;
use runproof_model::runbook::Records;

/// A record as shown: its name, and the values of the rule's fields where they are shown whole.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    name: String,
    values: Vec<Option<String>>,
    line: usize,
}

pub(super) fn judge(rule: &Records, printed: &Printed<'_>) -> Vec<Seen> {
    let acts = printed.acts;
    let (records, is_cut) = read(rule, printed.lines);
    let Some(groups) = split(&records, acts) else {
        // Which record is of which act can not be told; a failure is one of all of them.
        let seen = match judged(rule, &records, true) {
            failed @ Seen::Failed(_) => failed,
            _ => Seen::Unseen,
        };
        return vec![seen; acts];
    };
    let last = groups.len().saturating_sub(1);
    let is_cut = |at: usize| is_cut || (printed.whole == Whole::CutOff && at == last);
    let groups = groups.iter().enumerate();
    groups
        .map(|(at, group)| judged(rule, group, is_cut(at)))
        .collect()
}

/// One group of records an act: a name that comes again begins the next.
fn split(records: &[Record], acts: usize) -> Option<Vec<Vec<Record>>> {
    if acts == 1 {
        // A loop looks again and again: the last look at each record is what counts.
        let mut last: Vec<Record> = Vec::new();
        for record in records {
            match last.iter_mut().find(|other| other.name == record.name) {
                Some(other) => *other = record.clone(),
                None => last.push(record.clone()),
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
            group.push(record.clone());
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
            let Some(value) = record.values.get(at).and_then(Option::as_ref) else {
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

/// All records in lines, and whether something of them was visibly cut.
fn read(rule: &Records, lines: &[&str]) -> (Vec<Record>, bool) {
    let mut reader = Reader {
        rule,
        found: Vec::new(),
        is_cut: false,
    };
    let mut at = 0;
    while at < lines.len() {
        at = reader
            .table(lines, at)
            .or_else(|| reader.list(lines, at))
            .or_else(|| reader.one_line(lines, at))
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

    /// A value, where it is shown whole.
    fn value(&mut self, text: &str) -> Option<String> {
        let is_cut = is_cut(text);
        self.is_cut |= is_cut;
        (!is_cut && !text.is_empty()).then(|| text.to_owned())
    }

    fn table(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let place = |heads: &[String], name: &str| {
            heads
                .iter()
                .position(|head| head.eq_ignore_ascii_case(name))
        };
        let fields: Vec<String> = self.fields().map(str::to_owned).collect();
        let is_head = |heads: &[String]| {
            place(heads, &self.rule.key).is_some()
                && fields.iter().any(|field| place(heads, field).is_some())
        };
        let table = table::read(lines, at, is_head)?;
        let key = place(&table.heads, &self.rule.key)?;
        let places: Vec<Option<usize>> = fields
            .iter()
            .map(|field| place(&table.heads, field))
            .collect();
        for (cells, line) in &table.rows {
            let cell = |index: usize| cells.get(index).map_or("", String::as_str);
            let name = cell(key);
            if name.is_empty() {
                continue;
            }
            self.is_cut |= is_cut(name);
            let values = places
                .iter()
                .map(|index| index.and_then(|index| self.value(cell(index))))
                .collect();
            self.found.push(Record {
                name: name.to_owned(),
                values,
                line: *line,
            });
        }
        Some(table.end)
    }

    /// A list: the key begins a record.
    fn list(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let (first, mut next) = list::joined(lines, at);
        let (name, value) = list::pair(&first)?;
        if !name.eq_ignore_ascii_case(&self.rule.key) || value.is_empty() {
            return None;
        }
        let fields: Vec<String> = self.fields().map(ToOwned::to_owned).collect();
        self.is_cut |= is_cut(value);
        let mut record = Record {
            name: value.to_owned(),
            values: vec![None; fields.len()],
            line: at,
        };
        while next < lines.len() {
            let (line, after) = list::joined(lines, next);
            let Some((name, value)) = list::pair(&line) else {
                break;
            };
            if name.eq_ignore_ascii_case(&self.rule.key) {
                break;
            }
            if let Some(index) = fields.iter().position(|f| f.eq_ignore_ascii_case(name)) {
                record.values[index] = self.value(value);
            }
            next = after;
        }
        self.found.push(record);
        Some(next)
    }

    fn one_line(&mut self, lines: &[&str], at: usize) -> Option<usize> {
        let (line, next) = list::joined(lines, at);
        let (items, is_cut) = one_line::items(&line)?;
        let width = self.rule.reached.len();
        for item in items {
            if !item.name.is_empty() && item.states.len() == width {
                let values = item.states.iter().map(|state| self.value(state)).collect();
                self.found.push(Record {
                    name: item.name.to_owned(),
                    values,
                    line: at,
                });
            }
        }
        self.is_cut |= is_cut;
        Some(next)
    }
}
