//! `Get-History` converted to JSON, XML or HTML.

use serde_json::Value;

use super::status;
use super::text::{Found, Read};
use crate::Status;

const CUT_OFF: &str = "the history is cut off";

/// Reads `ConvertTo-Json`.
pub(super) fn json(text: &str) -> Read {
    let mut read = Read::default();
    let lines = places(text, "\"CommandLine\"");
    let rows = match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Array(rows)) => rows,
        Ok(row) => vec![row],
        Err(_) => {
            read.gaps.push((1, CUT_OFF));
            return read;
        }
    };
    for (at, row) in rows.iter().enumerate() {
        let Some(command) = row["CommandLine"].as_str() else {
            continue;
        };
        let mut found = Found {
            start: time(&row["StartExecutionTime"]),
            end: time(&row["EndExecutionTime"]),
            ..Found::default()
        };
        found.item.line = lines.get(at).copied().unwrap_or(1);
        found.item.text = command.replace("\r\n", "\n");
        found.item.status = match &row["ExecutionStatus"] {
            Value::String(name) => status(name),
            // The numbers of .NET's `PipelineState`.
            Value::Number(number) => match number.as_u64() {
                Some(4) => Some(Status::Completed),
                Some(3 | 5) => Some(Status::Failed),
                _ => None,
            },
            _ => None,
        };
        read.found.push(found);
    }
    read
}

/// Windows PowerShell gives a time as an object with its value in it.
fn time(value: &Value) -> String {
    let text = value.as_str().or_else(|| value["value"].as_str());
    text.unwrap_or_default().to_owned()
}

/// Reads `ConvertTo-Xml`.
pub(super) fn xml(text: &str) -> Read {
    const NAME: &str = "<Property Name=\"";
    let mut read = Read::default();
    let mut rest = text;
    let mut line = 1;
    while let Some(at) = rest.find(NAME) {
        line += breaks(&rest[..at]);
        rest = &rest[at + NAME.len()..];
        let name = rest.split('"').next().unwrap_or_default();
        let Some(open) = rest.find('>') else { break };
        if rest[..open].ends_with('/') {
            rest = &rest[open..];
            continue;
        }
        let Some(close) = rest.find("</Property>") else {
            read.gaps.push((line, CUT_OFF));
            break;
        };
        if close < open {
            rest = &rest[close..];
            continue;
        }
        let value = unescaped(&rest[open + 1..close]);
        take(&mut read, name, value, line);
        line += breaks(&rest[..close]);
        rest = &rest[close..];
    }
    read
}

/// Reads `ConvertTo-Html`, as a table or as a list.
pub(super) fn html(text: &str) -> Read {
    let mut read = Read::default();
    let mut names: Vec<String> = Vec::new();
    let mut cells: Vec<(String, u64)> = Vec::new();
    let mut rest = text;
    let mut line = 1;
    let tags = ["<th>", "<td>", "</tr>"];
    while let Some((at, tag)) = tags
        .iter()
        .filter_map(|tag| Some((rest.find(tag)?, *tag)))
        .min()
    {
        line += breaks(&rest[..at]);
        rest = &rest[at + tag.len()..];
        if tag == "</tr>" {
            row(&mut read, &names, &std::mem::take(&mut cells));
            continue;
        }
        let closing = if tag == "<th>" { "</th>" } else { "</td>" };
        let Some(end) = rest.find(closing) else {
            read.gaps.push((line, CUT_OFF));
            break;
        };
        let value = unescaped(&rest[..end]);
        if tag == "<th>" {
            names.push(value);
        } else {
            cells.push((value, line));
        }
        line += breaks(&rest[..end]);
        rest = &rest[end..];
    }
    read
}

fn row(read: &mut Read, names: &[String], cells: &[(String, u64)]) {
    if let [(name, _), (value, line)] = cells
        && names.is_empty()
    {
        take(read, name.trim_end_matches(':'), value.clone(), *line);
        return;
    }
    let mut sorted: Vec<_> = names.iter().zip(cells).collect();
    // An entry begins with its number, wherever that stands.
    sorted.sort_by_key(|(name, _)| name.as_str() != "Id");
    if !cells.is_empty() && names.iter().all(|name| name != "Id") {
        read.found.push(Found::default());
    }
    for (name, (value, line)) in sorted {
        take(read, name, value.clone(), *line);
    }
}

fn take(read: &mut Read, name: &str, value: String, line: u64) {
    if name == "Id" {
        read.found.push(Found::default());
        return;
    }
    let Some(found) = read.found.last_mut() else {
        return;
    };
    match name {
        "CommandLine" => {
            found.item.line = line;
            found.item.text = value;
        }
        "ExecutionStatus" => found.item.status = status(&value),
        "StartExecutionTime" => found.start = value,
        "EndExecutionTime" => found.end = value,
        _ => {}
    }
}

fn places(text: &str, key: &str) -> Vec<u64> {
    let (mut from, mut line) = (0, 1);
    let place = |(at, _): (usize, &str)| {
        line += breaks(&text[from..at]);
        from = at;
        line
    };
    text.match_indices(key).map(place).collect()
}

fn breaks(text: &str) -> u64 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64
}

/// A text of XML or HTML as it was.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let near = rest[at..].char_indices().take(10).find(|(_, c)| *c == ';');
        let Some((end, _)) = near else {
            plain.push('&');
            rest = &rest[at + 1..];
            continue;
        };
        let name = &rest[at + 1..at + end];
        let known = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(|digits| {
                let number = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok(),
                    None => digits.parse().ok(),
                };
                number.and_then(char::from_u32)
            }),
        };
        match known {
            Some(c) => plain.push(c),
            None => plain.push_str(&rest[at..=at + end]),
        }
        rest = &rest[at + end + 1..];
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n")
}
