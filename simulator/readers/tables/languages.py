"""Words of a dozen languages that stand in cells: months, units, states, sizes."""

from simulator.plans.plan import Kind

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen янв styczen", "feb fev fév févr февр фев luty",
            "mar mär mrz maerz mars mrt мар", "apr avr abr апр kwi", "may mai mag mei maj май мая",
            "jun juin giu июн cze", "jul juil lug июл lip", "aug août aou ago авг sie",
            "sep sept set сен wrz", "oct okt ott out окт paz", "nov ноя lis",
            "dec dez dic déc дек gru",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""The beginnings of months' names."""
DAYS_OF_THE_WEEK = (
    "mon mo lun seg ma pon пн пон mån man", "tue di mar ter tis tir вт вто wto",
    "wed mi mer mié mie qua wo śro ср сре ons onsd", "thu do jeu jue gio qui don чт чет czw tor",
    "fri fr ven vie sex vr pt pią пт пят fre", "sat sa sam sáb sab za sob сб суб lör lør",
    "sun so dim dom zo nie вс вос sön søn",
)  # fmt: skip
"""The beginnings of their names; some of them mean another day in another language."""
WEEK_DAYS = {
    name: frozenset(day for day, names in enumerate(DAYS_OF_THE_WEEK) if name in names.split())
    for names_of_a_day in DAYS_OF_THE_WEEK
    for name in names_of_a_day.split()
}
"""By the beginning of its name: which days of the week it may be, from Monday on."""
UNITS = {
    "h": 1 / 8, "hr": 1 / 8, "hrs": 1 / 8, "hour": 1 / 8, "hours": 1 / 8, "std": 1 / 8,
    "stunde": 1 / 8, "stunden": 1 / 8, "heure": 1 / 8, "heures": 1 / 8, "hora": 1 / 8,
    "horas": 1 / 8, "ore": 1 / 8, "uur": 1 / 8, "m": 1 / 480, "min": 1 / 480, "mins": 1 / 480,
    "minutes": 1 / 480, "w": 5.0, "wk": 5.0, "wks": 5.0, "week": 5.0, "weeks": 5.0, "woche": 5.0,
    "wochen": 5.0, "sem": 5.0, "semaine": 5.0, "semaines": 5.0, "semana": 5.0, "semanas": 5.0,
    "weken": 5.0, "mo": 20.0, "mon": 20.0, "mons": 20.0, "month": 20.0, "months": 20.0,
    "monat": 20.0, "monate": 20.0, "mois": 20.0, "mes": 20.0, "meses": 20.0,
    "ed": 5 / 7, "eday": 5 / 7, "edays": 5 / 7, "ew": 5.0, "y": 250.0, "year": 250.0,
    "years": 250.0, "ч": 1 / 8, "час": 1 / 8, "часов": 1 / 8, "нед": 5.0, "недель": 5.0,
    "недели": 5.0,
    "мес": 20.0, "周": 5.0, "週": 5.0, "週間": 5.0, "小时": 1 / 8, "時間": 1 / 8, "tyg": 5.0,
    "tyd": 5.0, "tygodnie": 5.0, "godz": 1 / 8, "settimane": 5.0, "settimana": 5.0, "mesi": 20.0,
    "uker": 5.0, "uger": 5.0, "veckor": 5.0, "wo": 5.0, "sm": 5.0, "týdny": 5.0, "týden": 5.0,
    "týdnů": 5.0, "hafta": 5.0, "주": 5.0, "viikkoa": 5.0, "hét": 5.0, "mês": 20.0, "ms": 20.0,
    "mss": 20.0, "ヶ月": 20.0, "か月": 20.0, "月": 20.0, "个月": 20.0, "個月": 20.0, "개월": 20.0,
    "ay": 20.0, "měsíce": 20.0, "miesiące": 20.0, "месяцев": 20.0, "месяца": 20.0, "månader": 20.0,
    "måneder": 20.0, "시간": 1 / 8, "工时": 1 / 8, "timmar": 1 / 8, "timer": 1 / 8,
    "saat": 1 / 8, "hodin": 1 / 8, "годин": 1 / 8, "uren": 1 / 8, "quarter": 60.0,
    "quarters": 60.0, "quartal": 60.0, "jahr": 250.0, "jahre": 250.0, "yr": 250.0, "yrs": 250.0,
    "an": 250.0, "ans": 250.0, "año": 250.0, "años": 250.0, "ano": 250.0, "anos": 250.0,
}  # fmt: skip
"""Working days of a unit; every other word is days."""
KINDS: dict[str, Kind] = {
    "fs": "FS", "ea": "FS", "fd": "FS", "fc": "FS", "ti": "FS",
    "ss": "SS", "aa": "SS", "dd": "SS", "cc": "SS", "ii": "SS",
    "zr": "FS", "rr": "SS", "zz": "FF", "rz": "SF", "он": "FS", "нн": "SS", "оо": "FF", "но": "SF",
    "dz": "FS", "zd": "SF", "as": "FS", "fi": "FS", "if": "SF", "eb": "FS", "bb": "SS", "be": "SF",
    "ff": "FF", "ee": "FF", "tt": "FF", "sf": "SF", "ae": "SF", "df": "SF", "cf": "SF", "it": "SF",
}  # fmt: skip
"""Kinds of relations by the letters that languages have for them; FF is FF in all."""
DONE = {
    "done", "closed", "complete", "completed", "resolved", "finished", "erledigt", "geschlossen",
    "abgeschlossen", "fertig", "beendet", "terminé", "terminée", "fait", "achevé", "clos", "hecho",
    "completado", "completada", "terminado", "finalizado", "concluído", "concluída", "完了",
    "完成", "已完成", "완료", "zakończone", "zakończony", "dokončeno", "hotovo", "klar", "färdig",
    "færdig", "ferdig", "valmis", "tamamlandı", "завершено", "выполнено", "готово", "gereed",
    "voltooid", "afgerond", "completato", "finito", "delivered", "closed complete", "yes", "true",
}  # fmt: skip
BEGUN = {
    "in progress", "active", "doing", "started", "in arbeit", "in bearbeitung", "begonnen",
    "läuft", "en cours", "en curso", "en progreso", "em andamento", "em curso", "in corso",
    "working on it", "進行中", "进行中", "진행중", "진행 중", "w toku", "w trakcie", "probíhá",
    "pågår", "i gang", "käynnissä", "devam ediyor", "в работе", "выполняется", "в процессе",
    "in behandeling", "in review", "under way", "work in progress", "wip", "ongoing",
}  # fmt: skip
CANCELLED = {
    "cancelled", "canceled", "removed", "dropped", "rejected", "withdrawn", "terminated",
    "abandoned", "discontinued", "won't do", "wont do", "won't fix", "duplicate", "abgebrochen",
    "gestrichen", "entfällt", "storniert", "abgelehnt", "annulé", "annulée", "abandonné",
    "cancelado", "cancelada", "anulado", "annullato", "cancellato", "中止", "取消", "已取消",
    "キャンセル", "취소", "anulowane", "anulowany", "zrušeno", "avbruten", "inställd", "annulleret",
    "avlyst", "peruttu", "iptal", "отменено", "отменён", "отменен", "geannuleerd", "vervallen",
    "closed incomplete", "closed skipped",
}  # fmt: skip
ON_HOLD = {
    "on hold", "hold", "paused", "suspended", "deferred", "parked", "frozen", "stopped",
    "angehalten", "pausiert", "ruht", "zurückgestellt", "en pause", "suspendu", "en attente",
    "en espera", "suspendido", "em espera", "suspenso", "suspensa", "in sospeso", "sospeso",
    "保留", "暂停", "暫停", "보류", "wstrzymane", "pozastaveno", "pausad", "vilande", "på vent",
    "odottaa", "beklemede", "приостановлено", "приостановлен", "on-hold", "gepauzeerd",
}  # fmt: skip
NO = {"no", "nein", "non", "não", "nee", "nie", "ne", "nej", "nei", "нет", "ні", "hayır", "ei",
      "nem", "否", "いいえ", "아니요", "false", "falsch", "faux", "falso"}  # fmt: skip
