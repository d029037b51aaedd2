/* What the program says about itself: its options and its findings. */
#include "app/help.h"

#include "base/text.h"

static const char *const help_texts[] = {
    [LANGUAGE_VI] =
        "baocao - kiểm tra bảng chỉ tiêu của phường và lập phụ lục theo Nghị định 30/2020/NĐ-CP\n"
        "\n"
        "Cách dùng:\n"
        "  baocao init THƯ_MỤC        tạo một thư mục phường mẫu để bắt đầu\n"
        "  baocao check CÔNG_VIỆC...  đọc và kiểm tra, in các phát hiện, không lập văn bản\n"
        "  baocao render CÔNG_VIỆC... kiểm tra, rồi ghi tệp PDF và XLSX của từng công việc\n"
        "  baocao forms CÔNG_VIỆC...  lập biểu thu thập số liệu (XLSX) cho từng đơn vị\n"
        "  baocao explain MÃ          giải thích một phát hiện và cách sửa\n"
        "  baocao mail queue CÔNG_VIỆC...  lập thư của báo cáo vào hộp thư đi\n"
        "  baocao mail send           gửi những thư đã tới lúc gửi\n"
        "  baocao mail status         liệt kê từng thư, từng người nhận và lý do\n"
        "\n"
        "CÔNG_VIỆC là một tệp .ini có mục [job], hoặc một thư mục chứa các tệp như vậy.\n"
        "\n"
        "Tùy chọn:\n"
        "  -o THƯ_MỤC            nơi ghi kết quả (mặc định: output)\n"
        "  --format=pdf,xlsx     loại tệp cần lập\n"
        "  --strict              coi cảnh báo là lỗi\n"
        "  --force               vẫn lập văn bản khi có lỗi, mọi trang mang dấu BẢN NHÁP\n"
        "  --findings=text|json,xlsx,pdf  cách in phát hiện; json: mỗi phát hiện một dòng ra "
        "stdout;\n"
        "                        xlsx: trả lại bảng đã tô màu ô sai, kèm danh sách; pdf: phiếu "
        "kiểm "
        "tra\n"
        "  --max-per-code=N      in tối đa N phát hiện cùng mã trong một tệp (0: tất cả; mặc định "
        "20)\n"
        "  --dump=table|schema|plan|figures|doc|page  in một bước trung gian rồi dừng\n"
        "  --date=YYYY-MM-DD     ngày lập ghi trong tệp (mặc định: hôm nay)\n"
        "  --outbox=THƯ_MỤC      hộp thư đi (mặc định: outbox)\n"
        "  --mail=TỆP            cài đặt máy chủ thư (mặc định: mail.ini cạnh hộp thư đi)\n"
        "  --redirect-to=ĐỊA_CHỈ mọi thư chỉ tới địa chỉ này, để thử\n"
        "  --revision=N          lần lập của báo cáo, từ 1; số mới là bản đính chính\n"
        "  --dry-run             chỉ nói sẽ làm gì với thư, không thay đổi gì\n"
        "  --lang=vi|en          ngôn ngữ (hoặc biến môi trường BAOCAO_LANG)\n"
        "  --quiet               chỉ in cảnh báo và lỗi\n"
        "  --version, --help\n"
        "\n"
        "Mã thoát: 0 xong, không lỗi; 1 dữ liệu có lỗi; 64 dùng sai; 66 thiếu tệp đầu vào;\n"
        "71 hết bộ nhớ; 74 không ghi được; 75 thư còn chờ, chạy lại sau; 78 tệp công việc, mẫu "
        "hoặc hồ sơ phường sai.\n"
        "Nhiều lỗi: số lớn nhất.\n",
    [LANGUAGE_EN] =
        "baocao - checks a ward's target tables and makes appendices under Decree 30/2020/NĐ-CP\n"
        "\n"
        "Usage:\n"
        "  baocao init DIR       make a small ward folder to start from\n"
        "  baocao check JOB...   read and check, print the findings, write no document\n"
        "  baocao render JOB...  check, then write the PDF and the XLSX of each job\n"
        "  baocao forms JOB...   write a collection form (XLSX) for each unit that leads "
        "something\n"
        "  baocao explain CODE   what a finding means and how to put it right\n"
        "  baocao mail queue JOB...  put the messages about a report into the outbox\n"
        "  baocao mail send      send what is due\n"
        "  baocao mail status    list each message, each recipient and why\n"
        "\n"
        "JOB is an .ini file with a [job] section, or a folder that holds such files.\n"
        "\n"
        "Options:\n"
        "  -o DIR                where to write (default: output)\n"
        "  --format=pdf,xlsx     which files to make\n"
        "  --strict              warnings count as errors\n"
        "  --force               make the documents although there are errors; every page is "
        "marked BẢN NHÁP\n"
        "  --findings=text|json,xlsx,pdf  how to print findings; json: one object a line on "
        "stdout;\n"
        "                        xlsx: the table handed back, faulty cells coloured, with a list; "
        "pdf: the list\n"
        "  --max-per-code=N      print at most N findings of a code in a file (0: all; default "
        "20)\n"
        "  --dump=table|schema|plan|figures|doc|page  print one stage and stop there\n"
        "  --date=YYYY-MM-DD     date written into the files (default: today)\n"
        "  --outbox=DIR          the outbox (default: outbox)\n"
        "  --mail=FILE           settings of the mail server (default: mail.ini beside the "
        "outbox)\n"
        "  --redirect-to=ADDRESS every message goes to this address alone, for a trial\n"
        "  --revision=N          of the report, from 1; a new number is a correction\n"
        "  --dry-run             only say what would be done with mail, change nothing\n"
        "  --lang=vi|en          language (or the environment variable BAOCAO_LANG)\n"
        "  --quiet               print warnings and errors only\n"
        "  --version, --help\n"
        "\n"
        "Exit status: 0 done, no errors; 1 errors in the data; 64 wrong usage; 66 an input is\n"
        "missing; 71 out of memory; 74 writing failed; 75 mail waits, run again later; 78 a job, "
        "template or profile is wrong.\n"
        "With several, the highest.\n",
};

