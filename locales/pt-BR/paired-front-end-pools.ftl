### Pools de Front-End que substituem um ao outro.
### Nomes dos produtos e rótulos da interface do usuário: microsoft-uc.glossary.ftl.
### O negrito é apenas para rótulos da interface do usuário. Os comandos vêm da definição.

## Nomes

# O produto da variante, com a versão. Masculino.
product =
    { $variant ->
        [lync-2013] { -lync-server } 2013
        [sfb-2015] { -skype-server } 2015
       *[sfb-2019] { -skype-server } 2019
    }
# O console do produto da variante, usado nas frases abaixo. Masculino.
shell =
    { $variant ->
        [lync-2013] { -management-shell(product: "lync") }
        [sfb-2015] { -management-shell(product: "skype") }
       *[sfb-2019] { -management-shell(product: "skype") }
    }

## Início

title = Emparelhar { -front-end-pool(number: "plural") } para recuperação de desastres no { product }
summary =
    Os { -front-end-pool(number: "plural") } emparelhados substituem um ao outro: cada pool mantém um backup dos dados do outro. Se um pool falhar, um administrador poderá transferir os usuários dele para o outro pool.

    O emparelhamento é opcional. Defina-o no **{ -ui-tool }** e, em seguida, prepare os servidores e sincronize os pools.
procedure = Emparelhar os pools

## Etapas

create-pools =
    { $answer-pools_exist ->
        [no] Crie os pools no **{ -ui-tool }**.
       *[open] Se a topologia ainda não contiver os pools, crie-os no **{ -ui-tool }**.
    }
    .title = Criar os pools

edit-properties = No **{ -ui-tool }**, clique com o botão direito do mouse em um dos pools e selecione **{ -ui-edit-properties }**.
    .title = Abrir as propriedades de um pool

choose-resiliency = No painel esquerdo, clique em **{ -ui-resiliency }**. No painel direito, marque a caixa de seleção **{ -ui-associated-backup-pool }**.
    .title = Ativar o pool de backup

select-backup-pool = Na lista abaixo de **{ -ui-associated-backup-pool }**, selecione o outro pool. A lista oferece somente pools existentes que ainda não estão emparelhados.
    .title = Selecionar o pool de backup

enable-voice-failover = Marque a caixa de seleção **{ -ui-voice-failover }** e clique em **{ -ui-ok }**.
    .title = Ativar o failover e o failback para voz
    .pool-shown = Os detalhes do pool agora mostram o outro pool no painel direito, em **{ -ui-resiliency }**.

publish-topology = Publique a topologia no **{ -ui-tool }**.
    .title = Publicar a topologia

# O valor faz a pergunta. if-yes e if-no aparecem juntos enquanto ela está sem resposta;
# yes ou no aparece sozinho quando a mudança a respondeu.
# $remaining (número): quantas etapas ainda se aplicam depois desta.
deploy-or-continue = Determine se os pools já estavam implantados antes de serem emparelhados.
    .title = Implantar os pools ou continuar
    .if-yes =
        { $remaining ->
            [0] Nenhuma outra etapa é necessária.
            [one] Conclua a etapa a seguir.
            [2] Conclua as duas etapas a seguir.
            [3] Conclua as três etapas a seguir.
            [4] Conclua as quatro etapas a seguir.
            [many] Conclua as { $remaining } de etapas a seguir.
           *[other] Conclua as { $remaining } etapas a seguir.
        }
    .if-no = Implante os pools agora. A implantação conclui a configuração: o procedimento termina aqui.
    .yes = Os pools estavam implantados antes de serem emparelhados. { deploy-or-continue.if-yes }
    .no = Os pools não estavam implantados antes de serem emparelhados. { deploy-or-continue.if-no }

run-bootstrapper = Em cada { -front-end-server } de ambos os pools, execute o { -bootstrapper } no PowerShell.
    .title = Executar o { -bootstrapper } em cada { -front-end-server }
    .services-configured = O { -bootstrapper } configura os outros serviços de que os pools emparelhados precisam. Não continue até que ele tenha terminado em cada { -front-end-server } de ambos os pools.

reapply-cumulative-update =
    { $answer-cumulative_update_applied ->
        [yes] Em cada { -front-end-server } de ambos os pools, aplique de novo a atualização cumulativa que já tinha sido aplicada antes deste procedimento. Os componentes que o { -bootstrapper } instala não a contêm.
       *[open] Se uma atualização cumulativa já tinha sido aplicada aos { -front-end-server(number: "plural") } antes deste procedimento, aplique de novo a mesma atualização em cada { -front-end-server } de ambos os pools. Os componentes que o { -bootstrapper } instala não a contêm.
    }

    Comece somente depois que o { -bootstrapper } tiver terminado em cada { -front-end-server } de ambos os pools.
    .title = Reaplicar a atualização cumulativa

start-backup-service = No { shell }, em um { -front-end-server } de qualquer um dos pools, inicie o serviço de backup.
    .title = Iniciar o serviço de backup

synchronize-pools = No { shell }, em um { -front-end-server } de qualquer um dos pools, sincronize os dados de usuário e os dados de conferência de ambos os pools entre si.
    .title = Sincronizar os pools
    .check-status = A sincronização leva algum tempo. Verifique o status de ambos os pools.

## Resultados

# Vem depois da frase "Repita os comandos até que o estado a seguir seja atingido."
# Os valores entre acentos graves são mostrados pelo comando e iguais em todos os idiomas.
outcome-steady = O status está estável em ambas as direções: para cada pool, todos os módulos mostram o status de exportação `SteadyState` ou `FinalState` e o status de importação `NormalState`. A única exceção: no pool que não hospeda o Servidor de Gerenciamento Central, o módulo `CentralMgmt.CMSMaster` pode mostrar o status de exportação `NotInitialized`.

## Perguntas que uma mudança responde com sim ou não

question-pools_exist = A topologia já contém os pools?
question-pools_deployed_before_pairing = Os pools já estavam implantados antes de serem emparelhados?
question-cumulative_update_applied = Uma atualização cumulativa já tinha sido aplicada aos { -front-end-server(number: "plural") } antes deste procedimento?

## Observações

not-automatic = A opção **{ -ui-voice-failover }** não torna automático o failover de um pool. A opção e os respectivos intervalos de tempo no **{ -ui-tool }** se referem somente aos recursos de resiliência de voz introduzidos no { -lync-server } 2010. O failover e o failback de um pool sempre exigem que um administrador execute os cmdlets correspondentes.
