"""How much may come in: what no real portfolio reaches, and what a run or a file cannot exceed.

Every bound on files, scenarios, decisions, sessions and tables stands here, and nowhere else.
"""

# What a scenario may say

LAST_DAY = 100_000
"""No day, duration or effort is larger: four hundred years are a slip of the keyboard."""
MOST_PEOPLE = 100_000
"""No role has more people."""
MOST = 1_000_000_000
"""No amount of money, and no risk's size, is larger."""
MOST_AT_ONCE = 1_000
"""Nobody takes on more activities at once."""
MOST_PROJECTS = 20_000
"""No portfolio has more projects."""
MOST_ACTIVITIES = 100_000
"""No portfolio has more activities."""
MOST_IN_PROJECT = 10_000
"""No project has more activities: what follows from each of them is a set of all the others."""
MOST_RELATIONS = 1_000_000
"""No portfolio has more relations between activities, or demands for people."""
MOST_ROLES = 10_000
"""No portfolio has more roles."""
MOST_RISKS = 100_000
"""No portfolio has more risks, mitigations or objectives."""
MOST_INJECTS = 1_000
"""No workshop has more injects."""
LONGEST_HEADLINE = 300
"""No headline has more characters: it is read in a room."""
LONGEST_NAME = 1_000
"""No id and no name has more characters."""
LONGEST_STORY = 100_000
"""No story has more characters."""

# What a file may hold

MOST_BYTES = 16 * 2**20
"""No file is larger."""
MOST_PIECES = 500_000
"""No file has more lines, numbers, fields or elements: each costs time before it can be judged."""
MOST_ELEMENTS = 300_000
"""No XML file has more elements, or a tenth as many attributes."""
LONGEST_LINE = 1_000_000
"""No line of a file of numbers has more characters."""
LONGEST_NUMBER = 400
"""No number has more digits."""
DEEPEST = 50
"""Nothing is nested deeper."""

# What a run may be

MOST_EVENTS = 5_000_000
"""In no run does more happen: a portfolio as large as they come has fewer events in ten years."""

# What a session may be

MOST_DECISIONS = 10_000
"""Nobody decides more often in one run."""
MOST_SESSION_BYTES = 4 * 2**20
"""No file of a session is larger."""
MOST_CARRIED_BYTES = 2**20
"""No scenario within the file of a session is larger."""

MOST_SHEET_BYTES = 2**20
"""No file of tests that were handed in is larger: it would hold more than a thousand of them."""
MOST_SHEETS = 20_000
"""No course has more tests."""

# What an experiment may give

MOST_CELLS = 10_000_000
"""No table of days by worlds has more cells; each takes eight bytes, and twice that in making."""

# What a plan from elsewhere may hold

MOST_PLAN_BYTES = 128 * 2**20
"""No plan of another program is larger, unpacked: twenty thousand activities take half of it."""
MOST_PLAN_ELEMENTS = 4_000_000
"""No plan in XML has more elements or attributes."""
MOST_ROWS = 100_000
"""No table of a plan has more rows."""
MOST_COLUMNS = 1_000
"""No table has more columns that are looked at."""
MOST_TABLE_CELLS = 1_000_000
"""No workbook has more cells that say something."""
MOST_PARTS = 5_000
"""No workbook is packed from more files."""
MOST_FINDINGS = 500
"""So many findings of one sort are listed; more are counted."""
FIRST_YEAR, LAST_YEAR = 1950, 2199
"""A date before or after is a slip of the keyboard, or how a program says that there is none."""
