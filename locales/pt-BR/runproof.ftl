### As palavras do próprio programa nos documentos e nos scripts guiados.
### O que um procedimento diz está no arquivo que leva o nome dele.

## Documentos: cabeçalho da página

doc-contents = Sumário
# $number (número): o número da etapa.
doc-step = Etapa { $number }
# $count (número): quantas etapas o procedimento tem.
doc-steps =
    { $count ->
        [one] { $count } etapa
        [many] { $count } de etapas
       *[other] { $count } etapas
    }
doc-product = Produto
doc-change = Mudança
doc-runbook = Procedimento
doc-revision = Revisão
# O período em que a mudança pode ser executada.
doc-window = Janela de mudança
# $start e $end (cadeias): data e hora.
doc-window-range = de { $start } a { $end }
doc-timezone = Fuso horário

## Documentos: campos preenchidos à mão

# Ao lado de uma caixa de seleção: a etapa está concluída.
doc-done = Concluído
# Antes do nome de quem executou a etapa.
doc-by = Por
# Antes da hora em que a etapa foi executada.
doc-at = Hora
# Antes da data em que a etapa foi executada.
doc-date = Data
# Antes da rubrica de quem executou a etapa.
doc-initials = Rubrica
doc-signature = Assinatura

## Documentos: como registrar uma mudança. Um comando segue doc-record-powershell e doc-record-bash.

doc-recording = Registrar o que você faz
doc-record-elevated-powershell = Inicie o PowerShell com “Executar como administrador”: o procedimento precisa de uma sessão com privilégios elevados.
doc-record-elevated-bash = Execute o procedimento como root.
doc-record-powershell = Em cada janela do PowerShell em que você executa comandos desta mudança, em cada computador, inicie uma transcrição antes do primeiro comando. Deixe a janela com pelo menos 200 colunas de largura: a saída que a janela corta não aparece na transcrição.
doc-record-powershell-end = Se o PowerShell não aceitar `-IncludeInvocationHeader` (versão 4.0 e anteriores), omita o parâmetro. Depois do último comando, execute `Stop-Transcript`.
doc-record-bash = Em cada terminal em que você executa comandos desta mudança, inicie uma gravação antes do primeiro comando.
doc-record-bash-end = Depois do último comando, execute `exit` para encerrar a gravação.
doc-record-submit = Entregue todas as gravações com este documento preenchido. O que você faz em uma interface gráfica não aparece em nenhuma gravação: ateste-o aqui.

## Documentos: títulos das caixas de alerta

doc-note = Observação
doc-tip = Dica
doc-important = Importante
doc-warning = Aviso
doc-caution = Cuidado
# Uma palavra em negrito no início de um parágrafo, antes do que ela diz: “Aviso: …”. $label (cadeia): um rótulo como doc-warning.
doc-lead = { $label }:

## Documentos: decisões, locais e repetição

# Antes do que fazer quando a resposta à pergunta de uma decisão é sim ou não.
doc-if-yes = Se sim
doc-if-no = Se não
# Um título: o que é feito para um computador (ou outro item) antes de passar ao próximo.
# $first e $last (números): as etapas. $item (cadeia): o nome de um computador.
doc-round = Etapas { $first } a { $last } para { $item }
# Antes de uma lista de computadores: a etapa é executada em todos eles.
# $count (número): quantos computadores a lista tem.
doc-on-each =
    { $count ->
        [one] Neste computador:
        [many] Em cada um destes computadores:
       *[other] Em cada um destes computadores:
    }
# Antes de uma lista de computadores: a etapa é executada uma vez, não importa onde.
doc-on-any = Em um destes computadores:
# Depois de comandos. A frase seguinte descreve o estado.
# $count (número): quantos comandos são repetidos.
repeat-until =
    { $count ->
        [one] Repita o comando até que o estado a seguir seja atingido.
        [many] Repita os comandos até que o estado a seguir seja atingido.
       *[other] Repita os comandos até que o estado a seguir seja atingido.
    }

## Documentos: etapas que a mudança não exige

doc-not-applicable = Não se aplica a esta mudança
# $question (cadeia): uma pergunta inteira, com o ponto de interrogação.
# $answer (cadeia): doc-answer-yes ou doc-answer-no.
doc-na-answer = { doc-not-applicable }: “{ $question }” – { $answer }.
# $number (número): a última etapa do procedimento nesta mudança.
doc-na-stopped = { doc-not-applicable }: o procedimento termina na etapa { $number }.
doc-answer-yes = sim
doc-answer-no = não

## Documentos: observações sobre a página

