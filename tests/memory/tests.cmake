# Runs the program on the sample wards under valgrind; a sanitized program brings its own checks.
find_program(BAOCAO_VALGRIND valgrind)
if(BAOCAO_VALGRIND AND NOT BAOCAO_SANITIZE)
  foreach(command render check)
    add_test(NAME memory.${command}
             COMMAND ${BAOCAO_VALGRIND} -q --error-exitcode=99 --leak-check=full
                     --errors-for-leak-kinds=definite,indirect,possible $<TARGET_FILE:baocao> ${command} input
                     --findings=text,xlsx,pdf --quiet --date=2026-01-15
                     -o ${CMAKE_BINARY_DIR}/tests/memory/${command}
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(memory.${command} PROPERTIES TIMEOUT 300)
  endforeach()
endif()
