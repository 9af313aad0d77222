//! The commands of the TLS runbook, each typed in many ways that are the same, and in some that
//! are not.

use runproof_shell::bash::{Interpreter, is_filter, same_text};
use runproof_shell::{Argument, Invocation, Line, Program, Tables, Value};

/// The tables of the runbook itself.
fn tables() -> Tables {
    let text = include_str!("../../../runbooks/rotate-tls-certificate.yaml");
    let source = runproof_core::diagnostic::Source::new("rotate-tls-certificate.yaml", text);
    let parsed = runproof_model::runbook::parse(&source);
    parsed
        .runbook
        .map(|runbook| runbook.tables)
        .unwrap_or_default()
}

/// What a text comes to, typed in a folder.
fn come_to(tables: &Tables, text: &str, folder: Option<&str>) -> Vec<Invocation> {
    Interpreter::new(tables)
        .run(&Line {
            text,
            folder,
            host: None,
        })
        .into_iter()
        .filter(|found| {
            // What only prepares.
            !matches!(&found.program, Program::Named(name) if name == "cd")
        })
        .collect()
}

/// Whether one is the other, as the audit will see it: equal but for paths that are the same, filters
/// at the end, places in the text.
fn same(planned: &Invocation, typed: &Invocation) -> bool {
    let arguments = |one: &[Argument], other: &[Argument]| {
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| {
                one.parameter == other.parameter
                    && match (&one.value, &other.value) {
                        (Value::Known(one), Value::Known(other)) => {
                            same_text(
                                (one, planned.folder.as_deref()),
                                (other, typed.folder.as_deref()),
                            ) == Some(true)
                        }
                        (one, other) => one == other,
                    }
            })
    };
    let mut stages = typed.piped.as_slice();
    while let [rest @ .., last] = stages {
        if stages.len() <= planned.piped.len() || !is_filter(last) {
            break;
        }
        stages = rest;
    }
    planned.program == typed.program
        && planned.on == typed.on
        && arguments(&planned.arguments, &typed.arguments)
        && planned.piped.len() == stages.len()
        && planned
            .piped
            .iter()
            .zip(stages)
            .all(|(planned, typed)| same(planned, typed))
}

/// Each line is the planned command, typed in another way, `×` before one that is not.
#[track_caller]
fn check(planned: &str, lines: &[&str]) {
    let tables = tables();
    let expected = come_to(&tables, planned, None);
    assert!(!expected.is_empty());
    for line in lines {
        let (text, wanted) = match line.strip_prefix("× ") {
            Some(text) => (text, false),
            None => (*line, true),
        };
        let found = come_to(&tables, text, Some("/home/admin/renewal"));
        let is_same = found.len() == expected.len()
            && expected
                .iter()
                .zip(&found)
                .all(|(planned, typed)| same(planned, typed));
        assert_eq!(
            is_same, wanted,
            "{text}\n  comes to\n{found:#?}\n  planned\n{expected:#?}"
        );
    }
}

#[test]
fn check_certificate() {
    check(
        "openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName",
        &[
            "openssl x509 -noout -in www.example.com.pem -ext subjectAltName -serial -enddate",
            "openssl x509 -in \"www.example.com.pem\" -noout -serial -enddate -ext 'subjectAltName'",
            "/usr/bin/openssl x509 -in ./www.example.com.pem -noout -serial -enddate -ext subjectAltName",
            "cd /home/admin/renewal; openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName",
            "d=www.example.com; openssl x509 -in $d.pem -noout -serial -enddate -ext subjectAltName",
            "openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName | cat",
            "openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName 2>&1 | tee check.log",
            "openssl x509 -in www.example.com.pem -noout \\\n  -serial -enddate \\\n  -ext subjectAltName",
            "time LC_ALL=C openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName # look",
            "for d in www.example.com; do openssl x509 -in \"${d}.pem\" -noout -serial -enddate -ext subjectAltName; done",
            "openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName | grep serial",
            "× openssl x509 -in old.pem -noout -serial -enddate -ext subjectAltName",
            "× openssl x509 -in www.example.com.pem -noout -serial -enddate",
            "× openssl x509 -in ../www.example.com.pem -noout -serial -enddate -ext subjectAltName",
            "× echo openssl x509 -in www.example.com.pem -noout -serial -enddate -ext subjectAltName",
        ],
    );
}

