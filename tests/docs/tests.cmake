# Holds the documents against the code, and runs the examples they give.
if(BAOCAO_PYTHON AND TARGET baocao)
  add_test(NAME docs.code
           COMMAND ${BAOCAO_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/docs/check_docs.py
                   --program $<TARGET_FILE:baocao>)
  set_tests_properties(docs.code PROPERTIES TIMEOUT 120)
endif()
