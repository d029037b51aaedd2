# Checks of the PDF files that unit.pdf leaves in the build folder, with other people's programs.
if(BAOCAO_PYTHON)
  set_tests_properties(unit.pdf PROPERTIES FIXTURES_SETUP pdf_files)
  add_test(NAME pdf.outside COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/pdf/check_pdf.py
                                    ${CMAKE_BINARY_DIR}/pdf)
  set_tests_properties(pdf.outside PROPERTIES FIXTURES_REQUIRED pdf_files SKIP_RETURN_CODE 77
                                              TIMEOUT 120)
endif()
