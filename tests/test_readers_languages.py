"""Tables as offices of many countries write them: headers, dates, links, letters."""

import pytest
from elsewhere import about, starts, written

from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import plan_of
from simulator.readers.encodings import encoding_of

ROWS = (
    (1, "2027-01-04", "2027-01-08", 5, "", ""),
    (2, "2027-01-11", "2027-01-15", 5, "1", ""),
    (3, "2027-01-15", "2027-01-28", 10, "2", "+4"),
)
EXPORTS = """
cp1252  | Nr.;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen | Tage | Mo %d.%m.%y | AA | Küche
cp1252  | N°;Nom de la tâche;Durée;Début;Fin;Prédécesseurs;Noms ressources | jours | Lun %d/%m/%y | DD | Clé
utf-8   | Id;Nombre de tarea;Duración;Comienzo;Fin;Predecesoras;Nombres de los recursos | días | %d/%m/%y | CC | Año
utf-8   | Id;Nome da Tarefa;Duração;Início;Término;Predecessoras;Nomes dos recursos | dias | %d/%m/%y | II | Pão
cp1252  | ID;Nome attività;Durata;Inizio;Fine;Predecessori;Nomi risorse | g | %d/%m/%y | II | Città
cp1252  | Id;Taaknaam;Duur;Begindatum;Einddatum;Voorafgaande taken;Resourcenamen | dagen | %d-%m-%y | BB | één
cp1250  | Id;Nazwa zadania;Czas trwania;Rozpoczęcie;Zakończenie;Poprzedniki;Nazwy zasobów | dn | %d.%m.%y | RR | Ściana
cp1250  | ID;Název úkolu;Doba trvání;Zahájení;Dokončení;Předchůdci;Názvy zdrojů | dny | %d.%m.%y | SS | Stěna
cp1254  | No;Görev Adı;Süre;Başlangıç;Bitiş;Öncül Görevler;Kaynak Adları | gün | %d.%m.%y | SS | Çatı
cp1252  | ID;Aktivitetsnamn;Varaktighet;Start;Slut;Föregående aktiviteter;Resursnamn | dagar | %Y-%m-%d | SS | Vägg
cp1251  | Ид.;Название задачи;Длительность;Начало;Окончание;Предшественники;Названия ресурсов | дней | %d.%m.%y | НН | Стена
gb18030 | 标识号;任务名称;工期;开始时间;完成时间;前置任务;资源名称 | 个工作日 | %Y年%m月%d日 | SS | 设计
cp932   | ID;タスク名;期間;開始日;終了日;先行タスク;リソース名 | 日 | %Y/%m/%d | SS | 設計する
cp949   | ID;작업 이름;기간;시작 날짜;완료 날짜;선행 작업;자원 이름 | 일 | %Y-%m-%d | SS | 설계
big5    | 識別碼;任務名稱;工期;開始日期;完成日期;前置任務;資源名稱 | 日 | %Y/%m/%d | SS | 設計
utf-16  | ID;Task Name;Duration;Start;Finish;Predecessors;Resource Names | days | %m/%d/%y | SS | Café
"""  # noqa: E501 - a table


def exported(header, unit, form, kind, name):
    """The plan as such a program writes it."""
    from datetime import date

    lines = [header]
    for key, start, finish, days, before, lag in ROWS:
        dates = (date.fromisoformat(it).strftime(form) for it in (start, finish))
        link = f"{before}{kind}{lag} {unit}" if lag else before
        lines.append(";".join([str(key), f"{name} {key}", f"{days} {unit}", *dates, link, "Ada"]))
    return "\n".join(lines)


@pytest.mark.parametrize("line", EXPORTS.strip().splitlines())
def test_an_export_in_any_language_ends_where_it_says(line, tmp_path):
    encoding, *parts = map(str.strip, line.split("|"))
    path = written(tmp_path, "plan.csv", exported(*parts).encode(encoding))
    office = translated(plan_of(path))
    assert [it.name for it in office.scenario.projects[0].activities] == [
        f"{parts[-1]} {key}" for key in (1, 2, 3)
    ]
    assert list(starts(office).values()) == [0, 5, 9]
    assert [it.kind for it in office.plan.relations] == ["FS", "SS"]
    assert check_plan(office).agrees
    assert not about(office) & {"a kind of link", "not a date", "a link to what is not there"}


def test_a_kind_of_link_that_nobody_knows_is_said(tmp_path):
    text = "Id;Task;Duration;Predecessors\n1;A;2;\n2;B;3;1XQ+2 days\n"
    office = translated(plan_of(written(tmp_path, "plan.csv", text)))
    assert starts(office) == {"A": 0, "B": 4}
    assert "a kind of link" in about(office)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Größe über Straße", "cp1252"), ("Плотина и берег", "cp1251"), ("Zażółć gęślą", "cp1250"),
     ("plain", "utf-8"), ("Año", "cp1252"), ("Ø å æ, søm", "cp1252")],
)  # fmt: skip
def test_letters_are_told_by_their_neighbours(text, encoding):
    assert encoding_of(text.encode(encoding)) == encoding
