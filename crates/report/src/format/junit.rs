//! JUnit's XML.

use std::io::{self, Write};

use runproof_text::xml::Xml;

/// A report.
pub(crate) struct Tests<'a> {
    /// What was tested.
    pub(crate) name: &'a str,
    /// Whether it is told how many were skipped.
    pub(crate) skips: Skips,
    pub(crate) suites: Vec<Suite<'a>>,
    /// A last suite without a case: a name, and names with values.
    pub(crate) properties: Option<(&'a str, Vec<(&'a str, String)>)>,
}

/// Whether a case can be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skips {
    Never,
    Counted,
}

/// Cases about one thing.
pub(crate) struct Suite<'a> {
    pub(crate) name: String,
    pub(crate) cases: Vec<Case<'a>>,
    /// What the one case is called that passes where there is none.
    pub(crate) if_empty: Option<&'static str>,
}

/// A test and what came of it.
pub(crate) struct Case<'a> {
    pub(crate) class: &'a str,
    pub(crate) name: String,
    pub(crate) outcome: Outcome<'a>,
    pub(crate) output: Option<String>,
}

/// What came of a test.
pub(crate) enum Outcome<'a> {
    Passed,
    /// Why it was skipped.
    Skipped(String),
    Failed(Vec<Failure<'a>>),
}

/// Why a test failed.
pub(crate) struct Failure<'a> {
    pub(crate) kind: &'a str,
    /// The message, and all that there is to say. Viewers show nothing but this.
    pub(crate) told: Option<(String, String)>,
}

/// How many cases there are.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn of(suite: &Suite<'_>) -> Self {
        let count = |wanted: fn(&Outcome<'_>) -> bool| {
            let cases = suite.cases.iter();
            cases.filter(|case| wanted(&case.outcome)).count()
        };
        let is_empty = suite.cases.is_empty() && suite.if_empty.is_some();
        Self {
            tests: suite.cases.len() + usize::from(is_empty),
            failures: count(|outcome| matches!(outcome, Outcome::Failed(_))),
            skipped: count(|outcome| matches!(outcome, Outcome::Skipped(_))),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Opens an element with the numbers as its attributes.
    fn open(
        self,
        element: &'static str,
        name: &str,
        skips: Skips,
        xml: &mut Xml<'_>,
    ) -> io::Result<()> {
        let tests = self.tests.to_string();
        let failures = self.failures.to_string();
        let skipped = self.skipped.to_string();
        let mut attributes = vec![("name", name), ("tests", &tests), ("failures", &failures)];
        if skips == Skips::Counted {
            attributes.push(("skipped", &skipped));
        }
        attributes.push(("errors", "0"));
        xml.open(element, &attributes)
    }
}

/// Writes a report.
pub(crate) fn write(tests: &Tests<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    let counts = tests.suites.iter().map(Counts::of);
    let total = counts.fold(Counts::default(), Counts::and);
    total.open("testsuites", tests.name, tests.skips, &mut xml)?;
    for suite in &tests.suites {
        Counts::of(suite).open("testsuite", &suite.name, tests.skips, &mut xml)?;
        if let (Some(name), []) = (suite.if_empty, suite.cases.as_slice()) {
            xml.empty("testcase", &[("classname", &suite.name), ("name", name)])?;
        }
        for case in &suite.cases {
            case.write(&mut xml)?;
        }
        xml.close()?;
    }
    if let Some((name, properties)) = &tests.properties {
        xml.open("testsuite", &[("name", name), ("tests", "0")])?;
        xml.open("properties", &[])?;
        for (name, value) in properties {
            xml.empty("property", &[("name", name), ("value", value)])?;
        }
        xml.close()?;
        xml.close()?;
    }
    xml.close()
}

impl Case<'_> {
    fn write(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let name = [("classname", self.class), ("name", &self.name)];
        xml.open("testcase", &name)?;
        match &self.outcome {
            Outcome::Passed => {}
            Outcome::Skipped(why) => xml.empty("skipped", &[("message", why)])?,
            Outcome::Failed(failures) => {
                for Failure { kind, told } in failures {
                    match told {
                        Some((message, text)) => {
                            let attributes = [("type", *kind), ("message", message)];
                            xml.text("failure", &attributes, text)?;
                        }
                        None => xml.empty("failure", &[("type", kind)])?,
                    }
                }
            }
        }
        if let Some(output) = &self.output {
            xml.text("system-out", &[], output)?;
        }
        xml.close()
    }
}
