### The web server and the systems that it runs on: names, the same in every language.
### A glossary holds terms only. Messages refer to them and never spell them out.

## Software

# All lower case, also at the beginning of a sentence.
-nginx = nginx
-selinux = SELinux

## Operating systems

-debian = Debian
-red-hat-enterprise-linux = Red Hat Enterprise Linux
