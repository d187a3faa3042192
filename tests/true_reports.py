"""Reports in which every sentence is true, made by chance: days, lengths, counts, measures and names of any notation.

A seed makes one report. Whatever it says of a time or number follows from the incident that was drawn first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

MINUTE = dt.timedelta(minutes=1)
NAMES = ("Ana Cal", "Eva Noor", "Jo Beck", "Uma Ray", "Ola Nes", "Ben Ode", "Mia Falk", "Tom Uri")
PARTS = ("belt", "lamp", "motor", "scanner", "printer", "gate", "scale", "pump")
SERVICES = ("sorting", "labels", "billing-api", "search", "checkout", "mail-relay", "ledger")
CAUSES = ("a fuse was old", "a certificate ran out", "a disk was full", "an index was missing", "a rule was too wide")
DAY_FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day:%A}, {day.day} {day:%B} {day.year}",
    lambda day: f"{day.isoformat()} ({day:%a})",
)
ZONES = ("", " UTC", " UTC", "Z", " +02:00")


class Incident:
    """What was drawn: five moments of an incident in their order, and how its report writes days and times."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        day = dt.datetime(2024, 1, 5) + dt.timedelta(days=chance.randrange(800))
        moment = day + MINUTE * chance.randrange(24 * 60)
        self.moments = [moment]
        longest = chance.choice((7, 40, 40, 95, 400, 1500))
        for _ in range(4):
            moment += MINUTE * chance.randint(2, longest)
            self.moments.append(moment)
        self.day = chance.choice(DAY_FORMS)
        self.zone = chance.choice(ZONES)
        self.names = chance.sample(NAMES, 4)

    @property
    def length(self) -> dt.timedelta:
        """From the first to the last moment."""
        return self.moments[-1] - self.moments[0]

    def at(self, number: int) -> str:
        """A moment with its day."""
        moment = self.moments[number]
        day = moment.date().isoformat() if self.zone == "Z" else self.day(moment.date())
        return f"{day}{'T' if self.zone == 'Z' else ' '}{moment:%H:%M}{self.zone}"

    def clock(self, number: int) -> str:
        """A moment without its day, where all of them are on one day; else with it."""
        if self.moments[0].date() == self.moments[-1].date():
            return f"{self.moments[number]:%H:%M}{self.zone}"
        return self.at(number)

    def over(self, first: int, last: int) -> str:
        """The time between two moments, in one of the ways to write it."""
        return spelt(self.moments[last] - self.moments[first], self.chance)


def spelt(length: dt.timedelta, chance: Random) -> str:
    """A length, exactly."""
    minutes = int(length / MINUTE)
    hours, rest = divmod(minutes, 60)
    forms = [f"{minutes} minutes" if minutes > 1 else "1 minute"]
    if minutes < 600:
        forms.append(f"{minutes} min")
    if hours:
        forms += [f"{hours}h {rest:02}m", f"{hours} hour{'s' * (hours > 1)} {rest} minute{'s' * (rest != 1)}"]
    return chance.choice(forms)


def number(value: int) -> str:
    """A count with its thousands marked."""
    return f"{value:,}"


def title(one: Incident) -> str:
    what = one.chance.choice(SERVICES)
    day = one.moments[0].date()
    told = (f"Post-mortem: {what} stood still", f"{day.isoformat()} - {what} stood still")
    return f"# {one.chance.choice(told)}"


def head(one: Incident) -> str:
    chance = one.chance
    fields = [
        ("Date", one.day(one.moments[0].date())),
        ("Incident ID", f"INC-{chance.randint(1000, 9999)}"),
        ("Severity", chance.choice(("SEV1", "SEV2", "SEV3", "High", "Critical"))),
        ("Status", "Resolved"),
        ("Author", one.names[0]),
        ("Started", one.at(0)),
        ("Detected", one.at(1)),
        ("Resolved", one.at(4)),
        ("Duration", one.over(0, 4)),
    ]
    if chance.random() < 0.5:
        fields.append(("Time to detect", one.over(0, 1)))
    later = one.moments[-1].date() + dt.timedelta(days=chance.randint(1, 9))
    if chance.random() < 0.3:
        fields.append(("Published", one.day(later)))
    if chance.random() < 0.3:
        fields.append(("Post-mortem held", one.day(later)))
    if chance.random() < 0.3:
        fields.append(("Time to resolve", one.over(0, 4)))
    if chance.random() < 0.3:
        fields.append(("Reported by", one.names[1]))
    if chance.random() < 0.4:
        fields = [field for field in fields if field[0] not in ("Started", "Detected", "Resolved")]
    form = chance.randrange(4)
    if form == 0:
        return "\n".join(f"**{label}:** {value}  " for label, value in fields)
    if form == 1:
        return "\n".join(f"- **{label}**: {value}" for label, value in fields)
    if form == 2:
        return "| Field | Value |\n| --- | --- |\n" + "\n".join(f"| {label} | {value} |" for label, value in fields)
    return "\n".join(f"- {label}: {value}" for label, value in fields)


