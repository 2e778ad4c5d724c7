// Two exported bundles side by side: what was decided, what was forecast, which files were written.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "tradewind/deploy/forecast.h"

namespace tradewind {

// A text, a number, yes or no; nothing where a bundle does not say it.
using BundleValue = std::variant<std::monostate, std::string, double, bool>;

struct BundleChange {
  std::string part;    // "made from", "regions", "pools", "traffic", "routing", "replication", "forecast", "failures", "cost"
  std::string of;      // "assistant in aws:us-east-1"; empty: the whole bundle
  std::string figure;  // "replicas"; units in its name
  BundleValue a, b;
  double a_ci95 = 0, b_ci95 = 0;  // half-widths of the 95 % confidence intervals; 0 = not known
};

enum class FileState { only_a, only_b, differs };
struct FileChange {
  std::string path;
  FileState state = FileState::differs;
};

// The forecast of a whole bundle.
struct BundleForecast {
  double latency_ms = 0, monthly_usd = 0;
  ExpectedPrecision precision;
};

struct BundleComparison {
  BundleForecast a, b;
  std::vector<BundleChange> changes;     // by part, in the order above
  std::vector<std::string> not_in_both;  // tables of EXPECTED.json that one of them has not: exported by another version, or without what they hold
  std::vector<FileChange> files;         // by path
  std::size_t same_files = 0;
};

// Both folders as export wrote them: EXPECTED.json, topology.json and the list of the bundle's files; what others put beside these is not looked at.
// Throws InvalidInput, naming folder and file, when one of them is no bundle or what it says cannot be read.
BundleComparison compare_bundles(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace tradewind
