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
doc-by = Ausgeführt von
# Vor der Uhrzeit der Ausführung.
doc-at = Uhrzeit
# Vor dem Datum der Ausführung.
doc-date = Datum
# Vor dem Kürzel der Person, die den Schritt ausgeführt hat.
doc-initials = Kürzel
doc-signature = Unterschrift

## Dokumente: wie eine Änderung aufgezeichnet wird. Auf doc-record-powershell und doc-record-bash folgt ein Befehl.

doc-recording = Ausführung aufzeichnen
doc-record-elevated-powershell = Starten Sie PowerShell mit „Als Administrator ausführen“: Das Verfahren braucht eine Sitzung mit erhöhten Rechten.
doc-record-elevated-bash = Führen Sie das Verfahren als root aus.
doc-record-powershell = Starten Sie in jedem PowerShell-Fenster, in dem Sie Befehle dieser Änderung ausführen, auf jedem Computer vor dem ersten Befehl eine Aufzeichnung. Machen Sie das Fenster mindestens 200 Spalten breit: Ausgaben, die das Fenster abschneidet, fehlen in der Aufzeichnung.
doc-record-powershell-end = Wenn PowerShell `-IncludeInvocationHeader` nicht annimmt (Version 4.0 und früher), lassen Sie den Parameter weg. Führen Sie nach dem letzten Befehl `Stop-Transcript` aus.
doc-record-bash = Starten Sie in jedem Terminal, in dem Sie Befehle dieser Änderung ausführen, vor dem ersten Befehl eine Aufzeichnung.
doc-record-bash-end = Führen Sie nach dem letzten Befehl `exit` aus, um die Aufzeichnung zu beenden.
doc-record-submit = Reichen Sie alle Aufzeichnungen zusammen mit diesem ausgefüllten Dokument ein. Was Sie in einer grafischen Oberfläche tun, erscheint in keiner Aufzeichnung: Zeichnen Sie es hier ab.

## Dokumente: Titel der Hinweiskästen

doc-note = Hinweis
doc-tip = Tipp
doc-important = Wichtig
doc-warning = Warnung
doc-caution = Vorsicht
# Ein fettes Wort am Anfang eines Absatzes, vor dem, was es sagt: „Warnung: …“. $label (Zeichenfolge): ein Titel wie doc-warning.
doc-lead = { $label }:

## Dokumente: Entscheidungen, Orte und Wiederholung

# Vor dem, was zu tun ist, wenn die Antwort auf die Frage einer Entscheidung Ja oder Nein lautet.
doc-if-yes = Wenn ja
doc-if-no = Wenn nein
# Eine Überschrift: was für einen Computer (oder ein anderes Element) getan wird, bevor das nächste beginnt.
# $first und $last (Zahlen): die Schritte. $item (Zeichenfolge): der Name eines Computers.
doc-round = Schritte { $first } bis { $last } für { $item }
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
doc-generated = Erzeugt von runproof aus `{ $runbook }`, Revision { $revision }.

## Dokumente: Bedienelemente der Webseite

doc-copy = Kopieren
# Ersetzt doc-copy nach einem Klick für einen Augenblick.
doc-copied = Kopiert
# Ein Link für Menschen, die einen Screenreader oder die Tastatur benutzen.
doc-skip-to-steps = Zu den Schritten springen

## Skripts: reiner Text für eine Konsole
## Eine Taste in eckigen Klammern ist eine aus script-keys-… weiter unten. Übersetzt wird das Wort nach der Taste.

# Die Tasten und Wörter, die eine Frage beantworten, mit Kommas getrennt. Die erste ist die Taste, die in den Fragen steht. Eine
# Taste steht nur in einer Liste, und was „ja“ bedeutet, steht in keiner anderen.
script-keys-yes = j, ja
script-keys-no = n, nein
script-keys-skip = s, überspringen
script-keys-retry = r, wiederholen, erneut prüfen
script-keys-back = z, zurück
script-keys-quit = q, beenden
# $keys (Zeichenfolge): Tasten mit ihren Wörtern, etwa „[j] ja, [q] beenden“.
script-wrong-key = Bitte antworten Sie mit einer dieser Tasten: { $keys }

# $title (Zeichenfolge): der Titel des Dokuments. $steps (Zahl): wie viele Schritte es hat.
script-intro =
    { $steps ->
        [one] { $title }: { $steps } Schritt
       *[other] { $title }: { $steps } Schritte
    }
