//! What the programs of a Unix system do to the world, where the definition does not say so.

use super::super::{Effect, Invocation, Program};

/// Programs that look, whatever their arguments.
const READS: &[&str] = &[
    ":",
    "[",
    "ag",
    "apropos",
    "arch",
    "atq",
    "awk",
    "basename",
    "bc",
    "bg",
    "blkid",
    "cal",
    "cat",
    "cd",
    "cksum",
    "clear",
    "cmp",
    "column",
    "comm",
    "compgen",
    "cut",
    "df",
    "diff",
    "dig",
    "dirname",
    "dirs",
    "dmesg",
    "du",
    "echo",
    "egrep",
    "env",
    "exit",
    "expand",
    "export",
    "expr",
    "false",
    "fc",
    "fg",
    "fgrep",
    "file",
    "findmnt",
    "fold",
    "free",
    "getent",
    "getfacl",
    "grep",
    "groups",
    "hash",
    "head",
    "help",
    "hexdump",
    "history",
    "host",
    "hostid",
    "htop",
    "id",
    "info",
    "iostat",
    "jobs",
    "join",
    "jq",
    "last",
    "lastlog",
    "ldd",
    "less",
    "let",
    "local",
    "locale",
    "locate",
    "logname",
    "logout",
    "look",
    "ls",
    "lsattr",
    "lsblk",
    "lscpu",
    "lsmod",
    "lsof",
    "lspci",
    "lsusb",
    "man",
    "md5sum",
    "more",
    "mpstat",
    "mtr",
    "namei",
    "netstat",
    "nl",
    "nproc",
    "nslookup",
    "od",
    "paste",
    "pgrep",
    "ping",
    "ping6",
    "pmap",
    "popd",
    "printenv",
    "printf",
    "ps",
    "pstree",
    "pushd",
    "pwd",
    "pwdx",
    "read",
    "readlink",
    "realpath",
    "reset",
    "return",
    "rev",
    "rg",
    "rpmkeys",
    "sar",
    "seq",
    "set",
    "sha1sum",
    "sha224sum",
    "sha256sum",
    "sha384sum",
    "sha512sum",
    "shopt",
    "sleep",
    "ss",
    "ssh",
    "ssh-keyscan",
    "stat",
    "strings",
    "stty",
    "su",
    "sudo",
    "sum",
    "tac",
    "tail",
    "tcpdump",
    "test",
    "time",
    "timeout",
    "tldr",
    "top",
    "tput",
    "tr",
    "traceroute",
    "tracepath",
    "tree",
    "true",
    "tty",
    "type",
    "tzselect",
    "uname",
    "unexpand",
    "uniq",
    "unset",
    "unalias",
    "alias",
    "uptime",
    "users",
    "vmstat",
    "w",
    "wait",
    "wc",
    "whatis",
    "whereis",
    "which",
    "who",
    "whoami",
    "whois",
    "xxd",
    "yes",
    "zcat",
    "zgrep",
    "zless",
    "declare",
    "typeset",
    "readonly",
    "exec",
    "command",
    "nohup",
    "nice",
    "screen",
    "tmux",
    "bind",
    "complete",
    "ulimit",
    "umask",
    "trap",
    "times",
    "disown",
    "suspend",
    "sestatus",
    "getenforce",
    "matchpathcon",
    "lsns",
    "numfmt",
    "shuf",
    "base64",
    "watch",
    "break",
    "continue",
    "getopts",
    "mapfile",
    "readarray",
];

/// Programs that change something, whatever their arguments.
const CHANGES: &[&str] = &[
    "a2dismod",
    "a2dissite",
    "a2enmod",
    "a2ensite",
    "adduser",
    "addgroup",
    "alternatives",
    "at",
    "batch",
    "chattr",
    "chcon",
    "chgrp",
    "chmod",
    "chown",
    "chpasswd",
    "chsh",
    "chfn",
    "cp",
    "dd",
    "deluser",
    "delgroup",
    "fallocate",
    "groupadd",
    "groupdel",
    "groupmod",
    "gpasswd",
    "halt",
    "init",
    "insmod",
    "install",
    "kill",
    "killall",
    "ln",
    "link",
    "logrotate",
    "lvcreate",
    "lvextend",
    "lvremove",
    "mkdir",
    "mkfifo",
    "mkfs",
    "mknod",
    "mkswap",
    "mktemp",
    "modprobe",
    "mv",
    "newaliases",
    "newgrp",
    "parted",
    "passwd",
    "patch",
    "pkill",
    "poweroff",
    "pvcreate",
    "reboot",
    "renice",
    "restorecon",
    "rm",
    "rmdir",
    "rmmod",
    "rsync",
    "scp",
    "semodule",
    "setenforce",
    "setfacl",
    "setfattr",
    "setsebool",
    "sftp",
    "shred",
    "shutdown",
    "ssh-copy-id",
    "sudoedit",
    "swapoff",
    "swapon",
    "telinit",
    "touch",
    "truncate",
    "tune2fs",
    "umount",
    "unlink",
    "update-alternatives",
    "update-ca-certificates",
    "update-ca-trust",
    "update-rc.d",
    "useradd",
    "userdel",
    "usermod",
    "vgcreate",
    "vgextend",
    "vigr",
    "vipw",
    "visudo",
    "wipefs",
];

