//! The rule that CONTRIBUTING.md adds, compiled and run.

mod exclamation_marks;

use super::alone;
use crate::rules::{Findings, rules};
use crate::scope::Shared;
use crate::subject::Subject;
use crate::{Inputs, Options, Settings, known_functions, open, shared_sheets, take_apart};
use runproof_core::diagnostic::Code;
use runproof_language::{Languages, Locale};

rules! {
    /// Rules over one pattern.
    check_unit(&Subject<'_, '_>) {
        exclamation_marks::check,
    }
}

#[test]
fn the_rule_of_the_guide_finds_its_own_example_and_nothing_else() {
    let text = "stop = Stop the service!!\nstart = Start the service.\nwait = Wait!\n";
    let bench = alone(text);
    let english = Locale::english();
    let inputs = Inputs {
        library: &bench.library,
        source: &english,
        contracts: &[],
        dictionaries: &bench.dictionaries,
        options: &Options::default(),
        languages: Languages::BUILT_IN,
    };
    let languages: Vec<_> = bench.library.folders.iter().map(take_apart).collect();
    let settings = Settings {
        inputs,
        source: None,
        functions: known_functions(&inputs, &languages, None),
    };
    let language = &languages[0];
    let shared = Shared::new(shared_sheets(&inputs, language));
    let book = open(&settings, language, &shared, &language.sheets[0], None);
    let mut findings = Findings::new();
    for unit in &book.scope.own.units {
        check_unit(&Subject::new(&book, unit), &mut findings);
    }
    let found: Vec<_> = findings
        .iter()
        .filter_map(|finding| Some((finding.code.name, finding.location.as_ref()?.start().line)))
        .collect();
    assert_eq!(found, [("exclamation-marks", 1)]);
    let codes = CODES.iter().copied().flatten();
    assert!(codes.copied().eq([&exclamation_marks::EXCLAMATION_MARKS]));
}
