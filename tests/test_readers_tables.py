"""Tables of offices: headers that are found, cells that are read, plans that come of them."""

from datetime import date, datetime

import pytest
from elsewhere import about, starts, written

from simulator.errors import RefusedError
from simulator.plans import Findings, translated
from simulator.readers import ReadError, plan_of
from simulator.readers.tables import as_toml, from_toml, guessed, plan_in, read, tables
from simulator.readers.tables.cells import amount, length, persons, predecessors, share
from simulator.readers.tables.dates import day_comes_first, when
from simulator.readers.tables.harmless import as_written, harmless

APRIL = date(2027, 4, 3)


@pytest.fixture
def office(tmp_path):
    """The office that comes of a table of commas."""
    return lambda text, name="list.csv": translated(plan_of(written(tmp_path, name, text)))


@pytest.fixture
def columns(tmp_path):
    """By header: the field that is preselected for it."""

    def found(text):
        mapping = guessed(tables(written(tmp_path, "list.csv", text)))
        return {it.header: it.field for it in mapping.sheets[0].columns if it.field}

    return found


@pytest.mark.parametrize(
    ("cell", "day_first", "expected"),
    [
        ("2027-04-03", None, APRIL), ("3.4.2027", None, APRIL), ("03/04/2027", True, APRIL),
        ("04/03/2027", False, APRIL), ("3-Apr-27", None, APRIL), ("Apr 3, 2027", None, APRIL),
        ("Sa 03.04.27", None, APRIL), ("3 avril 2027", None, APRIL), ("2027年4月3日", None, APRIL),
        ("3 de abril de 2027", None, APRIL), ("25/13/2027", True, None), ("soon", None, None),
        ("03/Apr/27 12:44", None, datetime(2027, 4, 3, 12, 44)), (46480.0, None, APRIL),
        ("Low: 01/03/2027, Mid: 03/04/2027, High: 01/06/2027", None, APRIL), (5, None, None),
        ("2027-04-03 00:00:00", None, APRIL), (True, None, None), ("1.1.0001", None, None),
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_orders_and_languages(cell, day_first, expected):
    assert when(cell, day_first) == expected


def test_a_column_tells_by_its_other_dates_whether_days_come_first():
    assert day_comes_first(["3/4/2027", "13/4/2027"]) is True
    assert day_comes_first(["3/4/2027", "4/13/2027"]) is False
    assert day_comes_first(["3/4/2027"]) is None


@pytest.mark.parametrize(
    ("cell", "days"),
    [(5, 5), ("5 days?", 5), ("3,5 d", 3.5), ("2 wks", 10), ("16 hrs", 2), ("1w 2d", 7),
     ("3 Tage", 3), ("1 mon", 20), ("2 semaines", 10), ("1.5", 1.5), ("x", None), (-1, None)],
)  # fmt: skip
def test_a_duration_names_its_unit_or_counts_what_the_column_does(cell, days):
    found = length(cell)
    assert (found and found.value) == days


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2fs", [("2", "FS", 0)]), ("12FS+2 days", [("12", "FS", 2)]),
        ("4FS -1w", [("4", "FS", -5)]),
        ("3, 4SS+1,5d; 7", [("3", "FS", 0), ("4", "SS", 1.5), ("7", "FS", 0)]),
        ("4EA-1t", [("4", "FS", -1)]), ("OPS-1,OPS-2", [("OPS-1", "FS", 0), ("OPS-2", "FS", 0)]),
        ("Staff", [("Staff", "FS", 0)]), ("A001", [("A001", "FS", 0)]),
        ("5FF+50%", [("5", "FF", 0.5)]),
        ("-", []), (3.0, [("3", "FS", 0)]),
    ],
)  # fmt: skip
def test_predecessors_are_read_as_people_write_them(cell, expected):
    assert [(it.who, it.kind, it.lag) for it in predecessors(cell)] == expected


def test_people_shares_and_numbers_are_read_as_people_write_them():
    assert [tuple(it) for it in persons("Arun, Bex [50%], 2 x Mason und Di, 3 Painters")] == [
        ("Arun", 1), ("Bex", 0.5), ("Mason", 2), ("Di", 1), ("Painters", 3),
    ]  # fmt: skip
    assert [it.name for it in persons("Rao, Arun; R&D")] == ["Rao, Arun", "R&D"]
    assert [share(it) for it in ("50 %", 0.5, "50", 1, "x")] == [0.5, 0.5, 0.5, 1, None]
    texts = ["1.234,5", "1,234.5", "1 234,5", "£12,743.00", "3,5", "12,345", ""]
    assert [amount(it) for it in texts] == [1234.5, 1234.5, 1234.5, 12743, 3.5, 12345, None]


