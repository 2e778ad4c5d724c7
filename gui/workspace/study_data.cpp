#include "workspace/study_data.h"

#include <algorithm>
#include <fstream>

namespace tradewind::gui {

int StudyData::index_of(const QString& id) const {
  const auto found = std::ranges::find(points, id, &PointRow::id);
  return found == points.end() ? -1 : static_cast<int>(found - points.begin());
}

int StudyData::knee() const {
  const auto found = std::ranges::find(points, true, &PointRow::knee);
  return found == points.end() ? -1 : static_cast<int>(found - points.begin());
}

std::vector<int> StudyData::front() const {
  std::vector<int> indices;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].on_front) indices.push_back(static_cast<int>(i));
  std::ranges::sort(indices, {}, [this](int i) { return points[static_cast<std::size_t>(i)].latency_ms; });
  return indices;
}

PointRow point_row(const World& world, const Candidate& candidate) {
  PointRow row;
  row.id = QString::fromStdString(candidate.id);
  row.latency_ms = candidate.latency_ms();
  row.ci95_ms = candidate.outcome.latency.perceived_at_objective_ci95_ms;
  row.monthly_usd = candidate.monthly_usd();
  row.regions = static_cast<int>(open_regions(world, candidate.topology).size());
  for (const Pool& pool : candidate.topology.pools) {
    row.replicas += pool.replicas;
    row.gpus += instances(world, pool) * world.offers[pool.offer].gpu_count;
  }
  row.slo_attainment = candidate.outcome.slo_attainment;
  row.availability = candidate.outcome.availability;
  row.slo_met = std::ranges::all_of(candidate.outcome.workloads, &WorkloadOutcome::slo_met);
  row.on_front = candidate.on_front;
  row.knee = candidate.knee;
  row.earns_most = candidate.earns_most;
  return row;
}

std::shared_ptr<const StudyData> read_study(const std::filesystem::path& file) {
  return study_data(std::make_shared<const Study>(Study::open(file)));
}

std::shared_ptr<const StudyData> study_data(const std::shared_ptr<const Study>& study) {
  auto data = std::make_shared<StudyData>();
  data->file = study->file();
  data->world = {study, &study->world()};
  data->finished = study->finished();
  data->version = QString::fromStdString(study->version());
  data->scenario_text = study->scenario_text();
  data->scenario_file_name = study->scenario_file_name();
  for (Candidate& candidate : study->candidates()) {
    data->points.push_back(point_row(*data->world, candidate));
    data->candidates.push_back(std::make_shared<const Candidate>(std::move(candidate)));
  }
  return data;
}

bool looks_like_study(const std::filesystem::path& file) {
  static constexpr std::string_view magic = "SQLite format 3";
  char begin[magic.size()] = {};
  std::ifstream stream(file, std::ios::binary);
  stream.read(begin, sizeof begin);
  return stream && std::string_view(begin, sizeof begin) == magic;
}

}  // namespace tradewind::gui