/// What a program does, with these arguments.
pub(super) fn of(program: &str, words: &[String]) -> Effect {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.first() == Some(&"--help") || words == ["--version"] {
        return Effect::Reads;
    }
    special(program, &words).unwrap_or_else(|| {
        if READS.contains(&program) {
            Effect::Reads
        } else if CHANGES.contains(&program) {
            Effect::Changes
        } else {
            Effect::Unknown
        }
    })
}

/// Programs whose arguments decide.
fn special(program: &str, words: &[&str]) -> Option<Effect> {
    use Effect::{Changes, Reads, Unknown};
    let operands = || words.iter().copied().filter(|word| !word.starts_with('-'));
    let verb = operands().next().unwrap_or("");
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let either = |reads: bool| Some(if reads { Reads } else { Changes });
    match program {
        "openssl" => match verb {
            "x509" | "req" | "rsa" | "pkey" | "ec" | "s_client" | "verify" | "version" | "crl"
            | "ciphers" | "dgst" | "asn1parse" | "pkcs12" | "pkcs7" | "storeutl" | "ocsp"
            | "list" => {
                // A file that is written: a reader of certificates becomes a maker of them.
                either(
                    !has(&["-out", "-keyout", "-new", "-newkey", "-x509"]) || (verb == "s_client"),
                )
            }
            "genrsa" | "genpkey" | "ca" | "ecparam" => Some(Changes),
            _ => Some(Unknown),
        },
        "find" => either(!words.iter().any(|word| {
            matches!(
                *word,
                "-delete"
                    | "-exec"
                    | "-execdir"
                    | "-ok"
                    | "-okdir"
                    | "-fprint"
                    | "-fprintf"
                    | "-fls"
            )
        })),
        "sed" => either(!words.iter().any(|word| {
            word.starts_with("--in-place") || (word.starts_with("-i") || is_cluster_with(word, 'i'))
        })),
        "sort" => either(!has(&["-o"]) && !words.iter().any(|word| word.starts_with("--output"))),
        // In a pipeline; what it writes into decides.
        "tee" => either(operands().all(|file| !is_system_path(file))),
        "awk" | "gawk" | "mawk" => Some(if words.iter().any(|word| word.contains("system(")) {
            Unknown
        } else {
            Reads
        }),
        "systemctl" => either(matches!(
            verb,
            "" | "status"
                | "is-active"
                | "is-enabled"
                | "is-failed"
                | "is-system-running"
                | "show"
                | "cat"
                | "list-units"
                | "list-unit-files"
                | "list-timers"
                | "list-sockets"
                | "list-dependencies"
                | "list-jobs"
                | "get-default"
                | "help"
                | "show-environment"
        )),
        "service" => {
            let action = operands().nth(1).unwrap_or("status");
            either(has(&["--status-all"]) || matches!(action, "status" | "configtest"))
        }
        "rc-service" => either(matches!(operands().nth(1), None | Some("status"))),
        "journalctl" => either(!words.iter().any(|word| {
            word.starts_with("--vacuum")
                || matches!(
                    *word,
                    "--rotate" | "--flush" | "--sync" | "--update-catalog"
                )
        })),
        "nginx" => Some(
            if has(&["-t", "-T", "-v", "-V", "-h", "-?"]) && !has(&["-s"]) {
                Reads
            } else {
                Changes
            },
        ),
        "apachectl" | "apache2ctl" | "httpd" => either(has(&[
            "configtest",
            "status",
            "fullstatus",
            "-t",
            "-S",
            "-M",
            "-v",
            "-V",
        ])),
        "haproxy" | "sshd" => Some(if has(&["-c", "-t", "-T", "-v", "-V", "-vv"]) {
            Reads
        } else {
            Unknown
        }),
        "curl" => either(!words.iter().enumerate().any(|(at, word)| {
            let method = word
                .strip_prefix("--request=")
                .or_else(|| word.strip_prefix("-X"))
                .filter(|method| !method.is_empty())
                .or_else(|| {
                    let next = words.get(at + 1).copied().unwrap_or("");
                    matches!(*word, "-X" | "--request").then_some(next)
                });
            method.is_some_and(|method| !matches!(method, "GET" | "HEAD" | "OPTIONS"))
                || matches!(
                    *word,
                    "--upload-file" | "--form" | "--json" | "-Q" | "--quote"
                )
                || ["-d", "--data", "-T", "-F"]
                    .iter()
                    .any(|sends| word.starts_with(sends))
        })),
        "sudo" | "doas" => Some(if has(&["-e", "--edit"]) {
            Changes
        } else if operands().next().is_some() && !has(&["-l", "--list", "-ll"]) {
            Unknown
        } else {
            Reads
        }),
        "wget" => either(
            has(&["--spider", "-O-", "-qO-"])
                && !words.iter().any(|word| word.starts_with("--post")),
        ),
        "apt" | "apt-get" | "aptitude" | "dnf" | "yum" | "zypper" | "apk" => either(matches!(
            verb,
            "" | "list"
                | "search"
                | "show"
                | "policy"
                | "info"
                | "check-update"
                | "repolist"
                | "provides"
                | "depends"
                | "rdepends"
                | "changelog"
                | "history"
                | "check"
                | "updateinfo"
                | "deplist"
                | "madison"
        )),
        "apt-cache" | "apt-mark" if verb != "hold" && verb != "unhold" => Some(Reads),
        "apt-mark" => Some(Changes),
        "rpm" => either(words.iter().any(|word| {
            word.starts_with("-q") || *word == "-V" || *word == "--query" || *word == "--verify"
        })),
        "dpkg" => either(words.iter().any(|word| {
            matches!(
                *word,
                "-l" | "-L"
                    | "-s"
                    | "-S"
                    | "--list"
                    | "--listfiles"
                    | "--status"
                    | "--search"
                    | "-c"
                    | "-I"
                    | "--print-architecture"
                    | "--get-selections"
                    | "-V"
                    | "--verify"
            )
        })),
        "dpkg-query" => Some(Reads),
        "pip" | "pip3" | "gem" | "npm" | "snap" | "flatpak" | "brew" => either(matches!(
            verb,
            "" | "list" | "show" | "freeze" | "search" | "info" | "check" | "view" | "outdated"
        )),
        "git" => Some(match verb {
            "" | "status" | "log" | "diff" | "show" | "blame" | "rev-parse" | "describe"
            | "ls-files" | "ls-remote" | "shortlog" | "reflog" | "grep" | "cat-file" | "help" => {
                Reads
            }
            "branch" | "remote" | "tag" | "config" | "stash" | "worktree" => Unknown,
            _ => Changes,
        }),
        "ip" => either(!has(&[
            "add", "del", "delete", "set", "flush", "replace", "change", "append", "up", "down",
        ])),
        "ifconfig" | "route" | "arp" => either(operands().count() <= 1 && !has(&["add", "del"])),
        "iptables" | "ip6tables" => either(has(&[
            "-L",
            "-S",
            "--list",
            "--list-rules",
            "-nL",
            "-vnL",
            "-nvL",
            "-Lnv",
            "-C",
        ])),
        "nft" => either(verb == "list"),
        "ufw" => either(matches!(verb, "status" | "show" | "version")),
        "firewall-cmd" => either(words.iter().all(|word| {
            [
                "--list",
                "--get",
                "--state",
                "--query",
                "--zone",
                "--permanent",
                "--info",
            ]
            .iter()
            .any(|reads| word.starts_with(reads))
        })),
        "crontab" => either(has(&["-l"])),
        "date" => either(
            !words
                .iter()
                .any(|word| *word == "-s" || word.starts_with("--set"))
                && operands().all(|word| word.starts_with('+') || has(&["-d", "-r"])),
        ),
        "hostname" => either(operands().next().is_none()),
        "hostnamectl" | "timedatectl" | "localectl" | "loginctl" => either(matches!(
            verb,
            "" | "status"
                | "show"
                | "list-timezones"
                | "show-timesync"
                | "timesync-status"
                | "list-sessions"
                | "list-users"
                | "session-status"
                | "user-status"
        )),
        "sysctl" => either(
            !has(&["-w", "-p", "--system", "--write", "--load"])
                && !words.iter().any(|word| word.contains('=')),
        ),
        "mount" => either(words.is_empty() || words == ["-l"]),
        "tar" => {
            let mode = words
                .first()
                .map_or("", |word| word.trim_start_matches('-'));
            either(has(&["--list"]) || (mode.contains('t') && !words[0].starts_with("--")))
        }
        "unzip" => either(has(&["-l", "-t", "-v", "-Z", "-p"])),
        "gzip" | "gunzip" | "bzip2" | "xz" | "zstd" => either(has(&[
            "-l", "-t", "-c", "--list", "--test", "--stdout", "-dc", "-cd",
        ])),
        "semanage" => either(has(&["-l", "--list"])),
        "docker" | "podman" | "kubectl" | "oc" | "helm" | "crictl" => Some(match verb {
            "" | "ps" | "images" | "inspect" | "logs" | "version" | "info" | "stats" | "top"
            | "get" | "describe" | "explain" | "api-resources" | "list" | "status" | "history" => {
                Reads
            }
            "exec" | "run" => Unknown,
            _ => Changes,
        }),
        "keytool" => either(has(&["-list", "-printcert"])),
        "ssh-keygen" => either(has(&["-l", "-lf", "-F", "-y"])),
        "lvs" | "pvs" | "vgs" | "lvdisplay" | "pvdisplay" | "vgdisplay" => Some(Reads),
        "fdisk" => either(has(&["-l", "--list"])),
        "vi" | "vim" | "nano" | "emacs" | "ed" | "ex" | "nvim" => {
            Some(if has(&["-R"]) { Reads } else { Unknown })
        }
        "view" => Some(Reads),
        "certbot" => either(matches!(verb, "certificates")),
        _ if program.starts_with("mkfs.") => Some(Changes),
        _ => None,
    }
}

