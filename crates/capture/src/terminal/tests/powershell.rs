//! PowerShell in a terminal: its editor draws the whole line for each key, by places on a screen of
//! which the recording does not say where it begins.

use super::told;

/// What PSReadLine sends while a line is typed behind a prompt that stands in that row of the screen.
fn drawn(prompt: &str, row: usize, text: &str) -> String {
    let column = prompt.chars().count() + 1;
    let mut sent = format!("\u{1b}[6n{prompt}\u{1b}[?1h\u{1b}[6n");
    for (at, c) in text.char_indices() {
        let typed = &text[..at + c.len_utf8()];
        let after = column + typed.chars().count();
        sent.push_str(&format!(
            "\u{1b}[?25l\u{1b}[{row};{column}H\u{1b}[0m\u{1b}[93m{typed}\u{1b}[39;49m\u{1b}[0m\u{1b}[{row};{after}H\u{1b}[?12l\u{1b}[?25h"
        ));
        if at % 7 == 6 {
            sent.push_str("\u{1b}[6n");
        }
    }
    sent + "\r\n\u{1b}[?1l"
}

fn recorded(command: &str, columns: usize, lines: usize, body: &str) -> String {
    format!(
        "Script started on 2026-11-28 22:33:36+01:00 [COMMAND=\"{command}\" TERM=\"xterm-256color\" COLUMNS=\"{columns}\" LINES=\"{lines}\"]\n{body}\nScript done on 2026-11-28 22:33:53+01:00 [COMMAND_EXIT_CODE=\"0\"]\n"
    )
}

#[test]
fn an_editor_that_draws_by_places() {
    for prompt in ["PS /srv> ", "λ ", "[PS] /srv> "] {
        let body = drawn(prompt, 1, "Get-Date")
            + "Saturday\r\n"
            + &drawn(prompt, 3, "hostname")
            + "fe01\r\n"
            + &drawn(prompt, 5, "exit");
        let told = told(recorded("pwsh", 120, 50, &body).as_bytes());
        let typed: Vec<&str> = told
            .lines()
            .filter_map(|line| line.rsplit_once(" typed")?.1.rsplit(": ").next())
            .collect();
        assert_eq!(typed, ["pwsh", "Get-Date", "hostname", "exit"], "{told}");
        assert!(
            told.contains("  Saturday\n") && told.contains("  fe01\n"),
            "{told}"
        );
        assert!(!told.contains("gap"), "{told}");
    }
}

#[test]
fn a_line_that_is_wider_than_the_terminal() {
    let long = "Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com";
    let mut body = drawn("PS /srv> ", 4, "Get-Date");
    // Keys behind the edge are in the row below.
    let sent = drawn("PS /srv> ", 5, long);
    body.push_str(&sent);
    let told = told(recorded("pwsh", 40, 50, &body).as_bytes());
    assert!(told.contains(&format!(": {long}\n")), "{told}");
}

#[test]
fn the_last_row_of_the_screen() {
    // The screen scrolls under a line that is wider; the editor's rows move up with it.
    let long = "Invoke-CsBackupServiceSync -PoolFqdn x";
    let mut sent = "\r\n".repeat(4) + "\u{1b}[6nPS /srv> \u{1b}[?1h\u{1b}[6n";
    sent.push_str(&format!("\u{1b}[5;10H{}", &long[..31]));
    sent.push_str(&format!("\u{1b}[5;10H{}", &long[..32]));
    sent.push_str(&format!("\u{1b}[4;10H{long}\u{1b}[5;8H\r\n\u{1b}[?1l"));
    sent.push_str("done\r\n");
    let told = told(recorded("pwsh", 40, 5, &sent).as_bytes());
    assert!(told.contains(&format!(": {long}\n")), "{told}");
}

#[test]
fn without_its_editor() {
    let body = "\u{1b}[6nPS /srv> Get-Dat\u{8} \u{8}te\r\nSaturday\r\n\u{1b}[6nPS /srv> foreach ($x in 1) {\r\n>> $x\r\n>> }\r\n1\r\nPS /srv> exit\r\n";
    let told = told(recorded("pwsh -NoLogo", 120, 50, body).as_bytes());
    let typed: Vec<&str> = told
        .lines()
        .filter_map(|line| line.rsplit_once(" typed")?.1.rsplit(": ").next())
        .collect();
    assert_eq!(
        typed,
        [
            "pwsh -NoLogo",
            "Get-Date",
            "foreach ($x in 1) {⏎$x⏎}",
            "exit"
        ],
        "{told}"
    );
}

#[test]
fn from_bash_and_back() {
    let body = "\u{1b}[?2004huc@FE01:~# pwsh\r\n\u{1b}[?2004l\r\u{1b}[?1h\u{1b}=".to_owned()
        + &drawn("PS /srv> ", 2, "Get-Date")
        + "Saturday\r\n"
        + &drawn("PS /srv> ", 4, "exit")
        + "\u{1b}[?2004huc@FE01:~# hostname\r\n\u{1b}[?2004l\rFE01\r\n\u{1b}[?2004huc@FE01:~# exit\r\n\u{1b}[?2004l\rexit\r\n";
    let told = told(
        recorded("", 120, 50, &body)
            .replace("COMMAND=\"\" ", "")
            .as_bytes(),
    );
    let typed: Vec<&str> = told
        .lines()
        .filter_map(|line| line.rsplit_once(" typed")?.1.rsplit(": ").next())
        .collect();
    assert_eq!(
        typed,
        ["pwsh", "Get-Date", "exit", "hostname", "exit"],
        "{told}"
    );
    assert_eq!(told.matches("session uc@FE01").count(), 2, "{told}");
}

#[test]
fn drawings_in_a_place_that_is_not_known_are_a_gap() {
    let body =
        "PS /srv> \u{1b}[6n\u{1b}[9;30HGet-Date\u{1b}[9;38H\r\nSaturday\r\nPS /srv> exit\r\n";
    let told = told(recorded("pwsh", 120, 50, body).as_bytes());
    assert!(told.contains("gap"), "{told}");
}
