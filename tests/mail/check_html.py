#!/usr/bin/env python3
"""Owns the promise that the HTML of a message can be read on a phone and at a desk: in headless
Chromium nothing is wider than the screen, letters are not too small, and no request leaves.

Usage: check_html.py BAOCAO SCRATCH      leaves pictures of what it saw in SCRATCH; ends with 77
where there is no Chromium.
"""
import email
import email.policy
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77
WIDTHS = {"phone": 375, "desk": 1200}

# Told by the page itself, in its title, which Chromium prints with the rest of the document. The
# frame has the width of the screen, which a window of Chromium cannot always have.
PROBE = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="f" style="border:0; width:%dpx; height:1000px" src="%s"></iframe><script>
document.getElementById("f").onload = function () {
  var d = this.contentDocument, w = this.contentWindow, small = 99, dim = 0;
  for (var e of d.body.querySelectorAll("p, td, th, h1, h2, li, b, span")) {
    small = Math.min(small, parseFloat(w.getComputedStyle(e).fontSize));
    if (!e.closest(".wide") && e.textContent.trim() && e.offsetWidth == 0) dim++;
  }
  document.title = JSON.stringify({wide: d.documentElement.scrollWidth, small: small, dim: dim,
    loaded: w.performance.getEntriesByType("resource").length, text: d.body.innerText});
};
</script></body>"""


def chromium():
    return next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
                 if p), None)


def browse(program, scratch, *args):
    done = subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--allow-file-access-from-files", "--virtual-time-budget=5000",
         f"--user-data-dir={scratch}/profile", *args],
        capture_output=True, timeout=120, check=False)
    return done.stdout.decode("utf-8", "replace")


def check(program, scratch, name, page, wanted):
    """What is wrong with one page at each width."""
    faults = []
    for screen, width in WIDTHS.items():
        probe = scratch / f"probe-{screen}.html"
        probe.write_text(PROBE % (width, page.name), "utf-8")
        told = re.search(r"<title>(\{.*?\})</title>",
                         browse(program, scratch, "--dump-dom", probe.as_uri()), re.DOTALL)
        if not told:
            return [f"{name}, {screen}: Chromium says nothing"]
        seen = json.loads(told.group(1).replace("&lt;", "<").replace("&gt;", ">")
                          .replace("&nbsp;", " ").replace("&amp;", "&"))
        if seen["wide"] > width:
            faults.append(f"{name}, {screen}: {seen['wide']} px wide")
        if seen["small"] < 13:
            faults.append(f"{name}, {screen}: letters of {seen['small']} px")
        if seen["dim"] or seen["loaded"]:
            faults.append(f"{name}, {screen}: {seen['dim']} empty boxes, {seen['loaded']} requests")
        faults += [f"{name}, {screen}: does not say {word}" for word in wanted
                   if word not in seen["text"]]
        # A window is at least 500 px wide, so that of the phone is shown in the probe.
        browse(program, scratch, f"--window-size={max(width, 500)},1600",
               f"--screenshot={scratch}/{name}-{screen}.png", probe.as_uri())
        dark = [] if screen == "desk" else ["--enable-features=WebContentsForceDark"]
        if dark:
            browse(program, scratch, *dark, f"--window-size={max(width, 500)},1600",
                   f"--screenshot={scratch}/{name}-dark.png", probe.as_uri())
    return faults


def queue(baocao, scratch, job, date):
    """Writes the messages about a job into a folder `trial`; what is wrong."""
    made = subprocess.run([baocao, "mail", "queue", job, f"--date={date}", "--dry-run", "--quiet",
                           "-o", "trial"], cwd=scratch, capture_output=True, text=True, check=False)
    return [made.stderr] if made.returncode else []


def main():
    baocao, scratch = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    program = chromium()
    if program is None:
        print("there is no Chromium here")
        return SKIPPED
    shutil.rmtree(scratch, ignore_errors=True)
    for place, folders in (("ward", ["tests/golden/mail-ward"]),
                           ("quarter", ["input/ngoc-ha", "tests/figures/jobs",
                                        "tests/golden/mail/queue-report"])):
        for folder in folders:
            shutil.copytree(ROOT / folder, scratch / place, dirs_exist_ok=True)
    faults = queue(baocao, scratch, "ward", "2026-03-15")
    faults += queue(baocao, scratch, "quarter/ngoc-ha-q3.ini", "2026-10-05")
    wanted = {"giao-viec-leader.1": ["Đã qua hạn 43 ngày", "Thường xuyên"],
              "giao-viec-unit.2": ["Còn 26 ngày", "< 0,2%"],
              "giao-viec-city.1": ["Khối lượng theo đơn vị chủ trì"],
              "q3-leader.1": ["2.655,33 triệu đồng", "thiếu 0,2 điểm %"],
              "q3-unit.2": ["Thực hiện: 92%. Vượt", "thiếu 0,3 điểm %"]}
    for who, words in wanted.items():
        path = next((scratch / "trial").glob(f"*{who}-*.eml"))
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        page = scratch / f"{who}.html"
        page.write_text(message.get_body(("html",)).get_content(), "utf-8")
        faults += check(program, scratch, who, page, words)
    shutil.rmtree(scratch / "profile", ignore_errors=True)
    print(*faults, f"{len(wanted)} messages on {len(WIDTHS)} screens", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
