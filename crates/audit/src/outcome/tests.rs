//! Outputs, and what they show.

use super::*;
use runproof_model::runbook::{Records, Tolerated};

fn steady() -> OutcomeRule {
    let owned = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
    OutcomeRule::Records(Records {
        key: "Identity".into(),
        reached: vec![
            ("ExportStatus".into(), owned(&["SteadyState", "FinalState"])),
            ("ImportStatus".into(), owned(&["NormalState"])),
        ],
        failed: vec![
            ("ExportStatus".into(), owned(&["ErrorState"])),
            ("ImportStatus".into(), owned(&["ErrorState"])),
        ],
        tolerated: vec![Tolerated {
            record: "CentralMgmt.CMSMaster".into(),
            field: "ExportStatus".into(),
            value: "NotInitialized".into(),
            in_at_most: 1,
        }],
    })
}

/// What an output of so many acts shows.
fn judged(
    rule: &OutcomeRule,
    line: Option<&str>,
    text: &str,
    whole: Whole,
    acts: usize,
) -> Vec<Seen> {
    let lines: Vec<&str> = text.lines().collect();
    let printed = Printed {
        lines: &lines,
        whole,
        acts,
        answers: Answers::Differences,
    };
    judge(rule, line, &printed)
}

fn seen(text: &str) -> Seen {
    judged(&steady(), None, text, Whole::Whole, 1).remove(0)
}

const TABLE: &str = "\n\
    Identity                    ExportStatus   ImportStatus\n\
    --------                    ------------   ------------\n\
    UserServices.PresenceFocus  FinalState     NormalState\n\
    ConfServices.DataConf       SteadyState    NormalState\n";

#[test]
fn a_table_is_read() {
    assert_eq!(seen(TABLE), Seen::Reached(vec![]));
    let master = format!("{TABLE}CentralMgmt.CMSMaster       NotInitialized NormalState\n");
    assert_eq!(seen(&master), Seen::Reached(vec![0]));
    let backlog = TABLE.replace("SteadyState", "NonSteadyState");
    assert_eq!(
        seen(&backlog),
        Seen::NotYet(vec![shown(
            "ConfServices.DataConf ExportStatus NonSteadyState",
            4
        )])
    );
    let error = TABLE.replace("SteadyState    NormalState", "SteadyState    ErrorState");
    assert_eq!(
        seen(&error),
        Seen::Failed(vec![shown(
            "ConfServices.DataConf ImportStatus ErrorState",
            4
        )])
    );
}

#[test]
fn a_list_is_read() {
    let list = "Identity     : UserServices.PresenceFocus\nExportStatus : SteadyState\n\
                ImportStatus : NormalState\n\nIdentity     : ConfServices.DataConf\n\
                ExportStatus : FinalState\nImportStatus : NormalState\n";
    assert_eq!(seen(list), Seen::Reached(vec![]));
    let half = list.rsplit_once("ImportStatus").expect("there").0;
    assert_eq!(seen(half), Seen::Unseen);
}

#[test]
fn the_one_line_form_is_read_and_its_cut_end_seen() {
    let line = "BackupModules : {UserServices.PresenceFocus:[FinalState,NormalState], \
                ConfServices.DataConf:[SteadyState,NormalState]}";
    assert_eq!(seen(line), Seen::Reached(vec![]));
    let cut = "BackupModules : {UserServices.PresenceFocus:[FinalState,NormalState], Conf...}";
    assert_eq!(seen(cut), Seen::Unseen);
    assert_eq!(
        seen("BackupModules : {UserServices.PresenceFocus:[FinalState…}"),
        Seen::Unseen
    );
}

#[test]
fn two_looks_in_one_output_are_told_apart_by_the_name_that_comes_again() {
    let both = format!("{TABLE}{}", TABLE.replace("SteadyState", "NonSteadyState"));
    let seen = judged(&steady(), None, &both, Whole::Whole, 2);
    assert_eq!(seen[0], Seen::Reached(vec![]));
    assert!(matches!(seen[1], Seen::NotYet(_)));
    let three = judged(&steady(), None, &both, Whole::Whole, 3);
    assert_eq!(three, vec![Seen::Unseen; 3]);
}

#[test]
fn an_output_that_ends_early_is_not_a_success() {
    assert_eq!(
        judged(&steady(), None, TABLE, Whole::CutOff, 1),
        [Seen::Unseen]
    );
    assert_eq!(judged(&steady(), None, "", Whole::Whole, 1), [Seen::Unseen]);
    assert_eq!(
        judged(&steady(), None, TABLE, Whole::Never, 1),
        [Seen::Unseen]
    );
}

#[test]
fn a_line_is_there_or_what_stands_in_its_place_is_named() {
    let line = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let printed = Printed {
            lines: &lines,
            whole: Whole::Whole,
            acts: 1,
            answers: Answers::Nothing,
        };
        line::judge("serial=049F", &printed).remove(0)
    };
    assert_eq!(line("serial=049F\nnotAfter=x"), Seen::Reached(vec![]));
    assert_eq!(
        line("a\nserial=0001\n"),
        Seen::NotYet(vec![shown("serial=0001", 1)])
    );
    assert_eq!(line("\n"), Seen::Unseen);
}

#[test]
fn silence_is_nothing_at_all() {
    let silence =
        |text: &str, whole: Whole| judged(&OutcomeRule::Silence, None, text, whole, 1).remove(0);
    assert_eq!(silence("\n", Whole::Whole), Seen::Reached(vec![]));
    assert_eq!(silence("", Whole::CutOff), Seen::Unseen);
    assert_eq!(
        silence("\n2c2\n< x", Whole::Whole),
        Seen::Failed(vec![shown("2c2", 1)])
    );
}
