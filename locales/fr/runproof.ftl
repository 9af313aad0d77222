### Les mots du programme dans les documents et les scripts guidés.
### Ce que dit une procédure se trouve dans le fichier qui porte son nom.

## Documents : en-tête de la page

doc-contents = Sommaire
# $number (nombre) : le numéro de l’étape.
doc-step = Étape { $number }
# $count (nombre) : le nombre d’étapes de la procédure.
doc-steps =
    { $count ->
        [one] { $count } étape
        [many] { $count } d’étapes
       *[other] { $count } étapes
    }
doc-product = Produit
doc-change = Changement
doc-runbook = Procédure
doc-revision = Révision
# La période pendant laquelle le changement peut être effectué.
doc-window = Fenêtre de changement
# $start et $end (chaînes) : une date et une heure.
doc-window-range = de { $start } à { $end }
doc-timezone = Fuseau horaire

## Documents : champs à remplir à la main

# À côté d’une case à cocher : l’étape est effectuée.
doc-done = Effectué
# Devant le nom de la personne qui a effectué l’étape.
doc-by = Par
# Devant l’heure à laquelle l’étape a été effectuée.
doc-at = Heure
# Devant la date à laquelle l’étape a été effectuée.
doc-date = Date
# Devant les initiales de la personne qui a effectué l’étape.
doc-initials = Paraphe
doc-signature = Signature

## Documents : comment enregistrer un changement. Une commande suit doc-record-powershell et doc-record-bash.

doc-recording = Enregistrer vos opérations
doc-record-elevated-powershell = Démarrez PowerShell avec « Exécuter en tant qu’administrateur » : la procédure nécessite une session avec des privilèges élevés.
doc-record-elevated-bash = Exécutez la procédure en tant que root.
doc-record-powershell = Dans chaque fenêtre PowerShell où vous exécutez des commandes de ce changement, sur chaque ordinateur, démarrez une transcription avant la première commande. Donnez à la fenêtre une largeur d’au moins 200 colonnes : les sorties qu’elle tronque manquent dans la transcription.
doc-record-powershell-end = Si PowerShell n’accepte pas `-IncludeInvocationHeader` (version 4.0 et antérieures), omettez ce paramètre. Après la dernière commande, exécutez `Stop-Transcript`.
doc-record-bash = Dans chaque terminal où vous exécutez des commandes de ce changement, démarrez un enregistrement avant la première commande.
doc-record-bash-end = Après la dernière commande, exécutez `exit` pour terminer l’enregistrement.
doc-record-submit = Remettez tous les enregistrements avec ce document rempli. Ce que vous faites dans une interface graphique ne figure dans aucun enregistrement : attestez-le ici.

## Documents : titres des encadrés

doc-note = Remarque
doc-tip = Conseil
doc-important = Important
doc-warning = Avertissement
doc-caution = Attention
# Un mot en gras au début d’un paragraphe, devant ce qu’il dit : « Avertissement : … ». $label (chaîne) : un libellé tel que doc-warning.
doc-lead = { $label } :

## Documents : décisions, lieux et répétitions

# Devant ce qu’il faut faire selon la réponse à la question d’une décision.
doc-if-yes = Si oui
doc-if-no = Si non
# Un titre : ce qui est fait pour un ordinateur (ou un autre élément) avant de passer au suivant.
# $first et $last (nombres) : les étapes. $item (chaîne) : le nom d’un ordinateur.
doc-round = Étapes { $first } à { $last } pour { $item }
# Devant une liste d’ordinateurs : l’étape s’effectue sur tous.
# $count (nombre) : le nombre d’ordinateurs de la liste.
doc-on-each =
    { $count ->
        [one] Sur cet ordinateur :
        [many] Sur chacun de ces ordinateurs :
       *[other] Sur chacun de ces ordinateurs :
    }
# Devant une liste d’ordinateurs : l’étape s’effectue une fois, peu importe où.
doc-on-any = Sur l’un de ces ordinateurs :
# Après des commandes. La phrase qui suit décrit l’état.
# $count (nombre) : le nombre de commandes à répéter.
repeat-until =
    { $count ->
        [one] Répétez la commande jusqu’à ce que l’état suivant soit atteint.
        [many] Répétez les commandes jusqu’à ce que l’état suivant soit atteint.
       *[other] Répétez les commandes jusqu’à ce que l’état suivant soit atteint.
    }

## Documents : étapes inutiles pour le changement

doc-not-applicable = Ne s’applique pas à ce changement
# $question (chaîne) : une question entière avec son point d’interrogation.
# $answer (chaîne) : doc-answer-yes ou doc-answer-no.
doc-na-answer = { doc-not-applicable } : « { $question } » – { $answer }.
# $number (nombre) : la dernière étape de la procédure pour ce changement.
doc-na-stopped = { doc-not-applicable } : la procédure se termine à l’étape { $number }.
doc-answer-yes = oui
doc-answer-no = non

## Documents : remarques sur la page