/// Whether short options in one word hold this one: `-ni` holds `i`.
fn is_cluster_with(word: &str, letter: char) -> bool {
    word.len() > 1
        && word.starts_with('-')
        && !word.starts_with("--")
        && word[1..].bytes().all(|byte| byte.is_ascii_alphabetic())
        && word.contains(letter)
}

/// Whether a file there belongs to the system, so that writing into it changes the host.
pub(super) fn is_system_path(path: &str) -> bool {
    const SYSTEM: [&str; 14] = [
        "/bin", "/boot", "/etc", "/lib", "/lib64", "/opt", "/proc", "/root", "/run", "/sbin",
        "/srv", "/sys", "/usr", "/var",
    ];
    let below = |folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if path.contains("/..") {
        return path.starts_with('/');
    }
    SYSTEM.into_iter().any(below) && !below("/var/tmp")
}

/// Programs that show or narrow what they are given and do nothing else.
const FILTERS: [&str; 26] = [
    "awk",
    "cat",
    "colordiff",
    "column",
    "cut",
    "egrep",
    "fgrep",
    "fold",
    "grep",
    "head",
    "jq",
    "less",
    "more",
    "nl",
    "od",
    "rev",
    "sed",
    "sort",
    "strings",
    "tac",
    "tail",
    "tee",
    "tr",
    "uniq",
    "wc",
    "xxd",
];

