"""Spanish, as the rules for follow-up questions know it; accents may be missing."""

from __future__ import annotations

import re

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
from assistant.following.spanish_words import ADJECTIVE, RELATIONAL, VERBS

_ARTICLES = words("el la los las un una unos unas")
_POSSESSIVES = words("mi mis tu tus su sus nuestro nuestra nuestros nuestras")
_CLITICS = words("lo la los las")
_AUXILIARIES = words(
    "es son era eran fue fueron sera seran seria serian ha han habia habian hay hubo haya sido ser "
    "esta estan estaba estaban va van debe deben deberia deberian puede pueden podria podrian hace "
    "hacen hizo hicieron"
)
_PREPOSITIONS = words(
    "de del a al en por para con sin sobre bajo entre desde hasta hacia segun durante tras ante "
    "contra mediante dentro fuera antes despues"
)
_ASKING = words(
    "que quien quienes cual cuales donde cuando como cuanto cuanta cuantos cuantas adonde"
)


def _singular(word: str) -> str:
    if word.endswith("ces") and len(word) > 4:
        return f"{word[:-3]}z"
    if re.search(r"(?:[lnrdjz]|ion)es$", word) and len(word) > 5:
        return word[:-2]
    unchanged = len(word) <= 3 or word.endswith(("ss", "is", "us"))
    return word[:-1] if word.endswith("s") and not unchanged else word