script-servers = Server
# $here (Zeichenfolge): ein Computer.
script-here = Dieser Computer ist { $here }.
script-here-other = Dieser Computer, { $here }, ist keiner dieser Server.
# $here und $server (Zeichenfolgen): Computer mit demselben kurzen Namen.
script-here-unsure-prompt = Dieser Computer nennt sich { $here }. Ist er { $server }? [j] ja, [n] nein, [q] beenden
# Eine nummerierte Liste von Computern folgt.
script-which = Welcher dieser Server ist dieser Computer, { $here }?
script-which-none = keiner davon
script-which-number = Nummer:
script-elevated = Die Anleitung erfordert eine Sitzung mit erhöhten Rechten.
script-not-elevated-powershell = Die Anleitung erfordert eine Sitzung mit erhöhten Rechten, und diese Sitzung hat sie nicht. Starten Sie PowerShell mit „Als Administrator ausführen“ und führen Sie dieses Skript erneut aus.
script-not-elevated-bash = Die Anleitung erfordert root-Rechte. Führen Sie dieses Skript erneut als root aus.
script-constrained = PowerShell läuft hier im eingeschränkten Sprachmodus, und dieses Skript benötigt den vollen Sprachmodus. Es wurde nichts ausgeführt.
# $path (Zeichenfolge): eine Datei.
script-transcript = Das Protokoll wird in { $path } geschrieben.
script-exists = { $path } existiert bereits. Wählen Sie eine andere Datei für das Protokoll. Es wurde nichts ausgeführt.
script-no-file = { $path } ist nicht vorhanden oder nicht lesbar.
script-no-marks = { $path } ist kein Protokoll dieses Skripts für diese Änderung.
script-resumed = Was laut { $path } erledigt ist, wird nicht noch einmal ausgeführt.
# $number (Zahl): ein Schritt.
script-no-step = Einen Schritt { $number } gibt es nicht.
script-begins = Das Skript beginnt mit Schritt { $number }. Die Schritte davor gelten als erledigt.
# $item (Zeichenfolge): der Name eines Computers. Das Skript beginnt mit einem Schritt, der auf einem Computer nach dem anderen ausgeführt wird.
script-begins-with-prompt = Mit { $item } beginnen? [j] ja, [n] nein, mit einem späteren, [q] beenden
script-operator = Wer führt diese Anleitung aus?
# Danach wird die Antwort auf script-operator eingegeben.
script-name = Name:

# $number und $total (Zahlen): Schritte. $title (Zeichenfolge): der Titel des Schritts.
script-step = Schritt { $number } von { $total }: { $title }
script-not-applicable = { doc-not-applicable }
# Steht anstelle eines Teils, den ein früheres Protokoll als erledigt zeigt.
script-done-before = Laut dem früheren Protokoll bereits erledigt.
# Frage nach einem Schritt, der von Hand ausgeführt wird.
script-by-hand-prompt = Erledigt? [j] ja, [s] überspringen, [q] beenden
# Frage unter einem Befehl, den das Skript gleich ausführt.
script-run-prompt = Diesen Befehl ausführen? [j] ja, [s] überspringen, [q] beenden
# Steht nach einer Frage der Anleitung.
script-question-prompt = [j] ja, [n] nein, [q] beenden
# Steht vor einer Frage der Anleitung. Von der Antwort hängt ab, ob der Schritt ausgeführt wird.
script-applies = Ob dieser Schritt erforderlich ist, hängt von der Antwort auf diese Frage ab:
# Frage nach der Antwort nein und dem, was dann zu tun ist.
script-no-prompt = Die Antwort ist nein. Ist erledigt, was daraus folgt? [j] ja, [z] zurück zur Frage, [q] beenden
# Frage nach der Ausgabe eines Befehls, der bis zu einem Zustand wiederholt wird.
script-repeat-prompt = Zustand erreicht? [j] ja, [r] erneut prüfen, [q] beenden
script-reached = Der Zustand ist erreicht.
script-not-reached-prompt = Der Zustand ist noch nicht erreicht. [r] erneut prüfen, [s] überspringen, [q] beenden
script-wrong-prompt = Die Ausgabe ist nicht so, wie sie sein muss. [r] wiederholen, [s] überspringen, [q] beenden
# $error (Zeichenfolge): was der Befehl gemeldet hat, in einer Zeile.
script-failed-prompt = Der Befehl hat einen Fehler gemeldet ({ $error }). [r] wiederholen, [s] überspringen, [q] beenden

# $host (Zeichenfolge): der Computer, für den der Befehl bestimmt ist. $here (Zeichenfolge): dieser Computer.
script-host-prompt = Dieser Teil ist für { $host } bestimmt, dieser Computer ist aber { $here }. Hier ausführen? [j] ja, [s] überspringen, [q] beenden
# $option (Zeichenfolge): wie das Skript dort gestartet wird, etwa „-From 8“.
script-elsewhere = Dieser Teil wird auf einem anderen Computer ausgeführt. Führen Sie dieses Skript dort mit { $option } aus.
# Eine Liste von Schritten mit Computern folgt: script-wait-for. $number (Zahl): der Schritt, der beginnen soll.
script-wait = Bevor Schritt { $number } beginnt, muss auf den anderen Computern Folgendes abgeschlossen sein:
# $number (Zahl): ein Schritt. $hosts (Zeichenfolge): Computer.
script-wait-for = Schritt { $number }: { $hosts }
script-wait-how = Führen Sie dieses Skript auf jedem davon mit { $option } aus, erledigen Sie den Teil dieses Computers und beenden Sie es mit [q], wenn dort diese Meldung erscheint. Wenn die Anleitung auf einem anderen Computer fortgesetzt wird, beenden Sie das Skript auch hier.
script-wait-done-prompt = Auf allen abgeschlossen? [j] ja, [q] beenden
# $placeholder (Zeichenfolge): ein Platzhalter mit seinen spitzen Klammern, etwa <domain>.
script-value-prompt = Wert für { $placeholder }:
script-value-invalid = Dieser Wert ist für { $placeholder } nicht gültig.
script-skipped = Übersprungen.
script-skip-reason = Grund für das Überspringen:
script-reason-wanted = Ein Grund ist erforderlich.

