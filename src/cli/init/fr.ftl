# Les textes de restart-service en français.

product =
    { $variant ->
        [openrc] Linux avec OpenRC
       *[systemd] Linux avec systemd
    }
title = Redémarrer un service sous { product }
summary = Cette procédure redémarre `{ $service }` sur chaque hôte. Les messages du service se trouvent dans `{ $logs }`.
procedure = Redémarrer le service

announce = Si des utilisateurs sont connectés, prévenez-les que le service sera indisponible un instant.
    .title = Prévenir les utilisateurs

restart = Redémarrez le service.
    .title = Redémarrer le service

check = Vérifiez que le service fonctionne de nouveau.
    .title = Vérifier le service
    .running = La commande indique que le service est actif. Si ce n’est pas le cas, lisez les messages avant de continuer.

question-users_are_connected = Des utilisateurs sont-ils connectés au service ?
