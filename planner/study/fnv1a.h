// A short name for a long text.
#pragma once

#include <string>
#include <string_view>

namespace tradewind {

// 64-bit FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), as 16 hexadecimal digits: the same on every machine.
std::string fnv1a_hex(std::string_view text);

}  // namespace tradewind