# $number (Zahl): der Schritt, der nicht abgeschlossen wurde.
script-quit = Bei Schritt { $number } beendet. Das Protokoll bleibt erhalten.
script-quit-before = Vor dem ersten Schritt beendet.
# $option (Zeichenfolge): wie das Skript gestartet wird, mit dem Pfad des Protokolls.
script-go-on = Starten Sie dieses Skript mit { $option }, um später fortzufahren.
script-finished = Die Anleitung ist abgeschlossen.
# $path (Zeichenfolge): das Protokoll.
script-submit = Protokoll: { $path }. Geben Sie es zusammen mit den Protokollen der anderen Computer an die Person, die die Änderung prüft.

## Prüfung: das Ergebnis

audit-title = Prüfung einer Änderung
audit-verdict-conformant = Konform
audit-means-conformant = Jeder erwartete Schritt ist belegt oder bestätigt und hat das erwartete Ergebnis, und nichts widerspricht der geplanten Reihenfolge.
audit-means-waived = Was nicht wie geplant ist, ist in der Änderungsdatei durch Ausnahmen gebilligt. Alles andere ist belegt oder bestätigt und hat das erwartete Ergebnis, und nichts widerspricht der geplanten Reihenfolge.
audit-verdict-deviating = Abweichend
audit-means-deviating = Etwas wurde nachweislich nicht wie geplant ausgeführt.
audit-verdict-inconclusive = Nicht entscheidbar
audit-means-inconclusive = Nichts ist nachweislich falsch, aber es fehlen Belege.
# $by: eine Liste von Namen, hinter dem Ergebnis: „Nicht entscheidbar, hingenommen von …“.
audit-verdict-accepted-by = hingenommen von { $by }
audit-means-accepted = Nichts ist nachweislich falsch, aber es fehlen Belege. In der Änderungsdatei nimmt das jemand hin; belegt ist es dadurch nicht.
# $count (Zahl): wie viele Befunde der Art es gibt. Die vier stehen neben dem Ergebnis.
audit-count-errors =
    { $count ->
        [one] { $count } Abweichung
       *[other] { $count } Abweichungen
    }
audit-count-inconclusive =
    { $count ->
        [one] { $count } Punkt nicht belegt
       *[other] { $count } Punkte nicht belegt
    }
audit-count-notes =
    { $count ->
        [one] { $count } Hinweis
       *[other] { $count } Hinweise
    }
audit-count-waived =
    { $count ->
        [one] { $count } Befund mit Ausnahme
       *[other] { $count } Befunde mit Ausnahme
    }
audit-count-nothing = Keine Befunde
# $tool (Zeichenfolge): Name und Version des Programms.
audit-generated = Erstellt mit { $tool }.

## Prüfung: Überschriften

audit-section-glance = Schritte und Orte
audit-section-gaps = Lücken in den Belegen
audit-section-findings = Befunde
audit-section-waived = Befunde mit Ausnahme
audit-section-next = Nächste Schritte
audit-section-timeline = Zeitlicher Ablauf
audit-section-captures = Aufzeichnungen
# Befehle in den Aufzeichnungen, die zu keinem Schritt des Plans gehören.
audit-section-unplanned = Befehle außerhalb der Schritte
audit-section-unknown = Befehle außerhalb der Schritte mit unbekannter Wirkung
audit-section-plan = Der Plan und seine Belege
audit-section-provenance = Herkunft dieses Berichts
audit-section-totals = Kontrollsummen
audit-section-assumptions = Annahmen
audit-section-evidence = Beleg
# Ein Link für alle, die einen Screenreader oder die Tastatur benutzen.
audit-skip-to-findings = Zu den Befunden springen

## Prüfung: Bezeichnungen von Angaben und Spalten

# $number (Zahl): die Nummer des Schritts. $title (Zeichenfolge): sein Titel.
audit-step = Schritt { $number }: { $title }
audit-head-step = Schritt
# Ein Server, ein Pool: worauf oder wofür ein Schritt ausgeführt wird.
audit-head-place = Ort
audit-head-result = Ergebnis
audit-head-capture = Aufzeichnung
audit-head-line = Zeile
audit-head-time = Zeit
audit-head-host = Computer
audit-head-user = Benutzer
audit-head-command = Befehl
# Was ein Befehl tut: Er liest, er ändert etwas, es ist nicht bekannt.
audit-head-effect = Wirkung
audit-head-expected = Erwartet
audit-head-format = Format
audit-head-size = Größe
audit-head-start = Beginn
audit-head-end = Ende
audit-head-variant = Variante
# Um wie viel die Uhren zweier Computer voneinander abweichen dürfen.
audit-head-clock-skew = Toleranz der Uhren
audit-head-tool = Programm
# Der Tag, den die prüfende Person für die Prüfung angegeben hat.
audit-head-as-of = Stand
audit-head-by = Geprüft von
# Die Summe der Gewichte der Abweichungen; 0, wenn es keine gibt.
audit-head-cost = Gewicht der Abweichungen
# In einer Tabelle: Der Schritt gilt für die ganze Änderung, nicht für einen einzelnen Ort.
audit-head-everywhere = Ganze Änderung
# Steht anstelle des Endes einer abgebrochenen Sitzung.
audit-session-open = Ende nicht aufgezeichnet
audit-nothing-expected = Hier wird nichts erwartet.

