"""English small words, nouns and adjectives that matter to what a question is about."""

from __future__ import annotations

from assistant.following.grammar import words

ARTICLES = words("the a an")
POSSESSIVES = words("my your our his her its their")
AUXILIARIES = words(
    "is are was were be been being am do does did done doing have has had having can could will "
    "would shall should may might must get gets got getting re ve ll isn aren wasn weren don doesn "
    "didn won wouldn couldn shouldn hasn haven hadn cannot ain"
)
PREPOSITIONS = words(
    "of in on at by for from with without about into onto to over under between among through "
    "during before after since until against around across via within per than as like toward "
    "towards besides despite except regarding concerning vs versus upon off out up down behind "
    "beyond near outside inside along throughout"
)
RELATIONAL = words(
    "ability accomplishment achievement activity actor address adoption advantage advice age "
    "agenda agreement aim album alternative amount answer appearance application approach area "
    "argument aspect attraction author authority average award background basis beginning "
    "behaviour behavior benefit boss brand breed budget capacity capital captain career case cast "
    "cause chair chairman challenge chance change character characteristic child choice class "
    "component composition con conclusion condition connection consequence content contribution "
    "controversy cost creator criticism cure date deadline death decision definition degree "
    "delegate delegation design detail development diagnosis difference difficulty director "
    "disadvantage disagreement discovery drawback duration duty effect effectiveness efficacy "
    "election element end ending evidence example exception explanation fact factor failure father "
    "feature fee figure finance finding focus follow-up form format founder frequency function "
    "funder funding future gap goal growth guideline head headquarter height highlight history "
    "idea impact implementation implication importance improvement income influence information "
    "ingredient initiative intention invention issue job justification key kind knowledge lack "
    "layer leader leadership legacy length lesson level limit limitation link list location logo "
    "loss mandate manner material matter meaning measure mechanism member membership merit message "
    "method mission model mother motivation motto name nature need number objective obstacle "
    "official opinion opponent option organiser organizer origin outcome output owner parent part "
    "participant participation partner past pattern percentage performance personality perspective "
    "phase place plot point policy population position possibility practice prevalence president "
    "price principle priority problem pro procedure process product profit progress proof property "
    "proportion purpose quality quantity range rank rate ratification ratio reaction reason "
    "reception recommendation region relation relationship relevance reputation requirement "
    "response responsibility result review right risk rival role rule safety salary scale scope "
    "season secret secretariat section sequel setback setting share shortcoming side sign "
    "significance similarity size skill solution source species speed sponsor stage standard "
    "standing start status step story strategy strength structure style subject success successor "
    "summary supporter symptom synonym target task team technique term text theme threat title "
    "tool topic total tradition trend treatment type use user validity value variety version view "
    "vision volume way weakness weight wife husband worth"
)
SIDED = words(
    "role purpose importance impact significance contribution influence relevance relationship "
    "relation position"
)
LIGHT = words(
    "main major key common popular important good best better bad worst worse different difference "
    "various several similar notable interesting famous big biggest large largest small smallest "
    "new newest old oldest older young youngest younger recent latest current average typical "
    "general specific total high higher highest low lower lowest early earlier earliest late later "
    "last next previous original initial possible potential certain necessary positive negative "
    "actual real full whole entire exact further additional overall top primary special "
    "significant available first second third final short longer shorter cheap cheaper fast faster "
    "easy easier hard harder powerful dangerous safe safer successful effective true related"
)
DULL = words(
    "thing people person everything lot kind sort bit way fact time day year month half quarter "
    "today january february march april may june july august september october november december"
)
UNIQUE = words(
    "world internet public government economy environment sun moon earth sea ocean universe future "
    "past present web law police army press media weather climate sky body mind brain"
)
CONTRAST = words("other others else another same similar alternative alternatives instead own")
NO_SUPERLATIVES = sorted(
    words(
        "forest reforest deforest interest disinterest protest request harvest contest conquest "
        "inquest bequest behest invest divest digest ingest suggest arrest unrest attest detest "
        "molest infest congest manifest tempest priest honest dishonest modest earnest northwest "
        "southwest midwest budapest bucharest everest"
    )
)
"""Words in "-est" that are none."""
OFFICES = words(
    "secretary-general president director minister rapporteur chairman chairperson ambassador "
    "commissioner mayor king queen pope"
)
_IRREGULAR_PLURALS = {
    "teeth": "tooth",
    "feet": "foot",
    "men": "man",
    "women": "woman",
    "children": "child",
    "mice": "mouse",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "lives": "life",
}


def singular(word: str) -> str:
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
