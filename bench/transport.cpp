// The bounds of a TCP flow held against throughput between cloud regions: 64 streams between two large machines.
//
//   bench_transport THROUGHPUT.csv
//
// The file has the columns src_provider, src_region, dst_provider, dst_region, src_tier, dst_tier, gbit_s_64_tcp; round trips are the catalogue's.
// For each pair of providers the bottleneck is the 99th percentile of its rows (what the machines are allowed to send), and the loss the one that
// makes the median error of min(bottleneck, 64 flows of Mathis) smallest. Every other row is left out of both and judged. The error of the bottleneck
// alone stands beside.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "network/transport.h"
#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"
#include "tradewind/scenarios/percentile.h"

using namespace tradewind;

namespace {

constexpr double streams = 64;

struct Row {
  double rtt_ms = 0, mbit_s = 0;
};

std::map<std::string, std::vector<Row>> read_rows(const char* file) {
  const CsvTable table(read_file(file), file);
  std::map<std::string, std::vector<Row>> groups;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](const char* column) { return table.text(row, table.column(column)); };
    const CatalogueRegion* from = Catalogue::shipped().find_region(text("src_provider"), text("src_region"));
    const CatalogueRegion* to = Catalogue::shipped().find_region(text("dst_provider"), text("dst_region"));
    if (from == nullptr || to == nullptr) continue;
    const Rtt rtt = Catalogue::shipped().region_rtt(*from, *to);
    const double mbit_s = 1e3 * table.number(row, table.column("gbit_s_64_tcp"));
    if (rtt.basis == RttBasis::measured && mbit_s > 0) groups[text("src_provider") + " to " + text("dst_provider")].push_back({rtt.ms, mbit_s});
  }
  return groups;
}

double predicted_mbit_s(const Row& row, double bottleneck_mbit_s, double loss) {
  return std::min(bottleneck_mbit_s, streams * network::mathis_mbit_s({.rtt_ms = row.rtt_ms, .loss = loss}));
}

// Percentiles of |predicted / measured - 1|, in percent.
double error(const std::vector<Row>& rows, double bottleneck_mbit_s, double loss, double percentile) {
  std::vector<double> errors;
  for (const Row& row : rows) errors.push_back(100 * std::abs(predicted_mbit_s(row, bottleneck_mbit_s, loss) / row.mbit_s - 1));
  std::sort(errors.begin(), errors.end());
  return percentile_of(errors, percentile);
}

double bottleneck_of(const std::vector<Row>& rows) {
  std::vector<double> mbit_s;
  for (const Row& row : rows) mbit_s.push_back(row.mbit_s);
  std::sort(mbit_s.begin(), mbit_s.end());
  return percentile_of(mbit_s, 99);
}

double loss_of(const std::vector<Row>& rows, double bottleneck_mbit_s) {
  double best = 0, least = error(rows, bottleneck_mbit_s, 0, 50);
  for (double loss = 1e-8; loss < 1e-3; loss *= 1.1)
    if (const double now = error(rows, bottleneck_mbit_s, loss, 50); now < least) {
      least = now;
      best = loss;
    }
  return best;
}

void report(const std::string& name, const std::vector<Row>& rows) {
  std::vector<Row> known, judged;
  for (std::size_t i = 0; i < rows.size(); ++i) (i % 2 == 0 ? known : judged).push_back(rows[i]);
  const double bottleneck = bottleneck_of(known), loss = loss_of(known, bottleneck);
  fmt::print("{:<16} {:>5} {:>12.2f} {:>9.1e} {:>9.0f} {:>6.0f} {:>18.0f} {:>6.0f}\n", name, judged.size(), bottleneck / 1e3, loss,
             error(judged, bottleneck, loss, 50), error(judged, bottleneck, loss, 90), error(judged, bottleneck, 0, 50),
             error(judged, bottleneck, 0, 90));
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    fmt::print(stderr, "usage: bench_transport THROUGHPUT.csv\n");
    return 2;
  }
  fmt::print("{:<16} {:>5} {:>12} {:>9} {:>9} {:>6} {:>18} {:>6}\n", "from, to", "rows", "cap Gbit/s", "loss", "error %", "p90", "cap alone: error %",
             "p90");
  for (const auto& [name, rows] : read_rows(argv[1])) report(name, rows);
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 2;
}
