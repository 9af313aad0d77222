//! A definition by chance: steps by hand and steps with commands, on every computer or from one
//! place, a rolling part, waits, questions, states that are waited for; and the words for it.

use std::fmt::Write as _;

use crate::dice::Dice;

/// The shell that a definition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shell {
    Powershell,
    Bash,
}

/// A definition as it is written: YAML, and the catalog of its words.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) yaml: String,
    pub(crate) words: String,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// By hand, once.
    Hand,
    /// By hand, on every computer.
    HandEach,
    /// Commands, once.
    Once,
    /// Commands, for every computer.
    Each,
    /// A look for every computer, until a state is reached.
    Look,
}

/// A definition of that seed.
pub(crate) fn written(seed: u64, shell: Shell) -> Written {
    let mut dice = Dice::new(seed + 3000);
    let mut yaml = format!(
        "format: runproof/runbook/1\nid: generated\nrevision: 1.0.0\nlanguage: en\nshell: {}\n\
         variants:\n  one: {{ unit: app }}\nparameters:\n  hosts: {{ list: host, type: host, at_least: 1 }}\n\
         questions: [needed]\nsteps:\n",
        match shell {
            Shell::Powershell => "powershell",
            Shell::Bash => "bash",
        }
    );
    let mut words =
        "title = A procedure\nproduct = A product\nsummary = What it does.\nprocedure = Steps\n"
            .to_owned();
    let count = 3 + dice.below(7);
    let kinds: Vec<Does> = (0..count)
        .map(|_| {
            dice.one_of(&[
                Does::Hand,
                Does::HandEach,
                Does::Once,
                Does::Each,
                Does::Each,
                Does::Each,
                Does::Look,
            ])
        })
        .collect();
    for (number, kind) in kinds.iter().enumerate() {
        step(&mut yaml, number + 1, *kind, shell, &mut dice);
        let _ = writeln!(
            words,
            "s{0} = Do the work of step {0}.\n    .title = Step {0}",
            number + 1
        );
    }
    rolling(&mut yaml, &kinds, &mut dice);
    yaml.push_str("outcomes:\n  is-active:\n    line: active\n");
    words.push_str("is-active = The output must show `active`.\n");
    if shell == Shell::Bash {
        yaml.push_str("commands:\n  systemctl is-active: { effect: reads }\n");
    }
    Written { yaml, words }
}

fn step(yaml: &mut String, number: usize, kind: Does, shell: Shell, dice: &mut Dice) {
    let _ = writeln!(yaml, "  - id: s{number}");
    if matches!(kind, Does::HandEach | Does::Each | Does::Look) {
        yaml.push_str("    for_each: host\n");
        if shell == Shell::Powershell {
            yaml.push_str("    at: { this: host }\n");
        }
    }
    let is_open = kind == Does::Hand && dice.once_in(3);
    if is_open {
        yaml.push_str("    when: needed\n");
    }
    match kind {
        Does::Hand | Does::HandEach => yaml.push_str("    by: hand\n"),
        Does::Look => match shell {
            Shell::Bash => {
                let _ = writeln!(
                    yaml,
                    "    run: ssh {{host}} 'systemctl is-active {{variant.unit}}{number}.service'\n    until: is-active"
                );
            }
            Shell::Powershell => {
                let _ = writeln!(
                    yaml,
                    "    run: systemctl.exe is-active {{variant.unit}}{number}\n    until: is-active"
                );
            }
        },
        Does::Once | Does::Each => {
            let commands = 1 + dice.below(3);
            if commands == 1 {
                let _ = writeln!(yaml, "    run: {}", command(number, 0, kind, shell, dice));
                return;
            }
            yaml.push_str("    commands:\n");
            for part in 0..commands {
                let _ = writeln!(
                    yaml,
                    "      - run: {}",
                    command(number, part, kind, shell, dice)
                );
            }
        }
    }
}

/// A command that prints nothing when it works; no two of a definition are the same.
fn command(number: usize, part: usize, kind: Does, shell: Shell, dice: &mut Dice) -> String {
    let name = format!("{{variant.unit}}{number}x{part}");
    match (shell, kind) {
        (Shell::Bash, Does::Each) => dice.one_of(&[
            format!("ssh {{host}} 'sudo systemctl restart {name}.service'"),
            format!("ssh {{host}} 'sudo cp -p /etc/{name}.conf /etc/{name}.conf.old'"),
            format!("ssh {{host}} 'sudo rm -f /var/tmp/{name}'"),
            format!("scp -q /srv/{name}.tar {{host}}:{name}.tar"),
        ]),
        (Shell::Bash, _) => dice.one_of(&[
            format!("cp -p /srv/{name}.tar /srv/{name}.tar.old"),
            format!("rm -f /srv/{name}.old"),
            format!("mkdir -p /srv/{name}"),
        ]),
        (Shell::Powershell, _) => dice.one_of(&[
            format!("Restart-Service -Name {name}"),
            format!("Set-Service -Name {name} -StartupType Automatic"),
            format!("Copy-Item -Path C:\\Source\\{name}.xml -Destination C:\\App"),
            format!("Remove-Item -Path C:\\Temp\\{name}.log"),
        ]),
    }
}

/// A rolling part over steps that are all for every computer, if there are some beside each other.
fn rolling(yaml: &mut String, kinds: &[Does], dice: &mut Dice) {
    if dice.once_in(3) {
        return;
    }
    let is_each = |kind: &Does| matches!(kind, Does::HandEach | Does::Each | Does::Look);
    let Some(from) = kinds.iter().position(is_each) else {
        return;
    };
    let to = from
        + kinds[from..]
            .iter()
            .take_while(|kind| is_each(kind))
            .count();
    if to - from < 2 {
        return;
    }
    let _ = writeln!(
        yaml,
        "rolling:\n  - {{ id: one-at-a-time, each: host, from: s{}, to: s{to} }}",
        from + 1
    );
}
