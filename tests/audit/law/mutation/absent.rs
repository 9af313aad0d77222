//! What was not done, or not shown to be done.

use runproof_audit::Code;

use super::{Attested, Deserved, Mutation, Needs, Scene};
use crate::law::definition::Shell;
use crate::law::person::Act;

pub(super) fn all() -> Vec<Mutation> {
    let of = |name, only, make| Mutation {
        name,
        only,
        needs: Needs::All,
        make,
    };
    vec![
        of("a command is left out", None, |scene| {
            let tries = scene.command(|_| true)?;
            let deserved = scene.deserves(&tries, &[Code::Missing]);
            scene.remove(&tries);
            // Where nothing else was typed there, there is no capture of it.
            keeps_a_capture(scene, &deserved).then_some(deserved)
        }),
        of("a look is left out", None, |scene| {
            let tries =
                scene.command(|text| text.starts_with("Get-Cs") || text.contains("s_client"))?;
            let deserved = scene.deserves(&tries, &[Code::Missing]);
            scene.remove(&tries);
            Some(deserved)
        }),
        of("the last command is left out", None, |scene| {
            let last = scene
                .night
                .deeds
                .iter()
                .rfind(|deed| deed.step.is_some() && deed.text().is_some())?;
            let text = last.text()?.to_owned();
            let machine = last.machine.clone();
            let tries = scene.command(|other| other == text)?;
            if scene.night.deeds[tries.last()].machine != machine {
                return None;
            }
            let deserved = scene.deserves(&tries, &[Code::Missing]);
            scene.remove(&tries);
            keeps_a_capture(scene, &deserved).then_some(deserved)
        }),
        of("a step by hand that nobody vouches for", None, |scene| {
            let by_hand: Vec<u32> = scene
                .night
                .deeds
                .iter()
                .filter(|deed| matches!(deed.act, Act::Hand))
                .filter_map(|deed| deed.step)
                .filter(|number| {
                    let id = crate::law::stage::step_id(scene.change, *number);
                    // A decision is taken when a later step is carried out; a step behind a question
                    // that nobody answered may not have applied.
                    !matches!(
                        id.as_str(),
                        "deploy-or-continue"
                            | "drain-host"
                            | "return-host"
                            | "create-pools"
                            | "reapply-cumulative-update"
                    )
                })
                .collect();
            if by_hand.is_empty() {
                return None;
            }
            let number = scene.dice.one_of(&by_hand);
            scene.attested = Attested::Without(number);
            Some(Deserved {
                codes: vec![Code::Unattested],
                step: Some(number),
                item: None,
            })
        }),
        of(
            "a computer's captures are lost",
            Some(Shell::Powershell),
            |scene| {
                let tries = scene.command(|text| text.contains("Bootstrapper.exe"))?;
                let machine = scene.night.deeds[tries.last()].machine.clone();
                // Nothing else that counts was done there.
                let alone = scene.night.deeds.iter().all(|deed| {
                    deed.machine != machine
                        || deed.step.is_none()
                        || deed.step == scene.night.deeds[tries.last()].step
                });
                if !alone || scene.change.hosts.len() < 3 {
                    return None;
                }
                let deserved = scene.deserves(&tries, &[Code::NoEvidence]);
                scene.lost = Some(machine);
                Some(deserved)
            },
        ),
        of("shown by `echo` alone", Some(Shell::Bash), |scene| {
            let tries = scene.command(|text| text.starts_with("scp "))?;
            let deserved = scene.deserves(&tries, &[Code::Missing]);
            let text = scene.text(&tries);
            for at in tries.0.clone() {
                let said = [text.as_str()];
                scene.retype(&super::Tries(vec![at]), format!("echo {text}"), &said);
            }
            Some(deserved)
        }),
        of("a comment in its place", None, |scene| {
            let tries =
                scene.command(|text| text.starts_with("shred") || text.starts_with("Start-Cs"))?;
            let deserved = scene.deserves(&tries, &[Code::Missing]);
            let text = scene.text(&tries);
            for at in tries.0.clone() {
                scene.retype(&super::Tries(vec![at]), format!("# {text}"), &[]);
            }
            Some(deserved)
        }),
    ]
}

/// Whether something is still typed where the finding is about.
fn keeps_a_capture(scene: &Scene<'_>, deserved: &Deserved) -> bool {
    match scene.change.runbook.shell() {
        Shell::Bash => true,
        Shell::Powershell => scene.night.deeds.iter().any(|deed| {
            deed.text().is_some()
                && deserved
                    .item
                    .as_ref()
                    .is_none_or(|item| deed.machine == *item || !scene.change.hosts.contains(item))
        }),
    }
}