def summary(one: Incident) -> str:
    chance = one.chance
    whole = chance.randint(20, 9000)
    hit = chance.randint(3, whole - 3)
    said = [
        f"On {one.day(one.moments[0].date())} the {chance.choice(SERVICES)} "
        f"service stood still because {chance.choice(CAUSES)}.",
        f"It began at {one.clock(0)} and was over at {one.clock(4)}; the outage lasted {one.over(0, 4)}.",
        f"{number(hit)} of {number(whole)} orders were late, the other {number(whole - hit)} were not.",
    ]
    if chance.random() < 0.5:
        said.append(f"{one.names[1]} noticed it {one.over(0, 1)} after it began.")
    return " ".join(said)


def timeline(one: Incident) -> str:
    chance = one.chance
    events = (
        f"the {chance.choice(PARTS)} stops and errors begin",
        f"{one.names[1]} notices it and calls {one.names[2]}",
        f"{one.names[2]} finds that {chance.choice(CAUSES)}",
        f"a fix is rolled out to {chance.randint(2, 9)} of {chance.randint(10, 20)} hosts",
        "all is well again and the incident is resolved",
    )
    one_day = one.moments[0].date() == one.moments[-1].date()
    bare = one_day and chance.random() < 0.5
    times = [f"{m:%H:%M}" if bare else f"{m.date().isoformat()} {m:%H:%M}" for m in one.moments]
    zone = (
        "" if one.zone in ("", "Z") else f" (all times{one.zone})" if one.zone == " UTC" else f" ({one.zone.strip()})"
    )
    form = chance.randrange(6)
    if form == 4:
        body = "\n\n".join(f"### {time}\n\n{event.capitalize()}." for time, event in zip(times, events, strict=True))
    elif form == 5:
        shown = [f"{m:%I:%M %p}" if bare else f"{m:%Y-%m-%d %I:%M %p}" for m in one.moments]
        body = "\n".join(f"* {time}: {event}" for time, event in zip(shown, events, strict=True))
    elif form == 0:
        rows = "\n".join(f"| {time} | {event} |" for time, event in zip(times, events, strict=True))
        body = f"| Time | Event |\n| --- | --- |\n{rows}"
    elif form == 1:
        body = "\n".join(f"- **{time}** - {event}" for time, event in zip(times, events, strict=True))
    elif form == 2:
        body = "\n".join(f"- {time}: {event}" for time, event in zip(times, events, strict=True))
    else:
        body = "\n\n".join(f"{time} - {event}" for time, event in zip(times, events, strict=True))
    return f"## Timeline{zone}\n\n{body}"


def measures(one: Incident) -> str:
    """Tables and sentences of figures that have nothing to do with each other, or add up."""
    chance = one.chance
    rows = [(part, chance.randint(1, 400), chance.randint(1, 99)) for part in chance.sample(PARTS, 4)]
    total = sum(row[1] for row in rows)
    table = "| Part | Faults | Load |\n| --- | --- | --- |\n"
    table += "\n".join(f"| {part} | {count} | {load} % |" for part, count, load in rows)
    if chance.random() < 0.6:
        table += f"\n| **Total** | **{total}** | |"
    first, second = chance.sample(range(1000, 9999), 2)
    major, minor = chance.randint(1, 9), chance.randint(0, 30)
    before, after = chance.randint(10, 90), chance.randint(91, 400)
    listed = chance.sample(SERVICES, chance.randint(2, 5))
    words = ("zero", "one", "two", "three", "four", "five")
    texts = [
        f"Version {major}.{minor}.{chance.randint(0, 20)} was rolled "
        f"back to {major}.{max(0, minor - 1)}.{chance.randint(0, 20)}.",
        f"The change is PR #{first}, its revert is PR #{second}.",
        f"See also INC-{first} and INC-{second}, which were of another cause.",
        f"The pool was raised from {before} to {after} connections, port {chance.randint(1024, 65000)}.",
        f"The 99th percentile was {chance.randint(200, 900)} ms before "
        f"and {chance.randint(1000, 9000)} ms during the incident.",
        f"{words[len(listed)].capitalize()} services were hit:\n\n" + "\n".join(f"- {service}" for service in listed),
        f"A retry waits {chance.randint(2, 50)} seconds, and the job runs each {chance.randint(2, 12)} hours.",
        f"Of {number(total)} faults {rows[0][1]} were of the {rows[0][0]}.",
        f"It cost us ${number(chance.randint(100, 90000))}, and {chance.randint(2, 40)} customers wrote to us.",
        f"Memory went from {chance.randint(1, 9)}.{chance.randint(0, 9)} GB to {chance.randint(10, 64)} GB.",
    ]
    chance.shuffle(texts)
    return table + "\n\n" + "\n\n".join(texts[: chance.randint(3, 7)])