## Prüfung: was aus einem Schritt geworden ist

audit-status-evidenced = Belegt
audit-status-attested = Bestätigt
audit-status-waived = Ausnahme
audit-status-accepted = Hingenommen
audit-status-not-applicable = Entfällt
# Wie geplant ausgeführt, mit einer Anmerkung.
audit-status-noted = Belegt, mit Hinweis
audit-level-error = Abweichung
audit-level-inconclusive = Nicht belegt
audit-level-note = Hinweis
audit-code-missing = Fehlt
audit-code-failed = Fehlgeschlagen
audit-code-not-reached = Zustand nicht erreicht
audit-code-wrong-argument = Falsches Argument
audit-code-wrong-path = Falscher Pfad
audit-code-wrong-host = Falscher Computer
audit-code-out-of-order = Falsche Reihenfolge
audit-code-simulated = Nur simuliert
audit-code-undone = Rückgängig gemacht
audit-code-unplanned-change = Ungeplante Änderung
audit-code-outside-window = Außerhalb des Wartungsfensters
audit-code-no-evidence = Kein Beleg
audit-code-outcome-unseen = Ergebnis nicht zu sehen
audit-code-unattested = Nicht bestätigt
audit-code-order-unproven = Reihenfolge ungewiss
audit-code-repeated = Wiederholt
audit-effect-reads = liest
audit-effect-unknown = unbekannt
audit-effect-changes = ändert
audit-effect-allowed = von der Anleitung erlaubt

## Prüfung: Arten von Aufzeichnungen

audit-format-powershell-transcript = PowerShell-Aufzeichnung
audit-format-event-xml = Windows-Ereignisse (XML)
audit-format-evtx = Windows-Ereignisprotokoll (EVTX)
audit-format-psreadline-history = PowerShell-Verlauf
audit-format-history-clixml = Get-History (CLIXML)
audit-format-history-csv = Get-History (CSV)
audit-format-history-text = Get-History (ausgegeben)
audit-format-powershell-syslog = Syslog von PowerShell
audit-format-typescript = Typescript
audit-format-bash-history = Bash-Verlauf
audit-format-asciinema = Asciinema-Aufzeichnung
audit-format-xes = XES-Ereignisprotokoll

## Prüfung: Befunde
## $command (Zeichenfolge): ein Befehl. $place, $host (Zeichenfolgen): ein Server, ein Pool, ein Computer.

