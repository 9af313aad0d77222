### Um certificado novo para um conjunto de hosts nginx, um host por vez.
### Nomes de software e de sistemas: nginx.glossary.ftl.
### Os valores ficam entre acentos graves: caso contrário, <domain> seria lido como HTML.

## Nomes

# O sistema operacional dos hosts. Masculino.
product =
    { $variant ->
        [debian] { -debian }
       *[rhel] { -red-hat-enterprise-linux }
    }

## Início

title = Substituir o certificado TLS do { -nginx } no { product }
summary =
    Este procedimento substitui o certificado e a chave privada de `{ $domain }` em cada host { -nginx }, um host por vez.

    Trabalhe em uma estação de trabalho Linux que contenha a nova cadeia de certificados e a nova chave privada. Em cada host, você precisa de acesso SSH e de uma conta que possa usar `sudo` sem senha. Se uma verificação falhar, pare e descubra a causa antes de continuar.
procedure = Substituir o certificado

## Etapas: verificar os arquivos na estação de trabalho

check-certificate = Na estação de trabalho, verifique o novo certificado em `{ $certificate }`. Ele deve ser válido para `{ $domain }` e expirar na data esperada.
    .title = Verificar o novo certificado

check-key = Na estação de trabalho, verifique se a chave privada em `{ $key }` corresponde ao novo certificado. O comando compara a chave pública do certificado com a da chave privada.
    .title = Verificar a nova chave privada
    .keys-match = Se nada aparecer, as chaves públicas são iguais. Se o comando mostrar alguma coisa, pare: a chave privada não corresponde ao certificado ou um arquivo não pode ser lido.

## Etapas: um host após o outro

drain-host =
    { $answer-behind_load_balancer ->
        [yes] Remova o host do balanceador de carga e aguarde até que as conexões abertas terminem.
       *[open] Se o host estiver atrás de um balanceador de carga, remova-o do balanceador e aguarde até que as conexões abertas terminem.
    }
    .title = Remover o host do balanceador de carga

keep-previous = Guarde a cadeia de certificados e a chave privada instaladas como cópias com o sufixo `.previous`, nos mesmos diretórios.
    .title = Guardar os arquivos anteriores

copy-files = Copie a nova cadeia de certificados e a nova chave privada para o seu diretório pessoal no host.
    .title = Copiar os novos arquivos para o host

install-files = Instale os novos arquivos. Somente `root` pode ler a chave privada.
    .title = Instalar os novos arquivos
    .remove-copies = Exclua as cópias do seu diretório pessoal no host.

restore-labels = Restaure os rótulos do { -selinux } dos arquivos instalados. Se o rótulo de um arquivo estiver incorreto, o { -selinux } impedirá que o { -nginx } o leia.
    .title = Restaurar os rótulos do { -selinux }

# $step-verify-served (número): a etapa com as instruções para a reversão.
test-configuration = Teste a configuração do { -nginx } com os novos arquivos.
    .title = Testar a configuração
    .stop-on-error = Se o teste falhar, pare e não recarregue o { -nginx }. Volte aos arquivos anteriores conforme descrito na etapa { $step-verify-served }.

reload-service = Recarregue o { -nginx }. As conexões abertas não são interrompidas.
    .title = Recarregar o { -nginx }

# $step-test-configuration e $step-reload-service (números): etapas a executar de novo.
verify-served = Na estação de trabalho, verifique qual certificado o host apresenta.
    .title = Verificar o certificado apresentado
    .roll-back = Se o host não apresentar o novo certificado após várias tentativas, volte aos arquivos anteriores: no host, copie os arquivos `.previous` sobre os instalados e repita as etapas { $step-test-configuration } e { $step-reload-service }. Não passe para outro host antes de descobrir a causa.

return-host =
    { $answer-behind_load_balancer ->
        [yes] Adicione o host de volta ao balanceador de carga.
       *[open] Se o host estiver atrás de um balanceador de carga, adicione-o de volta ao balanceador.
    }
    .title = Devolver o host ao balanceador de carga

## Etapas: encerrar

remove-previous = Quando todos os hosts apresentarem o novo certificado, exclua deles os arquivos `.previous`. Depois desta etapa, não é mais possível voltar aos arquivos anteriores.
    .title = Excluir os arquivos anteriores

delete-local-key = Exclua a chave privada da estação de trabalho. A partir de agora, somente os hosts a têm.
    .title = Excluir a chave privada local

update-inventory = Registre o número de série `{ $serial }` e a data de expiração do novo certificado no seu inventário de certificados.
    .title = Atualizar o inventário

## Grupos de etapas repetidas para cada host

# $first e $last (números): a primeira e a última etapa do grupo.
one-host-at-a-time = Execute as etapas { $first } a { $last } em um host. Passe para o próximo host somente depois que a etapa { $last } estiver concluída no host atual.

## Resultados

# Exibido após uma única verificação e também depois de "Repita o comando até que o estado a seguir seja atingido."
outcome-serial-expected = A saída deve mostrar `serial={ $serial }`.
outcome-nothing-printed = O comando não deve mostrar nada, nem mesmo uma mensagem de erro.

## Perguntas que uma mudança responde com sim ou não

question-behind_load_balancer = Os hosts estão atrás de um balanceador de carga?

## Observações

key-is-secret = Quem tem a chave privada pode se passar por `{ $domain }`. Defina o modo de `{ $key }` como `0600` antes de começar e nunca envie o arquivo por email ou chat.
