//! `LOOK=DIR cargo test look -- --ignored` writes reports to be looked at.

use super::fixture::{LOCALES, conformant, deviating, inconclusive};
use super::formats::{many, written};
use crate::Style;
use crate::verdict::Format;

#[test]
#[ignore = "writes files, for eyes"]
fn look() {
    #[expect(clippy::disallowed_methods, reason = "for eyes")]
    let Ok(dir) = std::env::var("LOOK") else {
        return;
    };
    for tag in LOCALES {
        for (name, verdict) in [
            ("dev", deviating()),
            ("ok", conformant()),
            ("inc", inconclusive()),
            ("many", many()),
        ] {
            for (format, ending) in [
                (Format::Html, "html"),
                (
                    Format::Text {
                        style: Style::Plain,
                        width: 80,
                    },
                    "txt",
                ),
                (
                    Format::Text {
                        style: Style::Coloured,
                        width: 120,
                    },
                    "120.txt",
                ),
                (Format::Markdown, "md"),
            ] {
                let text = written(&verdict, format, tag);
                #[expect(clippy::disallowed_methods, reason = "for eyes")]
                std::fs::write(format!("{dir}/{name}.{tag}.{ending}"), text).expect("written");
            }
        }
    }
}