def lengths(one: Incident) -> str:
    """Sentences that tell lengths between moments of the incident, or of something else."""
    chance = one.chance
    moments = one.moments
    texts = []
    first, last = sorted(chance.sample(range(5), 2))
    apart = moments[last] - moments[first]
    if moments[first].date() == moments[last].date():
        times = f"{moments[first]:%H:%M} to {moments[last]:%H:%M}"
        dashed = f"{moments[first]:%H:%M}–{moments[last]:%H:%M}"
        texts += [
            f"From {times} ({spelt(apart, chance)}) the {chance.choice(PARTS)} was not used.",
            f"The {chance.choice(PARTS)} was off for {spelt(apart, chance)} ({dashed}).",
            f"Between {moments[first]:%H:%M} and {moments[last]:%H:%M} nobody was called.",
        ]
    local = moments[0] + dt.timedelta(hours=9)
    texts += [
        f"The night shift counts {chance.randint(2, 9)} people, the day shift {chance.randint(10, 20)}.",
        f"It took {one.names[3]} {chance.randint(2, 50)} minutes to "
        f"write the change, and {chance.randint(2, 9)} to test it.",
        f"In Tokyo it was {local:%Y-%m-%d %H:%M} JST." if one.zone in (" UTC", "Z") else "Nobody was in Tokyo.",
        f"The last such halt was in {chance.randint(2015, 2022)} and lasted {chance.randint(2, 9)} hours.",
        f"A restart takes {chance.randint(2, 9)} minutes.",
        f"The certificate was valid for {chance.choice((90, 365, 398))} days.",
    ]
    chance.shuffle(texts)
    return " ".join(texts[: chance.randint(2, 5)])


def changes(one: Incident) -> str:
    """Tables of what was before and after, of shares, and of who was where."""
    chance = one.chance
    rows = []
    for service in chance.sample(SERVICES, 3):
        before, during = chance.randint(20, 400), chance.randint(401, 4000)
        rows.append(f"| {service} | {before} | {during} | +{during - before} |")
    told = ["| Service | Before | During | Change |\n| --- | --- | --- | --- |\n" + "\n".join(rows)]
    whole = chance.choice((20, 50, 200, 400))
    part = chance.randrange(1, whole)
    share = f"{100 * part / whole:.1f}".removesuffix(".0")
    told.append(f"{part} of {whole} hosts ({share} %) were restarted, {whole - part} were not.")
    grid = "\n".join(
        f"| {name} | {'x' if chance.random() < 0.5 else ''} | {'x' if chance.random() < 0.5 else '-'} | yes |"
        for name in one.names
    )
    told.append(f"| Who | On site | On call | Told |\n| --- | --- | --- | --- |\n{grid}")
    parts = [chance.randint(2, 300) for _ in range(3)]
    told.append(f"{sum(parts)} parcels were late: {parts[0]} in hall 1, {parts[1]} in hall 2 and {parts[2]} in hall 3.")
    chance.shuffle(told)
    return "\n\n".join(told[: chance.randint(1, 4)])


