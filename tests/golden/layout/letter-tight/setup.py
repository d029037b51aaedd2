"""Owns the two body texts: one a few lines longer than its pages, one too long to be saved."""
SENTENCE = ("Các phòng, ban, đơn vị thuộc phường căn cứ nhiệm vụ được giao xây dựng kế hoạch thực hiện, "
            "gửi về Văn phòng trước ngày 20 hằng tháng để tổng hợp, báo cáo Ủy ban nhân dân phường.")


def body(paragraphs, last):
    """Paragraphs of three sentences, then one of `last`."""
    return "\n\n".join([" ".join([SENTENCE] * 3)] * paragraphs + [" ".join([SENTENCE] * last)]) + "\n"


for name, text in (("gon.txt", body(9, 1)), ("dai.txt", body(10, 3))):
    with open(name, "w", encoding="utf-8") as out:
        out.write(text)