# Exibido sem mudança vinculada: os comandos contêm espaços reservados, como <domain>.
doc-placeholders = O texto entre colchetes angulares é um espaço reservado. Substitua-o, com os colchetes, pelo seu próprio valor antes de executar um comando.
doc-untranslated = Partes desta página estão em inglês porque ainda não foram traduzidas.
# $runbook (cadeia): o identificador do procedimento. $revision (cadeia): uma versão, como 1.0.0.
doc-generated = Gerado pelo runproof a partir de `{ $runbook }`, revisão { $revision }.

## Documentos: controles da página web

doc-copy = Copiar
# Substitui doc-copy por um instante depois de um clique.
doc-copied = Copiado
# Um link para quem usa um leitor de tela ou o teclado.
doc-skip-to-steps = Ir para as etapas

## Scripts: texto simples para um console
## Uma tecla entre colchetes é uma das de script-keys-… abaixo. Traduza a palavra depois da tecla.

# As teclas e palavras que respondem a uma pergunta, separadas por vírgulas. A primeira é a tecla mostrada nas perguntas. Uma tecla
# fica em uma só lista, e o que quer dizer “sim” não fica em nenhuma outra.
script-keys-yes = s, sim
script-keys-no = n, não
script-keys-skip = p, pular
script-keys-retry = r, repetir, verificar de novo
script-keys-back = v, voltar
script-keys-quit = q, sair
# $keys (cadeia): teclas com suas palavras, como “[s] sim, [q] sair”.
script-wrong-key = Responda com uma destas teclas: { $keys }

# $title (cadeia): o título do documento. $steps (número): quantas etapas ele tem.
script-intro =
    { $steps ->
        [one] { $title }: { $steps } etapa
        [many] { $title }: { $steps } de etapas
       *[other] { $title }: { $steps } etapas
    }
script-servers = Servidores
# $here (cadeia): um computador.
script-here = Este computador é { $here }.
script-here-other = Este computador, { $here }, não é nenhum destes servidores.
# $here e $server (cadeias): computadores com o mesmo nome curto.
script-here-unsure-prompt = Este computador se chama { $here }. Ele é { $server }? [s] sim, [n] não, [q] sair
# Segue uma lista numerada de computadores.
script-which = Qual destes servidores é este computador, { $here }?
script-which-none = nenhum deles
script-which-number = Número:
script-elevated = O procedimento precisa de uma sessão elevada.
script-not-elevated-powershell = O procedimento precisa de uma sessão elevada, e esta não é. Inicie o PowerShell com “Executar como administrador” e execute este script de novo.
script-not-elevated-bash = O procedimento precisa de root. Execute este script de novo como root.
script-constrained = O PowerShell está no modo de linguagem restrita, e este script precisa do modo de linguagem completa. Nada foi feito.
# $path (cadeia): um arquivo.
script-transcript = A transcrição é gravada em { $path }.
script-exists = { $path } já existe. Escolha outro arquivo para a transcrição. Nada foi feito.
script-no-file = { $path } não existe ou não pode ser lido.
script-no-marks = { $path } não é uma transcrição deste script para esta mudança.
script-resumed = O que foi feito de acordo com { $path } não é feito de novo.
# $number (número): uma etapa.
script-no-step = A etapa { $number } não existe.
script-begins = O script começa na etapa { $number }. As etapas anteriores são consideradas concluídas.
# $item (cadeia): o nome de um computador. O script começa com uma etapa executada em um computador depois do outro.
script-begins-with-prompt = Começar com { $item }? [s] sim, [n] não, com outro mais adiante, [q] sair
script-operator = Quem está executando este procedimento?
# A resposta a script-operator é digitada depois desta palavra.
script-name = Nome:

# $number e $total (números): etapas. $title (cadeia): o título da etapa.
script-step = Etapa { $number } de { $total }: { $title }
script-not-applicable = { doc-not-applicable }
# Mostrado no lugar de uma parte que uma transcrição anterior mostra como feita.
script-done-before = Já feito, de acordo com a transcrição anterior.
# Pergunta feita depois de uma etapa executada à mão.
script-by-hand-prompt = Concluído? [s] sim, [p] pular, [q] sair
# Pergunta feita abaixo de um comando que o script vai executar.
script-run-prompt = Executar este comando? [s] sim, [p] pular, [q] sair
# Fica depois de uma pergunta do procedimento.
script-question-prompt = [s] sim, [n] não, [q] sair
# Mostrado antes de uma pergunta do procedimento. A etapa se aplica ou não, conforme a resposta.
script-applies = A etapa se aplica ou não conforme a resposta a esta pergunta:
# Pergunta feita depois da resposta não e do que deve ser feito nesse caso.
script-no-prompt = A resposta é não. O que decorre dela está feito? [s] sim, [v] voltar à pergunta, [q] sair
# Pergunta feita depois da saída de um comando que se repete até um estado.
script-repeat-prompt = Estado atingido? [s] sim, [r] verificar de novo, [q] sair
script-reached = O estado foi atingido.
script-not-reached-prompt = O estado ainda não foi atingido. [r] verificar de novo, [p] pular, [q] sair
script-wrong-prompt = A saída não é a esperada. [r] repetir, [p] pular, [q] sair
# $error (cadeia): o que o comando informou, em uma linha.
script-failed-prompt = O comando informou um erro ({ $error }). [r] repetir, [p] pular, [q] sair