const char *help_text(enum language language) {
    return help_texts[language];
}

/* The message with "…" where a finding has its particulars, braces as a finding shows them. */
static void put_message(struct text *out, const char *message) {
    for (const char *s = message; *s;) {
        if (s[0] == '{' && s[1] >= '1' && s[1] <= '9' && s[2] == '}') {
            text_puts(out, "…");
            s += 3;
            continue;
        }
        s += (s[0] == '{' || s[0] == '}') && s[1] == s[0];
        text_putc(out, *s++);
    }
}

static void put_paragraph(struct text *out, const char *label, const char *body) {
    if (*body) {
        text_puts(out, label);
        put_message(out, body);
        text_putc(out, '\n');
    }
}

void explain_code(enum code code, enum language language, struct text *out) {
    static const char *const hints[] = {"Cách sửa: ", "To put it right: "};
    static const char *const examples[] = {"Ví dụ: ", "Example: "};
    const struct message_info *m = message_info_of(code);
    text_printf(out, "%s (%s)\n", m->name, severity_name(m->severity));
    put_message(out, m->text[language]);
    text_puts(out, "\n\n");
    put_paragraph(out, "", m->why[language]);
    if (*m->example) {
        text_printf(out, "%s%s\n", examples[language], m->example);
    }
    put_paragraph(out, hints[language], m->hint[language]);
}

void explain_all(struct text *out) {
    text_puts(out, "# Phát hiện / Findings\n\n"
                   "Trang này do `baocao explain all` tạo ra từ danh sách thông báo; không sửa "
                   "tay.\n"
                   "This page is made from the message list by `baocao explain all`; do not edit "
                   "it.\n");
    for (size_t i = 0; i < CODE_COUNT; i++) {
        const struct message_info *m = message_info_of((enum code)i);
        text_printf(out, "\n## %s (%s)\n\n", m->name, severity_name(m->severity));
        if (m->exit_status > 0) {
            text_printf(out, "Mã thoát / exit status: %d\n\n", m->exit_status);
        }
        for (int language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
            text_puts(out, "- **");
            put_message(out, m->text[language]);
            text_puts(out, "**\n");
            put_paragraph(out, "  ", m->why[language]);
            put_paragraph(out, "  *→* ", m->hint[language]);
        }
        if (*m->example) {
            text_printf(out, "\n```\n%s\n```\n", m->example);
        }
    }
}
