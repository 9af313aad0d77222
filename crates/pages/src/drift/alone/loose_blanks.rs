//! Blanks around commands that are no part of them.

use super::Findings;
use super::sheet::Sheet;
use super::shell::is_command;
use crate::CodeForm;
use runproof_core::diagnostic::{Diagnostic, codes};

codes! {
    /// A blank at the end of a command.
    ///
    /// ## Why
    ///
    /// It is copied with the command. After a `` ` `` or a `\` at the end of a line the command
    /// no longer goes on, and in a path or a name it is part of it.
    ///
    /// ## Example
    ///
    /// ```sh
    /// systemctl restart nginx␠
    /// ```
    ///
    /// ## Instead
    ///
    /// ```sh
    /// systemctl restart nginx
    /// ```
    ///
    /// There is one finding for a block.
    pub TRAILING_BLANK = "trailing-blank", Note;

    /// A blank before the code, left because the fence is indented less than its code.
    ///
    /// ## Why
    ///
    /// A fence takes away as many columns as it is indented itself (CommonMark 0.31, §4.5); what
    /// is left is shown and copied. `bash` keeps no command in its history that begins with a
    /// blank.
    ///
    /// ## Example
    ///
    /// ````markdown
    ///    ```sh
    ///     systemctl restart nginx
    ///    ```
    /// ````
    ///
    /// ## Instead
    ///
    /// ````markdown
    ///    ```sh
    ///    systemctl restart nginx
    ///    ```
    /// ````
    pub LEADING_BLANK = "leading-blank", Note;
}

pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings) {
    for sample in &sheet.codes {
        let lines = sample.lines(sheet);
        let Some(first) = lines.iter().find(|line| !line.text.trim().is_empty()) else {
            continue;
        };
        // What a program printed may have blanks on either side.
        let is_command = sample.is_script() || is_command(first.text) || is_path(first.text);
        if !sample.may_be_shell() || !is_command {
            continue;
        }
        let mut loose = lines.iter().filter(|line| {
            let bare = line.text.trim_end_matches([' ', '\t']);
            !bare.is_empty() && bare.len() < line.text.len()
        });
        if let Some(line) = loose.next() {
            let bare = line.text.trim_end_matches([' ', '\t']).len();
            let message = match loose.count() {
                0 => "a blank stands at the end of the line".to_owned(),
                more => format!(
                    "a blank stands at the end of {} lines of the block",
                    more + 1
                ),
            };
            findings.push(
                sheet
                    .finding(&TRAILING_BLANK, line.place(bare, line.text.len()), message)
                    .help("take it away"),
            );
        }
        if sample.code.form == CodeForm::Fenced {
            findings.extend(leading(sheet, &lines));
        }
    }
}

fn leading(sheet: &Sheet<'_>, lines: &[super::shell::Line<'_>]) -> Option<Diagnostic> {
    let shown = lines.iter().filter(|line| !line.text.trim().is_empty());
    let blanks = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let least = shown.clone().map(|line| blanks(line.text)).min()?;
    let first = shown.clone().next()?;
    (least > 0).then(|| {
        let what = match least {
            1 => "a blank is".to_owned(),
            _ => format!("{least} blanks are"),
        };
        sheet
            .finding(
                &LEADING_BLANK,
                first.place(0, blanks(first.text)),
                format!("{what} left before the code: it is indented further than its fence"),
            )
            .help("indent the fence and the code by the same number of columns")
    })
}

fn is_path(line: &str) -> bool {
    let line = line.trim_start();
    let is_placeholder = line.starts_with('<') && line.contains(">\\");
    line.starts_with(['"', '%', '\\', '&', '$'])
        || is_placeholder
        || line.get(1..3).is_some_and(|root| root == ":\\")
}