audit-missing = Keine Aufzeichnung zeigt `{ $command }` für { $place }, obwohl die Aufzeichnungen diesen Ort und diese Zeit abdecken.
# Ein Schritt von Hand, den ein Programm oder ein Befehl verrät.
audit-missing-by-hand = Nichts zeigt, dass dieser Schritt für { $place } ausgeführt wurde: Die Aufzeichnungen decken diesen Ort und diese Zeit ab, und `{ $command }` kommt nicht darin vor.
audit-no-evidence = Keine Aufzeichnung deckt { $place } ab. Daher ist nicht belegt, ob `{ $command }` ausgeführt wurde.
audit-no-evidence-cut = Die Aufzeichnung für { $place } bricht ab ({ $where }). Daher ist nicht belegt, ob `{ $command }` danach ausgeführt wurde.
# $where (Zeichenfolge): eine Aufzeichnung und eine Zeile darin.
audit-no-evidence-torn = Ein Teil der Aufzeichnungen für { $place } ist nicht lesbar ({ $where }). Daher ist nicht belegt, ob `{ $command }` ausgeführt wurde.
audit-no-evidence-marks = `{ $command }` für { $place } steht nur in Marken eines geführten Skripts, die nicht zählen. Daher ist nicht belegt, ob es für diese Änderung ausgeführt wurde.
# $reason: eine der Meldungen audit-unresolved-…
audit-no-evidence-unresolved = `{ $command }` wurde möglicherweise ausgeführt, aber die Aufzeichnungen können es nicht belegen: { $reason }.
audit-no-evidence-undone = `{ $command }` auf { $host } hat diesen Schritt möglicherweise rückgängig gemacht, aber die Aufzeichnungen können es nicht belegen: { $reason }.
audit-no-evidence-undone-order = `{ $command }` auf { $host } macht diesen Schritt rückgängig, und die Aufzeichnungen können nicht belegen, dass er danach ausgeführt wurde.
audit-no-evidence-guess = `{ $command }` steht nur in { $capture }, das auf Verdacht als { $format } gelesen wurde. Das belegt nichts: Geben Sie an, welches Format die Aufzeichnung hat.
# $where (Liste): Dateipfade.
audit-no-evidence-refused = Keine Aufzeichnung zeigt `{ $command }` für { $place }, und keine belegt, dass der Befehl nicht ausgeführt wurde: { $where } ist nicht lesbar.
# $reason: eine der Meldungen audit-unresolved-… oder audit-hidden-…
audit-no-evidence-hidden = Keine Aufzeichnung zeigt `{ $command }` für { $place }, und keine belegt, dass der Befehl nicht ausgeführt wurde: { $reason }.
# $error (Zeichenfolge): die Fehlermeldung aus dem Protokoll.
audit-failed = `{ $command }` ist fehlgeschlagen: `{ $error }`
# $code (string): an exit code.
audit-failed-exit = `{ $command }` endete mit dem Exitcode `{ $code }`.
audit-failed-status = `{ $command }` wurde nicht abgeschlossen.
audit-declined = `{ $command }` hat vor der Ausführung nachgefragt, und die Antwort war Nein: Es wurde nicht ausgeführt.
# $outcome (Zeichenfolge): ein Satz, der sagt, was erwartet wird. $seen (Liste): was stattdessen ausgegeben wurde.
audit-failed-outcome = `{ $command }` hat nicht das Erwartete gezeigt. Ausgabe: { $seen }. Erwartet: { $outcome }
audit-failed-silence = `{ $command }` darf nichts ausgeben. Ausgabe: { $seen }.
# $outcome (Zeichenfolge): ein Satz, der sagt, was erwartet wird. $seen (Liste): der letzte Zustand.
audit-not-reached = `{ $command }` hat den Zustand nicht erreicht, auf den der Plan wartet. Zuletzt gesehen: { $seen }. Erwartet: { $outcome }
# $differences: eine Liste von Meldungen audit-difference-…
audit-wrong-argument = `{ $command }` entspricht nicht dem Plan: { $differences }.
# $parameter (Zeichenfolge): ein Parameter wie -Name. $expected, $value, $seen (Zeichenfolgen): Werte.
audit-difference-missing = `{ $parameter }` mit `{ $expected }` fehlt
audit-difference-added = `{ $parameter }` mit `{ $value }` ist hinzugekommen
audit-difference-value = `{ $parameter }` ist `{ $seen }` statt `{ $expected }`
# $what (string): ein Schalter oder ein Wert ohne Namen.
audit-difference-only-missing = `{ $what }` fehlt
audit-difference-only-added = `{ $what }` ist hinzugekommen
audit-difference-only-value = `{ $seen }` statt `{ $expected }`
# Of commands that are joined by a pipe. $expected and $seen (strings) can be empty.
audit-difference-stage = in der Pipeline steht `{ $seen }` statt `{ $expected }`
# $expected und $seen (Zeichenfolgen): Pfade eines Programms.
audit-wrong-path = Das Programm wurde unter `{ $seen }` statt unter `{ $expected }` gestartet.
# $expected: eine Liste von Computern.
audit-wrong-host = `{ $command }` wurde auf { $host } ausgeführt. Der Plan nennt { $expected }.
# $number (Zahl): ein Schritt. $others: eine Liste von Nummern von Schritten.
audit-out-of-order = `{ $command }` (Schritt { $number }) wurde zu früh ausgeführt. Vorher müssen diese Schritte abgeschlossen sein: { $others }.
# $others (list): the numbers of steps that had to wait for this one.
audit-out-of-order-late = `{ $command }` (Schritt { $number }) wurde zu spät ausgeführt. Diese Schritte müssen danach kommen: { $others }.
# $other (Zeichenfolge): ein Befehl desselben Schritts.
audit-out-of-order-within = `{ $command }` wurde vor `{ $other }` ausgeführt, muss aber danach kommen.
audit-out-of-order-said = Nach Angabe von { $by } wurde Schritt { $number } um { $time } ausgeführt, also zu früh. Vorher müssen diese Schritte abgeschlossen sein: { $others }.
audit-out-of-order-said-late = Nach Angabe von { $by } wurde Schritt { $number } um { $time } ausgeführt, also zu spät. Diese Schritte müssen danach kommen: { $others }.
# $other (Zeichenfolge): ein anderer Computer. Schritte, die auf einem Computer nach dem anderen ausgeführt werden.
audit-rolling = { $host } wurde begonnen, bevor { $other } fertig war. Der Plan sieht einen nach dem anderen vor.
audit-simulated = `{ $command }` wurde nur mit `-WhatIf` ausgeführt; das ändert nichts.
audit-undone = `{ $command }` auf { $host } hat diesen Schritt rückgängig gemacht, und nichts zeigt, dass er danach noch einmal ausgeführt wurde.
audit-undone-before = `{ $command }` auf { $host } hat diesen Schritt rückgängig gemacht, und Schritt { $other } wurde ausgeführt, bevor er noch einmal kam.
audit-undone-said = Jemand gibt an, dass noch einmal getan wurde, was diesen Schritt rückgängig macht, und nichts zeigt, dass er danach ausgeführt wurde.
audit-undone-seen = `{ $command }` auf { $host } zeigt, dass nicht mehr gilt, was dieser Schritt bewirkt hat, und nichts zeigt später etwas anderes.
audit-unplanned-change = `{ $command }` auf { $host } ändert etwas und gehört zu keinem Schritt des Plans.
# $time, $start und $end (Zeichenfolgen): Zeitangaben.
audit-outside-window = `{ $command }` wurde um { $time } ausgeführt, außerhalb des Wartungsfensters von { $start } bis { $end }.
audit-outside-window-said = Nach Angabe von { $by } wurde dieser Schritt um { $time } ausgeführt, außerhalb des Wartungsfensters von { $start } bis { $end }.
audit-outcome-unseen = `{ $command }` wurde ausgeführt, aber die Aufzeichnungen enthalten nicht die Ausgabe, die das Ergebnis zeigen würde. Erwartet: { $outcome }
audit-outcome-unseen-silent = `{ $command }` hat nichts ausgegeben, obwohl der Befehl einen Erfolg meldet: Ob er gelungen ist, ist nicht belegt.
audit-outcome-unseen-entered = `{ $command }` wurde eingegeben, aber die Aufzeichnungen enthalten weder die Ausgabe noch den Exitcode: Ob es gelang, ist nicht zu sehen.
# $line: eine Zeile einer Ausgabe.
audit-outcome-unseen-unexplained = `{ $command }` wurde ausgeführt, aber nichts erklärt diese Zeile der Ausgabe: „{ $line }“. Ob es gelang, ist nicht zu sehen.
audit-outcome-unseen-hidden = `{ $command }` wurde ausgeführt, aber Fehler wurden nicht angezeigt und ein Exitcode ist nicht zu sehen: Ob es gelang, ist nicht belegt.
audit-outcome-unseen-started = `{ $command }` wurde im Hintergrund gestartet, und nichts zeigt, wie es endete.
audit-outcome-unseen-one-of-several = `{ $command }` wurde zusammen mit anderen Befehlen ausgeführt, von denen einer fehlschlug. Welcher, ist nicht zu sehen.
audit-outcome-unseen-older = `{ $command }` wurde ausgeführt, bevor `{ $other }` noch einmal kam: Es hat einen älteren Zustand gezeigt.
audit-outcome-unseen-begun = `{ $command }` wurde begonnen, und nichts zeigt, dass es zu Ende kam: Ob es gelang, ist nicht zu sehen.
audit-unattested = Dieser Schritt wird von Hand ausgeführt, und niemand hat ihn bestätigt.
audit-unattested-twice = Zwei Bestätigungen können nicht beide stimmen: { $by } nennt { $time }, { $other } nennt { $other-time }.
audit-and-skipped = { $finding } { $by } hat ihn übersprungen: { $reason }
audit-order-unproven = Die Uhren der Aufzeichnungen können nicht belegen, dass Schritt { $number } nach diesen Schritten kam: { $others }.
# $count (Zahl): wie oft insgesamt.
audit-repeated =
    { $count ->
        [one] `{ $command }` wurde { $count } Mal ausgeführt.
       *[other] `{ $command }` wurde { $count } Mal ausgeführt.
    }

