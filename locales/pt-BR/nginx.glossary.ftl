### O servidor web e os sistemas em que ele é executado: nomes iguais em todos os idiomas.
### Um glossário contém apenas termos. As mensagens fazem referência a eles e nunca os repetem.

## Software

# Sempre em minúsculas, mesmo no início de uma frase.
-nginx = nginx
-selinux = SELinux

## Sistemas operacionais

-debian = Debian
-red-hat-enterprise-linux = Red Hat Enterprise Linux