def test_a_list_under_title_rows_with_its_totals_becomes_a_plan(office):
    imported = office(
        "Plan of the office;;;;\n;;;;\n"
        "Nr;Vorgang;Dauer;Vorgänger;Zuständig\n1;Entwurf;3 Tage;;Arun\n2;Bau;2,5 t;1EA+1t;Bex\n"
        "\n;Summe;5,5;;\n"
    )
    assert starts(imported) == {"Entwurf": 0, "Bau": 4}
    assert {role.id for role in imported.scenario.roles} == {"Arun", "Bex"}
    assert "a total" in about(imported)


def test_levels_come_from_codes_blanks_or_numbers(office):
    for text in (
        "WBS,Task,Duration\n1,Build,\n1.1,Dig,2\n1.2,Pour,3\n",
        "Task,Duration\nBuild,\n  Dig,2\n  Pour,3\n",
        "Level,Task,Duration\n1,Build,\n2,Dig,2\n2,Pour,3\n",
        "Section/Column,Task,Duration\nBuild,Dig,2\nBuild,Pour,3\n",
    ):
        imported = office(text)
        assert [it.name for it in imported.scenario.projects[0].activities] == ["Dig", "Pour"]
        assert [(it.id, it.people) for it in imported.scenario.roles] == [("Build", 2)]


@pytest.mark.parametrize(
    ("lasting", "finish", "counted"),
    [(8, "2027-01-04", "hours"), (1, "2027-01-08", "weeks"), (12, "2027-01-15", "calendar days")],
)
def test_dates_tell_what_a_duration_counts(lasting, finish, counted, office):
    rows = f"a,{lasting},2027-01-04,{finish}\n" * 4
    imported = office(f"Task,Duration,Start,Finish\n{rows}")
    found = [it for it in imported.findings if it.about == "what a duration counts"]
    assert [it.value for it in found] == [counted]
    assert imported.clock.date_of(imported.finishes["list"]) == date.fromisoformat(finish)


def test_unclear_dates_and_cells_that_say_nothing_we_know_are_findings(office):
    imported = office("Task,Duration,Start,Predecessors\na,x,3/4/2027,\nb,2,never,99\n")
    assert {
        "a date that can be read in two ways", "not a duration", "not a date",
        "a link to what is not there",
    } <= about(imported)  # fmt: skip


def test_a_list_of_projects_upright_or_on_its_side(office):
    upright = office("Project Name,Start Date,End Date,Value (£m)\nA,1/2/2027,26/2/2027,3\nB,,,\n")
    lying = office("Project Name,A,B\nStart Date,1/2/2027,\nEnd Date,26/2/2027,\nValue (£m),3,\n")
    for imported in (upright, lying):
        assert [it.id for it in imported.scenario.projects] == ["A", "B"]
        assert [it.activities[0].days for it in imported.scenario.projects] == [20, 60]
        assert imported.scenario.projects[0].value == 3000


def test_a_mapping_is_kept_as_a_small_file_and_does_the_same_again(tmp_path):
    path = written(tmp_path, "list.csv", 'Was,Wie lange\n"Bau ""A""",3\n')
    with pytest.raises(ReadError, match="map its columns by hand"):
        plan_of(path)
    text = (
        'name = "Ours"\n[[sheets]]\nsheet = ""\nabout = "activities"\nheader = 1\n'
        'columns = [{ place = 0, header = "Was", field = "name", first = "Bau" },'
        ' { place = 1, header = "Wie lange", field = "duration" }]'
    )
    mapping = from_toml(text)
    assert from_toml(as_toml(mapping)) == mapping
    plan = read(path, mapping)
    assert [(it.name, it.days) for it in plan.activities] == [('Bau "A"', 3)]
    wrong = text.replace('"duration"', '"colour"')
    with pytest.raises(
        RefusedError, match="mapping, column 'Wie lange': field 'colour' is unknown"
    ):
        from_toml(wrong)


@pytest.mark.parametrize("text", ["a = ", "sheets = 3", "x" * 200_000, "[[" * 9000])
def test_a_mapping_that_is_none_is_refused(text):
    with pytest.raises(RefusedError, match="^mapping: "):
        from_toml(text)


def test_registers_of_risks_use_words_that_stand_for_numbers(tmp_path):
    path = written(
        tmp_path, "list.csv", "Risk,Probability,Impact,Status\nRain,High,Low,\nIce,L,9,Closed\n"
    )
    found = tables(path)
    mapping = guessed(found)
    assert [it.about for it in mapping.sheets] == ["risks"]
    with pytest.raises(ReadError):
        plan_in(path, found, mapping, Findings())


