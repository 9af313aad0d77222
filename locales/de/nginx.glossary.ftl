### Der Webserver und die Systeme, auf denen er läuft: Namen, in allen Sprachen gleich.
### Ein Glossar enthält nur Begriffe. Meldungen verweisen auf sie und schreiben sie nie aus.

## Software

# Immer in Kleinbuchstaben, auch am Satzanfang.
-nginx = nginx
-selinux = SELinux

## Betriebssysteme

-debian = Debian
-red-hat-enterprise-linux = Red Hat Enterprise Linux