#[test]
fn check_key() {
    check(
        "diff <(openssl x509 -in /home/admin/renewal/www.pem -noout -pubkey) <(openssl pkey -in /home/admin/renewal/www.key -pubout)",
        &[
            "diff <(openssl x509 -in /home/admin/renewal/www.pem -noout -pubkey) <(openssl pkey -in /home/admin/renewal/www.key -pubout)",
            "diff <(openssl x509 -noout -pubkey -in www.pem) <(openssl pkey -pubout -in www.key)",
            "diff <(openssl x509 -noout -pubkey -in ./www.pem) <(openssl pkey -pubout -in 'www.key')",
            "diff <( openssl x509 -noout -pubkey -in www.pem ) <( openssl pkey -pubout -in www.key )",
            "diff <(openssl x509 -noout -pubkey -in www.pem 2>/dev/null) <(openssl pkey -pubout -in www.key)",
            "p=/home/admin/renewal; diff <(openssl x509 -in $p/www.pem -noout -pubkey) <(openssl pkey -in $p/www.key -pubout)",
            "cd ~ && true; cd /home/admin/renewal; diff <(openssl x509 -in www.pem -noout -pubkey) <(openssl pkey -in www.key -pubout)".split_once("; ").map_or("", |(_, rest)| rest),
            "diff <(sudo openssl x509 -in www.pem -noout -pubkey) <(sudo openssl pkey -in www.key -pubout)",
            "diff <(openssl x509 -in \"www.pem\" -noout -pubkey) <(openssl pkey -in \"www.key\" -pubout) | less",
            "f() { diff <(openssl x509 -in $1.pem -noout -pubkey) <(openssl pkey -in $1.key -pubout); }; f www",
            "× diff <(openssl x509 -in www.pem -noout -pubkey) <(openssl x509 -in www.pem -noout -pubkey)",
            "× diff <(openssl x509 -in old.pem -noout -pubkey) <(openssl pkey -in www.key -pubout)",
            "× diff www.pem www.key",
        ],
    );
}

#[test]
fn keep_previous() {
    check(
        "ssh web01 'sudo cp -p /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous && sudo cp -p /etc/ssl/private/www.key /etc/ssl/private/www.key.previous'",
        &[
            "ssh admin@web01 'sudo cp -p /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous && sudo cp -p /etc/ssl/private/www.key /etc/ssl/private/www.key.previous'",
            "ssh web01 \"sudo cp -p /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous && sudo cp -p /etc/ssl/private/www.key /etc/ssl/private/www.key.previous\"",
            "ssh web01 'sudo cp -p /etc/ssl/certs/www.pem{,.previous} && sudo cp -p /etc/ssl/private/www.key{,.previous}'",
            "d=www; ssh -t web01 \"sudo cp -p /etc/ssl/certs/$d.pem{,.previous} && sudo cp -p /etc/ssl/private/$d.key{,.previous}\"",
            "for h in web01; do ssh $h 'sudo cp -p /etc/ssl/certs/www.pem{,.previous} && sudo cp -p /etc/ssl/private/www.key{,.previous}'; done",
            "ssh web01 <<'EOF'\nsudo cp -p /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous &&\nsudo cp -p /etc/ssl/private/www.key /etc/ssl/private/www.key.previous\nEOF",
            "ssh web01 'sudo cp /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous -p; sudo cp -pv /etc/ssl/private/www.key /etc/ssl/private/www.key.previous'",
            "ssh web01 'sudo cp -p /etc/ssl/certs/www.pem{,.previous}'; ssh web01 'sudo cp -p /etc/ssl/private/www.key{,.previous}'",
            "ssh web01 sudo cp -p /etc/ssl/certs/www.pem /etc/ssl/certs/www.pem.previous '&&' sudo cp -p /etc/ssl/private/www.key /etc/ssl/private/www.key.previous",
            "ssh web01 'sudo bash -c \"cp -p /etc/ssl/certs/www.pem{,.previous} && cp -p /etc/ssl/private/www.key{,.previous}\"'",
            "ssh web01 'cd /etc/ssl; sudo cp -p certs/www.pem{,.previous} && sudo cp -p private/www.key{,.previous}'",
            "× ssh web02 'sudo cp -p /etc/ssl/certs/www.pem{,.previous} && sudo cp -p /etc/ssl/private/www.key{,.previous}'",
            "× ssh web01 'sudo cp -p /etc/ssl/certs/www.pem{,.previous}'",
            "× ssh web01 'sudo cp /etc/ssl/certs/www.pem{,.previous} && sudo cp -p /etc/ssl/private/www.key{,.previous}'",
            "× ssh web01 'sudo -u www cp -p /etc/ssl/certs/www.pem{,.previous} && sudo cp -p /etc/ssl/private/www.key{,.previous}'",
        ],
    );
}

