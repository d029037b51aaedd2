# Reads the workbooks of unit.xlsx from outside.
set_tests_properties(unit.xlsx PROPERTIES FIXTURES_SETUP xlsx_books)
if(BAOCAO_PYTHON)
  add_test(NAME xlsx.check
           COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_xlsx.py
                   ${CMAKE_BINARY_DIR}/tests/xlsx-books)
  set_tests_properties(xlsx.check PROPERTIES FIXTURES_REQUIRED xlsx_books)
endif()
