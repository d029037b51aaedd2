# Checks of the charts that unit.chart leaves in the build folder, with other people's programs.
if(BAOCAO_PYTHON)
  set_tests_properties(unit.chart PROPERTIES FIXTURES_SETUP chart_files)
  add_test(NAME charts.outside
           COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${BAOCAO_PYTHON}
                   ${CMAKE_CURRENT_LIST_DIR}/check_charts.py ${CMAKE_BINARY_DIR}/charts)
  set_tests_properties(charts.outside PROPERTIES FIXTURES_REQUIRED chart_files SKIP_RETURN_CODE 77
                                                 TIMEOUT 120)
endif()
