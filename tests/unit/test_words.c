/* Tests what words of a table are made of: letters, people, deadlines, agencies, typing faults. */
#include "harness.h"

#include "base/arena.h"
#include "model/agency.h"
#include "model/damage.h"
#include "model/deadline.h"
#include "model/letter.h"
#include "model/people.h"
#include "model/wordlist.h"

/* ---- letters ---- */

static const char *bare(const char *s) {
    static char out[256];
    letter_bare(s, ' ', out, sizeof out);
    return out;
}

static const char *form(const char *s) {
    static char out[256];
    letter_form(s, out, sizeof out);
    return out;
}

static void test_letters(void) {
    CHECK_STR(bare("Ủy ban nhân dân – phường NGỌC HÀ"), "uy ban nhan dan phuong ngoc ha");
    CHECK_STR(bare("đặc biệt, Đường; (ưu tiên) 11/12 %"), "dac biet duong uu tien 11 12 %");
    CHECK_STR(form("  Văn HOÁ - Xã  hội. "), "văn hoá xã hội");
    CHECK(letter_same_words("văn hóa", "Văn  hoá"));
    CHECK(letter_same_words("thúy", "thuý"));
    CHECK(!letter_same_words("hòa", "hóa"));
    CHECK(!letter_same_words("hóa", "hoa"));
    CHECK(!letter_same_words("tiêu học", "tiểu học"));
    CHECK(!letter_same_words("lò", "lo"));
    char small[8];
    CHECK_INT(letter_bare("abcdefghijkl", 0, small, sizeof small), 3);
}

/* ---- people ---- */

/* The names in a cell, joined by "|". */
static const char *people(const char *text) {
    static char out[256];
    struct person_name names[4];
    size_t count = people_find(text, names, 4), n = 0;
    for (size_t i = 0; i < count; i++) {
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", i ? "|" : "", (int)names[i].len,
                              names[i].start);
    }
    out[n] = '\0';
    return out;
}

static void test_people(void) {
    CHECK_STR(people("PCT UBND Nguyễn Tiến Hiện"), "Nguyễn Tiến Hiện");
    CHECK_STR(people("Phó CT UBND Nguyễn Tiến Hiển"), "Nguyễn Tiến Hiển");
    CHECK_STR(people("Chủ tịch UBND phường Nguyễn Văn Thưởng"), "Nguyễn Văn Thưởng");
    CHECK_STR(people("Đ/c Nguyễn Văn A - Phó Chủ tịch"), "Nguyễn Văn A");
    CHECK_STR(people("đồng chí Lê Thị Bích Ngọc (Trưởng phòng)"), "Lê Thị Bích Ngọc");
    CHECK_STR(people("Ông Nguyễn Quang Huy; bà Trần Chí Thanh"), "Nguyễn Quang Huy|Trần Chí Thanh");
    CHECK_STR(people("Nguyễn Văn A\nTrần Thị B"), "Nguyễn Văn A|Trần Thị B");
    CHECK_STR(people("NGUYỄN TIẾN HIỆN, PCT"), "NGUYỄN TIẾN HIỆN");
    CHECK_STR(people("Trưởng Công an phường Phạm Văn Đồng"), "Phạm Văn Đồng");
    CHECK_STR(people("Nguyễn Văn A phụ trách chung"), "Nguyễn Văn A");
    CHECK_STR(people("Chủ tịch UBND phường"), "");
    CHECK_STR(people("Các đồng chí Phó Chủ tịch"), "");
    CHECK_STR(people("Hằng"), "");
    CHECK_STR(people(""), "");
    CHECK_STR(people("– ; ( -"), "");
}

/* ---- deadlines ---- */

/* "2026-2027", "2026", "open", "?" for what is not understood, "-" for no year. */
static const char *deadline(const char *text) {
    static char out[64];
    struct deadline d = deadline_parse(text);
    if (!d.understood) {
        return "?";
    }
    if (d.first_year == 0) {
        return d.open ? "open" : "-";
    }
    snprintf(out, sizeof out, d.first_year == d.last_year ? "%d" : "%d-%d", d.first_year,
             d.last_year);
    return out;
}

