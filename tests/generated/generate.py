"""Writes a ward folder with jobs and body texts made up at random, the same ones on every machine.

usage: generate.py FOLDER COUNT
"""

import pathlib
import random
import shutil
import sys

SEED = 30_2020
SYLLABLES = """phường thực hiện kế hoạch phát triển kinh tế xã hội bảo đảm an ninh trật tự tổ chức đơn vị cán
bộ công chức nhiệm vụ chỉ tiêu báo cáo kết quả đánh giá theo dõi đôn đốc kiểm tra giám sát người dân doanh
nghiệp thủ tục hành chính chuyển đổi số môi trường đô thị giáo dục y tế văn hóa thể thao hạ tầng xây dựng
nguồn lực ngân sách đầu tư thời hạn trách nhiệm phối hợp chủ động kịp thời hiệu quả chất lượng nâng cao tăng
cường đẩy mạnh tiếp tục triển khai rà soát hoàn thiện quy trình nghiêng nghiệm ở và về từ có là để đã sẽ
các những mỗi một trong ngoài trên dưới""".split()
FIGURES = ("12,5%", "từ 14% đến 14,5%", "3.904,88 tỷ đồng", "ngày 24 tháng 12 năm 2025", "quý I năm 2026",
           "số 1361/UBND-KTHT&ĐT", "tháng 6/2026", "2026 - 2030", "≥ 95%", "1.200 người", "31/01/2026",
           "“Gia đình văn hóa”", "(500 lao động)", "điểm a khoản 2", "kinh tế - xã hội", "V/v", "TP. Hà Nội",
           "0,02‰", "11/12 trường", "5 triệu đồng/người/tháng")
LONG_WORDS = ("https://dichvucong.example.vn/ho-so/tra-cuu/ket-qua/2026/phuong",
              "KTHTĐT-VHXH-VP-CAP-BCHQS-TTPVHCC-TTDVSNC", "nghiêng" * 6, "x" * 90)
POINTS = "a b c d đ e g h".split()
ROMAN = "I II III IV V VI VII VIII".split()
KINDS = {"cong-van": "{}/UBND-VX", "ke-hoach": "{}/KH-UBND", "bao-cao": "{}/BC-UBND",
         "thong-bao": "{}/TB-UBND", "to-trinh": "{}/TTr-UBND", "chuong-trinh": "{}/CTr-UBND"}
WARD = """[ward]
name = "phường Ngọc Hà"
agency = "Ủy ban nhân dân phường Ngọc Hà"
place = "Ngọc Hà"

[signer.1]
name = "Nguyễn Văn A"
authority = "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH"

[signer.2]
name = "Trần Thị B"
authority = "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; PHÓ CHỦ TỊCH"
"""


class Writer:
    """Makes up one document."""

    def __init__(self, rng, number):
        self.rng, self.number = rng, number
        self.figures = rng.choice((0.02, 0.08, 0.3))     # how often one stands in the text
        self.long_words = rng.choice((0, 0, 0, 0.01))
        self.marked = rng.choice((0, 0.05))

    def words(self, count, figures=None):
        words = []
        while len(words) < count:
            roll = self.rng.random()
            if roll < self.long_words:
                words.append(self.rng.choice(LONG_WORDS))
            elif roll < self.long_words + (self.figures if figures is None else figures):
                words.append(self.rng.choice(FIGURES))
            else:
                words.append(self.rng.choice(SYLLABLES))
        return words

    def sentence(self, count):
        words = self.words(count)
        for n in range(len(words) - 2):
            if self.rng.random() < self.marked:
                mark = self.rng.choice(("**", "*", "***"))
                words[n], words[n + 1] = mark + words[n], words[n + 1] + mark
                break
        words[0] = words[0] if words[0][0] in "*" else "Tại " + words[0]
        return " ".join(words) + "."

    def paragraph(self):
        return self.sentence(int(self.rng.choice((4, 12, 25, 40, 60, 90)) * self.rng.uniform(0.7, 1.3)))

    def heading(self, label, count, capitals=False):
        text = " ".join(self.rng.choice(SYLLABLES) for _ in range(count))
        return f"{label} {text.upper() if capitals else 'Việc ' + text}"

    def clause(self, n):
        yield self.heading(f"{n}.", self.rng.randint(2, 18))
        yield self.paragraph()
        kind = self.rng.random()
        if kind < 0.3:
            for point in POINTS[:self.rng.randint(2, 8)]:
                yield f"{point}) {self.paragraph()}"
        elif kind < 0.5:
            for _ in range(self.rng.randint(1, 5)):
                yield f"{self.rng.choice('-+')} {self.paragraph()}"
        elif kind < 0.6:
            for sub in range(1, self.rng.randint(2, 4)):
                yield self.heading(f"{n}.{sub}.", self.rng.randint(2, 12))
                yield self.paragraph()

    def body(self):
        paragraphs = []
        size = self.rng.choice((1, 1, 2, 3, 4, 6))
        if size == 1 and self.rng.random() < 0.5:
            return [self.paragraph() for _ in range(self.rng.randint(1, 12))]
        if self.rng.random() < 0.3:
            paragraphs += ["Căn cứ " + " ".join(self.words(9, 0)) + end for end in (";", ";", ".")]
        for section in range(size):
            paragraphs.append(self.heading(ROMAN[section] + ".", self.rng.randint(2, 14), True))
            for clause in range(1, self.rng.randint(2, 5)):
                paragraphs += self.clause(clause)
        return paragraphs + [self.paragraph()]

    def job(self, kind):
        rng = self.rng
        lines = [f'[job]\ndocument = "document/{kind}.ini"\n\n[document]',
                 f'number = "{KINDS[kind].format(self.number + 10)}"', "date = 2026-06-30",
                 f'subject = "{" ".join(self.words(rng.choice((4, 10, 25, 40)), 0)).capitalize()}"',
                 f'body = "{self.number:03}.txt"', f"signer = {rng.randint(1, 2)}"]
        addressed = kind in ("cong-van", "to-trinh") or kind == "bao-cao" and rng.random() < 0.5
        if addressed:
            lines.append("\n[to]")
            lines += [f'{n} = "Phòng {" ".join(self.words(rng.choice((3, 8, 20)), 0))}"'
                      for n in range(1, rng.choice((1, 2, 5, 9)) + 1)]
        lines.append("\n[copies]")
        lines += ['1 = "Như trên"'] if addressed else []
        lines += [f'{n} = "Phòng {" ".join(self.words(rng.choice((2, 6, 14)), 0))}"'
                  for n in range(2, rng.choice((2, 4, 8, 16, 30)) + 1)]
        return "\n".join(lines + ['last = "Lưu: VT"', ""])


def generate(folder, count):
    """Every third text grows from the one before by a short paragraph: so all places near the foot of
    a page are met by the signature."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "ward.ini").write_text(WARD, encoding="utf-8")
    rng = random.Random(SEED)
    body, kind = [], ""
    for number in range(count):
        writer = Writer(rng, number)
        if number % 3 != 2 or number < 2:
            body, kind = writer.body(), rng.choice(list(KINDS))
        else:
            body = body[:-1] + [writer.sentence(rng.choice((5, 14, 30)))] + body[-1:]
        (folder / f"{number:03}.txt").write_text("\n\n".join(body) + "\n", encoding="utf-8")
        (folder / f"{number:03}.ini").write_text(writer.job(kind), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    generate(sys.argv[1], int(sys.argv[2]))
