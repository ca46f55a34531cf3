"""French, as the rules for follow-up questions know it; accents may be missing."""

from __future__ import annotations

import re

from assistant.following.french_words import ADJECTIVE, RELATIONAL, VERBS
from assistant.following.grammar import (
    ANNOUNCED,
    Grammar,
    Kind,
    Nouns,
    Openings,
    Pronoun,
    SmallWords,
    counted,
    filler,
    words,
)
from assistant.following.romance import VerbWords, verb_rule

_ARTICLES = words("le la les l un une")
_POSSESSIVES = words("mon ma mes notre nos votre vos son sa ses leur leurs")
_CLITICS = words("le la les l")
_AUXILIARIES = words(
    "est sont etait etaient ont avait avaient sera seront serait seraient aura auront aurait fut "
    "furent soit soient a ete etre avoir eu va vont doit doivent devrait devraient peut peuvent "
    "pourrait pourraient faut fait font"
)
_PREPOSITIONS = words(
    "de du des d a au aux en dans par pour avec sans sur sous entre chez vers selon depuis pendant "
    "durant lors avant apres contre malgre hors parmi concernant quant contrairement"
)
_ASKING = words(
    "qui que qu quoi ou quand comment pourquoi combien quel quelle quels quelles lequel laquelle "
    "lesquels lesquelles"
)
_UNCHANGED = words(
    "pays mois fois temps avis cas cours processus proces refus repas bras corps sens acces succes "
    "progres nations unies abus choix prix voix taux"
)


def _singular(word: str) -> str:
    if word in _UNCHANGED or len(word) <= 3:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    return word[:-1] if word.endswith(("s", "x")) and not word.endswith("ss") else word


