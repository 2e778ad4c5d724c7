#include "tradewind/pricing/allocation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace tradewind {

std::string_view to_string(CostDimension dimension) {
  constexpr std::array<std::string_view, all_cost_dimensions.size()> names = {"provider", "region", "service", "workload", "population", "continent"};
  return names[static_cast<std::size_t>(dimension)];
}

std::vector<std::int64_t> split(std::int64_t amount, std::span<const double> weights) {
  const long double sum = std::accumulate(weights.begin(), weights.end(), 0.0L);
  std::vector<std::int64_t> parts(weights.size());
  std::vector<long double> remainders(weights.size());
  std::int64_t left = amount;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const long double exact = static_cast<long double>(amount) * weights[i] / sum;
    parts[i] = static_cast<std::int64_t>(exact);
    remainders[i] = std::abs(exact - static_cast<long double>(parts[i]));
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left != 0; i = (i + 1) % order.size()) {
    const std::int64_t step = left > 0 ? 1 : -1;
    if (weights[order[i]] == 0) continue;
    parts[order[i]] += step;
    left -= step;
  }
  return parts;
}

namespace {

constexpr std::string_view nobody = "(nobody)";

// What one population asks of one region for one workload in a month.
struct Cell {
  std::uint32_t workload = 0, region = 0, population = 0;
  double gb = 0, requests = 0, tokens = 0, users = 0;
};

double tokens_per_request(const Workload& workload) {
  const auto* llm = std::get_if<LlmServing>(&workload.serving);
  return llm == nullptr ? 0 : llm->prompt_tokens.mean() + llm->output_tokens.mean();
}

std::vector<Cell> cells_of(const World& world, const Usage& usage) {
  std::vector<double> bytes, tokens, sum(world.populations.size());
  for (const Workload& workload : world.workloads) {
    bytes.push_back(workload.mean_response_bytes());
    tokens.push_back(tokens_per_request(workload));
  }
  std::vector<Cell> cells;
  for (const InternetEgress& egress : usage.internet_egress) {
    if (egress.gb <= 0) continue;
    const double requests = egress.gb * 1e9 / bytes[egress.workload];
    cells.push_back({egress.workload, egress.region, egress.population, egress.gb, requests, requests * tokens[egress.workload], 0});
    sum[egress.population] += requests;
  }
  for (Cell& cell : cells) cell.users = world.populations[cell.population].users * cell.requests / sum[cell.population];
  return cells;
}

bool goes_by_bytes(const BillLine& line) {
  return line.service == "internet egress" || (line.service == "global accelerator" && line.region != "global");
}

// Weight of each cell in a line, and whether any has one.
bool weigh(const World& world, const std::vector<Cell>& cells, const BillLine& line, bool in_region, std::vector<double>& weights) {
  bool any = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const Region& region = world.regions[cell.region];
    const bool here = !in_region || (region.id == line.region && region.provider == line.provider);
    const bool its = line.workload.empty() || world.workloads[cell.workload].name == line.workload;
    weights[i] = here && its ? (goes_by_bytes(line) ? cell.gb : cell.requests) : 0;
    any |= weights[i] > 0;
  }
  return any;
}

// Name of a line, or of the part of it that a cell has.
std::string name_of(const World& world, const BillLine& line, const Cell& cell, CostDimension dimension) {
  switch (dimension) {
    case CostDimension::provider:
      return line.provider;
    case CostDimension::region:
      return line.provider + ":" + line.region;
    case CostDimension::service:
      return line.service;
    case CostDimension::workload:
      return world.workloads[cell.workload].name;
    case CostDimension::population:
      return world.populations[cell.population].name;
    case CostDimension::continent:
      return world.populations[cell.population].continent;
  }
  return "";
}

bool is_of_lines(CostDimension dimension) { return dimension <= CostDimension::service; }

class Shares {
 public:
  Shares(const World& world, const Usage& usage, CostDimension dimension)
      : world_(world), dimension_(dimension), cells_(cells_of(world, usage)), weights_(cells_.size()) {
    for (const Cell& cell : cells_) count(cell);
  }

  void add(const BillLine& line) {
    if (is_of_lines(dimension_)) {
      share(name_of(world_, line, {}, dimension_)).amount += line.amount;
      return;
    }
    // A region that only holds data serves the requests of all others.
    if (!(line.region != "global" && weigh(world_, cells_, line, true, weights_)) && !weigh(world_, cells_, line, false, weights_)) {
      share(line.workload.empty() || dimension_ != CostDimension::workload ? std::string(nobody) : line.workload).amount += line.amount;
      return;
    }
    const std::vector<std::int64_t> parts = split(line.amount.value, weights_);
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (parts[i] != 0) share(name_of(world_, line, cells_[i], dimension_)).amount += Cents{parts[i]};
  }

  std::vector<CostShare> sorted() {
    std::vector<CostShare> all;
    for (auto& [name, share] : shares_) {
      if (dimension_ == CostDimension::service) take(total_, share);
      all.push_back(share);
    }
    std::ranges::stable_sort(all, [](const CostShare& a, const CostShare& b) { return a.amount > b.amount; });
    return all;
  }

 private:
  CostShare& share(const std::string& name) {
    CostShare& found = shares_[name];
    found.name = name;
    return found;
  }
  static void take(const Cell& cell, CostShare& share) {
    share.requests += cell.requests;
    share.tokens += cell.tokens;
    share.users += cell.users;
  }
  void count(const Cell& cell) {
    total_.requests += cell.requests;
    total_.tokens += cell.tokens;
    total_.users += cell.users;
    if (dimension_ == CostDimension::service) return;
    const Region& region = world_.regions[cell.region];
    take(cell, share(name_of(world_, {region.provider, region.id, "", "", "", 0, {}, {}}, cell, dimension_)));
  }

  const World& world_;
  CostDimension dimension_;
  std::vector<Cell> cells_;
  std::vector<double> weights_;
  Cell total_;
  std::map<std::string, CostShare> shares_;
};

}  // namespace

std::vector<CostShare> allocate(const World& world, const Usage& usage, const Bill& bill, CostDimension dimension) {
  Shares shares(world, usage, dimension);
  for (const BillLine& line : bill.lines) shares.add(line);
  return shares.sorted();
}

}  // namespace tradewind
