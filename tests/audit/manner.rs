//! Ways to type the same thing in PowerShell.

use crate::hosts::{Host, POOLS};
use crate::scenario::{Earnest, Variant, What};

/// A way to type a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Canonical,
    AnyCase,
    Prefix,
    Colon,
    EnDash,
    Positional,
    SingleQuotes,
    DoubleQuotes,
    Variable,
    Pipeline,
    ForEach,
    ForEachObject,
    SetLocation,
    PushLocation,
    Literal,
    ProgramFiles,
    StartProcess,
    InvokeCommand,
    Splatting,
    Backtick,
    SeveralOnALine,
    Cmd,
    CommonParameter,
    Module,
    CallOperator,
    TrailingComment,
    OutNull,
    ComputerName,
}

/// One thing that is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entered {
    /// The text; several lines where the console let it go on.
    pub(crate) text: String,
    /// Whether it is what carries the act out.
    pub(crate) decides: bool,
    /// The folder that it leads to.
    pub(crate) folder: Option<String>,
}

/// How the states of a pool are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A table, a row for each module.
    Table,
    /// A list of properties for each module.
    List,
    /// All modules on the one line of their property.
    OneLine,
}

impl Shape {
    pub(crate) const ALL: [Self; 3] = [Self::Table, Self::List, Self::OneLine];

    /// What makes PowerShell print them so.
    fn suffix(self) -> &'static str {
        match self {
            Self::Table => " | Select-Object -ExpandProperty BackupModules",
            Self::List => " | Select-Object -ExpandProperty BackupModules | Format-List",
            Self::OneLine => "",
        }
    }
}

/// What is typed, before anybody chose how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typing<'a> {
    pub(crate) what: &'a What,
    /// Where it takes effect.
    pub(crate) on: Host,
    pub(crate) variant: Variant,
    pub(crate) shape: Shape,
}

impl Manner {
    pub(crate) const ALL: [Self; 28] = [
        Self::Canonical,
        Self::AnyCase,
        Self::Prefix,
        Self::Colon,
        Self::EnDash,
        Self::Positional,
        Self::SingleQuotes,
        Self::DoubleQuotes,
        Self::Variable,
        Self::Pipeline,
        Self::ForEach,
        Self::ForEachObject,
        Self::SetLocation,
        Self::PushLocation,
        Self::Literal,
        Self::ProgramFiles,
        Self::StartProcess,
        Self::InvokeCommand,
        Self::Splatting,
        Self::Backtick,
        Self::SeveralOnALine,
        Self::Cmd,
        Self::CommonParameter,
        Self::Module,
        Self::CallOperator,
        Self::TrailingComment,
        Self::OutNull,
        Self::ComputerName,
    ];

    /// What is entered; `None` where the command can not be typed so.
    pub(crate) fn of(self, typing: Typing<'_>) -> Option<Vec<Entered>> {
        match typing.what {
            What::Bootstrapper(folder, switch) => {
                let arguments = switch.map(|switch| format!(" {switch}"));
                self.program(&folder.path(), "Bootstrapper.exe", arguments, typing.on)
            }
            What::Update => {
                let program = match typing.variant {
                    Variant::Lync2013 => "LyncServerUpdateInstaller.exe",
                    _ => "SkypeServerUpdateInstaller.exe",
                };
                self.program(r"D:\Updates\July 2021", program, None, typing.on)
            }
            What::Start(service, earnest) => {
                let mut cmdlet = Cmdlet::new("Start-CsWindowsService", "Name", service);
                cmdlet.prefix = "Na";
                cmdlet.is_positional = true;
                cmdlet.has_computer = true;
                cmdlet.simulates = *earnest == Earnest::WhatIf;
                self.cmdlet(&cmdlet, typing)
            }
            What::Sync(pool, module) => {
                let mut cmdlet = Cmdlet::new("Invoke-CsBackupServiceSync", "PoolFqdn", pool);
                cmdlet.module = *module;
                cmdlet.pipes = true;
                self.cmdlet(&cmdlet, typing)
            }
            What::SyncBoth => self.both(typing),
            What::Status(pool) => {
                let mut cmdlet = Cmdlet::new("Get-CsBackupServiceStatus", "PoolFqdn", pool);
                cmdlet.suffix = typing.shape.suffix();
                cmdlet.pipes = true;
                self.cmdlet(&cmdlet, typing)
            }
            What::Line(text) => (self == Self::Canonical).then(|| vec![decides(*text)]),
        }
    }

