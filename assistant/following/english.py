"""English, as the rules for follow-up questions know it."""

from __future__ import annotations

import re

from assistant.checking.countries import BY_ADJECTIVE
from assistant.following.english_verbs import is_verb
from assistant.following.english_words import (
    ARTICLES,
    AUXILIARIES,
    CONTRAST,
    DULL,
    LIGHT,
    NO_SUPERLATIVES,
    OFFICES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIONAL,
    SIDED,
    UNIQUE,
    singular,
)
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

_DEMONYMS = sorted(words("african arab asian caribbean european") | BY_ADJECTIVE.keys())
_PERSON = Pronoun(Kind.PERSON, plural=False)
_SAID_OF_CLAUSES = (
    "true|possible|likely|clear|necessary|important|better|best|worth|hard|easy|normal|common|"
    "legal|said|known|\\w+ed"
)
_IMPERSONAL = (
    # "Is it possible to", "found it hard for States to", but not "is it related to", "is it a ban
    # on visas that".
    r"\b(?:is|was|be|makes?|made|finds?|found|seems?)\s+it\s+"
    r"(?!\w+(?:ed|ing)\b|(?:able|unable|similar|native|due|close|next)\b)"
    r"(?:(?!(?:for|of|about|on|in|at|with|by)\s)\w+\s+){1,3}?"
    r"(?:to|that|for\s+(?:\w+\s+){1,4}to)\b",
    # "It is widely known that", "it's clear from the report that".
    r"\bit(?:'s)?\s+(?:is |was |be |has been )?(?:\w+ly )?"
    rf"(?:{_SAID_OF_CLAUSES})\s+(?:\w+\s+){{0,6}}?that\b",
    # "How did it come to it that".
    r"\bto\s+it\s+that\b",
    # "Is it only men who".
    r"\bit\s+only\b",
    # "Does it cost the States much to".
    r"\bit\s+(?:takes?|costs?|means?|make|makes)\s+(?:\w+\s+){0,4}to\b",
    # "Is it better to".
    r"\bit\s+(?:better|safe|best|okay|hard|easy|normal)\s+to\b",
    # "Isn't there", "are there", "there were".
    r"\b(?:is|are|was|were)(?:n't| not)? there\b",
    r"\bthere (?:is|are|was|were)\b",
    # "Which one is", "one of them".
    r"\b(?:one of|no one|which one|any one|each one)\b",
)
"""Where a pronoun stands for nothing."""

