### Le serveur web et ses systèmes : des noms, identiques dans toutes les langues.
### Un glossaire ne contient que des termes. Les messages y renvoient et ne les répètent jamais.

## Logiciels

# Tout en minuscules, même en début de phrase.
-nginx = nginx
-selinux = SELinux

## Systèmes d’exploitation

-debian = Debian
-red-hat-enterprise-linux = Red Hat Enterprise Linux
