"""Spanish verbs and nouns that matter to what a question is about."""

from __future__ import annotations

import re

from assistant.following.grammar import words

VERBS = words(
    "abarca aborda aconseja afecta afectan aporta aportan apoya apoyan asiste asisten aumenta "
    "ayuda ayudan comienza compone conoce considera contiene cree crece cubre cubren cuesta "
    "cuestan da dan dedica depende dice dicen dijo dirige dirigen dura duran empieza encarga "
    "encuentra entiende exige existe existen explica financia financian firma firman forma forman "
    "funciona funcionan gestiona habla hablan implica incluye indica lleva llevan mide observa "
    "ocupa ofrece ofrecen opina ordena organiza organizan paga pagan pagaron pago participa "
    "participan pasa pasan pide piden piensa plantea preside presiden propone proponen publica "
    "publico quiere quieren recibe reciben recomienda recomiendan representa reune sabe senala "
    "significa sirve sirven sostiene tiene tienen tuvo trata tratan trabaja trabajan usa usan vale "
    "viene vienen vive viven celebra celebran celebro creo fundo dio pidio reunio abrio cerro duro "
    "costo"
)
ADJECTIVE = re.compile(
    r"(?:ales?|icos?|icas?|ivos?|ivas?|arios?|arias?|osos?|osas?|antes?|entes?|ad[oa]s?|id[oa]s?|"
    r"anos?|anas?|ibles?|ables?|ores?|oras?|eros?|eras?|iles?|il|istas?|leños?|eses|esas?|és|"
    r"ernos?|ernas?|undos?|undas?|al)$"
    r"|^(?:mayor(?:es)?|menor(?:es)?|mejor(?:es)?|peor(?:es)?|gran(?:des?)?|joven|jóvenes|jovenes|"
    r"pobres?|libres?|mixt[oa]s?|human[oa]s?|públic[oa]s?|unid[oa]s|alt[oa]s?)$"
)
RELATIONAL = words(
    "accion actor administrador alcance aspecto autoridad base beneficio bien cantidad capacidad "
    "capital carencia causa cifra coste costo conclusion condicion consecuencia contenido "
    "contribucion creacion criterio cuota defecto delegacion diferencia dificultad director "
    "disposicion duracion edad efecto ejemplo elemento enfoque estructura etapa factor fase fecha "
    "fin finalidad financiacion forma fuente funcion fundador fundamento gobernanza idea impacto "
    "importancia inicio iniciativa integrante jefe lema limite lugar mandato medida medio metodo "
    "miembro mision monto motivo naturaleza nivel nombre numero objetivo objeto obstaculo opinion "
    "origen papel parte participante participacion paso plazo poblacion porcentaje posicion precio "
    "presidente presupuesto principio prioridad problema proceso producto propiedad proporcion "
    "proposito ratificacion razon recomendacion reglamento regla relacion requisito "
    "responsabilidad resultado riesgo secretaria secretario seccion sede sentido significado "
    "solucion tamano tarea tasa tema tipo titulo total tratamiento uso valor ventaja version "
    "vision desventaja"
)
