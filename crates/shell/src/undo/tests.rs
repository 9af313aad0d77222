//! Commands, and what undoes them.

use super::*;
use crate::{Dialect, Line, bash, powershell};

#[test]
fn every_line_of_the_shipped_table_is_of_the_format() {
    let pairs = pairs(SHIPPED).expect("of the format");
    assert!(pairs.len() >= 85, "{} pairs", pairs.len());
}

fn ran(tables: &Tables, text: &str) -> Invocation {
    let line = Line {
        text,
        folder: None,
        host: None,
    };
    let all = match tables.dialect {
        Dialect::PowerShell => powershell::Interpreter::new(tables).run(&line),
        Dialect::Bash => bash::Interpreter::new(tables).run(&line),
    };
    all.into_iter().last().expect(text)
}

/// What a command does to what another one did.
fn does(tables: &Tables, planned: &str, seen: &str) -> &'static str {
    let (planned, seen) = (ran(tables, planned), ran(tables, seen));
    let name = name_of(&seen.program).unwrap_or_default();
    let all = undoers(&planned, tables);
    let mut found: Vec<(Turn, Sure)> = all
        .iter()
        .filter(|watch| watch.name == name)
        .filter_map(|watch| Some((watch.turn, watch.is_held_by(&seen, tables)?)))
        .collect();
    found.sort_by_key(|(turn, sure)| (*turn == Turn::Makes, *sure != Sure::Yes));
    match found.first() {
        Some((Turn::Undoes, Sure::Yes)) => "undoes it",
        Some((Turn::Undoes, Sure::Perhaps(_))) => "perhaps undoes it",
        Some((Turn::Makes, Sure::Yes)) => "makes it again",
        Some((Turn::Makes, Sure::Perhaps(_))) => "perhaps makes it again",
        None => "–",
    }
}

fn table(dialect: Dialect, rows: &[(&str, &str)]) -> String {
    let tables = Tables {
        dialect,
        ..Tables::default()
    };
    let lines = rows.iter().map(|(planned, seen)| {
        format!(
            "{planned:<48} {seen:<52} {}\n",
            does(&tables, planned, seen)
        )
    });
    lines.collect()
}

#[test]
fn what_undoes_a_cmdlet() {
    insta::assert_snapshot!(table(
        Dialect::PowerShell,
        &[
            (
                "Start-Service LYNCBACKUP",
                "Stop-Service -Name lyncbackup -Force"
            ),
            ("Start-Service LYNCBACKUP", "Stop-Service LYNC*"),
            (
                "Start-Service LYNCBACKUP",
                "Stop-Service RTCSRV, LYNCBACKUP"
            ),
            ("Start-Service LYNCBACKUP", "Stop-Service RTCSRV"),
            ("Start-Service LYNCBACKUP", "Stop-Service -Name $service"),
            (
                "Start-Service LYNCBACKUP",
                "Stop-Service -DisplayName 'Skype Backup'"
            ),
            (
                "Start-Service LYNCBACKUP",
                "Get-Service LYNCBACKUP | Stop-Service"
            ),
            (
                "Start-Service LYNCBACKUP",
                "Stop-CsWindowsService LYNCBACKUP"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Stop-CsWindowsService"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Stop-CsWindowsService -Name LYNCBACKUP -Verbose"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Stop-CsWindowsService -Name RTCSRV"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "sc.exe stop LYNCBACKUP"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "net stop LyncBackup /y"
            ),
            ("Start-CsWindowsService -Name LYNCBACKUP", "net stop RTCSRV"),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Set-Service LYNCBACKUP -Status Stopped"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Restart-Service LYNCBACKUP"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "Get-Service LYNCBACKUP"
            ),
            (
                "Start-CsWindowsService -Name LYNCBACKUP",
                "sc.exe delete LYNCBACKUP"
            ),
            ("Stop-Service RTCSRV", "Start-Service RTCSRV"),
            ("Stop-Service RTCSRV", "Restart-Service RTCSRV"),
            ("Stop-Service RTCSRV", "Stop-CsWindowsService RTCSRV"),
            (
                "Mount-Database DB01",
                "Dismount-Database -Identity DB01 -Confirm:$false"
            ),
            ("Mount-Database DB01", "Dismount-Database DB02"),
            (
                "Add-ADGroupMember -Identity Ops -Members ann",
                "Remove-ADGroupMember -Identity Ops -Members bob"
            ),
            (
                "Add-ADGroupMember -Identity Ops -Members ann",
                "Remove-ADGroupMember -Identity Ops -Members ann"
            ),
            (
                "Enable-CsUser -Identity ann",
                "Disable-CsUser -Identity ann"
            ),
            (
                "Set-CsPool -Identity p1 -Size 3",
                "Set-CsPool -Identity p1 -Size 4"
            ),
            (
                "Set-CsPool -Identity p1 -Size 3",
                "Set-CsPool -Identity p2 -Size 4"
            ),
            (
                "Set-CsPool -Identity p1 -Size 3",
                "Set-CsPool -Identity p1 -Color red"
            ),
            (
                "New-Item C:\\Data\\x -ItemType Directory",
                "Remove-Item C:\\Data -Recurse"
            ),
            (
                "New-Item C:\\Data\\x -ItemType Directory",
                "Remove-Item C:\\Data\\x\\y"
            ),
            (
                "Copy-Item a.xml -Destination C:\\Data\\a.xml",
                "del C:\\Data\\a.xml"
            ),
            ("Copy-Item a.xml -Destination C:\\Data\\a.xml", "del a.xml"),
            (
                "Set-Content C:\\Data\\a.txt on",
                "Set-Content C:\\Data\\a.txt off"
            ),
        ]
    ));
}

