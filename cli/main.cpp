#include <cstdio>

#include "tradewind/scenarios/version.h"

int main() { std::puts(tradewind::version().c_str()); }
