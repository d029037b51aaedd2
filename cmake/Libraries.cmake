# Finds the libraries. Some have no pkg-config file on Debian 12, so header and library are looked
# for by name when pkg-config does not know them.
find_package(PkgConfig QUIET)
add_library(baocao_libraries INTERFACE)

# find_library_of(<name> PACKAGE <Debian package> MODULE <pkg-config name> HEADER <file>
#                 LIBRARY <name> [SUFFIX <folder under include>] [LOADED])
# LOADED: the program loads it itself when it needs it, and is not linked with it.
function(find_library_of name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "LOADED" "PACKAGE;MODULE;HEADER;LIBRARY;SUFFIX" "")
  if(PKG_CONFIG_FOUND)
    pkg_check_modules(${name} QUIET IMPORTED_TARGET ${arg_MODULE})
    if(${name}_FOUND AND arg_LOADED)
      target_include_directories(baocao_libraries SYSTEM INTERFACE ${${name}_INCLUDE_DIRS})
      return()
    elseif(${name}_FOUND)
      target_link_libraries(baocao_libraries INTERFACE PkgConfig::${name})
      return()
    endif()
  endif()
  find_path(${name}_HEADER_FOLDER ${arg_HEADER} PATH_SUFFIXES ${arg_SUFFIX})
  find_library(${name}_FILE ${arg_LIBRARY})
  mark_as_advanced(${name}_HEADER_FOLDER ${name}_FILE)
  if(NOT ${name}_HEADER_FOLDER OR NOT ${name}_FILE)
    message(FATAL_ERROR "${arg_HEADER} or lib${arg_LIBRARY} was not found: install the package "
                        "${arg_PACKAGE} (apt-get install ${arg_PACKAGE}).")
  endif()
  target_include_directories(baocao_libraries SYSTEM INTERFACE ${${name}_HEADER_FOLDER})
  if(NOT arg_LOADED)
    target_link_libraries(baocao_libraries INTERFACE ${${name}_FILE})
  endif()
endfunction()

find_library_of(HARU PACKAGE libhpdf-dev MODULE libharu HEADER hpdf.h LIBRARY hpdf)
find_library_of(XLSXWRITER PACKAGE libxlsxwriter-dev MODULE xlsxwriter HEADER xlsxwriter.h
                LIBRARY xlsxwriter)
find_library_of(CSV PACKAGE libcsv-dev MODULE libcsv HEADER csv.h LIBRARY csv)
find_library_of(INIPARSER PACKAGE libiniparser-dev MODULE iniparser HEADER iniparser.h
                LIBRARY iniparser SUFFIX iniparser)
find_library_of(UTF8PROC PACKAGE libutf8proc-dev MODULE libutf8proc HEADER utf8proc.h
                LIBRARY utf8proc)
find_library_of(CURL PACKAGE libcurl4-openssl-dev MODULE libcurl HEADER curl/curl.h LIBRARY curl
                LOADED)
find_library_of(ZLIB PACKAGE zlib1g-dev MODULE zlib HEADER zlib.h LIBRARY z)
find_library_of(EXPAT PACKAGE libexpat1-dev MODULE expat HEADER expat.h LIBRARY expat)
find_library_of(PNG PACKAGE libpng-dev MODULE libpng HEADER png.h LIBRARY png)
target_link_libraries(baocao_libraries INTERFACE m ${CMAKE_DL_LIBS})
