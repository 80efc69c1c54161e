"""What columns are called in more languages: as programs translate them, and as offices write."""

from typing import Literal

ABROAD: dict[Literal["projects", "activities", "people", "risks", "history"], dict[str, str]] = {
    "projects": {
        "project": (
            "investment name; investment title; investment; scheme name; scheme; "
            "program project; projektname; projekttitel; projektbezeichnung; nom du projet; "
            "intitulé du projet; nombre del proyecto; nome do projeto; nome progetto; "
            "nome del progetto; 项目; 项目名称; 專案; 專案名稱; プロジェクト名; 프로젝트; "
            "프로젝트명; 프로젝트 이름; nazwa projektu; název projektu; projektnamn; "
            "projektnavn; prosjekt; prosjektnavn; proje; proje adı; hanke; projekti; "
            "projekt neve; назва проекту; название проекта; наименование проекта; projectname; "
            "proiect; έργο; initiative name; programme name; initiative; programme; program; "
            "programm; programa"
        ),
        "sponsor": (
            "projektleiter; projektleitung; projektverantwortlicher; auftraggeber in; "
            "chef de projet; responsable; commanditaire; patrocinador; jefe de proyecto; "
            "responsável; gerente do projeto; capo progetto; sponsor projektu; "
            "kierownik projektu; projektägare; projektleder; projectleider; opdrachtgever; "
            "заказчик; руководитель проекта; 负责人; 项目经理; 専案經理; 担当部署; 責任者; "
            "담당자; project manager; project sponsor; business owner; agency; ministry; "
            "division; lead agency; responsible department; accountable officer; pm"
        ),
        "start": (
            "oppstart; byggstart; anleggsstart; oppstartsdato; startdatum; projektstart; "
            "projektbeginn; date de début; date de démarrage; fecha de inicio; fecha inicio; "
            "data de início; data inizio; data di inizio; 开始日期; 開始日期; 開始; 시작일; "
            "data rozpoczęcia; datum zahájení; zahájení; startdato; başlangıç; "
            "başlangıç tarihi; alkaa; alkupäivä; kezdés; дата начала; дата початку; "
            "latest approved start date; approved start date; actual start date; project start; "
            "board approval date; boardapprovaldate; approval date; date of approval; "
            "initiation date; begin date; commencement date; commenced; planned start date; "
            "start datum; begindatum"
        ),
        "finish": (
            "ferdigstillelse; färdigställande; færdiggørelse; valmistuminen; ibruktagelse; "
            "enddatum; projektende; fertigstellung; abschluss; date de fin; date fin; "
            "fecha de fin; fecha fin; data de término; data de conclusão; data fine; "
            "data di fine; 结束日期; 結束日期; 完成日期; 終了; 종료일; data zakończenia; "
            "datum dokončení; dokončení; slutdatum; slutdato; bitiş; bitiş tarihi; päättyy; "
            "loppupäivä; befejezés; дата окончания; дата закінчення; latest approved end date; "
            "approved end date; project end; closing date; closingdate; project closing date; "
            "forecast end; forecast end date; forecast finish; forecast completion; "
            "forecast completion date; estimated completion; estimated completion date; "
            "expected completion; expected completion date; projected completion; "
            "projected completion date; planned end; planned end date; planned completion; "
            "planned completion date; target completion; target completion date; "
            "target end date; scheduled completion; scheduled end date; revised end date; "
            "current end date; estimated end date; completion; go live; go live date"
        ),
        "due": (
            "abgabetermin; zieltermin; date prévue; fecha límite; prazo; scadenza; 截止日期; "
            "期限; 마감일; termin realizacji; termín; förfallodatum; frist; son tarih; срок; "
            "deadline date"
        ),
        "value": (
            "nutzen k€; bénéfices; beneficio; benefício; 收益; 効果; korzyści; выгода"
        ),
        "cost": (
            "kostnadsramme; investeringskostnad; anslag; kokonaiskustannus; cost; total cost; "
            "budget; total budget; approved budget; planned cost; planned cost m; "
            "whole life cost; whole life costs; total whole life costs; "
            "total baseline whole life costs; total baseline whole life costs m; "
            "baseline whole life costs; estimated cost; project cost; lifecycle cost; "
            "total project cost; projected total cost; projected actual cost m; capital cost; "
            "approved cost; total amount; totalamt; lendprojectcost; contract value; funding; "
            "total funding; investment; capex; kosten; gesamtkosten; projektkosten; "
            "gesamtbudget; plankosten; investition; coût; coût total; budget total; coste; "
            "costo; presupuesto; presupuesto total; custo; custo total; orçamento; "
            "costo totale; 预算; 总投资; 投资; 預算; 予算; 費用; 예산; budżet; koszt; rozpočet; "
            "náklady; kostnad; budsjett; bütçe; maliyet; бюджет; стоимость; begroting"
        ),
        "status": (
            "status; state; project status; phase status; projektstatus; zustand; statut; état; "
            "estado; estado del proyecto; situação; stato; 状态; 狀態; 状態; 상태; stav; durum; "
            "статус; состояние; lifecycle status; current status; projectstatusdisplay"
        ),
        "done": (
            "percent complete; complete; progress; completion percentage; percent done; "
            "fortschritt; fertigstellungsgrad; avancement; avance; progresso; 进度; 進捗; "
            "進捗率; 진행률; postęp; framdrift; ilerleme; прогресс; physical progress; "
            "percentage complete; progress percent"
        ),
    },
    "activities": {
        "project": (
            "board name; projektname; nom du projet; nombre del proyecto; nome do projeto; "
            "nome progetto; 项目; 项目名称; 專案; 專案名稱; プロジェクト名; 프로젝트; "
            "프로젝트명; nazwa projektu; název projektu; projektnamn; projektnavn; prosjekt; "
            "proje; proje adı; hanke; projekti; название проекта; назва проекту; plan name; "
            "list name; program; initiative; project title; folder; space name"
        ),
        "id": (
            "vorgangsschlüssel; clé de ticket; clave de incidencia; chave da item; 課題キー; "
            "nr no; lfd nr; vorgang nr; task number; task no; activity no; activity code; "
            "act id; work item id; item; item no; row; row number; line; line no; sr no; s no; "
            "ref; reference; číslo; pořadí; identyfikator; sıra; sıra no; tunniste; sorszám; "
            "azonosító; 순번; 번호; 编号; 序号; 編號; 序號; 識別碼; 項番; n; num; № п п; № пп; "
            "идентификатор; ідентифікатор; wbs no; ticket; lnr"
        ),
        "name": (
            "subject; zusammenfassung; résumé; resumen; resumo; 要約; task subject; issue; "
            "arbeitspaket; tätigkeit; aktivität; aktivitäten; bezeichnung; beschreibung; "
            "maßnahme; schritt; thema; intitulé; libellé; activité; activités; désignation; "
            "actividad; actividades; nombre de la tarea; descripción; atividade; atividades; "
            "descrição; descrizione; attività nome; compito; czynność; opis zadania; název; "
            "název úkolu; činnost; úkol; aktivitet; aktivitetsnamn; uppgift; oppgave; "
            "oppgavenavn; opgave; görev; görev adı; iş; faaliyet; tehtävä; tehtävän nimi; "
            "tevékenység; feladat; feladat neve; наименование; наименование работ; "
            "наименование задачи; работа; работы; завдання; назва завдання; задание; "
            "мероприятие; 任務; 任務名稱; 工作; 工作内容; 工作名称; 作業名; 作業内容; 作業項目; "
            "小項目; 작업; 작업 이름; 작업명; 업무; activiteit; activiteiten; omschrijving; "
            "taakomschrijving; sarcină; activitate; εργασία; task title; activity description; "
            "work package name; action; step; short description; card name; milestone; story"
        ),
        "level": (
            "wbs level; nivå; tase; szint; úroveň; düzey; 수준; 级别; 階層; レベル; "
            "hierarchy level"
        ),
        "wbs": (
            "psp element; pspcode; psp nr; structure; código edt; eap; código wbs; ebs; ks; "
            "strukturkod; sdr; wbs číslo; 大纲编号; 大綱編號; アウトライン番号; 개요 번호; "
            "outline no; outline code; сдр; код сдр; hierarchy; wbs number; wbs nr; wbs element"
        ),
        "phase": (
            "projektphase; abschnitt; teilprojekt; arbeitsbereich; lot; étape; "
            "fase del proyecto; etapa; sprint; milestone name; list; column; category; "
            "kategorie; work stream; waves; wave; discipline; 阶段; 階段; フェーズ; 工程; "
            "大項目; 단계; etap; fáze; faze; vaihe; fázis; aşama; этап; фаза; етап; wbs name"
        ),
        "parent": (
            "parent wbs; parent task name; vorgänger gruppe; tâche parente; tarea principal; "
            "tarefa pai; 父任务; 親タスク; 상위 작업; nadřazený úkol; överordnad; parent issue; "
            "parent item; parent name; parent summary id; epic name"
        ),
        "duration": (
            "dauer tage; dauer in tagen; zeitdauer; durée jours; duración días; duração dias; "
            "durata giorni; délka; doba trvání; trvání; varaktighet dagar; varighet; kesto; "
            "süre; süre gün; időtartam; 기간; 작업 기간; 工期 天; 天数; 历时; 所要日数; 日数; "
            "продолжительность; тривалість; срок дней; duration in days; duration d; "
            "duration wd; working days; no of days; number of days; no days; dur; planned days; "
            "estimated duration; dni; days duration; durations; doorlooptijd; dagen; durată"
        ),
        "effort": (
            "ursprüngliche schätzung; estimation originale; estimación original; "
            "estimativa original; 初期見積り; time estimated text; aufwand pt; aufwand tage; "
            "personentage pt; pt aufwand; arbeit h; aufwand h; charge; charge jh; jours homme; "
            "esfuerzo; horas; esforço; horas previstas; impegno; pracochłonność; práce; "
            "pracnost; arbejde; arbeid; arbete; työ; munka; iş gücü; efor; 工作量; 工时; 人天; "
            "工數; 작업량; 공수; трудоемкость; трудоёмкость; праця; effort h; effort hours; "
            "estimated hours; hours; planned hours; planned effort; original estimate hours; "
            "time estimate; est hours; work hours; estimated effort"
        ),
        "who": (
            "zugewiesene person; persona asignada; personne assignée; members; assigned person; "
            "bearbeiter; bearbeiterin; verantwortliche; verantwortlicher; verantwortung; "
            "zugewiesen an; mitarbeiter; durchführung; responsable; responsables; affecté à; "
            "assigné à; attribué à; intervenants; acteur; asignado a; responsable s; encargado; "
            "responsável; responsáveis; atribuído a; assegnato a; responsabile; risorse; "
            "risorsa; przypisane do; odpowiedzialny; osoba odpowiedzialna; zasoby; zdroje; "
            "názvy zdrojů; zodpovídá; odpovědná osoba; ansvarig; resurser; ansvarlig; "
            "ressurser; ressursnavn; tildelt; vastuuhenkilö; resurssit; resurssien nimet; "
            "felelős; erőforrások; erőforrásnevek; sorumlu; kaynak; kaynaklar; kaynak adları; "
            "ответственный; ресурсы; назначено; відповідальний; назви ресурсів; 负责人; 责任人; "
            "资源; 執行人; 負責人; 資源名稱; 担当者名; 主担当; 자원; 자원 이름; 담당자; 담당; "
            "toegewezen aan; verantwoordelijke; uitvoerder; middelen; assigned; "
            "assigned resource; assigned resources; assignees; assign; resource name; "
            "resource s; pic; person responsible; responsible person; lead; task owner; "
            "owner s; performer; role; roles; resource initials; manager; responsable tâche"
        ),
        "how_many": (
            "anzahl; anzahl personen; effectif; cantidad; quantidade; 人数; persoane; qty"
        ),
        "predecessors": (
            "follows; inward issue link dependency; inward issue link depends; "
            "predecessor details; vorgänger nr; abhängigkeit; abhängigkeiten; vorgängervorgang; "
            "vorg; antécédents; antécédent; dépendances; dépend de; predecesor; dependencias; "
            "depende de; predecessora; dependências; dipendenze; predecessore; zależności; "
            "poprzednik; předchůdci; předchůdce; závislosti; föregående aktiviteter; beroenden; "
            "foregående opgaver; foregående aktiviteter; avhengigheter; afhængigheder; "
            "edeltäjät; megelőző feladatok; megelőzők; öncüller; öncül görevler; bağımlılık; "
            "предшественник; зависимости; попередники; 前置任務; 前置作業; 依赖; 紧前工作; "
            "先行作業; 선행 작업; 선행작업; 依存; afhankelijkheden; voorganger; "
            "blocked by dependencies; pred; preds; dependent on; depends; predecessor id; "
            "predecessor ids; predecessors wbs; wbs predecessors; waiting on; dependency s; "
            "predecessor task; predecessor tasks; is blocked by; after"
        ),
        "start": (
            "start date text; anfangstermin; anfangsdatum; startdatum geplant; geplanter start; "
            "soll start; plan start; von; date début; date de démarrage; du; fecha inicio; "
            "inicio previsto; fecha de comienzo; data inicio; início previsto; data início; "
            "data inizio; data di inizio; inizio previsto; data rozpoczęcia; start planowany; "
            "zahájení; začátek; datum zahájení; startdag; påbegyndelse; begyndelse; "
            "startdag plan; alku; alkupvm; aloitus; alkupäivä; kezdés; kezdete; kezdő dátum; "
            "başlangıç; başlangıç tarihi; дата начала; плановое начало; дата початку; початок; "
            "开始日期; 开工日期; 开工时间; 計劃開始; 開始日期; 开始时间 计划; 計画 開始日; "
            "計画開始; 予定開始日; 着手日; 시작 날짜; 시작일; 시작; begindatum; start datum; "
            "aanvangsdatum; data de inceput; început; from; start on; scheduled start; "
            "planned start date; target start; plan start date; early start; current start; "
            "forecast start; expected start; start time; start day; proposed start; "
            "estimated start; est start; bl start; start planned; jira start date; "
            "baseline start date"
        ),
        "finish": (
            "due date text; fälligkeitsdatum; fecha de vencimiento; data de vencimento; 期限日; "
            "endedatum; enddatum; endtermin geplant; geplantes ende; soll ende; plan ende; bis; "
            "fertigstellung; abschluss; abschlussdatum; termin; date fin; échéance; "
            "date échéance; date d échéance; au; fecha fin; fin previsto; fecha límite; "
            "fecha de finalización; vencimiento; data fim; fim; fim previsto; prazo; "
            "data limite; data fine; data di fine; fine prevista; scadenza; data zakończenia; "
            "koniec; termin realizacji; dokončení; konec; ukončení; datum dokončení; slutdatum; "
            "slutdag; afslutning; færdiggørelse; ferdig; sluttdato; loppu; loppupvm; lopetus; "
            "loppupäivä; valmis; päättyminen; befejezés; vége; befejező dátum; határidő; bitiş; "
            "bitiş tarihi; дата окончания; дата завершения; плановое окончание; конец; "
            "завершение; срок; дата закінчення; закінчення; завершення; 结束日期; 结束时间; "
            "完工日期; 完成日期; 完成時間; 結束日期; 计划完成; 計画 終了日; 計画終了; "
            "予定終了日; 完了日; 完了予定日; 期限; 완료 날짜; 종료일; 종료 날짜; 종료; 마감일; "
            "eind datum; gereed; deadline; data de sfârșit; sfârșit; to; finish on; "
            "scheduled finish; scheduled end; planned end; planned end date; "
            "planned finish date; plan finish; plan end; early finish; current finish; "
            "forecast finish; forecast end; expected finish; expected end; end time; "
            "estimated finish; estimated end; est finish; baseline finish; target end; "
            "target finish; target completion; complete by; due on; due by; completion date; "
            "deadline date; finish planned; due date time"
        ),
        "done": (
            "due complete; schedule percent complete; duration percent complete; "
            "units percent complete; performance percent complete; fortschritt in prozent; "
            "erledigt; prozent abgeschlossen; fertigstellungsgrad; fertig in prozent; "
            "percent fertig; percent erledigt; percent achevé; percent avancement; progression; "
            "réalisé; percent réalisé; progreso; avance; percent avance; porcentaje completado; "
            "porcentaje de avance; progresso; percent realizado; porcentagem concluída; "
            "avanzamento; percent avanzamento; percent completamento; postęp; "
            "percent ukończenia; percent wykonania; dokončeno; percent dokončeno; "
            "percent dokončení; průběh; färdigt; percent färdigt; percent klart; klart; "
            "fuldført; percent fuldført; fullført; percent fullført; valmis percent; "
            "edistyminen; készültség; percent kész; tamamlanma; percent tamamlanma; tamamlanan; "
            "ilerleme; percent завершения; процент завершения; процент выполнения; выполнено; "
            "прогресс; відсоток виконання; 完成; 进度; 完成度; 完成率; 進度; percent 完成; "
            "進捗; 達成度; 완료율; 진행률; percent 완료; voortgang; percent voltooid; voltooid; "
            "gereed percent; completion percentage; percentage complete; percent progress; "
            "progress percent; physical percent complete; activity percent complete; "
            "percent comp; completed percent; pct complete; progress complete"
        ),
        "status": (
            "stan; stav; tila; állapot; durum; статус; состояние; стан; 状态; 狀態; ステータス; "
            "状況; 상태; bearbeitungsstatus; situação; situación; état; avancement statut; "
            "task status; issue status; workflow state; work status; stage name"
        ),
        "remaining": (
            "verbleibende dauer; durée restante; duración restante; duração restante; "
            "remaining days; remaining hours; rem dur; days left; resterend; 剩余工期; 残作業"
        ),
        "began": (
            "ist start; istbeginn; début réel; comienzo real; início real; inizio effettivo; "
            "实际开始时间; 实际开始; 実績開始日; 実際の開始日; 실제 시작; "
            "rzeczywiste rozpoczęcie; skutečné zahájení; verklig start; faktisk start; "
            "фактическое начало; gerçek başlangıç; werkelijke begindatum; actual start date; "
            "started on; start actual"
        ),
        "ended": (
            "erledigt am; résolue; resuelta; 解決日; date resolved; istende; "
            "tatsächliches ende; fin réelle; fin real; término real; fine effettiva; "
            "实际完成时间; 实际完成; 実績終了日; 実際の終了日; 실제 완료; "
            "rzeczywiste zakończenie; skutečné dokončení; verkligt slut; faktisk slut; "
            "фактическое окончание; gerçek bitiş; werkelijke einddatum; actual finish date; "
            "actual end date; actual completion date; completed on; resolution date time; "
            "completed time; finish actual"
        ),
        "span": (
            "dates; date; date range; timeline; period; zeitraum; zeitspanne; période; "
            "dates prévues; periodo; período; okres; период; 期间; 日程; 기간 범위"
        ),
    },
    "people": {
        "who": (
            "mitarbeiter; mitarbeiterin; nom; personne; nombre; recurso; nome; risorsa; 姓名; "
            "成员; 氏名; 이름; imię i nazwisko; jméno; namn; navn; имя; сотрудник; ресурс; "
            "employee; team member; full name; resource group"
        ),
        "people": (
            "köpfe; vollzeitkräfte; vzä; etp; effectif; cantidad; dotación; quantidade; 人数; "
            "인원; liczba; počet; antal; antall; sayı; количество; quantity; max; fte s; "
            "max units percent"
        ),
        "rate": (
            "tarif; taux; tjm; tarifa; tarifa diaria; taxa; tariffa; 费率; 単価; 단가; stawka; "
            "sazba; dagpris; timpris; ücret; ставка; std rate; cost per day; rate per day"
        ),
    },
    "risks": {
        "risk": (
            "risikobeschreibung; description du risque; descripción del riesgo; "
            "descrição do risco; 风险; 風險; 风险描述; リスク内容; 위험; 리스크; ryzyko; "
            "riziko; risker; risk tanımı; риск; описание риска; risk event; risk statement; "
            "threat; risk issue; risico; risicobeschrijving"
        ),
        "probability": (
            "eintritt; vraisemblance; probabilità; 概率; 可能性; 発生確率; 발생확률; "
            "prawdopodobieństwo; pravděpodobnost; sannolikhet; sandsynlighed; sannsynlighet; "
            "olasılık; вероятность; kans; risk probability; likelihood score; probability score"
        ),
        "impact": (
            "impact score; gravité; consecuencia; gravidade; impatto; 影响; 影響度; 영향; "
            "wpływ; skutek; dopad; konsekvens; etki; влияние; последствия; gevolg; risk impact"
        ),
    },
    "history": {},
}  # fmt: skip
"""By what a table is about and field: more names of its columns, after those of `FIELDS`."""
