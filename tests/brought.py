"""Plans that somebody brings, for tests of importing them."""

from simulator.importing import Bringing, View, page
from simulator.importing.aside import finished
from simulator.readers.tables import write_template

TABLE = """Project;Task;Duration;Start;End;Assigned To;Behind;Remarks
Till;Draw;5;2027-03-01;2027-03-05;Ana;;
Till;Build;1,5;2027-03-08;2027-03-09;;1;x
Till;Try;4;2027-03-10;2027-03-15;;2;
Shop;Paint;3;04/05/2027;;Ben, Ana;;
"""
STAFF = "Task;Duration;Start;End\nDraw;5;2027-03-01;2027-03-05\nBuild;2;2027-03-01;2027-03-02\n"


def template_in(folder) -> bytes:
    """The template as it is written into a folder."""
    path = folder / "template.xlsx"
    write_template(path)
    return path.read_bytes()


def choose(it, text, name="list.csv"):
    finished(it.choose([(name, text if isinstance(text, bytes) else text.encode())]))
    return it


def shown(it, **view):
    return page(it, View(**view))


def again(it):
    """The same import in another kernel."""
    other = Bringing(it.shelf, it.beside)
    finished(other.resume(it.name))
    return other
