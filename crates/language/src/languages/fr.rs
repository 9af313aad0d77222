//! French.

use crate::language::{
    Borrowed, Capitals, Compounds, Counting, Instructions, LabelWords, Language, LostLetter,
    NameWords, Slips, SmallWords, Which,
};
use crate::typography::{Spacing, Typography};

pub(super) static FRENCH: Language = Language {
    tag: "fr",
    name: "French",
    home_region: "FR",
    other_dictionaries: &[],
    capitals: Capitals::Names,
    compounds: Compounds::After(&["de", "d"]),
    adjectives_agree: true,
    counting: Counting {
        steps: &["étape", "étapes"],
        numbers: [
            &["deux"],
            &["trois"],
            &["quatre"],
            &["cinq"],
            &["six"],
            &["sept"],
            &["huit"],
            &["neuf"],
            &["dix"],
            &["onze"],
            &["douze"],
        ],
        qualifiers: &[
            (
                Which::Final,
                &["dernières", "dernière", "ultimes", "finales", "restantes"],
            ),
            (Which::Following, &["suivantes", "prochaines"]),
            (Which::Previous, &["précédentes"]),
            (Which::First, &["premières"]),
            (Which::Other, &["autres", "supplémentaires"]),
        ],
        procedures: &["procédure"],
        these: &["cette"],
        has: &["comporte", "compte", "contient", "comprend", "a", "en"],
        through: &["à", "et", "ou"],
        again: &["répét", "recommenc", "refa"],
        sections: &["section", "rubrique", "article"],
    },
    words: SmallWords {
        of_pages: &[
            "le", "la", "les", "des", "du", "et", "est", "pour", "dans", "sur", "vous", "une",
            "qui", "cette", "avec", "pas", "ou", "aux", "au", "être", "cliquez", "puis", "votre",
        ],
        of_text: &[
            "au", "aux", "avec", "ce", "ces", "cette", "chaque", "dans", "de", "des", "du", "elle",
            "en", "est", "et", "il", "la", "le", "les", "leur", "lorsque", "ne", "ou", "par",
            "pas", "peut", "plus", "pour", "puis", "que", "qui", "sa", "ses", "si", "son", "sont",
            "sur", "un", "une", "vos", "votre", "vous", "à", "être",
        ],
        joints: &[
            "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le",
            "les", "ou", "par", "pour", "puis", "sous", "sur", "un", "une", "à",
        ],
        doubled: &["nous", "vous"],
        articles: &["le", "la", "les"],
        capital_pronouns: &[],
    },
    labels: LabelWords {
        imperatives: &[],
        before: &[
            "au",
            "aux",
            "cliquez",
            "dans",
            "de",
            "des",
            "du",
            "en",
            "et",
            "la",
            "le",
            "les",
            "ou",
            "par",
            "puis",
            "sous",
            "sur",
            "sélectionnez",
            "un",
            "une",
            "à",
        ],
        elided: &["l’", "l'", "d’", "d'"],
        after: &["et", "ou", "puis"],
        after_phrase: &["dans", "et", "ou", "pour", "puis", "sur"],
        around: &[],
        imperative_pronouns: &[],
        reader: &[],
        kinds: &[
            "boîte", "bouton", "case", "champ", "colonne", "liste", "menu", "nœud", "onglet",
            "section", "volet", "zone", "dossier", "lien",
        ],
    },
    names: NameWords {
        within: &["pour"],
        perhaps_within: &["de"],
        before: &["dans", "sur", "pour", "de", "à"],
        left_over: &[],
    },
    slips: Slips {
        borrowed: &[Borrowed {
            words: &["cmdlet", "cmdlets"],
            heads: &["applet", "applets"],
            of: "de",
            tail: "commande",
        }],
        endings: &[LostLetter {
            ending: "ux",
            after: "aeioulâêéèôûy",
            whole: &["aux", "al", "ale", "ales"],
        }],
    },
    instructions: Instructions {
        clauses: &["dans", "sur", "sous", "si", "après", "pour"],
        acts: &["cliquez", "selectionnez"],
        fillers: &[
            "le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "dans", "sur", "pour",
            "vous", "est", "sont",
        ],
        runs: &["executez", "commande", "suivante"],
        shown: &["par exemple", "exemple :", "sortie"],
    },
    typography: Typography {
        spacing: Spacing {
            before: &[':', ';', '!', '?'],
            inside: Some(('«', '»')),
        },
        regions: &[(
            "CA",
            Spacing {
                before: &[':'],
                inside: Some(('«', '»')),
            },
        )],
        tight: &['.', ','],
    },
};
