// bundle = export(world, topology, targets): the folder of manifests that a platform team applies.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tradewind/deploy/forecast.h"
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
  std::string study_id, pick;                     // for labels
  double expected_latency_ms = 0;                 // simulated objective percentile
  double expected_monthly_usd = 0;                // bill of a 730-hour month
  std::vector<ExpectedPool> expected_pools = {};  // in the order of Topology::pools; empty = not known
  Bill bill = {};                                 // no line = not known
  std::vector<ExpectedFailure> failures = {};     // the worst first; empty: none was played
  ExpectedPrecision precision = {};
  ExpectedData data = {};
};

struct ExportTarget {
  std::string name;             // "kubernetes"
  std::string writes;           // in a line
  std::string made_for;         // versions of what applies it, "Kubernetes 1.30+, KEDA 2.12+"
  bool tells_failures = false;  // ExportInput::failures
  bool tells_knees = false;     // ExpectedPool::knee_rps
};
// In the order in which a bundle is put into service.
std::vector<ExportTarget> export_targets();

// The files of the targets, and of those that they build on, with a README.md, the topology (topology.json) and the figures that were simulated
// (EXPECTED.json). A target that is named twice is written once, and the order of the names decides nothing: the same input gives the same bytes.
// Throws std::invalid_argument for no target or an unknown one, naming the known ones, and for a topology that cannot be deployed: no open region, a
// pool without a serving option, or with prefill and decode apart, an instance type or region that cannot be a node label.
Bundle export_bundle(const ExportInput& input, const std::vector<std::string>& targets);

// Writes the files into a new or empty folder, or over a former bundle of this program; throws std::runtime_error otherwise. The marker file
// `.tradewind-bundle` lists what was written: files of the former bundle that the new one has not are removed, files of others stay. Throws
// std::invalid_argument for a path that leads out of the folder or stands in the bundle twice.
void write_bundle(const Bundle& bundle, const std::filesystem::path& folder);

}  // namespace tradewind
