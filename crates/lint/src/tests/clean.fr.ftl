# La paire sans faute.

-product = Skype Entreprise Server
    .gender = masculine
-ui-edit-properties = Modifier les propriétés
-ui-resiliency = Résilience

title = Déploiement de pools couplés pour la récupération d’urgence
edit-properties = Cliquez avec le bouton droit sur le pool, puis cliquez sur **{ -ui-edit-properties }**.
    .title = Modification des paramètres
    .result = La boîte de dialogue **{ -ui-resiliency }** s’ouvre.
run-bootstrapper = Exécutez `Bootstrapper.exe -Verbose` sur { $host } :
start-service = Démarrez le service avec `Start-CsWindowsService -Name LYNCBACKUP`.
status = Exécutez `Get-CsBackupServiceStatus -PoolFqdn { $pool }` jusqu’à ce que l’état soit stable.
remaining = { $count ->
    [one] Vous pouvez ignorer la dernière étape.
    [many] Vous pouvez ignorer les { $count } dernières étapes.
   *[other] Vous pouvez ignorer les { $count } dernières étapes.
}
wait = { $minutes ->
    [0] N’attendez pas.
    [one] Attendez { $minutes } minute au plus.
    [many] Attendez { $minutes } de minutes au plus.
   *[other] Attendez { $minutes } minutes au plus.
}
folder = { $variant ->
    [lync-2013] Le dossier est `C:\Lync`.
   *[sfb-2019] Le dossier est `C:\Skype`.
}
see-also = Tout est prêt ? Voir [la présentation](https://learn.microsoft.com/fr-fr/overview) de { -product }.
note = **Remarque :** l’option n’agit *jamais* seule ; demandez d’abord à { $host } !
greeting = Bienvenue dans { -product }, « { $user } ». Voir { title }.
