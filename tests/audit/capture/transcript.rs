//! `Start-Transcript` of every generation.

use jiff::civil::DateTime;

use super::encoding::{Encoding, Ends, gzip};
use super::{Input, Page, Recording, Sitting, bound};
use crate::tongue::{Labels, Tongue};

/// How a transcript is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) generation: Generation,
    pub(crate) tongue: Tongue,
    /// `-IncludeInvocationHeader`.
    pub(crate) has_times: bool,
    /// Whether it was stopped, and not killed.
    pub(crate) has_footer: bool,
    pub(crate) encoding: Encoding,
    pub(crate) ends: Ends,
    pub(crate) prompt: Prompt,
    pub(crate) packing: Packing,
}

/// The generations of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generation {
    /// Windows PowerShell 2.0 to 4.0: five lines.
    Legacy,
    /// 5.1 of Server 2016: without a configuration's name.
    Five2016,
    /// 5.1 of Server 2019 and later.
    Five2019,
    /// PowerShell 7.
    Seven,
    /// PowerShell 7 with `-UseMinimalHeader`: only the time.
    Minimal,
}

impl Generation {
    pub(crate) const ALL: [Self; 5] = [
        Self::Five2019,
        Self::Five2016,
        Self::Legacy,
        Self::Seven,
        Self::Minimal,
    ];

    /// Whether it was ever seen in that language.
    pub(crate) fn speaks(self, tongue: Tongue) -> bool {
        match self {
            Self::Five2016 | Self::Five2019 => true,
            Self::Legacy | Self::Minimal => tongue == Tongue::En,
            Self::Seven => matches!(tongue, Tongue::En | Tongue::De | Tongue::Fr),
        }
    }
}

/// The prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// `PS C:\Users\uc.admin> `
    Standard,
    /// With the time before it.
    Clock,
    /// The folder on a line of its own.
    TwoLines,
    /// What an endpoint logs of a remote session: commands with their parameters bound.
    Endpoint,
}

/// Whether the file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
}

impl Form {
    /// Of Server 2019, in English, with times.
    pub(crate) const PLAIN: Self = Self {
        generation: Generation::Five2019,
        tongue: Tongue::En,
        has_times: true,
        has_footer: true,
        encoding: Encoding::Utf8Bom,
        ends: Ends::Windows,
        prompt: Prompt::Standard,
        packing: Packing::Plain,
    };

    fn labels(self) -> Labels {
        match self.generation {
            Generation::Seven | Generation::Minimal => self.tongue.core(),
            _ => self.tongue.windows(),
        }
    }
}

const STARS: &str = "**********************";

/// The sittings as one file.
pub(super) fn record(stem: &str, form: Form, sittings: &[Sitting]) -> Recording {
    let mut page = Page::default();
    for sitting in sittings {
        header(&mut page, form, sitting, stem);
        for input in &sitting.inputs {
            entry(&mut page, form, input);
        }
        if form.has_footer {
            footer(&mut page, form, sitting);
        }
    }
    let mut bytes = form.encoding.bytes(&page.lines, form.ends);
    let mut name = format!("{stem}.txt");
    if form.packing == Packing::Gzip {
        bytes = gzip(&bytes);
        name.push_str(".gz");
    }
    Recording {
        name,
        bytes,
        marks: page.marks,
    }
}

