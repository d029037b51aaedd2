# Programs that tests/bench/run builds and calls; no test, and not part of an ordinary build.
add_executable(baocao_floor EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/floor.c)
target_link_libraries(baocao_floor PRIVATE baocao_compiler baocao_libraries)
add_executable(baocao_meter EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/meter.c)
target_link_libraries(baocao_meter PRIVATE baocao_compiler)