# Affiché sans changement lié : les commandes contiennent des espaces réservés tels que <domain>.
doc-placeholders = Le texte entre chevrons est un espace réservé. Remplacez-le, chevrons compris, par votre propre valeur avant d’exécuter une commande.
doc-untranslated = Certaines parties de cette page sont en anglais, car elles ne sont pas encore traduites.
# $runbook (chaîne) : l’identifiant de la procédure. $revision (chaîne) : une version, par exemple 1.0.0.
doc-generated = Généré par runproof à partir de `{ $runbook }`, révision { $revision }.

## Documents : commandes de la page web

doc-copy = Copier
# Remplace doc-copy un instant après un clic.
doc-copied = Copié
# Un lien pour les personnes qui utilisent un lecteur d’écran ou le clavier.
doc-skip-to-steps = Aller aux étapes

## Scripts : texte brut pour une console
## Une touche entre crochets est l’une de celles de script-keys-… ci-dessous. Traduisez le mot qui la suit.

# Les touches et les mots qui répondent à une question, séparés par des virgules. La première est la touche affichée dans les questions. Une
# touche ne figure que dans une liste, et ce qui veut dire « oui » ne figure dans aucune autre.
script-keys-yes = o, oui
script-keys-no = n, non
script-keys-skip = i, ignorer
script-keys-retry = r, réessayer, vérifier de nouveau
script-keys-back = b, retour
script-keys-quit = q, quitter
# $keys (chaîne) : des touches avec leurs mots, par exemple « [o] oui, [q] quitter ».
script-wrong-key = Répondez par l’une de ces touches : { $keys }

# $title (chaîne) : le titre du document. $steps (nombre) : son nombre d’étapes.
script-intro =
    { $steps ->
        [one] { $title } : { $steps } étape
        [many] { $title } : { $steps } d’étapes
       *[other] { $title } : { $steps } étapes
    }
script-servers = Serveurs
# $here (chaîne) : un ordinateur.
script-here = Cet ordinateur est { $here }.
script-here-other = Cet ordinateur, { $here }, n’est aucun de ces serveurs.
# $here et $server (chaînes) : des ordinateurs de même nom court.
script-here-unsure-prompt = Cet ordinateur se nomme { $here }. Est-ce { $server } ? [o] oui, [n] non, [q] quitter
# Une liste numérotée d’ordinateurs suit.
script-which = Lequel de ces serveurs est cet ordinateur, { $here } ?
script-which-none = aucun
script-which-number = Numéro :
script-elevated = La procédure nécessite une session avec élévation de privilèges.
script-not-elevated-powershell = La procédure nécessite une session avec élévation de privilèges, et celle-ci ne l’est pas. Démarrez PowerShell avec « Exécuter en tant qu’administrateur », puis relancez ce script.
script-not-elevated-bash = La procédure nécessite les droits de root. Relancez ce script en tant que root.
script-constrained = PowerShell fonctionne ici en mode de langage contraint, et ce script nécessite le mode de langage complet. Rien n’a été fait.
# $path (chaîne) : un fichier.
script-transcript = La transcription est enregistrée dans { $path }.
script-exists = { $path } existe déjà. Choisissez un autre fichier pour la transcription. Rien n’a été fait.
script-no-file = { $path } est introuvable ou illisible.
script-no-marks = { $path } n’est pas une transcription de ce script pour ce changement.
script-resumed = Ce qui a été effectué d’après { $path } n’est pas refait.
# $number (nombre) : une étape.
script-no-step = Il n’y a pas d’étape { $number }.
script-begins = Le script commence à l’étape { $number }. Les étapes précédentes sont considérées comme effectuées.
# $item (chaîne) : le nom d’un ordinateur. Le script commence par une étape effectuée sur un ordinateur après l’autre.
script-begins-with-prompt = Commencer par { $item } ? [o] oui, [n] non, par un suivant, [q] quitter
script-operator = Qui effectue cette procédure ?
# La réponse à script-operator est saisie après ce mot.
script-name = Nom :

# $number et $total (nombres) : des étapes. $title (chaîne) : le titre de l’étape.
script-step = Étape { $number } sur { $total } : { $title }
script-not-applicable = { doc-not-applicable }
# Affiché à la place d’une partie qu’une transcription antérieure montre comme effectuée.
script-done-before = Déjà effectué, d’après la transcription antérieure.
# Demandé après une étape effectuée à la main.
script-by-hand-prompt = C’est fait ? [o] oui, [i] ignorer, [q] quitter
# Demandé sous une commande que le script va exécuter.
script-run-prompt = Exécuter cette commande ? [o] oui, [i] ignorer, [q] quitter
# Placé après une question de la procédure.
script-question-prompt = [o] oui, [n] non, [q] quitter
# Affiché avant une question de la procédure. L’étape s’applique ou non selon la réponse.
script-applies = L’étape s’applique ou non selon la réponse à cette question :
# Demandé après la réponse non et ce qu’il faut alors faire.
script-no-prompt = La réponse est non. Ce qui en découle est-il fait ? [o] oui, [b] retour à la question, [q] quitter
# Demandé après la sortie d’une commande répétée jusqu’à un certain état.
script-repeat-prompt = État atteint ? [o] oui, [r] vérifier de nouveau, [q] quitter
script-reached = L’état est atteint.
script-not-reached-prompt = L’état n’est pas encore atteint. [r] vérifier de nouveau, [i] ignorer, [q] quitter
script-wrong-prompt = La sortie n’est pas celle attendue. [r] réessayer, [i] ignorer, [q] quitter
# $error (chaîne) : le message de la commande, sur une ligne.
script-failed-prompt = La commande a signalé une erreur ({ $error }). [r] réessayer, [i] ignorer, [q] quitter

