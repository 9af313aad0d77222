### Lync Server und Skype for Business Server: Namen und Beschriftungen, die alle Anleitungen gemeinsam haben.
### Ein Glossar enthält nur Begriffe. Meldungen verweisen auf sie und schreiben sie nie aus.

## Produkte

-lync-server = Lync Server
-skype-server = Skype for Business Server

# $product (Zeichenfolge): „lync“ oder „skype“. Feminin.
-management-shell =
    { $product ->
        [lync] { -lync-server }-Verwaltungsshell
       *[skype] { -skype-server }-Verwaltungsshell
    }

# Hilfsprogramm der Installation: ein Eigenname, ohne Artikel.
-bootstrapper = Bootstrapper

## Rollen

# $number (Zeichenfolge): „singular“ (Standard) oder „plural“.
-front-end-pool =
    { $number ->
       *[singular] Front-End-Pool
        [plural] Front-End-Pools
    }

# $number (Zeichenfolge): „singular“ (Standard) oder „plural“.
# $case (Zeichenfolge): „dative“ oder ein anderer Fall. Nur im Plural von Bedeutung.
-front-end-server =
    { $number ->
       *[singular] Front-End-Server
        [plural]
            { $case ->
               *[nominative] Front-End-Server
                [dative] Front-End-Servern
            }
    }

## Beschriftungen der Benutzeroberfläche, genau wie das Produkt sie zeigt

-ui-tool = Topologie-Generator
-ui-edit-properties = Eigenschaften bearbeiten
-ui-resiliency = Flexibilität
-ui-associated-backup-pool = Zugeordneter Sicherungspool
-ui-voice-failover = Automatisches Failover und Failback für Sprachdienste
-ui-ok = OK
