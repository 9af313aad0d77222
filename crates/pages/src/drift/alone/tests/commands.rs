//! Blocks of code.

use super::{check, found};

fn block(language: &str, code: &str) -> String {
    format!("# Pump Server\n\n```{language}\n{code}\n```\n")
}

#[test]
fn paths_with_blanks() {
    let page = block("powershell", "C:\\Program Files\\Pump\\Setup.exe /quiet");
    insta::assert_snapshot!(found("en", &page), @r"4:1 warning unquoted-path: the path `C:\Program Files\Pump\Setup.exe` has blanks and no quotes");
    check(
        "en",
        &block("", "<system drive>\\Program Files\\Pump\\Setup.exe"),
        &["4:1 warning unquoted-path"],
    );
    check(
        "en",
        &block("cmd", "%ProgramFiles%\\Pump Server\\Setup.exe"),
        &["4:1 warning unquoted-path"],
    );
    for code in [
        "& \"C:\\Program Files\\Pump\\Setup.exe\"",
        "C:\\Pump\\Setup.exe -Path C:\\Data\\x",
        "C:\\Pump\\Setup.exe C:\\Other\\Tool.exe",
        "C:\\Program Files\\Pump\\",
        "cd C:\\Program Files\\Pump",
    ] {
        check("en", &block("cmd", code), &[]);
    }
    check(
        "en",
        &block("xml", "C:\\Program Files\\Pump\\Setup.exe"),
        &[],
    );
}

#[test]
fn program_files_are_not_in_windows() {
    check(
        "en",
        &block("cmd", "\"%SYSTEMROOT%\\Program Files\\Pump\\Setup.exe\""),
        &["4:2 error wrong-folder"],
    );
    check(
        "en",
        "Open C:\\\\Windows\\\\Program Files.\n",
        &["1:6 error wrong-folder"],
    );
    check("en", "Open %SystemDrive%\\Program Files.\n", &[]);
}

#[test]
fn blanks_around_commands() {
    check(
        "en",
        &block("sh", "Get-Pump "),
        &["4:9 note trailing-blank"],
    );
    check(
        "en",
        "1. Run:\n\n   ```\n    Get-Pump\n   ```\n",
        &["4:4 note leading-blank"],
    );
    // What a program printed.
    check("en", &block("", "Name   \n----   "), &[]);
    check("en", &block("output", "  Get-Pump "), &[]);
}

#[test]
fn dashes_and_quotes_of_a_typesetter() {
    check(
        "en",
        &block("sh", "tar –xf a.tar"),
        &["4:5 error typographic-command"],
    );
    check(
        "en",
        &block("powershell", "Get-Pump –Name “a”"),
        &["4:10 warning typographic-command"],
    );
    check("en", &block("sh", "# a comment – here"), &[]);
    check("fr", &block("", "Get-Pump -Name <nom d’hôte>"), &[]);
    check("en", &block("", "This is – of course – prose."), &[]);
}

#[test]
fn a_path_of_one_version_on_a_page_for_all() {
    let page = block("cmd", "\"C:\\Program Files\\Pump Server 2019\\Setup.exe\"");
    check("en", &page, &["4:19 warning version-specific-path"]);
    check(
        "en",
        &page.replace("# Pump Server", "# Pump Server 2019"),
        &[],
    );
    check(
        "en",
        &page.replace("# Pump Server", "# Pump Server\n\nFor 2019 only."),
        &[],
    );
    check("en", &page.replace("# Pump Server", "# Lamps"), &[]);
    // A translation says one word of the name otherwise.
    check(
        "fr",
        "# La pompe dans Acme Pompe Server\n\n```cmd\n\"C:\\Program Files\\Acme Pump Server 2019\\a.exe\"\n```\n",
        &["4:19 warning version-specific-path"],
    );
}
