# tradewind_units(TARGET SOURCES...): the sources of one sub-folder are compiled eight at a time, since most of a file's time goes into the headers that it
# shares with its neighbours. A sub-folder therefore keeps names inside unnamed namespaces apart. With TRADEWIND_UNITS=OFF each file is compiled by itself.
function(tradewind_units target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${TRADEWIND_UNITS} UNITY_BUILD_MODE GROUP)
  foreach(source IN LISTS ARGN)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${source})
    get_filename_component(folder ${folder} DIRECTORY)
    string(REPLACE "/" "_" folder ${folder})
    math(EXPR unit "0${files_of_${folder}} / 8")
    set_property(SOURCE ${source} PROPERTY UNITY_GROUP ${folder}_${unit})
    math(EXPR files_of_${folder} "0${files_of_${folder}} + 1")
  endforeach()
endfunction()

# tradewind_folder(NAME MAY_INCLUDE folders... USES libraries...): the library of one folder of the house. Its public headers are in NAME/include and visible
# only to the folders that name it; everything else in the folder is private.
function(tradewind_folder name)
  cmake_parse_arguments(ARG "" "" "MAY_INCLUDE;USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/fit/")  # programs that make shipped data, see TRADEWIND_FIT
  add_library(tradewind_${name} STATIC ${sources})
  tradewind_units(tradewind_${name} ${sources})
  target_include_directories(tradewind_${name} PUBLIC include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  foreach(below IN LISTS ARG_MAY_INCLUDE)
    target_link_libraries(tradewind_${name} PUBLIC tradewind_${below})
  endforeach()
  target_link_libraries(tradewind_${name} PRIVATE tradewind_warnings ${ARG_USES})
endfunction()
