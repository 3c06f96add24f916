#include "indexer/probe.hpp"
