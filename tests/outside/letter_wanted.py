"""What a finished document must say, from its job, ward profile and templates alone."""

import dataclasses
import pathlib
import re

import expect

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
URGENCY = {"hoa_toc": ("HỎA TỐC", 30), "thuong_khan": ("THƯỢNG KHẨN", 40), "khan": ("KHẨN", 20)}
CIRCULATION = {"xem_xong_tra_lai": "XEM XONG TRẢ LẠI", "luu_hanh_noi_bo": "LƯU HÀNH NỘI BỘ"}
DRAFT = {"ban_nhap": "BẢN NHÁP", "du_thao": "DỰ THẢO"}


@dataclasses.dataclass
class Appendix:
    label: str
    title: str
    attached: str
    signed_at: str = ""


@dataclasses.dataclass
class Wanted:
    """One document. A part that is not there is empty."""
    name: str
    agency: str
    appendices: list
    letter: bool = False      # has a letter, not appendices alone
    form: str = "named"
    kind: str = ""
    code: str = ""
    addressed: str = "no"
    parent: str = ""
    number: str = ""
    date: str = ""            # "Ngọc Hà, ngày 24 tháng 12 năm 2025"
    subject: str = ""
    to: list = dataclasses.field(default_factory=list)
    copies: list = dataclasses.field(default_factory=list)
    authority: list = dataclasses.field(default_factory=list)
    signer: str = ""
    urgency: str = ""
    circulation: str = ""
    drafter: str = ""
    address: str = ""
    draft: str = ""
    pictures: list = dataclasses.field(default_factory=list)  # widths in mm: signature, seal


def date_words(iso):
    """ngày 05 tháng 3 năm 2026; what is open stays out: only words are compared."""
    year, month, day = (iso.split("-") + ["", ""])[:3]
    month = month if month in ("01", "02") else month.lstrip("0")
    return f"ngày {day} tháng {month} năm {year}"


def find_template(folder, templates, name):
    path = pathlib.Path(folder, name)
    return path if path.exists() else pathlib.Path(templates, name)


def fill(text, job, ward, kind):
    """Placeholders of heading lines."""
    document = job.get("document", {})
    values = {"plan.year": job.get("plan", {}).get("year", ""), "document.kind": kind,
              "document.number": document.get("number", ""),
              "document.date": date_words(document.get("date", "")).removeprefix("ngày "),
              "period": "năm " + job.get("plan", {}).get("year", "")}
    values.update({f"ward.{key}": value for key, value in ward["ward"].items()})
    return re.sub(r"\{\{([\w.]+)\}\}", lambda m: values[m.group(1)], text)


def appendix_of(section, folder, templates, job, ward, kind):
    head = expect.ini_read(find_template(folder, templates, section["template"]))["appendix"]
    lines = [fill(section.get(key, head.get(key, "")), job, ward, kind)
             for key in ("label", "title", "attached")]
    return Appendix(*lines, section.get("signed_at", ""))


def numbered(section):
    keys = sorted((k for k in section if k != "last"), key=int) + ["last"] * ("last" in section)
    return [section[k] for k in keys]


def wanted_of(path, templates):
    path = pathlib.Path(path)
    folder, job = path.parent, expect.ini_read(path)
    ward = expect.ini_read(folder / "ward.ini")
    document = job.get("document", {})
    name = job.get("job", {}).get("name", path.stem)
    wanted = Wanted(name, ward["ward"]["agency"], [])
    kind = {}
    if "document" in job.get("job", {}):
        kind = expect.ini_read(find_template(folder, templates, job["job"]["document"]))["kind"]
    wanted.kind = kind.get("name", document.get("kind", ""))
    sections = [job[s] for s in sorted(job, key=lambda s: (len(s), s)) if s.startswith("appendix.")]
    if "template" in job.get("job", {}):
        sections = [{**job["job"], **job.get("appendix", {})}]
    wanted.appendices = [appendix_of(s, folder, templates, job, ward, wanted.kind)
                         for s in sections]
    wanted.number = document.get("number", "")
    wanted.draft = DRAFT.get(document.get("draft", ""), "")
    if not kind:
        return wanted
    signer = ward.get("signer." + document.get("signer", ""), {})
    wanted.letter = True
    wanted.form, wanted.code = kind.get("form", "named"), kind.get("code", "")
    wanted.addressed = kind.get("addressed", "no")
    wanted.parent, wanted.address = (ward["ward"].get(k, "") for k in ("parent", "address"))
    wanted.date = (f"{document.get('place', ward['ward'].get('place', ''))}, "
                   + date_words(document.get("date", "")))
    wanted.subject = fill(document.get("subject", ""), job, ward, wanted.kind)
    wanted.to, wanted.copies = (
        [fill(line, job, ward, wanted.kind) for line in numbered(job.get(s, {}))]
        for s in ("to", "copies"))
    authority = document.get("authority", signer.get("authority", ""))
    wanted.authority = [line.strip() for line in authority.split(";")]
    wanted.signer = signer.get("name", "")
    wanted.pictures = [float(width) for width in (signer.get("signature_width"),
                                                  ward["ward"].get("seal_width")) if width]
    wanted.urgency = document.get("urgency", "").replace("none", "")
    wanted.circulation = CIRCULATION.get(document.get("circulation", ""), "")
    wanted.drafter = document.get("drafter", "")
    return wanted
