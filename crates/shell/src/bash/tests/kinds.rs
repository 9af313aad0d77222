//! What bash 5.2 was seen to do, kind by kind: what was typed, and what each line came to.

use super::super::super::Line;
use super::{Interpreter, TLS, show, tables};

/// Lines after `$ ` are typed one after the other, with lines after `> ` behind them in the same entry.
/// Below each stands what it comes to; an empty line begins another session.
#[track_caller]
fn sessions(document: &str) {
    let tables = tables(TLS);
    let mut found = String::new();
    let mut session = Interpreter::new(&tables);
    let mut typed = String::new();
    let enter = |typed: &mut String, found: &mut String, session: &mut Interpreter<'_>| {
        if typed.is_empty() {
            return;
        }
        let line = Line {
            text: typed,
            folder: None,
            host: None,
        };
        for said in show(&session.run_whole(&line)).lines() {
            found.push_str(said);
            found.push('\n');
        }
        typed.clear();
    };
    let document = document.trim_matches('\n');
    let document: Vec<&str> = document.lines().map(str::trim_start).collect();
    for line in &document {
        if let Some(more) = line.strip_prefix("> ") {
            typed.push('\n');
            typed.push_str(more);
            found.push_str(line);
            found.push('\n');
            continue;
        }
        if line.is_empty() || line.starts_with("$ ") {
            enter(&mut typed, &mut found, &mut session);
            found.push_str(line);
            found.push('\n');
        }
        match line.strip_prefix("$ ") {
            Some(text) => typed.push_str(text),
            None if line.is_empty() => session = Interpreter::new(&tables),
            None => {}
        }
    }
    enter(&mut typed, &mut found, &mut session);
    let expected = document.join("\n") + "\n";
    // What comes to something stands behind all lines of its entry.
    assert!(
        found == expected,
        "\nfound:\n{found}\nexpected:\n{expected}"
    );
}

#[test]
fn a_child_shell_gets_what_is_exported() {
    sessions(
        r#"
        $ x=a; bash -c 'rm $x'
        rm <variable x> !changes

        $ export x=a; bash -c 'rm $x'; export -n x; bash -c 'rm "$x"'
        export
        rm «a» !changes
        export «-n» «x»
        rm «» !changes

        $ x=a bash -c 'rm $x'; env x=b bash -c 'rm $x'; env -u x bash -c 'rm "$x"'
        rm «a» !changes
        rm «b» !changes
        rm «» !changes

        $ export x=a; sudo sh -c 'rm $x ~/y'; sudo x=b sh -c 'rm $x'
        export
        rm <variable x> <expression ~> !changes
        rm «b» !changes

        $ set -- a; bash <<'EOF'
        > rm "$1" b
        > EOF
        rm «» «b» !changes

        $ f() { local x=b; bash -c 'rm $x'; }; export x=a; f
        export
        local
        rm «b» !changes
        "#,
    );
}

#[test]
fn a_script_shares_its_input_with_what_it_runs() {
    sessions(
        r#"
        $ bash <<'EOF'
        > ssh web01 sudo nginx -t
        > ssh web02 sudo nginx -t
        > EOF
        web01: nginx «-t»
        web02: nginx «-t» if input

        $ ssh web01 <<'EOF'
        > ssh -n web02 uptime
        > rm a
        > cat > /tmp/x; rm b
        > rm c
        > EOF
        web02: uptime
        web01: rm «a» !changes
        web01: cat
        web01: rm «b» !changes
        web01: rm «c» if input !changes

        $ bash <<< 'read x; rm a'
        read «x»
        rm «a» !changes
        "#,
    );
}

