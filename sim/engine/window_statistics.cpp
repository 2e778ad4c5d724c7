#include "engine/window_statistics.h"

#include <memory>
#include <numeric>

#include "engine/spreading.h"
#include "statistics/mser5.h"
#include "tradewind/scenarios/splitmix64.h"

namespace tradewind::engine {
namespace {

std::uint64_t hash(const RequestRecord& record, const RequestStream& stream, std::uint64_t window) {
  std::uint64_t h = 0;
  for (const std::uint64_t word :
       {std::uint64_t{stream.workload} << 32 | stream.population, record.index << 16 | window, static_cast<std::uint64_t>(record.sent),
        static_cast<std::uint64_t>(record.first), static_cast<std::uint64_t>(record.end)})
    h = splitmix64_finalized(h + splitmix64_increment + word);
  return h;
}

constexpr std::size_t most_records = 16384;

}  // namespace

WindowStatistics::WindowStatistics(const Plan& plan, int window, std::uint64_t judged_from)
    : plan_(&plan), window_(static_cast<std::uint64_t>(window)), judged_from_(judged_from) {
  records_.reserve(most_records);
}

void WindowStatistics::add(const RequestRecord& record) {
  if (records_.size() == most_records) {
    cells_.resize(plan_->routes.size());
    add_records(cells_);
    records_.clear();
  }
  records_.push_back(record);
  if (record.fate == Fate::completed) at_server_ns_.add(record.number, record.queue + record.service);
  fingerprint_ += hash(record, plan_->streams[plan_->routes[record.route].stream], window_);
}

// The records of one route one after the other, so that its sketches are fetched from memory once and not for each of them.
std::vector<std::uint32_t> WindowStatistics::records_by_route() const {
  std::vector<std::uint32_t> place(plan_->routes.size() + 1), order(records_.size());
  for (const RequestRecord& record : records_) ++place[record.route + 1];
  std::partial_sum(place.begin(), place.end(), place.begin());
  for (std::uint32_t i = 0; i < records_.size(); ++i) order[place[records_[i].route]++] = i;
  return order;
}

void WindowStatistics::add_records(std::vector<Cell>& cells) const {
  for (const std::uint32_t i : records_by_route()) {
    const RequestRecord& record = records_[i];
    const std::uint32_t workload = plan_->streams[plan_->routes[record.route].stream].workload;
    Cell& cell = cells[record.route];
    cell.count(record, plan_->sizes[workload]);
    if (record.number >= judged_from_) cell.judge(record, plan_->world->workloads[workload]);
  }
}

void WindowStatistics::merge_into(std::vector<Cell>& cells) const {
  for (std::size_t route = 0; route < cells_.size(); ++route) cells[route].merge(cells_[route]);
  add_records(cells);
}

bool WindowStatistics::judge_from(std::uint64_t number) {
  const bool possible = cells_.empty();
  if (possible) judged_from_ = number;
  return possible;
}

std::uint64_t WindowStatistics::warmup() const { return statistics::mser5_warmup(at_server_ns_); }

namespace {

std::unique_ptr<Surroundings> at_rest(const Plan& plan) {
  if (plan.fills_by_rate()) return std::make_unique<Filling>(plan);
  return std::make_unique<Unchanging>(plan);
}

}  // namespace

MeasuredWindow measure_window(const Plan& plan, std::uint32_t replication, int window, const std::stop_token& stop) {
  const auto measure = [&](std::uint64_t judged_from) {
    MeasuredWindow measured{WindowStatistics(plan, window, judged_from), {}, judged_from};
    const std::unique_ptr<Surroundings> surroundings = at_rest(plan);
    measured.run = simulate_window(
        plan, replication, window, *surroundings, [&](const RequestRecord& record) { measured.statistics.add(record); }, stop);
    return measured;
  };
  MeasuredWindow measured = measure(0);
  const std::uint64_t warmup = measured.statistics.warmup();
  if (warmup == 0) return measured;
  if (!measured.statistics.judge_from(warmup)) return measure(warmup);
  measured.left_out = warmup;
  return measured;
}

}  // namespace tradewind::engine