# $host (chaîne) : l’ordinateur prévu pour la commande. $here (chaîne) : cet ordinateur.
script-host-prompt = Cette partie est prévue pour { $host }, mais cet ordinateur est { $here }. L’effectuer ici ? [o] oui, [i] ignorer, [q] quitter
# $option (chaîne) : comment le script y est lancé, par exemple « -From 8 ».
script-elsewhere = Cette partie s’effectue sur un autre ordinateur. Exécutez-y ce script avec { $option }.
# Une liste d’étapes avec des ordinateurs suit : script-wait-for. $number (nombre) : l’étape qui va commencer.
script-wait = Avant l’étape { $number }, ce qui suit doit être terminé sur les autres ordinateurs :
# $number (nombre) : une étape. $hosts (chaîne) : des ordinateurs.
script-wait-for = Étape { $number } : { $hosts }
script-wait-how = Sur chacun d’eux, exécutez ce script avec { $option }, effectuez la partie de cet ordinateur et quittez avec [q] lorsque ce message y apparaît. Si la procédure continue sur un autre ordinateur, quittez ici aussi.
script-wait-done-prompt = Terminé sur tous ? [o] oui, [q] quitter
# $placeholder (chaîne) : un espace réservé avec ses chevrons, par exemple <domain>.
script-value-prompt = Valeur de { $placeholder } :
script-value-invalid = Cette valeur n’est pas valide pour { $placeholder }.
script-skipped = Ignoré.
script-skip-reason = Motif :
script-reason-wanted = Un motif est nécessaire.

# $number (nombre) : l’étape qui n’a pas été terminée.
script-quit = Arrêt à l’étape { $number }. La transcription est conservée.
script-quit-before = Arrêt avant la première étape.
# $option (chaîne) : comment le script est lancé, avec le chemin de la transcription.
script-go-on = Pour continuer plus tard, lancez ce script avec { $option }.
script-finished = La procédure est terminée.
# $path (chaîne) : la transcription.
script-submit = Transcription : { $path }. Remettez-la, avec celles des autres ordinateurs, à la personne qui vérifie le changement.

## Audit : le verdict

audit-title = Audit d’un changement
audit-verdict-conformant = Conforme
audit-means-conformant = Chaque étape attendue est prouvée ou attestée, avec le résultat attendu, et rien ne contredit l’ordre prévu.
audit-means-waived = Ce qui n’est pas conforme au plan fait l’objet d’une dérogation dans le fichier du changement. Tout le reste est prouvé ou attesté, avec le résultat attendu, et rien ne contredit l’ordre prévu.
audit-verdict-deviating = Non conforme
audit-means-deviating = Il est prouvé que quelque chose n’a pas été fait comme prévu.
audit-verdict-inconclusive = Non concluant
audit-means-inconclusive = Aucun écart n’est prouvé, mais il manque des preuves.
# $by : une liste de noms, derrière le verdict : « Non concluant, accepté par … ».
audit-verdict-accepted-by = accepté par { $by }
audit-means-accepted = Aucun écart n’est prouvé, mais il manque des preuves. Quelqu’un l’accepte dans le fichier du changement ; cela ne prouve rien pour autant.
# $count (nombre) : le nombre de constats de ce type. Les quatre sont énumérés à côté du verdict.
audit-count-errors =
    { $count ->
        [one] { $count } écart
        [many] { $count } d’écarts
       *[other] { $count } écarts
    }
audit-count-inconclusive =
    { $count ->
        [one] { $count } point non prouvé
        [many] { $count } de points non prouvés
       *[other] { $count } points non prouvés
    }
audit-count-notes =
    { $count ->
        [one] { $count } remarque
        [many] { $count } de remarques
       *[other] { $count } remarques
    }
audit-count-waived =
    { $count ->
        [one] { $count } constat avec dérogation
        [many] { $count } de constats avec dérogation
       *[other] { $count } constats avec dérogation
    }
audit-count-nothing = Aucun constat
# $tool (chaîne) : le nom et la version du programme.
audit-generated = Généré par { $tool }.

## Audit : titres

