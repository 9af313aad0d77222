//! Shapes of real sessions of PowerShell 7: prompts, entries over several lines, shells inside the shell.
//! `tests/recordings` holds whole ones.

use super::{footer, header};
use crate::tests::printed;

/// A transcript of PowerShell 7 with that body.
fn session(body: &str) -> String {
    format!(
        "**********************\nPowerShell transcript start\nStart time: 20261128200000\n\
         Username: FE01\\uc\nRunAs User: FE01\\uc\nConfiguration Name: \n\
         Machine: FE01 (Unix 6.18.44.782)\nHost Application: pwsh.dll -NoLogo\nProcess ID: 1\n\
         PSVersion: 7.6.9\n**********************\n\
         Transcript started, output file is /home/uc/t.txt\n{body}"
    ) + &footer("20261128210000")
}

/// The commands, and what could not be read.
fn told(body: &str) -> Vec<String> {
    let is_told =
        |line: &&str| line.starts_with(|c: char| c.is_ascii_digit()) || line.starts_with("gap");
    let shown = printed(session(body).as_bytes());
    let lines = shown.lines().filter(is_told);
    lines
        .map(|line| line.strip_prefix("0:").unwrap_or(line).to_owned())
        .collect()
}

#[test]
fn prompts_that_somebody_made() {
    let prompts = [
        "$ ",
        "λ ",
        "[PS] /srv> ",
        "uc@FE01 /srv> ",
        "/srv [main ≡]> ",
        "20:15:07 /srv> ",
        "\u{1b}[32muc\u{1b}[0m ❯ ",
        "\u{1b}[32mPS /srv>\u{1b}[0m ",
        "/srv\n> ",
        "\n/srv\nPS> ",
        "┌ uc@FE01 /srv\n└❯ ",
    ];
    for prompt in prompts {
        let body = format!(
            "{prompt}Get-Date\nSaturday\n{prompt}hostname\nfe01\n{prompt}Stop-Transcript\n"
        );
        let told = told(&body);
        let typed: Vec<&str> = told
            .iter()
            .map(|line| line.rsplit(": ").next().unwrap_or_default())
            .collect();
        assert_eq!(
            typed,
            ["Get-Date", "hostname", "Stop-Transcript"],
            "{prompt:?}"
        );
    }
}

#[test]
fn prompts_of_several_lines_behind_times() {
    for prompt in ["/srv\nPS> ", "\n/srv\n> ", "╭ uc  /srv\n❯ "] {
        let command = |text: &str, time: &str| header(time) + prompt + text + "\n";
        let body = command("Get-Date", "20261128200100")
            + "Saturday\n"
            + &command("hostname", "20261128200200")
            + &command("Stop-Transcript", "20261128200300");
        let typed: Vec<String> = told(&body)
            .iter()
            .map(|line| line.rsplit(": ").next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            typed,
            ["Get-Date", "hostname", "Stop-Transcript"],
            "{prompt:?}"
        );
    }
}

#[test]
fn a_prompt_shows_another_folder_time_and_state() {
    let body = "20:15 ~ [main ≡]> cd /srv\n20:15 /srv> Get-Date\n20:16 /srv [x +1 ~2]> hostname\n";
    assert_eq!(
        told(body),
        [
            "13: cd /srv",
            "14 in /srv: Get-Date",
            "15 in /srv: hostname"
        ]
    );
}

#[test]
fn output_is_no_prompt() {
    // Nobody typed it: there is one such line only, or no command behind the sign.
    for body in ["> Get-Date\ntext\n", "a> b\na> c\n", "50 % Get-Date\n"] {
        assert_eq!(
            told(body),
            [
                "gap at 1 of session 0: Unreadable(\"no line begins with a prompt that is known, so what was entered can not be seen\")"
            ]
        );
    }
}

#[test]
fn an_entry_that_is_logged_again() {
    let body = "PS /srv> foreach ($p in 1..2) {\nMissing closing '}' in statement block or type definition.\n>> foreach ($p in 1..2) {\n    Get-X $p\n}\n1\nPS /srv> hostname\n";
    assert_eq!(
        told(body),
        [
            "15 in /srv: foreach ($p in 1..2) {⏎    Get-X $p⏎}",
            "19 in /srv: hostname"
        ]
    );
}

#[test]
fn an_entry_that_was_given_up() {
    let body = "PS /srv> Get-X |\nAn empty pipe element is not allowed.\nPS /srv> hostname\n";
    assert_eq!(told(body), ["15 in /srv: hostname"]);
    // The parser's words may be typed as well.
    let body = "PS /srv> @'\nMissing you\n'@\nPS /srv> hostname\n";
    assert_eq!(
        told(body),
        ["13 in /srv: @'⏎Missing you⏎'@", "16 in /srv: hostname"]
    );
    // The file was cut, or its rest is elsewhere.
    let body = "PS /srv> \"abc\nPS /srv> hostname\n";
    assert_eq!(
        told(body),
        [
            "14 in /srv: hostname",
            "gap at 13 of session 0: Unreadable(\"an entry of which the end is not there\")"
        ]
    );
}

#[test]
fn an_element_of_its_own_after_one_that_was_refused() {
    let body = "PS>Get-Item )\nAt line:1 char:10\n+ Get-Item )\n+          ~\nUnexpected token.\n>> Get-X\nPS>Get-Y\n>> printed\n";
    let typed = told(body);
    assert_eq!(typed[1..], ["18: Get-X", "19: Get-Y"]);
}

#[test]
fn a_shell_inside_the_shell() {
    let body =
        "PS /srv> ssh web01\nPS /root> GGeGetGet-Get-DGet-DaGet-DatGet-Date\nPS /srv> hostname\n";
    assert_eq!(
        told(body),
        [
            "13 in /srv: ssh web01",
            "15 in /srv: hostname",
            "gap at 13 of session 0: Unreadable(\"what was typed into the shell that was opened here\")"
        ]
    );
    assert_eq!(
        told("PS /srv> ssh web01 hostname\nweb01\n"),
        ["13 in /srv: ssh web01 hostname"]
    );
}

#[test]
fn the_rest_of_the_line_that_began_the_transcript() {
    assert_eq!(
        told("Enabling new roles...\nPS /srv> hostname\n"),
        [
            "14 in /srv: hostname",
            "gap at 13 of session 0: Unreadable(\"output before the first prompt, of a line that was not captured\")"
        ]
    );
}

#[test]
fn two_programs_that_write_to_one_file() {
    let torn = "PS /srv> Get-X\nCentral FinalSPS /srv> GPS /srv> Stop-Transcript\n";
    assert_eq!(
        told(torn),
        [
            "13 in /srv: Get-X",
            "gap at 14 of session 0: Unreadable(\"a prompt within a line, as where two programs write to one file\")",
            "gap at 14 of session 0: Unreadable(\"what may be a command, behind a prompt that is not known\")"
        ]
    );
    let text = session("PS /srv> Get-X\n") + " rest\n" + &footer("20261128210000");
    let shown = printed(text.as_bytes());
    assert!(shown.contains("gap at 18 of session 0"), "{shown}");
}

#[test]
fn what_powershell_asks_itself_was_not_typed() {
    let body = "PS /srv> Get-Daet\nGet-Daet: The term 'Get-Daet' is not recognized.\nPS /srv> CommandInvocation(Get-Command): \"Get-Command\"\n>> ParameterBinding(Get-Command): name=\"UseFuzzyMatching\"; value=\"True\"\nGet-Date\nPS /srv> Get-Date\n";
    assert_eq!(told(body), ["13 in /srv: Get-Daet", "18 in /srv: Get-Date"]);
}
