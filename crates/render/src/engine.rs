//! One Tera instance for each family of formats, because escaping is one function an instance.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Error, ErrorKind, ReportError, Tera};

use super::budget::{Metered, metered};
use super::templates::{File, TEMPLATE_LIMIT, TEMPLATE_RENDER, TEMPLATE_SYNTAX};
use super::{budget, html, markdown, script, terminal};
use runproof_core::diagnostic::{Code, Diagnostic, Location, Source, Span};

/// The most that one document may be.
const MOST_BYTES: usize = 64 << 20;

/// Formats that share their escaping, and so may share templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Markdown,
    Html,
    Terminal,
    PowerShell,
    Bash,
}

impl Family {
    pub(super) const ALL: [Self; 5] = [
        Self::Markdown,
        Self::Html,
        Self::Terminal,
        Self::PowerShell,
        Self::Bash,
    ];

    /// The templates that rendering starts with.
    pub(super) fn entries(self) -> &'static [&'static str] {
        match self {
            Self::Markdown => &["markdown.md", "learn.md", "page.md"],
            Self::Html => &["html.html", "verdict.html"],
            Self::Terminal => &["terminal.txt"],
            Self::PowerShell => &["script.ps1"],
            Self::Bash => &["script.sh"],
        }
    }

    /// The folder of what they include, and how a template's name ends.
    fn folder(self) -> (&'static str, &'static str) {
        match self {
            Self::Markdown => ("markdown/", ".md"),
            Self::Html => ("html/", ".html"),
            Self::Terminal => ("terminal/", ".txt"),
            Self::PowerShell => ("script/", ".ps1"),
            Self::Bash => ("script/", ".sh"),
        }
    }

    /// Whether a file belongs to the family.
    pub(super) fn holds(self, name: &str) -> bool {
        self.entries().contains(&name) || name.starts_with(self.folder().0)
    }

    /// Whether a file is one of the family's templates, and no style sheet.
    pub(super) fn is_template(self, name: &str) -> bool {
        self.holds(name) && name.ends_with(self.folder().1)
    }

    fn tera(self) -> Tera {
        let mut tera = Tera::new();
        tera.autoescape_on([self.folder().1]);
        budget::register(&mut tera);
        match self {
            Self::Markdown => {
                tera.set_escape_fn(markdown::escape);
                tera.register_filter("item", markdown::Item);
                tera.register_filter("quote", markdown::Quote);
                tera.register_filter("yaml", markdown::Yaml);
            }
            Self::Html => tera.set_escape_fn(html::escape),
            Self::Terminal => terminal::register(&mut tera),
            Self::PowerShell => tera.set_escape_fn(script::escape_powershell),
            Self::Bash => tera.set_escape_fn(script::escape_bash),
        }
        tera
    }
}

/// A family's templates, compiled.
#[derive(Debug)]
pub(super) struct Engine {
    tera: Tera,
    sources: Sources,
    /// Whether a template is a user's own: then all work is metered.
    is_metered: bool,
}

/// The texts that Tera was given, to find places in them again.
type Sources = BTreeMap<String, (Arc<Source>, Metered)>;

impl Engine {
    pub(super) fn new<'a>(
        family: Family,
        files: impl Iterator<Item = (&'a str, &'a File)>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut sources = Sources::new();
        let mut is_metered = false;
        for (name, file) in files {
            let text = file.source.text();
            if file.is_own {
                is_metered = true;
                findings.extend(syntax_error(family, name, &file.source));
            }
            let text = if file.is_own {
                metered(text)
            } else {
                Metered::unchanged(text)
            };
            sources.insert(name.to_owned(), (Arc::clone(&file.source), text));
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let mut tera = family.tera();
        let added = tera.add_raw_templates(
            sources
                .iter()
                .map(|(name, (_, metered))| (name.as_str(), metered.text.as_str())),
        );
        match added {
            Ok(()) => Ok(Self {
                tera,
                sources,
                is_metered,
            }),
            Err(error) => Err(diagnostics(&TEMPLATE_SYNTAX, &error, &sources)),
        }
    }

