//! Lines as people type them, and what each comes to.

use super::super::super::Line;
use super::{Interpreter, TLS, show, tables, typed};

/// Input, `=>`, what it comes to; an empty line between.
#[track_caller]
fn check(cases: &str) {
    let mut wrong = String::new();
    for case in cases.trim_matches('\n').split("\n\n") {
        let mut typed_lines = Vec::new();
        let mut expected = Vec::new();
        for line in case.lines() {
            match line.trim_start().strip_prefix("=>") {
                Some(result) => expected.push(result.trim().to_owned()),
                None => typed_lines.push(line.strip_prefix("        ").unwrap_or(line)),
            }
        }
        let (input, expected) = (typed_lines.join("\n"), expected.join("\n"));
        let found = typed(&input);
        if found != expected {
            wrong.push_str(&format!(
                "{input}\n  found:\n{found}\n  expected:\n{expected}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn quotes_and_wrappers_are_gone() {
    check(
        r#"
        rm -f 'a b' "c" d\ e
        => rm -f «a b» «c» «d e» !changes

        \rm -f x; 'rm' x; "rm" x; /bin/rm x; command rm x; builtin cd /x
        => rm -f «x» !changes
        => rm «x» !changes
        => rm «x» !changes
        => rm «x» !changes
        => rm «x» !changes
        => cd «/x»

        sudo -n -E rm x
        => rm «x» !changes

        sudo -u root -- rm x
        => rm «x» !changes

        sudo --user=deploy -H rm x
        => rm sudo -u«deploy» «x» !changes

        sudo LC_ALL=C TZ=UTC nice -n 5 timeout -k 5 30s env A=b nohup rm x
        => rm «x» !changes

        time rm x
        => rm «x» !changes

        bash -c 'rm x; rm y'
        => rm «x» !changes
        => rm «y» !changes

        sudo sh -ec "rm 'x y'"
        => rm «x y» !changes

        su - -c 'rm x'
        => rm «x» !changes

        su deploy -c 'rm x'
        => rm sudo -u«deploy» «x» !changes

        eval 'rm x'
        => rm «x» !changes

        watch -n 2 systemctl status nginx
        => systemctl «status» «nginx.service»
        "#,
    );
}

#[test]
fn ssh_runs_on_its_host() {
    check(
        r#"
        ssh web01 'sudo nginx -t'
        => web01: nginx «-t»

        ssh -o BatchMode=yes -p 22 -i ~/.ssh/id -tt admin@web01 -q sudo nginx -t
        => web01: nginx «-t»

        ssh web01 "sudo nginx -t && echo 'all is well'"
        => web01: nginx «-t»
        => web01: echo «all is well» if &&

        ssh web01 sudo rm x '&&' rm y
        => web01: rm «x» !changes
        => web01: rm «y» if && !changes

        ssh web01
        => ssh «web01»

        ssh -J bastion web01 ssh web02 rm x
        => web02: rm «x» !changes

        ssh web01 <<'EOF'
        rm $x
        # rm y
        EOF
        => web01: rm <variable x> !changes

        f=www; ssh web01 'sudo bash -s' <<EOF
        rm $f.pem
        EOF
        => web01: rm «www.pem» !changes

        ssh web01 bash < fix.sh
        => web01: <script fix.sh> if redirection !unknown

        ssh "$h" 'rm x'
        => h?: rm «x» if h !changes

        ssh web01 "rm $f.pem"
        => web01: rm <variable f> if f !changes

        ssh web01 "cat > /etc/x" < y
        => web01: cat <«y» >«/etc/x» if redirection !changes

        echo 'rm x' | ssh web01 bash
        => echo «rm x»
        => web01: rm «x» !changes

        ssh -N -L 8080:localhost:80 web01
        => ssh «-N» «-L» «8080:localhost:80» «web01»
        "#,
    );
}

#[test]
fn variables_and_loops_are_followed() {
    check(
        r#"
        h=web01; d=www.example.com; ssh $h "rm $d.pem ${d}.key"
        => web01: rm «www.example.com.pem» «www.example.com.key» !changes

        for h in web01 web02; do ssh $h 'rm x'; done
        => web01: rm «x» !changes
        => web02: rm «x» !changes

        hosts="web01 web02"; for h in $hosts; do ssh $h rm x; done
        => web01: rm «x» !changes
        => web02: rm «x» !changes

        hosts=(web01 web02); hosts+=(web03); for h in "${hosts[@]}"; do ssh "$h" rm x; done
        => web01: rm «x» !changes
        => web02: rm «x» !changes
        => web03: rm «x» !changes

        for i in {1..3}; do ssh web0$i rm x; done
        => web01: rm «x» !changes
        => web02: rm «x» !changes
        => web03: rm «x» !changes

        for h in $(cat hosts); do ssh $h rm x; done
        => cat «hosts»
        => ssh <variable h> «rm» «x» if for
        => h?: rm «x» if for !changes

        for h in web01 "$other"; do ssh $h rm x; done
        => ssh <variable h> «rm» «x» if for
        => h?: rm «x» if for !changes

        while read h; do ssh -n $h rm x; done < hosts
        => read «h» if redirection
        => ssh «-n» <variable h> «rm» «x» if redirection
        => h?: rm «x» if redirection !changes

        f() { ssh $1 'rm x'; }; f web01; for h in web02; do f $h; done
        => web01: rm «x» !changes
        => web02: rm «x» !changes

        export D=www; rm $D.pem "${D%.*}" ${D:-x} '$D' \$D
        => export
        => rm «www.pem» «www» «www» «$D» «$D» !changes

        x=a; test -f y && x=b; rm $x
        => test «-f» «y»
        => rm <variable x> !changes

        if true; then x=a; else x=b; rm $x; fi; rm $x
        => true
        => rm «a» !changes

        if test -f y; then x=a; else x=b; rm $x; fi; rm $x
        => test «-f» «y»
        => rm «b» if if !changes
        => rm <variable x> !changes

        i=1; while true; do ssh web$i rm x; i=2; done
        => true
        => web1: rm «x» !changes
        => true
        => web2: rm «x» !changes
        => true if while
        => web2: rm «x» if while !changes

        cp -p x{,.previous}; rm {a,b}.pem
        => cp -p «x» «x.previous» !changes
        => rm «a.pem» «b.pem» !changes

        rm *.pem $HOME/x ~/y
        => rm <expression *.pem> «~/x» «~/y» !changes

        rm $(ssh web01 cat list)
        => web01: cat «list»
        => rm <expression $(ssh web01 cat list)> !changes

        alias ll='ls -l'
        ll x; alias ll='ls -a'; ll x
        => alias «ll=ls -l»
        => ls «-l» «x»
        => alias «ll=ls -a»
        => ls «-l» «x»
        "#,
    );
}

#[test]
fn what_may_not_have_been_run_is_so() {
    check(
        r#"
        a && b || c; d
        => a !unknown
        => b if && !unknown
        => c if || !unknown
        => d !unknown

        if [ -f x ]; then rm x; elif rm y; then rm z; fi
        => rm «x» if if !changes
        => rm «y» if if !changes
        => rm «z» if if !changes

        case $x in a) rm x;; *) rm y;; esac
        => rm «x» if case !changes
        => rm «y» if case !changes

        cd /x || exit 1; rm y
        => cd «/x»
        => rm «y» if exit !changes

        ssh web01 'set -e; rm x; rm y'
        => web01: rm «x» !changes
        => web01: rm «y» if set -e !changes

        ! rm x
        => rm «x» !changes

        (cd /x; rm y) & { rm z; }
        => cd «/x»
        => rm «y» !changes
        => rm «z» !changes

        if
        => <syntax if> !unknown
        "#,
    );
}

#[test]
fn what_only_appears_is_nothing() {
    check(
        r#"
        # rm x

        echo 'rm x'; echo rm x # rm y
        => echo «rm x»
        => echo «rm» «x»

        cat <<'EOF'
        rm x
        EOF
        => cat

        printf '%s\n' "ssh web01 'sudo nginx -t'"
        => printf «%s\n» «ssh web01 'sudo nginx -t'»

        : rm x
        => : «rm» «x»

        grep 'sudo rm x' log | less
        => grep «sudo rm x» «log»
        "#,
    );
}

#[test]
fn a_pipeline_is_one_invocation() {
    check(
        r#"
        openssl s_client -connect h:443 -servername d </dev/null 2>/dev/null | openssl x509 -serial -noout | tee log | cat
        => openssl s_client -connect«h:443» -servername«d» | openssl x509 -noout -serial

        echo | openssl s_client -connect h:443 2>&1 | openssl x509 -noout -serial | head -1
        => openssl s_client -connect«h:443» | openssl x509 -noout -serial | head «-1»

        yes | rm -i x
        => rm -i «x» !changes

        echo a | sudo tee /etc/x
        => echo «a» | tee «/etc/x» !changes !changes

        echo a >> /etc/x; echo a > x; echo a > /tmp/x
        => echo >«/etc/x» «a» if redirection !changes
        => echo «a»
        => echo «a»

        find / -name x | xargs rm
        => find «/» «-name» «x»
        => rm <expression xargs rm> if xargs !changes

        ssh web01 'rm x; rm y' | tee log
        => web01: rm «x» !changes
        => web01: rm «y» !changes

        diff <(openssl x509 -noout -pubkey -in c.pem) <(openssl pkey -pubout -in "c.key")
        => diff «<(openssl x509 -in c.pem -noout -pubkey)» «<(openssl pkey -in c.key -pubout)»
        "#,
    );
}

#[test]
fn options_have_an_order_and_one_spelling() {
    check(
        r#"
        install -m0644 -o root -groot a b
        => install -g«root» -m«644» -o«root» «a» «b» !changes

        install --mode=0644 a --owner root b -g root -v
        => install -g«root» -m«644» -o«root» «a» «b» !changes

        rm -vf -- -x
        => rm -f «-x» !changes

        rm -f ./x /etc//ssl/./y
        => rm -f «x» «/etc/ssl/y» !changes

        rm x --what y
        => rm «x» «--what» «y» !changes

        rm --what -f x
        => rm --what -f «x» !changes

        scp -q x admin@web01:~/y; scp -q x web01:./y
        => scp «x» «web01:y» !changes
        => scp «x» «web01:y» !changes

        systemctl reload nginx; systemctl status nginx.socket; systemctl daemon-reload
        => systemctl «reload» «nginx.service» !changes
        => systemctl «status» «nginx.socket»
        => systemctl «daemon-reload» !changes

        chmod 0600 x
        => chmod «600» «x» !changes

        rsync -avn a h:b; kubectl apply --dry-run=client -f x
        => rsync «-avn» «a» «h:b» dry !changes
        => kubectl «apply» «--dry-run=client» «-f» «x» dry !changes
        "#,
    );
}

#[test]
fn programs_lie_in_folders() {
    check(
        r#"
        cd /opt/tool; ./run; ../other/run; /opt/x/y
        => cd «/opt/tool»
        => ?/run if cd !unknown
        => ?/../other/run if cd !unknown
        => /opt/x/y !unknown

        cd /opt/tool && ./run && ../other/run
        => cd «/opt/tool»
        => /opt/tool/run if && !unknown
        => /opt/other/run if && !unknown

        ./run; ~/bin/run; $p/run
        => ?/run !unknown
        => ?/~/bin/run !unknown
        => <variable p> !unknown
        "#,
    );
}

#[test]
fn a_session_remembers() {
    let tables = tables(TLS);
    let mut session = Interpreter::new(&tables);
    let mut at = |text: &str, folder: Option<&str>, host: Option<&str>| {
        let found = session.run(&Line { text, folder, host });
        let folder = found.last().and_then(|found| found.folder.clone());
        format!("{} in {}", show(&found), folder.as_deref().unwrap_or("?"))
    };
    let steps = [
        at("d=www", Some("~"), None),
        at("rm $d", Some("~/x"), None),
        at("cd /srv/../srv/y", Some("~/x"), None),
        at("rm $d", None, None),
        at("cd -; rm $d", None, None),
        at("ssh web01", None, None),
        at("rm $d", Some("~"), Some("web01")),
        at("d=other; rm $d", None, Some("web01")),
        at("rm $d", None, None),
        at("rm x", None, None),
        at("sudo !!", None, None),
        at("sudo -i", None, None),
        at("rm $d", Some("~"), None),
    ];
    insta::assert_snapshot!(steps.join("\n"), @r"
     in ?
    rm «www» !changes in ~/x
    cd «/srv/../srv/y» in ~/x
    rm «www» !changes in /srv/y
    cd «-»
    rm «www» !changes in ~/x
    ssh «web01» in ~/x
    web01: rm <variable d> !changes in ~
    web01: rm «other» !changes in ~
    rm «www» !changes in ~/x
    rm «x» !changes in ~/x
    rm «x» !changes in ~/x
    sudo «-i» in ~/x
    rm <variable d> !changes in ~
    ");
}