# $host (cadeia): o computador ao qual o comando se destina. $here (cadeia): este computador.
script-host-prompt = Esta parte se destina a { $host }, mas este computador é { $here }. Executar aqui? [s] sim, [p] pular, [q] sair
# $option (cadeia): como o script é iniciado lá, como “-From 8”.
script-elsewhere = Esta parte é executada em outro computador. Execute este script nele com { $option }.
# Segue uma lista de etapas com computadores: script-wait-for. $number (número): a etapa que vai começar.
script-wait = Antes da etapa { $number }, o seguinte deve estar concluído nos outros computadores:
# $number (número): uma etapa. $hosts (cadeia): computadores.
script-wait-for = Etapa { $number }: { $hosts }
script-wait-how = Em cada um deles, execute este script com { $option }, faça a parte daquele computador e saia com [q] quando esta mensagem aparecer lá. Se o procedimento continuar em outro computador, saia aqui também.
script-wait-done-prompt = Concluído em todos eles? [s] sim, [q] sair
# $placeholder (cadeia): um espaço reservado com os colchetes angulares, como <domain>.
script-value-prompt = Valor de { $placeholder }:
script-value-invalid = Este valor não é válido para { $placeholder }.
script-skipped = Pulado.
script-skip-reason = Motivo:
script-reason-wanted = Um motivo é obrigatório.

# $number (número): a etapa que não foi concluída.
script-quit = Interrompido na etapa { $number }. A transcrição foi mantida.
script-quit-before = Interrompido antes da primeira etapa.
# $option (cadeia): como o script é iniciado, com o caminho da transcrição.
script-go-on = Para continuar mais tarde, execute este script com { $option }.
script-finished = O procedimento está concluído.
# $path (cadeia): a transcrição.
script-submit = Transcrição: { $path }. Entregue-a a quem revisa a mudança, junto com as transcrições dos outros computadores.

## Auditoria: o veredicto

audit-title = Auditoria de uma mudança
audit-verdict-conformant = Conforme
audit-means-conformant = Cada etapa esperada está comprovada ou atestada, com o resultado esperado, e nada contradiz a ordem planejada.
audit-means-waived = O que não está conforme o planejado foi dispensado no arquivo da mudança. Todo o resto está comprovado ou atestado, com o resultado esperado, e nada contradiz a ordem planejada.
audit-verdict-deviating = Não conforme
audit-means-deviating = Está comprovado que algo não foi feito como planejado.
audit-verdict-inconclusive = Inconclusivo
audit-means-inconclusive = Nada está comprovadamente errado, mas faltam evidências.
# $by: uma lista de nomes, depois do veredicto: “Inconclusivo, aceito por …”.
audit-verdict-accepted-by = aceito por { $by }
audit-means-accepted = Nada está comprovadamente errado, mas faltam evidências. Alguém aceita isso no arquivo da mudança; nem por isso está comprovado.
# $count (número): quantas constatações desse tipo existem. As quatro ficam ao lado do veredicto.
audit-count-errors =
    { $count ->
        [one] { $count } desvio
        [many] { $count } de desvios
       *[other] { $count } desvios
    }
audit-count-inconclusive =
    { $count ->
        [one] { $count } ponto não comprovado
        [many] { $count } de pontos não comprovados
       *[other] { $count } pontos não comprovados
    }
audit-count-notes =
    { $count ->
        [one] { $count } observação
        [many] { $count } de observações
       *[other] { $count } observações
    }
audit-count-waived =
    { $count ->
        [one] { $count } constatação dispensada
        [many] { $count } de constatações dispensadas
       *[other] { $count } constatações dispensadas
    }
audit-count-nothing = Nenhuma constatação
# $tool (cadeia): o nome e a versão do programa.
audit-generated = Gerado pelo { $tool }.

## Auditoria: títulos

