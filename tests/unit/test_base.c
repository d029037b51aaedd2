/* Owns the tests of src/base, findings excepted. */
#define _XOPEN_SOURCE 700 /* the tests of fs make links and folders themselves */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "unit/harness.h"

/* Out of memory ends a program with 71; so it is tried in a child. */
static int status_of_impossible_allocation(void) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        (void)!freopen("/dev/null", "w", stderr);
        free(xrealloc(NULL, SIZE_MAX, 2));
        _exit(0);
    }
    bool ended = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status);
    return ended ? WEXITSTATUS(status) : -1;
}

static void test_arena(void) {
    struct arena *a = arena_new();
    bool zeroed = true;
    bool aligned = true;
    char *first = arena_strdup(a, "đầu tiên");
    for (size_t size = 0; size < 3000; size++) {
        unsigned char *p = arena_alloc(a, size);
        aligned = aligned && (uintptr_t)p % _Alignof(max_align_t) == 0;
        for (size_t i = 0; i < size; i++) {
            zeroed = zeroed && p[i] == 0;
        }
        memset(p, 0xAA, size);
    }
    CHECK(zeroed);
    CHECK(aligned);
    size_t big = (size_t)5 * 1024 * 1024;
    char *oversize = arena_alloc(a, big);
    CHECK(oversize[0] == 0 && oversize[big - 1] == 0);
    memset(oversize, 1, big);
    CHECK(arena_alloc(a, 0) != arena_alloc(a, 0));
    CHECK_STR(first, "đầu tiên");
    CHECK_STR(arena_strndup(a, "abcdef", 3), "abc");
    CHECK_STR(arena_strndup(a, NULL, 0), "");
    CHECK_STR(arena_printf(a, "%s-%d", "biểu", 7), "biểu-7");
    arena_free(a);
    arena_free(NULL);

    struct arena *fresh = arena_new();
    memset(arena_alloc(fresh, big), 1, big); /* an oversize block may come first */
    CHECK_STR(arena_strdup(fresh, "sau"), "sau");
    arena_free(fresh);

    int *array = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        GROW(array, count, capacity);
        array[count++] = i;
    }
    CHECK(array && array[999] == 999 && capacity >= 1000);
    free(array);
    CHECK_INT(status_of_impossible_allocation(), 71);
}

static const char *milli(struct text *t, int64_t n) {
    text_clear(t);
    text_put_milli(t, n);
    return t->data;
}

static const char *json(struct text *t, const char *s) {
    text_clear(t);
    text_put_json(t, s);
    return t->data;
}

static void test_text(void) {
    struct text t;
    text_init(&t);
    text_put(&t, NULL, 0);
    CHECK_STR(t.data, "");
    text_puts(&t, "a");
    text_putc(&t, 'b');
    text_put(&t, "c\0d", 3);
    CHECK_INT(t.len, 5);
    CHECK(memcmp(t.data, "abc\0d", 6) == 0);
    text_clear(&t);
    CHECK_STR(t.data, "");
    text_putu(&t, 0);
    text_putc(&t, ' ');
    text_putu(&t, UINT64_MAX);
    CHECK_STR(t.data, "0 18446744073709551615");
    text_clear(&t);
    for (int i = 0; i < 1000; i++) {
        text_printf(&t, "%03d", i);
    }
    CHECK_INT(t.len, 3000);
    CHECK(strncmp(t.data + 2994, "998999", 7) == 0);

    CHECK_STR(milli(&t, 12500), "12.5");
    CHECK_STR(milli(&t, 12000), "12");
    CHECK_STR(milli(&t, 5), "0.005");
    CHECK_STR(milli(&t, 1020), "1.02");
    CHECK_STR(milli(&t, 0), "0");
    CHECK_STR(milli(&t, -500), "-0.5");
    CHECK_STR(milli(&t, INT64_MIN), "-9223372036854775.808");

    CHECK_STR(json(&t, "Biểu \"A\" \\ \n\t"), "\"Biểu \\\"A\\\" \\\\ \\n\\t\"");
    CHECK_STR(json(&t, "\x1b[31m\x7f\xc2\x9b"), "\"\\u001b[31m\\u007f\\u009b\"");
    CHECK_STR(json(&t, "a\xff"
                       "b"),
              "\"a\uFFFDb\"");
    CHECK_STR(json(&t, NULL), "null");
    text_release(&t);
    CHECK(t.data == NULL && t.len == 0);
    text_release(&t);
}

