//! What holds for every capture.

use proptest::prelude::*;

use super::{CHANGE, concluded, options, shown};
use crate::{Account, Overall, Secrets};

const LINES: [&str; 16] = [
    "PS C:\\> & 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe'",
    "PS C:\\> icm fe11 { & 'C:\\Program Files\\Skype for Business Server 2019\\Deployment\\Bootstrapper.exe' }",
    "PS C:\\> Start-CsWindowsService LYNCBACKUP",
    "PS C:\\> Start-CsWindowsService LYNCBACKUP -WhatIf",
    "PS C:\\> Invoke-CsBackupServiceSync -PoolFqdn pool01.contoso.com",
    "PS C:\\> Invoke-CsBackupServiceSync -PoolFqdn pool02.contoso.com",
    "PS C:\\> Invoke-CsBackupServiceSync -PoolFqdn pool03.contoso.com",
    "PS C:\\> Get-CsBackupServiceStatus -PoolFqdn pool01.contoso.com",
    "PS C:\\> Get-CsBackupServiceStatus -PoolFqdn pool02.contoso.com",
    "Identity : A\nExportStatus : SteadyState\nImportStatus : NormalState\n",
    "Identity : A\nExportStatus : NonSteadyState\nImportStatus : NormalState\n",
    "PS C:\\> Get-Date",
    "PS C:\\> Set-X -Password secret",
    "Start-CsWindowsService : no\n    + CategoryInfo : x\n    + FullyQualifiedErrorId : y",
    "PS C:\\> 'Start-CsWindowsService LYNCBACKUP'",
    "TerminatingError(): \"x\"",
];

fn transcript(lines: &[usize], ends: bool) -> String {
    let mut text = String::from(
        "**********************\nWindows PowerShell transcript start\nStart time: 20260314201000\n\
         Username: C\\a\nMachine: FE01 (Microsoft Windows NT 10.0)\n**********************\n",
    );
    for line in lines {
        text.push_str(LINES[*line]);
        text.push('\n');
    }
    if ends {
        text.push_str(
            "**********************\nWindows PowerShell transcript end\nEnd time: 20260314230000\n\
             **********************\n",
        );
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_of_lines_is_judged_and_only_a_whole_one_conforms(
        lines in prop::collection::vec(0..LINES.len(), 0..24),
        ends in any::<bool>(),
    ) {
        let text = transcript(&lines, ends);
        let conclusion = concluded(CHANGE, &[("a.txt", &text)], &options());
        let has = |line: usize| lines.contains(&line);
        // Without one of them nothing conforms.
        if ![0, 1, 2, 4, 5, 7, 8].into_iter().all(has) {
            prop_assert_ne!(conclusion.verdict.overall, Overall::Conformant, "{}", shown(&conclusion));
        }
        let typed = lines.iter().filter(|line| LINES[**line].starts_with("PS ")).count() as u64;
        let commands = conclusion.verdict.totals.commands;
        prop_assert!(commands.of(Account::Matched) + commands.of(Account::Again) <= typed);
    }

    #[test]
    fn looks_beside_the_steps_change_no_verdict(
        lines in prop::collection::vec(0..LINES.len(), 0..16),
        places in prop::collection::vec(0usize..16, 0..6),
    ) {
        let plain = concluded(CHANGE, &[("a.txt", &transcript(&lines, true))], &options());
        // A look may stand before any command, and not inside an output.
        let mut more: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if places.contains(&at) && LINES[*line].starts_with("PS ") {
                more.push(11);
            }
            more.push(*line);
        }
        let noisy = concluded(CHANGE, &[("a.txt", &transcript(&more, true))], &options());
        let codes = |conclusion: &crate::Conclusion| {
            let found = conclusion.verdict.findings.iter();
            found.map(|f| (f.code, f.step, f.binding.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(codes(&plain), codes(&noisy));
        prop_assert_eq!(plain.verdict.cost, noisy.verdict.cost);
    }

    #[test]
    fn masking_changes_no_verdict_and_no_secret_is_shown(
        lines in prop::collection::vec(0..LINES.len(), 0..16),
    ) {
        let text = transcript(&lines, true);
        let masked = concluded(CHANGE, &[("a.txt", &text)], &options());
        let mut open = options();
        open.secrets = Secrets::Shown;
        let open = concluded(CHANGE, &[("a.txt", &text)], &open);
        prop_assert_eq!(masked.verdict.overall, open.verdict.overall);
        prop_assert_eq!(masked.verdict.findings.len(), open.verdict.findings.len());
        prop_assert!(!shown(&masked).contains("secret"));
    }

    #[test]
    fn the_order_in_which_captures_are_read_is_of_no_account(
        lines in prop::collection::vec(0..LINES.len(), 0..16),
        cut in 0usize..16,
    ) {
        let cut = cut.min(lines.len());
        let (a, b) = (transcript(&lines[..cut], true), transcript(&lines[cut..], true));
        let one = concluded(CHANGE, &[("a.txt", &a), ("b.txt", &b)], &options());
        let other = concluded(CHANGE, &[("b.txt", &b), ("a.txt", &a)], &options());
        prop_assert_eq!(shown(&one), shown(&other));
    }
}

/// An error above two prompts is no part of them.
#[test]
fn the_same_error_above_each_command_is_no_prompt() {
    for lines in [
        [15, 9, 15, 4, 15, 2, 13],
        [13, 15, 15, 15, 1, 15, 2],
        [13, 2, 13, 14, 9, 9, 9],
    ] {
        let at = lines
            .iter()
            .rposition(|line| LINES[*line].starts_with("PS "));
        let mut noisy = lines.to_vec();
        noisy.insert(at.expect("a command"), 11);
        let cost = |lines: &[usize]| {
            let text = transcript(lines, true);
            concluded(CHANGE, &[("a.txt", &text)], &options())
                .verdict
                .cost
        };
        assert_eq!(cost(&lines), cost(&noisy), "{lines:?}");
    }
}
