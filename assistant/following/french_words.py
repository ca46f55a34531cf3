"""French verbs and nouns that matter to what a question is about."""

from __future__ import annotations

import re

from assistant.following.grammar import words

VERBS = words(
    "aide aident appelle appellent applique appliquent arrive arrivent assure assurent attend "
    "commence commencent compte comptent concerne concernent conseille contient coute coutent "
    "couvre couvrent cree date demande demandent depend dependent deplore devient dirige dirigent "
    "dit disent doivent donne donnent dure durent entend estime estiment examine exige existe "
    "existent explique expliquent finance financent fonctionne fonctionnent forme gere gerent "
    "indique indiquent juge mene menent note observe offre offrent organise organisent paie paient "
    "paye payent participe participent pense pensent permet permettent porte portent prend "
    "prennent preside president prevoit prevoient produit propose proposent publie recoit "
    "recoivent recommande recommandent represente reproche sert servent siege siegent signifie "
    "soutient soutiennent touche touchent traite traitent travaille travaillent trouve trouvent "
    "utilise vaut veut veulent vient viennent vise visent vit vivent voit passe passent reste "
    "restent tient tiennent pese pesent"
)
ADJECTIVE = re.compile(
    r"(?:al|ale|ales|aux|iques?|els?|elles?|ifs?|ives?|aires?|eux|euses?|antes?|ants?|ées?|és?|"
    r"ais|aises?|iens?|iennes?|ains?|aines?|ibles?|ables?|eurs?|eures?|ois|oises?|iers?|ières?|"
    r"ieres?|manente?s?|cente?s?|rente?s?|dentes?|sentes?|us?|ues?)$"
    r"|^(?:grande?s?|petite?s?|jeunes?|pauvres?|libres?|mixtes?|mondiaux|hautes?|publics?|"
    r"publiques?|humains?|humaines?|unies?|nations)$"
)
RELATIONAL = words(
    "acteur action age aim aspect autorite avantage avis base benefice besoin bilan budget but "
    "capacite cas cause chef conclusion condition consequence contenu contribution cout creation "
    "critere date debut defi delai delegation difference difficulte directeur disposition duree "
    "echeance effet element enjeu exemple facteur faiblesse financement fin fonction fondateur "
    "fondement force forme gouvernance impact importance inconvenient indicateur initiative lacune "
    "lieu limite mandat manque membre mesure methode mission montant motif moyen nature niveau nom "
    "nombre objectif objet obstacle opinion origine part participant participation partenaire "
    "partie point population position pourcentage president principe priorite prix probleme "
    "processus produit proportion propriete raison ratification recommandation regle relation "
    "responsabilite resultat risque role secretaire secretariat section siege sens signification "
    "solution source stade statut structure suite superficie symptome tache taille taux theme "
    "titre total traitement type usage valeur version vision"
)
