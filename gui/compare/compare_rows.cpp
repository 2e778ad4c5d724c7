// What stands side by side: figures and differences of each point from the first one.
#include <algorithm>
#include <cmath>
#include <map>

#include "compare/compare_chart.h"
#include "text/format.h"
#include "text/third_axis.h"
#include "workspace/words.h"

namespace tradewind::gui {

std::vector<int> CompareChart::wanted_points() const {
  std::vector<int> wanted = workspace_.compared();
  const int selected = workspace_.selection().point;
  if (workspace_.baseline() < 0 && wanted.empty() && selected >= 0) {
    const StudyData& study = workspace_.study();
    const std::vector<int> front = study.front();
    return front.empty() ? std::vector{selected} : std::vector{selected, front.front(), study.knee(), front.back()};
  }
  wanted.insert(wanted.begin(), workspace_.baseline());
  wanted.push_back(selected);
  return wanted;
}

void CompareChart::take() {
  points_.clear();
  rows_.clear();
  regions_.clear();
  std::vector<std::shared_ptr<const Candidate>> candidates;
  for (const int point : wanted_points()) {
    if (point < 0 || std::ranges::find(points_, point) != points_.end()) continue;
    if (auto candidate = workspace_.candidate_at(point)) points_.push_back(point), candidates.push_back(std::move(candidate));
  }
  if (!points_.empty()) {
    add_latency_and_cost(candidates);
    add_figures(candidates);
    add_regions(candidates);
  }
}

// Less is better of latency and cost.
CompareChart::Cell CompareChart::compared_cell(const QString& value, const Difference& difference, bool first, bool simulated, int decimals,
                                               const QString& unit) const {
  Cell cell{value, {}, Verdict::none, difference.b, 0, 0};
  if (first) return cell;
  cell.difference = difference.difference();
  cell.half_width = difference.half_width;
  const QString change = signed_number(cell.difference, decimals);
  if (!simulated) {
    cell.change = change + unit + ", " + tr("expected");
    cell.verdict = Verdict::unknown;
  } else if (!difference.known) {
    cell.change = change + unit + ", " + tr("chance unknown");
    cell.verdict = Verdict::unknown;
  } else {
    cell.change = change + " ± " + number(cell.half_width, decimals) + unit + (difference.real() ? QString() : ", " + tr("may be chance"));
    cell.verdict = !difference.real() ? Verdict::chance : cell.difference < 0 ? Verdict::better : Verdict::worse;
  }
  return cell;
}

void CompareChart::add_latency_and_cost(const std::vector<std::shared_ptr<const Candidate>>& candidates) {
  Row latency{objective_words(workspace_.world()), {}}, cost{tr("Cost a month"), {}};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const PointRow& row = row_of(i);
    const bool simulated = row.simulated && row_of(0).simulated;
    const ComparedPoint compared = compare(*candidates.front(), *candidates[i]);
    latency.cells.push_back(compared_cell(with_interval_ms(row.latency_ms, row.ci95_ms), compared.latency_ms, i == 0, simulated, 1, " ms"));
    cost.cells.push_back(compared_cell(usd(row.monthly_usd), compared.monthly_usd, i == 0, simulated, 0, " USD"));
  }
  rows_ = {std::move(latency), std::move(cost)};
}

void CompareChart::add_figures(const std::vector<std::shared_ptr<const Candidate>>& candidates) {
  // Figures without an interval: the difference is told, and nothing is said of chance.
  const auto add = [this, &candidates](const QString& name, const auto& of, const auto& words, int decimals) {
    Row row{name, {}};
    const double first = of(0);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      Cell cell{words(i, of(i)), {}, Verdict::none, of(i), of(i) - first, 0};
      if (i > 0 && std::isfinite(cell.difference) && cell.difference != 0) cell.change = signed_number(cell.difference, decimals);
      row.cells.push_back(std::move(cell));
    }
    rows_.push_back(std::move(row));
  };
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const auto plain = [](std::size_t, double value) { return number(value); };
  const auto share = [](std::size_t, double value) { return std::isfinite(value) ? percent(value / 100, 2) : QStringLiteral("–"); };
  add(
      tr("USD a million requests"),
      [&](std::size_t i) {
        const double requests = candidates[i]->outcome.usage.total_requests();
        return requests > 0 ? row_of(i).monthly_usd / requests * 1e6 : unknown;
      },
      [](std::size_t, double value) { return number(value, 2); }, 2);
  add(
      tr("Within the target, %"), [&](std::size_t i) { return row_of(i).simulated ? 100 * row_of(i).slo_attainment : unknown; }, share, 2);
  add(
      tr("Availability, %"), [&](std::size_t i) { return row_of(i).simulated ? 100 * row_of(i).availability : unknown; }, share, 3);
  if (const ThirdAxis third = workspace_.world().third_axis; third != ThirdAxis::none)
    add(
        ThirdAxisText::heading(third), [&](std::size_t i) { return row_of(i).third ? ThirdAxisText::in_column(third, *row_of(i).third) : unknown; },
        [third](std::size_t, double value) { return number(value, ThirdAxisText::decimals(third)); }, ThirdAxisText::decimals(third));
  add(
      tr("Regions"), [&](std::size_t i) { return double(row_of(i).regions); }, plain, 0);
  add(
      tr("GPUs"), [&](std::size_t i) { return double(row_of(i).gpus); }, plain, 0);
}

void CompareChart::add_regions(const std::vector<std::shared_ptr<const Candidate>>& candidates) {
  const World& world = workspace_.world();
  std::map<std::uint32_t, std::vector<double>> gpus;  // by region and column
  for (std::size_t i = 0; i < candidates.size(); ++i)
    for (const Pool& pool : candidates[i]->topology.pools) {
      const Offer& offer = world.offers[pool.offer];
      auto& row = gpus.try_emplace(offer.region, candidates.size(), 0.0).first->second;
      row[i] += instances(world, pool) * offer.gpu_count;
    }
  std::vector<std::pair<double, std::uint32_t>> order;
  most_gpus_ = 1;
  for (const auto& [region, row] : gpus) {
    const double most = *std::ranges::max_element(row);
    order.emplace_back(-most, region);
    most_gpus_ = std::max(most_gpus_, most);
  }
  std::ranges::sort(order);
  for (const auto& [rank, region] : order) {
    Row row{region_words(world.regions[region]), {}};
    const std::vector<double>& of = gpus[region];
    for (const double count : of) row.cells.push_back({count > 0 ? number(count) : QString(), {}, Verdict::none, count, count - of.front(), 0});
    regions_.push_back(std::move(row));
  }
}

}  // namespace tradewind::gui