#[test]
fn what_undoes_a_program() {
    insta::assert_snapshot!(table(
        Dialect::Bash,
        &[
            ("systemctl start nginx", "sudo systemctl stop nginx.service"),
            (
                "systemctl start nginx",
                "systemctl stop --no-block nginx php-fpm"
            ),
            ("systemctl start nginx", "systemctl stop $unit"),
            ("systemctl start nginx", "systemctl stop sshd"),
            ("systemctl start nginx", "systemctl disable --now nginx"),
            ("systemctl start nginx", "systemctl disable nginx"),
            ("systemctl start nginx", "service nginx stop"),
            ("systemctl start nginx", "systemctl restart nginx"),
            ("systemctl start nginx", "systemctl reload nginx"),
            ("systemctl start nginx", "systemctl status nginx"),
            (
                "ssh web01 'sudo systemctl start nginx'",
                "ssh web01 'sudo systemctl stop nginx'"
            ),
            ("service nginx stop", "service nginx start"),
            ("systemctl mask nginx", "systemctl unmask nginx"),
            ("apt-get install -y nginx", "apt remove nginx"),
            ("apt-get install -y nginx", "apt-get remove nginx-extras"),
            (
                "install -m 0600 a.key /etc/ssl/a.key",
                "rm -f /etc/ssl/a.key"
            ),
            ("install -m 0600 a.key /etc/ssl/a.key", "rm -rf /etc/ssl"),
            ("install -m 0600 a.key /etc/ssl/a.key", "rm -f a.key"),
            ("rm -f /etc/ssl/a.key", "touch /etc/ssl/a.key"),
            ("mkdir /srv/x", "rmdir /srv/x"),
            ("mount /dev/sdb1 /srv", "umount /srv"),
            ("kubectl drain node1", "kubectl uncordon node1"),
            ("setenforce 1", "setenforce 0"),
            ("ip link set eth0 up", "ip link set eth0 down"),
        ]
    ));
}

#[test]
fn a_project_has_pairs_of_its_own() {
    let mut tables = Tables {
        dialect: Dialect::Bash,
        ..Tables::default()
    };
    assert_eq!(does(&tables, "lb enable web01", "lb disable web01"), "–");
    let text = "undone\nlb enable {}\tlb disable {}\n";
    assert_eq!(tables.add(text), Ok(()));
    assert_eq!(
        does(&tables, "lb enable web01", "lb disable web01"),
        "undoes it"
    );
    assert_eq!(does(&tables, "lb enable web01", "lb disable web02"), "–");
}

#[test]
fn a_look_tells_which_side_holds() {
    let tables = Tables {
        dialect: Dialect::Bash,
        ..Tables::default()
    };
    let shows = |look: &str, lines: &[&str]| {
        let seen = ran(&tables, look);
        let own = looks(&ran(&tables, "systemctl start nginx"), &tables);
        let mut own = own.iter().filter(|own| own.is_taken_by(&seen, &tables));
        own.find_map(|own| own.shows(&seen, &tables, lines))
    };
    for (look, lines, expected) in [
        ("systemctl is-active nginx", &["active"][..], Some(true)),
        (
            "systemctl is-active nginx.service",
            &["failed"],
            Some(false),
        ),
        ("systemctl is-active nginx", &["activating"], None),
        ("systemctl is-active sshd", &["failed"], None),
        (
            "systemctl is-active sshd nginx",
            &["failed", "active"],
            Some(true),
        ),
        ("systemctl is-active sshd nginx", &["failed"], None),
        (
            "systemctl show nginx -p ActiveState",
            &["ActiveState=inactive"],
            Some(false),
        ),
        (
            "service nginx status",
            &["nginx (pid 4711) is running..."],
            Some(true),
        ),
        ("service nginx status", &["nginx is stopped"], Some(false)),
        (
            "rc-service nginx status",
            &[" * status: crashed"],
            Some(false),
        ),
        (
            "systemctl status nginx",
            &["● sshd.service - x", "Active: failed"],
            None,
        ),
    ] {
        assert_eq!(shows(look, lines), expected, "{look}: {lines:?}");
    }
}

#[test]
fn a_line_that_is_no_pair_is_told() {
    let fault = |text: &str| of_table(text).map(|pairs| pairs.map(|all| all.len()));
    assert_eq!(fault("programs\tunix\nx\treads\n"), None);
    assert_eq!(fault("# pairs\nundone\nlb on {}\tlb off {}\n"), Some(Ok(1)));
    insta::assert_snapshot!(
        [
            "undone\nlb on {}",
            "undone\nlb on {}\tlb off {}\tboth",
            "undone\nlb on {} {}\tlb off {}",
            "undone\nStart-Service Name\tStop-Service",
            "undone\n\tStop-Service",
            "undone\nlb on {}\tlb off {}\n\tlb show {}\ton",
        ]
        .map(|text| format!("{text:?}: {:?}\n", fault(text)))
        .concat()
    );
}