audit-section-glance = Etapas e locais
audit-section-gaps = Lacunas nas evidências
audit-section-findings = Constatações
audit-section-waived = Constatações dispensadas
audit-section-next = O que fazer a seguir
audit-section-timeline = Linha do tempo
audit-section-captures = Capturas
# Comandos das capturas que não pertencem a nenhuma etapa do plano.
audit-section-unplanned = Comandos fora das etapas
audit-section-unknown = Comandos fora das etapas cujo efeito é desconhecido
audit-section-plan = O plano e suas evidências
audit-section-provenance = Origem deste relatório
audit-section-totals = Totais de controle
audit-section-assumptions = Premissas
audit-section-evidence = Evidência
# Um link para quem usa leitor de tela ou teclado.
audit-skip-to-findings = Ir para as constatações

## Auditoria: rótulos de fatos e colunas

# $number (número): o número da etapa. $title (cadeia): o título dela.
audit-step = Etapa { $number }: { $title }
audit-head-step = Etapa
# Um servidor, um pool: onde ou para que uma etapa é executada.
audit-head-place = Local
audit-head-result = Resultado
audit-head-capture = Captura
audit-head-line = Linha
audit-head-time = Hora
audit-head-host = Computador
audit-head-user = Usuário
audit-head-command = Comando
# O que um comando faz: lê, altera algo ou não se sabe.
audit-head-effect = Efeito
audit-head-expected = Esperado
audit-head-format = Formato
audit-head-size = Tamanho
audit-head-start = Início
audit-head-end = Fim
audit-head-variant = Variante
# Quanto os relógios de dois computadores podem divergir.
audit-head-clock-skew = Tolerância dos relógios
audit-head-tool = Programa
# O dia que o auditor informou para a auditoria.
audit-head-as-of = Data de referência
audit-head-by = Auditado por
# A soma do peso dos desvios; 0 quando não há nenhum.
audit-head-cost = Peso dos desvios
# Em uma tabela: a etapa vale para toda a mudança, não para um só local.
audit-head-everywhere = Toda a mudança
# Fica no lugar do fim de uma sessão interrompida.
audit-session-open = fim não capturado
audit-nothing-expected = Nada é esperado aqui.

## Auditoria: o que resultou de uma etapa

audit-status-evidenced = Comprovado
audit-status-attested = Atestado
audit-status-waived = Dispensado
audit-status-accepted = Aceito
audit-status-not-applicable = Não se aplica
# Executado como planejado, com uma observação.
audit-status-noted = Comprovado, com observação
audit-level-error = Desvio
audit-level-inconclusive = Não comprovado
audit-level-note = Observação
audit-code-missing = Ausente
audit-code-failed = Falhou
audit-code-not-reached = Estado não atingido
audit-code-wrong-argument = Argumento incorreto
audit-code-wrong-path = Caminho incorreto
audit-code-wrong-host = Computador errado
audit-code-out-of-order = Fora de ordem
audit-code-simulated = Apenas simulado
audit-code-undone = Desfeito
audit-code-unplanned-change = Alteração não planejada
audit-code-outside-window = Fora da janela de mudança
audit-code-no-evidence = Sem evidência
audit-code-outcome-unseen = Resultado não visto
audit-code-unattested = Não atestado
audit-code-order-unproven = Ordem incerta
audit-code-repeated = Repetido
audit-effect-reads = lê
audit-effect-unknown = desconhecido
audit-effect-changes = altera
audit-effect-allowed = permitido pelo procedimento

## Auditoria: tipos de captura

audit-format-powershell-transcript = Transcrição do PowerShell
audit-format-event-xml = Eventos do Windows (XML)
audit-format-evtx = Log de eventos do Windows (EVTX)
audit-format-psreadline-history = Histórico do PowerShell
audit-format-history-clixml = Get-History (CLIXML)
audit-format-history-csv = Get-History (CSV)
audit-format-history-text = Get-History (exibido)
audit-format-powershell-syslog = Syslog do PowerShell
audit-format-typescript = Typescript
audit-format-bash-history = Histórico do bash
audit-format-asciinema = Gravação do Asciinema
audit-format-xes = Log de eventos XES

## Auditoria: constatações
## $command (cadeia): um comando. $place, $host (cadeias): um servidor, um pool, um computador.