audit-section-glance = Étapes et emplacements
audit-section-gaps = Lacunes dans les preuves
audit-section-findings = Constats
audit-section-waived = Constats avec dérogation
audit-section-next = Que faire ensuite
audit-section-timeline = Chronologie
audit-section-captures = Captures
# Les commandes des captures qui n’appartiennent à aucune étape de la procédure.
audit-section-unplanned = Commandes hors étapes
audit-section-unknown = Commandes hors étapes dont l’effet est inconnu
audit-section-plan = Le plan et ses preuves
audit-section-provenance = Origine de ce rapport
audit-section-totals = Totaux de contrôle
audit-section-assumptions = Hypothèses
audit-section-evidence = Preuve
# Un lien pour les personnes qui utilisent un lecteur d’écran ou le clavier.
audit-skip-to-findings = Aller aux constats

## Audit : libellés des faits et des colonnes

# $number (nombre) : le numéro de l’étape. $title (chaîne) : son titre.
audit-step = Étape { $number } : { $title }
audit-head-step = Étape
# Un serveur, un pool : l’endroit ou l’objet auquel une étape s’applique.
audit-head-place = Emplacement
audit-head-result = Résultat
audit-head-capture = Capture
audit-head-line = Ligne
audit-head-time = Heure
audit-head-host = Ordinateur
audit-head-user = Utilisateur
audit-head-command = Commande
# Ce que fait une commande : elle lit, elle modifie, on ne sait pas.
audit-head-effect = Effet
audit-head-expected = Attendu
audit-head-format = Format
audit-head-size = Taille
audit-head-start = Début
audit-head-end = Fin
audit-head-variant = Variante
# L’écart possible entre les horloges de deux ordinateurs.
audit-head-clock-skew = Tolérance d’horloge
audit-head-tool = Programme
# Le jour que l’auditeur a indiqué pour l’audit.
audit-head-as-of = En date du
audit-head-by = Audité par
# La somme des poids des écarts ; 0 s’il n’y en a pas.
audit-head-cost = Poids des écarts
# Dans un tableau : l’étape vaut pour tout le changement, pas pour un seul emplacement.
audit-head-everywhere = Tout le changement
# Remplace la fin d’une session interrompue.
audit-session-open = fin non capturée
audit-nothing-expected = Rien n’est attendu ici.

## Audit : ce qu’il est advenu d’une étape

audit-status-evidenced = Prouvé
audit-status-attested = Attesté
audit-status-waived = Dérogation
audit-status-accepted = Accepté
audit-status-not-applicable = Sans objet
# Effectué comme prévu, avec une remarque.
audit-status-noted = Prouvé, avec une remarque
audit-level-error = Écart
audit-level-inconclusive = Non prouvé
audit-level-note = Remarque
audit-code-missing = Manquant
audit-code-failed = Échec
audit-code-not-reached = État non atteint
audit-code-wrong-argument = Argument incorrect
audit-code-wrong-path = Chemin incorrect
audit-code-wrong-host = Mauvais ordinateur
audit-code-out-of-order = Ordre non respecté
audit-code-simulated = Simulation seulement
audit-code-undone = Annulé
audit-code-unplanned-change = Modification non prévue
audit-code-outside-window = Hors de la fenêtre de changement
audit-code-no-evidence = Aucune preuve
audit-code-outcome-unseen = Résultat non visible
audit-code-unattested = Non attesté
audit-code-order-unproven = Ordre incertain
audit-code-repeated = Répété
audit-effect-reads = lit
audit-effect-unknown = inconnu
audit-effect-changes = modifie
audit-effect-allowed = autorisé par la procédure

## Audit : types de captures

audit-format-powershell-transcript = Transcription PowerShell
audit-format-event-xml = Événements Windows (XML)
audit-format-evtx = Journal d’événements Windows (EVTX)
audit-format-psreadline-history = Historique PowerShell
audit-format-history-clixml = Get-History (CLIXML)
audit-format-history-csv = Get-History (CSV)
audit-format-history-text = Get-History (affiché)
audit-format-powershell-syslog = Syslog de PowerShell
audit-format-typescript = Typescript
audit-format-bash-history = Historique bash
audit-format-asciinema = Enregistrement Asciinema
audit-format-xes = Journal d’événements XES

## Audit : constats
## $command (chaîne) : une commande. $place, $host (chaînes) : un serveur, un pool, un ordinateur.

