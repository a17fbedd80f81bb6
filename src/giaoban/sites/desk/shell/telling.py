"""The reader's language for what the floors below say in Vietnamese: words of the law, refusals, steps of a deadline."""

import gettext
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from giaoban.core.values.kinds import Word
from giaoban.core.words.telling import Teller


@cache
def _teller(language: str) -> Teller:
    found = gettext.translation("django", settings.LOCALE_PATHS[0], languages=[language], fallback=True)
    return Teller(getattr(found, "_catalog", {}))


def tell(sentence: Any) -> Any:
    """A sentence of the program (never a name or a text somebody typed) in the language of this request; of a list, each."""
    if isinstance(sentence, list | tuple):
        return [tell(one) for one in sentence]
    text, language = str(sentence), get_language()
    return text if language in (None, settings.LANGUAGE_CODE) else _teller(str(language))(text)


Word.shown = staticmethod(tell)