static size_t invalid_at(const char *s) {
    return utf8_invalid_at(s, strlen(s));
}

static void test_utf8_coding(void) {
    CHECK_INT(invalid_at("Kế hoạch năm 2026 — đủ 😀"), strlen("Kế hoạch năm 2026 — đủ 😀"));
    CHECK_INT(utf8_invalid_at("a\0b", 3), 3);
    CHECK_INT(invalid_at("ab\x80"), 2);                 /* continuation alone */
    CHECK_INT(invalid_at("a\xC0\xAF"), 1);              /* overlong, two bytes */
    CHECK_INT(invalid_at("a\xE0\x80\xAF"), 1);          /* overlong, three */
    CHECK_INT(invalid_at("a\xF0\x80\x80\xAF"), 1);      /* overlong, four */
    CHECK_INT(invalid_at("a\xED\xA0\x80"), 1);          /* surrogate */
    CHECK_INT(invalid_at("a\xF4\x90\x80\x80"), 1);      /* above U+10FFFF */
    CHECK_INT(invalid_at("\xF4\x8F\xBF\xBF"), 4);       /* U+10FFFF */
    CHECK_INT(invalid_at("a\xF5\x80\x80\x80"), 1);      /* lead byte of nothing */
    CHECK_INT(invalid_at("ok\xE1\xBB"), 2);             /* cut off */
    CHECK_INT(utf8_invalid_at("ok\xE1\xBB\x87", 4), 2); /* cut off by the length alone */

    const char *s = "aệ\xE1\xBB";
    CHECK_INT(utf8_next(&s), 'a');
    CHECK_INT(utf8_next(&s), 0x1EC7);
    CHECK_INT(utf8_next(&s), 0xFFFD);
    CHECK_INT(utf8_next(&s), 0xFFFD);
    CHECK_INT(*s, 0);
    CHECK_INT(utf8_count("Phường"), 6);
    CHECK_INT(utf8_count(""), 0);

    static const uint32_t points[] = {0x24,   0x7F,   0x80,    0x7FF,   0x800,
                                      0x1EC7, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[5] = {0};
        size_t len = utf8_encode(points[i], bytes);
        const char *p = bytes;
        CHECK_INT(invalid_at(bytes), len);
        CHECK_INT(utf8_next(&p), points[i]);
        CHECK_INT(p - bytes, len);
    }
    char bytes[5] = {0};
    CHECK_INT(utf8_encode(0xD800, bytes), 3);
    CHECK_STR(bytes, "\uFFFD");
}