audit-missing = Aucune capture ne montre `{ $command }` pour { $place }, alors que les captures couvrent cet emplacement et cette période.
# Une étape manuelle que trahit un programme ou une commande.
audit-missing-by-hand = Rien ne montre que cette étape a été effectuée pour { $place } : les captures couvrent cet emplacement et cette période, et `{ $command }` n’y figure pas.
audit-no-evidence = Aucune capture ne couvre { $place } : rien ne montre si `{ $command }` a été exécuté.
audit-no-evidence-cut = La capture pour { $place } s’interrompt ({ $where }) : rien ne montre si `{ $command }` a été exécuté ensuite.
# $where (chaîne) : une capture et une de ses lignes.
audit-no-evidence-torn = Une partie des captures pour { $place } n’a pas pu être lue ({ $where }) : rien ne montre si `{ $command }` a été exécuté.
audit-no-evidence-marks = `{ $command }` pour { $place } ne figure que dans des marques d’un script guidé qui ne comptent pas : rien ne montre s’il a été exécuté pour ce changement.
# $reason : l’un des messages audit-unresolved-…
audit-no-evidence-unresolved = `{ $command }` a peut-être été exécuté, mais les captures ne permettent pas de le prouver : { $reason }.
audit-no-evidence-undone = `{ $command }` sur { $host } a peut-être annulé cette étape, mais les captures ne permettent pas de le prouver : { $reason }.
audit-no-evidence-undone-order = `{ $command }` sur { $host } annule cette étape, et les captures ne permettent pas de prouver qu’elle a été exécutée ensuite.
audit-no-evidence-guess = `{ $command }` ne figure que dans { $capture }, lu comme { $format } par supposition. Cela ne prouve rien : indiquez le format de la capture.
# $where (liste) : chemins de fichiers.
audit-no-evidence-refused = Aucune capture ne montre `{ $command }` pour { $place }, et aucune ne prouve son absence : { $where } n’a pas pu être lu.
# $reason : l’un des messages audit-unresolved-… ou audit-hidden-…
audit-no-evidence-hidden = Aucune capture ne montre `{ $command }` pour { $place }, et aucune ne prouve son absence : { $reason }.
# $error (chaîne) : le message d’erreur du journal.
audit-failed = `{ $command }` a échoué : `{ $error }`
# $code (string): an exit code.
audit-failed-exit = `{ $command }` s’est terminé avec le code de sortie `{ $code }`.
audit-failed-status = `{ $command }` n’est pas allé à son terme.
audit-declined = `{ $command }` a demandé une confirmation, et la réponse a été Non : rien n’a été exécuté.
# $outcome (chaîne) : une phrase qui dit ce qui est attendu. $seen (liste) : ce qui a été affiché à la place.
audit-failed-outcome = `{ $command }` n’a pas affiché ce qui est attendu. Affichage constaté : { $seen }. Attendu : { $outcome }
audit-failed-silence = `{ $command }` ne doit rien afficher. Affichage constaté : { $seen }.
# $outcome (chaîne) : une phrase qui dit ce qui est attendu. $seen (liste) : le dernier état.
audit-not-reached = `{ $command }` n’a pas atteint l’état attendu par le plan. Dernier état vu : { $seen }. Attendu : { $outcome }
# $differences : une liste de messages audit-difference-…
audit-wrong-argument = `{ $command }` ne correspond pas au plan : { $differences }.
# $parameter (chaîne) : un paramètre tel que -Name. $expected, $value, $seen (chaînes) : des valeurs.
audit-difference-missing = `{ $parameter }` avec `{ $expected }` manque
audit-difference-added = `{ $parameter }` avec `{ $value }` a été ajouté
audit-difference-value = `{ $parameter }` vaut `{ $seen }` au lieu de `{ $expected }`
# $what (string) : un commutateur, ou une valeur sans nom.
audit-difference-only-missing = `{ $what }` manque
audit-difference-only-added = `{ $what }` a été ajouté
audit-difference-only-value = `{ $seen }` au lieu de `{ $expected }`
# Of commands that are joined by a pipe. $expected and $seen (strings) can be empty.
audit-difference-stage = dans le pipeline figure `{ $seen }` au lieu de `{ $expected }`
# $expected et $seen (chaînes) : des chemins d’un programme.
audit-wrong-path = Le programme a été lancé depuis `{ $seen }` au lieu de `{ $expected }`.
# $expected : une liste d’ordinateurs.
audit-wrong-host = `{ $command }` a été exécuté sur { $host }. Le plan indique { $expected }.
# $number (nombre) : une étape. $others : une liste de numéros d’étapes.
audit-out-of-order = `{ $command }` (étape { $number }) a été exécuté trop tôt. Les étapes suivantes doivent le précéder : { $others }.
# $others (list): the numbers of steps that had to wait for this one.
audit-out-of-order-late = `{ $command }` (étape { $number }) a été exécuté trop tard. Les étapes suivantes doivent venir après : { $others }.
# $other (chaîne) : une commande de la même étape.
audit-out-of-order-within = `{ $command }` a été exécuté avant `{ $other }`, qui doit le précéder.
audit-out-of-order-said = Selon { $by }, l’étape { $number } a été effectuée à { $time }, donc trop tôt. Les étapes suivantes doivent la précéder : { $others }.
audit-out-of-order-said-late = Selon { $by }, l’étape { $number } a été effectuée à { $time }, donc trop tard. Les étapes suivantes doivent venir après : { $others }.
# $other (chaîne) : un autre ordinateur. Des étapes effectuées sur un ordinateur après l’autre.
audit-rolling = { $host } a été commencé avant que { $other } soit terminé. Le plan les prévoit l’un après l’autre.
audit-simulated = `{ $command }` n’a été exécuté qu’avec `-WhatIf`, ce qui ne modifie rien.
audit-undone = `{ $command }` sur { $host } a annulé cette étape, et rien ne montre qu’elle a été exécutée de nouveau.
audit-undone-before = `{ $command }` sur { $host } a annulé cette étape, et l’étape { $other } a été exécutée avant qu’elle ne le soit de nouveau.
audit-undone-said = Quelqu’un déclare avoir refait ce qui annule cette étape, et rien ne montre qu’elle a été exécutée ensuite.
audit-undone-seen = `{ $command }` sur { $host } montre que l’effet de cette étape ne tient plus, et rien ne montre le contraire ensuite.
audit-unplanned-change = `{ $command }` sur { $host } modifie quelque chose et ne figure dans aucune étape du plan.
# $time, $start et $end (chaînes) : des dates et heures.
audit-outside-window = `{ $command }` a été exécuté à { $time }, hors de la fenêtre de changement, de { $start } à { $end }.
audit-outside-window-said = Selon { $by }, cette étape a été effectuée à { $time }, hors de la fenêtre de changement, de { $start } à { $end }.
audit-outcome-unseen = `{ $command }` a été exécuté, mais les captures ne contiennent pas la sortie qui montrerait son résultat. Attendu : { $outcome }
audit-outcome-unseen-silent = `{ $command }` n’a rien affiché, alors qu’il annonce sa réussite : rien ne montre s’il a fonctionné.
audit-outcome-unseen-entered = `{ $command }` a été saisi, mais les captures ne contiennent ni sa sortie ni son code de sortie : rien ne montre s’il a réussi.
# $line : une ligne d’une sortie.
audit-outcome-unseen-unexplained = `{ $command }` a été exécuté, mais rien n’explique cette ligne de sa sortie : « { $line } ». Rien ne montre s’il a réussi.
audit-outcome-unseen-hidden = `{ $command }` a été exécuté, mais ses erreurs n’ont pas été affichées et aucun code de sortie n’est visible : rien ne montre s’il a réussi.
audit-outcome-unseen-started = `{ $command }` a été lancé en arrière-plan, et rien ne montre comment il s’est terminé.
audit-outcome-unseen-one-of-several = `{ $command }` a été exécuté avec d’autres commandes, dont l’une a échoué. Rien ne montre laquelle.
audit-outcome-unseen-older = `{ $command }` a été exécuté avant que `{ $other }` ne le soit de nouveau : l’état affiché était plus ancien.
audit-outcome-unseen-begun = `{ $command }` a été lancé, et rien ne montre qu’il s’est terminé : on ne voit pas s’il a réussi.
audit-unattested = Cette étape s’effectue à la main et personne ne l’a attestée.
audit-unattested-twice = Deux attestations ne peuvent pas être exactes toutes les deux : { $by } indique { $time }, { $other } indique { $other-time }.
audit-and-skipped = { $finding } { $by } l’a ignorée : { $reason }
audit-order-unproven = Les horloges des captures ne permettent pas de prouver que l’étape { $number } a suivi ces étapes : { $others }.
# $count (nombre) : le nombre total d’exécutions.
audit-repeated =
    { $count ->
        [one] `{ $command }` a été exécuté { $count } fois.
        [many] `{ $command }` a été exécuté { $count } de fois.
       *[other] `{ $command }` a été exécuté { $count } fois.
    }