    fn cmdlet(self, cmdlet: &Cmdlet<'_>, typing: Typing<'_>) -> Option<Vec<Entered>> {
        let Cmdlet {
            name,
            parameter,
            value,
            prefix,
            ..
        } = *cmdlet;
        let rest = cmdlet.rest();
        let plain = format!("{name} -{parameter} {value}{rest}");
        Some(match self {
            Self::Canonical => vec![decides(plain)],
            Self::AnyCase => vec![decides(format!(
                "{} -{} {}{rest}",
                name.to_lowercase(),
                parameter.to_uppercase(),
                alternate(value)
            ))],
            Self::Prefix => vec![decides(format!("{name} -{prefix} {value}{rest}"))],
            Self::Colon => vec![decides(format!("{name} -{parameter}:{value}{rest}"))],
            Self::EnDash => vec![decides(format!("{name} –{parameter} {value}{rest}"))],
            Self::Positional if cmdlet.is_positional => {
                vec![decides(format!("{name} {value}{rest}"))]
            }
            Self::SingleQuotes => vec![decides(format!("{name} -{parameter} '{value}'{rest}"))],
            Self::DoubleQuotes => {
                vec![decides(format!("{name} -{parameter} \"{value}\"{rest}"))]
            }
            Self::Variable => vec![
                prepares(format!("$target = '{value}'")),
                decides(format!("{name} -{parameter} $target{rest}")),
            ],
            Self::Pipeline if cmdlet.pipes => {
                vec![decides(format!("'{value}' | {name}{rest}"))]
            }
            Self::ForEach => vec![decides(format!(
                "foreach ($one in '{value}') {{ {name} -{parameter} $one{rest} }}"
            ))],
            Self::ForEachObject => vec![decides(format!(
                "'{value}' | ForEach-Object {{ {name} -{parameter} $_{rest} }}"
            ))],
            Self::InvokeCommand => vec![decides(format!(
                "Invoke-Command -ComputerName {} {{ {plain} }}",
                typing.on.full()
            ))],
            Self::Splatting => {
                let mut table = format!("{parameter} = '{value}'");
                if let Some(module) = cmdlet.module {
                    table.push_str(&format!("; BackupModule = '{module}'"));
                }
                if cmdlet.simulates {
                    table.push_str("; WhatIf = $true");
                }
                vec![
                    prepares(format!("$how = @{{ {table} }}")),
                    decides(format!("{name} @how{}", cmdlet.suffix)),
                ]
            }
            Self::Backtick => {
                vec![decides(format!("{name} `\n  -{parameter} {value}{rest}"))]
            }
            Self::SeveralOnALine => {
                vec![decides(format!(
                    "Get-Date | Out-Null; {plain}; Get-Location | Out-Null"
                ))]
            }
            Self::CommonParameter => vec![decides(format!(
                "{name} -{parameter} {value}{} -ErrorAction Stop{}",
                cmdlet.own(),
                cmdlet.suffix
            ))],
            Self::Module => vec![decides(format!("{}\\{plain}", typing.variant.module()))],
            Self::CallOperator => {
                vec![decides(format!("& '{name}' -{parameter} {value}{rest}"))]
            }
            Self::TrailingComment => vec![decides(format!("{plain}  # CHG0042137"))],
            Self::ComputerName if cmdlet.has_computer => vec![decides(format!(
                "{plain} -ComputerName {}",
                typing.on.full()
            ))],
            _ => return None,
        })
    }

    fn both(self, _: Typing<'_>) -> Option<Vec<Entered>> {
        let name = "Invoke-CsBackupServiceSync";
        let [first, second] = POOLS;
        Some(match self {
            Self::ForEach => vec![decides(format!(
                "foreach ($pool in '{first}','{second}') {{ {name} -PoolFqdn $pool }}"
            ))],
            Self::ForEachObject => vec![decides(format!(
                "'{first}', '{second}' | % {{ {name} -PoolFqdn $_ }}"
            ))],
            Self::Pipeline => vec![decides(format!("\"{first}\", \"{second}\" | {name}"))],
            Self::SeveralOnALine => vec![decides(format!(
                "{name} -PoolFqdn {first}; {name} -PoolFqdn {second}"
            ))],
            Self::Backtick => vec![decides(format!(
                "foreach ($pool in '{first}',\n    '{second}') {{\n  {name} `\n    -PoolFqdn $pool\n}}"
            ))],
            Self::Variable => vec![
                prepares(format!("$pools = '{first}', '{second}'")),
                decides(format!(
                    "foreach ($pool in $pools) {{ {name} -PoolFqdn $pool }}"
                )),
            ],
            _ => return None,
        })
    }