static void test_utf8_forms(void) {
    struct arena *a = arena_new();
    const char *composed = "Tỷ lệ hộ nghèo ≤ 0,5 % “quý” – 5 ₫";
    CHECK(utf8_nfc(a, composed) == composed);
    const char *chinese = "計劃";
    CHECK(utf8_nfc(a, chinese) == chinese);
    CHECK_STR(utf8_nfc(a, "ty\u0309 le\u0323\u0302"), "tỷ lệ");
    CHECK_STR(utf8_nfc(a, "le\u0302\u0323"), "lệ"); /* marks in the other order */
    CHECK_STR(utf8_nfc(a, "Đươ\u0300ng"), "Đường");
    CHECK_STR(utf8_nfc(a, "5 \u212B"), "5 Å");
    const char *broken = "a\xCC\xFF";
    CHECK(utf8_nfc(a, broken) == broken);

    CHECK_STR(utf8_fold(a, "  ĐƠN VỊ\u00A0\n TÍNH: "), "đơn vị tính");
    CHECK_STR(utf8_fold(a, "« (Mục 1.2) »"), "mục 1.2");
    CHECK_STR(utf8_fold(a, "\uFEFFSố\u200B lượng\u200B"), "số lượng");
    CHECK_STR(utf8_fold(a, "Số\u200Blượng"), "sốlượng");
    CHECK_STR(utf8_fold(a, "Tỷ lệ (%)"), "tỷ lệ (%");
    CHECK_STR(utf8_fold(a, "…"), "");
    CHECK_STR(utf8_fold(a, ""), "");
    CHECK_STR(utf8_fold(a, "Le\u0323\u0302"), "lệ");
    CHECK(utf8_same_folded("ĐVT", " đvt."));
    CHECK(!utf8_same_folded("tỷ đồng", "tỉ đồng"));
    CHECK(!utf8_same_folded("%", ""));
    CHECK_STR(utf8_upper(a, "kế hoạch phường Đống đa ỷ"), "KẾ HOẠCH PHƯỜNG ĐỐNG ĐA Ỷ");
    CHECK_STR(utf8_lower(a, "TRIỆU ĐỒNG/NGƯỜI"), "triệu đồng/người");
    CHECK(utf8_is_space(' ') && utf8_is_space('\n') && utf8_is_space(0xA0));
    CHECK(utf8_is_space(0x200B) && utf8_is_space(0xFEFF));
    CHECK(!utf8_is_space('a') && !utf8_is_space(0) && !utf8_is_space(0x1EC7));
    arena_free(a);
}

static int compare(int64_t a, uint8_t scale_a, int64_t b, uint8_t scale_b) {
    struct decimal x = {a, scale_a};
    struct decimal y = {b, scale_b};
    int order = decimal_compare(x, y);
    CHECK_INT(decimal_compare(y, x), -order);
    return order;
}

static void test_decimal(void) {
    CHECK_INT(compare(390488, 2, 390489, 2), -1);
    CHECK_INT(compare(15, 1, 150, 2), 0);
    CHECK_INT(compare(0, 0, 0, 9), 0);
    CHECK_INT(compare(-15, 1, -16, 1), 1);
    CHECK_INT(compare(-5, 1, 5, 1), -1);
    CHECK_INT(compare(-1, 9, 0, 0), -1);
    CHECK_INT(compare(1, 0, 999999999, 9), 1);
    CHECK_INT(compare(INT64_MAX, 0, INT64_MAX, 9), 1);
    CHECK_INT(compare(INT64_MIN, 0, INT64_MIN, 9), -1);
    CHECK_INT(compare(INT64_MAX, 9, INT64_MAX, 9), 0);
    CHECK_INT(compare(INT64_MIN, 0, INT64_MAX, 0), -1);
    CHECK(decimal_to_double((struct decimal){390488, 2}) == 3904.88);
    CHECK(decimal_to_double((struct decimal){-1, 1}) == -0.1);
}

/* ---- files ---- */

static void write_file(struct arena *a, const char *folder, const char *name, const char *bytes) {
    CHECK_INT(fs_commit(fs_join(a, folder, name), bytes, strlen(bytes)), FS_OK);
}

static const char *content_of(struct arena *a, const char *path) {
    char *bytes = NULL;
    size_t len = 0;
    return fs_read(a, path, SIZE_MAX, &bytes, &len) == FS_OK ? bytes : NULL;
}

/* Hidden ones included, so that a temporary left behind is seen. */
static size_t entries_in(const char *path) {
    size_t count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    }
    if (folder) {
        closedir(folder);
    }
    return count;
}

