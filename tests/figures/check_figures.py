#!/usr/bin/env python3
"""Owns an independent calculation of reports, in Python's decimal, and holds the program against it.

Usage: check_figures.py --program FILE [--jobs N] [--seed N] [--keep FOLDER]
Two parts: the sample quarters of input/, each figure from the CSV files; and random plans with random
progress (1,000 by default, the same ones every time), of which figures, verdicts and ranking must be
equal. What is computed here follows docs/reports.md, not the program.
"""
import argparse
import csv
import decimal
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
D = decimal.Decimal
decimal.getcontext().prec = 60
FIGURES = ("plan_year plan_period plan_to_date achieved before cumulative percent_period "
           "percent_to_date percent_year gap previous change_previous last_year last_year_before "
           "last_year_cumulative change change_cumulative").split()
faults = []


def expect(good, what):
    if not good:
        faults.append(what)


# ---- arithmetic as people do it ----

def rounded(x, digits):
    return x.quantize(D(1).scaleb(-digits), rounding=decimal.ROUND_HALF_UP)


def official(x, digits):
    text = f"{rounded(x, digits):,f}"
    if digits == 0:
        text = text.split(".")[0]
    if not any(c in "123456789" for c in text):
        text = text.lstrip("-")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def scale(x):
    return max(0, -x.as_tuple().exponent)


# ---- one target ----

