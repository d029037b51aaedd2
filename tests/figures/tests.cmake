# Figures of reports, against an independent calculation.
if(BAOCAO_PYTHON)
  add_test(NAME figures COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_figures.py
           --program $<TARGET_FILE:baocao>)
  set_tests_properties(figures PROPERTIES TIMEOUT 300)
endif()
