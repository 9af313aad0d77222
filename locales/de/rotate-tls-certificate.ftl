### Ein neues Zertifikat für eine Gruppe von nginx-Hosts, ein Host nach dem anderen.
### Namen von Software und Systemen: nginx.glossary.ftl.
### Werte stehen zwischen Gravis-Zeichen: Ein Platzhalter wie <domain> würde sonst als HTML gelesen.

## Namen

# Das Betriebssystem der Hosts.
product =
    { $variant ->
        [debian] { -debian }
       *[rhel] { -red-hat-enterprise-linux }
    }

## Kopf

title = TLS-Zertifikat von { -nginx } unter { product } austauschen
summary =
    Mit dieser Anleitung tauschen Sie das Zertifikat und den privaten Schlüssel für `{ $domain }` auf jedem { -nginx }-Host aus, einen Host nach dem anderen.

    Arbeiten Sie an einem Linux-Arbeitsplatzrechner, auf dem die neue Zertifikatskette und der neue private Schlüssel liegen. Auf jedem Host benötigen Sie SSH-Zugriff und ein Konto, das `sudo` ohne Kennwort verwenden darf. Wenn eine Prüfung fehlschlägt, halten Sie an und klären Sie die Ursache, bevor Sie fortfahren.
procedure = Zertifikat austauschen

## Schritte: die Dateien auf dem Arbeitsplatzrechner prüfen

check-certificate = Prüfen Sie auf dem Arbeitsplatzrechner das neue Zertifikat in `{ $certificate }`. Es muss für `{ $domain }` gelten und zum erwarteten Datum ablaufen.
    .title = Neues Zertifikat prüfen

check-key = Prüfen Sie auf dem Arbeitsplatzrechner, ob der private Schlüssel in `{ $key }` zum neuen Zertifikat gehört. Der Befehl vergleicht den öffentlichen Schlüssel des Zertifikats mit dem des privaten Schlüssels.
    .title = Neuen privaten Schlüssel prüfen
    .keys-match = Keine Ausgabe bedeutet, dass die öffentlichen Schlüssel gleich sind. Wenn der Befehl etwas ausgibt, halten Sie an: Der private Schlüssel gehört nicht zum Zertifikat oder eine Datei ist nicht lesbar.

## Schritte: ein Host nach dem anderen

drain-host =
    { $answer-behind_load_balancer ->
        [yes] Entfernen Sie den Host aus dem Load-Balancer und warten Sie, bis seine offenen Verbindungen beendet sind.
       *[open] Wenn sich der Host hinter einem Load-Balancer befindet, entfernen Sie ihn dort und warten Sie, bis seine offenen Verbindungen beendet sind.
    }
    .title = Host aus dem Load Balancer entfernen

keep-previous = Bewahren Sie die installierte Zertifikatskette und den installierten privaten Schlüssel als Kopien mit der Endung `.previous` in denselben Verzeichnissen auf.
    .title = Bisherige Dateien aufbewahren

copy-files = Kopieren Sie die neue Zertifikatskette und den neuen privaten Schlüssel in Ihr Home-Verzeichnis auf dem Host.
    .title = Neue Dateien auf den Host kopieren

install-files = Installieren Sie die neuen Dateien. Nur `root` darf den privaten Schlüssel lesen.
    .title = Neue Dateien installieren
    .remove-copies = Löschen Sie die Kopien aus Ihrem Home-Verzeichnis auf dem Host.

restore-labels = Stellen Sie die { -selinux }-Labels der installierten Dateien wieder her. Mit einem falschen Label verhindert { -selinux }, dass { -nginx } eine Datei liest.
    .title = { -selinux }-Labels wiederherstellen

# $step-verify-served (Zahl): der Schritt mit der Anweisung für die Rückkehr zu den bisherigen Dateien.
test-configuration = Testen Sie die Konfiguration von { -nginx } mit den neuen Dateien.
    .title = Konfiguration testen
    .stop-on-error = Wenn der Test fehlschlägt, halten Sie an und laden Sie { -nginx } nicht neu. Kehren Sie zu den bisherigen Dateien zurück, wie in Schritt { $step-verify-served } beschrieben.

reload-service = Laden Sie { -nginx } neu. Offene Verbindungen werden nicht unterbrochen.
    .title = { -nginx } neu laden

# $step-test-configuration und $step-reload-service (Zahlen): Schritte, die zu wiederholen sind.
verify-served = Prüfen Sie vom Arbeitsplatzrechner aus, welches Zertifikat der Host ausliefert.
    .title = Ausgeliefertes Zertifikat prüfen
    .roll-back = Wenn der Host nach mehreren Versuchen nicht das neue Zertifikat ausliefert, kehren Sie zu den bisherigen Dateien zurück: Kopieren Sie auf dem Host die Dateien mit der Endung `.previous` über die installierten und wiederholen Sie dann die Schritte { $step-test-configuration } und { $step-reload-service }. Gehen Sie erst zu einem anderen Host über, wenn Sie die Ursache kennen.

return-host =
    { $answer-behind_load_balancer ->
        [yes] Nehmen Sie den Host wieder in den Load-Balancer auf.
       *[open] Wenn sich der Host hinter einem Load-Balancer befindet, nehmen Sie ihn dort wieder auf.
    }
    .title = Host wieder in den Load Balancer aufnehmen

## Schritte: abschließen

remove-previous = Wenn jeder Host das neue Zertifikat ausliefert, löschen Sie die Dateien mit der Endung `.previous` von den Hosts. Nach diesem Schritt können Sie nicht mehr zu den bisherigen Dateien zurückkehren.
    .title = Bisherige Dateien löschen

delete-local-key = Löschen Sie den privaten Schlüssel vom Arbeitsplatzrechner. Von nun an haben ihn nur noch die Hosts.
    .title = Lokalen privaten Schlüssel löschen

update-inventory = Tragen Sie die Seriennummer `{ $serial }` und das Ablaufdatum des neuen Zertifikats in Ihr Zertifikatsverzeichnis ein.
    .title = Zertifikatsverzeichnis aktualisieren

## Gruppen von Schritten, die für jeden Host wiederholt werden

# $first und $last (Zahlen): der erste und der letzte Schritt der Gruppe.
one-host-at-a-time = Führen Sie die Schritte { $first } bis { $last } auf einem Host aus. Gehen Sie erst zum nächsten Host über, wenn Schritt { $last } auf dem aktuellen Host abgeschlossen ist.

## Ergebnisse

# Erscheint nach einer einzelnen Prüfung und nach „Wiederholen Sie den Befehl, bis der folgende Zustand erreicht ist.“
outcome-serial-expected = Die Ausgabe muss `serial={ $serial }` zeigen.
outcome-nothing-printed = Der Befehl darf nichts ausgeben, auch keine Fehlermeldung.

## Fragen, die eine Änderung mit Ja oder Nein beantwortet

question-behind_load_balancer = Befinden sich die Hosts hinter einem Load Balancer?

## Hinweise

key-is-secret = Wer den privaten Schlüssel besitzt, kann sich als `{ $domain }` ausgeben. Setzen Sie den Modus von `{ $key }` auf `0600`, bevor Sie beginnen, und versenden Sie diese Datei nie per E-Mail oder Chat.
