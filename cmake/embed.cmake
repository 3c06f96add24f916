# revivre_embed(TARGET name HEADER path NAMESPACE ns FILES a b ...): each file becomes a std::string_view in
# the target, found by its file name with `embedded_file(name)`. No file is read at run time.
function(revivre_embed)
  cmake_parse_arguments(EMBED "" "TARGET;NAMESPACE" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${EMBED_NAMESPACE}" identifier)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${identifier}.cpp")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${source}" "-DNAMESPACE=${EMBED_NAMESPACE}" "-DFILES=${EMBED_FILES}"
            -P "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake"
    DEPENDS ${EMBED_FILES} "${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake"
    COMMENT "Embedding files for ${EMBED_NAMESPACE}" VERBATIM)
  target_sources(${EMBED_TARGET} PRIVATE "${source}")
endfunction()
