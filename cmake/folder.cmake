# tradewind_folder(NAME MAY_INCLUDE folders... USES libraries...): the library of one folder of the house. Its public headers are in NAME/include and visible
# only to the folders that name it; everything else in the folder is private.
function(tradewind_folder name)
  cmake_parse_arguments(ARG "" "" "MAY_INCLUDE;USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/fit/")  # programs that make shipped data, see TRADEWIND_FIT
  add_library(tradewind_${name} STATIC ${sources})
  target_include_directories(tradewind_${name} PUBLIC include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  foreach(below IN LISTS ARG_MAY_INCLUDE)
    target_link_libraries(tradewind_${name} PUBLIC tradewind_${below})
  endforeach()
  target_link_libraries(tradewind_${name} PRIVATE tradewind_warnings ${ARG_USES})
endfunction()