audit-missing = Nenhuma captura mostra `{ $command }` para { $place }, embora as capturas cubram esse local e esse período.
# Uma etapa manual que um programa ou um comando revela.
audit-missing-by-hand = Nada mostra que esta etapa foi executada para { $place }: as capturas cobrem esse local e esse período, e `{ $command }` não está nelas.
audit-no-evidence = Nenhuma captura cobre { $place }; portanto, nada mostra se `{ $command }` foi executado.
audit-no-evidence-cut = A captura para { $place } é interrompida ({ $where }); portanto, nada mostra se `{ $command }` foi executado depois.
# $where (cadeia): uma captura e uma linha dela.
audit-no-evidence-torn = Parte das capturas para { $place } não pôde ser lida ({ $where }); portanto, nada mostra se `{ $command }` foi executado.
audit-no-evidence-marks = `{ $command }` para { $place } só aparece em marcas de um script guiado que não contam; portanto, nada mostra se foi executado para esta mudança.
# $reason: uma das mensagens audit-unresolved-…
audit-no-evidence-unresolved = `{ $command }` pode ter sido executado, mas as capturas não conseguem comprovar: { $reason }.
audit-no-evidence-undone = `{ $command }` em { $host } pode ter desfeito esta etapa, mas as capturas não conseguem comprovar: { $reason }.
audit-no-evidence-undone-order = `{ $command }` em { $host } desfaz esta etapa, e as capturas não conseguem comprovar que ela foi executada depois.
audit-no-evidence-guess = `{ $command }` só aparece em { $capture }, lido como { $format } por suposição. Isso não prova nada: informe o formato da captura.
# $where (lista): caminhos de arquivos.
audit-no-evidence-refused = Nenhuma captura mostra `{ $command }` para { $place }, e nenhuma comprova que não foi executado: { $where } não pôde ser lido.
# $reason: uma das mensagens audit-unresolved-… ou audit-hidden-…
audit-no-evidence-hidden = Nenhuma captura mostra `{ $command }` para { $place }, e nenhuma comprova que não foi executado: { $reason }.
# $error (cadeia): a mensagem de erro do log.
audit-failed = `{ $command }` falhou: `{ $error }`
# $code (string): an exit code.
audit-failed-exit = `{ $command }` terminou com o código de saída `{ $code }`.
audit-failed-status = `{ $command }` não foi concluído.
audit-declined = `{ $command }` pediu confirmação, e a resposta foi Não: não foi executado.
# $outcome (cadeia): uma frase que diz o que se espera. $seen (lista): o que foi exibido no lugar.
audit-failed-outcome = `{ $command }` não mostrou o esperado. Saída encontrada: { $seen }. Esperado: { $outcome }
audit-failed-silence = `{ $command }` não deve exibir nada. Saída encontrada: { $seen }.
# $outcome (cadeia): uma frase que diz o que se espera. $seen (lista): o último estado.
audit-not-reached = `{ $command }` não atingiu o estado que o plano espera. Último estado visto: { $seen }. Esperado: { $outcome }
# $differences: uma lista de mensagens audit-difference-…
audit-wrong-argument = `{ $command }` não corresponde ao plano: { $differences }.
# $parameter (cadeia): um parâmetro como -Name. $expected, $value, $seen (cadeias): valores.
audit-difference-missing = falta `{ $parameter }` com `{ $expected }`
audit-difference-added = `{ $parameter }` com `{ $value }` foi acrescentado
audit-difference-value = `{ $parameter }` é `{ $seen }` em vez de `{ $expected }`
# $what (string): uma opção, ou um valor sem nome.
audit-difference-only-missing = falta `{ $what }`
audit-difference-only-added = `{ $what }` foi acrescentado
audit-difference-only-value = `{ $seen }` em vez de `{ $expected }`
# Of commands that are joined by a pipe. $expected and $seen (strings) can be empty.
audit-difference-stage = no pipeline está `{ $seen }` em vez de `{ $expected }`
# $expected e $seen (cadeias): caminhos de um programa.
audit-wrong-path = O programa foi iniciado de `{ $seen }` em vez de `{ $expected }`.
# $expected: uma lista de computadores.
audit-wrong-host = `{ $command }` foi executado em { $host }. O plano indica { $expected }.
# $number (número): uma etapa. $others: uma lista de números de etapas.
audit-out-of-order = `{ $command }` (etapa { $number }) foi executado cedo demais. Estas etapas precisam vir antes: { $others }.
# $others (list): the numbers of steps that had to wait for this one.
audit-out-of-order-late = `{ $command }` (etapa { $number }) foi executado tarde demais. Estas etapas precisam vir depois: { $others }.
# $other (cadeia): um comando da mesma etapa.
audit-out-of-order-within = `{ $command }` foi executado antes de `{ $other }`, que precisa vir primeiro.
audit-out-of-order-said = Segundo { $by }, a etapa { $number } foi executada em { $time }, cedo demais. Estas etapas precisam vir antes: { $others }.
audit-out-of-order-said-late = Segundo { $by }, a etapa { $number } foi executada em { $time }, tarde demais. Estas etapas precisam vir depois: { $others }.
# $other (cadeia): outro computador. Etapas executadas em um computador depois do outro.
audit-rolling = { $host } foi iniciado antes que { $other } estivesse concluído. O plano prevê um depois do outro.
audit-simulated = `{ $command }` foi executado apenas com `-WhatIf`, que não altera nada.
audit-undone = `{ $command }` em { $host } desfez esta etapa, e nada mostra que ela foi executada novamente.
audit-undone-before = `{ $command }` em { $host } desfez esta etapa, e a etapa { $other } foi executada antes que esta se repetisse.
audit-undone-said = Alguém declara que refez o que desfaz esta etapa, e nada mostra que ela foi executada depois.
audit-undone-seen = `{ $command }` em { $host } mostra que o efeito desta etapa não se mantém mais, e nada mostra o contrário depois.
audit-unplanned-change = `{ $command }` em { $host } altera algo e não está em nenhuma etapa do plano.
# $time, $start e $end (cadeias): data e hora.
audit-outside-window = `{ $command }` foi executado em { $time }, fora da janela de mudança de { $start } a { $end }.
audit-outside-window-said = Segundo { $by }, esta etapa foi executada em { $time }, fora da janela de mudança de { $start } a { $end }.
audit-outcome-unseen = `{ $command }` foi executado, mas as capturas não contêm a saída que mostraria o resultado. Esperado: { $outcome }
audit-outcome-unseen-silent = `{ $command }` não exibiu nada, embora informe quando tudo dá certo: nada mostra se funcionou.
audit-outcome-unseen-entered = `{ $command }` foi digitado, mas as capturas não contêm nem a saída nem o código de saída: não se vê se funcionou.
# $line: uma linha de uma saída.
audit-outcome-unseen-unexplained = `{ $command }` foi executado, mas nada explica esta linha da saída: “{ $line }”. Não se vê se funcionou.
audit-outcome-unseen-hidden = `{ $command }` foi executado, mas os erros não chegaram ao terminal e nenhum código de saída aparece: não se vê se funcionou.
audit-outcome-unseen-started = `{ $command }` foi iniciado em segundo plano, e nada mostra como terminou.
audit-outcome-unseen-one-of-several = `{ $command }` foi executado com outros comandos, e um deles falhou. Não se vê qual.
audit-outcome-unseen-older = `{ $command }` foi executado antes que `{ $other }` se repetisse: o estado exibido era mais antigo.
audit-outcome-unseen-begun = `{ $command }` foi iniciado, e nada mostra que terminou: não se vê se funcionou.
audit-unattested = Esta etapa é executada à mão, e ninguém a atestou.
audit-unattested-twice = Dois atestados não podem estar certos ao mesmo tempo: { $by } indica { $time }, { $other } indica { $other-time }.
audit-and-skipped = { $finding } { $by } a pulou: { $reason }
audit-order-unproven = Os relógios das capturas não conseguem comprovar que a etapa { $number } veio depois destas etapas: { $others }.
# $count (número): quantas vezes ao todo.
audit-repeated =
    { $count ->
        [one] `{ $command }` foi executado { $count } vez.
        [many] `{ $command }` foi executado { $count } de vezes.
       *[other] `{ $command }` foi executado { $count } vezes.
    }

