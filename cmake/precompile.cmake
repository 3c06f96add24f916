# Headers that most files of a target read are compiled once: a build from nothing on 2 cores takes half the time. The
# release preset goes without, so that a file that forgets an include of its own is found there.
option(REVIVRE_PRECOMPILE "Compile common headers once a target" ON)
function(revivre_precompile target)
  if(REVIVRE_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