#[test]
fn ifs_says_where_words_are_split() {
    sessions(
        r#"
        $ IFS=,; hosts=web01,web02; for h in $hosts; do ssh $h rm a; done
        web01: rm «a» !changes
        web02: rm «a» !changes

        $ IFS=; x='a b'; rm $x; IFS=,; set -- a b; rm "$*" $*
        rm «a b» !changes
        rm «a,b» «a» «b» !changes

        $ IFS=: read a b <<< x:y:z; rm $a $b; x=' a  b '; rm $x "$x"
        read «a» «b»
        rm «x» «y:z» !changes
        rm «a» «b» « a  b » !changes
        "#,
    );
}

#[test]
fn declarations_assign_in_every_form() {
    sessions(
        r#"
        $ x=a; export "x=b"; rm $x; command export x=c; rm $x; n=x; declare $n=d; rm $x
        export «x=b»
        rm «b» !changes
        export «x=c»
        rm «c» !changes
        declare «x=d»
        rm «d» !changes

        $ declare -i n=1+1; n+=5; rm $n; declare -u u=a; u+=b; rm $u; declare -l l=A; rm $l
        declare «-i»
        rm «7» !changes
        declare «-u»
        rm «AB» !changes
        declare «-l»
        rm «a» !changes

        $ f() { local -n r=$1; r=b; }; x=a; f x; rm $x
        local «-n»
        rm «b» !changes

        $ f() { local x=b; rm $x; }; x=a; f; rm $x
        local
        rm «b» !changes
        rm «a» !changes

        $ readonly x=a; x=b; rm b
        readonly

        $ a=(x y); a=z; rm "${a[@]}" ${#a[@]}; a[5]=w; rm "${a[-1]}" ${!a[@]}
        rm «z» «y» «2» !changes
        rm «w» «0» «1» «5» !changes

        $ declare -A m=([k]=v); m[l]=w; rm ${m[k]} "${m[l]}"
        declare «-A»
        rm «v» «w» !changes
        "#,
    );
}

#[test]
fn earlier_lines_come_back() {
    sessions(
        r#"
        $ ssh web01 'sudo nginx -t'
        web01: nginx «-t»
        $ !!:s/web01/web02/
        web02: nginx «-t»
        $ ^web02^web03
        web03: nginx «-t»
        $ !!:p

        $ rm a b
        rm «a» «b» !changes
        $ cp !:1 !$.old
        cp «a» «b.old» !changes
        $ sudo !rm
        rm «a» «b» !changes

        $ !!; rm a
        <expression !!; rm a> if !!; rm a !unknown

        $ echo "Done!now"; rm a
        <expression !now"; rm a> if !now"; rm a !unknown

        $ set +H
        $ rm "a!b" !!
        rm «a!b» «!!» !changes

        $ rm 'a!b' a\!b "a!" # !!
        rm «a!b» «a!b» «a!» !changes

        $ HISTCONTROL=ignorespace
        $ rm a
        rm «a» !changes
        $  rm b
        rm «b» !changes
        $ !!
        rm «a» !changes
        "#,
    );
}

#[test]
fn a_failure_ends_what_it_ends() {
    sessions(
        r#"
        $ set -e
        $ nginx -t; systemctl reload nginx
        nginx «-t»
        systemctl «reload» «nginx.service» if set -e !changes

        $ bash -ec 'false; rm a'; rm b
        false
        rm «b» !changes

        $ set -e; if nginx -t; then rm a; fi; nginx -t || true; rm b
        nginx «-t»
        rm «a» if if !changes
        nginx «-t» if set -e
        true if set -e
        rm «b» if set -e !changes

        $ : ${HOST:?set HOST}; rm a
        : <expression ${HOST:…}> if ${HOST:…}
        rm «a» if ${HOST:…} !changes

        $ unset HOST; : ${HOST:?set HOST}; rm a
        unset «HOST»
        $ rm b
        rm «b» !changes

        $ set -u; unset x; rm $x; rm b
        unset «x»

        $ rm a > 'x y'; f='x y'; rm b > $f; rm c
        rm «a» !changes
        rm «c» !changes

        $ rm a < missing; rm b
        rm <«missing» «a» if redirection !changes
        rm «b» !changes

        $ exit; rm a

        $ f() { nginx -t || return; rm a; }; f; rm b
        nginx «-t»
        rm «a» if return !changes
        rm «b» !changes
        "#,
    );
}

#[test]
fn what_is_known_decides() {
    sessions(
        r#"
        $ true && rm a; false && rm b; false || rm c; nginx -t && rm d
        true
        rm «a» !changes
        false
        false
        rm «c» !changes
        nginx «-t»
        rm «d» if && !changes

        $ x=prod; if [ "$x" = prod ]; then rm a; else rm b; fi; [[ $x == p* && -n $x ]] || rm c
        rm «a» !changes

        $ case www.pem in *.key) rm a;; *.pem) rm b;; esac
        rm «b» !changes

        $ for i in 1 2 3; do [ $i = 2 ] && continue; rm $i; done
        rm «1» !changes
        rm «3» !changes

        $ i=0; while ((i < 2)); do rm $i; ((i++)); done; for ((j = 2; j; j--)); do cp $j x; done
        rm «0» !changes
        rm «1» !changes
        cp «2» «x» !changes
        cp «1» «x» !changes

        $ for i in 1 2; do for j in a b; do break 2; done; rm x; done; rm y
        rm «y» !changes

        $ set -- -f a; if [ "$1" = -f ]; then shift; fi; rm $1 $#
        rm «a» «1» !changes

        $ set -- z; if nginx -t; then set -- a; fi; rm "$1"
        nginx «-t»
        rm <variable 1> !changes

        $ nginx -t; if [ $? -eq 0 ]; then rm a; fi; false; rm $?
        nginx «-t»
        rm «a» if if !changes
        false
        rm «1» !changes
        "#,
    );
}