## Auditoria: o que fazer a seguir

audit-advice-missing = Execute a etapa nesse local ou entregue a captura que a mostra.
audit-advice-failed = Corrija a causa, execute a etapa novamente e capture-a.
audit-advice-not-reached = Verifique o estado até que seja atingido e capture-o.
audit-advice-wrong-argument = Execute o comando como planejado e desfaça o que o outro fez.
audit-advice-wrong-path = Execute o programa a partir do caminho planejado: o outro pode ser de outro produto ou de outra versão.
audit-advice-wrong-host = Verifique o que o comando fez nesse computador e execute a etapa onde o plano indica.
audit-advice-out-of-order = Verifique se as etapas posteriores dependiam das anteriores; se dependiam, repita-as na ordem.
audit-advice-simulated = Execute o comando sem `-WhatIf`.
audit-advice-undone = Execute a etapa novamente, depois o que depende dela, e capture ambos.
audit-advice-unplanned-change = Peça uma explicação a quem o fez. Desfaça a alteração ou aprove-a com uma dispensa no arquivo da mudança.
audit-advice-outside-window = Peça a aprovação do gestor da mudança ou corrija a janela no arquivo da mudança.
audit-advice-no-evidence = Entregue uma captura que cubra esse local e esse período.
audit-advice-outcome-unseen = Mostre o estado novamente e capture a saída, ou entregue a captura que a contém.
audit-advice-unattested = Peça a quem executou a etapa que a ateste no arquivo da mudança: etapa, nome e hora.
audit-advice-order-unproven = Entregue capturas com uma hora para cada comando ou informe uma tolerância menor se os relógios estavam sincronizados.
audit-advice-repeated = Nada, a menos que o comando não possa ser executado duas vezes.

