### Front-End-Pools, die füreinander einspringen.
### Namen von Produkten und Beschriftungen der Benutzeroberfläche: microsoft-uc.glossary.ftl.
### Fett sind nur Beschriftungen der Benutzeroberfläche. Befehle kommen aus der Definition.

## Namen

# Das Produkt der Variante mit seiner Version.
product =
    { $variant ->
        [lync-2013] { -lync-server } 2013
        [sfb-2015] { -skype-server } 2015
       *[sfb-2019] { -skype-server } 2019
    }
# Die Konsole des Produkts, in den Sätzen unten verwendet. Feminin.
shell =
    { $variant ->
        [lync-2013] { -management-shell(product: "lync") }
        [sfb-2015] { -management-shell(product: "skype") }
       *[sfb-2019] { -management-shell(product: "skype") }
    }

## Kopf

title = { -front-end-pool(number: "plural") } für die Notfallwiederherstellung in { product } koppeln
summary =
    Gekoppelte { -front-end-pool(number: "plural") } springen füreinander ein: Jeder Pool hält eine Sicherung der Daten des anderen. Fällt ein Pool aus, kann ein Administrator dessen Benutzer auf den anderen Pool übertragen.

    Die Kopplung ist optional. Definieren Sie das Paar im **{ -ui-tool }**, bereiten Sie dann die Server vor und synchronisieren Sie die Pools.
procedure = Pools koppeln

## Schritte

create-pools =
    { $answer-pools_exist ->
        [no] Erstellen Sie die Pools im **{ -ui-tool }**.
       *[open] Wenn die Topologie die Pools noch nicht enthält, erstellen Sie diese im **{ -ui-tool }**.
    }
    .title = Pools erstellen

edit-properties = Klicken Sie im **{ -ui-tool }** mit der rechten Maustaste auf einen der Pools und wählen Sie **{ -ui-edit-properties }** aus.
    .title = Eigenschaften eines Pools öffnen

choose-resiliency = Klicken Sie im linken Bereich auf **{ -ui-resiliency }**. Aktivieren Sie im rechten Bereich das Kontrollkästchen **{ -ui-associated-backup-pool }**.
    .title = Sicherungspool aktivieren

select-backup-pool = Wählen Sie in der Liste unter **{ -ui-associated-backup-pool }** den anderen Pool aus. Die Liste bietet nur vorhandene Pools an, die noch nicht gekoppelt sind.
    .title = Sicherungspool auswählen

enable-voice-failover = Aktivieren Sie das Kontrollkästchen **{ -ui-voice-failover }** und klicken Sie auf **{ -ui-ok }**.
    .title = Failover und Failback für Sprachdienste aktivieren
    .pool-shown = In den Details des Pools erscheint nun im rechten Bereich unter **{ -ui-resiliency }** der andere Pool.

publish-topology = Veröffentlichen Sie die Topologie im **{ -ui-tool }**.
    .title = Topologie veröffentlichen

# Der Wert stellt die Frage. if-yes und if-no erscheinen zusammen, solange sie offen ist;
# yes oder no erscheint allein, wenn die Änderung sie beantwortet hat.
# $remaining (Zahl): wie viele Schritte nach diesem noch gelten.
deploy-or-continue = Stellen Sie fest, ob die Pools vor der Kopplung bereits bereitgestellt waren.
    .title = Pools bereitstellen oder fortfahren
    .if-yes =
        { $remaining ->
            [0] Es ist kein weiterer Schritt erforderlich.
            [one] Führen Sie den folgenden Schritt aus.
            [2] Führen Sie die zwei folgenden Schritte aus.
            [3] Führen Sie die drei folgenden Schritte aus.
            [4] Führen Sie die vier folgenden Schritte aus.
           *[other] Führen Sie die { $remaining } folgenden Schritte aus.
        }
    .if-no = Stellen Sie die Pools jetzt bereit. Damit ist die Konfiguration abgeschlossen und die Anleitung endet hier.
    .yes = Die Pools waren vor der Kopplung bereitgestellt. { deploy-or-continue.if-yes }
    .no = Die Pools waren vor der Kopplung nicht bereitgestellt. { deploy-or-continue.if-no }

run-bootstrapper = Führen Sie auf jedem { -front-end-server } beider Pools { -bootstrapper } in PowerShell aus.
    .title = { -bootstrapper } auf jedem { -front-end-server } ausführen
    .services-configured = { -bootstrapper } konfiguriert die weiteren Dienste, die gekoppelte Pools benötigen. Fahren Sie erst fort, wenn { -bootstrapper } auf jedem { -front-end-server } beider Pools fertig ist.

reapply-cumulative-update =
    { $answer-cumulative_update_applied ->
        [yes] Installieren Sie auf jedem { -front-end-server } beider Pools das kumulative Update erneut, das dort vor Beginn dieser Anleitung installiert war. Die Komponenten, die { -bootstrapper } installiert, enthalten es nicht.
       *[open] Wenn vor Beginn dieser Anleitung auf den { -front-end-server(number: "plural", case: "dative") } ein kumulatives Update installiert war, installieren Sie dasselbe Update auf jedem { -front-end-server } beider Pools erneut. Die Komponenten, die { -bootstrapper } installiert, enthalten es nicht.
    }

    Beginnen Sie erst, wenn { -bootstrapper } auf jedem { -front-end-server } beider Pools fertig ist.
    .title = Kumulatives Update erneut installieren

start-backup-service = Starten Sie in der { shell } auf einem { -front-end-server } eines der beiden Pools den Sicherungsdienst.
    .title = Sicherungsdienst starten

synchronize-pools = Synchronisieren Sie in der { shell } auf einem { -front-end-server } eines der beiden Pools die Benutzerdaten und die Konferenzdaten beider Pools miteinander.
    .title = Pools synchronisieren
    .check-status = Die Synchronisierung dauert einige Zeit. Prüfen Sie den Status beider Pools.

## Ergebnisse

# Folgt auf den Satz „Wiederholen Sie die Befehle, bis der folgende Zustand erreicht ist.“
# Die Werte zwischen Gravis-Zeichen gibt der Befehl aus. Sie sind in allen Sprachen gleich.
outcome-steady = Der Status ist in beiden Richtungen stabil: Für jeden Pool zeigt jedes Modul den Exportstatus `SteadyState` oder `FinalState` und den Importstatus `NormalState`. Die einzige Ausnahme: In dem Pool ohne den zentralen Verwaltungsserver darf das Modul `CentralMgmt.CMSMaster` den Exportstatus `NotInitialized` zeigen.

## Fragen, die eine Änderung mit Ja oder Nein beantwortet

question-pools_exist = Enthält die Topologie die Pools bereits?
question-pools_deployed_before_pairing = Waren die Pools vor der Kopplung bereits bereitgestellt?
question-cumulative_update_applied = War vor Beginn dieser Anleitung auf den { -front-end-server(number: "plural", case: "dative") } ein kumulatives Update installiert?

## Hinweise

not-automatic = Die Option **{ -ui-voice-failover }** bewirkt nicht, dass das Failover eines Pools automatisch erfolgt. Die Option und ihre Zeitintervalle im **{ -ui-tool }** betreffen nur die Funktionen zur Ausfallsicherheit der Sprachdienste, die mit { -lync-server } 2010 eingeführt wurden. Für das Failover und das Failback eines Pools muss immer ein Administrator die entsprechenden Cmdlets ausführen.
