### Lync Server et Skype Entreprise Server : noms et libellés communs à toutes les procédures.
### Un glossaire ne contient que des termes. Les messages y renvoient et ne les répètent jamais.

## Produits

-lync-server = Lync Server
-skype-server = Skype Entreprise Server

# $product (chaîne) : « lync » ou « skype ».
-management-shell =
    { $product ->
        [lync] { -lync-server } Management Shell
       *[skype] { -skype-server } Management Shell
    }

# Programme auxiliaire de l’installation : un nom propre, sans article.
-bootstrapper = Bootstrapper

## Rôles

# $number (chaîne) : « singular » (par défaut) ou « plural ».
-front-end-pool =
    { $number ->
       *[singular] pool frontal
        [plural] pools frontaux
    }

# $number (chaîne) : « singular » (par défaut) ou « plural ».
-front-end-server =
    { $number ->
       *[singular] serveur frontal
        [plural] serveurs frontaux
    }

## Libellés de l’interface, exactement comme le produit les affiche

-ui-tool = Générateur de topologies
-ui-edit-properties = Modifier les propriétés
-ui-resiliency = Résilience
# Le produit dit bien « stockage », et non « sauvegarde ».
-ui-associated-backup-pool = Pool de stockage associé
# Le produit dit bien « automatique », au singulier.
-ui-voice-failover = Basculement et restauration automatique pour Voice
-ui-ok = OK
