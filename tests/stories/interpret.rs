//! `runproof interpret`: typed lines in, what they ran out.

use crate::story::Story;

fn hold(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/interpret");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_session_and_a_question_a_line() {
    let input = concat!(
        r#"{"shell": "bash", "lines": ["d=www", "sudo -u deploy rm -f ~/$d.pem | tee log", "ssh web01 'nginx -t && ls'"]}"#,
        "\n",
        r#"{"shell": "powershell", "lines": ["Start-CsWindowsService LYNCBACKUP -WhatIf", "C:\\x\\Bootstrapper.exe /a"]}"#,
        "\n\n",
        r#"{"shell": "bash", "complete": "for h in a b; do"}"#,
        "\n",
        r#"{"shell": "powershell", "complete": "Get-Date"}"#,
        "\n",
        r#"{"shell": "fish", "complete": "x"}"#,
        "\n",
    );
    let story = Story::new().file("sessions.jsonl", input);
    hold(
        "jsonl",
        &story.tell("interpret --format jsonl sessions.jsonl"),
    );
}

#[test]
fn for_a_person() {
    let story = Story::new().file(
        "typed.txt",
        "for h in web01 web02; do\n  ssh $h 'sudo systemctl reload nginx'\ndone\ncurl \"$url\"\ntrue\n",
    );
    hold("text", &story.tell("interpret --shell bash typed.txt"));
}

#[test]
fn what_each_powershell_reads() {
    let story = Story::new().file(
        "typed.txt",
        "Stop-CsWindowsService LYNCBACKUP && Start-CsWindowsService LYNCBACKUP\nStart-CsWindowsService LYNCBACKUP\n",
    );
    let told = ["7.6", "5.1", "unknown", "2"]
        .map(|version| story.tell(&format!("interpret --shell-version {version} typed.txt")));
    hold("versions", &told.join("\n"));
}

#[test]
fn what_sh_may_read_otherwise() {
    let story = Story::new().file(
        "typed.txt",
        "[[ -f x ]] && ssh web01 reboot\nssh web01 reboot\nsh -c 'for i in {1..2}; do ssh web0$i reboot; done'\n",
    );
    let told = ["5.2", "sh"].map(|version| {
        story.tell(&format!(
            "interpret --shell bash --shell-version {version} typed.txt"
        ))
    });
    hold("sh", &told.join("\n"));
}
