"""What the columns of a table may mean, and what they are called in offices."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from simulator.readers.tables.abroad import ABROAD

About = Literal["projects", "activities", "people", "risks", "history"]

FIELDS: dict[About, dict[str, str]] = {
    "projects": {
        "project": (
            "project name; project; project title; projekt; projet; proyecto; projeto; progetto; "
            "vorhaben; 案件; プロジェクト; projectnaam; проект"
        ),
        "sponsor": (
            "sponsor; senior responsible owner sro name; senior responsible owner; sro; "
            "auftraggeber; executive sponsor; department; project owner; project lead; owner"
        ),
        "start": (
            "start; start date; planned start; project start date; begin; beginn; "
            "starttermin; anfang; début; inicio; início; inizio; 開始日; 开始; начало; "
            "startdatum"
        ),
        "finish": (
            "end; end date; finish; finish date; planned finish; project end date; ende; "
            "endtermin; fin; término; fine; 終了日; "
            "projected actual project completion date b2; completion date; "
            "planned project completion date b2; окончание; einddatum"
        ),
        "due": (
            "due; due date; promised; fällig; fälligkeit; termin; échéance; vencimiento; "
            "target date"
        ),
        "deadline": "deadline; latest; spätestens; drop dead date",
        "value": (
            "value; benefit; benefits; benefits m; wert; nutzen; valeur; valor; nutzwert; "
            "expected value; net present value; npv"
        ),
        "cost_of_delay": "cost of delay a day; cost of delay; cost of delay per day; verzugskosten",
        "after": "after; depends on; predecessor projects; nach; hängt ab von; dependencies",
        "objective": (
            "objective; strategic objective; goal; ziel; objectif; objetivo; "
            "annual report category; category; theme"
        ),
        "cost": "cost; total cost; budget",
        "status": "status; state; project status",
        "done": "done; done percent; percent complete; complete; progress",
    },
    "activities": {
        "project": (
            "project; project name; projekt; projet; proyecto; projeto; progetto; board; "
            "プロジェクト; projects; проект"
        ),
        "id": (
            "id; activity id; task id; issue key; タスク id; key; no; nr; number; nummer; "
            "item id auto generated; identifier; vorgangsnr; numéro; код; nº; n°; lp; 番号; "
            "标识号; ид; identificador"
        ),
        "other_id": "issue id; unique id; guid",
        "name": (
            "activity; activity name; task; task name; name; summary; title; vorgang; "
            "vorgangsname; aufgabe; tâche; nom; nom de la tâche; tarea; nombre de tarea; "
            "nombre; tarefa; nome da tarefa; nome; attività; タスク; 小項目 タスク; 作業; "
            "任务; 任务名称; taak; taaknaam; zadanie; задача; название задачи; description; "
            "deliverable; work item; task description; nazwa zadania; название; タスク名; "
            "opgavenavn; uppgiftsnamn; nome attività"
        ),
        "level": (
            "level; outline level; ebene; gliederungsebene; niveau; nivel; nível; livello; "
            "アウトライン レベル; 大纲级别; poziom; уровень"
        ),
        "wbs": (
            "wbs; wbs code; wbs id; psp code; psp; outline number; level or wbs; "
            "gliederungsnummer; edt; outline; структура"
        ),
        "phase": (
            "phase; section column; section; bucket name; bucket; group; gruppe; stage; "
            "epic; epic link; custom field epic link; parent summary; iteration path; "
            "大項目 工程; area; workstream; work package; etappe; fase"
        ),
        "parent": "parent; parent key; parent task; parent id; parent task id; übergeordnet",
        "duration": (
            "duration; duration days; dauer; durée; duración; duração; durata; 期間; 工期; "
            "duur; days; tage; planned duration; original duration; длительность; "
            "remaining duration d; orig dur; czas trwania; 持续时间; varighed; varaktighet; "
            "czas"
        ),
        "effort": (
            "effort; work; arbeit; aufwand; travail; trabajo; trabalho; lavoro; person days; "
            "personentage; pt; original estimate; 工数 日; 予定 工数 日; 工数; effort days; "
            "estimate; planned work; manday; man days; werk; трудозатраты"
        ),
        "low": "low; optimistic; best case; min; minimum; optimistisch",
        "high": "high; pessimistic; worst case; max; maximum; pessimistisch",
        "who": (
            "who; assigned to; assignee; owner; resource names; resources; resource; "
            "resourcing; ressourcen; ressource; ressourcennamen; zuständig; verantwortlich; "
            "noms ressources; nombres de los recursos; recursos; nomes de recursos; "
            "nomi risorse; 担当; 担当者; 资源名称; coordinator; responsible; person; people; "
            "wer; team; исполнитель; resourcenamen; qui; nazwy zasobów; названия ресурсов; "
            "リソース名; nomes dos recursos; ressourcenavne; resursnamn"
        ),
        "how_many": (
            "how many; units; allocation; percent allocation; einheiten; count; number of people"
        ),
        "predecessors": (
            "predecessors; predecessor; predecessor act; vorgänger; prédécesseurs; "
            "predecesoras; predecessoras; predecessori; 先行タスク id; 先行; 前置任务; "
            "depends on; dependencies; dependency; abhängig von; blocked by; "
            "inward issue link blocks; voorafgaande taken; предшественники; "
            "unique id predecessors; predecesores; poprzedniki; 先行タスク; 先行タスク番号; "
            "foregående; föregående; voorgangers"
        ),
        "start": (
            "start; start date; planned start; begin date; begin; beginn; anfang; début; "
            "comienzo; início; inizio; 開始日; 予定 開始日; 开始时间; timeline start; "
            "custom field start date; baseline start; starttermin; startdatum; "
            "data de início; data inicial; inicio; fecha de inicio; начало; date de début; "
            "rozpoczęcie; 開始; 开始; startdato; aanvang"
        ),
        "finish": (
            "finish; end; end date; finish date; planned finish; due date; due; ende; "
            "endtermin; fin; término; fine; 終了日; 予定 終了日; 完成时间; timeline end; "
            "target date; fällig; fälligkeitsdatum; einde; einddatum; data de término; "
            "data final; data de fim; fecha de fin; окончание; date de fin; zakończenie; "
            "終了; 完成; slutdato; slut; finalización"
        ),
        "span": "timeline dates",
        "active": (
            "active; aktiv; actif; activo; activa; ativo; ativa; attivo; actief; aktywne; aktywny; "
            "aktivní; активное; активно; etkin; aktiivinen; 有効; 活动; 活動; 활성"
        ),
        "earliest": "earliest; not before; start no earlier than; frühestens; constraint date",
        "done": (
            "done; done percent; percent complete; completion; progress; complete; "
            "fortschritt; abgeschlossen; achevé; completado; concluída; completamento; "
            "進捗率; 実績 進捗率; percent done; fertig; percent work complete; completed; "
            "avancement; % 完成; завершено; 達成率; 完成百分比; percent terminé; ukończono; "
            "percent completo; percent concluída; percent completado; percent completata"
        ),
        "status": "status; state; zustand; statut; estado; stato; status category; 状態",
        "remaining": (
            "remaining; remaining duration; remaining estimate; remaining work; rest; "
            "restdauer; verbleibend"
        ),
        "took": (
            "took; time spent; actual duration; actual work; actual effort; completed work; "
            "ist dauer; ist aufwand; tatsächliche dauer; tatsächlicher aufwand; "
            "travail réel; trabajo real"
        ),
        "began": "actual start; 実績 開始日; ist anfang; tatsächlicher anfang; started",
        "ended": (
            "actual finish; actual end; 実績 終了日; ist ende; completed at; completed date; "
            "finished date; resolution date; resolved; closed date; date completed; finished"
        ),
        "work": "kind of work; type of work; art der arbeit",
    },
    "people": {
        "who": (
            "who; name; person; role; resource; resource name; wer; rolle; ressource; team; "
            "担当者; resource role"
        ),
        "people": (
            "how many; count; number; headcount; fte; max units; anzahl; capacity; people; "
            "kapazität"
        ),
        "rate": (
            "rate a day; day rate; rate; daily rate; standard rate; tagessatz; satz; cost a day"
        ),
        "away": "away; away from to; vacation; absence; urlaub; abwesend; holidays; leave",
        "hire_days": "hire takes; days to hire; hiring takes; lead time",
    },
    "risks": {
        "project": "project; projekt; project program; projet; proyecto; programme; program",
        "risk": (
            "risk; description; risk description; title; name; risk title; risiko; risque; "
            "riesgo; risco; rischio; event; リスク; beschreibung; risk name"
        ),
        "probability": (
            "probability; likelihood; wahrscheinlichkeit; probabilité; probabilidad; "
            "probabilidade; 確率; chance; prob; eintrittswahrscheinlichkeit"
        ),
        "impact": (
            "impact; consequence; severity; auswirkung; schaden; impacto; effect; 影響; "
            "schadenshöhe"
        ),
        "delay": (
            "schedule exposure days; schedule impact; schedule impact days; delay; "
            "delay days; terminauswirkung"
        ),
        "cost": "cost exposure; cost exposure usd; cost impact; exposure; kostenauswirkung",
        "unit": "unit; einheit; impact unit",
        "owner": "owner; risk owner; verantwortlich; eigner; responsible",
        "answer": (
            "answer; mitigation; response; strategy; maßnahme; gegenmaßnahme; "
            "mitigation plan; risk response; treatment"
        ),
        "answer_cost": "cost of answer; mitigation cost; response cost; maßnahmenkosten",
        "helps": "helps by; effectiveness; reduces by",
        "status": "status; register status; state; realized",
    },
    "history": {
        "project": "project; project name; projekt",
        "activity": "activity; task; name; activity name; vorgang; tâche; id",
        "planned": (
            "planned; planned days; planned duration; plan; estimate; geplant; baseline duration"
        ),
        "actual": "actual; actual days; actual duration; ist; took; cycle time days; tatsächlich",
        "planned_start": "planned start; baseline start; plan start",
        "planned_finish": "planned finish; baseline finish; planned end; plan finish; plan end",
        "actual_start": "actual start; started; created date",
        "actual_finish": "actual finish; actual end; finished date",
        "work": "kind of work; type of work",
        "finished": "finished on; finished; completed on",
    },
}
"""By what a table is about: its fields, each with names of columns, the likeliest first."""

REQUIRED: dict[About, tuple[tuple[str, ...], ...]] = {
    "projects": (("project",),),
    "activities": (("name",),),
    "people": (("who",), ("people", "rate", "away")),
    "risks": (("risk",), ("probability", "impact", "delay", "cost")),
    "history": (
        ("planned", "planned_finish"),
        ("actual", "actual_finish"),
        ("project", "activity"),
    ),
}
"""What a table must have to be about this: of each of these one."""

SHEETS: dict[About, str] = {
    "projects": "projects; projekte; portfolio; project list",
    "activities": "activities; tasks; schedule; plan; project plan; vorgänge; wbs; gantt",
    "people": "people; resources; team; mitarbeiter; ressourcen",
    "risks": "risks; risk register; risk log; raid; risiken; register",
    "history": "history; actuals; finished; historie",
}


@lru_cache(maxsize=10_000)
def plain(header: str) -> str:
    """A header without case, signs, accents of capitals and blanks: '% Complete' is 'complete'."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("%", " percent ")
    words = re.findall(r"[^\W_]+", text)
    if (
        len(words) > 1
        and words[0] == "percent"
        and words[1] in ("complete", "done", "abgeschlossen")
    ):
        words = words[1:]
    return " ".join(words)


def synonyms(about: About) -> dict[str, tuple[str, int]]:
    """By plain name of a column: its field, and how far down its list the name stands."""
    found: dict[str, tuple[str, int]] = {}
    for field, names in FIELDS[about].items():
        more = ABROAD[about].get(field, "")
        for rank, name in enumerate(f"{names};{more}".split(";")):
            if plain(name):
                found.setdefault(plain(name), (field, rank))
    return found


SYNONYMS: dict[About, dict[str, tuple[str, int]]] = {about: synonyms(about) for about in FIELDS}
