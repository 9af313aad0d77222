//! What looks like a complaint, in the languages that systems speak: a word of failure, or that
//! something is not so.
//!
//! Nobody can tell from such a line alone that a command failed. It takes away the proof that the
//! command did not.

/// Words that say that something went wrong. Of a word that ends with `*` only its beginning is here.
const BAD: &[&str] = &[
    // English
    "denied",
    "refused",
    "rejected",
    "failed",
    "failing",
    "fails",
    "fatal",
    "cannot",
    "can't",
    "couldn't",
    "unable",
    "unavailable",
    "unreachable",
    "unauthorized",
    "unauthorised",
    "unsuccessful*",
    "forbidden",
    "invalid",
    "illegal",
    "aborted",
    "aborting",
    "corrupt*",
    "crashed",
    "insufficient",
    "incorrect",
    "unrecognized",
    "unrecognised",
    "unresponsive",
    "unexpected*",
    "unknown",
    "canceled",
    "cancelled",
    "interrupted",
    "didn't",
    "doesn't",
    "isn't",
    "wasn't",
    "won't",
    "hasn't",
    "wouldn't",
    // German
    "verweigert*",
    "fehlgeschlagen*",
    "fehlerhaft*",
    "gescheitert*",
    "scheiterte",
    "schlug",
    "schlägt",
    "misslungen",
    "unmöglich",
    "ungültig*",
    "unzulässig*",
    "unzureichend*",
    "unbekannt*",
    "unerwartet*",
    "unterbrochen",
    "abgebrochen",
    "abgelehnt",
    "abgestürzt",
    "beschädigt*",
    "gesperrt",
    "zeitüberschreitung",
    "nirgends",
    // French
    "refusé*",
    "échec*",
    "échou*",
    "introuvable*",
    "impossible*",
    "inaccessible*",
    "indisponible*",
    "interdit*",
    "invalide*",
    "incorrect*",
    "insuffisant*",
    "inattendu*",
    "abandonné*",
    "rejeté*",
    "expiré*",
    "annulé*",
    "interrompu*",
    "endommagé*",
    // Portuguese
    "negad*",
    "recusad*",
    "rejeitad*",
    "falha",
    "falhas",
    "falhou",
    "falharam",
    "impossível",
    "inválid*",
    "inacessível",
    "indisponível",
    "inesperad*",
    "insuficiente*",
    "proibid*",
    "abortad*",
    "corrompid*",
    "expirou",
    "cancelad*",
    "interrompid*",
    // Spanish and Italian
    "denegad*",
    "rechazad*",
    "fallo",
    "falló",
    "fallid*",
    "imposible",
    "negato",
    "rifiutat*",
    "fallit*",
    "impossibile",
    "errato",
    "imprevisto",
];

/// Nouns for what went wrong. `0 errors` is nothing of the kind, and neither is an `error log`.
const NOUNS: &[&str] = &[
    "error",
    "errors",
    "failure",
    "failures",
    "exception",
    "exceptions",
    "timeout",
    "fehler",
    "fehlern",
    "ausnahme",
    "erreur",
    "erreurs",
    "erro",
    "erros",
    "errore",
    "errori",
    "errores",
];

/// Words that deny.
const NOT: &[&str] = &[
    "not", "nicht", "kein", "keine", "keinen", "keiner", "não", "nenhum", "nenhuma", "non", "pas",
    "aucun", "aucune",
];

/// Several words that say it together.
const PHRASES: &[&str] = &[
    "timed out",
    "no such ",
    "no permission",
    "no access",
    "no response",
    "no route",
    "access violation",
    "is disabled",
    "requires elevation",
    "must be run ",
    "rolled back",
    "rolling back",
    "gave up",
    "giving up",
    "erhöhte recht",
    "ist deaktiviert",
    "est désactivé",
    "nécessite une élévation",
    "délai d'attente",
    "délai dépassé",
    "requer elevação",
    "está desativado",
    "está desabilitado",
    "sem permissão",
    "sem acesso",
    "tempo limite",
    "sin permiso",
    "no se ",
    "no existe",
    "no encontrad",
];

/// What makes of a word of failure that there is none: `no errors`, `0 failed`.
const NONE: &[&str] = &[
    "0", "no", "none", "zero", "without", "any", "kein", "keine", "keinen", "ohne", "aucun",
    "aucune", "sans", "nenhum", "nenhuma", "sem", "nessun", "nessuna", "senza", "ningún",
    "ninguna", "sin",
];

