# How our own code is compiled: warnings, checks, hardening. The libraries' headers are not ours.
add_library(baocao_compiler INTERFACE)

target_compile_options(baocao_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wformat=2
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wpointer-arith
  -Wcast-qual
  # The same bytes on every machine: no fused multiply-add, no folder names from the build.
  -ffp-contract=off -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=
  $<$<BOOL:${BAOCAO_WERROR}>:-Werror>)

if(BAOCAO_SANITIZE)
  set(checks -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_compile_options(baocao_compiler INTERFACE ${checks} -fno-omit-frame-pointer)
  target_link_options(baocao_compiler INTERFACE ${checks})
else()
  # The program reads files from many hands.
  target_compile_options(baocao_compiler INTERFACE
    -fstack-protector-strong
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
  target_link_options(baocao_compiler INTERFACE -Wl,-z,relro,-z,now)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