## Prüfung: was als Nächstes zu tun ist

audit-advice-missing = Führen Sie den Schritt dort aus, oder reichen Sie die Aufzeichnung ein, die ihn zeigt.
audit-advice-failed = Beheben Sie die Ursache, führen Sie den Schritt erneut aus, und zeichnen Sie ihn auf.
audit-advice-not-reached = Prüfen Sie den Zustand, bis er erreicht ist, und zeichnen Sie das auf.
audit-advice-wrong-argument = Führen Sie den Befehl wie geplant aus, und machen Sie rückgängig, was der andere getan hat.
audit-advice-wrong-path = Starten Sie das Programm unter dem geplanten Pfad: Das andere kann zu einem anderen Produkt oder einer anderen Version gehören.
audit-advice-wrong-host = Prüfen Sie, was der Befehl auf diesem Computer bewirkt hat, und führen Sie den Schritt dort aus, wo der Plan es vorsieht.
audit-advice-out-of-order = Prüfen Sie, ob die späteren Schritte auf den früheren aufbauen. Wenn ja, wiederholen Sie sie der Reihe nach.
audit-advice-simulated = Führen Sie den Befehl ohne `-WhatIf` aus.
audit-advice-undone = Führen Sie den Schritt noch einmal aus, danach das, was von ihm abhängt, und zeichnen Sie beides auf.
audit-advice-unplanned-change = Lassen Sie es von der Person erklären, die es getan hat. Machen Sie es rückgängig, oder billigen Sie es mit einer Ausnahme in der Änderungsdatei.
audit-advice-outside-window = Lassen Sie es von der für die Änderung verantwortlichen Person billigen, oder berichtigen Sie das Wartungsfenster in der Änderungsdatei.
audit-advice-no-evidence = Reichen Sie eine Aufzeichnung ein, die diesen Ort und diese Zeit abdeckt.
audit-advice-outcome-unseen = Zeigen Sie den Zustand erneut an, und zeichnen Sie die Ausgabe auf, oder reichen Sie die Aufzeichnung ein, die sie enthält.
audit-advice-unattested = Lassen Sie den Schritt von der ausführenden Person in der Änderungsdatei bestätigen: Schritt, Name und Zeit.
audit-advice-order-unproven = Reichen Sie Aufzeichnungen mit einer Zeit je Befehl ein, oder geben Sie eine kleinere Toleranz an, wenn die Uhren synchronisiert waren.
audit-advice-repeated = Nichts, sofern der Befehl nicht nur einmal ausgeführt werden darf.

