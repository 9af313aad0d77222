//! German.

use crate::language::{
    Capitals, Compounds, Counting, Instructions, LabelWords, Language, NameWords, SmallWords, Which,
};
use crate::typography::Typography;

pub(super) static GERMAN: Language = Language {
    tag: "de",
    name: "German",
    home_region: "DE",
    other_dictionaries: &[],
    capitals: Capitals::Nouns,
    compounds: Compounds::Joined,
    adjectives_agree: false,
    counting: Counting {
        steps: &[
            "schritt",
            "schritte",
            "schritten",
            "arbeitsschritte",
            "arbeitsschritten",
        ],
        numbers: [
            &["zwei", "beide", "beiden"],
            &["drei"],
            &["vier"],
            &["fünf"],
            &["sechs"],
            &["sieben"],
            &["acht"],
            &["neun"],
            &["zehn"],
            &["elf"],
            &["zwölf"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &[
                    "letzten",
                    "letzte",
                    "abschließenden",
                    "abschließende",
                    "übrigen",
                    "verbleibenden",
                    "restlichen",
                ],
            ),
            (
                Which::Following,
                &["folgenden", "folgende", "nächsten", "nächste"],
            ),
            (
                Which::Previous,
                &["vorherigen", "vorigen", "vorhergehenden", "vorangegangenen"],
            ),
            (Which::First, &["ersten"]),
            (Which::Other, &["weiteren", "weitere", "anderen"]),
        ],
        procedures: &["verfahren", "prozedur", "vorgang"],
        these: &["dieses", "diesem", "diese", "dieser", "diesen"],
        has: &["hat", "umfasst", "enthält", "besteht", "aus", "in"],
        through: &["bis", "und", "oder"],
        again: &["wiederhol"],
        sections: &["abschnitt", "thema"],
    },
    words: SmallWords {
        of_pages: &[
            "der", "die", "das", "und", "ist", "für", "auf", "mit", "sie", "den", "dem", "ein",
            "eine", "nicht", "zu", "von", "wird", "im", "werden", "wenn", "klicken", "oder",
        ],
        of_text: &[
            "als", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
            "dies", "diese", "diesem", "diesen", "dieser", "ein", "eine", "einem", "einen",
            "einer", "eines", "für", "ihre", "im", "ist", "kann", "mit", "müssen", "nach", "nicht",
            "oder", "sich", "sie", "sind", "und", "von", "wenn", "werden", "wie", "wird", "zu",
            "zum", "zur", "über",
        ],
        joints: &[
            "am", "an", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "durch",
            "ein", "eine", "einem", "einen", "einer", "für", "im", "in", "ins", "mit", "oder",
            "und", "unter", "von", "vom", "zu", "zum", "zur", "über",
        ],
        doubled: &["der", "die", "das", "den", "dem", "sie"],
        articles: &["der", "die", "das"],
        capital_pronouns: &["sie", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres"],
    },
    labels: LabelWords {
        imperatives: &[],
        before: &[
            "auf", "das", "dann", "dem", "den", "der", "die", "im", "in", "oder", "und", "unter",
        ],
        elided: &[],
        after: &["dann", "im", "oder", "und"],
        after_phrase: &["dann", "im", "oder", "und"],
        around: &["Sie", "dann"],
        imperative_pronouns: &["Sie"],
        reader: &[],
        kinds: &[
            "dialogfeld",
            "feld",
            "kontrollkästchen",
            "liste",
            "listenfeld",
            "menü",
            "option",
            "registerkarte",
            "schaltfläche",
            "seite",
            "spalte",
            "bereich",
            "abschnitt",
            "ordner",
            "knoten",
            "assistenten",
        ],
    },
    names: NameWords {
        within: &["für"],
        perhaps_within: &[],
        before: &["für", "in", "auf", "von", "mit", "unter", "zu"],
        left_over: &[],
    },
    slips: Language::NEUTRAL.slips,
    instructions: Instructions {
        clauses: &["in", "im", "auf", "unter", "wenn", "nachdem"],
        acts: &["klicken", "waehlen"],
        fillers: &[
            "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
            "und", "oder", "mit", "von", "zu", "zum", "zur", "auf", "im", "sie", "ist", "sind",
        ],
        runs: &["fuehren", "aus", "folgenden", "folgendes", "befehl"],
        shown: &["zum beispiel", "beispiel:", "ausgabe"],
    },
    typography: Typography {
        tight: &['.', ',', ';', ':', '!', '?'],
        ..Typography::NEUTRAL
    },
};