SPANISH = Grammar(
    language="es",
    token=re.compile(r"[^\W_]+(?:[-.&/][^\W_]+)*"),
    small=SmallWords(
        articles=_ARTICLES,
        definite=words("el la los las"),
        known=words("este estos estas ese esa esos esas aquel aquella"),
        determiners=_ARTICLES
        | _POSSESSIVES
        | words(
            "este esta estos estas ese esa esos esas aquel aquella aquellos aquellas que cual "
            "cuales cuanto cuanta cuantos cuantas todo toda todos todas cada varios varias algun "
            "alguna algunos algunas ningun ninguna tal tales"
        ),
        prepositions=_PREPOSITIONS,
        of=words("de del"),
        about=words("de del sobre entre acerca"),
        places=words("en desde hasta durante tras hacia antes despues"),
        tails=words("sobre contra entre para"),
        auxiliaries=_AUXILIARIES,
        asking=_ASKING,
        bodies=frozenset(),
        which=words("que cual cuales cuanto cuanta cuantos cuantas"),
        joints=words("y e o u"),
        clauses=words("y pero si cuando porque aunque mientras como"),
        relatives=words("que quien quienes cuyo cuya donde"),
        others=words(
            "yo nosotros usted ustedes y e o u pero sino ni si no mas menos muy tambien entonces "
            "asi luego aun todavia ya siempre nunca aqui se me te nos le les porque pues bien "
            "gracias vale ok otro otra otros otras mismo misma mismos mismas tan tanto tanta poco "
            "mucho mucha muchos muchas exactamente realmente actualmente hoy ademas"
        ),
        pronouns={
            "ella": Pronoun(plural=False),
            "ellos": Pronoun(plural=True),
            "ellas": Pronoun(plural=True),
            "lo": Pronoun(Kind.THING, plural=False),
            "su": Pronoun(possessive=True),
            "sus": Pronoun(possessive=True),
            "eso": Pronoun(Kind.THING),
            "esto": Pronoun(Kind.THING),
            "ello": Pronoun(Kind.THING),
            "alli": Pronoun(Kind.PLACE),
            "ahi": Pronoun(Kind.PLACE),
        },
        demonstratives=words("este estos estas ese esa esos esas aquel aquella"),
        clitics=words("la los las"),
        hidden={"del": "el", "al": "el"},
    ),
    nouns=Nouns(
        relational=RELATIONAL,
        sided=words("papel importancia impacto contribucion relacion posicion"),
        light=words(
            "principal principales mayor mayores comun comunes importante importantes bueno buena "
            "buenos buenas mejor mejores peor peores nuevo nueva nuevos nuevas reciente recientes "
            "ultimo ultima ultimos ultimas primer primero primera primeros primeras segundo "
            "segunda tercero tercera gran grande grandes pequeno pequena total actual actuales "
            "medio media exacto exacta preciso precisa alto alta"
        ),
        dull=words(
            "cosa gente persona manera modo forma vez tiempo dia ano mes mitad semestre trimestre "
            "mundo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre"
        ),
        unique=words("mundo gobierno economia ambiente futuro derecho ley policia prensa clima"),
        contrast=words("otro otra otros otras mismo misma mismos mismas similar similares"),
        comparing=words("comparar compara comparan comparacion diferencia diferencias distinto"),
        choosing=words("cual cuales"),
        offices=words(
            "secretario secretaria director directora presidente presidenta ministro relator"
        ),
        groups=words("gente estos estas esos esas"),
    ),
    openings=Openings(
        filler=filler(
            always="ok|(?:muchas )?gracias(?! al?\\b)|ah|oh",
            paused="vale|bueno|claro|por supuesto|(?:muy )?bien|de acuerdo|perfecto|interesante|"
            "ya veo|entiendo",
        ),
        opener=re.compile(r"[¿\s]*(?:(?:y|e|pero|o|entonces|tambien|luego)\b[\s,]*)+"),
        correction=re.compile(
            r"(?:no|perdon|perdona|perdone|disculpe?a?|en realidad|mejor dicho)\b[\s,.:;–-]*"
            r"(?:(?:perdon|disculpe?a?|mejor dicho)\b[\s,]*)?"
            r"(?:(?:me referia|me refiero) al?|queria decir|quise decir|hablaba del?|"
            r"preguntaba por)?\s*|(?:me referia al?|queria decir|quise decir)\s+"
        ),
        swap=re.compile(
            r"[¿\s]*(?:que (?:hay|pasa|tal|me dices?|ocurre)|en cuanto) (?:del? |con |sobre |al? )"
        ),
        change=re.compile(
            r"[¿¡\s]*(?:(?:ahora|tengo|quisiera|quiero|aqui va|pasemos a|hablemos de|hablar de|"
            r"hacer|sobre|para|a|una?)\s+)*"
            r"(?:otra (?:cosa|pregunta)|otro (?:tema|asunto)|cambi(?:ando|o|emos|ar) de tema|"
            r"nueva pregunta|siguiente pregunta)" + ANNOUNCED
        ),
        defining=re.compile(
            r"[¿\s]*(?:que (?:es|son|significa) |quien(?:es)? (?:es|son|era) |hableme de|describa |"
            r"explique |defina )"
        ),
        existing=re.compile(r"[¿\s]*(?:hay|existe|existen|hubo) "),
        impersonal=re.compile(r"\blo (?:que|cual|mas|mejor|peor|siguiente)\b|\bpor lo\b"),
        superlative=re.compile(r"\b(?:el|la|los|las) (?:mas|menos) \w+"),
        years_away=re.compile(
            r"\b(?P<n>\w+) anos (?:(?P<before>antes|atras)|(?P<after>despues|mas tarde))"
            r"(?=\s*[?.!,]|\s*$)"
        ),
        that_year=re.compile(r"\b(?:en )?(?:ese|aquel|el mismo) (?:mismo )?ano\b"),
    ),
    is_verb=verb_rule(
        VerbWords(
            verbs=VERBS,
            ending=re.compile(r"(?:aron|ieron|aban|ían|ó|aba)$"),
            infinitive=re.compile(r"(?:ar|er|ir)$"),
            adjective=ADJECTIVE,
            asking=words("quien quienes donde cuando como cuanto"),
            asks_subject=words("quien quienes"),
            before_clitic=words("quien quienes donde cuando como"),
            nominal=_ARTICLES - _CLITICS
            | _POSSESSIVES
            | words("este estos estas ese esa esos esas"),
            before_verb=words("se no me le les lo nos yo usted"),
            clitics=_CLITICS,
            auxiliaries=_AUXILIARIES,
            before_infinitive=words("a de para por sin"),
        )
    ),
    singular=_singular,
    adjective=ADJECTIVE,
    name_joints=words("de del para sobre y e"),
    noun_first=True,
    replaces=False,
    also="y",
    inside="en",
    colon=": ",
    close="?",
    numbers=counted(
        "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
        uno=1,
        veinte=20,
        treinta=30,
        cuarenta=40,
        cincuenta=50,
    ),
    contractions=(
        (re.compile(r"\bde el (?=\w)"), "del "),
        (re.compile(r"\ba el (?=\w)"), "al "),
        (re.compile(r"\bdel (?=(?:la|los|las) )"), "de "),
        (re.compile(r"\bal (?=(?:la|los|las) )"), "a "),
    ),
)
