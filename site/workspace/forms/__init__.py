"""The questions of each section. A form names its fields: nothing else of a listing can be sent."""