def actions(one: Incident) -> str:
    chance = one.chance
    last = one.moments[-1].date()
    todo = []
    for name, part in zip(one.names, chance.sample(PARTS, 4), strict=True):
        due = last + dt.timedelta(days=chance.randint(2, 40))
        todo.append((f"Watch the {part}", name, due.isoformat(), chance.choice(("Open", "Done", "In progress"))))
    form = chance.randrange(3)
    if form == 0:
        rows = "\n".join(f"| {' | '.join(row)} |" for row in todo)
        return f"| Action | Owner | Due | Status |\n| --- | --- | --- | --- |\n{rows}"
    if form == 1:
        return "\n".join(
            f"- [{'x' if state == 'Done' else ' '}] {what} (owner: {who}, due: {due})" for what, who, due, state in todo
        )
    return "\n".join(f"{at}. {what} - {who}, {due}" for at, (what, who, due, _) in enumerate(todo, 1))


def asides(one: Incident) -> str:
    """What a complete report may have beside its sections: code, quotes, lists below labels, marks that are no gaps."""
    chance = one.chance
    low, high = chance.randint(1, 9), chance.randint(10, 90)
    texts = [
        f"```\ncurl -H 'X-Key: <key>' https://example.org/{{id}}\nHTTP/1.1 {chance.choice((500, 502, 503))}\n```",
        f"> {one.names[2]}: I look at it now...\n>\n> {one.names[1]}: is it over?\n",
        "We looked at:\n\n- Hosts:\n  - the old ones\n  - the new ones\n- Queues: all\n- Disks: none was full\n",
        f"- **Limit:** {low} per second\n- **Burst:** {high}\n- **Reason:**\n  the vendor sets it\n",
        "Data loss: none. Personal data: not applicable, no such data is kept there.",
        f"| Rule | Old | New |\n| --- | --- | --- |\n| `rate` | {low} | {high} |\n| `burst` | - | {high * 2} |\n",
        f"The card ends with ****{chance.randint(1000, 9999)}, the host is "
        f"`web-{low:02}`[^1].\n\n[^1]: Since {chance.randint(2015, 2023)}.",
        f"1. **Why did it stop?** {chance.choice(CAUSES).capitalize()}.\n2. "
        "**Why was it not seen?** No alert.\n3. **Why?** No rule.\n",
        f"See [the dashboard](https://example.org/d/{low}) and [above](#summary), or ask {one.names[3]}.",
        "The two ways that we know are A) to wait, and B) to restart; we chose B.",
        f"Error budget: {low}.{high} %, SLO 99.{high} %, p95 < "
        f"{high}0 ms, {low}/{high} retries, ~{high} MB, {low}x faster.",
        f"Of the alerts `A{low}` and `A{high}` the first rang at once; the rest did not.",
        "Is it safe now? Yes: the limit holds.",
    ]
    chance.shuffle(texts)
    return "\n\n".join(texts[: chance.randint(3, 8)])


class Tongue:
    """The words of a report in a language: its headings and labels, and sentences with gaps for what is told."""

    def __init__(self, heads: str, labels: str, rows: str, told: str, actions: str, states: str) -> None:
        self.heads = heads.split("|")
        self.labels = labels.split("|")
        self.rows = rows.split("|")
        self.told = told
        self.actions = actions
        self.states = states.split("|")


TONGUES = (
    Tongue(
        "Zusammenfassung|Zeitleiste|Ursache|Maßnahmen",
        "Datum|Schweregrad|Beginn|Ende|Dauer|Autor",
        "das Band steht|die Schicht merkt es|die Sicherung wird getauscht|das Band läuft wieder",
        "Am {day} stand das Band von {start} bis {end}, das sind "
        "{minutes} Minuten. Betroffen waren {hit} von {whole} Kunden.",
        "Maßnahme|Verantwortlich|Fällig|Status",
        "Offen|Erledigt|In Arbeit",
    ),
    Tongue(
        "Resumen|Cronología|Causa raíz|Acciones",
        "Fecha|Severidad|Inicio|Fin|Duración|Autor",
        "la cinta se para|el turno lo nota|se cambia el fusible|la cinta funciona otra vez",
        "El {day} la cinta estuvo parada de {start} a {end}, es "
        "decir {minutes} minutos. Afectó a {hit} de {whole} clientes.",
        "Acción|Responsable|Fecha límite|Estado",
        "Pendiente|Hecho|En curso",
    ),
    Tongue(
        "Résumé|Chronologie|Cause racine|Actions",
        "Date|Gravité|Début|Fin|Durée|Auteur",
        "le tapis s'arrête|l'équipe le remarque|le fusible est changé|le tapis marche de nouveau",
        "Le {day} le tapis est resté arrêté de {start} à {end}, soit "
        "{minutes} minutes. {hit} clients sur {whole} ont été touchés.",
        "Action|Responsable|Échéance|Statut",
        "Ouvert|Fait|En cours",
    ),
    Tongue(
        "Resumo|Linha do tempo|Causa raiz|Ações",
        "Data|Severidade|Início|Fim|Duração|Autor",
        "a esteira para|a equipe percebe|o fusível é trocado|a esteira volta a andar",
        "Em {day} a esteira ficou parada de {start} a {end}, ou "
        "seja {minutes} minutos. Foram {hit} de {whole} clientes.",
        "Ação|Responsável|Prazo|Status",
        "Pendente|Concluído|Em andamento",
    ),
    Tongue(
        "Sammendrag|Tidslinje|Årsak|Tiltak",
        "Dato|Alvorlighet|Start|Slutt|Varighet|Forfatter",
        "båndet stopper|skiftet merker det|sikringen byttes|båndet går igjen",
        "Den {day} sto båndet fra {start} til {end}, altså {minutes} minutter. Det gjaldt {hit} av {whole} kunder.",
        "Tiltak|Ansvarlig|Frist|Status",
        "Åpen|Ferdig|Pågår",
    ),
)