fn header(page: &mut Page, form: Form, sitting: &Sitting, stem: &str) {
    let labels = form.labels();
    let start = stamp(sitting.start);
    let machine = sitting.machine.computer();
    let user = sitting.user;
    let system = match form.generation {
        Generation::Legacy => "Microsoft Windows NT 6.3.9600.0",
        Generation::Five2016 => "Microsoft Windows NT 10.0.14393.0",
        _ => "Microsoft Windows NT 10.0.17763.0",
    };
    page.write(STARS);
    match form.generation {
        Generation::Legacy => {
            page.write("Windows PowerShell Transcript Start");
            page.write(&format!("Start time: {start}"));
            page.write(&format!("Username  : {user} "));
            page.write(&format!("Machine\t  : {machine} ({system}) "));
            page.write(STARS);
            // The console breaks its lines where it ends.
            let started = format!(
                "Transcript started, output file is C:\\Users\\uc.admin\\Documents\\PowerShell_transcript.{start}.txt"
            );
            let (line, rest) = started.split_at(80);
            page.write(line);
            page.write(rest);
        }
        Generation::Minimal => {
            page.write(labels.start);
            page.write(&format!("{}{start}", labels.start_time));
            page.write(STARS);
        }
        Generation::Five2016 | Generation::Five2019 | Generation::Seven => {
            page.write(labels.start);
            page.write(&format!("{}{start}", labels.start_time));
            page.write(&format!("{}{user}", labels.user));
            page.write(&format!("{}{user}", labels.run_as));
            if form.generation != Generation::Five2016 {
                page.write(&format!(
                    "{}{}",
                    labels.configuration,
                    match form.prompt {
                        Prompt::Endpoint => "Microsoft.PowerShell",
                        _ => "",
                    }
                ));
            }
            page.write(&format!("{}{machine} ({system})", labels.machine));
            let application = match (form.generation, form.prompt) {
                (_, Prompt::Endpoint) => r"C:\Windows\system32\wsmprovhost.exe -Embedding",
                (Generation::Seven, _) => r"C:\Program Files\PowerShell\7\pwsh.dll",
                _ => r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe",
            };
            page.write(&format!("{}{application}", labels.application));
            page.write(&format!("{}6456", labels.process));
            page.write(match form.generation {
                Generation::Seven => {
                    "PSVersion: 7.4.6\nPSEdition: Core\nGitCommitId: 7.4.6\nOS: Microsoft Windows 10.0.17763\nPlatform: Win32NT\nPSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1, 6.0, 7.0\nPSRemotingProtocolVersion: 2.3\nSerializationVersion: 1.1.0.1\nWSManStackVersion: 3.0"
                }
                Generation::Five2016 => {
                    "PSVersion: 5.1.14393.2273\nPSEdition: Desktop\nPSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1.14393.2273\nCLRVersion: 4.0.30319.42000\nBuildVersion: 10.0.14393.2273\nWSManStackVersion: 3.0\nPSRemotingProtocolVersion: 2.3\nSerializationVersion: 1.1.0.1"
                }
                _ => {
                    "PSVersion: 5.1.17763.1852\nPSEdition: Desktop\nPSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1.17763.1852\nBuildVersion: 10.0.17763.1852\nCLRVersion: 4.0.30319.42000\nWSManStackVersion: 3.0\nPSRemotingProtocolVersion: 2.3\nSerializationVersion: 1.1.0.1"
                }
            });
            page.write(STARS);
            if form.prompt != Prompt::Endpoint {
                let [before, after] = labels.started;
                page.write(&format!("{before}C:\\Transcripts\\{stem}.txt{after}"));
            }
        }
    }
}

fn footer(page: &mut Page, form: Form, sitting: &Sitting) {
    let labels = form.labels();
    page.write(STARS);
    page.write(match form.generation {
        Generation::Legacy => "Windows PowerShell Transcript End",
        _ => labels.end,
    });
    page.write(&format!("{}{}", labels.end_time, stamp(sitting.end)));
    page.write(STARS);
}

fn entry(page: &mut Page, form: Form, input: &Input) {
    if form.has_times {
        page.write(STARS);
        page.write(&format!("{}{}", form.labels().command, stamp(input.at)));
        page.write(STARS);
    }
    let act = input.act.as_ref().map(|(id, _)| *id);
    let folder = &input.folder;
    let typed = match form.generation {
        // Without PSReadLine the console's own continuation prompt is on the screen.
        Generation::Legacy => input.typed.replace('\n', "\n>> "),
        _ => input.typed.clone(),
    };
    match (input.remote, form.prompt) {
        (Some(host), _) => {
            page.mark(&format!("[{}]: PS {folder}> {typed}", host.full()), act);
        }
        (None, Prompt::Standard) => page.mark(&format!("PS {folder}> {typed}"), act),
        (None, Prompt::Clock) => {
            let time = input.at.strftime("%H:%M:%S");
            page.mark(&format!("[{time}] PS {folder}> {typed}"), act);
        }
        (None, Prompt::TwoLines) => {
            page.write(&format!("{folder}>"));
            page.mark(&format!("PS>{typed}"), act);
        }
        (None, Prompt::Endpoint) => {
            let bound = bound(input).expect("an endpoint is asked for cmdlets alone");
            let text = bound.replace('\n', "\n>> ");
            page.mark(&format!("PS {folder}> {text}"), act);
            page.write(">> CommandInvocation(Out-Default): \"Out-Default\"");
        }
    }
    page.lines.extend(input.said.iter().cloned());
}

/// Local time as transcripts write it.
fn stamp(at: DateTime) -> String {
    at.strftime("%Y%m%d%H%M%S").to_string()
}
