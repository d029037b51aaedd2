/* The Adobe Glyph List names of the font repertoire: PDF/A and old viewers know no others. */
#include "emit/pdf_glyph.h"

#include <stddef.h>

/* Sorted by character. */
/* clang-format off */
static const struct {
    uint16_t c;
    const char *name;
} NAMES[] = {
    {0xA0, "nbspace"}, {0xA1, "exclamdown"}, {0xA2, "cent"}, {0xA3, "sterling"}, {0xA4, "currency"},
    {0xA5, "yen"}, {0xA6, "brokenbar"}, {0xA7, "section"}, {0xA8, "dieresis"}, {0xA9, "copyright"},
    {0xAA, "ordfeminine"}, {0xAB, "guillemotleft"}, {0xAC, "logicalnot"}, {0xAD, "sfthyphen"},
    {0xAE, "registered"}, {0xAF, "macron"}, {0xB0, "degree"}, {0xB1, "plusminus"},
    {0xB2, "twosuperior"}, {0xB3, "threesuperior"}, {0xB4, "acute"}, {0xB5, "mu"},
    {0xB6, "paragraph"}, {0xB7, "periodcentered"}, {0xB8, "cedilla"}, {0xB9, "onesuperior"},
    {0xBA, "ordmasculine"}, {0xBB, "guillemotright"}, {0xBC, "onequarter"}, {0xBD, "onehalf"},
    {0xBE, "threequarters"}, {0xBF, "questiondown"}, {0xC0, "Agrave"}, {0xC1, "Aacute"},
    {0xC2, "Acircumflex"}, {0xC3, "Atilde"}, {0xC4, "Adieresis"}, {0xC5, "Aring"}, {0xC6, "AE"},
    {0xC7, "Ccedilla"}, {0xC8, "Egrave"}, {0xC9, "Eacute"}, {0xCA, "Ecircumflex"},
    {0xCB, "Edieresis"}, {0xCC, "Igrave"}, {0xCD, "Iacute"}, {0xCE, "Icircumflex"},
    {0xCF, "Idieresis"}, {0xD0, "Eth"}, {0xD1, "Ntilde"}, {0xD2, "Ograve"}, {0xD3, "Oacute"},
    {0xD4, "Ocircumflex"}, {0xD5, "Otilde"}, {0xD6, "Odieresis"}, {0xD7, "multiply"},
    {0xD8, "Oslash"}, {0xD9, "Ugrave"}, {0xDA, "Uacute"}, {0xDB, "Ucircumflex"},
    {0xDC, "Udieresis"}, {0xDD, "Yacute"}, {0xDE, "Thorn"}, {0xDF, "germandbls"}, {0xE0, "agrave"},
    {0xE1, "aacute"}, {0xE2, "acircumflex"}, {0xE3, "atilde"}, {0xE4, "adieresis"}, {0xE5, "aring"},
    {0xE6, "ae"}, {0xE7, "ccedilla"}, {0xE8, "egrave"}, {0xE9, "eacute"}, {0xEA, "ecircumflex"},
    {0xEB, "edieresis"}, {0xEC, "igrave"}, {0xED, "iacute"}, {0xEE, "icircumflex"},
    {0xEF, "idieresis"}, {0xF0, "eth"}, {0xF1, "ntilde"}, {0xF2, "ograve"}, {0xF3, "oacute"},
    {0xF4, "ocircumflex"}, {0xF5, "otilde"}, {0xF6, "odieresis"}, {0xF7, "divide"},
    {0xF8, "oslash"}, {0xF9, "ugrave"}, {0xFA, "uacute"}, {0xFB, "ucircumflex"},
    {0xFC, "udieresis"}, {0xFD, "yacute"}, {0xFE, "thorn"}, {0xFF, "ydieresis"}, {0x100, "Amacron"},
    {0x101, "amacron"}, {0x102, "Abreve"}, {0x103, "abreve"}, {0x104, "Aogonek"},
    {0x105, "aogonek"}, {0x106, "Cacute"}, {0x107, "cacute"}, {0x108, "Ccircumflex"},
    {0x109, "ccircumflex"}, {0x10A, "Cdotaccent"}, {0x10B, "cdotaccent"}, {0x10C, "Ccaron"},
    {0x10D, "ccaron"}, {0x10E, "Dcaron"}, {0x10F, "dcaron"}, {0x110, "Dcroat"}, {0x111, "dcroat"},
    {0x112, "Emacron"}, {0x113, "emacron"}, {0x114, "Ebreve"}, {0x115, "ebreve"},
    {0x116, "Edotaccent"}, {0x117, "edotaccent"}, {0x118, "Eogonek"}, {0x119, "eogonek"},
    {0x11A, "Ecaron"}, {0x11B, "ecaron"}, {0x11C, "Gcircumflex"}, {0x11D, "gcircumflex"},
    {0x11E, "Gbreve"}, {0x11F, "gbreve"}, {0x120, "Gdotaccent"}, {0x121, "gdotaccent"},
    {0x122, "Gcedilla"}, {0x123, "gcedilla"}, {0x124, "Hcircumflex"}, {0x125, "hcircumflex"},
    {0x126, "Hbar"}, {0x127, "hbar"}, {0x128, "Itilde"}, {0x129, "itilde"}, {0x12A, "Imacron"},
    {0x12B, "imacron"}, {0x12C, "Ibreve"}, {0x12D, "ibreve"}, {0x12E, "Iogonek"},
    {0x12F, "iogonek"}, {0x130, "Idotaccent"}, {0x131, "dotlessi"}, {0x132, "IJ"}, {0x133, "ij"},
    {0x134, "Jcircumflex"}, {0x135, "jcircumflex"}, {0x136, "Kcedilla"}, {0x137, "kcedilla"},
    {0x138, "kgreenlandic"}, {0x139, "Lacute"}, {0x13A, "lacute"}, {0x13B, "Lcedilla"},
    {0x13C, "lcedilla"}, {0x13D, "Lcaron"}, {0x13E, "lcaron"}, {0x13F, "Ldot"}, {0x140, "ldot"},
    {0x141, "Lslash"}, {0x142, "lslash"}, {0x143, "Nacute"}, {0x144, "nacute"}, {0x145, "Ncedilla"},
    {0x146, "ncedilla"}, {0x147, "Ncaron"}, {0x148, "ncaron"}, {0x149, "napostrophe"},
    {0x14A, "Eng"}, {0x14B, "eng"}, {0x14C, "Omacron"}, {0x14D, "omacron"}, {0x14E, "Obreve"},
    {0x14F, "obreve"}, {0x150, "Ohungarumlaut"}, {0x151, "ohungarumlaut"}, {0x152, "OE"},
    {0x153, "oe"}, {0x154, "Racute"}, {0x155, "racute"}, {0x156, "Rcedilla"}, {0x157, "rcedilla"},
    {0x158, "Rcaron"}, {0x159, "rcaron"}, {0x15A, "Sacute"}, {0x15B, "sacute"},
    {0x15C, "Scircumflex"}, {0x15D, "scircumflex"}, {0x15E, "Scedilla"}, {0x15F, "scedilla"},
    {0x160, "Scaron"}, {0x161, "scaron"}, {0x162, "Tcedilla"}, {0x163, "tcedilla"},
    {0x164, "Tcaron"}, {0x165, "tcaron"}, {0x166, "Tbar"}, {0x167, "tbar"}, {0x168, "Utilde"},
    {0x169, "utilde"}, {0x16A, "Umacron"}, {0x16B, "umacron"}, {0x16C, "Ubreve"}, {0x16D, "ubreve"},
    {0x16E, "Uring"}, {0x16F, "uring"}, {0x170, "Uhungarumlaut"}, {0x171, "uhungarumlaut"},
    {0x172, "Uogonek"}, {0x173, "uogonek"}, {0x174, "Wcircumflex"}, {0x175, "wcircumflex"},
    {0x176, "Ycircumflex"}, {0x177, "ycircumflex"}, {0x178, "Ydieresis"}, {0x179, "Zacute"},
    {0x17A, "zacute"}, {0x17B, "Zdotaccent"}, {0x17C, "zdotaccent"}, {0x17D, "Zcaron"},
    {0x17E, "zcaron"}, {0x17F, "longs"}, {0x1A0, "Ohorn"}, {0x1A1, "ohorn"}, {0x1A2, "Oi"},
    {0x1A3, "oi"}, {0x1A4, "Phook"}, {0x1A5, "phook"}, {0x1A6, "yr"}, {0x1A7, "Tonetwo"},
    {0x1A8, "tonetwo"}, {0x1A9, "Esh"}, {0x1AA, "eshreversedloop"}, {0x1AB, "tpalatalhook"},
    {0x1AC, "Thook"}, {0x1AD, "thook"}, {0x1AE, "Tretroflexhook"}, {0x1AF, "Uhorn"},
    {0x1B0, "uhorn"}, {0x1EA0, "Adotbelow"}, {0x1EA1, "adotbelow"}, {0x1EA2, "Ahookabove"},
    {0x1EA3, "ahookabove"}, {0x1EA4, "Acircumflexacute"}, {0x1EA5, "acircumflexacute"},
    {0x1EA6, "Acircumflexgrave"}, {0x1EA7, "acircumflexgrave"}, {0x1EA8, "Acircumflexhookabove"},
    {0x1EA9, "acircumflexhookabove"}, {0x1EAA, "Acircumflextilde"}, {0x1EAB, "acircumflextilde"},
    {0x1EAC, "Acircumflexdotbelow"}, {0x1EAD, "acircumflexdotbelow"}, {0x1EAE, "Abreveacute"},
    {0x1EAF, "abreveacute"}, {0x1EB0, "Abrevegrave"}, {0x1EB1, "abrevegrave"},
    {0x1EB2, "Abrevehookabove"}, {0x1EB3, "abrevehookabove"}, {0x1EB4, "Abrevetilde"},
    {0x1EB5, "abrevetilde"}, {0x1EB6, "Abrevedotbelow"}, {0x1EB7, "abrevedotbelow"},
    {0x1EB8, "Edotbelow"}, {0x1EB9, "edotbelow"}, {0x1EBA, "Ehookabove"}, {0x1EBB, "ehookabove"},
    {0x1EBC, "Etilde"}, {0x1EBD, "etilde"}, {0x1EBE, "Ecircumflexacute"},
    {0x1EBF, "ecircumflexacute"}, {0x1EC0, "Ecircumflexgrave"}, {0x1EC1, "ecircumflexgrave"},
    {0x1EC2, "Ecircumflexhookabove"}, {0x1EC3, "ecircumflexhookabove"},
    {0x1EC4, "Ecircumflextilde"}, {0x1EC5, "ecircumflextilde"}, {0x1EC6, "Ecircumflexdotbelow"},
    {0x1EC7, "ecircumflexdotbelow"}, {0x1EC8, "Ihookabove"}, {0x1EC9, "ihookabove"},
    {0x1ECA, "Idotbelow"}, {0x1ECB, "idotbelow"}, {0x1ECC, "Odotbelow"}, {0x1ECD, "odotbelow"},
    {0x1ECE, "Ohookabove"}, {0x1ECF, "ohookabove"}, {0x1ED0, "Ocircumflexacute"},
    {0x1ED1, "ocircumflexacute"}, {0x1ED2, "Ocircumflexgrave"}, {0x1ED3, "ocircumflexgrave"},
    {0x1ED4, "Ocircumflexhookabove"}, {0x1ED5, "ocircumflexhookabove"},
    {0x1ED6, "Ocircumflextilde"}, {0x1ED7, "ocircumflextilde"}, {0x1ED8, "Ocircumflexdotbelow"},
    {0x1ED9, "ocircumflexdotbelow"}, {0x1EDA, "Ohornacute"}, {0x1EDB, "ohornacute"},
    {0x1EDC, "Ohorngrave"}, {0x1EDD, "ohorngrave"}, {0x1EDE, "Ohornhookabove"},
    {0x1EDF, "ohornhookabove"}, {0x1EE0, "Ohorntilde"}, {0x1EE1, "ohorntilde"},
    {0x1EE2, "Ohorndotbelow"}, {0x1EE3, "ohorndotbelow"}, {0x1EE4, "Udotbelow"},
    {0x1EE5, "udotbelow"}, {0x1EE6, "Uhookabove"}, {0x1EE7, "uhookabove"}, {0x1EE8, "Uhornacute"},
    {0x1EE9, "uhornacute"}, {0x1EEA, "Uhorngrave"}, {0x1EEB, "uhorngrave"},
    {0x1EEC, "Uhornhookabove"}, {0x1EED, "uhornhookabove"}, {0x1EEE, "Uhorntilde"},
    {0x1EEF, "uhorntilde"}, {0x1EF0, "Uhorndotbelow"}, {0x1EF1, "uhorndotbelow"},
    {0x1EF2, "Ygrave"}, {0x1EF3, "ygrave"}, {0x1EF4, "Ydotbelow"}, {0x1EF5, "ydotbelow"},
    {0x1EF6, "Yhookabove"}, {0x1EF7, "yhookabove"}, {0x1EF8, "Ytilde"}, {0x1EF9, "ytilde"},
    {0x391, "Alpha"}, {0x392, "Beta"}, {0x393, "Gamma"}, {0x394, "Deltagreek"}, {0x395, "Epsilon"},
    {0x396, "Zeta"}, {0x397, "Eta"}, {0x398, "Theta"}, {0x399, "Iota"}, {0x39A, "Kappa"},
    {0x39B, "Lambda"}, {0x39C, "Mu"}, {0x39D, "Nu"}, {0x39E, "Xi"}, {0x39F, "Omicron"},
    {0x3A0, "Pi"}, {0x3A1, "Rho"}, {0x3A3, "Sigma"}, {0x3A4, "Tau"}, {0x3A5, "Upsilon"},
    {0x3A6, "Phi"}, {0x3A7, "Chi"}, {0x3A8, "Psi"}, {0x3A9, "Omegagreek"}, {0x3AA, "Iotadieresis"},
    {0x3AB, "Upsilondieresis"}, {0x3AC, "alphatonos"}, {0x3AD, "epsilontonos"}, {0x3AE, "etatonos"},
    {0x3AF, "iotatonos"}, {0x3B0, "upsilondieresistonos"}, {0x3B1, "alpha"}, {0x3B2, "beta"},
    {0x3B3, "gamma"}, {0x3B4, "delta"}, {0x3B5, "epsilon"}, {0x3B6, "zeta"}, {0x3B7, "eta"},
    {0x3B8, "theta"}, {0x3B9, "iota"}, {0x3BA, "kappa"}, {0x3BB, "lambda"}, {0x3BC, "mugreek"},
    {0x3BD, "nu"}, {0x3BE, "xi"}, {0x3BF, "omicron"}, {0x3C0, "pi"}, {0x3C1, "rho"},
    {0x3C2, "sigma1"}, {0x3C3, "sigma"}, {0x3C4, "tau"}, {0x3C5, "upsilon"}, {0x3C6, "phi"},
    {0x3C7, "chi"}, {0x3C8, "psi"}, {0x3C9, "omega"}, {0x2002, "enspace"}, {0x2010, "hyphentwo"},
    {0x2012, "figuredash"}, {0x2013, "endash"}, {0x2014, "emdash"}, {0x2015, "horizontalbar"},
    {0x2016, "dblverticalbar"}, {0x2017, "underscoredbl"}, {0x2018, "quoteleft"},
    {0x2019, "quoteright"}, {0x201A, "quotesinglbase"}, {0x201B, "quotereversed"},
    {0x201C, "quotedblleft"}, {0x201D, "quotedblright"}, {0x201E, "quotedblbase"},
    {0x2020, "dagger"}, {0x2021, "daggerdbl"}, {0x2022, "bullet"}, {0x2026, "ellipsis"},
    {0x2030, "perthousand"}, {0x2032, "minute"}, {0x2033, "second"}, {0x2039, "guilsinglleft"},
    {0x203A, "guilsinglright"}, {0x2044, "fraction"}, {0x2074, "foursuperior"},
    {0x2075, "fivesuperior"}, {0x2076, "sixsuperior"}, {0x2077, "sevensuperior"},
    {0x2078, "eightsuperior"}, {0x2079, "ninesuperior"}, {0x207A, "plussuperior"},
    {0x207C, "equalsuperior"}, {0x207D, "parenleftsuperior"}, {0x207E, "parenrightsuperior"},
    {0x207F, "nsuperior"}, {0x2080, "zeroinferior"}, {0x2081, "oneinferior"},
    {0x2082, "twoinferior"}, {0x2083, "threeinferior"}, {0x2084, "fourinferior"},
    {0x2085, "fiveinferior"}, {0x2086, "sixinferior"}, {0x2087, "seveninferior"},
    {0x2088, "eightinferior"}, {0x2089, "nineinferior"}, {0x208D, "parenleftinferior"},
    {0x208E, "parenrightinferior"}, {0x20AB, "dong"}, {0x20AC, "Euro"}, {0x2113, "lsquare"},
    {0x2116, "numero"}, {0x2122, "trademark"}, {0x2126, "Omega"}, {0x2153, "onethird"},
    {0x2154, "twothirds"}, {0x215B, "oneeighth"}, {0x215C, "threeeighths"}, {0x215D, "fiveeighths"},
    {0x215E, "seveneighths"}, {0x2190, "arrowleft"}, {0x2191, "arrowup"}, {0x2192, "arrowright"},
    {0x2193, "arrowdown"}, {0x2194, "arrowboth"}, {0x2195, "arrowupdn"}, {0x2202, "partialdiff"},
    {0x2203, "existential"}, {0x2205, "emptyset"}, {0x2206, "Delta"}, {0x2207, "gradient"},
    {0x2208, "element"}, {0x2209, "notelement"}, {0x220B, "suchthat"}, {0x220C, "notcontains"},
    {0x220F, "product"}, {0x2211, "summation"}, {0x2212, "minus"}, {0x2213, "minusplus"},
    {0x2215, "divisionslash"}, {0x2217, "asteriskmath"}, {0x2219, "bulletoperator"},
    {0x221A, "radical"}, {0x221D, "proportional"}, {0x221E, "infinity"}, {0x2248, "approxequal"},
    {0x2260, "notequal"}, {0x2261, "equivalence"}, {0x2262, "notidentical"}, {0x2264, "lessequal"},
    {0x2265, "greaterequal"}, {0x25A0, "filledbox"}, {0x25CB, "circle"}, {0x25E6, "openbullet"}
};
/* clang-format on */

const char *glyph_name_of(uint32_t c, char buffer[static GLYPH_NAME_SIZE]) {
    size_t low = 0;
    size_t high = sizeof NAMES / sizeof *NAMES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (NAMES[middle].c == c)
            return NAMES[middle].name;
        if (NAMES[middle].c < c)
            low = middle + 1;
        else
            high = middle;
    }
    static const char PREFIX[] = "uni";
    static const char HEX[] = "0123456789ABCDEF";
    char *p = buffer;
    for (const char *s = PREFIX; *s; s++)
        *p++ = *s;
    for (int shift = 12; shift >= 0; shift -= 4)
        *p++ = HEX[c >> shift & 15];
    *p = '\0';
    return buffer;
}