## Audit : que faire ensuite

audit-advice-missing = Effectuez l’étape à cet endroit ou remettez la capture qui la montre.
audit-advice-failed = Éliminez la cause, effectuez de nouveau l’étape et capturez-la.
audit-advice-not-reached = Vérifiez l’état jusqu’à ce qu’il soit atteint et capturez-le.
audit-advice-wrong-argument = Exécutez la commande comme prévu et annulez ce que l’autre a fait.
audit-advice-wrong-path = Lancez le programme depuis le chemin prévu : l’autre peut appartenir à un autre produit ou à une autre version.
audit-advice-wrong-host = Vérifiez ce que la commande a fait sur cet ordinateur et effectuez l’étape là où le plan l’indique.
audit-advice-out-of-order = Vérifiez si les étapes ultérieures dépendaient des précédentes ; si oui, répétez-les dans l’ordre.
audit-advice-simulated = Exécutez la commande sans `-WhatIf`.
audit-advice-undone = Exécutez de nouveau l’étape, puis ce qui en dépend, et capturez les deux.
audit-advice-unplanned-change = Demandez une explication à son auteur. Annulez la modification ou approuvez-la par une dérogation dans le fichier du changement.
audit-advice-outside-window = Faites-le approuver par le responsable du changement ou corrigez la fenêtre dans le fichier du changement.
audit-advice-no-evidence = Remettez une capture qui couvre cet emplacement et cette période.
audit-advice-outcome-unseen = Affichez de nouveau l’état et capturez la sortie, ou remettez la capture qui la contient.
audit-advice-unattested = Faites attester l’étape par la personne qui l’a effectuée, dans le fichier du changement : étape, nom et heure.
audit-advice-order-unproven = Remettez des captures avec une heure par commande, ou indiquez une tolérance plus faible si les horloges étaient synchronisées.
audit-advice-repeated = Rien, sauf si la commande ne doit pas être exécutée deux fois.

