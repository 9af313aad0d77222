### Lync Server e Skype for Business Server: nomes e rótulos comuns a todos os procedimentos.
### Um glossário contém apenas termos. As mensagens fazem referência a eles e nunca os repetem.

## Produtos

-lync-server = Lync Server
-skype-server = Skype for Business Server

# $product (cadeia): "lync" ou "skype".
-management-shell =
    { $product ->
        [lync] Shell de Gerenciamento do { -lync-server }
       *[skype] Shell de Gerenciamento do { -skype-server }
    }

# Programa auxiliar da instalação: um nome próprio, masculino.
-bootstrapper = Bootstrapper

## Funções

# $number (cadeia): "singular" (o padrão) ou "plural".
-front-end-pool =
    { $number ->
       *[singular] pool de Front-End
        [plural] pools de Front-End
    }

# $number (cadeia): "singular" (o padrão) ou "plural".
-front-end-server =
    { $number ->
       *[singular] servidor Front-End
        [plural] servidores Front-End
    }

## Rótulos da interface do usuário, exatamente como o produto os mostra

-ui-tool = Construtor de Topologias
-ui-edit-properties = Editar Propriedades
-ui-resiliency = Resiliência
-ui-associated-backup-pool = Pool de backup associado
-ui-voice-failover = Failback e failover automático para Voz
-ui-ok = OK