## Prüfung: warum sich etwas nicht feststellen lässt; steht jeweils nach einem Doppelpunkt
## $text (Zeichenfolge): was im Protokoll steht.

audit-unresolved-variable = der Wert von `{ $text }` steht nicht in den Aufzeichnungen
audit-unresolved-expression = nur eine Ausführung könnte zeigen, was `{ $text }` ergibt
audit-unresolved-parameter = mehrere Parameter beginnen mit `{ $text }`
audit-unresolved-folder = der Ordner, von dem `{ $text }` ausgeht, ist nicht bekannt
audit-unresolved-short-name = `{ $text }` ist ein Kurzname, der für mehrere stehen kann
audit-unresolved-syntax = `{ $text }` lässt sich nicht als Befehl lesen
audit-unresolved-version = `{ $text }` liest eine andere Version der Shell anders
audit-unresolved-branch = die Ausführung hängt von `{ $text }` ab
audit-unresolved-script = der Text von `{ $text }` wurde nicht aufgezeichnet
audit-unresolved-binding = der Befehl hat `{ $text }` möglicherweise abgelehnt
audit-unresolved-computer = die Aufzeichnungen sagen nicht, welcher Computer `{ $text }` ist
audit-unresolved-imported = es ist der Befehl dieses Computers oder einer, der von `{ $text }` importiert wurde
audit-unresolved-format = nichts sagt, dass es das Format { $text } hat
# $text (Zeichenfolge): ein Befehl, wie eingegeben.
audit-hidden-launcher = was `{ $text }` ausgeführt hat, steht nicht in den Aufzeichnungen
audit-hidden-name = nichts sagt, was `{ $text }` tut

## Prüfung: Lücken in den Belegen

audit-gap-no-end = Die Sitzung bricht ab: Ihr Ende wurde nicht aufgezeichnet.
# $first und $last (Zeichenfolgen): Nummern von Datensätzen. $count (Zahl): wie viele fehlen.
audit-gap-records =
    { $count ->
        [one] Datensatz { $first } fehlt.
       *[other] Die Datensätze { $first } bis { $last } fehlen ({ $count }).
    }
# $text (Zeichenfolge): die ID eines Skriptblocks.
audit-gap-script-block = Teile des Skriptblocks `{ $text }` fehlen.
# $bytes (Zahl): die Länge der Zeile.
audit-gap-long-line =
    { $bytes ->
        [one] Eine Zeile von { $bytes } Byte ist länger als das, was gelesen wird.
       *[other] Eine Zeile von { $bytes } Bytes ist länger als das, was gelesen wird.
    }
# $text (Zeichenfolge): was nicht gelesen werden konnte.
audit-gap-unreadable = Etwas konnte nicht gelesen werden: { $text }
# $start und $end (Zeichenfolgen): Zeitangaben.
audit-gap-quiet = Diese Aufzeichnung enthält nichts von { $start } bis { $end }.
# $time (Zeichenfolge): eine Zeitangabe.
audit-gap-cleared = Das Protokoll wurde um { $time } gelöscht: Was davor darin stand, ist verloren.
audit-gap-nothing = Nichts in dieser Aufzeichnung wurde verstanden: Sie zeigt weder, was getan wurde, noch, was nicht getan wurde.
audit-gap-guess = Diese Aufzeichnung wurde auf Verdacht als { $format } gelesen und belegt daher nichts. Geben Sie das Format an: `{ $format }=FILE` oder `captures:` in der Änderungsdatei.
audit-gap-refused = { $file } wurde nicht gelesen und zählt nicht: { $reason }.
audit-gap-uncovered = Keine Aufzeichnung stammt von { $host }.
audit-gap-marks-definition = Diese Marken eines geführten Skripts zählen nicht: Es wurde aus einem anderen Text der Definition erzeugt (Revision { $revision }, SHA-256 { $sha256 }).
audit-gap-marks-variant = Diese Marken eines geführten Skripts zählen nicht: Es wurde für die Variante { $variant } erzeugt.
audit-gap-marks-change = Diese Marken eines geführten Skripts zählen nicht: Es wurde für die Änderung { $change } erzeugt.
audit-gap-marks-no-change = Dieses geführte Skript wurde für keine Änderung erzeugt. Was es ausgeführt hat, zählt; was darin bestätigt wurde, gilt nicht dieser Änderung.
audit-gap-marks-beheaded = Diese Marken eines geführten Skripts zählen nicht: Die Marke, mit der seine Sitzung begann, ist nicht in der Aufzeichnung.
# In the place of a computer’s name: the step can be carried out on any computer.
audit-anywhere = den Computer des Operators
audit-unknown-host = einem nicht genannten Computer

## Prüfung: Annahmen

# $seconds (Zahl): um wie viel Uhren voneinander abweichen können.
audit-assume-skew =
    { $seconds ->
        [one] Die Uhren zweier Computer weichen um höchstens { $seconds } Sekunde voneinander ab.
       *[other] Die Uhren zweier Computer weichen um höchstens { $seconds } Sekunden voneinander ab.
    }
