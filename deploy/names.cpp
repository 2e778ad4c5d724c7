#include "names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tradewind {
namespace {

constexpr std::size_t longest_label = longest_dns_label;  // RFC 1035 labels and Kubernetes label values alike

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alnum(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }

// FNV-1a, 32 bits, with the offset basis and prime of its authors (RFC 9923).
std::string hash_suffix(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("-{:08x}", hash);
}

// Cuts so that the suffix still fits, and leaves no separator before it.
std::string with_hash(std::string name, std::string_view original, std::size_t longest = longest_label) {
  const std::string suffix = hash_suffix(original);
  name.resize(std::min(name.size(), longest - suffix.size()));
  while (!name.empty() && !is_alnum(name.back())) name.pop_back();
  return name + suffix;
}

}  // namespace

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c)) {
      out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "model" : out;
}

std::string dns_label(std::string_view text, std::size_t longest) {
  std::string name = slug(text);
  if (is_digit(name.front())) name = "n-" + name;
  return name == text && name.size() <= longest ? name : with_hash(name, text, longest);
}

std::string companion_name(std::string_view label, std::string_view what) {
  const std::string suffix = fmt::format("--{}", what);
  return dns_label(label, longest_dns_label - suffix.size()) + suffix;
}

std::string google_label(std::string_view text) {
  const bool is_one = !text.empty() && text.size() <= longest_label &&
                      std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
  return is_one ? std::string(text) : with_hash(slug(text), text);
}

std::string plain_name(std::string_view text, std::size_t longest) {
  std::string name = slug(text);
  std::erase(name, '-');
  if (is_digit(name.front())) name = "n" + name;
  if (name == text && name.size() <= longest) return name;
  std::string suffix = hash_suffix(text).substr(1);
  name.resize(std::min(name.size(), longest - suffix.size()));
  return name + suffix;
}

bool is_label_value(std::string_view text) {
  if (text.empty() || text.size() > longest_label || !is_alnum(text.front()) || !is_alnum(text.back())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; });
}

std::string label_value(std::string_view text) { return is_label_value(text) ? std::string(text) : with_hash(slug(text), text); }

}  // namespace tradewind