/// Whether a stage of a pipeline only shows or narrows what comes through it. Such stages at the
/// end of a pipeline do not make it another command; they may hide what it printed.
pub fn is_filter(stage: &Invocation) -> bool {
    matches!(&stage.program, Program::Named(name) if FILTERS.contains(&name.as_str()))
        && stage.effect == Effect::Reads
}

/// Programs that read no input of their own accord, whatever their arguments.
const NO_INPUT: &[&str] = &[
    ":",
    "[",
    "basename",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "date",
    "df",
    "dirname",
    "du",
    "echo",
    "env",
    "expr",
    "false",
    "free",
    "groupadd",
    "hostname",
    "hostnamectl",
    "id",
    "install",
    "kill",
    "killall",
    "ln",
    "ls",
    "mkdir",
    "mktemp",
    "mv",
    "nginx",
    "printenv",
    "printf",
    "ps",
    "pwd",
    "readlink",
    "realpath",
    "rm",
    "rmdir",
    "rsync",
    "scp",
    "seq",
    "sleep",
    "ss",
    "stat",
    "systemctl",
    "test",
    "touch",
    "true",
    "uname",
    "unlink",
    "uptime",
    "useradd",
    "usermod",
    "userdel",
    "who",
    "whoami",
    "restorecon",
    "shred",
    "journalctl",
    "find",
    "ip",
    "lsblk",
    "mount",
    "umount",
    "curl",
    "wget",
    "getent",
    "nproc",
    "pgrep",
    "pkill",
    "reboot",
];

/// Whether a program leaves its input alone. Of one that is not known it may read all of it.
pub(super) fn reads_no_input(program: &str, words: &[String]) -> bool {
    let asks = || {
        words
            .iter()
            .any(|word| word == "-i" || word == "--interactive" || word == "-")
    };
    match program {
        "rm" | "cp" | "mv" => !words
            .iter()
            .any(|word| word == "--interactive" || is_cluster_with(word, 'i') || word == "-I"),
        "curl" | "wget" | "rsync" | "scp" => {
            !asks() && !words.iter().any(|word| word.contains("@-"))
        }
        _ => NO_INPUT.contains(&program),
    }
}
