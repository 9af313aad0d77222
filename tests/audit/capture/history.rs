//! Histories: PSReadLine's file, and what `Get-History` exports.

use super::encoding::{Encoding, Ends};
use super::{Page, Recording, Sitting};

/// How a history is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) kind: Kind,
}

/// The kinds of history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `ConsoleHost_history.txt`: lines alone.
    ReadLine,
    /// `Export-Clixml`: with times and status.
    Clixml,
    /// `Export-Csv`, with commas and an American date.
    CsvComma,
    /// `Export-Csv -UseCulture`, with semicolons and a German date.
    CsvSemicolon,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [
        Self::ReadLine,
        Self::Clixml,
        Self::CsvComma,
        Self::CsvSemicolon,
    ];
}

/// The sittings as one history.
pub(super) fn record(stem: &str, form: Form, sittings: &[Sitting]) -> Recording {
    let mut page = Page::default();
    let inputs = sittings.iter().flat_map(|sitting| &sitting.inputs);
    let (name, encoding, ends) = match form.kind {
        Kind::ReadLine => {
            for input in inputs {
                let act = input.act.as_ref().map(|(id, _)| *id);
                page.mark(&input.typed.replace('\n', "`\n"), act);
            }
            let name = format!("{stem}/ConsoleHost_history.txt");
            (name, Encoding::Utf8, Ends::Windows)
        }
        Kind::Clixml => {
            clixml(&mut page, sittings);
            (format!("{stem}.clixml"), Encoding::Utf16Le, Ends::Windows)
        }
        Kind::CsvComma | Kind::CsvSemicolon => {
            let separator = if form.kind == Kind::CsvComma {
                ","
            } else {
                ";"
            };
            let dates = match form.kind {
                Kind::CsvComma => "%-m/%-d/%Y %-I:%M:%S %p",
                _ => "%d.%m.%Y %H:%M:%S",
            };
            page.write("#TYPE Microsoft.PowerShell.Commands.HistoryInfo");
            let row = |fields: [&str; 5]| {
                let quoted = fields.map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
                quoted.join(separator)
            };
            page.write(&row([
                "Id",
                "CommandLine",
                "ExecutionStatus",
                "StartExecutionTime",
                "EndExecutionTime",
            ]));
            for (number, input) in inputs.enumerate() {
                let act = input.act.as_ref().map(|(id, _)| *id);
                let time = input.at.strftime(dates).to_string();
                let number = (number + 1).to_string();
                page.mark(
                    &row([&number, &input.typed, "Completed", &time, &time]),
                    act,
                );
            }
            (format!("{stem}.csv"), Encoding::Utf8Bom, Ends::Windows)
        }
    };
    Recording {
        name,
        bytes: encoding.bytes(&page.lines, ends),
        marks: page.marks,
    }
}

fn clixml(page: &mut Page, sittings: &[Sitting]) {
    page.write(
        "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">",
    );
    let inputs = sittings.iter().flat_map(|sitting| &sitting.inputs);
    for (number, input) in inputs.enumerate() {
        let text = input
            .typed
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\n', "_x000A_");
        let kind = match number {
            0 => {
                "<TN RefId=\"0\">\n      <T>Microsoft.PowerShell.Commands.HistoryInfo</T>\n      <T>System.Object</T>\n    </TN>"
            }
            _ => "<TNRef RefId=\"0\" />",
        };
        let time = input.at.strftime("%Y-%m-%dT%H:%M:%S.923608+01:00");
        let object = format!(
            "  <Obj RefId=\"{0}\">\n    {kind}\n    <ToString>{text}</ToString>\n    <Props>\n      <I64 N=\"Id\">{1}</I64>\n      <S N=\"CommandLine\">{text}</S>\n      <Obj N=\"ExecutionStatus\" RefId=\"{2}\">\n        <ToString>Completed</ToString>\n        <I32>4</I32>\n      </Obj>\n      <DT N=\"StartExecutionTime\">{time}</DT>\n      <DT N=\"EndExecutionTime\">{time}</DT>\n    </Props>\n  </Obj>",
            2 * number,
            number + 1,
            2 * number + 1,
        );
        page.mark(&object, input.act.as_ref().map(|(id, _)| *id));
    }
    page.write("</Objs>");
}
