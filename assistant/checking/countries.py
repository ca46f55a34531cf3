"""Countries by the adjectives made of their names: "Swiss" and "Switzerland" name one."""

from __future__ import annotations

_ADJECTIVES = """
afghan:afghanistan albanian:albania algerian:algeria american:us angolan:angola
argentine:argentina argentinian:argentina armenian:armenia australian:australia austrian:austria
bangladeshi:bangladesh belgian:belgium bolivian:bolivia brazilian:brazil british:uk
bulgarian:bulgaria cambodian:cambodia cameroonian:cameroon canadian:canada chilean:chile
chinese:china colombian:colombia croatian:croatia cuban:cuba czech:czechia danish:denmark
dominican:dominica dutch:netherlands ecuadorian:ecuador egyptian:egypt ethiopian:ethiopia
filipino:philippines finnish:finland french:france gambian:gambia georgian:georgia
german:germany ghanaian:ghana greek:greece guatemalan:guatemala haitian:haiti hungarian:hungary
indian:india indonesian:indonesia iranian:iran iraqi:iraq irish:ireland israeli:israel
italian:italy ivorian:ivoire jamaican:jamaica japanese:japan jordanian:jordan kenyan:kenya
korean:korea lebanese:lebanon liberian:liberia libyan:libya malaysian:malaysia malian:mali
mauritian:mauritius mexican:mexico moldovan:moldova mongolian:mongolia moroccan:morocco
mozambican:mozambique nepalese:nepal nepali:nepal nigerian:nigeria norwegian:norway
pakistani:pakistan peruvian:peru polish:poland portuguese:portugal romanian:romania
russian:russia rwandan:rwanda senegalese:senegal serbian:serbia singaporean:singapore
somali:somalia spanish:spain sudanese:sudan swedish:sweden swiss:switzerland syrian:syria
tanzanian:tanzania thai:thailand tunisian:tunisia turkish:turkey ugandan:uganda
ukrainian:ukraine uruguayan:uruguay venezuelan:venezuela vietnamese:vietnam yemeni:yemen
zambian:zambia zimbabwean:zimbabwe
"""
_FURTHER = (
    "azerbaijan bahrain belarus benin bhutan botswana burundi chad comoros congo cyprus "
    "djibouti eritrea estonia fiji gabon guinea guyana honduras iceland kazakhstan kuwait "
    "kyrgyzstan laos latvia lesotho lithuania luxembourg madagascar malawi maldives malta "
    "mauritania montenegro myanmar namibia nicaragua niger oman panama paraguay qatar samoa "
    "slovakia slovenia suriname swaziland tajikistan timor togo tonga turkmenistan uae "
    "uzbekistan vanuatu"
)
BY_ADJECTIVE = dict(pair.split(":") for pair in _ADJECTIVES.split())
"""The country of each adjective, by one word of its name, in lower case."""
COUNTRIES = frozenset(BY_ADJECTIVE.values()) | frozenset(_FURTHER.split())
"""One word of each country's name, in lower case."""
