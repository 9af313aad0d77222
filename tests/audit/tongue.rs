//! Languages, and what PowerShell says in them: the labels of a transcript and its errors.
//!
//! The labels are those of real transcripts, odd letters and blanks included; where no real one was
//! found, it is said here.

/// A language of Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    En,
    De,
    Fr,
    PtBr,
    It,
}

/// The labels of a transcript, each with its colon and blanks as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels {
    pub(crate) start: &'static str,
    pub(crate) start_time: &'static str,
    pub(crate) user: &'static str,
    pub(crate) run_as: &'static str,
    pub(crate) configuration: &'static str,
    pub(crate) machine: &'static str,
    pub(crate) application: &'static str,
    pub(crate) process: &'static str,
    pub(crate) end: &'static str,
    pub(crate) end_time: &'static str,
    /// Not found for French 5.1, Portuguese and Italian: these are ours, and a reader that knows the
    /// shape of the line reads them all the same.
    pub(crate) command: &'static str,
    /// Around the path of the file.
    pub(crate) started: [&'static str; 2],
}

impl Tongue {
    pub(crate) const ALL: [Self; 5] = [Self::En, Self::De, Self::Fr, Self::PtBr, Self::It];

    /// Its tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::PtBr => "pt-BR",
            Self::It => "it",
        }
    }

    /// The labels of Windows PowerShell 5.1.
    pub(crate) fn windows(self) -> Labels {
        match self {
            Self::En => Labels {
                start: "Windows PowerShell transcript start",
                start_time: "Start time: ",
                user: "Username: ",
                run_as: "RunAs User: ",
                configuration: "Configuration Name: ",
                machine: "Machine: ",
                application: "Host Application: ",
                process: "Process ID: ",
                end: "Windows PowerShell transcript end",
                end_time: "End time: ",
                command: "Command start time: ",
                started: ["Transcript started, output file is ", ""],
            },
            // The letter that begins the banner is a line break of the translators that never was.
            Self::De => Labels {
                start: "nStart der Windows PowerShell-Aufzeichnung",
                start_time: "Startzeit: ",
                user: "Benutzername: ",
                run_as: "RunAs-Benutzer: ",
                configuration: "Konfigurationsname: ",
                machine: "Computer: ",
                application: "Hostanwendung: ",
                process: "Prozess-ID: ",
                end: "Ende der Windows PowerShell-Aufzeichnung",
                end_time: "Endzeit: ",
                command: "Befehlsstartzeit: ",
                started: [
                    "Die Aufzeichnung wurde gestartet. Die Ausgabedatei ist \"",
                    "\".",
                ],
            },
            // The blank before the colon does not break (U+00A0).
            Self::Fr => Labels {
                start: "Début de la transcription Windows PowerShell",
                start_time: "Heure de début\u{a0}: ",
                user: "Nom d'utilisateur\u{a0}: ",
                run_as: "Utilisateur runAs\u{a0}:  ",
                configuration: "Nom de la configuration\u{a0}: ",
                machine: "Ordinateur\u{a0}: ",
                application: "Application hôte\u{a0}: ",
                process: "ID de processus\u{a0}: ",
                end: "Fin de la transcription Windows PowerShell",
                end_time: "Heure de fin\u{a0}: ",
                command: "Heure de début de la commande\u{a0}: ",
                started: ["Transcription démarrée, le fichier de sortie est ", ""],
            },
            Self::PtBr => Labels {
                start: "Início da transcrição do Windows PowerShell",
                start_time: "Hora de início: ",
                user: "Nome de Usuário: ",
                run_as: "Executar como Usuário: ",
                configuration: "Nome da Configuração: ",
                machine: "Computador: ",
                application: "Aplicativo Host: ",
                process: "ID do Processo: ",
                end: "Fim da transcrição do Windows PowerShell",
                end_time: "Hora de término: ",
                command: "Hora de início do comando: ",
                started: ["Transcript started, output file is ", ""],
            },
            // The machine's label has no colon.
            Self::It => Labels {
                start: "Inizio trascrizione Windows PowerShell",
                start_time: "Ora di inizio: ",
                user: "Nome utente: ",
                run_as: "Esegui come utente: ",
                configuration: "Nome configurazione: ",
                machine: "Computer ",
                application: "Applicazione host: ",
                process: "ID processo: ",
                end: "Fine trascrizione Windows PowerShell",
                end_time: "Ora di fine: ",
                command: "Ora di inizio comando: ",
                started: ["Trascrizione avviata. File di output: ", ""],
            },
        }
    }

    /// The labels of PowerShell 7: English in all that were released, German and French from 7.7 on.
    pub(crate) fn core(self) -> Labels {
        match self {
            Self::De => Labels {
                start: "Beginn des PowerShell-Transkripts",
                end: "Ende des PowerShell-Transkripts",
                started: ["Die Transkription wurde gestartet, Ausgabedatei ist „", "“"],
                ..Self::De.windows()
            },
            Self::Fr => Labels {
                start: "Début de la transcription PowerShell",
                end: "Fin de la transcription PowerShell",
                user: "Nom d’utilisateur\u{a0}: ",
                run_as: "Utilisateur RunAs\u{a0}: ",
                started: ["La transcription a démarré, le fichier de sortie est ", ""],
                ..Self::Fr.windows()
            },
            _ => Labels {
                start: "PowerShell transcript start",
                end: "PowerShell transcript end",
                ..Self::En.windows()
            },
        }
    }

    /// The error of a cmdlet, as Windows PowerShell prints it.
    pub(crate) fn error(self, command: &str, line: &str, message: &str) -> Vec<String> {
        let category = format!("InvalidOperation: (:) [{command}], InvalidOperationException");
        let id = format!("ProcessingFailed,{command}");
        self.record(&format!("{command} : {message}"), line, &category, &id)
    }

    /// The error of a name that is no command.
    pub(crate) fn unknown(self, name: &str, line: &str) -> Vec<String> {
        let message = match self {
            Self::En => format!(
                "{name} : The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
            ),
            Self::De => format!(
                "{name} : Die Benennung \"{name}\" wurde nicht als Name eines Cmdlet, einer Funktion, einer Skriptdatei oder eines ausführbaren Programms erkannt. Überprüfen Sie die Schreibweise des Namens, oder ob der Pfad korrekt ist (sofern enthalten), und wiederholen Sie den Vorgang."
            ),
            Self::Fr => format!(
                "{name} : Le terme «{name}» n'est pas reconnu comme nom d'applet de commande, fonction, fichier de script ou programme exécutable. Vérifiez l'orthographe du nom, ou si un chemin d'accès existe, vérifiez que le chemin d'accès est correct et réessayez."
            ),
            Self::PtBr => format!(
                "{name} : O termo '{name}' não é reconhecido como nome de cmdlet, função, arquivo de script ou programa operável. Verifique a grafia do nome ou, se um caminho tiver sido incluído, veja se o caminho está correto e tente novamente."
            ),
            Self::It => format!(
                "{name} : Termine '{name}' non riconosciuto come nome di cmdlet, funzione, file di script o programma eseguibile. Controllare l'ortografia del nome o verificare che il percorso sia incluso e corretto, quindi riprovare."
            ),
        };
        let category = format!("ObjectNotFound: ({name}:String) [], CommandNotFoundException");
        self.record(&message, line, &category, "CommandNotFoundException")
    }

    fn record(self, message: &str, line: &str, category: &str, id: &str) -> Vec<String> {
        let place = match self {
            Self::En => "At line:1 char:1",
            Self::De => "In Zeile:1 Zeichen:1",
            Self::Fr => "Au caractère Ligne:1 : 1",
            Self::PtBr => "No linha:1 caractere:1",
            Self::It => "In riga:1 car:1",
        };
        vec![
            message.to_owned(),
            place.to_owned(),
            format!("+ {line}"),
            format!("+ {}", "~".repeat(line.chars().count())),
            format!("    + CategoryInfo          : {category}"),
            format!("    + FullyQualifiedErrorId : {id}"),
            " ".to_owned(),
        ]
    }
}