ENGLISH = Grammar(
    language="en",
    token=re.compile(r"[^\W_]+(?:[-.&/][^\W_]+)*"),
    small=SmallWords(
        articles=ARTICLES,
        definite=words("the"),
        known=words("the this that these those"),
        determiners=ARTICLES
        | POSSESSIVES
        | words(
            "this that these those some any each every all both no many much few several what "
            "which whose another such"
        ),
        prepositions=PREPOSITIONS,
        of=words("of"),
        about=words("of about for between regarding concerning"),
        places=words("in at on from during since near around across before after inside within"),
        tails=words("of on for to between among against"),
        auxiliaries=AUXILIARIES,
        asking=words("how what which who whom whose when where why"),
        bodies=words("who"),
        which=words("how what which whose"),
        joints=words("and or versus vs"),
        clauses=words("and but if when because since while although though"),
        relatives=words("between that which who whose where"),
        others=words(
            "i me you we us and or but nor so if then there here not no yes too also very just "
            "even still only ever never always again already yet please because while although "
            "though whether one ones really actually exactly else instead ok okay oh thanks thank "
            "itself themselves himself herself theirs hers currently usually typically generally "
            "together apart away back ago once maybe perhaps something anything everything nothing "
            "someone anyone everyone let long often far well now other same own more most less "
            "least mainly mostly"
        ),
        pronouns={
            "he": _PERSON,
            "him": _PERSON,
            "she": _PERSON,
            "his": Pronoun(Kind.PERSON, plural=False, possessive=True),
            "her": Pronoun(Kind.PERSON, plural=False, possessive=True),
            "it": Pronoun(Kind.THING, plural=False),
            "its": Pronoun(Kind.THING, plural=False, possessive=True),
            "they": Pronoun(plural=True),
            "them": Pronoun(plural=True),
            "their": Pronoun(plural=True, possessive=True),
            "one": Pronoun(Kind.NOUN),
            "ones": Pronoun(Kind.NOUN),
            "there": Pronoun(Kind.PLACE),
        },
        demonstratives=words("this that these those"),
        hidden=dict.fromkeys(POSSESSIVES, "the"),
    ),
    nouns=Nouns(
        relational=RELATIONAL,
        sided=SIDED,
        light=LIGHT,
        dull=DULL,
        unique=UNIQUE,
        contrast=CONTRAST,
        comparing=words(
            "compare compares compared differ differs difference differences similarity "
            "similarities versus vs same unlike"
        ),
        choosing=words("which"),
        offices=OFFICES,
        groups=words("people police data staff media these those"),
    ),
    openings=Openings(
        filler=filler(
            always="ok(?:ay)?|oh|wow|hmm+|yes|sounds good|"
            "(?:thanks(?! to\\b)|thank you)(?: (?:so|very) much| a lot)?(?: for (?:that|this))?",
            paused="interesting|great|cool|really|sure|right|well|i see|nice|fine|"
            "that's (?:interesting|cool|great)",
        ),
        opener=re.compile(r"(?:(?:and|but|or|so|also|then|now|plus)\b[\s,]*)+"),
        correction=re.compile(
            r"(?:no|sorry|actually|rather|oops|wait)\b[\s,.:;–-]*"
            r"(?:(?:sorry|actually|rather)\b[\s,]*)?"
            r"(?:(?:i|we) (?:meant?|was asking about|were asking about)|not [\w-]+,? but|"
            r"make that)?\s*|(?:i|we) meant?\s+"
        ),
        # "What about who pays?" asks by itself, "what about WHO?" does not.
        swap=re.compile(r"(?:what|how) about\s+(?!(?:what|how|when|where|why)\b|who\b(?=\W*\w))"),
        change=re.compile(
            r"(?:(?:now|just|let's|let us|i'd like to|i want to|can we|can i|may i|i have|here is|"
            r"talk about|turn to|move on to|ask|on|to|for|one|a)\s+)*"
            r"(?:something else|(?:an)?other (?:question|topic|subject|thing|note)|"
            r"(?:(?:an? )?(?:new|(?:\w+ )?different)|next) (?:question|topic|subject|note)|"
            r"chang(?:e|ing) (?:of |the )?(?:topic|subject))" + ANNOUNCED
        ),
        defining=re.compile(
            r"(?:what|who)\s*(?:'s|is|are|was|were)\s+"
            r"(?!(?:the|some|other|good|its?|their|his|her)\b)"
            r"|(?:tell (?:me )?(?:more )?about|describe|explain|define)\s"
        ),
        existing=re.compile(r"(?:are|is|were|was) there "),
        impersonal=re.compile("|".join(_IMPERSONAL)),
        superlative=re.compile(
            rf"\b(?:most|least) \w+|\b(?!(?:{'|'.join(NO_SUPERLATIVES)})\b)\w{{3,}}est\b|\bbest\b"
        ),
        years_away=re.compile(
            r"\b(?P<n>\w+) years? (?:(?P<before>before|earlier)|(?P<after>later|after|on))\b"
            r"(?=\s*[?.!,]|\s*$)"
        ),
        that_year=re.compile(r"\b(?:in )?(?:that|the same) year\b"),
    ),
    is_verb=is_verb,
    singular=singular,
    adjective=re.compile(
        r"(?:al|ic|ive|ous|ary|ant|ent|able|ible|ful|less|big|small|short|long|new|old)$"
    ),
    name_joints=words("of for on and"),
    noun_first=False,
    replaces=True,
    also="and",
    inside="in",
    colon=": ",
    close="?",
    numbers=counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty",
        a=1,
        thirty=30,
        forty=40,
        fifty=50,
    ),
    demonym=re.compile(
        r"(?:(?:Latin|North|South|East|West|Central|Northern|Southern|Eastern|Western)\s+)?"
        rf"(?:{'|'.join(word.capitalize() for word in _DEMONYMS)})\s+(?=[a-z])"
    ),
)
