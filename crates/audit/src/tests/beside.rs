//! What is done beside the plan, and leaves the system changed without a cmdlet whose verb says so.

use std::fmt::Write;

use super::project::Project;

const RESTART: &str = "steps:\n  - { id: restart, run: Restart-Service -Name APP }\n";

#[test]
fn changes_without_a_cmdlet_of_their_own() {
    let mut text = String::new();
    for line in [
        // Files: what somebody made up, and what a command printed.
        r"'192.0.2.1 x' >> C:\Windows\System32\drivers\etc\hosts",
        r"'on' > C:\App\app.config",
        r"Get-Content C:\App\other.config > C:\Windows\win.ini",
        r"'x' | Out-File C:\App\app.config",
        r"Get-Service > C:\Audit\services.txt",
        r"Get-Service | Out-File C:\Audit\services.txt",
        r"'begun' >> C:\Temp\notes.txt",
        r"'begun' | Out-File C:\Users\ops\notes.txt",
        r"'begun' >> notes.txt",
        r"'begun' > $null",
        // Members of .NET.
        r"[IO.File]::Delete('C:\App\x.xml')",
        r"[System.IO.File]::WriteAllText('C:\App\x.xml', 'x')",
        r"[IO.File]::ReadAllText('C:\App\x.xml')",
        r"[IO.File]::Exists('C:\App\x.xml')",
        r"[IO.Directory]::Delete('C:\App')",
        r"[Environment]::SetEnvironmentVariable('X', '1', 'Machine')",
        r"[Environment]::SetEnvironmentVariable('X', '1')",
        r"[Environment]::SetEnvironmentVariable('X', '1', 'Process')",
        r"[Environment]::GetEnvironmentVariable('X', 'Machine')",
        // Methods of what a cmdlet gave.
        r"(Get-Service OTHER).Stop()",
        r"(Get-Service OTHER).Refresh()",
        r"(Get-WmiObject Win32_Service -Filter 'Name=''OTHER''').StopService()",
        r"(Get-Process notepad).Kill()",
        r"(Get-Item C:\App\x.xml).Delete()",
        r"(Get-Date).ToString()",
    ] {
        let said = Project::powershell(RESTART)
            .typed("SRV01", &[("Restart-Service -Name APP", ""), (line, "")])
            .said();
        let _ = writeln!(text, "{line}\n    {said}");
    }
    insta::assert_snapshot!(text);
}
