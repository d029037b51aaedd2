# Body texts made up at random, set in one run and looked at from outside.
if(BAOCAO_PYTHON)
  add_test(NAME generated.letters
           COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${BAOCAO_PYTHON}
                   ${CMAKE_CURRENT_LIST_DIR}/check_generated.py $<TARGET_FILE:baocao>
                   ${CMAKE_SOURCE_DIR}/templates ${CMAKE_BINARY_DIR}/fonts
                   ${CMAKE_BINARY_DIR}/tests/generated 200)
  set_tests_properties(generated.letters PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()
