//! Putting a value into a command, whatever quotes it stands between.

/// The language that a command is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// PowerShell.
    #[default]
    PowerShell,
    /// bash.
    Bash,
}

/// What the end of a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quoting {
    /// No quotes.
    #[default]
    Bare,
    /// Single quotes.
    Single,
    /// Double quotes.
    Double,
}

impl Quoting {
    /// What the text after `text` stands in, if `text` begins in `self`.
    #[must_use]
    pub fn after(self, dialect: Dialect, text: &str) -> Self {
        let mut state = self;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (state, dialect) {
                (Self::Bare | Self::Double, Dialect::PowerShell) if c == '`' => {
                    chars.next();
                }
                (Self::Bare | Self::Double, Dialect::Bash) if c == '\\' => {
                    chars.next();
                }
                (Self::Bare, _) if is_single(dialect, c) => state = Self::Single,
                (Self::Bare, _) if is_double(dialect, c) => state = Self::Double,
                (Self::Single, _) if is_single(dialect, c) => {
                    // PowerShell writes a quote in quotes by doubling it.
                    let doubled = dialect == Dialect::PowerShell
                        && chars.peek().is_some_and(|next| is_single(dialect, *next));
                    if doubled {
                        chars.next();
                    } else {
                        state = Self::Bare;
                    }
                }
                (Self::Double, _) if is_double(dialect, c) => {
                    let doubled = dialect == Dialect::PowerShell
                        && chars.peek().is_some_and(|next| is_double(dialect, *next));
                    if doubled {
                        chars.next();
                    } else {
                        state = Self::Bare;
                    }
                }
                _ => {}
            }
        }
        state
    }
}

/// The value, written so that the shell takes it as it is where it stands.
pub fn quote(dialect: Dialect, quoting: Quoting, value: &str) -> String {
    match (quoting, dialect) {
        (Quoting::Bare, _) if is_bare(dialect, value) => value.to_owned(),
        (Quoting::Bare, _) => format!("'{}'", quote(dialect, Quoting::Single, value)),
        (Quoting::Single, Dialect::PowerShell) => value
            .chars()
            .flat_map(|c| std::iter::repeat_n(c, if is_single(dialect, c) { 2 } else { 1 }))
            .collect(),
        (Quoting::Single, Dialect::Bash) => value.replace('\'', r"'\''"),
        (Quoting::Double, _) => {
            let escape = match dialect {
                Dialect::PowerShell => '`',
                Dialect::Bash => '\\',
            };
            let mut quoted = String::with_capacity(value.len());
            for c in value.chars() {
                if dialect == Dialect::Bash && c == '!' {
                    // An interactive bash expands it even in double quotes: it steps outside.
                    quoted.push_str("\"'!'\"");
                    continue;
                }
                let special = match dialect {
                    Dialect::PowerShell => c == '`' || c == '$' || is_double(dialect, c),
                    Dialect::Bash => matches!(c, '\\' | '$' | '`' | '"'),
                };
                if special {
                    quoted.push(escape);
                }
                quoted.push(c);
            }
            quoted
        }
    }
}

/// Whether the value needs no quotes.
fn is_bare(dialect: Dialect, value: &str) -> bool {
    let extra: &[u8] = match dialect {
        Dialect::PowerShell => b"_./\\:-",
        Dialect::Bash => b"_./:@%+=,-",
    };
    !value.is_empty()
        && !value.starts_with(['-', '=', '.', '%', '@'])
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || extra.contains(&byte))
}

/// PowerShell takes typographic quotes for plain ones; bash does not.
pub(super) fn is_single(dialect: Dialect, c: char) -> bool {
    c == '\'' || (dialect == Dialect::PowerShell && ('\u{2018}'..='\u{201b}').contains(&c))
}

pub(super) fn is_double(dialect: Dialect, c: char) -> bool {
    c == '"' || (dialect == Dialect::PowerShell && ('\u{201c}'..='\u{201e}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::Dialect::{Bash, PowerShell};
    use super::*;

    #[test]
    fn a_value_arrives_as_it_is_wherever_it_stands() {
        let value = "O'Brien’s $x `y` \"z\"";
        assert_eq!(
            quote(PowerShell, Quoting::Bare, value),
            "'O''Brien’’s $x `y` \"z\"'"
        );
        assert_eq!(
            quote(PowerShell, Quoting::Double, value),
            "O'Brien’s `$x ``y`` `\"z`\""
        );
        assert_eq!(quote(Bash, Quoting::Bare, "a b"), "'a b'");
        assert_eq!(quote(Bash, Quoting::Bare, ""), "''");
        assert_eq!(quote(Bash, Quoting::Single, "it's"), r"it'\''s");
        assert_eq!(quote(Bash, Quoting::Double, "$x\"`"), r#"\$x\"\`"#);
        for plain in ["pool01.contoso.com", "/etc/ssl/x.pem", "0A1B"] {
            assert_eq!(quote(Bash, Quoting::Bare, plain), plain);
            assert_eq!(quote(PowerShell, Quoting::Bare, plain), plain);
        }
    }

    #[test]
    fn quotes_are_followed_through_a_command() {
        let after = |dialect, text| Quoting::Bare.after(dialect, text);
        assert_eq!(after(PowerShell, r#"& "$env:X\"#), Quoting::Double);
        assert_eq!(after(PowerShell, r#"& "a`"b"#), Quoting::Double);
        assert_eq!(after(PowerShell, "'it''s"), Quoting::Single);
        assert_eq!(after(PowerShell, "\"a\" -B "), Quoting::Bare);
        assert_eq!(after(Bash, "ssh h 'sudo cp "), Quoting::Single);
        assert_eq!(after(Bash, r#"echo "a\"b"#), Quoting::Double);
        assert_eq!(after(Bash, r"echo it\'s "), Quoting::Bare);
    }
}
