### Lync Server and Skype for Business Server: names and labels that every runbook shares.
### A glossary holds terms only. Messages refer to them and never spell them out.

## Products

-lync-server = Lync Server
-skype-server = Skype for Business Server

# $product (string): "lync" or "skype".
-management-shell =
    { $product ->
        [lync] { -lync-server } Management Shell
       *[skype] { -skype-server } Management Shell
    }

# The installer’s helper program: a name, the same in every language.
-bootstrapper = Bootstrapper

## Roles

# $number (string): "singular" (the default) or "plural".
-front-end-pool =
    { $number ->
       *[singular] Front End pool
        [plural] Front End pools
    }

# $number (string): "singular" (the default) or "plural".
-front-end-server =
    { $number ->
       *[singular] Front End Server
        [plural] Front End Servers
    }

## Labels of the user interface, exactly as the product shows them

-ui-tool = Topology Builder
-ui-edit-properties = Edit Properties
-ui-resiliency = Resiliency
-ui-associated-backup-pool = Associated backup pool
-ui-voice-failover = Automatic failover and failback for Voice
-ui-ok = OK
