# Targets that people and CI call by name: format, format-check, tidy.
file(GLOB_RECURSE REVIVRE_OWN_SOURCES CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/app/*.[ch]pp ${PROJECT_SOURCE_DIR}/chapters/*.[ch]pp ${PROJECT_SOURCE_DIR}/indexer/*.[ch]pp
  ${PROJECT_SOURCE_DIR}/server/*.[ch]pp ${PROJECT_SOURCE_DIR}/storage/*.[ch]pp ${PROJECT_SOURCE_DIR}/tests/*.[ch]pp)
find_program(REVIVRE_CLANG_FORMAT NAMES clang-format-14 clang-format)
if(REVIVRE_CLANG_FORMAT)
  add_custom_target(format COMMAND ${REVIVRE_CLANG_FORMAT} -i ${REVIVRE_OWN_SOURCES} VERBATIM)
  add_custom_target(format-check COMMAND ${REVIVRE_CLANG_FORMAT} --dry-run -Werror ${REVIVRE_OWN_SOURCES} VERBATIM)
endif()
find_program(REVIVRE_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
if(REVIVRE_CLANG_TIDY)
  set(REVIVRE_TIDY_SOURCES ${REVIVRE_OWN_SOURCES})
  list(FILTER REVIVRE_TIDY_SOURCES INCLUDE REGEX "\\.cpp$")
  add_custom_target(tidy COMMAND ${REVIVRE_CLANG_TIDY} -p ${PROJECT_BINARY_DIR} --quiet ${REVIVRE_TIDY_SOURCES} VERBATIM)
endif()
