# revivre_bundle(OUTPUT variable FOLDER path ENTRIES a.js b.css ...): each entry becomes one small file by esbuild, with the
# modules and packages that it imports; `variable` gets their paths. Packages are installed once, into the build folder, as
# FOLDER/package-lock.json names them.
find_program(REVIVRE_NPM npm REQUIRED)

function(revivre_bundle)
  cmake_parse_arguments(BUNDLE "" "OUTPUT;FOLDER" "ENTRIES" ${ARGN})
  set(room "${CMAKE_CURRENT_BINARY_DIR}/bundle")
  set(installed "${room}/node_modules/.package-lock.json")
  add_custom_command(
    OUTPUT "${installed}"
    COMMAND ${CMAKE_COMMAND} -E copy "${BUNDLE_FOLDER}/package.json" "${BUNDLE_FOLDER}/package-lock.json" "${room}"
    COMMAND ${REVIVRE_NPM} ci --silent --no-audit --no-fund
    WORKING_DIRECTORY "${room}"
    DEPENDS "${BUNDLE_FOLDER}/package.json" "${BUNDLE_FOLDER}/package-lock.json"
    COMMENT "Installing what pages are made with" VERBATIM)
  file(MAKE_DIRECTORY "${room}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${BUNDLE_FOLDER}/*.js" "${BUNDLE_FOLDER}/*.css")
  set(outputs "")
  foreach(entry IN LISTS BUNDLE_ENTRIES)
    get_filename_component(name "${entry}" NAME)
    list(APPEND outputs "${room}/out/${name}")
  endforeach()
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND ${CMAKE_COMMAND} -E env "NODE_PATH=${room}/node_modules" "${room}/node_modules/.bin/esbuild" ${BUNDLE_ENTRIES}
            --bundle --minify --format=esm --target=es2022 --charset=utf8 --legal-comments=inline --log-level=warning
            "--outdir=${room}/out"
    DEPENDS ${sources} "${installed}"
    COMMENT "Bundling scripts and styles" VERBATIM)
  set(${BUNDLE_OUTPUT} ${outputs} PARENT_SCOPE)
endfunction()