## Auditoria: por que algo não pode ser determinado; vem sempre depois de dois-pontos
## $text (cadeia): o que está no log.

audit-unresolved-variable = o valor de `{ $text }` não está nas capturas
audit-unresolved-expression = só uma execução diria o que `{ $text }` resulta
audit-unresolved-parameter = vários parâmetros começam com `{ $text }`
audit-unresolved-folder = a pasta de onde `{ $text }` parte não é conhecida
audit-unresolved-short-name = `{ $text }` é um nome curto que pode representar vários
audit-unresolved-syntax = `{ $text }` não pode ser lido como um comando
audit-unresolved-version = `{ $text }` é lido de outra forma por outra versão do shell
audit-unresolved-branch = a execução depende de `{ $text }`
audit-unresolved-script = o texto de `{ $text }` não foi capturado
audit-unresolved-binding = o comando pode ter recusado `{ $text }`
audit-unresolved-computer = as capturas não informam qual computador é `{ $text }`
audit-unresolved-imported = trata-se do comando deste computador ou de um comando importado de `{ $text }`
audit-unresolved-format = nada informa que se trata do formato { $text }
# $text (cadeia): um comando, como digitado.
audit-hidden-launcher = o que `{ $text }` executou não está nas capturas
audit-hidden-name = nada informa o que `{ $text }` faz

## Auditoria: lacunas nas evidências

audit-gap-no-end = A sessão é interrompida: o fim dela não foi capturado.
# $first e $last (cadeias): números de registros. $count (número): quantos faltam.
audit-gap-records =
    { $count ->
        [one] Falta o registro { $first }.
        [many] Faltam os registros { $first } a { $last } ({ $count }).
       *[other] Faltam os registros { $first } a { $last } ({ $count }).
    }
# $text (cadeia): o identificador de um bloco de script.
audit-gap-script-block = Faltam partes do bloco de script `{ $text }`.
# $bytes (número): o comprimento da linha.
audit-gap-long-line =
    { $bytes ->
        [one] Uma linha de { $bytes } byte é mais longa do que o que é lido.
        [many] Uma linha de { $bytes } de bytes é mais longa do que o que é lido.
       *[other] Uma linha de { $bytes } bytes é mais longa do que o que é lido.
    }
# $text (cadeia): o que não pôde ser lido.
audit-gap-unreadable = Algo não pôde ser lido: { $text }
# $start e $end (cadeias): data e hora.
audit-gap-quiet = Esta captura não contém nada de { $start } a { $end }.
# $time (cadeia): data e hora.
audit-gap-cleared = O log foi limpo em { $time }: o que ele continha antes se perdeu.
audit-gap-nothing = Nada nesta captura foi compreendido: ela não mostra nem o que foi feito, nem o que deixou de ser feito.
audit-gap-guess = Esta captura foi lida como { $format } por suposição e, portanto, não prova nada. Informe o formato: `{ $format }=FILE` ou `captures:` no arquivo da mudança.
audit-gap-refused = { $file } não foi lido e não conta: { $reason }.
audit-gap-uncovered = Nenhuma captura é de { $host }.
audit-gap-marks-definition = Estas marcas de um script guiado não contam: ele foi gerado a partir de outro texto da definição (revisão { $revision }, SHA-256 { $sha256 }).
audit-gap-marks-variant = Estas marcas de um script guiado não contam: ele foi gerado para a variante { $variant }.
audit-gap-marks-change = Estas marcas de um script guiado não contam: ele foi gerado para a mudança { $change }.
audit-gap-marks-no-change = Este script guiado não foi gerado para nenhuma mudança. O que ele executou conta; o que foi atestado nele não foi dito sobre esta mudança.
audit-gap-marks-beheaded = Estas marcas de um script guiado não contam: a marca com que a sessão começou não está na captura.
# In the place of a computer’s name: the step can be carried out on any computer.
audit-anywhere = o computador do operador
audit-unknown-host = um computador não identificado

## Auditoria: premissas

# $seconds (número): quanto os relógios podem divergir.
audit-assume-skew =
    { $seconds ->
        [one] Os relógios de dois computadores divergem em no máximo { $seconds } segundo.
        [many] Os relógios de dois computadores divergem em no máximo { $seconds } de segundos.
       *[other] Os relógios de dois computadores divergem em no máximo { $seconds } segundos.
    }