FRENCH = Grammar(
    language="fr",
    # "a-t-il", "sont-elles" and "l'a" are several words.
    token=re.compile(
        r"[^\W_]+(?:[-.&/](?!(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous|moi|les?|la|lui|leur|y|"
        r"en|ci|là)\b)[^\W_]+)*",
        re.IGNORECASE,
    ),
    small=SmallWords(
        articles=_ARTICLES,
        definite=words("le la les l"),
        known=words("ce cet cette ces"),
        determiners=_ARTICLES
        | _POSSESSIVES
        | words(
            "ce cet cette ces quel quelle quels quelles tout tous toute toutes chaque plusieurs "
            "quelques certains certaines aucun aucune tel telle tels telles"
        ),
        prepositions=_PREPOSITIONS,
        of=words("de du des d"),
        about=words("de du des d sur concernant entre"),
        places=words("en dans a au depuis pendant lors avant apres vers chez"),
        tails=words("sur contre entre pour"),
        auxiliaries=_AUXILIARIES,
        asking=_ASKING,
        bodies=frozenset(),
        which=words("quel quelle quels quelles combien"),
        joints=words("et ou"),
        clauses=words("et mais si quand parce puisque tandis comme"),
        relatives=words("qui que dont qu ou"),
        others=words(
            "je tu on nous vous j y et ou mais donc or ni car si ne n pas plus moins tres aussi "
            "alors ainsi puis ensuite encore deja toujours jamais ici se s me m te t c qu parce "
            "puisque comme dont bien oui non ok merci cela ca ceci lui-meme elle-meme eux-memes "
            "ensemble environ surtout seulement meme memes autre autres tout peu beaucoup trop "
            "il-y-a voici voila exactement vraiment ailleurs aujourd hui actuellement entre-temps"
        ),
        pronouns={
            "il": Pronoun(plural=False, resumes=True),
            "elle": Pronoun(plural=False, resumes=True),
            "ils": Pronoun(plural=True, resumes=True),
            "elles": Pronoun(plural=True, resumes=True),
            "lui": Pronoun(plural=False),
            "eux": Pronoun(plural=True),
            "son": Pronoun(plural=False, possessive=True),
            "sa": Pronoun(plural=False, possessive=True),
            "ses": Pronoun(plural=False, possessive=True),
            "leur": Pronoun(plural=True, possessive=True),
            "leurs": Pronoun(plural=True, possessive=True),
            "celui": Pronoun(Kind.NOUN),
            "celle": Pronoun(Kind.NOUN),
            "ceux": Pronoun(Kind.NOUN),
            "celles": Pronoun(Kind.NOUN),
            "cela": Pronoun(Kind.THING),
            "ca": Pronoun(Kind.THING),
        },
        demonstratives=words("ce cet cette ces"),
        clitics=_CLITICS,
        hidden={"du": "le", "des": "les", "au": "le", "aux": "les"},
    ),
    nouns=Nouns(
        relational=RELATIONAL,
        sided=words("role importance impact contribution relation position"),
        light=words(
            "principal principale principaux principales majeur majeure majeurs majeures commun "
            "commune communs communes important importante importants importantes bon bonne bons "
            "bonnes mauvais nouveau nouvelle nouveaux nouvelles recent recente recents recentes "
            "dernier derniere derniers dernieres premier premiere premiers premieres deuxieme "
            "second seconde grand grande grands grandes petit petite petits petites total totale "
            "actuel actuelle actuels actuelles moyen moyenne exact exacte precis precise haut "
            "haute"
        ),
        dull=words(
            "chose gens personne facon maniere fois temps jour annee an mois moitie semestre "
            "trimestre monde janvier fevrier mars avril mai juin juillet aout septembre octobre "
            "novembre decembre"
        ),
        unique=words(
            "monde gouvernement economie environnement avenir droit loi police presse climat"
        ),
        contrast=words("autre autres meme memes similaire similaires"),
        comparing=words(
            "comparer compare comparent comparaison difference differences differe different"
        ),
        choosing=words("lequel laquelle lesquels lesquelles"),
        offices=words(
            "secretaire directeur directrice president presidente ministre rapporteur pape"
        ),
        groups=words("gens ces"),
    ),
    openings=Openings(
        filler=filler(
            always="ok|d'accord|merci(?: beaucoup)?(?! (?:a|aux?)\\b)|ah|oh|oui",
            paused="bien sur|(?:tres )?bien|bon|parfait|interessant|je vois|super|entendu",
        ),
        # "Or noir" is oil.
        opener=re.compile(
            r"(?:(?:(?:et|mais|donc|alors|aussi|puis|ensuite)\b(?! est-ce)|or(?=\s*,))[\s,]*)+"
        ),
        correction=re.compile(
            r"(?:non|pardon|desolee?|en fait|plutot|attendez?)\b[\s,.:;–-]*"
            r"(?:(?:pardon|desolee?|plutot)\b[\s,]*)?"
            r"(?:je (?:voulais dire|veux dire|parlais d[eu]s?|pensais aux?|pensais a)|"
            r"je parle d[eu]s?)?\s*|je (?:voulais dire|parlais d[eu]s?)\s+"
        ),
        swap=re.compile(r"(?:qu'en est-il|quid|que dire) (?:pour |de |du |des |d')"),
        change=re.compile(
            r"(?:(?:j'ai|j'aimerais|je voudrais|encore|maintenant|voici|passons a|parlons|parler|"
            r"poser|sur|pour|une?|cela n'a|ca n'a)\s+)*"
            r"(?:(?:d')?autre (?:question|sujet|chose)|nouvelle question|question suivante|"
            r"chang(?:eons|ement|er) de sujet|rien a voir)" + ANNOUNCED
        ),
        defining=re.compile(
            r"(?:qu'est-ce qu[e'](?: c'est que)? ?|c'est quoi |qui (?:est|sont|etait) |"
            r"parlez-moi d|decrivez |expliquez |definissez )"
        ),
        existing=re.compile(r"(?:y a-t-il|est-ce qu'il y a|existe-t-il) "),
        impersonal=re.compile(
            r"\bil y a\b|\by a-t-il\b|\bil faut\b|\bfaut-il\b|\bil s'agit\b|\bs'agit-il\b|"
            r"\bil (?:est|etait|serait) (?:\w+ )?(?:vrai|possible|necessaire|question|utile|prevu|"
            r"important|exact|difficile|facile)|\b(?:est|etait|serait)-il (?:\w+ )?(?:vrai|"
            r"possible|necessaire|question|utile|prevu|important|exact|difficile|facile|advenu|"
            r"passe)|"
            r"\b(?:il existe|existe-t-il|il reste|reste-t-il|il convient|convient-il|incombe-t-il|"
            r"qu'en est-il)\b"
        ),
        superlative=re.compile(r"\b(?:le|la|les) (?:plus|moins) \w+"),
        years_away=re.compile(
            r"\b(?P<n>\w+) ans (?:(?P<before>avant|plus tot|auparavant)|"
            r"(?P<after>apres|plus tard))(?=\s*[?.!,]|\s*$)"
        ),
        that_year=re.compile(r"\b(?:cette|la meme) annee(?:[- ]la)?\b"),
    ),
    is_verb=verb_rule(
        VerbWords(
            verbs=VERBS,
            ending=re.compile(r"(?:aient|èrent|eront|issent|ait)$"),
            infinitive=re.compile(r"(?:er|ir|oir)$"),
            adjective=ADJECTIVE,
            asking=words("qui ou quand comment pourquoi"),
            asks_subject=words("qui"),
            before_clitic=words("qui"),
            nominal=_ARTICLES - _CLITICS
            | _POSSESSIVES
            | words("ce cet cette ces quel quelle quels quelles"),
            before_verb=words("je tu il elle on nous vous ils elles ne n se s j y"),
            clitics=_CLITICS,
            auxiliaries=_AUXILIARIES,
            before_infinitive=words("de d a pour sans"),
        )
    ),
    singular=_singular,
    adjective=ADJECTIVE,
    name_joints=words("de du des d pour sur et"),
    noun_first=True,
    replaces=False,
    also="et",
    inside="en",
    colon=" : ",
    close=" ?",
    numbers=counted(
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        une=1,
        vingt=20,
        trente=30,
        quarante=40,
        cinquante=50,
    ),
    contractions=(
        (re.compile(r"\bde le (?=\w)"), "du "),
        (re.compile(r"\ben le (?=\w)"), "au "),
        (re.compile(r"\ben les (?=\w)"), "aux "),
        (re.compile(r"\bde les (?=\w)"), "des "),
        (re.compile(r"\bà le (?=\w)"), "au "),
        (re.compile(r"\bà les (?=\w)"), "aux "),
        (re.compile(r"\bdu (?=l['’])"), "de "),
        (re.compile(r"\bau (?=l['’])"), "à "),
        (re.compile(r"\b(?:du|des) (?=l[ae] )"), "de "),
        (re.compile(r"\b(?:au|aux) (?=la )"), "à "),
    ),
)