static void test_fs_names(void) {
    struct arena *a = arena_new();
    CHECK_STR(fs_join(a, "input", "a.csv"), "input/a.csv");
    CHECK_STR(fs_join(a, "input/", "a.csv"), "input/a.csv");
    CHECK_STR(fs_join(a, "input", "/a.csv"), "/a.csv");
    CHECK_STR(fs_join(a, ".", "a.csv"), "a.csv");
    CHECK_STR(fs_join(a, "/", "a.csv"), "/a.csv");
    CHECK_STR(fs_folder_of(a, "input/x/a.csv"), "input/x");
    CHECK_STR(fs_folder_of(a, "a.csv"), ".");
    CHECK_STR(fs_folder_of(a, "/a.csv"), "/");
    CHECK_STR(fs_folder_of(a, "x//a/"), "x");
    CHECK_STR(fs_folder_of(a, ""), ".");
    CHECK_STR(fs_base_of(a, "input/bieu-a4.1.csv"), "bieu-a4.1");
    CHECK_STR(fs_base_of(a, "x.d/plain"), "plain");
    CHECK_STR(fs_base_of(a, "x/.hidden"), ".hidden");
    CHECK_STR(fs_base_of(a, "x/y.z/"), "y");
    arena_free(a);
}

static void test_fs_read_and_list(struct arena *a, const char *folder) {
    char *bytes = NULL;
    size_t len = 0;
    char *path = fs_join(a, folder, "read/một.csv");
    CHECK_INT(fs_make_folder(fs_join(a, folder, "read/sâu/hơn")), FS_OK);
    CHECK_INT(fs_make_folder(fs_join(a, folder, "read/sâu/hơn/")), FS_OK);
    CHECK(fs_is_folder(fs_join(a, folder, "read/sâu/hơn")));
    CHECK_INT(fs_commit(path, "a\0b", 3), FS_OK);
    CHECK_INT(fs_read(a, path, 3, &bytes, &len), FS_OK);
    CHECK(len == 3 && memcmp(bytes, "a\0b", 4) == 0);
    CHECK_INT(fs_read(a, path, 2, &bytes, &len), FS_TOO_BIG);
    CHECK_INT(fs_read(a, fs_join(a, folder, "none"), 9, &bytes, &len), FS_MISSING);
    CHECK_INT(fs_read(a, folder, 9, &bytes, &len), FS_FOLDER);
    CHECK_INT(fs_read(a, "/dev/zero", 9, &bytes, &len), FS_FAILED);
    CHECK_INT(fs_make_folder(fs_join(a, path, "under")), FS_FAILED);
    CHECK_INT(fs_make_folder(path), FS_FAILED);
    CHECK(fs_exists(path) && !fs_is_folder(path));

    write_file(a, folder, "read/.ẩn", "");
    write_file(a, folder, "read/B.csv", "");
    write_file(a, folder, "read/a.csv", "");
    char **names = NULL;
    size_t count = 0;
    CHECK_INT(fs_list(a, fs_join(a, folder, "read"), &names, &count), FS_OK);
    CHECK_INT(count, 4);
    if (count == 4) {
        CHECK_STR(names[0], "B.csv");
        CHECK_STR(names[1], "a.csv");
        CHECK_STR(names[2], "một.csv");
        CHECK_STR(names[3], "sâu");
    }
    CHECK_INT(fs_list(a, fs_join(a, folder, "none"), &names, &count), FS_MISSING);
}

