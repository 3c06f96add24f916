#include "storage/library.hpp"