/// What a noun of failure may stand before without any failure: a log of errors, their count.
const ABOUT: &[&str] = &[
    "log",
    "logs",
    "logging",
    "report",
    "reports",
    "reporting",
    "file",
    "files",
    "page",
    "pages",
    "handling",
    "handler",
    "count",
    "code",
    "level",
    "s",
    "setting",
    "settings",
];

/// Behind a word that denies: there is no need, or nothing was changed.
const NEEDLESS: &[&str] = &[
    "needed",
    "necessary",
    "required",
    "changed",
    "modified",
    "affected",
    "applicable",
    "yet",
    "close",
    "turn",
    "interrupt",
    "only",
    "nötig",
    "notwendig",
    "erforderlich",
    "geändert",
    "verändert",
    "betroffen",
    "nécessaire",
    "requis",
    "modifié",
    "necessário",
    "alterado",
    "änderung",
    "änderungen",
    "modification",
    "modifications",
    "alteração",
    "alterações",
];

/// What one looks for and is glad not to find.
const UNWANTED: &[&str] = &[
    "problem", "problems", "issue", "issues", "warning", "warnings",
];

/// Whether a line looks like a complaint.
pub(super) fn is_complaint(line: &str) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    if PHRASES.iter().any(|phrase| lower.contains(phrase)) {
        return true;
    }
    let words = Words(words(&lower).collect());
    (0..words.0.len()).any(|place| words.complain(place))
}

/// The words of a line.
struct Words<'l>(Vec<&'l str>);

impl Words<'_> {
    fn at(&self, place: usize) -> &str {
        self.0.get(place).copied().unwrap_or_default()
    }

    fn before(&self, place: usize) -> &str {
        place.checked_sub(1).map_or("", |place| self.at(place))
    }

    /// Whether something went wrong by the word in this place.
    fn complain(&self, place: usize) -> bool {
        let (word, next) = (self.at(place), self.at(place + 1));
        if BAD.iter().any(|bad| fits(word, bad)) {
            return !self.counts_none(place) && next != "over";
        }
        if NOUNS.contains(&word) {
            return !self.counts_none(place) && !ABOUT.contains(&next);
        }
        if NOT.contains(&word) {
            return !self.denies_a_need(place);
        }
        // `Exit code: 5`, `No pool of that name was found.`
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let third = self.at(place + 2);
        word == "exit" && ["code", "status"].contains(&next) && is_number(third) && third > "0"
            || word == "no" && self.finds_none(place)
    }

    /// `no errors`, `0 failed`, `failed=0`, `error code: 0`, `Errors: none`
    fn counts_none(&self, place: usize) -> bool {
        let (next, third) = (self.at(place + 1), self.at(place + 2));
        let is_zero = next == "0" || third == "0" && next.parse::<u64>().is_err();
        let is_last = place + 2 == self.0.len();
        NONE.contains(&self.before(place)) || is_zero || is_last && NONE.contains(&next)
    }

    /// `not needed`, `Do not close this window.`, `keine Fehler`
    fn denies_a_need(&self, place: usize) -> bool {
        let next = [self.at(place + 1), self.at(place + 2)];
        let is_asked =
            self.before(place) == "do" && (place == 1 || self.before(place - 1) == "please");
        is_asked || NOUNS.contains(&next[0]) || next.iter().any(|next| NEEDLESS.contains(next))
    }

    fn finds_none(&self, place: usize) -> bool {
        let mut rest = self.0[place..].iter();
        let found = rest.position(|word| *word == "found");
        let is_wanted = |word: &&str| !NOUNS.contains(word) && !UNWANTED.contains(word);
        found.is_some_and(|found| self.0[place..place + found].iter().all(is_wanted))
    }
}

fn fits(word: &str, bad: &str) -> bool {
    match bad.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == bad,
    }
}

/// The words of a line: what is part of a path, an address or a name is none.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| ",;:!?()[]{}\"«»„“”=*|<>".contains(c);
    line.split_whitespace()
        .filter(|piece| !piece.contains(['\\', '/', '@', '_']))
        .flat_map(move |piece| piece.split(is_between))
        .map(|word| word.trim_matches(['.', '…', '\'']))
        .filter(|word| !word.is_empty() && !word.contains('.'))
}