/* The file that a failed commit must leave alone is made to fail by a limit on the file size. */
static void check_failed_commit(struct arena *a, const char *folder, const char *path) {
    struct rlimit old;
    getrlimit(RLIMIT_FSIZE, &old);
    struct rlimit small = {1000, old.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    char *big = arena_alloc(a, 100000);
    enum fs_status status = fs_commit(path, big, 100000);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    CHECK_INT(status, FS_FAILED);
    CHECK_STR(content_of(a, path), "mới");
    CHECK_INT(entries_in(folder), 1); /* no temporary stays behind */
}

static void test_fs_commit(struct arena *a, const char *top) {
    char *folder = fs_join(a, top, "commit");
    char *path = fs_join(a, folder, "out.pdf");
    CHECK_INT(fs_commit(path, "x", 1), FS_MISSING); /* no folder yet */
    CHECK_INT(fs_make_folder(folder), FS_OK);
    mode_t mask = umask(027);
    CHECK_INT(fs_commit(path, "cũ", strlen("cũ")), FS_OK);
    umask(mask);
    struct stat info;
    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0640);
    CHECK_INT(fs_commit(path, "mới", strlen("mới")), FS_OK);
    CHECK_STR(content_of(a, path), "mới");
    check_failed_commit(a, folder, path);
    CHECK_INT(fs_commit(folder, "x", 1), FS_FOLDER);
    if (geteuid() != 0) { /* root may write everywhere */
        chmod(path, 0444);
        CHECK_INT(fs_commit(path, "x", 1), FS_DENIED);
        chmod(path, 0644);
        chmod(folder, 0555);
        CHECK_INT(fs_commit(path, "x", 1), FS_DENIED);
        chmod(folder, 0755);
        CHECK_STR(content_of(a, path), "mới");
    }

    char *link_name = fs_join(a, top, "link.pdf");
    CHECK(symlink(path, link_name) == 0);
    CHECK_INT(fs_commit(link_name, "qua", 3), FS_OK);
    CHECK(lstat(link_name, &info) == 0 && S_ISLNK(info.st_mode));
    CHECK_STR(content_of(a, path), "qua");

    CHECK_INT(fs_commit("/dev/full", "x", 1), FS_FULL);
    CHECK(stat("/dev/full", &info) == 0 && S_ISCHR(info.st_mode));
    CHECK_INT(fs_commit("/dev/null", "x", 1), FS_OK);
    CHECK(stat("/dev/null", &info) == 0 && S_ISCHR(info.st_mode));
    int full = open("/dev/full", O_WRONLY);
    CHECK_INT(fs_write_stream(full, "x", 1), FS_FULL);
    close(full);
}

static void test_fs_inside(struct arena *a, const char *top) {
    char *ward = fs_join(a, top, "ward");
    fs_make_folder(fs_join(a, ward, "sub"));
    fs_make_folder(fs_join(a, top, "ward-2"));
    write_file(a, ward, "a.csv", "");
    write_file(a, top, "ward-2/b.csv", "");
    CHECK(fs_is_inside(ward, ward));
    CHECK(fs_is_inside(fs_join(a, ward, "a.csv"), ward));
    CHECK(fs_is_inside(fs_join(a, ward, "sub/../a.csv"), ward));
    CHECK(fs_is_inside(fs_join(a, ward, "missing/b.csv"), ward));
    CHECK(fs_is_inside(ward, "/"));
    CHECK(!fs_is_inside(fs_join(a, top, "ward-2/b.csv"), ward)); /* only the name begins alike */
    CHECK(!fs_is_inside(fs_join(a, ward, "../ward-2/b.csv"), ward));
    CHECK(!fs_is_inside(fs_join(a, ward, "../missing"), ward));
    CHECK(!fs_is_inside(fs_join(a, ward, "missing/../../x"), ward));
    CHECK(!fs_is_inside("/etc/passwd", ward));
    CHECK(!fs_is_inside("", ward));
    CHECK(!fs_is_inside(ward, fs_join(a, top, "none")));

    CHECK(symlink("../ward-2", fs_join(a, ward, "out")) == 0);
    CHECK(symlink("../gone", fs_join(a, ward, "nowhere")) == 0);
    CHECK(symlink("sub", fs_join(a, ward, "in")) == 0);
    CHECK(symlink(ward, fs_join(a, top, "alias")) == 0);
    CHECK(!fs_is_inside(fs_join(a, ward, "out/b.csv"), ward));
    CHECK(!fs_is_inside(fs_join(a, ward, "out/missing"), ward));
    CHECK(!fs_is_inside(fs_join(a, ward, "nowhere"), ward));
    CHECK(fs_is_inside(fs_join(a, ward, "in"), ward));
    CHECK(fs_is_inside(fs_join(a, top, "alias/a.csv"), ward));
    CHECK(fs_is_inside(fs_join(a, ward, "a.csv"), fs_join(a, top, "alias")));
}

