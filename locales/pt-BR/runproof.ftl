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
doc-signature = Assinatura

## Documentos: títulos das caixas de alerta

doc-note = Observação
doc-tip = Dica
doc-important = Importante
doc-warning = Aviso
doc-caution = Cuidado

## Documentos: decisões, locais e repetição

# Antes do que fazer quando a resposta à pergunta de uma decisão é sim ou não.
doc-if-yes = Se sim
doc-if-no = Se não
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
doc-generated = Gerado pelo runproof a partir de { $runbook }, revisão { $revision }.

## Documentos: controles da página web

doc-copy = Copiar
# Substitui doc-copy por um instante depois de um clique.
doc-copied = Copiado
# Um link para quem usa um leitor de tela ou o teclado.
doc-skip-to-steps = Ir para as etapas

## Scripts: texto simples para um console
## As teclas entre colchetes são iguais em todos os idiomas. Traduza a palavra depois da tecla.

# $title (cadeia): o título do documento. $steps (número): quantas etapas ele tem.
script-intro =
    { $steps ->
        [one] { $title }: { $steps } etapa
        [many] { $title }: { $steps } de etapas
       *[other] { $title }: { $steps } etapas
    }
# $path (cadeia): um arquivo.
script-transcript = A transcrição é gravada em { $path }.
script-operator = Quem está executando este procedimento?
# $number e $total (números): etapas. $title (cadeia): o título da etapa.
script-step = Etapa { $number } de { $total }: { $title }
# Pergunta feita depois de uma etapa executada à mão.
script-by-hand-prompt = Etapa concluída? [y] sim, [s] pular, [q] sair
# Pergunta feita abaixo de um comando que o script vai executar.
script-run-prompt = Executar este comando? [y] sim, [s] pular, [q] sair
# Fica depois de uma pergunta do procedimento.
script-question-prompt = [y] sim, [n] não
# Pergunta feita depois da saída de um comando que se repete até um estado.
script-repeat-prompt = Estado atingido? [y] sim, [r] verificar de novo, [q] sair
# $host (cadeia): o computador ao qual o comando se destina. $here (cadeia): este computador.
script-host-prompt = Esta parte se destina a { $host }, mas este computador é { $here }. Executar aqui? [y] sim, [s] pular, [q] sair
script-elsewhere = Esta parte é executada em outro computador. Execute este script nele.
# $placeholder (cadeia): um espaço reservado com os colchetes angulares, como <domain>.
script-value-prompt = Valor de { $placeholder }:
script-value-invalid = Este valor não é válido para { $placeholder }.
script-skipped = Etapa pulada.
script-skip-reason = Motivo:
# $error (cadeia): o que o comando informou, em uma linha.
script-failed = O comando informou um erro ({ $error }). [r] tentar de novo, [s] pular, [q] sair
script-not-applicable = { doc-not-applicable }
# $number (número): a etapa que não foi concluída.
script-quit = Interrompido na etapa { $number }. A transcrição foi mantida.
script-finished = O procedimento está concluído.
