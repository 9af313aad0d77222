//! What was done in another way: elsewhere, at another time, with other words, or besides.

use jiff::ToSpan;
use jiff::civil::DateTime;
use runproof_audit::Code;

use super::{Attested, Deserved, Make, Mutation, Needs, Scene, Tries, of};
use crate::law::definition::Shell;
use crate::law::person::Act;

const ARGUMENT: &[Code] = &[Code::WrongArgument];
const HOST: &[Code] = &[Code::WrongHost];

pub(super) fn all() -> Vec<Mutation> {
    let mut all = Vec::new();
    for (table, only, needs) in [
        (POWERSHELL, Shell::Powershell, Needs::All),
        (UNIX, Shell::Bash, Needs::All),
        (POWERSHELL_TIMED, Shell::Powershell, Needs::Times),
        (UNIX_TIMED, Shell::Bash, Needs::Times),
        (BESIDE_POWERSHELL, Shell::Powershell, Needs::All),
        (BESIDE_UNIX, Shell::Bash, Needs::All),
    ] {
        all.extend(of(table, only, needs));
    }
    all
}

fn bootstrapper(text: &str) -> bool {
    text.contains("Bootstrapper.exe")
}

/// Types every try with another word in place of one.
fn replaced(
    scene: &mut Scene<'_>,
    is: fn(&str) -> bool,
    from: &str,
    to: &str,
    codes: &[Code],
) -> Option<Deserved> {
    let tries = scene.command(|text| is(text) && text.contains(from))?;
    let deserved = scene.deserves(&tries, codes);
    let text = scene.text(&tries).replace(from, to);
    scene.retype_all(&tries, &text);
    Some(deserved)
}

/// Types the command of another host's name, in its text.
fn elsewhere(
    scene: &mut Scene<'_>,
    is: fn(&str) -> bool,
    to: &str,
    codes: &[Code],
) -> Option<Deserved> {
    let tries = scene.command(is)?;
    let host = scene.night.deeds[tries.last()].item.clone()?;
    let deserved = scene.deserves(&tries, codes);
    let text = scene.text(&tries).replace(&host, to);
    scene.retype_all(&tries, &text);
    Some(Deserved {
        item: None,
        ..deserved
    })
}

const POWERSHELL: &[(&str, Make)] = &[
    ("another pool", |scene| {
        replaced(
            scene,
            |text| text.starts_with("Invoke-Cs"),
            "pool0",
            "pool7",
            ARGUMENT,
        )
    }),
    ("another service", |scene| {
        replaced(
            scene,
            |text| text.starts_with("Start-Cs"),
            "LYNCBACKUP",
            "RTCSRV",
            ARGUMENT,
        )
    }),
    ("one module alone", |scene| {
        replaced(
            scene,
            |text| text.starts_with("Invoke-Cs"),
            "-PoolFqdn",
            "-BackupModule ConfServices.DataConf -PoolFqdn",
            ARGUMENT,
        )
    }),
    ("a switch too many", |scene| {
        replaced(
            scene,
            bootstrapper,
            "Bootstrapper.exe\"",
            "Bootstrapper.exe\" /BootstrapLocalMgmt",
            ARGUMENT,
        )
    }),
    ("another folder", |scene| {
        replaced(
            scene,
            bootstrapper,
            "\\Deployment\\",
            "\\Deployment\\Old\\",
            &[Code::WrongPath],
        )
    }),
    ("another product", |scene| {
        let from = match scene.change.variant {
            "sfb-2015" => "Server 2015",
            "sfb-2019" => "Server 2019",
            _ => "Server 2013",
        };
        replaced(scene, bootstrapper, from, "Server 2010", &[Code::WrongPath])
    }),
    ("another computer by its parameter", |scene| {
        let tries = scene.command(|text| text.starts_with("Start-Cs"))?;
        let deserved = scene.deserves(&tries, HOST);
        let text = format!("{} -ComputerName fe99.contoso.com", scene.text(&tries));
        scene.retype(&tries, text, &[]);
        Some(deserved)
    }),
    ("on another computer", |scene| {
        let tries = scene.command(bootstrapper)?;
        let step = scene.night.deeds[tries.last()].step;
        for at in tries.0.clone() {
            scene.night.deeds[at].machine = "fe99.contoso.com".to_owned();
        }
        // Its own computer is still captured.
        let own = scene.night.deeds[tries.last()].item.clone()?;
        let is_captured = scene
            .night
            .deeds
            .iter()
            .any(|deed| deed.machine == own && deed.text().is_some());
        is_captured.then(|| Deserved {
            codes: HOST.to_vec(),
            step,
            item: None,
        })
    }),
    ("stopped at the end", |scene| {
        let start = scene.command(|text| text.starts_with("Start-Cs"))?;
        let step = scene.night.deeds[start.last()].step;
        let machine = scene.night.deeds[start.last()].machine.clone();
        let last = scene
            .night
            .deeds
            .iter()
            .rposition(|deed| deed.text().is_some())?;
        let last = Tries(vec![last]);
        if scene.night.deeds[last.last()].machine != machine {
            return None;
        }
        scene.besides(&last, "Stop-CsWindowsService -Name LYNCBACKUP", &[]);
        Some(Deserved {
            codes: UNDONE.to_vec(),
            step,
            item: None,
        })
    }),
    ("stopped before what needs it", |scene| {
        let start = scene.command(|text| text.starts_with("Start-Cs"))?;
        let step = scene.night.deeds[start.last()].step;
        scene.besides(&start, "Stop-CsWindowsService -Name LYNCBACKUP", &[]);
        Some(Deserved {
            codes: UNDONE.to_vec(),
            step,
            item: None,
        })
    }),
];

