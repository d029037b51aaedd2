# The finished files of the real wards and of a hard one, read by programs that nobody here wrote.
if(BAOCAO_PYTHON)
  set(outside ${CMAKE_CURRENT_LIST_DIR})
  set(finished ${CMAKE_BINARY_DIR}/tests/outside)
  set(templates ${CMAKE_SOURCE_DIR}/templates)
  set(date 2026-01-15)
  set(real ${CMAKE_SOURCE_DIR}/input/ngoc-ha ${CMAKE_SOURCE_DIR}/input/chu-van-an)
  set(wards ${real} ${outside}/ward)
  set(python ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${BAOCAO_PYTHON})

  add_test(NAME outside.render COMMAND baocao render ${wards} -o ${finished} --date=${date} --quiet)
  set_tests_properties(outside.render PROPERTIES FIXTURES_SETUP finished_files)
  add_test(NAME outside.pdf COMMAND ${python} ${outside}/check_pdf.py ${finished} ${templates}
                                    ${date} ${wards})
  add_test(NAME outside.xlsx COMMAND ${python} ${outside}/check_xlsx.py ${finished} ${templates}
                                     ${date} ${wards})
  # Not the hard one: LibreOffice prints a cell merged over two pages across the repeated header.
  add_test(NAME outside.office COMMAND ${python} ${outside}/check_office.py ${finished} ${templates}
                                       ${CMAKE_BINARY_DIR}/tests/outside-office ${real})
  set_tests_properties(outside.pdf outside.xlsx outside.office PROPERTIES
                       FIXTURES_REQUIRED finished_files SKIP_RETURN_CODE 77 TIMEOUT 300)

  # Whole documents: each lawful one satisfies every check of the decree, each deviation is found.
  set(letters ${outside}/letters)
  file(GLOB letter_jobs CONFIGURE_DEPENDS ${letters}/*/*.ini)
  list(FILTER letter_jobs EXCLUDE REGEX "/ward\\.ini$")
  list(APPEND letter_jobs ${CMAKE_SOURCE_DIR}/input/ngoc-ha/cong-van-1361.ini
       ${CMAKE_SOURCE_DIR}/input/chu-van-an/ke-hoach-2026.ini)
  set(finished_letters ${CMAKE_BINARY_DIR}/tests/outside-letters)
  add_test(NAME outside.render_letters COMMAND baocao render ${letter_jobs} -o ${finished_letters}
                                               --date=2026-12-31 --quiet)
  set_tests_properties(outside.render_letters PROPERTIES FIXTURES_SETUP finished_letters)
  add_test(NAME outside.letters COMMAND ${python} ${outside}/measure_letter.py ${finished_letters}
                                        ${templates} ${letter_jobs})
  set_tests_properties(outside.letters PROPERTIES
                       FIXTURES_REQUIRED finished_letters SKIP_RETURN_CODE 77 TIMEOUT 300)
  add_test(NAME outside.deviations COMMAND ${python} ${outside}/check_deviations.py
                                           $<TARGET_FILE:baocao> ${templates} ${letters}/usual
                                           ${CMAKE_BINARY_DIR}/tests/outside-deviations)
  set_tests_properties(outside.deviations PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)

  add_test(NAME outside.repeat COMMAND ${python} ${outside}/check_repeat.py $<TARGET_FILE:baocao>
                                       ${CMAKE_BINARY_DIR}/tests/outside-repeat ${wards})
  set_tests_properties(outside.repeat PROPERTIES TIMEOUT 300)
  add_test(NAME outside.hand_back COMMAND ${python} ${outside}/check_hand_back.py
                                          $<TARGET_FILE:baocao>
                                          ${CMAKE_BINARY_DIR}/tests/outside-hand-back ${wards})
  set_tests_properties(outside.hand_back PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()
