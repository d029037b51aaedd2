"""Owns the three real tables: the faults they were issued with, and what makes them clean."""
from tables import change, drop, put

# What is found in each real table as it is, notes aside.
FOUND = {
    "bieu-a4.1": [
        ("E311", "D10"), ("W321", "I28"), ("W321", "I29"), ("E306", "C30"), ("E301", "A37"),
        ("W338", "B24"), ("W338", "B34"), ("W338", "B35"),
        ("E380", "line 19 @job.ini"), ("E380", "line 20 @job.ini"),
    ],
    "phu-luc-1": [("E309", "D23")],
    "phu-luc-2": [("W127", "B13"), ("W331", "F7"), ("W331", "F23"), ("W338", "B24")],
}

# The edits that correct every one of them, and the page breaks of the source.
CORRECTIONS = {
    "bieu-a4.1": [
        put("D10", "3904.89"), put("E10", "3904.89"), put("I28", "90"), put("I29", "75"),
        put("C30", "‰"), put("A37", "II"), put("A39", "III"), change("B24", "BỐ SUNG", "BỔ SUNG"),
        change("B34", "tiêu học", "tiểu học"), change("B35", "tiêu học", "tiểu học"),
    ],
    "phu-luc-1": [put("D23", "Đạt")],
    "phu-luc-2": [
        change("B11", "Chu Văn An", "Chu Văn An năm 2026"),
        change("B20", "quản lý", "quản lý trên địa bàn phường"),
        change("C20", "Đô", "Đô thị"), change("D20", "có", "có liên quan"),
        change("B27", "của Bộ", "của Bộ Chính trị"),
        *[change(f"F{n}", "Hiện", "Hiển") for n in range(14, 21)],
        change("F23", "Hiền", "Hiển"), change("B24", "Chi đạo", "Chỉ đạo"),
        drop(28, 29), drop(21, 22), drop(12, 13),
    ],
}

# Where each table lies, its delimiter, and what its job says.
TABLES = {
    "bieu-a4.1": {
        "ward": "ngoc-ha", "delimiter": ",", "template": "appendix/bieu-a4.1.ini",
        "job": {
            "plan": {"year": "2026"},
            "document": {"kind": "Văn bản", "number": "1361/UBND-KTHT&ĐT", "date": "2025-12-24"},
        },
    },
    "phu-luc-1": {
        "ward": "chu-van-an", "delimiter": ";", "template": "appendix/phu-luc-chi-tieu.ini",
        "job": {"document": {"kind": "Kế hoạch", "number": "      /KH-UBND", "date": "2026-01"}},
    },
    "phu-luc-2": {
        "ward": "chu-van-an", "delimiter": ";", "template": "appendix/phu-luc-nhiem-vu.ini",
        "job": {
            "plan": {"year": "2026"},
            "document": {"kind": "Kế hoạch", "number": "      /KH-UBND", "date": "2026-01"},
        },
    },
}