HEADERS = {
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Created,"
    "Resolved,Due Date,Original estimate,Remaining Estimate,Inward issue link (Blocks),"
    "Inward issue link (Blocks),Custom field (Start date),Parent key":
        {"Summary": "name", "Issue key": "id", "Project name": "project", "Assignee": "who",
         "Due Date": "finish", "Original estimate": "effort", "Resolved": "ended",
         "Inward issue link (Blocks)": "predecessors", "Custom field (Start date)": "start",
         "Parent key": "parent", "Status": "status", "Issue id": "other_id",
         "Remaining Estimate": "remaining"},
    "ID,Work Item Type,Title,Assigned To,State,Tags,Start Date,Target Date,Closed Date,"
    "Iteration Path,Parent":
        {"ID": "id", "Title": "name", "Assigned To": "who", "State": "status",
         "Start Date": "start", "Target Date": "finish", "Closed Date": "ended",
         "Iteration Path": "phase", "Parent": "parent"},
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,"
    "Start Date,Due Date,Tags,Notes,Projects,Parent task":
        {"Task ID": "id", "Completed At": "ended", "Name": "name", "Section/Column": "phase",
         "Assignee": "who", "Start Date": "start", "Due Date": "finish", "Projects": "project",
         "Parent task": "parent"},
    "Name,Subitems,Owner,Status,Timeline - Start,Timeline - End,Item ID (auto generated)":
        {"Name": "name", "Owner": "who", "Status": "status", "Timeline - Start": "start",
         "Timeline - End": "finish", "Item ID (auto generated)": "id"},
    "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,"
    "Start Date,Due Date,Late,Completed Date,Completed By,Description,Completed Checklist Items,"
    "Checklist Items,Labels":
        {"Task ID": "id", "Task Name": "name", "Bucket Name": "phase", "Progress": "done",
         "Assigned To": "who", "Start Date": "start", "Due Date": "finish",
         "Completed Date": "ended"},
    "Task Name,Duration,Start,Finish,Predecessors,Assigned To,% Complete,% Allocation":
        {"Task Name": "name", "Duration": "duration", "Start": "start", "Finish": "finish",
         "Predecessors": "predecessors", "Assigned To": "who", "% Complete": "done",
         "% Allocation": "how_many"},
    "ID,Unique_ID,Name,Duration,Start,Finish,Predecessors,Outline_Level,Percent_Complete,"
    "Resource_Names":
        {"ID": "id", "Unique_ID": "other_id", "Name": "name", "Duration": "duration",
         "Start": "start", "Finish": "finish", "Predecessors": "predecessors",
         "Outline_Level": "level", "Percent_Complete": "done", "Resource_Names": "who"},
    "ID,Name,Begin date,End date,Duration,Completion,Cost,Priority,Coordinator,Predecessors,"
    "Outline number,Resources":
        {"ID": "id", "Name": "name", "Begin date": "start", "End date": "finish",
         "Duration": "duration", "Completion": "done", "Predecessors": "predecessors",
         "Outline number": "wbs", "Resources": "who"},
    "Project Name,Department,Start Date,End Date,Benefits (£m)":
        {"Project Name": "project", "Department": "sponsor", "Start Date": "start",
         "End Date": "finish", "Benefits (£m)": "value"},
}  # fmt: skip


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[:20])
def test_the_columns_of_well_known_programs_are_preselected(header, columns):
    row = ",".join("x" for _ in header.split(","))
    assert columns(f"{header}\n{row}\n{row}\n") == HEADERS[header]


def test_estimates_of_jira_are_seconds_and_blocks_are_links(office):
    imported = office(
        "Summary,Issue key,Issue id,Status,Assignee,Original estimate,Inward issue link (Blocks)\n"
        "Design,OPS-1,11,To Do,Arun,57600,\nBuild,OPS-2,12,To Do,Arun,28800,OPS-1\n"
        "Old,OPS-3,13,Done,Arun,28800,\n"
    )
    assert starts(imported) == {"Design": 0, "Build": 2}
    assert "finished work" in about(imported)


def test_groups_of_a_board_with_titles_and_headers_of_their_own(office):
    header = "Name,Subitems,Owner,Status,Timeline - Start,Timeline - End"
    imported = office(
        f"Our board\nFirst steps\n{header}\nDig,,Arun,,2027-01-04,2027-01-05\n"
        f"Next steps\n{header}\nPour,,Bex,Working on it,2027-01-06,2027-01-08\n"
    )
    groups = {it.key: it.name for it in imported.plan.activities if it.key.startswith("phase")}
    assert set(groups.values()) == {"First steps", "Next steps"}
    assert {it.name: groups.get(it.parent) for it in imported.plan.activities if it.parent} == {
        "Dig": "First steps", "Pour": "Next steps",
    }  # fmt: skip
    assert "work in progress without a share" in about(imported)


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+3", "@x", "\t=1", "  =cmd|'x'!A1"])
def test_a_text_that_would_act_in_a_table_does_not_and_comes_back(text):
    assert str(harmless(text)).startswith("'")
    assert as_written(str(harmless(text))) == text


