//! Histories of bash.

use super::super::terminal::told;
use insta::assert_snapshot;

#[test]
fn with_times() {
    assert_snapshot!(told(b"#1712345678\nssh web01 'sudo nginx -t'\n#1712345680\nfor h in web01 web02\ndo ssh $h uptime\ndone\nls -l\n#1712345690\ncat <<EOF\nx'\nEOF\n"));
}

#[test]
fn without_times() {
    assert_snapshot!(told(b"cd /etc/nginx\nsudo nginx -t\nvi nginx.conf\nfor h in a b; do\nssh $h uptime\ndone\nsudo systemctl reload nginx\nexit\n"));
    assert_snapshot!(told(b"ls\ncd /tmp\necho it's\nrm x\nrm y\n"));
}

#[test]
fn what_is_none() {
    assert_snapshot!(told(b"Get-Service\ncd C:\\Temp\nls\n"));
    assert_snapshot!(told(
        b"Dear colleagues,\nplease find attached\nthe minutes.\n"
    ));
}
