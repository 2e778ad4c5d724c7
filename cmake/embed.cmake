# tradewind_embed(TARGET NAME ROOT FILES...): puts files into the program. Code reaches them through "embedded/NAME.h":
#   std::string_view tradewind::embedded::NAME(std::string_view path);   path relative to ROOT; throws std::out_of_range
function(tradewind_embed target name root)
  set(assembly "${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.S")
  set(header "${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.h")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp")
  set(assembly_text "    .section .rodata\n")
  set(declarations "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS ARGN)
    file(RELATIVE_PATH path "${root}" "${file}")
    set(symbol "tradewind_embedded_${name}_${index}")
    string(APPEND assembly_text "    .global ${symbol}\n    .global ${symbol}_end\n    .balign 8\n${symbol}:\n    .incbin \"${file}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND entries "      {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly_text "    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT "${assembly}" CONTENT "${assembly_text}" @ONLY)
  file(CONFIGURE OUTPUT "${header}" @ONLY CONTENT
"#pragma once\n#include <string_view>\nnamespace tradewind::embedded {\nstd::string_view ${name}(std::string_view path);\n}\n")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT
"#include \"${name}.h\"\n#include <map>\n#include <stdexcept>\n#include <string>\n${declarations}
namespace tradewind::embedded {
std::string_view ${name}(std::string_view path) {
  static const std::map<std::string_view, std::string_view> files = {
${entries}  };
  const auto found = files.find(path);
  if (found == files.end()) throw std::out_of_range(\"no embedded file \" + std::string(path));
  return found->second;
}
}  // namespace tradewind::embedded\n")
  set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE "${assembly}" "${source}")
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
endfunction()
