# A short fuzz run of each parser of untrusted bytes, the same on every machine; most telling in the
# asan tree. BAOCAO_LIBFUZZER adds a libFuzzer program for each (needs clang).
option(BAOCAO_LIBFUZZER "Build tests/fuzz for libFuzzer too" OFF)

add_executable(fuzz ${CMAKE_CURRENT_LIST_DIR}/fuzz.c)
target_link_libraries(fuzz PRIVATE baocao_compiler baocao_core)

# add_fuzz(<target> <rounds> <seed>...): about a minute each where addresses are checked, some
# seconds elsewhere.
function(add_fuzz target rounds)
  if(BAOCAO_SANITIZE)
    math(EXPR rounds "${rounds} * 10")
  endif()
  add_test(NAME fuzz.${target} COMMAND fuzz ${target} ${rounds} ${ARGN})
  set_tests_properties(fuzz.${target} PROPERTIES TIMEOUT 1200)
endfunction()

set(seeds ${CMAKE_CURRENT_LIST_DIR}/seeds)
file(GLOB csv ${seeds}/csv/* ${CMAKE_SOURCE_DIR}/input/*/*.csv)
file(GLOB encoding ${seeds}/encoding/*)
file(GLOB ini ${seeds}/ini/* ${CMAKE_SOURCE_DIR}/input/*/*.ini
              ${CMAKE_SOURCE_DIR}/templates/appendix/*.ini)
file(GLOB value ${seeds}/value/*)
file(GLOB body ${seeds}/body/* ${CMAKE_SOURCE_DIR}/input/*/*.txt)
file(GLOB picture ${seeds}/picture/*)
file(GLOB reply ${seeds}/reply/*)
file(GLOB address ${seeds}/address/*)
add_fuzz(csv 50000 ${csv})
add_fuzz(encoding 25000 ${encoding})
add_fuzz(ini 60000 ${ini})
add_fuzz(value 1500000 ${value})
add_fuzz(ttf 20000 ${CMAKE_BINARY_DIR}/fonts/LiberationSerif-Regular.ttf)
add_fuzz(body 10000 ${body})
add_fuzz(picture 20000 ${picture})
add_fuzz(reply 800000 ${reply})
add_fuzz(address 400000 ${address})

if(BAOCAO_LIBFUZZER)
  target_compile_options(baocao_core PRIVATE -fsanitize=fuzzer-no-link)
  target_link_options(baocao_core INTERFACE -fsanitize=fuzzer-no-link)
  set(index 0)
  foreach(target csv encoding ini value ttf picture body reply address) # in the order of fuzz.c
    add_executable(fuzz_${target} ${CMAKE_CURRENT_LIST_DIR}/fuzz.c)
    target_compile_definitions(fuzz_${target} PRIVATE FUZZ_LIBFUZZER=${index})
    target_compile_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(fuzz_${target} PRIVATE baocao_compiler baocao_core)
    math(EXPR index "${index} + 1")
  endforeach()
endif()
