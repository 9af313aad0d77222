### Des pools frontaux qui se remplacent mutuellement.
### Noms des produits et libellés de l’interface : microsoft-uc.glossary.ftl.
### Le gras est réservé aux libellés de l’interface. Les commandes viennent de la définition.

## Noms

# Le produit de la variante, avec sa version.
product =
    { $variant ->
        [lync-2013] { -lync-server } 2013
        [sfb-2015] { -skype-server } 2015
       *[sfb-2019] { -skype-server } 2019
    }
# La console du produit de la variante. S’emploie sans article dans les phrases ci-dessous.
shell =
    { $variant ->
        [lync-2013] { -management-shell(product: "lync") }
        [sfb-2015] { -management-shell(product: "skype") }
       *[sfb-2019] { -management-shell(product: "skype") }
    }

## En-tête

title = Coupler des { -front-end-pool(number: "plural") } pour la récupération d’urgence dans { product }
summary =
    Des { -front-end-pool(number: "plural") } couplés se remplacent mutuellement : chaque pool conserve une sauvegarde des données de l’autre. Si un pool tombe en panne, un administrateur peut confier ses utilisateurs à l’autre pool.

    Le couplage est facultatif. Définissez-le dans le **{ -ui-tool }**, puis préparez les serveurs et synchronisez les pools.
procedure = Coupler les pools

## Étapes

create-pools =
    { $answer-pools_exist ->
        [no] Créez les pools dans le **{ -ui-tool }**.
       *[open] Si la topologie ne contient pas encore les pools, créez-les dans le **{ -ui-tool }**.
    }
    .title = Créer les pools

edit-properties = Dans le **{ -ui-tool }**, cliquez avec le bouton droit sur l’un des pools et sélectionnez **{ -ui-edit-properties }**.
    .title = Ouvrir les propriétés d’un pool

choose-resiliency = Dans le volet gauche, cliquez sur **{ -ui-resiliency }**. Dans le volet droit, cochez la case **{ -ui-associated-backup-pool }**.
    .title = Activer le pool associé

select-backup-pool = Dans la liste sous **{ -ui-associated-backup-pool }**, sélectionnez l’autre pool. La liste propose uniquement les pools existants qui ne sont pas encore couplés.
    .title = Sélectionner le pool associé

enable-voice-failover = Cochez la case **{ -ui-voice-failover }** et cliquez sur **{ -ui-ok }**.
    .title = Activer le basculement et la restauration pour la voix
    .pool-shown = Les détails du pool affichent désormais l’autre pool dans le volet droit, sous **{ -ui-resiliency }**.

publish-topology = Publiez la topologie dans le **{ -ui-tool }**.
    .title = Publier la topologie

# La valeur pose la question. if-yes et if-no s’affichent ensemble tant qu’elle est sans réponse ;
# yes ou no s’affiche seul quand le changement y a répondu.
# $remaining (nombre) : le nombre d’étapes qui s’appliquent encore après celle-ci.
deploy-or-continue = Déterminez si les pools étaient déjà déployés avant d’être couplés.
    .title = Déployer les pools ou continuer
    .if-yes =
        { $remaining ->
            [0] Aucune autre étape n’est nécessaire.
            [one] Effectuez l’étape qui suit.
            [2] Effectuez les deux étapes qui suivent.
            [3] Effectuez les trois étapes qui suivent.
            [4] Effectuez les quatre étapes qui suivent.
            [many] Effectuez les { $remaining } d’étapes qui suivent.
           *[other] Effectuez les { $remaining } étapes qui suivent.
        }
    .if-no = Déployez les pools maintenant. Leur déploiement achève la configuration : la procédure se termine ici.
    .yes = Les pools étaient déployés avant d’être couplés. { deploy-or-continue.if-yes }
    .no = Les pools n’étaient pas déployés avant d’être couplés. { deploy-or-continue.if-no }

run-bootstrapper = Sur chaque { -front-end-server } de la paire de pools, exécutez { -bootstrapper } dans PowerShell.
    .title = Exécuter { -bootstrapper } sur chaque { -front-end-server }
    .services-configured = { -bootstrapper } configure les autres services dont les pools couplés ont besoin. Attendez qu’il ait terminé sur chaque { -front-end-server } de la paire de pools avant de continuer.

reapply-cumulative-update =
    { $answer-cumulative_update_applied ->
        [yes] Sur chaque { -front-end-server } de la paire de pools, appliquez de nouveau la mise à jour cumulative qui avait été appliquée avant cette procédure. Les composants que { -bootstrapper } installe ne la contiennent pas.
       *[open] Si une mise à jour cumulative avait été appliquée aux { -front-end-server(number: "plural") } avant cette procédure, appliquez de nouveau la même mise à jour sur chaque { -front-end-server } de la paire de pools. Les composants que { -bootstrapper } installe ne la contiennent pas.
    }

    Commencez seulement quand { -bootstrapper } a terminé sur chaque { -front-end-server } de la paire de pools.
    .title = Réappliquer la mise à jour cumulative

start-backup-service = Dans { shell }, sur l’un des { -front-end-server(number: "plural") } de la paire de pools, démarrez le service de sauvegarde.
    .title = Démarrer le service de sauvegarde

synchronize-pools = Dans { shell }, sur l’un des { -front-end-server(number: "plural") } de la paire de pools, synchronisez les données utilisateur et les données de conférence d’un pool à l’autre.
    .title = Synchroniser les pools
    .check-status = La synchronisation prend un certain temps. Vérifiez l’état de chaque pool.

## Résultats

# Suit la phrase « Répétez les commandes jusqu’à ce que l’état suivant soit atteint. »
# Les valeurs entre accents graves sont affichées par la commande, identiques dans toutes les langues.
outcome-steady = L’état est stable dans un sens comme dans l’autre : pour chaque pool, chaque module affiche l’état d’exportation `SteadyState` ou `FinalState` et l’état d’importation `NormalState`. Seule exception : dans le pool qui n’héberge pas le serveur de gestion centralisée, le module `CentralMgmt.CMSMaster` peut afficher l’état d’exportation `NotInitialized`.

## Questions auxquelles un changement répond par oui ou par non

question-pools_exist = La topologie contient-elle déjà les pools ?
question-pools_deployed_before_pairing = Les pools étaient-ils déjà déployés avant d’être couplés ?
question-cumulative_update_applied = Une mise à jour cumulative avait-elle été appliquée aux { -front-end-server(number: "plural") } avant cette procédure ?

## Remarques

not-automatic = L’option **{ -ui-voice-failover }** ne rend pas automatique le basculement d’un pool. Cette option et ses intervalles de temps dans le **{ -ui-tool }** concernent uniquement les fonctionnalités de résilience vocale introduites dans { -lync-server } 2010. Le basculement et la restauration d’un pool exigent toujours qu’un administrateur exécute les applets de commande correspondantes.
