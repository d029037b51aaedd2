/* Owns the table of the Vietnamese vowels with their tones. */
#include "source/vowel.h"

#include <uchar.h>

/* In the order of enum vowel; in each row the order of enum tone. */
static const char32_t vowels[2][VOWEL_COUNT][TONE_COUNT + 1] = {
    {U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ", U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
     U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"},
    {U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"EÈẺẼÉẸ", U"ÊỀỂỄẾỆ", U"IÌỈĨÍỊ", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ",
     U"ƠỜỞỠỚỢ", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"YỲỶỸÝỴ"},
};

uint32_t vowel_code(struct vowel_letter letter) {
    return vowels[letter.capital][letter.vowel][letter.tone];
}

uint32_t vowel_plain(enum vowel vowel) {
    return vowels[0][vowel][TONE_LEVEL];
}

bool vowel_split(uint32_t c, struct vowel_letter *out) {
    for (int capital = 0; capital < 2; capital++) {
        for (int vowel = 0; vowel < VOWEL_COUNT; vowel++) {
            for (int tone = 0; tone < TONE_COUNT; tone++) {
                if (vowels[capital][vowel][tone] == c) {
                    *out = (struct vowel_letter){(enum vowel)vowel, (enum tone)tone, capital == 1};
                    return true;
                }
            }
        }
    }
    return false;
}
