//! Messages as a Fluent file has them.

use super::markup::Span;
use super::node::{Arm, Place};

/// One entry: a message or term.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its id.
    pub(super) id: String,
    /// What stands above it, line by line.
    pub(super) comments: Vec<String>,
    /// Its value.
    pub(super) value: Option<Vec<Span>>,
    /// Its attributes.
    pub(super) attributes: Vec<(String, Vec<Span>)>,
}

impl Entry {
    /// Writes the entry. `variants` are the ids of all variants.
    pub(super) fn write(&self, variants: &[&str], out: &mut String) {
        if self.value.is_none() && self.attributes.is_empty() {
            // A comment alone is an entry too, which nothing may follow directly.
            if !self.comments.is_empty() {
                blank_line(out);
            }
            for line in &self.comments {
                comment("#", line, out);
            }
            blank_line(out);
            return;
        }
        for line in &self.comments {
            comment("#", line, out);
        }
        out.push_str(&self.id);
        out.push_str(" =");
        if let Some(value) = &self.value {
            pattern(value, 4, variants, out);
        }
        out.push('\n');
        for (name, value) in &self.attributes {
            out.push_str("    .");
            out.push_str(name);
            out.push_str(" =");
            pattern(value, 8, variants, out);
            out.push('\n');
        }
    }
}

/// Sets off what comes next.
pub(super) fn blank_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// A comment of any number of lines. No line of it can end it.
pub(super) fn comment(mark: &str, text: &str, out: &mut String) {
    for line in text.split(['\n', '\r']) {
        out.push_str(mark);
        if !line.trim().is_empty() {
            out.push(' ');
            out.push_str(line.trim_end());
        }
        out.push('\n');
    }
}

/// Writes what follows the equals sign.
fn pattern(spans: &[Span], indent: usize, variants: &[&str], out: &mut String) {
    if is_empty(spans) {
        out.push_str(" { \"\" }");
        return;
    }
    match spans {
        // A selector that is the whole message stands on lines of its own.
        [Span::Select(arms)] => {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            select(arms, indent, variants, out);
        }
        spans => {
            out.push(' ');
            inline(spans, indent, variants, out);
        }
    }
}

fn is_empty(spans: &[Span]) -> bool {
    spans.iter().all(|span| match span {
        Span::Text(text) => text.is_empty(),
        Span::Place(_) | Span::Select(_) => false,
    })
}

fn inline(spans: &[Span], indent: usize, variants: &[&str], out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) => escaped(text, indent, out),
            Span::Place(Place { code, .. }) => {
                out.push_str("{ ");
                // Code of several lines is a selector: its lines are indented as it stands.
                let pad = format!("\n{}", " ".repeat(indent));
                out.push_str(&code.replace('\n', &pad));
                out.push_str(if code.contains('\n') { "}" } else { " }" });
            }
            Span::Select(arms) => select(arms, indent, variants, out),
        }
    }
}

fn select(arms: &[Arm<Span>], indent: usize, variants: &[&str], out: &mut String) {
    out.push_str("{ $variant ->\n");
    let named = arms.iter().map(|arm| arm.variants.len()).sum::<usize>();
    // Where not every variant has the message, the last arm is for whoever asks.
    let is_whole = named == variants.len();
    let mut written = 0;
    for arm in arms {
        for (place, variant) in arm.variants.iter().enumerate() {
            written += 1;
            let is_default = written == named;
            let is_last_of_arm = place + 1 == arm.variants.len();
            let key = match is_default && !is_whole {
                true => "other",
                false => variants.get(*variant).copied().unwrap_or("other"),
            };
            debug_assert!(!is_default || is_last_of_arm);
            let star = if is_default { "*" } else { " " };
            out.push_str(&" ".repeat(indent + 3));
            out.push_str(&format!("{star}[{key}]"));
            if is_empty(&arm.value) {
                out.push_str(" { \"\" }");
            } else {
                out.push(' ');
                inline(&arm.value, indent + 8, variants, out);
            }
            out.push('\n');
        }
    }
    out.push_str(&" ".repeat(indent));
    out.push('}');
}

/// Text in which Fluent sees nothing but text. Blanks at its ends are references by now.
fn escaped(text: &str, indent: usize, out: &mut String) {
    let mut lines = text.split('\n').enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        if at > 0 {
            out.push('\n');
            if line.is_empty() && lines.peek().is_some() {
                // Between two paragraphs.
                continue;
            }
            out.push_str(&" ".repeat(indent));
            if line.starts_with(['[', '*', '.', ' ']) || line.is_empty() {
                out.push_str("{ \"\" }");
            }
        }
        for c in line.chars() {
            match c {
                '{' => out.push_str("{ \"{\" }"),
                '}' => out.push_str("{ \"}\" }"),
                c => out.push(c),
            }
        }
    }
}
