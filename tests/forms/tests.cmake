# Collection forms: what they lock and ask, and the way through LibreOffice back into the program.
if(BAOCAO_PYTHON)
  foreach(part book rules round_trip)
    add_test(NAME forms.${part}
             COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${BAOCAO_PYTHON}
                     ${CMAKE_CURRENT_LIST_DIR}/check_forms.py ${part} $<TARGET_FILE:baocao>
                     ${CMAKE_BINARY_DIR}/tests/forms-${part})
    set_tests_properties(forms.${part} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
  endforeach()
endif()