## Audit : pourquoi quelque chose ne peut pas être établi ; suit toujours un deux-points
## $text (chaîne) : ce qui figure dans le journal.

audit-unresolved-variable = la valeur de `{ $text }` ne figure pas dans les captures
audit-unresolved-expression = seule une exécution dirait ce que vaut `{ $text }`
audit-unresolved-parameter = plusieurs paramètres commencent par `{ $text }`
audit-unresolved-folder = le dossier de départ de `{ $text }` n’est pas connu
audit-unresolved-short-name = `{ $text }` est un nom court qui peut en désigner plusieurs
audit-unresolved-syntax = `{ $text }` ne peut pas être lu comme une commande
audit-unresolved-version = `{ $text }` est lu autrement par une autre version du shell
audit-unresolved-branch = son exécution dépend de `{ $text }`
audit-unresolved-script = le texte de `{ $text }` n’a pas été capturé
audit-unresolved-binding = la commande a peut-être refusé `{ $text }`
audit-unresolved-computer = les captures ne disent pas quel ordinateur est `{ $text }`
audit-unresolved-imported = il s’agit de la commande de cet ordinateur, ou d’une commande importée de `{ $text }`
audit-unresolved-format = rien n’indique qu’il s’agit du format { $text }
# $text (chaîne) : une commande, telle que saisie.
audit-hidden-launcher = ce que `{ $text }` a exécuté ne figure pas dans les captures
audit-hidden-name = rien n’indique ce que fait `{ $text }`

## Audit : lacunes dans les preuves

audit-gap-no-end = La session s’interrompt : sa fin n’a pas été capturée.
# $first et $last (chaînes) : des numéros d’enregistrements. $count (nombre) : combien manquent.
audit-gap-records =
    { $count ->
        [one] L’enregistrement { $first } manque.
        [many] Les enregistrements { $first } à { $last } manquent ({ $count }).
       *[other] Les enregistrements { $first } à { $last } manquent ({ $count }).
    }
# $text (chaîne) : l’identifiant d’un bloc de script.
audit-gap-script-block = Des parties du bloc de script `{ $text }` manquent.
# $bytes (nombre) : la longueur de la ligne.
audit-gap-long-line =
    { $bytes ->
        [one] Une ligne de { $bytes } octet dépasse la longueur lue.
        [many] Une ligne de { $bytes } d’octets dépasse la longueur lue.
       *[other] Une ligne de { $bytes } octets dépasse la longueur lue.
    }
# $text (chaîne) : ce qui n’a pas pu être lu.
audit-gap-unreadable = Des octets n’ont pas pu être lus : { $text }
# $start et $end (chaînes) : des dates et heures.
audit-gap-quiet = Cette capture ne contient rien de { $start } à { $end }.
# $time (chaîne) : une date et heure.
audit-gap-cleared = Le journal a été effacé le { $time } : ce qu’il contenait auparavant est perdu.
audit-gap-nothing = Rien n’a été compris dans cette capture : elle ne montre ni ce qui a été fait, ni ce qui ne l’a pas été.
audit-gap-guess = Cette capture a été lue comme { $format } par supposition : elle ne prouve rien. Indiquez son format : `{ $format }=FILE`, ou `captures:` dans le fichier du changement.
audit-gap-refused = { $file } n’a pas été lu et ne compte pas : { $reason }.
audit-gap-uncovered = Aucune capture ne provient de { $host }.
audit-gap-marks-definition = Ces marques d’un script guidé ne comptent pas : il a été produit à partir d’un autre texte de la définition (révision { $revision }, SHA-256 { $sha256 }).
audit-gap-marks-variant = Ces marques d’un script guidé ne comptent pas : il a été produit pour la variante { $variant }.
audit-gap-marks-change = Ces marques d’un script guidé ne comptent pas : il a été produit pour le changement { $change }.
audit-gap-marks-no-change = Ce script guidé n’a été produit pour aucun changement. Ce qu’il a exécuté compte ; ce qui y a été attesté ne l’a pas été pour ce changement.
audit-gap-marks-beheaded = Ces marques d’un script guidé ne comptent pas : la marque par laquelle sa session a commencé n’est pas dans la capture.
# In the place of a computer’s name: the step can be carried out on any computer.
audit-anywhere = l’ordinateur de l’opérateur
audit-unknown-host = un ordinateur non nommé

## Audit : hypothèses

# $seconds (nombre) : l’écart possible entre les horloges.
audit-assume-skew =
    { $seconds ->
        [one] Les horloges de deux ordinateurs diffèrent d’au plus { $seconds } seconde.
        [many] Les horloges de deux ordinateurs diffèrent d’au plus { $seconds } de secondes.
       *[other] Les horloges de deux ordinateurs diffèrent d’au plus { $seconds } secondes.
    }