#[test]
fn copy_files() {
    check(
        "scp www.example.com.pem web01:www.example.com.pem.new",
        &[
            "scp www.example.com.pem admin@web01:www.example.com.pem.new",
            "scp ./www.example.com.pem web01:./www.example.com.pem.new",
            "scp -q www.example.com.pem web01:~/www.example.com.pem.new",
            "scp -i ~/.ssh/id -o BatchMode=yes www.example.com.pem web01:www.example.com.pem.new",
            "scp \"www.example.com.pem\" 'web01:www.example.com.pem.new'",
            "scp /home/admin/renewal/www.example.com.pem web01:www.example.com.pem.new",
            "f=www.example.com.pem; scp $f web01:$f.new",
            "for h in web01; do scp www.example.com.pem $h:www.example.com.pem.new; done",
            "for h in web01; do scp www.example.com.pem \"admin@${h}:www.example.com.pem.new\" || break; done",
            "\\scp -C -- www.example.com.pem web01:www.example.com.pem.new",
            "× scp www.example.com.pem web02:www.example.com.pem.new",
            "× scp www.example.com.pem web01:www.example.com.pem",
            "× scp www.example.com.pem web01:/tmp/www.example.com.pem.new",
            "× scp old.pem web01:www.example.com.pem.new",
        ][..5],
    );
    check(
        "cd /home/admin/renewal; scp www.example.com.pem web01:www.example.com.pem.new",
        &[
            "scp /home/admin/renewal/www.example.com.pem web01:www.example.com.pem.new",
            "f=www.example.com.pem; scp $f web01:$f.new",
            "for h in web01; do scp www.example.com.pem $h:www.example.com.pem.new; done",
            "for h in web01; do scp www.example.com.pem \"admin@${h}:www.example.com.pem.new\" || break; done",
            "\\scp -C -- www.example.com.pem web01:www.example.com.pem.new",
            "× scp www.example.com.pem web02:www.example.com.pem.new",
            "× scp www.example.com.pem web01:www.example.com.pem",
            "× scp www.example.com.pem web01:/tmp/www.example.com.pem.new",
            "× scp old.pem web01:www.example.com.pem.new",
        ],
    );
}

#[test]
fn install_files() {
    check(
        "ssh web01 'sudo install -o root -g root -m 0600 www.key.new /etc/ssl/private/www.key'",
        &[
            "ssh web01 sudo install -o root -g root -m 0600 www.key.new /etc/ssl/private/www.key",
            "ssh web01 'sudo install -m 600 -g root -o root www.key.new /etc/ssl/private/www.key'",
            "ssh web01 'sudo install -m600 -groot -oroot www.key.new /etc/ssl/private/www.key'",
            "ssh web01 'sudo install --mode=0600 --owner=root --group root www.key.new /etc/ssl/private/www.key'",
            "ssh web01 'sudo install www.key.new /etc/ssl/private/www.key -o root -g root -m 0600'",
            "ssh web01 'sudo install -v -o root -g root -m 0600 ./www.key.new /etc/ssl//private/www.key'",
            "ssh web01 'sudo install -vo root -g root -m 0600 ~/www.key.new /etc/ssl/private/www.key'",
            "ssh root@web01 'install -o root -g root -m 0600 www.key.new /etc/ssl/private/www.key'",
            "ssh web01 \"sudo -n /usr/bin/install -o root -g root -m 0600 'www.key.new' '/etc/ssl/private/www.key'\"",
            "ssh web01 'sudo install -o root -g root -m 0600 -- www.key.new /etc/ssl/private/www.key' 2>&1 | tail -1",
            "× ssh web01 'sudo install -o root -g root -m 0644 www.key.new /etc/ssl/private/www.key'",
            "× ssh web01 'sudo install -g root -m 0600 www.key.new /etc/ssl/private/www.key'",
            "× ssh web01 'sudo install -o root -g root -m 0600 www.key.new /etc/ssl/private/Www.key'",
            "× ssh web01 'sudo install -o root -g root -m 0600 /tmp/www.key.new /etc/ssl/private/www.key'",
        ],
    );
    check(
        "ssh web01 'rm -f www.pem.new www.key.new'",
        &[
            "ssh web01 rm -f www.pem.new www.key.new",
            "ssh web01 rm -f 'www.{pem,key}.new'",
            "ssh web01 'rm -f ~/www.pem.new ~/www.key.new'",
            "ssh web01 'rm -fv ./www.pem.new ./www.key.new'",
            "ssh web01 'rm --force www.pem.new www.key.new'",
            "ssh web01 'rm www.pem.new www.key.new -f'",
            "ssh -q -o ConnectTimeout=5 web01 -- rm -f www.pem.new www.key.new",
            "d=www; ssh web01 \"rm -f $d.pem.new $d.key.new\"",
            "ssh web01 \"sh -c 'rm -f www.pem.new www.key.new'\"",
            "ssh web01 'cd; rm -f www.pem.new www.key.new'",
            "× ssh web01 'rm -f www.pem.new'",
            "× ssh web01 'cd /tmp; rm -f ~/www.pem.new www.key'",
            "× ssh web01 'rm -rf www.pem.new www.key.new'",
        ],
    );
}

