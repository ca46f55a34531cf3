"""English verbs, told from their forms and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.following.english_words import (
    ARTICLES,
    AUXILIARIES,
    POSSESSIVES,
    PREPOSITIONS,
    singular,
)
from assistant.following.grammar import Tag, Word, words

_REGULAR_VERBS = """
    accept achieve act add adopt advise affect agree aim allocate allow amend analyse analyze
    announce answer appear apply appoint approve argue arrive ask assess assist attend attract
    authorise authorize avoid become begin believe belong bind boost border borrow break bring build
    burn buy call care carry catch cause celebrate chair change charge choose cite claim clarify
    close collect come commemorate commit compare compete complete conclude condemn conduct connect
    consider consist consult consume contain continue contribute convene convert cook cooperate
    coordinate cost count cover create criticise criticize cure cut damage deal decide declare
    decline decrease define deliver deny depend deplore deploy deport describe deserve destroy
    detain detect determine develop die differ disappear discourage discover discriminate discuss
    dismiss divide donate draft draw drink drive drop earn eat educate elect emerge emphasise
    emphasize employ enable encourage end endorse engage enjoy ensure enter envisage establish
    evaluate evolve examine exclude exempt exist expect experience explain exploit explore express
    face facilitate fail fall fight fill finance find finish fit fix fly focus follow forbid force
    foresee form found fund gain give go grant grow guide handle happen harm harmonise head hear
    help highlight hire hit hold host identify impact implement impose improve inaugurate include
    increase influence inform inspect inspire institute integrate intend intervene interview
    introduce invent invest investigate invite invoke involve issue join keep kill know lack last
    launch lead learn leave lend let lie like link list listen live lobby look lose love maintain
    make manage mandate marry matter mean measure meet mention merge migrate miss mobilise mobilize
    monitor move name need negotiate notice oblige obtain occur offer open operate oppose organise
    organize originate outline oversee own participate pass pay perform persuade pick plan play
    pledge point possess postpone praise prefer prepare present prevent process produce prohibit
    promote propose prosecute protect prove provide publish pull purchase pursue push put quote
    raise reach react read reaffirm rebuild receive recommend record recover recruit recycle reduce
    refer reflect refuse regulate reiterate reject relate release relocate rely remain remit remove
    renew repatriate repeal replace reply report represent require rescue resettle resign resolve
    respond restrict result retire return reveal reverse review revise revoke rise rule run
    safeguard sanction save say search secure see seek seem seize sell send separate serve set
    settle share shift show sign sing sit sleep smuggle solve sound speak spend split sponsor spread
    stand start state stay steer stem stop store strengthen stress struggle study submit subsidise
    succeed suffer suggest summarise summarize supervise supply support surround survey survive
    suspend sustain tackle take talk target teach tell terminate test thank think throw tolerate
    touch trace train transform translate travel treat trigger try turn underline undermine
    understand undertake unite update uphold urge use vary verify violate visit volunteer vote wait
    walk want warn wash watch wear weigh welcome win withdraw wonder work worry write
