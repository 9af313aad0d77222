//! What a command line of Windows comes to.

use super::super::powershell::tests::tables;
use super::*;

fn told(image: &str, line: &str) -> Vec<String> {
    let tables = tables();
    process(image, line, &tables)
        .iter()
        .map(ToString::to_string)
        .collect()
}

const POWERSHELL: &str = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe";
const CMD: &str = r"C:\Windows\System32\cmd.exe";
const BOOTSTRAPPER: &str = r"C:\Program Files\X\Bootstrapper.exe";

#[test]
fn a_program_is_what_its_image_is() {
    for line in [
        "\"C:\\Program Files\\X\\Bootstrapper.exe\"",
        "\"C:\\Program Files\\X\\Bootstrapper.exe\" ",
        "C:\\Program Files\\X\\Bootstrapper.exe",
        "Bootstrapper",
    ] {
        assert_eq!(told(BOOTSTRAPPER, line), [BOOTSTRAPPER], "{line}");
    }
    // Where nobody logged it, what the program was told is not known.
    assert_eq!(
        told(BOOTSTRAPPER, ""),
        [r"C:\Program Files\X\Bootstrapper.exe ⟨variable CommandLine⟩"]
    );
    assert_eq!(
        told(
            BOOTSTRAPPER,
            r#"Bootstrapper.exe "/SourceDirectory:D:\a b" /BootstrapLocalMgmt"#
        ),
        [r"C:\Program Files\X\Bootstrapper.exe /SourceDirectory 'D:\a b' /BootstrapLocalMgmt"]
    );
    assert_eq!(told("", "\"D:\\x y.exe\" 1"), [r"D:\x y.exe 1"]);
}

#[test]
fn powershell_is_what_it_was_told() {
    let expected = ["Start-CsWindowsService -Name LYNCBACKUP"];
    for line in [
        "powershell.exe -Command Start-CsWindowsService LYNCBACKUP",
        "powershell.exe -NoProfile -ExecutionPolicy Bypass -c \"Start-CsWindowsService LYNCBACKUP\"",
        "powershell -nop -ep bypass -w hidden \"& {Start-CsWindowsService LYNCBACKUP}\"",
        "\"C:\\x y\\powershell.exe\" Start-CsWindowsService LYNCBACKUP",
        "powershell -EncodedCommand UwB0AGEAcgB0AC0AQwBzAFcAaQBuAGQAbwB3AHMAUwBlAHIAdgBpAGMAZQAgAEwAWQBOAEMAQgBBAEMASwBVAFAA",
        "powershell /e UwB0AGEAcgB0AC0AQwBzAFcAaQBuAGQAbwB3AHMAUwBlAHIAdgBpAGMAZQAgAEwAWQBOAEMAQgBBAEMASwBVAFAA",
    ] {
        assert_eq!(told(POWERSHELL, line), expected, "{line}");
    }
    assert_eq!(
        told(POWERSHELL, "powershell -File C:\\a.ps1 x"),
        [r"C:\a.ps1 x"]
    );
    assert_eq!(told(POWERSHELL, "powershell -enc ###"), ["⟨script -enc⟩"]);
    assert_eq!(
        told(POWERSHELL, "powershell.exe -NoExit"),
        [format!("{POWERSHELL} -NoExit")]
    );
}

#[test]
fn cmd_is_what_it_was_told() {
    for (line, expected) in [
        (
            r#"cmd /c ""C:\Program Files\X\Bootstrapper.exe" /SourceDirectory:D:\""#,
            vec![r"C:\Program Files\X\Bootstrapper.exe /SourceDirectory D:\"],
        ),
        (
            r#"cmd.exe /s /c "cd /d %ProgramFiles%\X & Bootstrapper.exe > %TEMP%\log.txt 2>&1""#,
            vec![
                r"cd '$env:SystemDrive\Program Files\X'",
                r"<system drive>\Program Files\X\Bootstrapper.exe",
            ],
        ),
        (
            r#"cmd /c pushd "C:\Program Files\X" && .\Bootstrapper"#,
            vec![
                r"pushd 'C:\Program Files\X'",
                r#"C:\Program Files\X\Bootstrapper [if branch pushd "C:\Program Files\X" && .\Bootstrapper]"#,
            ],
        ),
        (
            r#"cmd /c start "title" /wait /d "C:\Program Files\X" Bootstrapper.exe"#,
            vec![r"C:\Program Files\X\Bootstrapper.exe"],
        ),
        (
            "cmd /c echo Bootstrapper.exe",
            vec!["echo Bootstrapper.exe"],
        ),
        (
            "cmd /c rem C:\\X\\Bootstrapper.exe",
            vec![r"rem C:\X\Bootstrapper.exe"],
        ),
        (r"cmd /c %HERE%\Bootstrapper.exe", vec!["⟨variable %HERE%⟩"]),
        (
            r#"cmd /c if exist x (C:\X\Bootstrapper.exe)"#,
            vec![r"⟨branch if exist x (C:\X\Bootstrapper.exe⟩"],
        ),
        (
            r#"cmd /c powershell -c "Start-CsWindowsService LYNCBACKUP""#,
            vec!["Start-CsWindowsService -Name LYNCBACKUP"],
        ),
    ] {
        assert_eq!(told(CMD, line), expected, "{line}");
    }
}

#[test]
fn arguments_are_cut_as_a_program_of_windows_cuts_them() {
    for (line, expected) in [
        (r#"a "b c" d"#, vec!["a", "b c", "d"]),
        (r#""a b"c"#, vec!["a bc"]),
        (r#"a\\b"#, vec![r"a\\b"]),
        (r#""a\\" b"#, vec![r"a\", "b"]),
        (r#"a\"b c"#, vec!["a\"b", "c"]),
        (r#""a""b""#, vec!["a\"b"]),
        (r#""""#, vec![""]),
        ("  ", vec![]),
    ] {
        assert_eq!(argv(line), expected, "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_is_read(image in ".{0,40}", line in "(cmd|powershell|x)?( ?/c| -c)?.{0,80}") {
        let tables = tables();
        process(&image, &line, &tables);
        process(CMD, &line, &tables);
        process(POWERSHELL, &line, &tables);
    }
}
