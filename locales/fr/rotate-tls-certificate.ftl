### Un nouveau certificat pour un parc d’hôtes nginx, un hôte à la fois.
### Noms des logiciels et des systèmes : nginx.glossary.ftl.
### Les valeurs sont entre accents graves : sinon, <domain> serait lu comme du HTML.

## Noms

# Le système d’exploitation des hôtes.
product =
    { $variant ->
        [debian] { -debian }
       *[rhel] { -red-hat-enterprise-linux }
    }

## En-tête

title = Remplacer le certificat TLS de { -nginx } sur { product }
summary =
    Cette procédure remplace le certificat et la clé privée de `{ $domain }` sur chaque hôte { -nginx }, un hôte à la fois.

    Utilisez un poste de travail Linux où se trouvent la nouvelle chaîne de certificats et la nouvelle clé privée. Sur chaque hôte, il vous faut un accès SSH et un compte autorisé à utiliser `sudo` sans mot de passe. Si une vérification échoue, arrêtez-vous et trouvez la cause avant de continuer.
procedure = Remplacer le certificat

## Étapes : vérifier les fichiers sur le poste de travail

check-certificate = Sur le poste de travail, vérifiez le nouveau certificat dans `{ $certificate }`. Il doit être valable pour `{ $domain }` et expirer à la date prévue.
    .title = Vérifier le nouveau certificat

check-key = Sur le poste de travail, vérifiez que la clé privée dans `{ $key }` correspond au nouveau certificat. La commande compare la clé publique du certificat à celle de la clé privée.
    .title = Vérifier la nouvelle clé privée
    .keys-match = Si rien ne s’affiche, les clés publiques sont identiques. Si la commande affiche quoi que ce soit, arrêtez-vous : la clé privée ne correspond pas au certificat, ou un fichier ne peut pas être lu.

## Étapes : un hôte après l’autre

drain-host =
    { $answer-behind_load_balancer ->
        [yes] Retirez l’hôte du répartiteur de charge et attendez la fin des connexions ouvertes.
       *[open] Si l’hôte se trouve derrière un répartiteur de charge, retirez-le du répartiteur et attendez la fin des connexions ouvertes.
    }
    .title = Retirer l’hôte du répartiteur de charge

keep-previous = Conservez la chaîne de certificats et la clé privée installées sous forme de copies portant le suffixe `.previous`, dans les mêmes répertoires.
    .title = Conserver les fichiers précédents

copy-files = Copiez la nouvelle chaîne de certificats et la nouvelle clé privée dans votre répertoire personnel sur l’hôte.
    .title = Copier les nouveaux fichiers sur l’hôte

install-files = Installez les nouveaux fichiers. Seul `root` doit pouvoir lire la clé privée.
    .title = Installer les nouveaux fichiers
    .remove-copies = Supprimez les copies de votre répertoire personnel sur l’hôte.

restore-labels = Restaurez les étiquettes { -selinux } des fichiers installés. Si l’étiquette d’un fichier est incorrecte, { -selinux } empêche { -nginx } de le lire.
    .title = Restaurer les étiquettes { -selinux }

# $step-verify-served (nombre) : l’étape qui explique le retour en arrière.
test-configuration = Testez la configuration de { -nginx } avec les nouveaux fichiers.
    .title = Tester la configuration
    .stop-on-error = Si le test échoue, arrêtez-vous et ne rechargez pas { -nginx }. Revenez aux fichiers précédents comme indiqué à l’étape { $step-verify-served }.

reload-service = Rechargez { -nginx }. Les connexions ouvertes ne sont pas interrompues.
    .title = Recharger { -nginx }

# $step-test-configuration et $step-reload-service (nombres) : des étapes à effectuer de nouveau.
verify-served = Depuis le poste de travail, vérifiez quel certificat l’hôte présente.
    .title = Vérifier le certificat présenté
    .roll-back = Si l’hôte ne présente pas le nouveau certificat après plusieurs tentatives, revenez aux fichiers précédents : sur l’hôte, copiez les fichiers `.previous` sur les fichiers installés, puis répétez les étapes { $step-test-configuration } et { $step-reload-service }. Ne passez pas à un autre hôte avant d’avoir trouvé la cause.

return-host =
    { $answer-behind_load_balancer ->
        [yes] Réintégrez l’hôte dans le répartiteur de charge.
       *[open] Si l’hôte se trouve derrière un répartiteur de charge, réintégrez-le dans le répartiteur.
    }
    .title = Ajouter de nouveau l’hôte au répartiteur de charge

## Étapes : terminer

remove-previous = Quand chaque hôte présente le nouveau certificat, supprimez les fichiers `.previous` des hôtes. Après cette étape, vous ne pouvez plus revenir aux fichiers précédents.
    .title = Supprimer les fichiers précédents

delete-local-key = Supprimez la clé privée du poste de travail. Désormais, seuls les hôtes la détiennent.
    .title = Supprimer la clé privée locale

update-inventory = Consignez le numéro de série `{ $serial }` et la date d’expiration du nouveau certificat dans votre inventaire des certificats.
    .title = Mettre à jour l’inventaire

## Groupes d’étapes répétées pour chaque hôte

# $first et $last (nombres) : la première et la dernière étape du groupe.
one-host-at-a-time = Effectuez les étapes { $first } à { $last } sur un hôte. Passez à l’hôte suivant uniquement quand l’étape { $last } est terminée sur l’hôte en cours.

## Résultats

# Affiché après une seule vérification, ou après « Répétez la commande jusqu’à ce que l’état suivant soit atteint. »
outcome-serial-expected = La sortie doit afficher `serial={ $serial }`.
outcome-nothing-printed = La commande ne doit rien afficher, pas même un message d’erreur.

## Questions auxquelles un changement répond par oui ou par non

question-behind_load_balancer = Les hôtes se trouvent-ils derrière un répartiteur de charge ?

## Remarques

key-is-secret = Toute personne qui possède la clé privée peut se faire passer pour `{ $domain }`. Avant de commencer, attribuez le mode `0600` à `{ $key }`, et n’envoyez jamais ce fichier par courriel ni par messagerie instantanée.
