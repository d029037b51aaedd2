# The installed program, run from elsewhere without an environment.
if(BAOCAO_PYTHON)
  add_test(NAME install.same_bytes
           COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_install.py
                   ${CMAKE_COMMAND} ${CMAKE_BINARY_DIR} $<TARGET_FILE:baocao>
                   ${CMAKE_SOURCE_DIR}/input/ngoc-ha ${CMAKE_BINARY_DIR}/tests/install)
  set_tests_properties(install.same_bytes PROPERTIES TIMEOUT 120)
endif()