def abroad(seed: int) -> tuple[str, str]:
    """The path and the text of a report in another language, of an incident of one day."""
    chance = Random(seed)
    tongue = chance.choice(TONGUES)
    day = dt.date(2024, 1, 5) + dt.timedelta(days=chance.randrange(800))
    begin = dt.datetime.combine(day, dt.time(chance.randint(0, 15), chance.randrange(60)))
    moments = [begin]
    for _ in range(3):
        moments.append(moments[-1] + MINUTE * chance.randint(2, 120))
    minutes = int((moments[-1] - moments[0]) / MINUTE)
    written = chance.choice((day.isoformat(), f"{day:%d.%m.%Y}")) if day.day > 12 else day.isoformat()
    values = (
        written,
        "SEV2",
        f"{written} {moments[0]:%H:%M}",
        f"{written} {moments[-1]:%H:%M}",
        f"{minutes} min",
        "Ana Cal",
    )
    head = "\n".join(f"- **{label}:** {value}" for label, value in zip(tongue.labels, values, strict=True))
    rows = "\n".join(f"- {m:%H:%M} - {event}" for m, event in zip(moments, tongue.rows, strict=True))
    whole = chance.randint(20, 900)
    told = tongue.told.format(
        day=written,
        start=f"{moments[0]:%H:%M}",
        end=f"{moments[-1]:%H:%M}",
        minutes=minutes,
        hit=chance.randint(1, whole),
        whole=whole,
    )
    due = (day + dt.timedelta(days=chance.randint(3, 40))).isoformat()
    heads = " | ".join(tongue.actions.split("|"))
    todo = "\n".join(
        f"| {part} | {name} | {due} | {chance.choice(tongue.states)} |"
        for part, name in zip(PARTS[:3], NAMES, strict=False)
    )
    bodies = (told, rows, told.partition(". ")[0] + ".", f"| {heads} |\n| --- | --- | --- | --- |\n{todo}")
    parts = [f"## {heading}\n\n{body}" for heading, body in zip(tongue.heads, bodies, strict=True)]
    return f"postmortems/{day.isoformat()}-band.md", "\n\n".join(
        (f"# {SERVICES[seed % 7]} {day.isoformat()}", head, *parts)
    ) + "\n"


def report(seed: int) -> tuple[str, str]:
    """The path and the text of the report of a seed."""
    one = Incident(Random(seed))
    chance = one.chance
    sections = [
        f"## Summary\n\n{summary(one)}",
        timeline(one),
        f"## Impact\n\n{measures(one)}\n\n{changes(one)}",
        f"## Root cause\n\nIt happened because {chance.choice(CAUSES)}. "
        f"Nobody looked at it in {chance.randint(2, 5)} reviews.",
        f"## Response\n\n{lengths(one)}",
        f"## Detection\n\n{one.names[1]} saw it at {one.clock(1)}, that is {one.over(0, 1)} after it began.",
        f"## Action items\n\n{actions(one)}",
        f"## Notes\n\n{asides(one)}",
        "## Lessons learned\n\n### What went well\n\n- The runbook "
        "was right.\n\n### What went wrong\n\n- No alert rang.",
    ]
    text = "\n\n".join((title(one), head(one), *sections)) + "\n"
    return f"incidents/{one.moments[0].date().isoformat()}-halt.md", text