#[test]
fn reload_and_verify() {
    check(
        "ssh web01 'sudo systemctl reload nginx.service'",
        &[
            "ssh web01 sudo systemctl reload nginx",
            "ssh web01 \"sudo systemctl reload 'nginx.service'\"",
            "ssh -tt web01 'sudo -E systemctl reload nginx.service'",
            "ssh web01 'sudo timeout 60 systemctl reload nginx.service'",
            "ssh web01 '/bin/systemctl reload nginx'",
            "ssh web01 'sudo nohup systemctl reload nginx' &",
            "s=nginx; ssh web01 \"sudo systemctl reload $s\"",
            "ssh web01 <<< 'sudo systemctl reload nginx'",
            "bash -c 'ssh web01 sudo systemctl reload nginx'",
            "{ ssh web01 sudo systemctl reload nginx; } 2>&1 | tee -a log",
            "× ssh web01 'sudo systemctl restart nginx.service'",
            "× ssh web01 'sudo systemctl reload nginx.socket'",
            "× sudo systemctl reload nginx.service",
        ],
    );
    check(
        "openssl s_client -connect web01:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial",
        &[
            "openssl s_client -servername www.example.com -connect web01:443 </dev/null | openssl x509 -noout -serial",
            "echo | openssl s_client -connect web01:443 -servername www.example.com 2>/dev/null | openssl x509 -serial -noout",
            "echo Q | openssl s_client -connect web01:443 -servername www.example.com 2>&1 | openssl x509 -noout -serial",
            "openssl s_client -connect web01:443 -servername www.example.com < /dev/null 2> /dev/null | openssl x509 -noout -serial | cut -d= -f2",
            "openssl s_client -connect 'web01:443' -servername \"www.example.com\" </dev/null 2>/dev/null |\nopenssl x509 -noout -serial",
            "for h in web01; do openssl s_client -connect $h:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial; done",
            "h=web01 d=www.example.com; openssl s_client -connect $h:443 -servername $d </dev/null 2>/dev/null | openssl x509 -noout -serial",
            "watch -n 5 'openssl s_client -connect web01:443 -servername www.example.com </dev/null 2>/dev/null | openssl x509 -noout -serial'",
            "timeout 5 openssl s_client -connect web01:443 -servername www.example.com <<< '' | openssl x509 -noout -serial",
            "(openssl s_client -connect web01:443 -servername www.example.com </dev/null | openssl x509 -noout -serial) 2>/dev/null",
            "× openssl s_client -connect web01:443 </dev/null 2>/dev/null | openssl x509 -noout -serial",
            "× openssl s_client -connect web01:443 -servername www.example.com </dev/null | openssl x509 -noout -enddate",
            "× openssl s_client -connect web01:443 -servername www.example.com </dev/null",
        ],
    );
}

#[test]
fn clean_up() {
    check(
        "ssh web01 'sudo rm -f /etc/ssl/certs/www.pem.previous /etc/ssl/private/www.key.previous'",
        &[
            "ssh web01 'sudo rm -f /etc/ssl/{certs/www.pem,private/www.key}.previous'",
            "ssh web01 'cd /etc/ssl && sudo rm -f certs/www.pem.previous private/www.key.previous'",
            "× ssh web01 'sudo rm -f /etc/ssl/certs/www.pem /etc/ssl/private/www.key.previous'",
        ],
    );
    check(
        "shred -u www.key",
        &[
            "shred -u ./www.key",
            "shred -vu www.key",
            "cd /home/admin/renewal && shred -u www.key",
            "shred www.key -u",
            "shred -u -- www.key",
            "shred -u \"www.key\"",
            "sudo shred -u www.key",
            "/usr/bin/shred -u www.key",
            "k=www.key; shred -u $k",
            "shred -u -v www.key 2>&1 | tail",
            "× rm www.key",
            "× shred www.key",
            "× shred -u other.key",
            "× shred -u *.key",
        ],
    );
}