    pub(super) fn render(&self, name: &str, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut out = Capped {
            bytes: Vec::with_capacity(16 << 10),
        };
        let budget = budget::open(self.is_metered);
        let result = self.tera.render_to(name, context, &mut out);
        let spent = budget.is_spent();
        drop(budget);
        let Err(error) = result else {
            return Ok(out.bytes);
        };
        let is_recursive = matches!(error.kind(), ErrorKind::Msg(m) if m.contains("recursion"));
        let endless = if spent {
            Some("it did a million pieces of work for one document")
        } else if out.bytes.len() > MOST_BYTES {
            Some("it wrote more than 64 MiB for one document")
        } else if is_recursive {
            Some("a component calls itself without an end")
        } else {
            None
        };
        let mut findings = match endless {
            None => diagnostics(&TEMPLATE_RENDER, &error, &self.sources),
            Some(why) => vec![endless_template(&error, why, &self.sources)],
        };
        for finding in &mut findings {
            if finding.location.is_none()
                && let Some((source, _)) = self.sources.get(name)
            {
                finding.location = Some(Location::new(source, source.line(1)));
            }
        }
        Err(findings)
    }
}

fn endless_template(error: &Error, why: &str, sources: &Sources) -> Diagnostic {
    let message = format!("the template does not come to an end: {why}");
    let mut finding = Diagnostic::nowhere(&TEMPLATE_LIMIT, message)
        .help("look for a loop over more than the document's own lists");
    if let ErrorKind::RenderingError(report) = error.kind() {
        finding.location = locate(report, sources);
    }
    finding
}

/// What is wrong with one template alone, found before they are put together: Tera stops at the
/// first template that does not parse, and a writer wants to see them all.
fn syntax_error(family: Family, name: &str, source: &Arc<Source>) -> Option<Diagnostic> {
    let error = family.tera().add_raw_template(name, source.text()).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let span = clamp(report.span().range.clone(), source.text());
            let message = sentence(report.message());
            Some(Diagnostic::at(
                &TEMPLATE_SYNTAX,
                Location::new(source, span),
                message,
            ))
        }
        _ => None,
    }
}

/// Tera's errors as findings with places in the texts as their writers know them.
fn diagnostics(code: &'static Code, error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    let finding = |message: &str, location| {
        let mut finding = Diagnostic::nowhere(code, sentence(message));
        finding.location = location;
        finding
    };
    let named = |name: &str| {
        let (source, _) = sources.get(name)?;
        Some(Location::new(source, source.line(1)))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![finding(report.message(), locate(report, sources))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => vec![finding(
            &format!(
                "the template includes itself: {}",
                include_chain.join(" → ")
            ),
            named(tpl),
        )],
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => vec![finding(
            &format!(
                "the template extends itself: {}",
                inheritance_chain.join(" → ")
            ),
            named(tpl),
        )],
        ErrorKind::MissingParent { current, parent } => vec![finding(
            &format!("the template extends `{parent}`, which does not exist"),
            named(current),
        )],
        ErrorKind::Msg(message) => {
            let findings: Vec<Diagnostic> = message
                .split("\n\n")
                .filter_map(|report| {
                    let (message, location) = read_report(report, sources)?;
                    Some(finding(message, Some(location)))
                })
                .collect();
            if findings.is_empty() {
                vec![finding(message, None)]
            } else {
                findings
            }
        }
        _ => vec![finding(&error.to_string(), None)],
    }
}

fn locate(report: &ReportError, sources: &Sources) -> Option<Location> {
    let (source, metered) = sources.get(report.filename())?;
    let range = report.span().range.clone();
    let range = metered.original(range.start)..metered.original(range.end);
    Some(Location::new(source, clamp(range, source.text())))
}

/// References to what there is not are reported by Tera as text alone:
/// ``error: Unknown filter `x` `` and, on the next line, `--> name:line:column`.
fn read_report<'a>(report: &'a str, sources: &Sources) -> Option<(&'a str, Location)> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: u32 = parts.next()?.parse().ok()?;
    let (source, metered) = sources.get(parts.next()?)?;
    let _gutter = lines.next();
    let _line = lines.next();
    let marked = lines.next().map_or(1, |marks| marks.matches('^').count());
    // Lines are those of the text that Tera was given; nothing that was put in breaks a line.
    let start = byte_of(&metered.text, line, column.saturating_sub(1))?;
    let range = metered.original(start)..metered.original(start + marked);
    Some((message, Location::new(source, clamp(range, source.text()))))
}

fn byte_of(text: &str, line: u32, column: usize) -> Option<usize> {
    let line = text.split('\n').nth(line.checked_sub(1)? as usize)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let within = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(at, _)| at);
    Some(start + within)
}

/// A range that can be cut out of the text, whatever it was.
fn clamp(range: std::ops::Range<usize>, text: &str) -> Span {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Span::new(boundary(range.start), boundary(range.end))
}

/// Tera's message in the form of ours: lower case first, no full stop at the end.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}

/// Bytes, up to a limit.
struct Capped {
    bytes: Vec<u8>,
}

impl Write for Capped {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(buf);
        if self.bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