    fn program(
        self,
        folder: &str,
        name: &str,
        arguments: Option<String>,
        on: Host,
    ) -> Option<Vec<Entered>> {
        let path = format!("{folder}\\{name}");
        let rest = arguments.clone().unwrap_or_default();
        let of_system = path.strip_prefix("C:");
        Some(match self {
            Self::Canonical => match of_system {
                Some(below) => vec![decides(format!("& \"$env:SystemDrive{below}\"{rest}"))],
                None => vec![decides(format!("& \"{path}\"{rest}"))],
            },
            Self::Literal | Self::SingleQuotes => vec![decides(format!("& '{path}'{rest}"))],
            Self::DoubleQuotes => vec![decides(format!("& \"{path}\"{rest}"))],
            Self::AnyCase => vec![decides(format!("& '{}'{rest}", alternate(&path)))],
            Self::ProgramFiles => {
                let below = path.strip_prefix(r"C:\Program Files")?;
                vec![decides(format!("& \"${{env:ProgramFiles}}{below}\"{rest}"))]
            }
            Self::Variable => vec![
                prepares(format!("$program = '{path}'")),
                decides(format!("& $program{rest}")),
            ],
            Self::SetLocation | Self::PushLocation => {
                let verb = match self {
                    Self::SetLocation => "cd",
                    _ => "Push-Location",
                };
                vec![
                    Entered {
                        folder: Some(folder.to_owned()),
                        ..prepares(format!("{verb} '{folder}'"))
                    },
                    decides(format!(".\\{name}{rest}")),
                ]
            }
            Self::StartProcess => {
                let list = arguments.map(|list| format!(" -ArgumentList '{}'", list.trim_start()));
                vec![decides(format!(
                    "Start-Process -FilePath '{path}'{} -Wait",
                    list.unwrap_or_default()
                ))]
            }
            Self::InvokeCommand => vec![decides(format!(
                "Invoke-Command -ComputerName {} -ScriptBlock {{ & '{path}'{rest} }}",
                on.full()
            ))],
            Self::Backtick => vec![decides(format!("& `\n  '{path}'{rest}"))],
            Self::SeveralOnALine => {
                vec![decides(format!(
                    "Get-Date | Out-Null; & '{path}'{rest}; hostname"
                ))]
            }
            Self::Cmd => vec![decides(format!("cmd /c '\"{path}\"{rest}'"))],
            Self::TrailingComment => vec![decides(format!("& '{path}'{rest} # CHG0042137"))],
            Self::OutNull => vec![decides(format!("& '{path}'{rest} | Out-Null"))],
            _ => return None,
        })
    }
}

/// A cmdlet with one parameter that matters.
#[derive(Debug, Clone, Copy)]
struct Cmdlet<'a> {
    name: &'static str,
    parameter: &'static str,
    value: &'a str,
    /// What is enough of the parameter's name.
    prefix: &'static str,
    is_positional: bool,
    has_computer: bool,
    /// Whether the value binds from the pipeline.
    pipes: bool,
    module: Option<&'a str>,
    simulates: bool,
    suffix: &'static str,
}

impl<'a> Cmdlet<'a> {
    fn new(name: &'static str, parameter: &'static str, value: &'a str) -> Self {
        Self {
            name,
            parameter,
            value,
            prefix: "Pool",
            is_positional: false,
            has_computer: false,
            pipes: false,
            module: None,
            simulates: false,
            suffix: "",
        }
    }

    /// Its other parameters.
    fn own(&self) -> String {
        let mut text = String::new();
        if let Some(module) = self.module {
            text.push_str(&format!(" -BackupModule {module}"));
        }
        if self.simulates {
            text.push_str(" -WhatIf");
        }
        text
    }

    /// All that follows the value.
    fn rest(&self) -> String {
        self.own() + self.suffix
    }
}

fn decides(text: impl Into<String>) -> Entered {
    Entered {
        text: text.into(),
        decides: true,
        folder: None,
    }
}

fn prepares(text: impl Into<String>) -> Entered {
    Entered {
        decides: false,
        ..decides(text)
    }
}

/// Every other letter in the other case.
fn alternate(text: &str) -> String {
    let mut upper = false;
    text.chars()
        .map(|letter| {
            upper = !upper;
            if upper {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect()
}
