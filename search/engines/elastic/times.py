"""Time in numbers: minutes since 1970, and sessions as one number each."""

from datetime import datetime

from search.documents import Occurrence
from search.documents.shapes import PART_BITS
from search.querying.queries import TimeCondition

#: After all others, and a Java int
NEVER = 2**31 - 1
#: A session in one number that sorts by its start: start, length, parts
PART_SHIFT, START_SHIFT = len(PART_BITS), 24
LONGEST = 2 ** (START_SHIFT - PART_SHIFT) - 1
#: When the first session of a template begins that is in one of the windows, which stand in their order, and
#: in one of the parts of the day, where there are any; else what Elasticsearch takes for listings without
#: templates
FIRST_START = f"""
for (long time : doc['templates.times']) {{
  long start = time >> {START_SHIFT};
  if (start >= params.before[params.before.length - 1]) break;
  if (params.parts != 0 && (time & params.parts) == 0) continue;
  long end = start + ((time >> {PART_SHIFT}) & {LONGEST});
  for (int window = 0; window < params.after.length; window++)
    if (start < params.before[window] && end > params.after[window]) return start;
}}
return Double.MAX_VALUE;
"""


def minute_of(moment: datetime) -> int:
    """Full minutes since 1970."""
    return int(moment.timestamp() // 60)


def bounds(time: TimeCondition, now: datetime) -> list[tuple[int, int]]:
    """The minutes after which a session has to end and before which it has to begin, of each window."""
    minute = minute_of(now)
    if not time.windows:
        return [(minute, NEVER)]
    return [(max(minute, minute_of(each.start)), minute_of(each.end)) for each in time.windows]


def packed_time(occurrence: Occurrence) -> int:
    length = min(occurrence.end - occurrence.start, LONGEST)
    return occurrence.start << START_SHIFT | length << PART_SHIFT | occurrence.parts
