# Sends mail to servers that the tests start on loopback (label `mail`).
add_executable(mail_put ${CMAKE_CURRENT_LIST_DIR}/put.c)
target_link_libraries(mail_put PRIVATE baocao_compiler baocao_core)
add_library(mail_kill SHARED ${CMAKE_CURRENT_LIST_DIR}/kill.c)
target_link_libraries(mail_kill PRIVATE ${CMAKE_DL_LIBS})
target_compile_options(mail_kill PRIVATE -Wall -Wextra)

find_program(BAOCAO_OPENSSL openssl)
if(BAOCAO_PYTHON)
  execute_process(COMMAND ${BAOCAO_PYTHON} -c "import aiosmtpd" RESULT_VARIABLE no_smtpd
                  OUTPUT_QUIET ERROR_QUIET)
endif()
if(BAOCAO_PYTHON AND BAOCAO_OPENSSL AND NOT no_smtpd AND TARGET baocao)
  # A certificate for localhost that is its own authority, and one for another name.
  set(certificates ${CMAKE_BINARY_DIR}/tests/mail)
  file(MAKE_DIRECTORY ${certificates})
  foreach(name localhost khac.example)
    if(NOT EXISTS ${certificates}/${name}.pem)
      execute_process(COMMAND ${BAOCAO_OPENSSL} req -x509 -newkey rsa:2048 -nodes -days 3650
                              -subj /CN=${name} -addext subjectAltName=DNS:${name}
                              -keyout ${certificates}/${name}.key -out ${certificates}/${name}.pem
                      OUTPUT_QUIET ERROR_QUIET)
    endif()
  endforeach()
  # add_mail_test(<name> [ARGUMENT...])
  function(add_mail_test name)
    add_test(NAME mail.${name}
             COMMAND ${BAOCAO_PYTHON} ${CMAKE_SOURCE_DIR}/tests/mail/check_${name}.py
                     $<TARGET_FILE:baocao> $<TARGET_FILE:mail_put> ${ARGN})
    set_tests_properties(mail.${name} PROPERTIES LABELS mail TIMEOUT 600)
  endfunction()
  set(tls ${certificates}/localhost.pem ${certificates}/localhost.key)
  set(other ${certificates}/khac.example.pem ${certificates}/khac.example.key)
  add_mail_test(faults ${tls})
  add_mail_test(kill $<TARGET_FILE:mail_kill>)
  add_mail_test(race)
  add_mail_test(secure ${tls} ${other})
  add_mail_test(outbox)
  add_mail_test(many)
  add_mail_test(exim ${tls})
  set_tests_properties(mail.exim PROPERTIES SKIP_RETURN_CODE 77)
endif()

# The messages themselves, read by others; these need no server.
if(BAOCAO_PYTHON AND TARGET baocao)
  foreach(name message html)
    add_test(NAME mail.${name}
             COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/check_${name}.py
                     $<TARGET_FILE:baocao> ${CMAKE_BINARY_DIR}/tests/mail-${name})
    set_tests_properties(mail.${name} PROPERTIES LABELS mail TIMEOUT 300)
  endforeach()
  set_tests_properties(mail.html PROPERTIES SKIP_RETURN_CODE 77) # no Chromium
endif()
