# Puts faults into the real tables made clean: each must be found at its place, and nothing else.
if(BAOCAO_PYTHON AND TARGET baocao)
  foreach(table bieu-a4.1 phu-luc-1 phu-luc-2)
    add_test(NAME faults.${table}
             COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/faults.py
                     --program $<TARGET_FILE:baocao> ${table})
    set_tests_properties(faults.${table} PROPERTIES TIMEOUT 120)
  endforeach()
endif()