@pytest.mark.parametrize("value", ["Arun's", -1, "-1", "+1", "-", "-1.5", "- 3,5"])
def test_what_cannot_act_stays_as_it_is(value):
    assert harmless(value) == value


LANGUAGES = {
    "German": "Nr.;Aktiv;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen\n"
    "1;Ja;Bau;;Mo 04.01.27;Do 14.01.27;;\n2;Ja;  Graben;5 Tage;Mo 04.01.27;Fr 08.01.27;;Arun\n"
    "3;Ja;  Gießen;2 Tage?;Mi 13.01.27;Do 14.01.27;2EA+2 Tage;Bex[50%]\n",
    "French": "Nom de la tâche;Durée;Début;Fin;Prédécesseurs;Noms ressources\n"
    "Creuser;5 jours;Lun 04/01/27;Ven 08/01/27;;Arun\n"
    "Couler;2 jours;Mer 13/01/27;Jeu 14/01/27;1FD+2 jours;Bex\n",
    "Spanish": "Id,Nombre de tarea,Duración,Comienzo,Fin,Predecesoras,Nombres de los recursos\n"
    "1,Cavar,5 días,lun 04/01/27,vie 08/01/27,,Arun\n"
    '2,Verter,2 días,mié 13/01/27,jue 14/01/27,"1FC+2 días",Bex\n',
    "Portuguese": "Id,Nome da tarefa,Duração,Início,Término,Predecessoras,Nomes dos recursos\n"
    "1,Cavar,5 dias,Seg 04/01/27,Sex 08/01/27,,Arun\n"
    "2,Despejar,2 dias,Qua 13/01/27,Qui 14/01/27,1TI+2 dias,Bex\n",
    "Italian": "ID,Nome attività,Durata,Inizio,Fine,Predecessori,Nomi risorse\n"
    "1,Scavare,5 g,lun 04/01/27,ven 08/01/27,,Arun\n"
    "2,Versare,2 g,mer 13/01/27,gio 14/01/27,1FI+2 g,Bex\n",
    "Polish": "Lp;Nazwa zadania;Czas trwania;Rozpoczęcie;Zakończenie;Poprzedniki;Nazwy zasobów\n"
    "1;Kopać;5 dn;2027-01-04;2027-01-08;;Arun\n2;Lać;2 dn;2027-01-13;2027-01-14;1ZR+2 dn;Bex\n",
    "Russian": "Ид;Название задачи;Длительность;Начало;Окончание;Предшественники;"
    "Названия ресурсов\n"
    "1;Копать;5 дней;Пн 04.01.27;Пт 08.01.27;;Arun\n"
    "2;Лить;2 дней;Ср 13.01.27;Чт 14.01.27;1ОН+2 дней;Bex\n",
    "Chinese": "标识号,任务名称,工期,开始时间,完成时间,前置任务,资源名称\n"
    "1,挖,5 个工作日,2027年1月4日,2027年1月8日,,Arun\n"
    "2,浇,2 个工作日,2027年1月13日,2027年1月14日,1FS+2 个工作日,Bex\n",
    "Japanese": "番号,タスク名,期間,開始日,終了日,先行タスク,リソース名\n"
    "1,掘る,5 日,2027/01/04,2027/01/08,,Arun\n"
    "2,注ぐ,2 日,2027/01/13,2027/01/14,1FS+2 日,Bex\n",
    "English": "ID,Active,Task Mode,Name,Duration,Start,Finish,Predecessors,Outline Level,"
    "Resource Names\n"
    '1,Yes,Auto,Dig,5 days,"Mon January 4, 2027 8:00 AM","Fri January 8, 2027 5:00 PM",,1,Arun\n'
    '2,Yes,Auto,Pour,2 days,"Wed January 13, 2027 8:00 AM","Thu January 14, 2027 5:00 PM",'
    "1FS+2 days,1,Bex\n",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schedule_of_any_language_starts_and_ends_where_it_says(language, office):
    imported = office(LANGUAGES[language])
    assert list(starts(imported).values()) == [0, 7]
    days = [it.days for it in imported.scenario.projects[0].activities]
    links = [len(it.predecessors) for it in imported.scenario.projects[0].activities]
    assert (days, links) == ([5, 2], [0, 1])
    assert {it.id for it in imported.scenario.roles} == {"Arun", "Bex"}
    assert imported.finishes["list"] == 9
