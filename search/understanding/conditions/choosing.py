"""Which of the conditions read can hold together: what contradicts itself is no condition."""

from search.understanding.conditions.values import Condition

#: Only one of them can be chosen
SINGLE = ("when", "weekday")
#: "For boys and girls" is for all
OPPOSITES = (frozenset({"girls", "boys"}), frozenset({"women", "men"}))


def chosen(found: list[Condition]) -> list[Condition]:
    """The conditions without repeats and without those that exclude each other."""
    distinct = list({each.name: each for each in reversed(found)}.values())[::-1]
    genders = {each.value for each in distinct if each.kind == "gender"}
    dropped = {"gender"} if any(pair <= genders for pair in OPPOSITES) else set()
    dropped |= {kind for kind in SINGLE if sum(each.kind == kind for each in distinct) > 1}
    # "This Saturday at the weekend" is the day
    if "weekday" not in dropped and any(each.kind == "weekday" for each in distinct):
        dropped |= {"when"}
    return [each for each in distinct if each.kind not in dropped]
