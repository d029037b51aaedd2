/* Where the program's own data lie: templates and fonts. */
#ifndef BAOCAO_APP_DATA_H
#define BAOCAO_APP_DATA_H

struct arena;

struct data_folders {
    const char *templates;
    const char *fonts;      /* the built faces */
    const char *user_fonts; /* where a user drops faces of his own */
};

/* Beside an installed program ../share/baocao; beside a built one what baocao-data.txt says. */
struct data_folders data_find(struct arena *a);

#endif