#[test]
fn values_are_worked_out() {
    sessions(
        r#"
        $ x=/etc/ssl/www.pem.old; rm ${x%.old} ${x##*/} ${x/www/web} ${x:0:4} ${#x}
        rm «/etc/ssl/www.pem» «www.pem.old» «/etc/ssl/web.pem.old» «/etc» «20» !changes

        $ x=abc; y=x; rm ${x^^} ${x^} ${!y} ${x//[ab]/-} "${x:+s}" ${x-d} ${x:1}
        rm «ABC» «Abc» «abc» «--c» «s» «abc» «bc» !changes

        $ unset x; rm "${x:-c}" "${x-c}" "${x:+c}"; : "${x:=web01}"; ssh $x rm a
        unset «x»
        rm «c» «c» «» !changes
        : «web01»
        web01: rm «a» !changes

        $ rm $(echo a b) "$(printf '%02d' 7)" $(basename /x/y.pem .pem) $(seq 2)
        echo «a» «b»
        printf «%02d» «7»
        basename «/x/y.pem» «.pem»
        seq «2»
        rm «a» «b» «07» «y» «1» «2» !changes

        $ rm $((1 + 2 * 3)) $'it\'s' $'\x41\u00e9' {1..5..2} x{,.old}
        rm «7» «it's» «Aé» «1» «3» «5» «x» «x.old» !changes

        $ x=; rm "$x" a$x; LC_ALL= rm b; while IFS= read -r l; do rm "$l"; done <<< $'a b\nc'
        rm «» «a» !changes
        rm «b» !changes
        read «-r» «l»
        rm «a b» !changes
        read «-r» «l»
        rm «c» !changes
        read «-r» «l»

        $ rm ~/x \~/x "~/x" '~'; HOME=/srv; rm ~/x
        rm «~/x» <expression ~/x> <expression ~/x> <expression ~> !changes
        rm «/srv/x» !changes

        $ rm *.pem '*.pem'; x='*.pem'; rm $x "$x"; set -f; rm $x
        rm <expression *.pem> «*.pem» !changes
        rm <expression $x> «*.pem» !changes
        rm «*.pem» !changes
        "#,
    );
}

#[test]
fn nothing_here_changes_behind_a_process() {
    sessions(
        r#"
        $ x=a; x=b & rm $x; { x=c; } & wait; rm $x; (x=d; rm $x); rm $x; echo | x=e; rm $x
        rm «a» !changes
        wait
        rm «a» !changes
        rm «d» !changes
        rm «a» !changes
        echo
        rm «a» !changes

        $ f() { rm $x; }; x=a; x=b f; rm $x; x=c rm $x
        rm «b» !changes
        rm «a» !changes
        rm «a» !changes

        $ cd /opt/app & ./run.sh
        cd «/opt/app»
        ?/run.sh !unknown
        "#,
    );
}

#[test]
fn traps_and_functions_run_what_they_hold() {
    sessions(
        r#"
        $ ssh web01 'trap "rm -f k.key" EXIT; nginx -t'
        web01: trap «rm -f k.key» «EXIT»
        web01: nginx «-t»
        web01: rm -f «k.key» !changes

        $ trap 'rm e' ERR; nginx -t; false
        trap «rm e» «ERR»
        nginx «-t»
        rm «e» if trap ERR !changes
        false
        rm «e» !changes

        $ if nginx -t; then f() { rm a; }; fi; f
        nginx «-t»
        rm «a» if function f !changes
        f if function f !unknown

        $ alias r='rm a'
        alias «r=rm a»
        $ alias r='rm b'; r
        alias «r=rm b»
        rm «a» !changes
        $ r; bash -c r
        rm «b» !changes
        r !unknown

        $ kill -9 $$; rm a
        kill «-9» <variable $> !changes
        rm «a» if kill !changes

        $ exec rm a; rm b
        rm «a» !changes
        rm «b» if exec !changes

        $ (exec rm a) && rm b; bash -c 'exec rm c; rm d'
        rm «a» !changes
        rm «b» if && !changes
        rm «c» !changes

        $ builtin rm a; rm b
        rm «b» !changes

        $ cat > x.sh <<'EOF'
        > rm $1
        > EOF
        cat
        $ bash x.sh a; . ./x.sh b; bash y.sh
        rm «a» !changes
        rm «b» !changes
        bash «y.sh» !unknown
        <script y.sh> if script !unknown

        $ echo a b | xargs -n1 rm; find . -name x -exec rm {} \;
        echo «a» «b»
        rm «a» !changes
        rm «b» if xargs !changes
        rm <expression find -exec> if find -exec !changes
        find «.» «-name» «x» «-exec» «rm» «{}» «;» !changes

        $ sudo -u deploy sudo rm a; sudo -u deploy rm b
        rm «a» !changes
        rm sudo -u«deploy» «b» !changes
        "#,
    );
}

#[test]
fn a_folder_is_sure_behind_a_cd_that_worked() {
    sessions(
        r#"
        $ cd /opt/app; ./run.sh
        cd «/opt/app»
        ?/run.sh if cd !unknown

        $ cd /opt/app || exit 1; ./run.sh
        cd «/opt/app»
        /opt/app/run.sh if exit !unknown

        $ set -e; cd /opt/app; ./run.sh
        cd «/opt/app»
        /opt/app/run.sh if set -e !unknown

        $ cd a b; cd -z /x; cd /tmp; ./run.sh
        cd «a» «b»
        cd «-z» «/x»
        cd «/tmp»
        /tmp/run.sh !unknown
        "#,
    );
}

#[test]
fn what_an_unknown_text_leaves_behind() {
    sessions(
        r#"
        $ f() { rm a; }; eval "$x"; f
        <variable x> if x !unknown
        rm «a» if command !changes
        f if command !unknown

        $ eval "for x in \"$x\"; do IFS=.; done"; rm $(echo a.pem)
        echo «a.pem» if eval
        rm <expression $IFS> if eval !changes
        "#,
    );
}