"""
_IRREGULAR_FORMS = words(
    "became began begun bought broke broken brought built came caught chose chosen dealt died "
    "drank drawn drew driven drove dying eaten ate fallen fell felt flew flown fought gave given "
    "gone got gotten grew grown heard held hidden hid kept knew known lain laid led left lent lost "
    "lying made meant met paid proven ran rang risen rose said sang sat saw seen sent shown slept "
    "sold sought spent spoke spoken stood struck sung taken taught thought threw thrown told took "
    "understood went withdrew withdrawn won wore worn written wrote"
)
NOUNS_TOO = words(
    "act acts aim aims answer answers ban beginning building call care cause causes chair change "
    "changes charge charges claim claims cost costs count cover cure cut damage deal deals decline "
    "decrease design drink drinks drive drop end estimate experience face fall fight finance fit "
    "fix focus force forces form forms fund funding funds gain gains grant grants guide guides "
    "harm head help highlight highlights hit host impact impacts increase influence institute "
    "institutes interest interview interviews issue issues lack link links list lists living lobby "
    "look love mandate mandates matter matters measure measures meeting meetings move name names "
    "need needs offer offers order plan plans play pledge pledges point points present process "
    "processes project projects quote quotes raise range record records recruit recruits release "
    "remit reply report reports rescue result results return returns review reviews rise rule "
    "rules run sanction sanctions search set share shares shift show shows sign signs sound split "
    "spread stand start state states stay stop store stores stress struggle studies study supply "
    "support survey surveys target targets test tests trace traces train training trains travel "
    "treat treats trigger triggers turn update updates use uses view visit visits volunteer "
    "volunteers vote votes walk wash watch wear win work works worry"
)
"""Forms of verbs that are common nouns as well: the word before them tells which."""
_NO_ADVERBS = words(
    "early family assembly supply reply monopoly italy july ally rally butterfly jelly belly fly"
)
_BEFORE_VERB = words("i you we they he she it to not can could will would should may might must")
_BEFORE_NOUN = (
    ARTICLES
    | POSSESSIVES
    | (PREPOSITIONS - {"to"})
    | words(
        "this that these those any some no other another main more most own first such what which"
    )
)


def _forms(verb: str) -> Iterator[str]:
    """A regular verb in all its forms."""
    yield verb
    if verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif re.search(r"[^aeo]y$", verb):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        yield f"{verb}es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else f"{verb}s"
        yield from (f"{verb}ed", f"{verb}ing")
        if re.search(r"[^aeiou][aeiou][bdgmnprt]$", verb):
            yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


COMMON_VERBS = (
    frozenset(form for verb in _REGULAR_VERBS.split() for form in _forms(verb)) | _IRREGULAR_FORMS
) - words("developing existing growing leading working")
"""In all their forms, but for those that are adjectives as a rule."""


def is_verb(plain: Sequence[Word], at: int, done: Sequence[Word]) -> bool:
    """As ``grammar.IsVerb`` says; adverbs count as verbs, since they end a noun phrase too."""
    word, before = plain[at], done[-1] if done else None
    if word.fold.endswith("ly") and word.fold not in _NO_ADVERBS:
        return True
    known = word.fold in COMMON_VERBS
    if before is None or word.opens:
        return known
    if word.fold == "home":
        return before.tag is Tag.VERB
    if not known:
        return _is_participle(word, before) or _is_only_verb(plain, at, done)
    if word.fold in NOUNS_TOO or word.fold.endswith("ing"):
        return _is_verb_here(plain, at, done)
    return before.fold not in ARTICLES


def _is_verb_here(plain: Sequence[Word], at: int, done: Sequence[Word]) -> bool:
    """Whether a word that can be both noun and verb is a verb, from its place."""
    word, before = plain[at], done[-1]
    if word.fold.endswith("ing") and before.fold in PREPOSITIONS:
        return word.fold not in NOUNS_TOO
    if word.fold.endswith("s") and before.fold in {"what", "who"}:
        return at + 1 < len(plain) and not _ends_subject(plain[at + 1].fold)
    if before.tag is Tag.CONTENT and _awaits_verb(done):
        is_last = _is_last_verb(plain, at)
        if is_last or (before.capital and _leads_on(plain, at)):
            return True
    return not _is_noun_after(before, done)


def _is_participle(word: Word, before: Word) -> bool:
    """Whether an unknown word is one, from its ending and the word before it."""
    if not word.fold.endswith("ed") or len(word.fold) <= 4:
        return False
    return before.tag is Tag.CONTENT or before.fold in AUXILIARIES | _BEFORE_VERB


def _ends_subject(folded: str) -> bool:
    return (
        folded in AUXILIARIES
        or folded in PREPOSITIONS
        or folded in {"and", "or"}
        or (folded in COMMON_VERBS and folded not in NOUNS_TOO)
    )


def _awaits_verb(done: Sequence[Word]) -> bool:
    """Whether a question with "do" still lacks its verb."""
    after_do = [at for at, word in enumerate(done) if word.fold in {"do", "does", "did"}]
    return bool(after_do) and all(word.tag is not Tag.VERB for word in done[after_do[-1] :])


def _is_last_verb(plain: Sequence[Word], at: int) -> bool:
    """Whether no other verb comes after the word at a place."""
    return not any(
        word.fold in COMMON_VERBS and not word.fold.endswith(("ing", "ed"))
        for word in plain[at + 1 :]
    )


def _leads_on(plain: Sequence[Word], at: int) -> bool:
    """Whether the word after a place opens another phrase."""
    following = plain[at + 1 : at + 2]
    opening = ARTICLES | POSSESSIVES | PREPOSITIONS
    return not following or following[0].fold in opening


def _is_only_verb(plain: Sequence[Word], at: int, done: Sequence[Word]) -> bool:
    """Whether an unknown word can only be the verb of a question with "do"."""
    after_noun = done[-1].tag is Tag.CONTENT and _awaits_verb(done)
    return after_noun and _is_last_verb(plain, at) and _leads_on(plain, at)


def _is_noun_after(before: Word, done: Sequence[Word]) -> bool:
    """Whether a word that can be both noun and verb is a noun, from the words before it."""
    if before.tag is Tag.POSSESSIVE or before.fold in _BEFORE_NOUN:
        return True
    has_verb = any(word.tag is Tag.VERB for word in done)
    return before.tag is Tag.CONTENT and (has_verb or singular(before.fold) == before.fold)