audit-assume-timezone = Horas sem deslocamento são horas locais de { $timezone }.
audit-assume-one-zone = Horas sem deslocamento são todas do mesmo fuso horário, que a mudança não informa.
audit-assume-unknown-zone = Horas sem deslocamento podem ser de qualquer fuso horário, pois a mudança não informa nenhum. Elas não comprovam nenhuma ordem em relação a horas em UTC.
# $capture (string): a file.
audit-assume-unnamed = { $capture } não informa o computador. Quando uma etapa pode ser executada em qualquer um de vários computadores, os comandos são atribuídos a um deles.
audit-assume-said-host = { $capture } é de { $host }, segundo quem o forneceu; o próprio arquivo não informa isso.
audit-assume-no-window = A mudança não tem janela; portanto, nenhuma hora está fora dela.
audit-assume-search-limit = As capturas admitem tantas explicações que a busca pela melhor foi encerrada. Pode existir uma explicação melhor.
audit-assume-answer = { $by } respondeu a “{ $question }” de modo diferente do arquivo da mudança. Vale o arquivo da mudança: { $answer }.
audit-assume-no-answer = “{ $question }” foi respondida com sim e com não. Vale como não respondida.

## Auditoria: quem atesta, quem dispensa

# $by (cadeia): uma pessoa. $time (cadeia): quando.
audit-attested-by = Atestado por { $by }, { $time }.
audit-attested-by-undated = Atestado por { $by }.
audit-skipped-by = Pulada por { $by }: { $reason }
# $question (cadeia): uma pergunta inteira, com o ponto de interrogação. $answer (cadeia): doc-answer-yes ou doc-answer-no.
audit-answered-in-change = Respondido na mudança: “{ $question }” – { $answer }.
audit-answered-by-mark = Respondida no script guiado: “{ $question }” – { $answer }.
# $by (cadeia): uma pessoa. $reason (cadeia): por quê. $until (cadeia): um dia.
audit-waived-by = Dispensado por { $by } até { $until }: { $reason }
audit-accepted-by = Aceito por { $by } até { $until }: { $reason }

## Auditoria: quão segura é uma constatação

# $cost (número): a diferença de peso.
audit-margin-by = A segunda melhor explicação das capturas pesaria { $cost } a mais.
audit-margin-tie = Outra explicação é igualmente boa.

## Auditoria: listas, números e o resto

audit-list-two = { $first } e { $second }
audit-list-next = { $list }, { $next }
audit-list-last = { $list } e { $last }
# $count (número): quantos não são listados.
audit-list-more =
    { $count ->
        [one] { $list } e mais { $count }
        [many] { $list } e mais { $count }
       *[other] { $list } e mais { $count }
    }
# Rótulos lado a lado, como “2 desvios, 1 observação”.
audit-parts-next = { $list }, { $next }
audit-number = { $count }
audit-bytes =
    { $count ->
        [one] { $count } byte
        [many] { $count } de bytes
       *[other] { $count } bytes
    }
audit-seconds =
    { $count ->
        [one] { $count } segundo
        [many] { $count } de segundos
       *[other] { $count } segundos
    }
# Abaixo de uma tabela que mostra só as primeiras linhas.
audit-others-not-shown =
    { $count ->
        [one] Mais { $count } está na forma JSON deste relatório.
        [many] Mais { $count } estão na forma JSON deste relatório.
       *[other] Mais { $count } estão na forma JSON deste relatório.
    }
audit-others-not-listed =
    { $count ->
        [one] Mais { $count } foi contado e não está listado.
        [many] Mais { $count } foram contados e não estão listados.
       *[other] Mais { $count } foram contados e não estão listados.
    }
audit-times = × { $count }
# Descreve um desenho. $hosts (número): quantos computadores. $start e $end (cadeias): data e hora.
audit-timeline-describes =
    { $hosts ->
        [one] Comandos em { $hosts } computador entre { $start } e { $end }.
        [many] Comandos em { $hosts } de computadores entre { $start } e { $end }.
       *[other] Comandos em { $hosts } computadores entre { $start } e { $end }.
    }
audit-timeline-zone = Horas de { $timezone }.
audit-timeline-as-captured = Horas conforme capturadas.

## Auditoria: totais de controle

audit-total-bytes = Bytes lidos
audit-total-records = Linhas ou registros lidos
audit-total-entries = Entradas: linhas digitadas, blocos de script, processos
audit-total-commands = Comandos contidos nelas
audit-total-matched = associados a uma etapa
audit-total-again = comando de uma etapa repetido, ou uma de várias consultas
audit-total-shown = a mesma ação, mostrada por uma segunda captura
audit-total-harmless = fora das etapas, sem alterar nada
audit-total-allowed = fora das etapas, mas permitidos pelo procedimento
audit-total-scripted = fora das etapas, executados pelo script de um módulo
audit-total-outside = fora das etapas, e fora da janela de mudança
audit-total-changing = fora das etapas, e alterando algo
audit-total-unknown = fora das etapas, efeito desconhecido
