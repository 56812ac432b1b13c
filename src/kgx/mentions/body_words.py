"""Expressions over the words of bodies' names."""

import re
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.shapes import HAN, LATIN, Shapes, shapes_of, words


class Bodies:
    """Expressions over the words of bodies' names."""

    def __init__(self, shapes: Shapes) -> None:
        of = shapes.of
        self.ends, self.generic_ends, self.starts = of["organization-end"], of["organization-end-generic"], of["organization-start"]
        self.tails = of["organization-end"] | of["organization-tail"]
        self.joints = of["name-joint"]
        self.executive, self.filler = of["executive"], of["executive-filler"]
        self.plain_lead, self.sure_after = of["organization-lead-plain"], of["organization-after-sure"]
        latin = rf"([{LATIN}][{LATIN} '’&.\-]{{1,40}})"
        self.lead = re.compile(rf"({words(of['organization-lead'])})(?: |[“\"])?(?=[{LATIN}])")
        self.led = re.compile(words(of["organization-lead"]))
        self.sort = re.compile(words(of["organization-sort"]))
        self.determiners = tuple(of["team-determiner"])
        self.tested = re.compile(rf"(?:{words(of['told-by'])})([{HAN}]{{3,8}}?)(?:{words(of['tested-itself'])})")
        self.company = re.compile(words(of["company-end"]))
        self.quoted = re.compile(rf"(?:{words(of['organization-lead'])})“([{HAN}]{{2,8}})”")
        self.after = re.compile(rf"(?<=[{LATIN}]) ?({words(of['organization-after'])})")
        self.data = re.compile(rf"(?<=[{LATIN}]) ?({words(of['data-told'])})")
        self.so_called = re.compile(
            rf"(?:{words(of['body-called'])})[ “\"]*([{LATIN}][{LATIN} '’&.\-]{{1,40}}?)[ ”\"]*(?:{words(of['body-called-after'])})"
        )
        self.whole = of["organization-after-whole"]
        self.show = of["show"]
        self.reported = re.compile(rf"(?:{words(of['reported-before'])}) ?{latin}?(?:{words(of['reported-after'])})")
        self.chinese = re.compile(rf"(?:{words(of['chinese-organization-end'])})(?:(?<=大学)[{HAN}]{{2,4}}分校)?")
        self.weak, self.kinds = of["chinese-organization-end-weak"], of["organization-kind"]
        self.longer = tuple(of["organization-longer"])
        self.edges = tuple(of["organization-edge"])
        self.country = re.compile(rf"(?:{words(of['organization-country'])})")
        self.generic = re.compile(rf"(?:{words(of['organization-generic'])})*")
        self.places = re.compile(rf"(?:{words(of['place'] | of['organization-generic'])})*")
        self.team = re.compile(rf"(?:“([{HAN}]{{2,8}})”)?({words(of['team-end'])})")
        topic, plain = words(of["team-topic"]), words(of["team-generic"] | of["organization-generic"])
        self.topic = re.compile(rf"(?:{plain})*?(?:{topic})(?:{plain}|{topic})*")
        self.once = of["team-once"]
        self.works = tuple(word for word in of["works-as"] if len(word) == 1)
        self.at = re.compile(rf"[在于] ?(?=[{LATIN}])")
        self.job = re.compile(rf" ?(?:(?P<sure>{words(of['works-there'])})|{words(of['works-as'])})")
        self.behind = (*shapes.after_person, *of["company-after"])
        self.media = tuple(of["media-end"])
        self.titled = re.compile(r"《([^《》\n]{2,40})》")
        self.shown = re.compile(rf"(?:{words(self.show)}) ?$")
        self.told = re.compile(rf"(?:{words(of['reported-before'])})[{HAN}]{{0,6}}$")
        self.asked = re.compile(rf"(?:{words(of['asked-before'])})$")
        self.told_to = re.compile(rf"(?:{words(of['asked-sure'])})$")
        self.told_on = re.compile(rf"[，,:：]|{words(of['asked-after'])}")
        self.answers = re.compile(rf"(?:{words(of['asked-after'])})")
        self.tells = re.compile(rf" ?(?:\d[\d 日号月]*)?(?:{words(of['reported-after'])})")


@lru_cache(maxsize=4)
def bodies_of(knowledge: Knowledge) -> Bodies:
    """The expressions of a knowledge."""
    return Bodies(shapes_of(knowledge))
