#include "utf8.h"

namespace tradewind::utf8 {
namespace {

// Bytes of a sequence by its first byte; 0 = no first byte.
int sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

bool is_encodable(char32_t point, int length) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return point >= least[length] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

}  // namespace

char32_t next(std::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const std::size_t start = position++;
  const int length = sequence_length(byte(start));
  if (length == 1) return byte(start);
  if (length == 0 || start + static_cast<std::size_t>(length) > text.size()) return replacement;
  char32_t point = byte(start) & (0xFFU >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const unsigned char tail = byte(start + static_cast<std::size_t>(i));
    if ((tail & 0xC0) != 0x80) return replacement;
    point = (point << 6) | (tail & 0x3FU);
  }
  if (!is_encodable(point, length)) return replacement;
  position = start + static_cast<std::size_t>(length);
  return point;
}

bool is_printable(char32_t point) {
  return point >= 0x20 && (point < 0x7F || point > 0x9F) && point != 0x2028 && point != 0x2029 && point != 0xFEFF && point != 0xFFFE &&
         point != 0xFFFF;
}

void append(std::string& out, char32_t point) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | (point >> 6));
  } else {
    if (point >= 0x10000) byte(0xF0 | (point >> 18));
    byte(point < 0x10000 ? 0xE0 | (point >> 12) : 0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

}  // namespace tradewind::utf8