static void test_fs_environment(struct arena *a, const char *top) {
    setenv("BAOCAO_TEST", "", 1);
    CHECK_STR(fs_environment("BAOCAO_TEST"), NULL);
    setenv("BAOCAO_TEST", "x", 1);
    CHECK_STR(fs_environment("BAOCAO_TEST"), "x");
    char *tree = realpath(TEST_BINARY_DIR, NULL);
    CHECK_STR(fs_program_folder(a), tree);
    free(tree);

    setenv("TMPDIR", top, 1);
    char *name = fs_temporary(a, "abc", 3);
    CHECK(name && strncmp(name, top, strlen(top)) == 0);
    CHECK_STR(name ? content_of(a, name) : NULL, "abc");
    char *empty = fs_temporary(a, NULL, 0);
    CHECK_STR(empty ? content_of(a, empty) : NULL, "");
    if (name && empty) {
        fs_remove(name);
        fs_remove(empty);
        CHECK(!fs_exists(name) && !fs_exists(empty));
    }
    setenv("TMPDIR", fs_join(a, top, "none"), 1);
    CHECK(fs_temporary(a, "abc", 3) == NULL);
    unsetenv("TMPDIR");

    int year;
    int month;
    int day;
    fs_today(&year, &month, &day);
    CHECK(year >= 2024 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
    double now = fs_seconds();
    CHECK(now >= 0 && fs_seconds() >= now);
}

static void test_fs(void) {
    struct arena *a = arena_new();
    char made[] = "/tmp/baocao-test-XXXXXX";
    char *top = mkdtemp(made) ? realpath(made, NULL) : NULL;
    if (CHECK(top != NULL)) {
        test_fs_read_and_list(a, top);
        test_fs_commit(a, top);
        test_fs_inside(a, top);
        test_fs_environment(a, top);
        CHECK_INT(system(arena_printf(a, "rm -r '%s'", top)), 0);
    }
    free(top);
    arena_free(a);
}

/* ---- dates ---- */

static void test_date_times(void) {
    struct arena *a = arena_new();
    struct date_time at;
    CHECK(date_time_parse("2026-03-05 09:30:15", &at));
    CHECK_STR(date_figures(a, &at.date), "05/3/2026");
    CHECK_INT(at.hour * 10000 + at.minute * 100 + at.second, 93015);
    CHECK(date_time_parse("2026-12-31 23:59:59", &at));
    CHECK_STR(date_figures(a, &at.date), "31/12/2026");
    CHECK_STR(date_figures(a, &(struct date){2026, 1, 10}), "10/01/2026");
    static const char *const bad[] = {"",
                                      "2026-03-05",
                                      "2026-02-30 09:30:15",
                                      "2026-03-05T09:30:15",
                                      "2026-03-05 24:00:00",
                                      "2026-03-05 09:60:00",
                                      "2026-03-05 09:30:60",
                                      "2026-03-05 9:30:15",
                                      "2026-03-05 09:30",
                                      "2026-03-05 09:30:15 "};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(!date_time_parse(bad[i], &at));
    }
    arena_free(a);
}

int main(void) {
    test_arena();
    test_date_times();
    test_text();
    test_utf8_coding();
    test_utf8_forms();
    test_decimal();
    test_fs_names();
    test_fs();
    return test_summary();
}
