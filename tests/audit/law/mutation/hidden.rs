//! What was printed and is not the command's own, or was not printed at all.

use runproof_audit::Code;

use super::{Deserved, Make, Mutation, Needs, Scene, of};
use crate::law::change::SERIAL;
use crate::law::definition::Shell;

const UNSEEN: &[Code] = &[Code::OutcomeUnseen];
/// A command that may not have been run.
const UNPROVEN: &[Code] = &[Code::NoEvidence, Code::Missing, Code::OutcomeUnseen];

pub(super) fn all() -> Vec<Mutation> {
    let mut all: Vec<Mutation> = of(POWERSHELL, Shell::Powershell, Needs::All).collect();
    all.extend(of(UNIX, Shell::Bash, Needs::All));
    all
}

fn status(text: &str) -> bool {
    text.starts_with("Get-CsBackup")
}

fn served(text: &str) -> bool {
    text.contains("s_client")
}

fn any(text: &str) -> bool {
    !served(text) && !text.starts_with("openssl") && !text.starts_with("diff")
}

/// Every try within another line, with what the last of them printed, or with nothing.
fn wrapped(
    scene: &mut Scene<'_>,
    is: fn(&str) -> bool,
    line: &str,
    prints: Prints,
    codes: &[Code],
) -> Option<Deserved> {
    let tries = scene.command(is)?;
    let said = match prints {
        Prints::Same => scene.said(&tries),
        Prints::Nothing => Vec::new(),
        Prints::Serial => vec![format!("serial={SERIAL}")],
    };
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let text = line.replace("{}", &scene.text(&tries));
    // What was seen before does not count for what was not seen at last.
    let deserved = scene.deserves(&tries, codes);
    for at in tries.0.clone() {
        scene.retype(&super::Tries(vec![at]), text.clone(), &said);
    }
    Some(deserved)
}

enum Prints {
    Same,
    Nothing,
    Serial,
}

const POWERSHELL: &[(&str, Make)] = &[
    ("sunk, and an old file shown", |scene| {
        wrapped(
            scene,
            status,
            "{} | Out-Null; Get-Content C:\\Temp\\old.txt",
            Prints::Same,
            UNSEEN,
        )
    }),
    ("kept in a variable", |scene| {
        wrapped(scene, status, "$s = {}", Prints::Nothing, UNSEEN)
    }),
    ("written to a file, and another shown", |scene| {
        wrapped(
            scene,
            status,
            "{} > C:\\Temp\\new.txt; type C:\\Temp\\old.txt",
            Prints::Same,
            UNSEEN,
        )
    }),
    ("only what is steady", |scene| {
        wrapped(
            scene,
            status,
            "{} | Where-Object ExportStatus -eq 'SteadyState'",
            Prints::Same,
            UNSEEN,
        )
    }),
    ("only the first", |scene| {
        wrapped(
            scene,
            status,
            "{} | Select-Object -First 1",
            Prints::Same,
            UNSEEN,
        )
    }),
    ("only the lines that say so", |scene| {
        wrapped(
            scene,
            status,
            "{} | Out-String -Stream | Select-String Steady",
            Prints::Same,
            UNSEEN,
        )
    }),
    ("a simulation", |scene| {
        let tries = scene.command(|text| text.starts_with("Start-Cs"))?;
        let text = format!("{} -WhatIf", scene.text(&tries));
        scene.retype(
            &tries,
            text,
            &["What if: Performing the operation \"Start-CsWindowsService\" on target \"LYNCBACKUP\"."],
        );
        Some(scene.deserves(&tries, &[Code::Simulated]))
    }),
    ("a simulation by default", |scene| {
        let tries = scene.command(|text| text.starts_with("Start-Cs"))?;
        let text = format!(
            "$PSDefaultParameterValues['*:WhatIf'] = $true; {}",
            scene.text(&tries)
        );
        scene.retype(
            &tries,
            text,
            &["What if: Performing the operation \"Start-CsWindowsService\" on target \"LYNCBACKUP\"."],
        );
        Some(scene.deserves(&tries, &[Code::Simulated]))
    }),
    ("a simulation that only its output shows", |scene| {
        let tries = scene.command(|text| text.starts_with("Start-Cs"))?;
        scene.answer(
            &tries,
            &["WhatIf: Ausführen des Vorgangs \"Start-CsWindowsService\" für das Ziel \"LYNCBACKUP\"."],
        );
        Some(scene.deserves(&tries, &[Code::Simulated, Code::OutcomeUnseen]))
    }),
];

const UNIX: &[(&str, Make)] = &[
    ("the serial printed by hand", |scene| {
        wrapped(
            scene,
            served,
            "{} >/dev/null; echo serial=049F2B71C30A115E",
            Prints::Serial,
            UNSEEN,
        )
    }),
    ("the serial put in its place", |scene| {
        wrapped(
            scene,
            served,
            "{} | sed 's/.*/serial=049F2B71C30A115E/'",
            Prints::Serial,
            UNSEEN,
        )
    }),
    ("nothing let through", |scene| {
        wrapped(scene, served, "{} | head -0", Prints::Nothing, UNSEEN)
    }),
    ("kept in a variable", |scene| {
        wrapped(scene, served, "s=$({})", Prints::Nothing, UNSEEN)
    }),
    ("silence of errors", |scene| {
        wrapped(
            scene,
            |text| text.starts_with("diff"),
            "{} 2>/dev/null",
            Prints::Nothing,
            UNSEEN,
        )
    }),
    ("silence of a file", |scene| {
        wrapped(
            scene,
            |text| text.starts_with("diff"),
            "{} > /tmp/differences",
            Prints::Nothing,
            UNSEEN,
        )
    }),
    ("behind `false`", |scene| {
        wrapped(scene, any, "false && {}", Prints::Nothing, UNPROVEN)
    }),
    ("behind a test", |scene| {
        wrapped(scene, any, "[ 1 = 2 ] && {}", Prints::Nothing, UNPROVEN)
    }),
    ("behind arithmetic", |scene| {
        wrapped(scene, any, "(( 0 )) && {}", Prints::Nothing, UNPROVEN)
    }),
    ("behind a negation", |scene| {
        wrapped(scene, any, "! true && {}", Prints::Nothing, UNPROVEN)
    }),
    ("behind a file's test", |scene| {
        wrapped(
            scene,
            any,
            "test -f /tmp/go && {}",
            Prints::Nothing,
            UNPROVEN,
        )
    }),
    ("behind a search", |scene| {
        wrapped(
            scene,
            any,
            "grep -q go /tmp/plan && {}",
            Prints::Nothing,
            UNPROVEN,
        )
    }),
    ("in a function that nobody calls", |scene| {
        wrapped(scene, any, "later() { {}; }", Prints::Nothing, UNPROVEN)
    }),
    ("in a string", |scene| {
        wrapped(
            scene,
            |text| text.starts_with("shred"),
            "echo '{}'",
            Prints::Nothing,
            UNPROVEN,
        )
    }),
    ("help alone", |scene| {
        wrapped(scene, any, "timeout --help {}", Prints::Nothing, UNPROVEN)
    }),
];