/// What is said of a step that was undone.
const UNDONE: &[Code] = &[Code::Undone];

const POWERSHELL_TIMED: &[(&str, Make)] = &[
    ("too early for the window", |scene| {
        too_early(scene, bootstrapper)
    }),
    ("too late for the window", |scene| {
        too_late(scene, |text| text.starts_with("Get-Cs"))
    }),
    ("the service before everything", |scene| {
        let first = scene
            .night
            .deeds
            .iter()
            .find(|deed| deed.text().is_some())?
            .at;
        let tries = scene.command(|text| text.starts_with("Start-Cs"))?;
        for at in tries.0.clone() {
            scene.night.deeds[at].at = first - 2.minutes();
        }
        Some(scene.deserves(&tries, &[Code::OutOfOrder]))
    }),
    ("vouched for after the window", |scene| {
        vouched(scene, &[Code::OutsideWindow])
    }),
];

const UNIX: &[(&str, Make)] = &[
    ("readable by everybody", |scene| {
        replaced(
            scene,
            |text| text.contains("install"),
            "-m 0600",
            "-m 0644",
            ARGUMENT,
        )
    }),
    ("another owner", |scene| {
        replaced(
            scene,
            |text| text.contains("install"),
            "-o root",
            "-o nginx",
            ARGUMENT,
        )
    }),
    ("another folder", |scene| {
        let folder = match scene.change.variant {
            "debian" => "/etc/ssl/private/",
            _ => "/etc/pki/tls/private/",
        };
        replaced(
            scene,
            |text| text.contains("install") && text.contains(".key"),
            folder,
            "/etc/nginx/",
            &[Code::WrongArgument, Code::WrongPath],
        )
    }),
    ("another name", |scene| {
        replaced(
            scene,
            |text| text.contains("s_client"),
            "-servername www",
            "-servername old",
            ARGUMENT,
        )
    }),
    ("another host", |scene| {
        elsewhere(
            scene,
            |text| text.contains("nginx -t"),
            "web99.example.com",
            HOST,
        )
    }),
    ("another host to copy to", |scene| {
        // It runs where it should, and is told the wrong thing.
        elsewhere(
            scene,
            |text| text.starts_with("scp "),
            "web99.example.com",
            ARGUMENT,
        )
    }),
    ("another host by an option", |scene| {
        let tries = scene.command(|text| text.contains("nginx -t"))?;
        let deserved = scene.deserves(&tries, HOST);
        let text = scene
            .text(&tries)
            .replacen("ssh ", "ssh -o HostName=web99.example.com ", 1);
        scene.retype_all(&tries, &text);
        Some(Deserved {
            item: None,
            ..deserved
        })
    }),
    ("tested after it was loaded", |scene| {
        let test = scene.command(|text| text.contains("nginx -t"))?;
        let host = scene.night.deeds[test.last()].item.clone()?;
        let load = scene.command(|text| text.contains("reload") && text.contains(&host))?;
        let (tested, loaded) = (
            scene.night.deeds[test.last()].at,
            scene.night.deeds[load.last()].at,
        );
        for at in test.0.iter().chain(&load.0) {
            scene.night.deeds[*at].at = match load.0.contains(at) {
                true => tested,
                false => loaded,
            };
        }
        Some(Deserved {
            codes: vec![Code::OutOfOrder],
            step: None,
            item: Some(host),
        })
    }),
    (
        "the second host begun before the first was finished",
        |scene| {
            let second = scene.change.hosts.get(1)?.clone();
            let first = scene.change.hosts.first()?.clone();
            let early = scene.command(|text| text.contains("cp -p") && text.contains(&second))?;
            let begun = scene.command(|text| text.contains("cp -p") && text.contains(&first))?;
            let at = scene.night.deeds[begun.last()].at + 2.seconds();
            for one in early.0.clone() {
                scene.night.deeds[one].at = at;
            }
            Some(Deserved {
                codes: vec![Code::OutOfOrder],
                step: None,
                item: None,
            })
        },
    ),
];