static void test_deadlines(void) {
    static const struct {
        const char *text, *read;
    } cases[] = {
        {"Tháng 1 năm 2026", "2026"},
        {"Tháng 01/2026", "2026"},
        {"Tháng 12", "-"},
        {"tháng 1, 2 và 3 năm 2026", "2026"},
        {"Tháng 1 - 3/2026", "2026"},
        {"Tháng 12/2025 - tháng 2/2026", "2025-2026"},
        {"T3/2026", "2026"},
        {"Quý I năm 2026", "2026"},
        {"Quý III", "-"},
        {"Quý III, quý IV năm 2026", "2026"},
        {"quý 1/2026", "2026"},
        {"Quý I - Quý II/2026", "2026"},
        {"Năm 2026", "2026"},
        {"2026", "2026"},
        {"Năm 2026-2030", "2026-2030"},
        {"Thường xuyên", "open"},
        {"Hằng tháng", "open"},
        {"hàng tháng, quý", "open"},
        {"Định kỳ ngày 15 hằng tháng", "open"},
        {"Theo kế hoạch của thành phố", "open"},
        {"Khi có yêu cầu", "open"},
        {"Trong năm 2026", "2026"},
        {"cuối năm", "open"},
        {"Cuối năm 2026", "2026"},
        {"6 tháng đầu năm 2026", "2026"},
        {"31/12/2026", "2026"},
        {"15/3", "-"},
        {"12/2026", "2026"},
        {"31-12-2026", "2026"},
        {"31.12.2026", "2026"},
        {"2026-12-31", "2026"},
        {"15/3/26", "2026"},
        {"29/02/2028", "2028"},
        {"trước ngày 15 tháng 3 năm 2026", "2026"},
        {"Hoàn thành trước 30/6/2026", "2026"},
        {"17h00 ngày 15/3/2026", "2026"},
        {"Tháng 13", "?"},
        {"Tháng 0/2026", "?"},
        {"Quý V", "?"},
        {"Quý 5/2026", "?"},
        {"31/02/2026", "?"},
        {"29/02/2026", "?"},
        {"13/2026", "?"},
        {"Tháng năm 2026", "?"},
        {"Tháng 3 năm 2O26", "?"},
        {"Tháng 3 năm 20266", "?"},
        {"sớm", "?"},
        {"-", "?"},
        {"", "?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!CHECK_STR(deadline(cases[i].text), cases[i].read)) {
            printf("    deadline \"%s\"\n", cases[i].text);
        }
    }
    CHECK(deadline_parse("Tháng 1").month_plain);
    CHECK(!deadline_parse("Tháng 1").month_padded);
    CHECK(deadline_parse("Tháng 01/2026").month_padded);
    CHECK(!deadline_parse("Tháng 11").month_plain);
}

/* ---- agencies ---- */

static struct arena *arena;

/* The units of a cell joined by "|"; in brackets when they are not in the list. */
static const char *agencies(const struct agency_list *list, const char *text) {
    static char out[512];
    struct agency_mention found[8];
    size_t count = agency_find(list, text, found, 8), n = 0;
    for (size_t i = 0; i < count; i++) {
        n += (size_t)snprintf(out + n, sizeof out - n, found[i].name ? "%s%.*s" : "%s(%.*s)",
                              i ? "|" : "", (int)found[i].len, found[i].start);
    }
    out[n] = '\0';
    return out;
}

static void test_agencies(void) {
    struct agency_list *list = agency_list_new(arena, "phường Ngọc Hà");
    CHECK(agency_list_is_empty(list));
    agency_list_add(list, "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng KTHĐT; ; Phòng KTHT&ĐT");
    agency_list_add(list, "Phòng Văn hóa - Xã hội", NULL);
    agency_list_add(list, "Công an phường", NULL);
    CHECK_STR(agencies(list, "Phòng KTHĐT"), "Phòng KTHĐT");
    CHECK_STR(agencies(list, "phòng  văn hoá – xã hội; Công an phường"),
              "phòng  văn hoá – xã hội|Công an phường");
    CHECK_STR(agencies(list, "Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường và các đơn vị"),
              "Phòng Kinh tế, Hạ tầng và Đô thị|Công an phường");
    CHECK_STR(agencies(list, "Công an phường Ngọc Hà"), "Công an phường");
    CHECK_STR(agencies(list, "Các phòng, ban, đơn vị có liên quan"), "");
    CHECK_STR(agencies(list, "Trạm Y tế, Công an phường"), "(Trạm Y tế)|Công an phường");
    CHECK_STR(agencies(list, "Phòng Kinh tế, Hạ tầng"), "(Phòng Kinh tế, Hạ tầng)");
    CHECK_STR(agencies(list, ""), "");
    CHECK_STR(agency_nearest(list, "Phòng VHXH"), "Phòng Văn hóa - Xã hội");
    CHECK_STR(agency_nearest(list, "Công an phừơng"), "Công an phường");
    CHECK_STR(agency_nearest(list, "Trạm Y tế"), NULL);
}