audit-assume-timezone = Zeiten ohne Zeitverschiebung sind Ortszeiten in { $timezone }.
audit-assume-one-zone = Zeiten ohne Zeitverschiebung stammen alle aus derselben Zeitzone, die die Änderung nicht nennt.
audit-assume-unknown-zone = Zeiten ohne Zeitverschiebung können aus jeder Zeitzone stammen, weil die Änderung keine nennt. Gegenüber Zeiten in UTC belegen sie keine Reihenfolge.
# $capture (string): a file.
audit-assume-unnamed = { $capture } nennt keinen Computer. Wenn ein Schritt auf einem von mehreren Computern ausgeführt werden kann, werden seine Befehle einem von ihnen zugerechnet.
audit-assume-said-host = { $capture } stammt von { $host }, wie angegeben wurde; die Datei selbst sagt es nicht.
audit-assume-no-window = Die Änderung hat kein Wartungsfenster, also liegt keine Zeit außerhalb.
audit-assume-search-limit = Die Aufzeichnungen lassen so viele Erklärungen zu, dass die Suche nach der besten beendet wurde. Es kann eine bessere geben.
audit-assume-answer = { $by } hat „{ $question }“ anders beantwortet als die Änderungsdatei. Es zählt die Änderungsdatei: { $answer }.
audit-assume-no-answer = „{ $question }“ wurde mit Ja und mit Nein beantwortet. Die Frage gilt als nicht beantwortet.

## Prüfung: wer bestätigt, wer eine Ausnahme gewährt

# $by (Zeichenfolge): eine Person. $time (Zeichenfolge): wann.
audit-attested-by = Bestätigt von { $by }, { $time }.
audit-attested-by-undated = Bestätigt von { $by }.
audit-skipped-by = Übersprungen von { $by }: { $reason }
# $question (Zeichenfolge): eine ganze Frage mit Fragezeichen. $answer (Zeichenfolge): doc-answer-yes oder doc-answer-no.
audit-answered-in-change = In der Änderung beantwortet: „{ $question }“ – { $answer }.
audit-answered-by-mark = Im geführten Skript beantwortet: „{ $question }“ – { $answer }.
# $by (Zeichenfolge): eine Person. $reason (Zeichenfolge): warum. $until (Zeichenfolge): ein Tag.
audit-waived-by = Ausnahme von { $by } bis { $until }: { $reason }
audit-accepted-by = Hingenommen von { $by } bis { $until }: { $reason }

## Prüfung: wie sicher ein Befund ist

# $cost (Zahl): der Unterschied im Gewicht.
audit-margin-by = Die nächstbeste Erklärung der Aufzeichnungen hätte um { $cost } mehr Gewicht.
audit-margin-tie = Eine andere Erklärung ist genauso gut.

## Prüfung: Listen, Zahlen und Übriges

audit-list-two = { $first } und { $second }
audit-list-next = { $list }, { $next }
audit-list-last = { $list } und { $last }
# $count (Zahl): wie viele nicht aufgezählt sind.
audit-list-more =
    { $count ->
        [one] { $list } und { $count } weiterer
       *[other] { $list } und { $count } weitere
    }
# Bezeichnungen nebeneinander wie „2 Abweichungen, 1 Hinweis“.
audit-parts-next = { $list }, { $next }
audit-number = { $count }
audit-bytes =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
audit-seconds =
    { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
# Unter einer Tabelle, die nur die ersten Zeilen zeigt.
audit-others-not-shown =
    { $count ->
        [one] { $count } weiterer steht in der JSON-Form dieses Berichts.
       *[other] { $count } weitere stehen in der JSON-Form dieses Berichts.
    }
audit-others-not-listed =
    { $count ->
        [one] { $count } weiterer wurde gezählt und ist nicht aufgeführt.
       *[other] { $count } weitere wurden gezählt und sind nicht aufgeführt.
    }
audit-times = × { $count }
# Beschreibt eine Zeichnung. $hosts (Zahl): wie viele Computer. $start und $end (Zeichenfolgen): Zeitangaben.
audit-timeline-describes =
    { $hosts ->
        [one] Befehle auf { $hosts } Computer zwischen { $start } und { $end }.
       *[other] Befehle auf { $hosts } Computern zwischen { $start } und { $end }.
    }
audit-timeline-zone = Zeiten in { $timezone }.
audit-timeline-as-captured = Zeiten wie aufgezeichnet.

## Prüfung: Kontrollsummen

audit-total-bytes = Gelesene Bytes
audit-total-records = Gelesene Zeilen oder Datensätze
audit-total-entries = Einträge: eingegebene Zeilen, Skriptblöcke, Prozesse
audit-total-commands = Befehle darin
audit-total-matched = einem Schritt zugeordnet
audit-total-again = Befehl eines Schritts noch einmal: wiederholt, oder einer von mehreren Blicken
audit-total-shown = dieselbe Handlung, von einer zweiten Aufzeichnung gezeigt
audit-total-harmless = in keinem Schritt, und nichts ändernd
audit-total-allowed = in keinem Schritt, aber von der Anleitung erlaubt
audit-total-scripted = in keinem Schritt, vom Skript eines Moduls ausgeführt
audit-total-outside = in keinem Schritt, und außerhalb des Wartungsfensters
audit-total-changing = in keinem Schritt, und etwas ändernd
audit-total-unknown = in keinem Schritt, Wirkung unbekannt
