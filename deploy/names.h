// Names that Kubernetes takes, made from names that it may not take.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tradewind {

// Lower-case letters, digits and single inner hyphens: "BERT 4-layer distilled" -> "bert-4-layer-distilled". "model" when nothing is left. Not
// unique.
std::string slug(std::string_view text);

inline constexpr std::size_t longest_dns_label = 63;

// RFC 1035 label, at most `longest` characters (10 to 63). A text that is one already stays as it is, unless it has two hyphens in a row; another is
// turned into one and gets eight hexadecimal digits of its hash at the end, so that different texts keep different names.
std::string dns_label(std::string_view text, std::size_t longest = longest_dns_label);

// Name of an object beside those of a workload, "chat--preview": at most 63 characters, and never what dns_label makes of the name of another
// workload, for that has no two hyphens in a row. `label`: one that dns_label made.
std::string companion_name(std::string_view label, std::string_view what);

// Kubernetes label value, at most 63 characters of [A-Za-z0-9_.-] that begin and end with a letter or digit; made unique as dns_label does.
std::string label_value(std::string_view text);

// Whether label_value leaves the text as it is.
bool is_label_value(std::string_view text);

// Label value of Google Cloud, at most 63 characters of [a-z0-9_-]; made unique as dns_label does.
std::string google_label(std::string_view text);

// Lower-case letters and digits, a letter first, at most `longest` (10 to 63); made unique as dns_label does. For names of Azure.
std::string plain_name(std::string_view text, std::size_t longest);

}  // namespace tradewind
