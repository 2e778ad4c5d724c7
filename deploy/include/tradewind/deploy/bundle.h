// bundle = export(world, topology, target): the folder of manifests that a platform team applies.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/topology.h"

namespace tradewind {

struct BundleFile {
  std::string path;  // relative, with '/'
  std::string contents;
};
using Bundle = std::vector<BundleFile>;  // sorted by path

// What the manifests are made for; every text in it is escaped where it is written.
struct ExportInput {
  const World& world;
  const Topology& topology;
  std::string study_id, pick;      // for labels
  double expected_latency_ms = 0;  // simulated objective percentile
  double expected_monthly_usd = 0;
};

struct ExportTarget {
  std::string name;         // "kubernetes"
  std::string description;  // what it writes and which versions it is made for
};
std::vector<ExportTarget> export_targets();

// Throws std::invalid_argument for an unknown target, naming the known ones.
Bundle export_bundle(const ExportInput& input, std::string_view target);

// Writes the files into a new or empty folder, or over a former bundle of this program; throws std::runtime_error otherwise.
void write_bundle(const Bundle& bundle, const std::filesystem::path& folder);

}  // namespace tradewind
