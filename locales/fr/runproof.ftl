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
doc-signature = Signature

## Documents : titres des encadrés

doc-note = Remarque
doc-tip = Conseil
doc-important = Important
doc-warning = Avertissement
doc-caution = Attention

## Documents : décisions, lieux et répétitions

# Devant ce qu’il faut faire selon la réponse à la question d’une décision.
doc-if-yes = Si oui
doc-if-no = Si non
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
doc-generated = Généré par runproof à partir de { $runbook }, révision { $revision }.

## Documents : commandes de la page web

doc-copy = Copier
# Remplace doc-copy un instant après un clic.
doc-copied = Copié
# Un lien pour les personnes qui utilisent un lecteur d’écran ou le clavier.
doc-skip-to-steps = Aller aux étapes

## Scripts : texte brut pour une console
## Les touches entre crochets sont les mêmes dans toutes les langues. Traduisez le mot qui les suit.

# $title (chaîne) : le titre du document. $steps (nombre) : son nombre d’étapes.
script-intro =
    { $steps ->
        [one] { $title } : { $steps } étape
        [many] { $title } : { $steps } d’étapes
       *[other] { $title } : { $steps } étapes
    }
# $path (chaîne) : un fichier.
script-transcript = La transcription est enregistrée dans { $path }.
script-operator = Qui effectue cette procédure ?
# $number et $total (nombres) : des étapes. $title (chaîne) : le titre de l’étape.
script-step = Étape { $number } sur { $total } : { $title }
# Demandé après une étape effectuée à la main.
script-by-hand-prompt = Étape effectuée ? [y] oui, [s] ignorer, [q] quitter
# Demandé sous une commande que le script va exécuter.
script-run-prompt = Exécuter cette commande ? [y] oui, [s] ignorer, [q] quitter
# Placé après une question de la procédure.
script-question-prompt = [y] oui, [n] non
# Demandé après la sortie d’une commande répétée jusqu’à un certain état.
script-repeat-prompt = État atteint ? [y] oui, [r] vérifier de nouveau, [q] quitter
# $host (chaîne) : l’ordinateur prévu pour la commande. $here (chaîne) : cet ordinateur.
script-host-prompt = Cette partie est prévue pour { $host }, mais cet ordinateur est { $here }. L’effectuer ici ? [y] oui, [s] ignorer, [q] quitter
script-elsewhere = Cette partie s’effectue sur un autre ordinateur. Exécutez-y ce script.
# $placeholder (chaîne) : un espace réservé avec ses chevrons, par exemple <domain>.
script-value-prompt = Valeur de { $placeholder } :
script-value-invalid = Cette valeur n’est pas valide pour { $placeholder }.
script-skipped = Étape ignorée.
script-skip-reason = Motif :
# $error (chaîne) : le message de la commande, sur une ligne.
script-failed = La commande a signalé une erreur ({ $error }). [r] réessayer, [s] ignorer, [q] quitter
script-not-applicable = { doc-not-applicable }
# $number (nombre) : l’étape qui n’a pas été terminée.
script-quit = Arrêt à l’étape { $number }. La transcription est conservée.
script-finished = La procédure est terminée.
