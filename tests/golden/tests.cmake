# One test for each golden case, and the checks that span them.
if(BAOCAO_PYTHON)
  set(goldens ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/../tools/goldens.py
              --program $<TARGET_FILE:baocao>)
  file(GLOB_RECURSE cases CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_LIST_DIR}
       ${CMAKE_CURRENT_LIST_DIR}/cmd)
  foreach(case ${cases})
    cmake_path(GET case PARENT_PATH case)
    string(REPLACE "/" "." name ${case})
    add_test(NAME golden.${name} COMMAND ${goldens} ${case})
    set_tests_properties(golden.${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
  endforeach()
  add_test(NAME golden.every_message COMMAND ${goldens} --codes)
  add_test(NAME docs.findings COMMAND ${goldens} --findings-page)
endif()
