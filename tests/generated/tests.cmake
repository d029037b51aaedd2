# Body texts made up at random, set in one run and looked at from outside. Fewer where the program
# checks its own memory: there the aim is what it reads and writes, not what it chooses.
if(BAOCAO_PYTHON)
  set(generated_count 200)
  if(BAOCAO_SANITIZE)
    set(generated_count 60)
  endif()
  add_test(NAME generated.letters
           COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${BAOCAO_PYTHON}
                   ${CMAKE_CURRENT_LIST_DIR}/check_generated.py $<TARGET_FILE:baocao>
                   ${CMAKE_SOURCE_DIR}/templates ${CMAKE_BINARY_DIR}/fonts
                   ${CMAKE_BINARY_DIR}/tests/generated ${generated_count})
  set_tests_properties(generated.letters PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()
