"""Tells by itself whether a paragraph can be set without a line stretched too far: widths from the
font files, the words that stay together as src/layout/nobreak.h and the table of nobreak.c have them."""

import re

from fontTools.ttLib import TTFont

STRETCH, SHRINK = 0.6, 0.25      # a space is set from 0.75 to 1.6 times its width
COUNTED = set("""ngày tháng năm quý số số: điều khoản điểm mục lục lần thứ phần chương biểu bảng mẫu kỳ
khóa tổ phường quận đợt nhóm tuần""".split())
COUNTED_CAPITALS = {"NĂM", "QUÝ", "LỤC", "PHẦN", "BIỂU", "Điều", "Điểm", "Đợt"}
UNITS = set("""tỷ tỉ triệu nghìn ngàn vạn đồng USD người lượt hộ ha km km2 m m2 m3 kg tấn tạ lít kWh MW ngày
tháng quý năm giờ phút trường lớp điểm vụ cuộc""".split())
DASHES, COMPARES = {"-", "–", "—"}, {"≥", "≤", ">", "<", "=", "±", "~"}
ROMAN = re.compile(r"[IVXLC]+(?=[,.;:)\]!?/\"”]|$)")


class Font:
    """Advance widths of one face, for a size of 1. A PDF counts in 1/1000, and the rest is cut off."""

    def __init__(self, path):
        font = TTFont(path, lazy=True)
        self.em, self.map, self.metrics = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]

    def width(self, char):
        return self.metrics[self.map[ord(char)]][0] * 1000 // self.em / 1000


def core(word):
    return re.split(r"[,.;:)\]!?/\"”]", word.lstrip("(["), maxsplit=1)[0]


def opened(word):
    return word.lstrip('(["“')


def is_label(word):
    return re.fullmatch(r"(\d\S*|[IVXLC]+)\.|\d\S*\)|[a-zđ]\)", word)


def counts(word):
    return opened(word) in COUNTED_CAPITALS or \
        (opened(word)[:1].lower() + opened(word)[1:]) in COUNTED


def hard(words, n):
    """True when words n and n + 1 stay on one line."""
    left, right = words[n], words[n + 1]
    before = words[n - 1] if n else ""
    digit_end = left[-1].isdigit() or left[-1] == "%"
    number = opened(right)[:1].isdigit() or bool(ROMAN.match(opened(right)))
    if left in DASHES and before and (before[-1].isdigit() or before[-1] == "%") and number:
        return True
    if right[0] in "%),.;:!?]/‰”…" or right in DASHES:
        return True
    if n == 0 and (left in DASHES or is_label(left)):
        return True
    if left in {"+", "(", "[", "“"} or left in COMPARES and right[0].isdigit():
        return True
    if (digit_end or ROMAN.match(opened(left))) and before.lower() in ("ngày", "tháng", "quý") \
            and core(right) in ("tháng", "quý", "năm", "NĂM"):
        return False
    if number and counts(left):
        return True
    if left in ("điểm", "Điểm") and re.fullmatch(r"[a-zđ]\W*", right):
        return True
    if digit_end and core(right) in UNITS:
        return True
    return left in ("TM.", "KT.", "TL.", "TUQ.", "Q.", "TP.", "TX.")


def inner_breaks(word):
    """Where a long number of a document may be broken: behind "/" or "-", not between digits."""
    return [at for at in range(4, len(word) - 2) if word[at - 1] in "/-–"
            and not (at >= 2 and word[at - 2].isdigit() and word[at].isdigit())]


def places(letters):
    """(position behind the line, position of the next line) of each allowed break. `letters`: the
    paragraph's characters, one space between words."""
    text = "".join(letters)
    words, starts = [], []
    for found in re.finditer(r"\S+", text):
        words.append(found.group())
        starts.append(found.start())
    allowed = []
    for n, (word, start) in enumerate(zip(words, starts)):
        allowed += [(start + at, start + at) for at in inner_breaks(word)]
        if n + 1 < len(words) and not hard(words, n):
            allowed.append((start + len(word), starts[n + 1]))
    return allowed + [(len(text), len(text))]


def can_be_set(letters, widths, first_width, width, space):
    """True when lines exist that all lie within the limits; the last may be short."""
    sums, spaces = [0.0], [0]
    for letter, w in zip(letters, widths):
        sums.append(sums[-1] + w)
        spaces.append(spaces[-1] + (letter == " "))
    reached = {0}
    for end, following in places(letters):
        last = end == len(letters)
        for start in reached:
            box = first_width if start == 0 else width
            natural, count = sums[end] - sums[start], spaces[end] - spaces[start]
            missing = box - natural
            fits = missing >= -SHRINK * space * count - 0.01
            if fits and (last or missing <= STRETCH * space * count + 0.01):
                if last:
                    return True
                reached.add(following)
                break
    return False