TOTALS = {
    "total", "totals", "sum", "summe", "gesamt", "gesamtsumme", "grand total", "somme", "suma",
    "合計", "итого", "totale", "soma", "sub total", "subtotal", "zwischensumme", "sous-total",
    "total général", "总计", "合计", "小计", "小計", "總計", "합계", "razem", "celkem", "totalt",
    "yhteensä", "összesen", "toplam", "всего", "разом", "totaal", "overall", "total general",
    "total geral", "overall total", "portfolio total", "gesamtergebnis", "total portfolio",
}  # fmt: skip
OWN_FIELD = "custom field|benutzerdefiniertes feld|champs? personnalisée?s?|campo personalizado"
"""What Jira writes before the name of a field that somebody has made, which stands in brackets."""
ISSUE_KEYS = {"issue key", "vorgangsschlüssel", "clé de ticket", "clave de incidencia",
              "chave da item", "chave do item", "課題キー"}  # fmt: skip
"""By which a table is known for one of Jira's."""
ESTIMATES = {
    "original estimate", "remaining estimate", "ursprüngliche schätzung", "verbleibende schätzung",
    "restschätzung", "estimation originale", "estimation restante", "estimación original",
    "trabajo restante estimado", "estimativa original", "estimativa restante", "初期見積り",
    "残余見積り", "time spent", "benötigte zeit", "temps passé", "tiempo dedicado", "tempo gasto",
    "消費時間",
}  # fmt: skip
"""Columns in which Jira counts seconds."""
WORDS_OF_UNITS = (
    ("hours", {"h", "hours", "hrs", "stunden", "std", "heures", "horas", "時間"}),
    ("weeks", {"weeks", "wks", "wochen", "semaines", "semanas"}),
    ("days", {"days", "tage", "d", "jours", "días", "dias", "日", "pt", "personentage"}),
)
WORDS = {
    "hoch": "high", "mittel": "medium", "niedrig": "low", "gering": "low", "sehr hoch": "very high",
    "sehr gering": "very low", "med": "medium", "moderate": "medium", "h": "high", "m": "medium",
    "l": "low", "critical": "very high", "severe": "very high", "minor": "low", "major": "high",
    "élevé": "high", "élevée": "high", "moyen": "medium", "moyenne": "medium", "faible": "low",
    "alto": "high", "alta": "high", "medio": "medium", "media": "medium", "bajo": "low",
    "baja": "low", "médio": "medium", "média": "medium", "baixo": "low", "baixa": "low",
    "possible": "medium", "likely": "high", "unlikely": "low", "rare": "very low",
    "almost certain": "very high", "高": "high", "中": "medium", "低": "low",
}  # fmt: skip
"""Words of other registers, as words of ours."""
HITS = {
    "days": "delay", "day": "delay", "tage": "delay", "d": "delay", "jours": "delay",
    "person days": "effort", "personentage": "effort", "pd": "effort", "pt": "effort",
    "k€": "cost", "keur": "cost", "k$": "cost", "cost": "cost", "€k": "cost", "kosten": "cost",
}  # fmt: skip
STARTS = "start|start date|begin|beginn|anfang|von|début|inicio|início|inizio|开始|開始|начало|from"
ENDS = "end|end date|finish|finish date|ende|bis|fin|fim|fine|término|结束|終了|окончание|to"
"""Words before or after the name of a phase in the header of its dates."""
NO_PHASES = {"project", "projekt", "planned", "actual", "baseline", "forecast", "original",
             "contract", "approved", "revised", "plan", "ist", "soll"}  # fmt: skip
"""What stands before them and is no phase."""
