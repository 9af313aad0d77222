### Die eigenen Worte des Programms in Dokumenten und geführten Skripts.
### Was eine Anleitung sagt, steht in der Datei mit ihrem Namen.

## Dokumente: Kopf der Seite

doc-contents = Inhalt
# $number (Zahl): die Nummer des Schritts.
doc-step = Schritt { $number }
# $count (Zahl): wie viele Schritte die Anleitung hat.
doc-steps =
    { $count ->
        [one] { $count } Schritt
       *[other] { $count } Schritte
    }
doc-product = Produkt
doc-change = Änderung
doc-runbook = Anleitung
doc-revision = Revision
# Die Zeit, in der die Änderung vorgenommen werden darf.
doc-window = Wartungsfenster
# $start und $end (Zeichenfolgen): je ein Datum mit Uhrzeit.
doc-window-range = { $start } bis { $end }
doc-timezone = Zeitzone

## Dokumente: Felder zum Ausfüllen von Hand

# Neben einem Kästchen: Der Schritt ist erledigt.
doc-done = Erledigt
# Vor dem Namen der Person, die den Schritt ausgeführt hat.
doc-by = Von
# Vor der Uhrzeit der Ausführung.
doc-at = Uhrzeit
doc-signature = Unterschrift

## Dokumente: Titel der Hinweiskästen

doc-note = Hinweis
doc-tip = Tipp
doc-important = Wichtig
doc-warning = Warnung
doc-caution = Vorsicht

## Dokumente: Entscheidungen, Orte und Wiederholung

# Vor dem, was zu tun ist, wenn die Antwort auf die Frage einer Entscheidung Ja oder Nein lautet.
doc-if-yes = Wenn ja
doc-if-no = Wenn nein
# Vor einer Liste von Computern: Der Schritt wird auf allen ausgeführt.
# $count (Zahl): wie viele Computer die Liste hat.
doc-on-each =
    { $count ->
        [one] Auf diesem Computer:
       *[other] Auf jedem dieser Computer:
    }
# Vor einer Liste von Computern: Der Schritt wird einmal ausgeführt, gleichgültig wo.
doc-on-any = Auf einem dieser Computer:
# Nach Befehlen. Der Satz, der folgt, beschreibt den Zustand.
# $count (Zahl): wie viele Befehle wiederholt werden.
repeat-until =
    { $count ->
        [one] Wiederholen Sie den Befehl, bis der folgende Zustand erreicht ist.
       *[other] Wiederholen Sie die Befehle, bis der folgende Zustand erreicht ist.
    }

## Dokumente: bei einer Änderung entbehrliche Schritte

doc-not-applicable = Entfällt bei dieser Änderung
# $question (Zeichenfolge): eine ganze Frage mit Fragezeichen.
# $answer (Zeichenfolge): doc-answer-yes oder doc-answer-no.
doc-na-answer = { doc-not-applicable }: „{ $question }“ – { $answer }.
# $number (Zahl): der letzte Schritt der Anleitung bei dieser Änderung.
doc-na-stopped = { doc-not-applicable }: Die Anleitung endet mit Schritt { $number }.
doc-answer-yes = ja
doc-answer-no = nein

## Dokumente: Hinweise zur Seite

# Erscheint ohne zugehörige Änderung: Die Befehle enthalten Platzhalter wie <domain>.
doc-placeholders = Text in spitzen Klammern ist ein Platzhalter. Ersetzen Sie ihn samt den Klammern durch Ihren eigenen Wert, bevor Sie einen Befehl ausführen.
doc-untranslated = Teile dieser Seite sind auf Englisch, weil sie noch nicht übersetzt sind.
# $runbook (Zeichenfolge): die Kennung der Anleitung. $revision (Zeichenfolge): eine Version wie 1.0.0.
doc-generated = Erzeugt von runproof aus { $runbook }, Revision { $revision }.

## Dokumente: Bedienelemente der Webseite

doc-copy = Kopieren
# Ersetzt doc-copy nach einem Klick für einen Augenblick.
doc-copied = Kopiert
# Ein Link für Menschen, die einen Screenreader oder die Tastatur benutzen.
doc-skip-to-steps = Zu den Schritten springen

## Skripts: reiner Text für eine Konsole
## Die Tasten in eckigen Klammern sind in allen Sprachen gleich. Übersetzt wird das Wort nach der Taste.

# $title (Zeichenfolge): der Titel des Dokuments. $steps (Zahl): wie viele Schritte es hat.
script-intro =
    { $steps ->
        [one] { $title }: { $steps } Schritt
       *[other] { $title }: { $steps } Schritte
    }
# $path (Zeichenfolge): eine Datei.
script-transcript = Das Protokoll wird in { $path } geschrieben.
script-operator = Wer führt diese Anleitung aus?
# $number und $total (Zahlen): Schritte. $title (Zeichenfolge): der Titel des Schritts.
script-step = Schritt { $number } von { $total }: { $title }
# Frage nach einem Schritt, der von Hand ausgeführt wird.
script-by-hand-prompt = Erledigt? [y] ja, [s] überspringen, [q] beenden
# Frage unter einem Befehl, den das Skript gleich ausführt.
script-run-prompt = Diesen Befehl ausführen? [y] ja, [s] überspringen, [q] beenden
# Steht nach einer Frage der Anleitung.
script-question-prompt = [y] ja, [n] nein
# Frage nach der Ausgabe eines Befehls, der bis zu einem Zustand wiederholt wird.
script-repeat-prompt = Zustand erreicht? [y] ja, [r] erneut prüfen, [q] beenden
# $host (Zeichenfolge): der Computer, für den der Befehl bestimmt ist. $here (Zeichenfolge): dieser Computer.
script-host-prompt = Dieser Teil ist für { $host } bestimmt, dieser Computer ist aber { $here }. Hier ausführen? [y] ja, [s] überspringen, [q] beenden
script-elsewhere = Dieser Teil wird auf einem anderen Computer ausgeführt. Führen Sie dieses Skript dort aus.
# $placeholder (Zeichenfolge): ein Platzhalter mit seinen spitzen Klammern, etwa <domain>.
script-value-prompt = Wert für { $placeholder }:
script-value-invalid = Dieser Wert ist für { $placeholder } nicht gültig.
script-skipped = Übersprungen.
script-skip-reason = Grund:
# $error (Zeichenfolge): was der Befehl gemeldet hat, in einer Zeile.
script-failed = Der Befehl hat einen Fehler gemeldet ({ $error }). [r] erneut versuchen, [s] überspringen, [q] beenden
script-not-applicable = { doc-not-applicable }
# $number (Zahl): der Schritt, der nicht abgeschlossen wurde.
script-quit = Bei Schritt { $number } beendet. Das Protokoll bleibt erhalten.
script-finished = Die Anleitung ist abgeschlossen.