const UNIX_TIMED: &[(&str, Make)] = &[
    ("too early for the window", |scene| {
        too_early(scene, |text| text.starts_with("openssl x509 -in"))
    }),
    ("too late for the window", |scene| {
        too_late(scene, |text| text.starts_with("shred"))
    }),
    ("vouched for after the window", |scene| {
        vouched(scene, &[Code::OutsideWindow])
    }),
];

fn too_early(scene: &mut Scene<'_>, is: fn(&str) -> bool) -> Option<Deserved> {
    let opens = scene.change.opens;
    let tries = scene.command(is)?;
    for at in tries.0.clone() {
        scene.night.deeds[at].at = opens - 40.minutes();
    }
    Some(scene.deserves(&tries, &[Code::OutsideWindow]))
}

fn too_late(scene: &mut Scene<'_>, is: fn(&str) -> bool) -> Option<Deserved> {
    let closes = scene.change.closes();
    let tries = scene.command(is)?;
    delayed(scene, &tries, closes + 40.minutes());
    Some(scene.deserves(&tries, &[Code::OutsideWindow]))
}

/// A command at another time, and what is done by hand afterwards behind it.
fn delayed(scene: &mut Scene<'_>, tries: &Tries, until: DateTime) {
    let own = &scene.night.deeds[tries.last()];
    let (before, step) = (own.at, own.step);
    for (place, deed) in scene.night.deeds.iter_mut().enumerate() {
        let follows = deed.at > before && matches!(deed.act, Act::Hand) && deed.step > step;
        if tries.0.contains(&place) {
            deed.at = until;
        } else if follows {
            deed.at = until + (deed.at - before);
        }
    }
}

/// A step by hand, vouched for on a day that the window does not touch: on its own days people may be
/// late with their word.
fn vouched(scene: &mut Scene<'_>, codes: &[Code]) -> Option<Deserved> {
    let last = scene
        .night
        .deeds
        .iter()
        .rfind(|deed| matches!(deed.act, Act::Hand))?;
    let number = last.step?;
    let at = scene.change.closes() + 2.days();
    scene.attested = Attested::At(number, at.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    Some(Deserved {
        codes: codes.to_vec(),
        step: Some(number),
        item: None,
    })
}

/// Something besides that changes what the plan does not.
fn besides(scene: &mut Scene<'_>, text: &str) -> Option<Deserved> {
    let tries = scene.command(|_| true)?;
    scene.besides(&tries, text, &[]);
    Some(Deserved {
        codes: vec![Code::UnplannedChange],
        step: None,
        item: None,
    })
}

const BESIDE_POWERSHELL: &[(&str, Make)] = &[
    ("a line for the hosts file", |scene| {
        besides(
            scene,
            "'192.0.2.1 x' >> C:\\Windows\\System32\\drivers\\etc\\hosts",
        )
    }),
    ("a file deleted by .NET", |scene| {
        besides(scene, "[IO.File]::Delete('C:\\CsShare\\x.xml')")
    }),
    ("an environment variable by .NET", |scene| {
        besides(
            scene,
            "[Environment]::SetEnvironmentVariable('X', '1', 'Machine')",
        )
    }),
    ("a service stopped by `net`", |scene| {
        besides(scene, "net stop RTCSRV")
    }),
    ("a service deleted by `sc`", |scene| {
        besides(scene, "sc.exe delete RTCSRV")
    }),
    ("a service stopped by its method", |scene| {
        besides(scene, "(Get-Service RTCSRV).Stop()")
    }),
    ("a key deleted by `reg`", |scene| {
        besides(scene, "reg delete HKLM\\Software\\Contoso /f")
    }),
    ("a log cleared", |scene| {
        besides(scene, "wevtutil cl Security")
    }),
    ("a restart", |scene| {
        besides(scene, "Restart-Computer -Force")
    }),
    ("a file written", |scene| {
        besides(scene, "'x' | Out-File C:\\CsShare\\config.xml")
    }),
];

const BESIDE_UNIX: &[(&str, Make)] = &[
    ("a line for the hosts file", |scene| {
        besides(scene, "echo 192.0.2.1 x >> /etc/hosts")
    }),
    ("a file emptied", |scene| {
        besides(scene, "> /etc/nginx/nginx.conf")
    }),
    ("a configuration written", |scene| {
        besides(scene, "printf 'Host x\\n' >> ~/.ssh/config")
    }),
    ("logs removed there", |scene| {
        besides(scene, "ssh web01.example.com 'sudo rm -rf /var/log/nginx'")
    }),
    ("removed here", |scene| {
        besides(scene, "rm -rf /home/admin/old")
    }),
    ("another service restarted", |scene| {
        besides(
            scene,
            "ssh web01.example.com 'sudo systemctl restart sshd.service'",
        )
    }),
    ("a package installed", |scene| {
        besides(scene, "sudo apt-get install -y nginx-extras")
    }),
];