/* ---- damage ---- */

static const char *likely(const char *text, bool value) {
    static struct damage found;
    bool any = value ? damage_of_value(text, &found) : damage_of_text(text, &found);
    return any ? found.likely : NULL;
}

static void test_damage(void) {
    CHECK_STR(likely("12-Nov", true), "11/12; 11-12");
    CHECK_STR(likely("13-Dec", true), "12/13; 12-13");
    CHECK_STR(likely("Nov-12", true), "11/12; 11-12");
    CHECK_STR(likely("01/11/2012", true), "11/12; 11-12");
    CHECK_STR(likely("12 Nov 2026 00:00:00", true), "11/12; 11-12");
    CHECK_STR(likely("2026-11-12", true), "11/12; 11-12");
    CHECK_STR(likely("12/11", true), NULL);
    CHECK_STR(likely("14% - 14,5", true), NULL);
    CHECK_STR(likely("2022-2025", true), NULL);
    CHECK_STR(likely("12/11/2026", false), NULL);
    CHECK_STR(likely("March-26", false), "3/2026");
    CHECK_STR(likely("Maybe", false), NULL);
    CHECK_STR(likely("-1,5E+06", true), "-1500000");
    CHECK_STR(likely("1,23E-05", true), "");
    CHECK_STR(likely("3E", true), NULL);
    CHECK_STR(likely("=> 90", true), NULL);
    CHECK_STR(likely("- Công nghiệp", false), NULL);
    CHECK_STR(likely("+ A1 loại", false), NULL);
    CHECK_STR(likely("-$B$2*3", false), "");
    CHECK_STR(likely("#", false), NULL);
    CHECK_STR(likely("O", true), NULL);
    CHECK_STR(likely("1l", true), NULL);
    CHECK_STR(likely("I/2026", true), NULL);
    CHECK_STR(likely("lo 1", true), NULL);
    CHECK_STR(likely("l,5 - 1O%", true), "1,5 - 10%");
    struct damage_date day = damage_serial_date(46338);
    CHECK(day.day == 12 && day.month == 11 && day.year == 2026);
    day = damage_serial_date(DAMAGE_FIRST_SERIAL);
    CHECK(day.day == 1 && day.month == 1 && day.year == 2000);
    day = damage_serial_date(DAMAGE_LAST_SERIAL);
    CHECK(day.day == 31 && day.month == 7 && day.year == 2050);
}

/* ---- pairs of words ---- */

static char pairs[256];

static void add_pair(void *context, const char *wrong, const char *right) {
    (void)context;
    size_t n = strlen(pairs);
    snprintf(pairs + n, sizeof pairs - n, "%s>%s.", wrong, right);
}

static bool read_pairs(const char *value) {
    pairs[0] = '\0';
    return wordlist_each_pair(arena, value, add_pair, NULL);
}

static void test_pairs(void) {
    CHECK(read_pairs("a; b -> c;d->e"));
    CHECK_STR(pairs, "a>c.b>c.d>e.");
    CHECK(read_pairs("a -> b;"));
    CHECK(!read_pairs("a; b"));
    CHECK(!read_pairs("a -> b; c"));
    CHECK(!read_pairs("-> b"));
    CHECK(!read_pairs("a ->"));
    CHECK_STR(wordlist_in_case(arena, "tiểu học", "Tiêu học", strlen("Tiêu học")), "Tiểu học");
    CHECK_STR(wordlist_in_case(arena, "bổ sung", "BỐ SUNG", strlen("BỐ SUNG")), "BỔ SUNG");
    CHECK_STR(wordlist_in_case(arena, "tiểu học", "tiêu học", strlen("tiêu học")), "tiểu học");
}

int main(void) {
    arena = arena_new();
    test_letters();
    test_people();
    test_deadlines();
    test_agencies();
    test_damage();
    test_pairs();
    arena_free(arena);
    return test_summary();
}