class Target:
    """What is planned and reported of a target: amounts by (year, first month, last month)."""

    def __init__(self, kind, lower, measure, plan, quarters):
        self.kind, self.lower, self.measure = kind, lower, measure
        self.plan, self.quarters = plan, quarters  # plan: (sign, amount) or None
        self.reports = {}
        self.conflict = False
        self.faulty = False  # reported for the period, but not usable

    def digits(self):
        amounts = [q for q in self.quarters if q is not None]
        amounts += [self.plan[1]] if self.plan else []
        return max(map(scale, amounts or self.reports.values()), default=0)

    def milestone(self, first, last):
        """The plan of a stretch of months, as (sign, amount)."""
        if last % 3:
            return None
        if (first, last) == (1, 12):
            return self.plan
        if self.kind == "level":
            amount = self.quarters[last // 3 - 1]
            return None if amount is None else ("", amount)
        if first % 3 != 1:
            return None
        parts = [q for q in self.quarters[first // 3:last // 3] if q is not None]
        return ("", sum(parts, D(0))) if parts else None

    def amount(self, year, first, last):
        """What was achieved in a stretch, from reports of it or of all its parts."""
        if (year, first, last) in self.reports:
            return self.reports[year, first, last]
        if self.kind == "level":
            ends = [key for key in self.reports if key[0] == year and key[2] == last]
            return self.reports[max(ends, key=lambda key: key[1])] if ends else None
        for step in (3, 1):
            parts = [(year, m, m + step - 1) for m in range(first, last + 1, step)]
            if parts and parts[-1][2] == last and all(p in self.reports for p in parts):
                return sum((self.reports[p] for p in parts), D(0))
        return None

    def to_date(self, year, last):
        if last <= 0:
            return None
        if self.kind == "flow":
            return self.amount(year, 1, last)
        keys = [key for key in self.reports if key[0] == year and key[2] <= last]
        return self.reports[max(keys, key=lambda key: (key[2], key[1]))] if keys else None


def figures_of(t, year, first, last, form):
    """Figure -> printed text, or None; and the verdict."""
    digits, percent_digits = t.digits(), form["percent_digits"]
    months = last - first + 1
    achieved = t.amount(year, first, last)
    cumulative = t.to_date(year, last)
    if t.kind == "flow" and achieved is None:
        cumulative = None
    before_first, before_last = (first - months, first - 1) if first > 1 else (13 - months, 12)
    plan = {"plan_year": t.plan, "plan_period": t.milestone(first, last),
            "plan_to_date": t.milestone(1, last)}
    amounts = {"achieved": achieved, "cumulative": cumulative,
               "before": t.to_date(year, first - 1),
               "previous": t.amount(year if first > 1 else year - 1, before_first, before_last),
               "last_year": t.amount(year - 1, first, last),
               "last_year_before": t.to_date(year - 1, first - 1),
               "last_year_cumulative": t.to_date(year - 1, last)}
    verdict, gap, judged = judge(t, plan, achieved, cumulative, last, form)
    plan_digits, digits = digits, digits_shown(digits, gap, judged)
    out = {name: None if x is None else official(x, digits) for name, x in amounts.items()}
    for name, x in plan.items():
        whole = name != "plan_year" and t.kind == "flow" and (first, last) != (1, 12)
        whole = whole and not (name == "plan_period" and months == 3)
        whole = whole and not (name == "plan_to_date" and last == 3)
        sums = whole and last != 12 or (whole and name == "plan_period")
        out[name] = None if x is None else x[0] + official(x[1], plan_digits if sums else scale(x[1]))

    def percent(a, b, less=0):
        if a is None or b is None or b == 0:
            return None
        return official(rounded(a * 100 / b, percent_digits) - less, percent_digits)

    def change(a, b):
        how = form["compare_flows" if t.kind == "flow" else "compare_levels"]
        if how == "difference":
            return None if a is None or b is None else official(a - b, digits)
        return percent(a, b, 100 if how == "growth" else 0)

    reached = cumulative if t.kind == "flow" else achieved
    value = {name: x[1] if x else None for name, x in plan.items()}
    out["percent_period"] = percent(achieved, value["plan_period"])
    out["percent_to_date"] = percent(reached, value["plan_to_date"])
    out["percent_year"] = percent(reached, value["plan_year"])
    out["change_previous"] = change(achieved, amounts["previous"])
    out["change"] = change(achieved, amounts["last_year"])
    out["change_cumulative"] = change(reached, amounts["last_year_cumulative"])
    out["gap"] = None if gap is None else official(gap, digits)
    return out, verdict


def digits_shown(digits, gap, judged):
    """Those of the result where with the plan's it would print like what it differs from."""
    alike = gap and rounded(judged, digits) == rounded(judged - gap, digits)
    return scale(judged) if alike else digits


def stands(x, plan, lower, exceed):
    sign, goal = plan
    better = x <= goal if lower else x >= goal
    if sign in ("<", ">"):
        return "met" if better and x != goal else "short"
    if not better:
        return "short"
    limit = goal * (200 - exceed if lower else exceed) / 100
    return "exceeded" if (x < limit if lower else x > limit) else "met"


def judge(t, plan, achieved, cumulative, last, form):
    goal, x = plan["plan_period"], achieved
    by_sum = t.kind == "flow" and form["flows"] == "cumulative"
    if by_sum and cumulative is not None and plan["plan_to_date"]:
        goal, x = plan["plan_to_date"], cumulative
    elif goal is None:
        x = cumulative if t.kind == "flow" else achieved
        if t.plan is None:
            return "not_assessed", None, None
        if achieved is None:
            due = t.conflict or t.faulty or all(q is None for q in t.quarters)
            return ("no_data" if due else "not_assessed"), None, None
        if x is None or (t.kind == "flow" and t.lower):
            return "not_assessed", None, None
        state = stands(x, t.plan, t.lower, form["exceed"])
        return (state, x - t.plan[1], x) if state != "short" else ("not_assessed", None, None)
    if x is None:
        return "no_data", None, None
    state = stands(x, goal, t.lower, form["exceed"])
    if state == "short":
        share = goal[1] * (200 - form["behind"] if t.lower else form["behind"]) / 100
        worse = form["behind"] == 100 or (x > share if t.lower else x < share)
        state = "behind" if worse and last != 12 else "not_met"
    return state, x - goal[1], x


def score(verdicts, reports, form):
    """Printed score of a unit from its verdicts and the arrivals of its reports."""
    points = {"exceeded": form["exceeded"], "met": form["met"], "not_met": form["not_met"],
              "behind": form["behind_schedule"], "no_data": 0}
    judged = [v for v in verdicts if v != "not_assessed"]
    parts = [(form["targets"], sum(points[v] for v in judged), len(judged) * 100),
             (form["reports"], sum({"in_time": 100, "late": form["late_report"], "missing": 0}[r]
                                   for r in reports), len(reports) * 100)]
    parts = [part for part in parts if part[0] and part[2]]
    if not parts:
        return None
    total = sum(D(w) * p / m for w, p, m in parts) * 100 / sum(w for w, _, _ in parts)
    return rounded(total, form["score_digits"])


def ranks(scores):
    return [None if s is None else 1 + sum(1 for o in scores if o is not None and o > s)
            for s in scores]


# ---- what the program prints ----

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def read_dump(text):
    """Reports in the order of the output: targets by path, units by name, all by word."""
    reports = []
    for line in text.splitlines():
        words = line.split()
        if line.startswith("report "):
            reports.append({"targets": {}, "units": {}, "code": words[1], "line": line})
            place = None
        elif line.startswith("target "):
            place = reports[-1]["targets"][words[1]] = {"name": json.loads(STRING.search(line)[0])}
        elif line.startswith("unit "):
            place = reports[-1]["units"][json.loads(STRING.search(line)[0])] = {"line": line}
        elif line.startswith(("task ", "group ", "leader ", "all")):
            place = {}
            reports[-1].setdefault("other", []).append(line)
        elif line.startswith("  judged "):
            place["judged"] = words[1]
        elif line.startswith("  score "):
            place["score"] = words[1]
            place["rank"] = int(re.search(r"rank (\d+)", line)[1])
            place["tied"] = line.endswith(" tied")
        elif line.startswith("  ") and words[0] in FIGURES:
            place[words[0]] = None if words[1] == "-" else json.loads(STRING.search(line)[0])
    return reports


def run(program, folder, date, *jobs):
    command = [program, "check", "--dump=figures", f"--date={date}", "--quiet", *jobs]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"{command}: status {result.returncode}\n{result.stderr[-2000:]}")
    return read_dump(result.stdout)


def compare(where, got, wanted, verdict):
    for name in FIGURES:
        expect(got.get(name) == wanted[name],
               f"{where} {name}: {got.get(name)!r}, computed {wanted[name]!r}")
    expect(got.get("judged") == verdict,
           f"{where}: judged {got.get('judged')}, computed {verdict}")


# ---- the sample quarters ----

ROMAN = ["", "I", "II", "III", "IV"]
DEFAULT = {"percent_digits": 1, "compare_flows": "growth", "compare_levels": "difference",
           "flows": "cumulative", "exceed": 100, "behind": 100, "targets": 60, "reports": 20,
           "exceeded": 100, "met": 100, "not_met": 50, "behind_schedule": 50, "late_report": 50,
           "score_digits": 1}
# What adds up over the year; all else of the table is a level.
FLOWS = ("A.I.1", "A.II.5.-1", "A.II.5.-2")
DEADLINES = {1: "2026-03-17", 2: "2026-06-16", 3: "2026-09-16"}
UNITS = {"kthtdt": "Phòng Kinh tế, Hạ tầng và Đô thị", "vhxh": "Phòng Văn hóa - Xã hội",
         "thong-ke": "Thống kê cơ sở Ngọc Hà", "bhxh": "Bảo hiểm xã hội",
         "cong-an": "Công an phường", "quan-su": "Ban Chỉ huy Quân sự phường"}


def read_csv(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def number(text):
    text = text.strip().replace(",", ".")
    return D(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def goal(text):
    sign = re.match(r"\s*([<>]?)\s*", text)
    amount = number(text[sign.end():])
    return None if amount is None else (sign[1], amount)


def fold(name):
    return re.sub(r"[\s\"“”]+", " ", name.lower().replace("/ ", "/")).strip()


def read_sample_plan(folder):
    """Path -> (name, Target, printed sign of the plan), in the order of the table."""
    targets, section, parent, details = {}, [], "", 0
    for row in read_csv(folder / "bieu-a4.1.csv")[7:]:
        ordinal, name = row[0], row[1]
        if re.fullmatch(r"[AB]", ordinal):
            section = [ordinal]
        elif re.fullmatch(r"[IV]+", ordinal):
            section = section[:1] + [ordinal]
        else:
            details = 0 if ordinal else details + 1
            parent = ".".join(section + [ordinal]) if ordinal else parent
            path = parent if ordinal else f"{parent}.-{details}"
            plan = goal(row[4]) or goal(row[3])
            quarters = [number(q) for q in row[5:9]]
            kind = "flow" if path in FLOWS else "level"
            targets[path] = (name, Target(kind, False, row[2], plan, quarters), row[3] or row[4])
    targets.pop("A.II.5")  # a heading over its two details
    return targets


def read_reported(folder, name):
    """Folded names -> (period or None, text) of one file."""
    rows = read_csv(folder / "tien-do" / name)
    head = next(i for i, row in enumerate(rows) if "Chỉ tiêu" in row)
    where = {"name": rows[head].index("Chỉ tiêu"), "period": None}
    for i, heading in enumerate(rows[head]):
        if heading.startswith(("Thực hiện", "Kết quả")):
            where["value"] = i
        if heading == "Kỳ":
            where["period"] = i
    for row in rows[head + 1:]:
        if row[where["value"]].strip():
            yield (fold(row[where["name"]]),
                   row[where["period"]] if where["period"] is not None else None,
                   row[where["value"]].strip())


def quarter_of(text):
    match = re.search(r"(?:Quý |-Q)(IV|I{1,3}|\d)", text)
    year = int(re.search(r"20\d\d", text)[0])
    n = ROMAN.index(match[1]) if match[1] in ROMAN else int(match[1])
    return year, n * 3 - 2, n * 3


def leads_of(folder):
    """Unit -> what it leads, by the ward's profile."""
    text = (folder / "ward.ini").read_text("utf-8")
    return {name: parts.split("; ") for name, parts in
            re.findall(r'^name = "(.+)"\n(?:aliases = .*\n)?leads = "(.+)"$', text, re.MULTILINE)}


def lead_of(path, leads):
    best, who = -1, None
    for unit, parts in leads.items():
        for part in parts:
            if (path == part or path.startswith(part + ".")) and len(part) > best:
                best, who = len(part), unit
    return who


def check_sample(program, work):
    folder = work / "ngoc-ha"
    shutil.copytree(ROOT / "input" / "ngoc-ha", folder)
    for job in (ROOT / "tests" / "figures" / "jobs").glob("ngoc-ha-*.ini"):
        shutil.copy(job, folder)
    leads = leads_of(folder)
    for quarter in (1, 2, 3):
        targets = read_sample_plan(folder)
        states = {}
        by_name = {fold(name): path for path, (name, _, _) in targets.items()}
        for q in range(1, quarter + 1):
            said = {}
            for key, unit in UNITS.items():
                path = folder / "tien-do" / f"q{q}-{key}.csv"
                for name, _, text in read_reported(folder, path.name) if path.exists() else ():
                    said.setdefault(by_name[name], {})[unit] = text
            for path, texts in said.items():
                lead = lead_of(path, leads)
                text = texts.get(lead, next(iter(texts.values())))
                if number(text) is not None:
                    targets[path][1].reports[2026, q * 3 - 2, q * 3] = number(text)
                elif q == quarter:
                    states[path] = text
        for name, period, text in read_reported(folder, "nam-2025.csv"):
            targets[by_name[name]][1].reports[quarter_of(period)] = number(text)
        month = (quarter * 3 - 2, quarter * 3)
        report = run(program, folder, "2026-10-05", f"ngoc-ha-q{quarter}.ini")[0]
        expect(report["targets"].keys() == targets.keys(),
               f"Q{quarter}: targets {sorted(report['targets'])}")
        verdicts = {}
        for path, (name, target, shown) in targets.items():
            got = report["targets"][path]
            if target.plan is None:  # in words: judged by what was said
                verdicts[path] = {"Đạt": "met"}.get(states.get(path), "no_data")
                expect(got["judged"] == verdicts[path], f"Q{quarter} {path}: {got['judged']}")
                expect(got["achieved"] == states.get(path), f"Q{quarter} {path}: {got['achieved']}")
                continue
            wanted, verdicts[path] = figures_of(target, 2026, *month, DEFAULT)
            for key in ("plan_year",):  # "> 75" is printed as it stands in the plan
                wanted[key] = got[key] if got[key].replace(" ", "") == wanted[key] else wanted[key]
            compare(f"Q{quarter} {path}", got, wanted, verdicts[path])
        check_units(f"Q{quarter}", report, leads, verdicts, sample_arrivals(folder, quarter))
        print(f"sample Q{quarter}: {len(targets)} targets")


def sample_arrivals(folder, quarter):
    """Unit -> how each of its reports arrived, by the job's keys."""
    job = (folder / f"ngoc-ha-q{quarter}.ini").read_text("utf-8")
    arrivals = {unit: [] for unit in UNITS.values()}
    for part in re.split(r"\n(?=\[)", job):
        data = re.search(r'data = "tien-do/q(\d)-(.+)\.csv"', part)
        if data:
            there = (folder / "tien-do" / f"q{data[1]}-{data[2]}.csv").exists()
            received = re.search(r"received = (\S+)", part)
            late = received and received[1] > DEADLINES[int(data[1])]
            arrivals[UNITS[data[2]]].append(
                "missing" if not there else "late" if late else "in_time")
    return arrivals


def check_units(where, report, leads, verdicts, arrivals, form=None):
    form = form or DEFAULT
    scores = {unit: score([v for path, v in verdicts.items() if lead_of(path, leads) == unit],
                          arrivals[unit], form) for unit in leads}
    for unit, rank in zip(scores, ranks(list(scores.values()))):
        got = report["units"][unit]
        wanted = "-" if scores[unit] is None else official(scores[unit], form["score_digits"])
        expect(got["score"] == wanted, f"{where} {unit}: score {got['score']}, computed {wanted}")
        expect(got["rank"] == (rank or 0), f"{where} {unit}: rank {got['rank']}, computed {rank}")
        tied = rank is not None and list(scores.values()).count(scores[unit]) > 1
        expect(got["tied"] == tied, f"{where} {unit}: tied {got['tied']}")


# ---- random plans ----

RANDOM_UNITS = ["Phòng Thứ nhất", "Phòng Thứ hai", "Phòng Thứ ba", "Phòng Thứ tư"]
KINDS = [("flow", False), ("flow", False), ("flow", True), ("level", False), ("level", False),
         ("level", True)]
PERIODS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
           "9M": (1, 9), "": (1, 12), "03": (3, 3), "08": (8, 8), "12": (12, 12)}
NAMES = 24
MEASURES = ["%", "triệu đồng", "người", "Trường", "ha"]


def template():
    columns = [("ordinal", "TT", "ordinal", ""), ("target", "Chỉ tiêu", "name", ""),
               ("unit", "ĐVT", "unit", ""), ("plan", "Kế hoạch", "target", "plan")]
    columns += [(f"q{n}", f"Quý {ROMAN[n]}", "target", f"quarter_{n}") for n in (1, 2, 3, 4)]
    columns += [("lead", "Đơn vị chủ trì", "agency", "")]
    out = '[appendix]\nlabel = "Biểu"\ntitle = "Thử"\nsheet = "Biểu"\n'
    for i, (key, heading, kind, role) in enumerate(columns, 1):
        out += f'\n[column.{i}]\nkey = {key}\nheading = "{heading}"\ntype = {kind}\n'
        out += f"role = {role}\n" if role else ""
    for i, (ordinal, kind) in enumerate((("A", "section"), ("1", "item")), 1):
        out += f"\n[level.{i}]\nordinal = {ordinal}\nkind = {kind}\n"
        out += "restart = yes\n" if i == 2 else ""
    for i in range(NAMES):
        kind, lower = KINDS[i % len(KINDS)]
        out += f'\n[target.{i + 1}]\nname = "{name_of(i)}"\nkind = {kind}\n'
        out += f"direction = {'lower' if lower else 'higher'}\n"
    return out


def name_of(i):
    return f"Chỉ tiêu thử {'abcdefghijklmnopqrstuvwxyz'[i]}"


FORMS = [dict(DEFAULT),
         dict(DEFAULT, percent_digits=2, exceed=105, behind=90, compare_flows="index",
              compare_levels="growth", score_digits=2),
         dict(DEFAULT, percent_digits=0, flows="period", exceed=110, behind=80, not_met=70,
              behind_schedule=30, score_digits=0, exceeded=120),
         dict(DEFAULT, percent_digits=4, behind=50, compare_flows="difference", targets=7,
              reports=3, score_digits=3)]


def form_text(form):
    keys = {"figures": ["percent_digits", "compare_flows", "compare_levels"],
            "judge": ["flows", "exceed", "behind"],
            "score": ["targets", "reports", "exceeded", "met", "not_met", "behind_schedule",
                      "late_report", "score_digits"]}
    return "\n".join(f"[{section}]\n" + "".join(f"{key} = {form[key]}\n" for key in names)
                     for section, names in keys.items())


def amount_text(r, x):
    """As people write it: a comma; dots between thousands now and then, where no comma is."""
    text = f"{x:f}"
    if "." in text:
        return text.replace(".", ",")
    return text


def random_amount(r, digits, most=5):
    return D(r.randint(0, 10 ** r.randint(1, most))).scaleb(-digits)


def random_target(r, i):
    kind, lower = KINDS[i % len(KINDS)]
    digits = r.choice([0, 0, 1, 2, 2, 4])
    plan = None if r.random() < .04 else (
        r.choice(["", "", "", "<" if lower else ">"]), random_amount(r, digits))
    quarters = [None if r.random() < .15 else random_amount(r, r.choice([0, digits]))
                for _ in range(4)]
    if r.random() < .1:
        quarters = [None] * 4
    return Target(kind, lower, r.choice(MEASURES), plan, quarters)


def fill_reports(r, t, year, last):
    """Reported amounts by stretch, of one length, now and then with a gap; near the plan often."""
    step = r.choice([3, 3, 3, 1])
    for first in range(1, last + 1, step):
        if r.random() < .07 or first + step - 1 > last:
            continue
        base = t.quarters[(first - 1) // 3]
        if t.kind == "level" and t.plan and t.plan[0] and r.random() < .4:
            t.reports[year, first, first + step - 1] = t.plan[1]  # where "<" and ">" decide
            continue
        if base is not None and r.random() < .7:
            part = base if step == 3 or t.kind == "level" else base / 3
            x = rounded(part * D(r.choice(["1", "0.9", "1.05", "0.995", "1.1", "0.8", "1.0004"])),
                        r.choice([0, 1, 2, 4, 5]))  # three would be doubtful
        else:
            x = random_amount(r, r.choice([0, 1, 2]))
        t.reports[year, first, first + step - 1] = x


def period_text(key):
    year, first, last = key
    return f"{year}-{first:02d}" if first == last else f"{year}-Q{last // 3}"


def make_job(r, folder, n):
    """Writes a job; gives what must come out."""
    suffix = r.choice(list(PERIODS))
    first, last = PERIODS[suffix]
    chosen = sorted(r.sample(range(NAMES), r.randint(3, 10)))
    parts = [chosen[:len(chosen) // 2], chosen[len(chosen) // 2:]]
    form = r.randrange(len(FORMS))
    plan_rows, targets, leads = [], {}, {unit: [] for unit in RANDOM_UNITS}
    files = {unit: [] for unit in RANDOM_UNITS}
    last_year = []
    missing = r.choice(RANDOM_UNITS) if r.random() < .2 else None
    for letter, part in zip("AB", parts):
        plan_rows.append([letter, f"Phần {letter}"])
        for ordinal, i in enumerate(part, 1):
            t, path, unit = random_target(r, i), f"{letter}.{ordinal}", r.choice(RANDOM_UNITS)
            fill_reports(r, t, 2026, last)
            fill_reports(r, t, 2025, 12)
            for key, x in t.reports.items():
                row = [path if r.random() < .8 else "", name_of(i), period_text(key),
                       amount_text(r, x), t.measure if r.random() < .8 else ""]
                (files[unit] if key[0] == 2026 else last_year).append(row)
            own = (2026, first, last)
            if own in t.reports and r.random() < .05:  # another unit says something else
                other = r.choice([u for u in RANDOM_UNITS if u != unit])
                files[other].append([path, name_of(i), period_text(own),
                                     amount_text(r, t.reports[own] + 1), ""])
                if unit == missing and other != missing:
                    t.reports[own] += 1
                    t.kept = own
            if unit == missing:
                kept = getattr(t, "kept", None)
                t.reports = {k: x for k, x in t.reports.items() if k[0] == 2025 or k == kept}
            plan_rows.append([str(ordinal), name_of(i), t.measure,
                              t.plan[0] + amount_text(r, t.plan[1]) if t.plan else "",
                              *["" if q is None else amount_text(r, q) for q in t.quarters], unit])
            targets[path], leads[unit] = t, leads[unit] + [path]
    arrivals = {}
    job = (f'[job]\nname = "j{n}"\ntemplate = "mau.ini"\ndata = "j{n}/plan.csv"\n'
           f"\n[plan]\nyear = 2026\n\n[document]\nkind = \"Báo cáo\"\nnumber = \"1/BC\"\n"
           f"date = 2026-12-31\n"
           f"\n[report]\nperiod = 2026{'-' if suffix else ''}{suffix}\nwindow = calendar\n"
           f'template = "form{form}.ini"\ndeadline = 2026-12-31\n')
    (folder / f"j{n}").mkdir()
    write(folder / f"j{n}/plan.csv",
          [["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Quý I", "Quý II", "Quý III", "Quý IV",
            "Đơn vị chủ trì"]] + plan_rows, 9)
    head = [["Mã", "Chỉ tiêu", "Kỳ", "Kết quả", "ĐVT"]]
    for u, unit in enumerate(RANDOM_UNITS, 1):
        late = r.random() < .3
        r.shuffle(files[unit])
        if unit != missing:
            write(folder / f"j{n}/u{u}.csv", head + files[unit], 5)
        arrivals[unit] = ["missing" if unit == missing else "late" if late else "in_time"]
        job += (f'\n[progress.{u}]\nunit = "{unit}"\ndata = "j{n}/u{u}.csv"\nshape = list\n'
                f"received = {'2027-01-05' if late else '2026-12-30'}\n")
    write(folder / f"j{n}/old.csv", head + last_year, 5)
    job += f'\n[last_year.1]\ndata = "j{n}/old.csv"\nperiod = 2025\nshape = list\n'
    (folder / f"j{n}.ini").write_text(job, "utf-8")
    return targets, leads, arrivals, (first, last), FORMS[form]


def write(path, rows, width):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(row + [""] * (width - len(row)) for row in rows)
    path.write_text(out.getvalue(), "utf-8")


def check_random(program, work, count, seed):
    folder = work / "random"
    folder.mkdir()
    ward = '[ward]\nname = "phường Thử"\nagency = "Ủy ban nhân dân phường Thử"\n'
    ward += "".join(f'\n[unit.{i}]\nname = "{unit}"\n' for i, unit in enumerate(RANDOM_UNITS, 1))
    (folder / "ward.ini").write_text(ward, "utf-8")
    (folder / "mau.ini").write_text(template(), "utf-8")
    for i, form in enumerate(FORMS):
        (folder / f"form{i}.ini").write_text(form_text(form), "utf-8")
    r = random.Random(seed)
    jobs = [make_job(r, folder, n) for n in range(count)]
    reports = []
    for start in range(0, count, 250):
        names = [f"j{n}.ini" for n in range(start, min(start + 250, count))]
        reports += run(program, folder, "2026-12-31", *names)
    expect(len(reports) == count, f"{len(reports)} reports of {count}")
    figures = 0
    for n, (report, (targets, leads, arrivals, (first, last), form)) in enumerate(
            zip(reports, jobs)):
        verdicts = {}
        for path, t in targets.items():
            wanted, verdicts[path] = figures_of(t, 2026, first, last, form)
            got = dict(report["targets"].get(path, {}))
            if got.get("plan_year"):
                got["plan_year"] = got["plan_year"].replace(" ", "")
            for name in ("plan_period", "plan_to_date"):
                got[name] = got[name].replace(" ", "") if got.get(name) else None
            compare(f"job {n} {path}", got, wanted, verdicts[path])
            figures += sum(wanted[name] is not None for name in FIGURES)
        check_units(f"job {n}", report, leads, verdicts, arrivals, form)
    print(f"random: {count} plans, {figures} known figures")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20260930)
    parser.add_argument("--keep", help="an empty folder for the jobs, which stays")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.keep or temporary)
        check_sample(program, work)
        check_random(program, work, options.jobs, options.seed)
    for fault in faults[:40]:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
