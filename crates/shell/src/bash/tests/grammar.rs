//! Lines that another grammar cuts in other places than bash.

use super::typed;

#[test]
fn words_are_cut_where_bash_cuts_them() {
    for (text, expected) in [
        (
            "d=www h=web; rm $d.pem $h:$d.pem.new",
            "rm «www.pem» «web:www.pem.new» !changes",
        ),
        (
            "c=/etc/x d=www; rm $c/$d.pem",
            "rm «/etc/x/www.pem» !changes",
        ),
        ("x=a f=b; rm \"$x\"/$f.c", "rm «a/b.c» !changes"),
        ("f=b; rm a\"b\"$f.c", "rm «abb.c» !changes"),
        ("f=b; rm {a,b}.$f.c", "rm «a.b.c» «b.b.c» !changes"),
        ("x=a; rm $x\\ b", "rm «a b» !changes"),
        ("f=b; rm a\\ $f\\ c", "rm «a b c» !changes"),
        ("x=a; rm $x\\$", "rm «a$» !changes"),
        ("rm \\ a", "rm « a» !changes"),
        ("rm a\\\nb", "rm «ab» !changes"),
        ("rm a$.b", "rm «a$.b» !changes"),
        ("rm $\"a\"", "rm «a» !changes"),
        ("rm a {fd}>x", "rm «a» !changes"),
        (
            "e=prod h=web01; ssh $h.$e.example.com rm a",
            "web01.prod.example.com: rm «a» !changes",
        ),
        ("x=; rm a$x", "rm «a» !changes"),
        (
            "kubectl apply -f - <<EOF\nx\nEOF",
            "kubectl «apply» «-f» «-» !changes",
        ),
        ("for h in; do rm a; done", ""),
        ("for h in a; { rm $h; }", "rm «a» !changes"),
        ("rm 10#$x\\a", "rm <variable x> !changes"),
    ] {
        assert_eq!(typed(text), expected, "{text}");
    }
}

#[test]
fn a_redirection_before_a_pipe_binds_no_list() {
    for (text, expected) in [
        (
            "nginx -t && rm a 2>/dev/null | rm b",
            "nginx «-t»\nrm «a» | rm «b» if && if &&",
        ),
        (
            "nginx -t && rm a </dev/null 2>&1 | rm b",
            "nginx «-t»\nrm «a» | rm «b» if && if &&",
        ),
        (
            "nginx -t && rm a 2>x |& rm b",
            "nginx «-t»\nrm «a» | rm «b» if && if &&",
        ),
        (
            "nginx -t || rm a >x | rm b",
            "nginx «-t»\nrm «a» | rm «b» if || if ||",
        ),
        ("false && rm a 2>x | rm b", "false"),
        (
            "if true; then false || rm a 2>x | rm b; fi",
            "true\nfalse\nrm «a» | rm «b»",
        ),
    ] {
        let said = typed(text).replace(" !changes", "");
        assert_eq!(said, expected, "{text}");
    }
}