audit-assume-timezone = Les heures sans décalage sont des heures locales de { $timezone }.
audit-assume-one-zone = Les heures sans décalage sont toutes du même fuseau, que le changement n’indique pas.
audit-assume-unknown-zone = Les heures sans décalage peuvent être de n’importe quel fuseau, car le changement n’en indique pas. Elles ne prouvent aucun ordre par rapport aux heures UTC.
# $capture (string): a file.
audit-assume-unnamed = { $capture } ne nomme aucun ordinateur. Lorsqu’une étape peut être effectuée sur l’un de plusieurs ordinateurs, ses commandes sont attribuées à l’un d’eux.
audit-assume-said-host = { $capture } provient de { $host }, d’après la personne qui l’a fournie ; le fichier ne le dit pas.
audit-assume-no-window = Le changement n’a pas de fenêtre : aucune heure n’est donc hors fenêtre.
audit-assume-search-limit = Les captures se prêtent à tant d’explications que la recherche de la meilleure a été interrompue. Il peut en exister une meilleure.
audit-assume-answer = { $by } a répondu à « { $question } » autrement que le fichier du changement. C’est celui-ci qui compte : { $answer }.
audit-assume-no-answer = « { $question } » a reçu à la fois un oui et un non. La question compte comme restée sans réponse.

## Audit : qui atteste, qui accorde une dérogation

# $by (chaîne) : une personne. $time (chaîne) : quand.
audit-attested-by = Attesté par { $by }, { $time }.
audit-attested-by-undated = Attesté par { $by }.
audit-skipped-by = Ignoré par { $by } : { $reason }
# $question (chaîne) : une question entière avec son point d’interrogation. $answer (chaîne) : doc-answer-yes ou doc-answer-no.
audit-answered-in-change = Réponse dans le changement : « { $question } » – { $answer }.
audit-answered-by-mark = Réponse donnée dans le script guidé : « { $question } » – { $answer }.
# $by (chaîne) : une personne. $reason (chaîne) : pourquoi. $until (chaîne) : un jour.
audit-waived-by = Dérogation accordée par { $by } jusqu’au { $until } : { $reason }
audit-accepted-by = Accepté par { $by } jusqu’au { $until } : { $reason }

## Audit : certitude d’un constat

# $cost (nombre) : la différence de poids.
audit-margin-by = La meilleure autre explication des captures pèserait { $cost } de plus.
audit-margin-tie = Une autre explication est tout aussi bonne.

## Audit : listes, nombres et autres

audit-list-two = { $first } et { $second }
audit-list-next = { $list }, { $next }
audit-list-last = { $list } et { $last }
# $count (nombre) : combien ne sont pas énumérés.
audit-list-more =
    { $count ->
        [one] { $list } et { $count } autre
        [many] { $list } et { $count } d’autres
       *[other] { $list } et { $count } autres
    }
# Des libellés côte à côte, par exemple « 2 écarts, 1 remarque ».
audit-parts-next = { $list }, { $next }
audit-number = { $count }
audit-bytes =
    { $count ->
        [one] { $count } octet
        [many] { $count } d’octets
       *[other] { $count } octets
    }
audit-seconds =
    { $count ->
        [one] { $count } seconde
        [many] { $count } de secondes
       *[other] { $count } secondes
    }
# Sous un tableau qui ne montre que les premières lignes.
audit-others-not-shown =
    { $count ->
        [one] { $count } autre se trouve dans la forme JSON de ce rapport.
        [many] { $count } d’autres se trouvent dans la forme JSON de ce rapport.
       *[other] { $count } autres se trouvent dans la forme JSON de ce rapport.
    }
audit-others-not-listed =
    { $count ->
        [one] { $count } autre a été comptée sans être listée.
        [many] { $count } d’autres ont été comptées sans être listées.
       *[other] { $count } autres ont été comptées sans être listées.
    }
audit-times = × { $count }
# Décrit un dessin. $hosts (nombre) : le nombre d’ordinateurs. $start et $end (chaînes) : des dates et heures.
audit-timeline-describes =
    { $hosts ->
        [one] Commandes sur { $hosts } ordinateur entre { $start } et { $end }.
        [many] Commandes sur { $hosts } d’ordinateurs entre { $start } et { $end }.
       *[other] Commandes sur { $hosts } ordinateurs entre { $start } et { $end }.
    }
audit-timeline-zone = Heures de { $timezone }.
audit-timeline-as-captured = Heures telles que capturées.

## Audit : totaux de contrôle

audit-total-bytes = Octets lus
audit-total-records = Lignes ou enregistrements lus
audit-total-entries = Entrées : lignes saisies, blocs de script, processus
audit-total-commands = Commandes contenues
audit-total-matched = rattachées à une étape
audit-total-again = commande d’une étape exécutée à nouveau, ou l’une de plusieurs consultations
audit-total-shown = même action, visible dans une deuxième capture
audit-total-harmless = hors étapes, sans effet
audit-total-allowed = hors étapes, mais autorisées par la procédure
audit-total-scripted = hors étapes, exécutées par le script d’un module
audit-total-outside = hors étapes, et hors de la fenêtre de changement
audit-total-changing = hors étapes, et modifiant quelque chose
audit-total-unknown = hors étapes, effet inconnu
